"""What takes effect when, and until when readers can still object or leave, as of the last check. No clock."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.model import Record, Settings, Status, Until
from tracker.model.choice import deadlines, in_force_on
from tracker.model.promise import WAYS
from tracker.model.wording import day_of, listed, long_date, policy_title, sentence
from tracker.publish.chosen import restated


@dataclass(frozen=True, slots=True)
class Ahead:
    """One change: the day that the text states, if any, and what readers can still do until when (may be empty)."""

    day: date | None
    record: Record
    until: str


def ahead(records: Sequence[Record], taken_back: Container[str], today: date | None) -> tuple[Ahead, ...]:
    """The changes that take effect on this day or later, or leave a choice until then; soonest first.

    One taken back is none, nor is an editorial follow-up of one that has its row.
    """
    if today is None:
        return ()
    found, follow_ups = [], restated(records)
    for record in (record for record in records if record.id not in taken_back and record.id not in follow_ups):
        day, ends = in_force_on(record), [end for end in deadlines(record) if end.before > today]
        next_day = min([*([day] if day and day >= today else []), *(end.before for end in ends)], default=None)
        if next_day is not None:
            found.append((next_day, policy_title(record.policy).casefold(), Ahead(day, record, _until(ends))))
    return tuple(item for *_, item in sorted(found, key=lambda entry: entry[:2]))


def last_day(status: Status, settings: Settings) -> date | None:
    """The day of the last check, in the zone of the project; none before the first."""
    times = [policy.checked_at for policy in status.policies.values() if policy.checked_at is not None]
    return day_of(max(times), settings.timezone) if times else None


def _until(ends: Sequence[Until]) -> str:
    days: dict[date, list[str]] = {}
    for end in ends:
        days.setdefault(end.before, []).append(WAYS[end.way])
    return " ".join(sentence(f"{listed(ways, 'or')} before {long_date(day)}") for day, ways in days.items())
