"""What the feeds on file tell of policies whose own files are damaged: it stays as it stands, until they are restored.

The one place where feeds are made from feeds. An entry is taken from the JSON Feed, which holds all that the other
formats say, and an event of the calendar from the calendar.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from icalendar import Calendar, Event

from tracker.model.address import CALENDAR, change_page, policy_feed
from tracker.publish.entry import Entry, sanitised

_SHARED = ("all", "material")


@dataclass(frozen=True, slots=True)
class Remembered:
    """Entries by the path of their feed, each with the id of its policy, newest first; and events of the calendar."""

    entries: Mapping[str, tuple[tuple[str, Entry], ...]]
    events: tuple[Event, ...]


NOTHING = Remembered({}, ())


def remembered_in(lost: Collection[str]) -> tuple[str, ...]:
    """The feeds to read where the files of these policies are damaged, by their paths below feeds/."""
    return (*(f"{path}.json" for path in (*_SHARED, *map(policy_feed, lost))), CALENDAR)


def remember(feeds: Mapping[str, bytes], lost: Mapping[str, Collection[str]]) -> Remembered:
    """What stays of lost policies.

    Args:
        feeds: the files that `remembered_in` names, as far as there are any; what cannot be read is as if it were not.
        lost: by the id of each policy, the ids of its changes, as far as they are known.
    """
    owner = {_ending(change): name for name, changes in lost.items() for change in changes}
    for name in lost:  # changes whose files are gone
        owner |= {_place(item.link): name for item in _entries(feeds, policy_feed(name))}
    entries = {
        path: tuple((owner[_place(item.link)], item) for item in _entries(feeds, path) if _place(item.link) in owner)
        for path in _SHARED
    }
    events = (event for event in _events(feeds) if _place(str(event.get("url", ""))) in owner)
    return Remembered(entries, tuple(events))


def _ending(change: str) -> str:
    return change_page(change).removesuffix("/index.html")


def _place(link: str) -> str:
    """`changes/<id>`, the end of the address of a change's page."""
    return "/".join(link.rstrip("/").split("/")[-2:])


def _entries(feeds: Mapping[str, bytes], path: str) -> list[Entry]:
    try:
        return [_entry(item) for item in json.loads(feeds[f"{path}.json"])["items"]]
    except (LookupError, TypeError, ValueError, RecursionError):
        return []


def _entry(item: Mapping[str, Any]) -> Entry:
    name, link, title, summary = (str(item[key]) for key in ("id", "url", "title", "summary"))
    return Entry(
        name,
        link,
        title,
        summary,
        html=sanitised(str(item["content_html"])),
        at=datetime.fromisoformat(item["date_published"]),
        tags=tuple(map(str, item["tags"])),
        author=str(item["authors"][0]["name"]),
    )


def _events(feeds: Mapping[str, bytes]) -> Iterator[Event]:
    try:
        found = Calendar.from_ical(feeds[CALENDAR]).walk("VEVENT")
    except (LookupError, ValueError):
        return
    yield from (event for event in found if isinstance(event, Event))
