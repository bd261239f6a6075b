"""What a reader can still do about a coming change, and what stays as it was, both by the policy's own rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from tracker.model.history import Record
from tracker.model.notice import Acceptance, Until
from tracker.model.phrase import day_of, listed, long_date, sentence
from tracker.model.promise import WAYS, grandfathering_in_words, judged_tiers

_WAYS: Mapping[Acceptance, Literal["object", "terminate"]] = {
    "right_to_object": "object",
    "deemed_by_silence": "object",  # silence can count as acceptance only where words could be an objection
    "right_to_terminate": "terminate",
}


def in_force_on(record: Record) -> date | None:
    """The effective day that the text states for this change.

    A date from before the last check without the change, which did not move with it, is that of an earlier text. What
    takes a change back states no day of its own.
    """
    stated, earliest = record.change.effective_on, record.seen.last_without or record.seen.first_with
    if stated is None or record.withdraws:
        return None
    stale = stated < day_of(earliest, record.policy.timezone) and "effective_date" not in record.change.categories
    return None if stale else stated


def coming(record: Record) -> date | None:
    """The effective day, where it still lay ahead when the change was first seen."""
    day = in_force_on(record)
    return day if day and day > day_of(record.seen.first_with, record.policy.timezone) else None


def deadlines(record: Record) -> tuple[Until, ...]:
    """Until when users can still object to a change or leave over it, soonest first, a way once.

    A way out whose end the rule counts in days ends then; one without lasts until the change holds. What was over when
    the change was first seen is left out.
    """
    if record.withdraws:
        return ()
    seen = day_of(record.seen.first_with, record.policy.timezone)
    ends: dict[Literal["object", "terminate"], date] = {}
    for end in (end for judged in record.notice.tiers for end in judged.ways_out):
        ends[end.way] = min(end.before, ends.get(end.way, end.before))
    if (day := coming(record)) is not None:
        for way in (_WAYS[item] for item in _acceptances(record) if item in _WAYS):
            ends.setdefault(way, day)
    order = ("object", "terminate")
    found = (Until(way, before) for way, before in ends.items() if before > seen)
    return tuple(sorted(found, key=lambda end: (end.before, order.index(end.way))))


def deadline_in_words(record: Record) -> str:
    """`You may object before 12 May 2027, by the policy's own rule; silence counts as acceptance.`, or nothing."""
    days: dict[date, list[str]] = {}
    for end in deadlines(record):
        days.setdefault(end.before, []).append(WAYS[end.way])
    if not days:
        return ""
    parts = (f"{listed(ways, 'or')} before {long_date(day)}" for day, ways in days.items())
    silence = "; silence counts as acceptance" if "deemed_by_silence" in _acceptances(record) else ""
    return sentence(f"you may {listed(parts)}, by the policy’s own rule{silence}")


def kept_in_words(record: Record) -> tuple[str, ...]:
    """What the rule keeps as it was, a sentence each, where the change is one that its promises are about."""
    return grandfathering_in_words(record.rule) if record.notice.tiers and not record.withdraws else ()


def choices_in_words(record: Record) -> tuple[str, ...]:
    """The deadline, then what stays as it was."""
    deadline = deadline_in_words(record)
    return (*([deadline] if deadline else []), *kept_in_words(record))


def _acceptances(record: Record) -> list[Acceptance]:
    return [way for _, tier in judged_tiers(record.notice, record.rule) if tier for way in tier.acceptance]
