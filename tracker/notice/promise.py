"""What one clause of a sentence promises: for which changes, through which channels, how firmly, how early."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from tracker.model import Acceptance, Channel, Effect, Lead, Logic, Strength, Trigger, WayOut
from tracker.notice.lead import read_lead
from tracker.notice.phrases import found, phrase, phrases
from tracker.notice.ways import read_ways

_ALWAYS = frozenset({"fixed", "immediate", "disclaimed"})  # kinds of lead that count in a clause without any notice
_PAGE: frozenset[Channel] = frozenset({"post_page", "date_stamp"})
_NAMED: tuple[Channel, ...] = ("email", "personal_other", "in_product", "website_notice", "other")
_NEXT = re.compile(r"\b(?:and|or|but),? $")
_MAY = re.compile(r"(?<!you )\b(?:may|might) (?:also |then |choose to )?$")
_EXAMPLES = re.compile(r"\b(?:such as|for example|e\.g\.|for instance|including)")
_EITHER = re.compile(r"\bor\b|\beither\b|\bany of\b")
_ASIDE = re.compile(r"\([^()]{0,200}\)")


@dataclass(frozen=True, slots=True)
class Promise:
    """One clause, read. `text` is the folded clause.

    `continues`: it goes on with the promise before it; `adds`: it owes more than that one; `seen_material`: a promise
    about material changes stands at or before it.
    """

    text: str
    triggers: tuple[Trigger, ...]
    channels: Mapping[Channel, Strength] = field(default_factory=dict)
    logic: tuple[Logic, ...] = ()
    lead: Lead = field(default_factory=Lead)
    effect: Effect = "unstated"
    acceptance: tuple[Acceptance, ...] = ()
    condition: str | None = None
    ways_out: tuple[WayOut, ...] = ()
    continues: bool = False
    adds: bool = False
    seen_material: bool = False


def read_promises(sentence: str, before: Promise | None, *, item: bool = False) -> Iterator[Promise]:
    """The promises of a folded sentence, clause by clause; `before` is the one that it may carry on.

    An `item` of a list carries on what leads up to the list.
    """
    first = not item
    if sentence.endswith("?"):
        return  # "How will you know of changes?" promises nothing
    for clause in split(phrase("ways", "at_once").sub(lambda said: said.group().split(" without")[0], sentence)):
        if is_on_prices(clause):
            continue
        promise = _read(clause, before, same_sentence=not first)
        yield promise
        before, first = promise, False


def is_on_prices(low: str) -> bool:
    """Whether folded words are about changes of prices, and not about the document or changes of weight too."""
    if not phrase("finder", "priced").search(low):
        return False
    return not any(phrase("finder", key).search(low) for key in ("about", "unnamed"))


def split(sentence: str) -> list[str]:
    """The clauses of a sentence that each have a subject and a modal of their own."""
    parts, at = [], 0
    for match in phrase("split", "clause").finditer(sentence):
        if match.start() - at > 12:
            parts.append(sentence[at : match.start()].strip(" ,;"))
            at = match.start()
    return [*parts, sentence[at:]]


def _read(clause: str, before: Promise | None, *, same_sentence: bool) -> Promise:
    continues = phrase("also", "carries_on").match(clause) is not None
    lead = read_lead(clause)
    if lead.kind == "reasonable" and phrase("announce", "never").search(clause):
        lead = Lead()  # "posting is sufficient notice"
    if lead.kind == "disclaimed" and phrase("announce", "refused_not").search(clause):
        # "no significant change without informing you" promises notice, "without prior notice" prior notice
        lead = Lead("prior_unspecified") if phrase("lead", "prior_unspecified").search(clause) else Lead()
    triggers = _triggers(clause, before, lead, inherit=continues or same_sentence)
    channels = _channels(clause, before.text if before is not None and same_sentence else "")
    if before is not None and phrase("also", "means").match(clause):
        channels = _by_means(channels, before)
    carried = same_sentence and before is not None and bool(before.channels)
    # `carried`: "we will tell you and let you look at it beforehand"
    return Promise(
        clause,
        triggers,
        channels,
        _logic(clause, channels),
        lead if channels or lead.kind in _ALWAYS or "notice" in clause or carried else Lead(),
        _effect(clause),
        _acceptance(clause),
        _condition(clause),
        read_ways(clause),
        continues,
        phrase("also", "adds").match(clause) is not None,
        "material" in triggers or (before is not None and before.seen_material),
    )


def _triggers(clause: str, before: Promise | None, lead: Lead, *, inherit: bool) -> tuple[Trigger, ...]:
    found_here = [_trigger(key) for key in found("trigger", clause)]
    trigger = found_here[0] if found_here else None
    if trigger == "new_purpose_or_use" and phrase("also", "explicit_material").search(clause):
        trigger = "material"
    if trigger in {None, "material"} and lead.kind in {"immediate", "disclaimed"}:
        also = [key for key in ("new_or_favourable", "legal_or_urgent") if phrase("also", key).search(clause)]
        if also and phrase("also", "explicit_exception").search(clause):
            return tuple(_trigger(key) for key in also)
    if trigger is None and lead.kind == "fixed" and phrase("also", "other_changes").match(clause):
        return ("non_material",) if before is not None and before.seen_material else ("any",)
    if trigger is None and inherit and before is not None and not phrase("also", "explicit_any").search(clause):
        return ("any",) if before.triggers == ("mutual_only",) else before.triggers
    if trigger is None and phrase("also", "practice_change").search(clause):
        return ("any", "practice_change")
    return (trigger or "any",)


def _trigger(name: str) -> Trigger:
    return next(trigger for trigger in get_args(Trigger) if trigger == name)


def _channels(clause: str, before: str) -> dict[Channel, Strength]:
    """The channels of a clause; `before` is the clause that it may take its modal from ("will post and notify")."""
    channels: dict[Channel, Strength] = {}
    never = phrase("announce", "never").search(clause)
    if phrase("announce", "refused").search(clause) and not phrase("announce", "refused_not").search(clause):
        channels["none_disclaimed"] = "will"
    elif not never and phrase("announce", "active").search(clause):
        by_page, address = phrase("announce", "by_page"), phrase("announce", "address")
        channels |= _named(address.sub(" ", by_page.sub(" ", clause)), before)
    said = phrase("exception", "unless").sub(" ", clause)  # "unless security changes require an earlier date"
    for key in ("post_page", "date_stamp", "updates_page"):
        match = phrase("page", key).search(said)
        if match:
            channels[_channel(key)] = _page_strength(said, match)
    told = phrase("announce", "told").search(clause)
    posted = phrase("announce", "by_page").search(clause)
    if told and posted and not channels:
        channels["post_page"] = "will"
    means_left = channels.keys() <= _PAGE and not (channels and posted)
    if told and means_left and not never and "none_disclaimed" not in channels:
        channels["unspecified"] = _strength(clause, told, before)
    return channels


def _by_means(channels: Mapping[Channel, Strength], before: Promise) -> dict[Channel, Strength]:
    """Ways in which a promised notice is given, as firm as the promise: "we will tell you. Notice may be by e-mail"."""
    firm = [strength for channel, strength in before.channels.items() if channel not in {*_PAGE, "none_disclaimed"}]
    if not firm:
        return dict(channels)
    order = get_args(Strength)  # strongest first
    how = max(firm, key=order.index)
    return {channel: how if own == "may" else max(own, how, key=order.index) for channel, own in channels.items()}


def _named(clause: str, before: str) -> dict[Channel, Strength]:
    """The ways of telling people that a clause names."""
    channels: dict[Channel, Strength] = {}
    for channel in _NAMED:
        match = phrase("channel", channel).search(clause)
        if match:
            channels[channel] = _strength(clause, match, before)
    somewhere = phrase("channel", "notice_somewhere").search(clause)
    if somewhere and not channels.keys() & {"in_product", "website_notice", "updates_page"}:
        channels["website_notice"] = _strength(clause, somewhere, before)
    means = phrase("channel", "other_means").search(clause)
    alternative = means and re.search(r"\b(?:or|unless) (?:\S{1,14} ){0,3}$", clause[: means.start()])
    if means and (alternative or (not channels and phrase("announce", "told").search(clause))):
        required = phrase("announce", "required_notice").search(clause)
        channels["unspecified"] = "conditional" if required else _strength(clause, means, before)
    return channels


def _channel(name: str) -> Channel:
    return next(channel for channel in get_args(Channel) if channel == name)


def _strength(clause: str, match: re.Match[str], before: str) -> Strength:
    """The cue that stands last before the channel, save that a condition may stand after it."""
    said = _ASIDE.sub(lambda aside: " " * len(aside.group()), clause)
    cues = [cue for cue in _cues(said[: match.end()]) if cue[0] <= match.start() + 12] or _cues(before)
    names = [name for _, name in sorted(cues)] or ["will"]
    name = "may" if names[-2:] == ["may", "conditional"] else names[-1]  # "we may, where required, write to you"
    if name != "may" and _conditional(clause, match.end()):
        return "conditional"
    return next(strength for strength in get_args(Strength) if strength == name)


def _conditional(clause: str, end: int) -> bool:
    """Whether a condition holds for what ends here: "by e-mail, where required", not "and, where required, ask"."""
    cues = phrase("strength", "conditional").finditer(clause)
    return any(cue.start() < end or not _NEXT.search(clause[: cue.start()]) for cue in cues)


def _cues(text: str) -> list[tuple[int, str]]:
    return [(cue.start(), name) for name, pattern in phrases("strength") for cue in pattern.finditer(text)]


def _page_strength(clause: str, match: re.Match[str]) -> Strength:
    """Posting is done rather than promised: only a `may` or an effort right before it weakens it."""
    near = clause[max(0, match.start() - 25) : match.start()]
    if _MAY.search(near):
        return "may"
    return "efforts" if phrase("strength", "efforts").search(near) else "will"


def _logic(clause: str, channels: Mapping[Channel, Strength]) -> tuple[Logic, ...]:
    """Whether the channels that a clause names are examples, alternatives or owed together, by the words among them.

    The page is one of them only as an alternative: "by e-mail or by posting it here".
    """
    active = tuple(channel for channel in channels if channel not in {*_PAGE, "none_disclaimed"})
    if active and "post_page" in channels and phrase("page", "or_here").search(clause):
        return (Logic("one_of", (*active, "post_page")),)
    if len(active) < 2:
        return ()
    if _EXAMPLES.search(clause):
        return (Logic("examples", active),)
    places = [match for channel in _NAMED if channel in active and (match := phrase("channel", channel).search(clause))]
    first, last = min((match.start() for match in places), default=0), max((match.end() for match in places), default=0)
    among = clause[first:last] if len(places) > 1 else clause
    return (Logic("one_of" if _EITHER.search(among) else "all", active),)


def _effect(clause: str) -> Effect:
    for name in found("effect", clause):
        return next(effect for effect in get_args(Effect) if effect == name)
    return "unstated"


def _acceptance(clause: str) -> tuple[Acceptance, ...]:
    said = phrase("ways", "ours").sub(" ", phrase("ways", "company").sub(" ", clause))  # "we may close your account"
    names = set(found("acceptance", said))
    if phrase("reader", "not_deemed").search(clause):
        names -= {"continued_use", "deemed_by_silence"}
    return tuple(acceptance for acceptance in get_args(Acceptance) if acceptance in names)


def _condition(clause: str) -> str | None:
    match = phrase("exception", "unless").search(clause) or phrase("strength", "conditional").search(clause)
    return match.group().strip(" ,") if match else None
