"""The promise about changes of the policy itself, compared field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker.classify.reason import Reason, editorial, material
from tracker.model import FIRMNESS, Channel, Direction, Lead, NoticeRule, Tier

_PERSONAL: frozenset[Channel] = frozenset({"email", "personal_other", "in_product", "website_notice", "unspecified"})
_DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "calendar_day": 1.0,
    "business_day": 1.4,
    "week": 7.0,
    "month": 30.0,
    "year": 365.0,
}
_HEDGES: Mapping[str, str] = {
    "materiality_sole_discretion": "The company alone says what is material",
    "approximate_lead": "The time of notice is said to be approximate",
}
_LEADS = ("disclaimed", "immediate", "after_or_promptly", "none_stated", "as_required_by_law", "on_or_before_effective")
_LONGER = ("prior_unspecified", "reasonable", "fixed")


def compare_rules(before: NoticeRule, after: NoticeRule) -> Iterator[tuple[str, Reason]]:
    """What became of the promise, as (rule, reason); nothing where both texts promise the same.

    A promise that was dropped or weakened, or won, is material whatever the number of words: by it people learn of
    every later change.
    """
    if before.none_found and after.none_found:
        return
    if before.none_found or after.none_found:
        rule = "notice_promised" if before.none_found else "notice_dropped"
        why = (
            "The text now says how its changes are announced."
            if before.none_found
            else "The text no longer says how its changes are announced."
        )
        yield rule, _reason(why, _quote(before), _quote(after), won=before.none_found)
        return
    olds = {tier.trigger: tier for tier in before.tiers}
    news = {tier.trigger: tier for tier in after.tiers}
    if len(olds) == len(news) == 1:
        yield from _compare_tiers(next(iter(olds.values())), next(iter(news.values())), before, after)
    else:
        for trigger in (*olds, *(trigger for trigger in news if trigger not in olds)):
            yield from _compare_tiers(olds.get(trigger), news.get(trigger), before, after)
    yield from _compare_flags(before, after)


def _compare_tiers(
    old: Tier | None, new: Tier | None, before: NoticeRule, after: NoticeRule
) -> Iterator[tuple[str, Reason]]:
    quotes = _quote(before), _quote(after)
    if old is None or new is None:
        present = old or new
        assert present is not None
        if _PERSONAL & present.channels.keys() or present.lead.kind in {"fixed", "disclaimed"}:
            verb = "no longer" if new is None else "now"
            trigger = present.trigger.replace("_", " ")
            yield (
                "notice_tier",
                _reason(f"A promise for changes of the kind “{trigger}” is {verb} made.", *quotes, won=old is None),
            )
        return
    if (old.lead.kind, old.lead.value, old.lead.unit) != (new.lead.kind, new.lead.value, new.lead.unit):
        longer = _length(new.lead) > _length(old.lead)
        why = f"The time between notice and effect changed from {_spoken(old.lead)} to {_spoken(new.lead)}."
        yield "notice_lead", _reason(why, *quotes, won=longer)
    dropped = [channel for channel in old.channels if channel in _PERSONAL and channel not in new.channels]
    added = [channel for channel in new.channels if channel in _PERSONAL and channel not in old.channels]
    if dropped or added:
        parts = [
            f"{word} {', '.join(channels).replace('_', ' ')}"
            for word, channels in (("dropped:", dropped), ("added:", added))
            if channels
        ]
        won = not dropped if _choice(old) == _choice(new) else _choice(old)
        yield "notice_channel", _reason(f"The channels of notice changed; {'; '.join(parts)}.", *quotes, won=won)
    elif _choice(old) != _choice(new):
        why = "Any one of several means is enough for a notice." if _choice(new) else "Each named means is owed now."
        yield "notice_channel", _reason(why, *quotes, won=_choice(old))
    if bool(old.condition) != bool(new.condition):
        why = "The promise now has an exception." if new.condition else "An exception to the promise is gone."
        yield "notice_condition", _reason(why, *quotes, won=bool(old.condition))
    for channel in old.channels.keys() & new.channels.keys() & _PERSONAL:
        firmer = FIRMNESS.index(new.channels[channel]) - FIRMNESS.index(old.channels[channel])
        if firmer:
            strengths = f"was “{old.channels[channel]}”, and is “{new.channels[channel]}”"
            why = f"Notice by {channel.replace('_', ' ')} {strengths}."
            yield "notice_strength", _reason(why, *quotes, won=firmer > 0)
    if "explicit_consent" in {*old.acceptance} ^ {*new.acceptance}:
        won = "explicit_consent" in new.acceptance
        yield "notice_acceptance", _reason("Whether changes need consent changed.", *quotes, won=won)


def _choice(tier: Tier) -> bool:
    """Whether one means among several is enough."""
    return any(logic.op != "all" for logic in tier.logic)


def _compare_flags(before: NoticeRule, after: NoticeRule) -> Iterator[tuple[str, Reason]]:
    for flag, said in _HEDGES.items():
        if (flag in before.flags) != (flag in after.flags) and before.clauses != after.clauses:
            won = flag in before.flags
            yield (
                "notice_hedge",
                _reason(f"{said} {'no longer' if won else 'now'}.", _quote(before), _quote(after), won=won),
            )
    if before.user_duty_to_check != after.user_duty_to_check and before.clauses != after.clauses:
        why = "Whether people are asked to look for changes themselves differs."
        yield "notice_duty", editorial("policy_change_notice", why, _quote(before), _quote(after))


def _reason(why: str, old: str, new: str, *, won: bool) -> Reason:
    direction: Direction = "protects_user" if won else "expands_company"
    return material("policy_change_notice", why, direction, old, new)


def _quote(rule: NoticeRule) -> str:
    return " ".join(rule.clauses)


def _length(lead: Lead) -> float:
    if lead.kind == "fixed" and lead.value is not None and lead.unit is not None:
        return lead.value * _DAYS[lead.unit]
    return float((*_LEADS, *_LONGER).index(lead.kind)) / 100 - 0.05


def _spoken(lead: Lead) -> str:
    if lead.kind == "fixed" and lead.value is not None and lead.unit is not None:
        return f"{lead.value} {lead.unit.replace('_', ' ')}{'s' * (lead.value != 1)}"
    return f"“{lead.kind.replace('_', ' ')}”"
