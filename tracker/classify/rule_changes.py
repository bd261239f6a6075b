"""What became of the promise about changes of the policy itself: two notice rules compared field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tracker.model import FIRMNESS, Acceptance, Channel, Lead, NoticeRule, Strength, Tier, WayOut, plain
from tracker.model.phrase import listed, sentence
from tracker.model.promise import (
    ACCEPTANCES,
    CHANNELS,
    TRIGGERS,
    WAYS,
    channels_in_words,
    grandfathering_in_words,
    lead_in_words,
    promise_in_words,
    trigger_in_words,
    way_in_words,
)
from tracker.model.rule_change import RuleChange, RuleField, Way

_PERSONAL: frozenset[Channel] = frozenset({"email", "personal_other", "in_product", "website_notice", "unspecified"})
_REACH: Mapping[Channel, int] = {  # how surely a reader hears of it
    "email": 3,
    "personal_other": 3,
    "in_product": 2,
    "website_notice": 1,
    "updates_page": 1,
    "unspecified": 1,
    "other": 1,
    "post_page": 0,
    "date_stamp": 0,
    "none_disclaimed": -1,
}
_DAYS = {
    "hour": 1 / 24,
    "day": 1.0,
    "calendar_day": 1.0,
    "business_day": 1.4,
    "week": 7.0,
    "month": 30.0,
    "year": 365.0,
}
_LEADS = ("disclaimed", "immediate", "after_or_promptly", "none_stated", "as_required_by_law", "on_or_before_effective")
_LONGER = ("prior_unspecified", "reasonable", "fixed")
_RIGHTS: Mapping[Acceptance, str] = {
    "right_to_object": "Readers could object, and no longer can.",
    "right_to_terminate": "Readers could end the contract, and no longer can.",
    "opt_out": "Readers could opt out, and no longer can.",
}
_RIGHT_OF: Mapping[str, Acceptance] = {"object": "right_to_object", "terminate": "right_to_terminate"}
_TOLD_HEDGES: Mapping[str, tuple[RuleField, str]] = {  # these two are read without doubt
    "materiality_sole_discretion": ("hedge", "the company alone says what is material"),
    "approximate_lead": ("precision", "the time of notice is only approximate"),
}
_OWED: Mapping[Strength, str] = {
    "will": "owed",
    "efforts": "to be tried",
    "conditional": "owed where appropriate or required",
    "may": "only possible",
    "implied": "only implied",
}
_HEDGES: Mapping[str, str] = {
    "sole_discretion": "changes are at the company's own discretion",
    "minor_changes_excluded": "changes called minor are excluded",
    "urgent_exception": "urgent changes are excluded",
    "new_feature_exception": "new features are excluded",
    "notice_waived": "readers waive the notice",
    "waivable_by_use": "using the service waives the period",
    "without_consent": "changes are made without consent",
}


def rule_changes(before: NoticeRule, after: NoticeRule) -> Iterator[RuleChange]:
    """Every field in which two notice rules differ, each once; of some only where it became weaker."""
    if before.none_found and after.none_found:
        return
    if before.none_found or after.none_found:
        yield _whole(before, after)
        return
    alone = len(before.tiers) == len(after.tiers) == 1
    for old, new in _pairs(before, after):
        if old is not None and new is not None:
            yield from _scope(old, new)
            about = trigger_in_words(old)
            for found in _tier(old, new):
                said = found.said if alone else f"For {about}: {found.said[:1].lower()}{found.said[1:]}"
                yield replace(found, about=about, said=said)
        elif old is not None and _counts(old):
            about = trigger_in_words(old)
            yield RuleChange("tier", "weaker", promise_in_words(old), "", f"No promise is left for {about}.", about)
        elif new is not None and _counts(new):
            about = trigger_in_words(new)
            yield RuleChange(
                "tier", "stronger", "", promise_in_words(new), f"A promise is now made for {about}.", about
            )
    yield from _rule_fields(before, after)


def _whole(before: NoticeRule, after: NoticeRule) -> RuleChange:
    spoken = _promises(before), _promises(after)
    if before.none_found:
        return RuleChange("promise", "stronger", *spoken, "The text now says how its changes are announced.")
    return RuleChange("promise", "weaker", *spoken, "The text no longer says how its changes are announced.")


def _promises(rule: NoticeRule) -> str:
    telling = (tier for tier in rule.tiers if tier.channels or lead_in_words(tier.lead))
    spoken = "; ".join(f"{trigger_in_words(tier)}: {promise_in_words(tier)}" for tier in telling)
    return spoken or ("" if rule.none_found else "a clause that promises nothing in particular")


def _pairs(before: NoticeRule, after: NoticeRule) -> Iterator[tuple[Tier | None, Tier | None]]:
    """Tiers that promise for the same changes, each of the older text once.

    Where each text makes one promise only, those, whatever they are for. What was promised for any change and is now
    promised for some is one promise still; what was promised for some changes is held against what holds for any.
    """
    olds = {(tier.trigger, tier.topics): tier for tier in before.tiers}
    news = {(tier.trigger, tier.topics): tier for tier in after.tiers}
    if len(olds) == len(news) == 1:
        yield before.tiers[-1], after.tiers[-1]
        return
    come = [tier for key, tier in news.items() if key not in olds]
    for key, old in olds.items():
        new = news.get(key) or news.get(("any", old.topics))
        left = old.trigger == "any" and _reaches(old) and not (new and _reaches(new))
        yield old, _with_rights(come.pop(), new) if left and len(come) == 1 and _reaches(come[0]) else new
    yield from ((None, tier) for tier in come)


def _with_rights(tier: Tier, other: Tier | None) -> Tier:
    """A promise with what the other one, which holds for any change, lets readers do."""
    if other is None:
        return tier
    return replace(tier, acceptance=tier.acceptance + other.acceptance, ways_out=tier.ways_out + other.ways_out)


def _reaches(tier: Tier) -> bool:
    """Whether people are told by it, or beforehand."""
    return bool(_PERSONAL & tier.channels.keys()) or tier.lead.kind == "fixed"


def _counts(tier: Tier) -> bool:
    """Whether a promise that came or went is one worth telling of."""
    return _reaches(tier) or tier.lead.kind == "disclaimed"


def _tier(old: Tier, new: Tier) -> Iterator[RuleChange]:
    if _length(old.lead) != _length(new.lead):
        words = lead_in_words(old.lead), lead_in_words(new.lead)
        was, now = (f"“{word}”" if word else "not stated" for word in words)
        said = f"The time of notice was {was}, and is {now}."
        yield RuleChange("lead", _direction(won=_length(new.lead) > _length(old.lead)), *words, said)
    yield from _channels(old, new)
    first = not _PERSONAL & old.channels.keys() and _PERSONAL & new.channels.keys()  # an exception from what is new
    if bool(old.condition) != bool(new.condition) and not (new.condition and first):
        words = _excepted(old), _excepted(new)
        said = f"The promise now has an exception: {words[1]}." if words[1] else "An exception to the promise is gone."
        yield RuleChange("condition", _direction(won=bool(old.condition)), *words, said)
    yield from _strengths(old, new)
    if "explicit_consent" in {*old.acceptance} ^ {*new.acceptance}:
        won = "explicit_consent" in new.acceptance
        words = _either(ACCEPTANCES["explicit_consent"], "", now=won)
        said = f"Changes {'now' if won else 'no longer'} need consent."
        yield RuleChange("consent", _direction(won=won), *words, said)
    yield from _rights(old, new)


def _excepted(tier: Tier) -> str:
    return f"“{plain(tier.condition)}”" if tier.condition else ""


def _scope(old: Tier, new: Tier) -> Iterator[RuleChange]:
    if old.trigger == "any" != new.trigger:
        said = f"The promise was for any change, and is for {TRIGGERS[new.trigger]} only."
        yield RuleChange("trigger", "weaker", TRIGGERS["any"], TRIGGERS[new.trigger], said)
    if new.topics and not old.topics:
        said = "The promise was about all matters, and is about some only."
        yield RuleChange("topics", "weaker", TRIGGERS[old.trigger], trigger_in_words(new), said)


def _channels(old: Tier, new: Tier) -> Iterator[RuleChange]:
    words = channels_in_words(old), channels_in_words(new)
    dropped = [channel for channel in old.channels if channel in _PERSONAL and channel not in new.channels]
    added = [channel for channel in new.channels if channel in _PERSONAL and channel not in old.channels]
    if dropped or added:
        parts = [
            f"{word} {listed(map(CHANNELS.__getitem__, channels))}"
            for word, channels in (("dropped:", dropped), ("added:", added))
            if channels
        ]
        won = _won_channels(old, new)
        said = f"The channels of notice changed; {'; '.join(parts)}."
        yield RuleChange("channels", _direction(won=won), *words, said)
    elif _choice(old) != _choice(new):
        said = "Any one of several means is enough for a notice." if _choice(new) else "Each named means is owed now."
        yield RuleChange("choice", _direction(won=_choice(old)), _all_owed(old), _all_owed(new), said)
    yield from _places(old, new)
    refused = "none_disclaimed" in new.channels and "none_disclaimed" not in old.channels
    if refused and not dropped and (new.lead.kind != "disclaimed" or old.lead.kind == "disclaimed"):
        yield RuleChange("refusal", "weaker", *words, "It now says that no notice is given.")


def _all_owed(tier: Tier) -> str:
    """The channels in words, whatever the firmness of each."""
    return channels_in_words(replace(tier, channels=dict.fromkeys(tier.channels, "will")))


def _won_channels(old: Tier, new: Tier) -> bool:
    """Whether people are told more surely now; where one channel of several is enough, the least sure counts."""
    was, now = (tier.channels.keys() & _PERSONAL for tier in (old, new))
    if not was or not now:
        return bool(now)
    if _choice(old) != _choice(new):
        return _choice(old)
    if _choice(new) and (least := min(map(_REACH.__getitem__, now)) - min(map(_REACH.__getitem__, was))):
        return least > 0
    return was <= now or was - now == {"unspecified"}  # a way not named may be that which is named now


def _places(old: Tier, new: Tier) -> Iterator[RuleChange]:
    """Channels at which people must look themselves: lost where no surer one came instead, or less firm."""
    gained = max((_REACH[channel] for channel in new.channels if channel not in old.channels), default=-1)
    for channel, strength in old.channels.items():
        if channel in _PERSONAL or channel == "none_disclaimed":
            continue
        if channel not in new.channels and gained <= _REACH[channel]:
            said = f"It promised {CHANNELS[channel]}, and no longer does."
            yield RuleChange("places", "weaker", _firmly([channel], strength), "", said)
        elif channel in new.channels and FIRMNESS.index(new.channels[channel]) < FIRMNESS.index(strength):
            yield _firmness("places", [channel], strength, new.channels[channel])


def _strengths(old: Tier, new: Tier) -> Iterator[RuleChange]:
    """How firmly the channels are promised that stayed; an exception that came or went says so itself."""
    changed: dict[tuple[Strength, Strength], list[Channel]] = {}
    for channel, strength in old.channels.items():
        now = new.channels.get(channel, strength)
        excepted = bool(old.condition) != bool(new.condition) and "conditional" in {strength, now}
        if now != strength and channel in _PERSONAL and not excepted:
            changed.setdefault((strength, now), []).append(channel)
    for (was, now), channels in changed.items():
        yield _firmness("strength", channels, was, now)


def _firmness(name: RuleField, channels: list[Channel], was: Strength, now: Strength) -> RuleChange:
    named, many = listed(map(CHANNELS.__getitem__, channels)), len(channels) > 1
    said = f"{named} {'were' if many else 'was'} {_OWED[was]}, and {'are' if many else 'is'} {_OWED[now]}"
    won = FIRMNESS.index(now) > FIRMNESS.index(was)
    return RuleChange(name, _direction(won=won), _firmly(channels, was), _firmly(channels, now), sentence(said))


def _rights(old: Tier, new: Tier) -> Iterator[RuleChange]:
    """What readers can do against a change, where it became less."""
    lost = [right for right in _RIGHTS if right in old.acceptance and right not in new.acceptance]
    for right in lost:
        yield RuleChange("rights", "weaker", ACCEPTANCES[right], "", _RIGHTS[right])
    if "deemed_by_silence" in new.acceptance and "deemed_by_silence" not in old.acceptance:
        said = "Silence now counts as acceptance."
        yield RuleChange("silence", "weaker", "", ACCEPTANCES["deemed_by_silence"], said)
    for way in old.ways_out:
        if _RIGHT_OF[way.way] not in lost and not any(_as_long(way, other) for other in new.ways_out):
            left = listed(_out(other) for other in new.ways_out if other.way == way.way)
            said = f"Readers could {WAYS[way.way]} {way_in_words(way)}; that changed."
            yield RuleChange("ways_out", "weaker", _out(way), left, said)


def _out(way: WayOut) -> str:
    return f"time to {WAYS[way.way]} {way_in_words(way)}"


def _rule_fields(before: NoticeRule, after: NoticeRule) -> Iterator[RuleChange]:
    if before.clauses != after.clauses:
        for flag, (name, said) in _TOLD_HEDGES.items():
            if (flag in before.flags) != (flag in after.flags):
                won = flag in before.flags
                words = _either(said, "", now=not won)
                told = sentence(f"it {'no longer' if won else 'now'} says that {said}")
                yield RuleChange(name, _direction(won=won), *words, told)
        if before.user_duty_to_check != after.user_duty_to_check:
            asked = after.user_duty_to_check
            said = f"People are {'now' if asked else 'no longer'} asked to look for changes themselves."
            words = _either("people are asked to look for changes themselves", "", now=asked)
            yield RuleChange("duty", "other", *words, said)
    for flag, said in _HEDGES.items():
        if flag in after.flags and flag not in before.flags:
            yield RuleChange("exclusion", "weaker", "", said, sentence(f"it now says that {said}"))
    lost = tuple(kept for kept in before.grandfathering if kept not in after.grandfathering)
    if lost:
        said = " ".join(grandfathering_in_words(replace(before, grandfathering=lost)))
        yield RuleChange("kept", "weaker", said.rstrip("."), "", f"It no longer says: {said}")


def _direction(*, won: bool) -> Way:
    return "stronger" if won else "weaker"


def _either(one: str, other: str, *, now: bool) -> tuple[str, str]:
    """What was said before and what is said now: `now` the one, or else the other."""
    return (other, one) if now else (one, other)


def _choice(tier: Tier) -> bool:
    """Whether one means among several is enough."""
    return any(logic.op != "all" for logic in tier.logic)


def _firmly(channels: list[Channel], strength: Strength) -> str:
    return channels_in_words(Tier(channels=dict.fromkeys(channels, strength)))


def _as_long(way: WayOut, other: WayOut) -> bool:
    """Whether the other leaves readers as much time for the same."""
    if (way.way, way.counted_from) != (other.way, other.counted_from):
        return False
    if way.value is None or way.unit is None or other.value is None or other.unit is None:
        return way.value == other.value
    longer = other.value * _DAYS[other.unit] - way.value * _DAYS[way.unit]
    return longer <= 0 if way.counted_from == "before_effective" else longer >= 0


def _length(lead: Lead) -> float:
    if lead.kind == "fixed" and lead.value is not None and lead.unit is not None:
        return lead.value * _DAYS[lead.unit]
    return float((*_LEADS, *_LONGER).index(lead.kind)) / 100 - 0.05
