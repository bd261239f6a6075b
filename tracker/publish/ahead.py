"""What takes effect when: the told changes whose day is still to come, as of the last check. No clock."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.model import Record, Settings, Status
from tracker.model.choice import deadlines, in_force_on
from tracker.model.promise import WAYS
from tracker.model.wording import day_of, listed, long_date, policy_title, sentence


@dataclass(frozen=True, slots=True)
class Ahead:
    """One change to come: its day, and what readers can still do until when (may be empty)."""

    day: date
    record: Record
    until: str


def ahead(records: Sequence[Record], taken_back: Container[str], today: date | None) -> tuple[Ahead, ...]:
    """The changes that take effect on this day or later, soonest first; one taken back is none."""
    if today is None:
        return ()
    found = [
        Ahead(day, record, _until(record, today))
        for record in records
        if record.id not in taken_back and (day := in_force_on(record)) is not None and day >= today
    ]
    return tuple(sorted(found, key=lambda item: (item.day, policy_title(item.record.policy).casefold())))


def last_day(status: Status, settings: Settings) -> date | None:
    """The day of the last check, in the zone of the project; none before the first."""
    times = [policy.checked_at for policy in status.policies.values() if policy.checked_at is not None]
    return day_of(max(times), settings.timezone) if times else None


def _until(record: Record, today: date) -> str:
    days: dict[date, list[str]] = {}
    for end in deadlines(record):
        if end.before > today:
            days.setdefault(end.before, []).append(WAYS[end.way])
    return " ".join(sentence(f"{listed(ways, 'or')} before {long_date(day)}") for day, ways in days.items())
