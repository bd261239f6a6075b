"""The calendar: when told changes take effect, and the last day to object, as one iCalendar file (RFC 5545).

No clock: what is dated, is dated by the check that first saw the change. A change that was taken back stays in the file
as cancelled, so that calendars which know it strike it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, timedelta

from icalendar import Calendar, Event, vText, vUri

from tracker.model import Record, Settings
from tracker.model.address import CALENDAR, absolute, change_page
from tracker.model.choice import deadline_in_words, deadlines, in_force_on
from tracker.model.promise import WAYS
from tracker.model.wording import (
    choices_in_words,
    clean,
    listed,
    one_line,
    policy_title,
    seen_in_words,
    summary_of,
    verdict_of,
)
from tracker.publish.chosen import restated, withdrawn_by

_MOST = 500  # changes, newest first
_DAY = timedelta(days=1)


def dates(records: Sequence[Record], settings: Settings, kept: Sequence[Event] = ()) -> bytes:
    """The calendar of these records, which come newest first; all-day entries that leave the day free.

    Identifiers come from the permanent tags: the same change is the same entry for ever. `kept` entries go in as they
    are.
    """
    made = Calendar()
    made.add("prodid", "-//policy-tracker//dates of policy changes//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", vText(one_line(settings.title, 200)))
    made.add("x-wr-calname", vText(one_line(settings.title, 200)))  # what programs read that do not know RFC 7986
    made.add("url", vUri(absolute("index.html", settings)))
    made.add("source", vUri(absolute(CALENDAR, settings)))
    made.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    taken_back, follow_ups = withdrawn_by(records), restated(records)
    dated = [item for item in records if item.id not in follow_ups and (in_force_on(item) or deadlines(item))][:_MOST]
    for record in dated:
        for event in _events(record, taken_back, settings):
            made.add_component(event)
    for event in kept:
        made.add_component(event)
    return bytes(made.to_ical())


def _events(record: Record, taken_back: Mapping[str, Record], settings: Settings) -> Iterator[Event]:
    day, end = in_force_on(record), taken_back.get(record.id)
    title = policy_title(record.policy)
    if day is not None:
        about = [summary_of(record), *choices_in_words(record), seen_in_words(record.seen, record.policy.timezone)]
        yield _event(record, end, "effective", day, f"{title}: {verdict_of(record)} takes effect", about, settings)
    ways: dict[date, list[str]] = {}
    for until in deadlines(record):
        ways.setdefault(until.before, []).append(WAYS[until.way])
    for before, left in ways.items():
        which = "last-day" if before == day else f"last-day-{before.isoformat()}"
        what = f"{title}: last day to {listed(left, 'or')}"
        about = [deadline_in_words(record), summary_of(record)]
        yield _event(record, end, which, before - _DAY, what, about, settings)


def _event(
    record: Record, end: Record | None, which: str, day: date, title: str, about: Sequence[str], settings: Settings
) -> Event:
    first, told = (item.seen.first_with.astimezone(UTC).replace(microsecond=0) for item in (record, end or record))
    link = absolute(change_page(record.id), settings)
    event = Event()
    event.add("uid", vText(f"{one_line(record.tag)}/{which}"))
    event.add("dtstamp", told)
    event.add("created", first)
    event.add("last-modified", told)
    event.add("sequence", 1 if end else 0)
    event.add("status", "CANCELLED" if end else "CONFIRMED")
    event.add("dtstart", day)  # a date without an end is one whole day
    event.add("transp", "TRANSPARENT")
    event.add("summary", vText(one_line(f"Taken back: {title}" if end else title, 240)))
    event.add("description", vText(clean("\n".join([*(one_line(line, 1000) for line in about), link]))))
    event.add("url", vUri(link))
    event.add("categories", [verdict_of(record)])
    return event
