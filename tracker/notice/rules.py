"""The notice rule of a document: the clause about its own changes, read sentence by sentence into tiers."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, get_args

from tracker.model import (
    Acceptance,
    Channel,
    Document,
    Effect,
    Lead,
    Logic,
    NoticeRule,
    Span,
    Strength,
    Tier,
    Trigger,
    WayOut,
    plain,
)
from tracker.model.language import language_of, may_be_english
from tracker.model.memory import remembered
from tracker.notice.dates import read_dates
from tracker.notice.find import Found, find_clause
from tracker.notice.foreign import LANGUAGES, Phrases, find_foreign, phrases_of, read_foreign
from tracker.notice.lead import protective
from tracker.notice.phrases import found, phrase
from tracker.notice.processors import as_tier, find_processors, is_on_processing
from tracker.notice.promise import Promise, read_promises
from tracker.notice.text import fold

_LINE = 2000  # characters of a line in which a link to earlier versions is looked for
_SHORT_ITEM = 30  # words of a list item that completes the sentence before the list
_VAGUE: frozenset[Channel] = frozenset({"unspecified", "post_page", "date_stamp", "none_disclaimed"})
_BEFOREHAND: frozenset[str] = frozenset({"fixed", "prior_unspecified", "reasonable"})
_STRENGTHS: tuple[Strength, ...] = get_args(Strength)  # strongest first


def read_rule(document: Document) -> NoticeRule:
    """What the document promises about telling people of changes to itself; `none_found` where it says nothing.

    A text in a language whose clauses are not read bears the flag `language_not_read`: it may well say something.
    Never raises. Clauses about prices, arbitration, mergers and changes of the service itself are other clauses.
    """
    if not may_be_english(document.lines):
        return _foreign_rule(document, language_of(document.lines))
    clause = find_clause(document)
    rule = NoticeRule(none_found=True) if clause is None else rule_of(document, clause)
    return with_processors(rule, document) if is_on_processing(document) else rule


def with_processors(rule: NoticeRule, document: Document) -> NoticeRule:
    """The rule with what the document promises about new sub-processors, where it promises something."""
    found = find_processors(document)
    if found is None:
        return rule
    also = rule_of(document, found)
    if set(rule.spans) <= set(also.spans) and not any(
        phrase("finder", "about").search(fold(it)) for it in rule.clauses
    ):
        rule = replace(rule, clauses=(), spans=(), tiers=())  # read as a rule for the text by their heading alone
    return replace(
        rule,
        none_found=False,
        heading=rule.heading or also.heading,
        clauses=(*rule.clauses, *also.clauses),
        spans=(*rule.spans, *also.spans),
        tiers=(*rule.tiers, as_tier(also, found)),
    )


def _foreign_rule(document: Document, language: str) -> NoticeRule:
    """What a text in another language promises, as far as its phrases go; it is never called silent."""
    clause = find_foreign(document, phrases_of(language)) if language in LANGUAGES else None
    if clause is None:
        return NoticeRule(none_found=True, flags=("language_not_read",))
    phrases = phrases_of(language)
    spans = _merged(document, [span for sentence in clause.sentences for span in sentence.spans])
    seen = [phrases.seen(sentence.low) for sentence in clause.sentences]
    whole = " ".join(seen)
    duty = any(phrases.has("reader", "duty", low) for low in seen)
    return NoticeRule(
        none_found=False,
        heading=clause.heading,
        clauses=tuple(document.lines[span.line - 1][span.start : span.end] for span in spans),
        spans=spans,
        tiers=_tiers(read_foreign(clause, phrases), "", duty=duty),
        grandfathering=tuple(phrases.found("grandfathering", whole)),
        prior_versions=_kept(phrases, whole),
        user_duty_to_check=duty,
        flags=("language_read_in_part",),
    )


def _kept(phrases: Phrases, whole: str) -> Literal["none", "linked", "change_log"]:
    if phrases.has("versions", "change_log", whole):
        return "change_log"
    return "linked" if phrases.has("versions", "linked", whole) else "none"


def rule_of(document: Document, clause: Found) -> NoticeRule:
    """What these sentences of a document promise."""
    lows = tuple((sentence.low, sentence.item) for sentence in clause.sentences)
    said, whole = _read_said(lows), " ".join(low for low, _ in lows)
    spans = _merged(document, [span for sentence in clause.sentences for span in sentence.spans])
    return replace(
        said,
        heading=clause.heading,
        clauses=tuple(document.lines[span.line - 1][span.start : span.end] for span in spans),
        spans=spans,
        tiers=tuple(_quoted(tier, clause) for tier in said.tiers),
        prior_versions=_versions(document, whole),
        flags=(*said.flags, *_undated(document, said.tiers, whole)),
    )


@functools.lru_cache(maxsize=8)
def _read_said(said: tuple[tuple[str, bool], ...]) -> NoticeRule:
    """The rule that folded sentences make wherever they stand; each with whether it is an item of a list.

    Two versions of a policy mostly have the same one, which is read once.
    """
    promises = _promises(said)
    whole = " ".join(low for low, _ in said)
    duty = phrase("reader", "duty").search(whole) is not None
    tiers = _tiers(promises, whole, duty=duty)
    return NoticeRule(
        none_found=False,
        tiers=tiers,
        grandfathering=found("grandfathering", whole),
        user_duty_to_check=duty,
        flags=(*_flags(tiers, whole, duty=duty), *_conflicts(promises)),
    )


def _quoted(tier: Tier, clause: Found) -> Tier:
    """The tier with the sentences that its ways out were read from; until here they bear the clause that says so."""
    ways = []
    for way in tier.ways_out:
        said = (sentence.text for sentence in clause.sentences if way.quote in sentence.low)
        ways.append(replace(way, quote=plain(next(said, way.quote))))
    return replace(tier, ways_out=tuple(ways))


def _flags(tiers: Sequence[Tier], whole: str, *, duty: bool) -> tuple[str, ...]:
    """What else is worth knowing of a clause.

    Discretion over what is material is none over the change itself; small changes that have a tier of their own are not
    excluded; a clause that says no more than that the text may change is a bare reservation.
    """
    flags = list(found("flags", whole))
    if "materiality_sole_discretion" in flags and "sole_discretion" in flags and whole.count("discretion") == 1:
        flags.remove("sole_discretion")
    if "minor_changes_excluded" in flags and any(tier.trigger == "non_material" for tier in tiers):
        flags.remove("minor_changes_excluded")
    silent = all(not tier.channels and tier.lead.kind == "none_stated" for tier in tiers)
    return (*flags, *(["bare_reservation"] if silent and not duty else []))


def _conflicts(promises: Iterable[Promise]) -> tuple[str, ...]:
    """A rule that promises notice beforehand and lets the same changes take effect at once, or without notice."""
    kinds: dict[Trigger, set[str]] = {}
    for promise in promises:
        for trigger in promise.triggers:
            kinds.setdefault(trigger, set()).add(promise.lead.kind)
    at_odds = any(has & {"immediate", "disclaimed"} and has & _BEFOREHAND for has in kinds.values())
    return ("internal_conflict",) if at_odds else ()


def _undated(document: Document, tiers: Sequence[Tier], whole: str) -> tuple[str, ...]:
    """A promise to move an effective date that the text does not have."""
    promised = "effective date" in whole and any("date_stamp" in tier.channels for tier in tiers)
    return ("no_effective_date_in_text",) if promised and read_dates(document).effective_on is None else ()


def _promises(said: Iterable[tuple[str, bool]]) -> list[Promise]:
    promises: list[Promise] = []
    for low, item in _joined([(low, item) for low, item in said if not _elsewhere(low)]):
        promises.extend(read_promises(low, promises[-1] if promises else None, item=item))
    return promises


def _elsewhere(low: str) -> bool:
    """Whether a sentence in the midst of the clause is about the service: "we may suspend it without notice"."""
    return phrase("finder", "service_only").search(low) is not None and phrase("finder", "about").search(low) is None


def _joined(said: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The folded sentences, and whether each is an item; what leads up to a list is read with its short items."""
    lead, led = "", False
    for low, item in said:
        short = item and len(low.split()) <= _SHORT_ITEM and not phrase("finder", "promise").search(low)
        if led and short:
            lead = f"{lead}{' ' if lead.endswith(':') else '; '}{low}"
            continue
        if lead:
            yield lead, False
            lead = ""
        if low.endswith(":"):
            lead, led = low, True
            continue
        led = led and item
        yield low, led
    if lead:
        yield lead, False


def _merged(document: Document, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbouring spans of a line as one."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and last.line == span.line and not document.lines[span.line - 1][last.end : span.start].strip():
            merged[-1] = Span(span.line, last.start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _versions(document: Document, whole: str) -> Literal["none", "linked", "change_log"]:
    """The clause says so, or a link anywhere does, as beside the date at the top ("see previous versions")."""
    if phrase("versions", "change_log").search(whole):
        return "change_log"
    links = (line[:_LINE] for line in document.lines if "](" in line)
    return "linked" if phrase("versions", "linked").search(whole) or any(map(_is_earlier, links)) else "none"


@remembered
def _is_earlier(line: str) -> bool:
    return phrase("versions", "linked").search(fold(line)) is not None


def _tiers(promises: Sequence[Promise], whole: str, *, duty: bool) -> tuple[Tier, ...]:
    triggers: list[Trigger] = ["any"]
    for promise in promises:
        says = _says(promise) or promise.triggers == ("mutual_only",)
        triggers += [trigger for trigger in promise.triggers if trigger not in triggers and says]
    if "mutual_only" in triggers and any(
        _says(promise) and promise.triggers != ("mutual_only",) for promise in promises
    ):
        triggers.remove("mutual_only")  # "only in writing, but we may amend it on notice"
    tiers = [_tier(trigger, [promise for promise in promises if _belongs(promise, trigger)]) for trigger in triggers]
    return tuple(_implied(tier, tiers, whole, duty=duty) if tier.trigger == "any" else tier for tier in tiers)


def _belongs(promise: Promise, trigger: Trigger) -> bool:
    """Where a clause puts changes of practice beside those of the text, what goes for the text goes for both."""
    return trigger in promise.triggers or (trigger == "practice_change" and promise.triggers == ("any",))


def _says(promise: Promise) -> bool:
    return bool(promise.channels or promise.lead.kind != "none_stated" or promise.acceptance)


def _tier(trigger: Trigger, promises: Sequence[Promise]) -> Tier:
    channels: dict[Channel, Strength] = {}
    logic: list[Logic] = []
    acceptance: list[Acceptance] = []
    ways: dict[str, WayOut] = {}
    for promise in promises:
        for way in promise.ways_out:
            ways.setdefault(way.way, replace(way, quote=promise.text))
        named = any(channel not in _VAGUE and how == "will" for channel, how in promise.channels.items())
        ways_named = any(channel not in _VAGUE for channel in promise.channels)
        if (
            (promise.continues and named)
            or (ways_named and phrase("also", "means").match(promise.text))
            or phrase("also", "by_posting").match(promise.text)
        ):
            channels.pop("unspecified", None)  # "we will give notice. Notice of the changes will be sent by e-mail"
        logic += [item for item in promise.logic if item not in logic]
        for channel, strength in promise.channels.items():
            channels[channel] = min(channels.get(channel, strength), strength, key=_STRENGTHS.index)
        acceptance += [item for item in promise.acceptance if item not in acceptance]
    active = tuple(channel for channel in channels if channel not in _VAGUE)
    if len(active) > 1 and not logic and any(promise.adds and promise.channels for promise in promises):
        logic = [Logic("all", active)]  # "we will e-mail you. We will also ..."
    return Tier(
        trigger,
        channels,
        tuple(logic),
        min((promise.lead for promise in promises), key=protective, default=Lead()),
        _effect(promises),
        tuple(item for item in get_args(Acceptance) if item in acceptance),
        next((promise.condition for promise in promises if promise.condition), None),
        tuple(ways.values()),
    )


def _effect(promises: Sequence[Promise]) -> Effect:
    stated = [promise.effect for promise in promises if promise.effect != "unstated"]
    return stated[0] if stated else "unstated"


def _implied(tier: Tier, tiers: Sequence[Tier], whole: str, *, duty: bool) -> Tier:
    """A clause that only asks the reader to look, or counts from the posting, presupposes that the page changes."""
    told = any(strength in {"will", "efforts"} for other in tiers for strength in other.channels.values())
    if told or tier.channels or not (duty or phrase("page", "implied").search(whole)):
        return tier
    return replace(tier, channels={"post_page": "implied"})
