"""Which tiers of a rule a change triggers."""

from __future__ import annotations

from tracker.model import Category, Change, NoticeRule, Tier

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


def triggered(rule: NoticeRule, change: Change) -> tuple[Tier, ...]:
    """The tiers that owe notice of this change, in the rule's order.

    Noise triggers nothing, nor does a date line moved by itself, or the announcement of a change to come. What only the
    company knows (a change required by law, an agreement with one customer) triggers no tier: it can excuse, never
    accuse.
    """
    if not concerns(change):
        return ()
    return tuple(tier for tier in rule.tiers if _triggers(tier, change))


def concerns(change: Change) -> bool:
    """Whether a change can be one that somebody must be told of."""
    return change.verdict != "noise" and not _only_dates(change)


def _only_dates(change: Change) -> bool:
    telling = [finding for finding in change.findings if finding.weight != "noise"]
    return bool(telling) and all(finding.category == "effective_date" for finding in telling)


def _triggers(tier: Tier, change: Change) -> bool:
    if tier.topics and set(tier.topics).isdisjoint(change.categories):
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
