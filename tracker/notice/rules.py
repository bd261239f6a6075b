"""The notice rule of a document: the clause about its own changes, read sentence by sentence into tiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from tracker.model import Acceptance, Channel, Document, Effect, Lead, Logic, NoticeRule, Span, Strength, Tier, Trigger
from tracker.notice.find import Found, find_clause
from tracker.notice.lead import protective
from tracker.notice.phrases import found, phrase
from tracker.notice.promise import Promise, read_promises

_VAGUE: frozenset[Channel] = frozenset({"unspecified", "post_page", "date_stamp", "none_disclaimed"})
_STRENGTHS: tuple[Strength, ...] = get_args(Strength)  # strongest first


def read_rule(document: Document) -> NoticeRule:
    """What the document promises about telling people of changes to itself; `none_found` where it says nothing.

    Never raises. Clauses about prices, arbitration, mergers and changes of the service itself are other clauses.
    """
    clause = find_clause(document)
    if clause is None:
        return NoticeRule(none_found=True)
    promises = _promises(clause)
    whole = " ".join(sentence.low for sentence in clause.sentences)
    duty = phrase("reader", "duty").search(whole) is not None
    spans = _merged(document, [span for sentence in clause.sentences for span in sentence.spans])
    return NoticeRule(
        none_found=False,
        heading=clause.heading,
        clauses=tuple(document.lines[span.line - 1][span.start : span.end] for span in spans),
        spans=spans,
        tiers=_tiers(promises, whole, duty=duty),
        grandfathering=found("grandfathering", whole),
        prior_versions=_versions(whole),
        user_duty_to_check=duty,
        flags=found("flags", whole),
    )


def _promises(clause: Found) -> list[Promise]:
    promises: list[Promise] = []
    led = False
    for sentence in clause.sentences:
        led = sentence.low.endswith(":") or (led and sentence.item)
        item = led and sentence.item
        promises.extend(read_promises(sentence.low, promises[-1] if promises else None, item=item))
    return promises


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


def _versions(whole: str) -> Literal["none", "linked", "change_log"]:
    if phrase("versions", "change_log").search(whole):
        return "change_log"
    return "linked" if phrase("versions", "linked").search(whole) else "none"


def _tiers(promises: Sequence[Promise], whole: str, *, duty: bool) -> tuple[Tier, ...]:
    triggers: list[Trigger] = ["any"]
    for promise in promises:
        triggers += [trigger for trigger in promise.triggers if trigger not in triggers and _says(promise)]
    if "mutual_only" in triggers and any(_says(promise) and promise.triggers != ("mutual_only",) for promise in promises):
        triggers.remove("mutual_only")  # "only in writing, but we may amend it on notice"
    tiers = [_tier(trigger, [promise for promise in promises if trigger in promise.triggers]) for trigger in triggers]
    return tuple(_implied(tier, tiers, whole, duty=duty) if tier.trigger == "any" else tier for tier in tiers)


def _says(promise: Promise) -> bool:
    return bool(promise.channels or promise.lead.kind != "none_stated" or promise.acceptance)


def _tier(trigger: Trigger, promises: Sequence[Promise]) -> Tier:
    channels: dict[Channel, Strength] = {}
    logic: list[Logic] = []
    acceptance: list[Acceptance] = []
    for promise in promises:
        if promise.continues and any(channel not in _VAGUE and how == "will" for channel, how in promise.channels.items()):
            channels.pop("unspecified", None)  # "we will give notice. Notice of the changes will be sent by e-mail"
        for channel, strength in promise.channels.items():
            channels[channel] = min(channels.get(channel, strength), strength, key=_STRENGTHS.index)
        logic += [item for item in promise.logic if item not in logic]
        acceptance += [item for item in promise.acceptance if item not in acceptance]
    return Tier(
        trigger,
        channels,
        tuple(logic),
        min((promise.lead for promise in promises), key=protective, default=Lead()),
        _effect(promises),
        tuple(item for item in get_args(Acceptance) if item in acceptance),
        next((promise.condition for promise in promises if promise.condition), None),
    )


def _effect(promises: Sequence[Promise]) -> Effect:
    stated = [promise.effect for promise in promises if promise.effect != "unstated"]
    return stated[0] if stated else "unstated"


def _implied(tier: Tier, tiers: Sequence[Tier], whole: str, *, duty: bool) -> Tier:
    """A clause that only asks the reader to look, or counts from the posting, presupposes that the page changes."""
    page = any(channel in other.channels for other in tiers for channel in ("post_page", "date_stamp"))
    if page or tier.channels or not (duty or phrase("page", "implied").search(whole)):
        return tier
    return Tier(
        tier.trigger,
        {**tier.channels, "post_page": "implied"},
        tier.logic,
        tier.lead,
        tier.effect,
        tier.acceptance,
        tier.condition,
    )
