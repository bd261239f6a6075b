"""Where a new text promises less about its own changes than the text in force: field by field, then word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.model import FIRMNESS, Acceptance, Channel, NoticeRule, Tier, plain
from tracker.model.promise import CHANNELS, TRIGGERS, WAYS, grandfathering_in_words, way_in_words

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
# What the comparison of two texts says itself of these channels (dropped, less firm) is not said twice; nor is the end
# of a refusal a loss.
_COMPARED: frozenset[Channel] = frozenset(
    {"email", "personal_other", "in_product", "website_notice", "unspecified", "none_disclaimed"}
)
_RIGHTS: Mapping[Acceptance, str] = {
    "explicit_consent": "Changes needed consent, and no longer do",
    "right_to_object": "Readers could object, and no longer can",
    "right_to_terminate": "Readers could end the contract, and no longer can",
    "opt_out": "Readers could opt out, and no longer can",
}
_HEDGES: Mapping[str, str] = {
    "sole_discretion": "Changes are now at the publisher's own discretion",
    "materiality_sole_discretion": "What counts as material is now for the publisher alone to say",
    "minor_changes_excluded": "Changes called minor are now excluded",
    "urgent_exception": "Urgent changes are now excluded",
    "new_feature_exception": "New features are now excluded",
    "notice_waived": "Readers now waive the notice",
    "waivable_by_use": "The period is now waived by using the service",
    "without_consent": "Changes are now made without consent",
}
_NEUTRAL = frozenset({"no_effective_date_in_text"})  # speaks of the dates, not of the promise
_LONGEST = 300  # characters of a clause that a warning repeats


def weaker(before: NoticeRule, after: NoticeRule) -> Iterator[str]:
    """What a new rule plainly promises less of, a sentence each; leads and dropped rules are the comparison's."""
    if before.none_found or after.none_found:
        return
    for old, new in _pairs(before, after):
        yield from _weaker_tier(old, new)
    for flag, said in _HEDGES.items():
        if flag in after.flags and flag not in before.flags:
            yield f"{said}."
    lost = [kept for kept in before.grandfathering if kept not in after.grandfathering]
    yield from (
        f"It no longer says: {kept}" for kept in grandfathering_in_words(replace(before, grandfathering=tuple(lost)))
    )


def reworded(before: NoticeRule, after: NoticeRule) -> str | None:
    """The words of the promise before and after, where they differ and no plain gain explains it."""
    whole_before, whole_after = (" ".join(map(_fold, rule.clauses)) for rule in (before, after))
    gone = [clause for clause in before.clauses if _fold(clause) not in whole_after]  # a clause is cut where lines end
    come = [clause for clause in after.clauses if _fold(clause) not in whole_before]
    if whole_before == whole_after or not (gone or come) or _only_stronger(before, after):
        return None
    said = f"{_quoted(gone)} became {_quoted(come)}"
    return f"The words of the promise changed; look whether it still holds as much: {said}."


def _pairs(before: NoticeRule, after: NoticeRule) -> Iterator[tuple[Tier, Tier]]:
    """Tiers that promise for the same changes; where each text makes one promise only, those, whatever they are for."""
    if len(before.tiers) == len(after.tiers) == 1:
        yield before.tiers[0], after.tiers[0]
        return
    for old in before.tiers:
        match = next((new for new in after.tiers if (new.trigger, new.topics) == (old.trigger, old.topics)), None)
        if match is not None:
            yield old, match


def _weaker_tier(old: Tier, new: Tier) -> Iterator[str]:
    if old.trigger == "any" != new.trigger:
        yield f"The promise was for any change, and is for {TRIGGERS[new.trigger]} only."
    if new.topics and not old.topics:
        yield "The promise was about all matters, and is about some only."
    yield from _weaker_channels(old, new)
    if new.condition and not old.condition:
        yield f"A condition was added: “{plain(new.condition)}”."
    yield from (f"{said}." for way, said in _RIGHTS.items() if way in old.acceptance and way not in new.acceptance)
    if "deemed_by_silence" in new.acceptance and "deemed_by_silence" not in old.acceptance:
        yield "Silence now counts as acceptance."
    ways = [replace(way, quote="") for way in new.ways_out]
    for way in old.ways_out:
        if replace(way, quote="") not in ways:
            yield f"Readers could {WAYS[way.way]} {way_in_words(way)}; that changed."


def _weaker_channels(old: Tier, new: Tier) -> Iterator[str]:
    gained = max((_REACH[channel] for channel in new.channels if channel not in old.channels), default=-1)
    for channel, strength in old.channels.items():
        if channel in new.channels and channel in _loose(new) and channel not in _loose(old):
            yield f"{_spoken(channel)} was owed, and is now one of several ways."
        if channel in _COMPARED:
            continue
        if channel not in new.channels and gained <= _REACH[channel]:
            yield f"It promised {CHANNELS[channel]}, and no longer does."
        elif channel in new.channels and FIRMNESS.index(new.channels[channel]) < FIRMNESS.index(strength):
            yield f"{_spoken(channel)} was “{strength}”, and is “{new.channels[channel]}”."
    if "none_disclaimed" in new.channels and "none_disclaimed" not in old.channels:
        yield "It now says that no notice is given."


def _loose(tier: Tier) -> set[Channel]:
    """The channels of a tier that none is owed by itself."""
    return {channel for logic in tier.logic if logic.op != "all" for channel in logic.channels}


def _only_stronger(before: NoticeRule, after: NoticeRule) -> bool:
    """Whether the rules differ in a gain that can be read: a longer lead, a firmer channel, a surer way."""
    if set(after.flags) - set(before.flags) - _NEUTRAL:
        return False
    return any(_gains(old, new) for old, new in _pairs(before, after))


def _gains(old: Tier, new: Tier) -> bool:
    if any(_REACH[channel] < 2 and channel not in old.channels for channel in new.channels):
        return False  # "by e-mail or on this page": one more way may be one way out
    firmer = any(
        channel not in old.channels or FIRMNESS.index(strength) > FIRMNESS.index(old.channels[channel])
        for channel, strength in new.channels.items()
    )
    return firmer or new.lead != old.lead or bool(old.condition and not new.condition)


def _spoken(channel: Channel) -> str:
    return CHANNELS[channel][:1].upper() + CHANNELS[channel][1:]


def _fold(clause: str) -> str:
    return " ".join(plain(clause).split())


def _quoted(clauses: Sequence[str]) -> str:
    said = " ".join(map(_fold, clauses))
    said = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
    return f"“{said}”" if said else "nothing"
