"""Which tiers of a rule a change triggers."""

from __future__ import annotations

from tracker.model import Category, Change, NoticeRule, Tier, Trigger

_USES: frozenset[Category] = frozenset(
    {"first_party_collection", "third_party_sharing", "legal_basis_purpose", "ai_training", "cookies_tracking"}
)
_RIGHTS: frozenset[Category] = frozenset(
    {
        "user_choice_control",
        "access_edit_deletion",
        "liability_disputes",
        "termination_account",
        "fees_payment",
        "data_retention",
    }
)
_WEIGHTY: frozenset[Trigger] = frozenset(
    {"material", "practice_change", "adverse", "retroactive_adverse", "new_purpose_or_use", "rights_affecting"}
)


def triggered(rule: NoticeRule, change: Change) -> tuple[Tier, ...]:
    """The tiers that owe notice of this change, in the rule's order.

    Noise triggers nothing, nor does a date line moved by itself, or the announcement of a change to come. What only the
    company knows (a change required by law, an agreement with one customer) triggers no tier: it can excuse, never
    accuse.
    """
    if not concerns(change):
        return ()
    return tuple(tier for tier in rule.tiers if _triggers(tier, change))


def possible(rule: NoticeRule, change: Change) -> tuple[Tier, ...]:
    """The tiers that a change whose words were not read triggers beside those, should it be material; mostly none."""
    if not change.unweighed or not concerns(change):
        return ()
    sure = triggered(rule, change)
    return tuple(
        tier for tier in rule.tiers if tier.trigger in _WEIGHTY and tier not in sure and _on_topic(tier, change)
    )


def concerns(change: Change) -> bool:
    """Whether a change can be one that somebody must be told of."""
    return change.verdict != "noise" and not _only_dates(change)


def _only_dates(change: Change) -> bool:
    telling = [finding for finding in change.findings if finding.weight != "noise"]
    return bool(telling) and all(finding.category == "effective_date" for finding in telling)


def _on_topic(tier: Tier, change: Change) -> bool:
    return not tier.topics or not set(tier.topics).isdisjoint(change.categories)


def _triggers(tier: Tier, change: Change) -> bool:
    if not _on_topic(tier, change):
        return False
    material = change.verdict == "material"
    match tier.trigger:
        case "any":
            return True
        case "material" | "practice_change":
            return material
        case "adverse" | "retroactive_adverse":
            return material and change.direction in {"expands_company", "mixed"}
        case "new_purpose_or_use":
            return material and not _USES.isdisjoint(change.categories)
        case "rights_affecting":
            return material and not _RIGHTS.isdisjoint(change.categories)
        case "non_material":
            return not material
        case "new_or_favourable":
            return change.direction == "protects_user"
        case _:
            return False
