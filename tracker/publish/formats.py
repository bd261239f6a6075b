"""A feed as bytes: RSS 2.0 and Atom through feedgen, JSON Feed 1.1. Dates come from the feed, never from a clock."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedgen.feed import FeedGenerator

from tracker.model import Settings
from tracker.model.address import absolute
from tracker.model.wording import one_line
from tracker.publish.entry import Entry


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed in no format yet. `path` is where it lives, without its ending; `page` is the page that it follows.

    `since` dates the feed while it has no entries.
    """

    path: str
    title: str
    description: str
    page: str
    since: datetime
    entries: Sequence[Entry]


def rss(feed: Feed, settings: Settings) -> bytes:
    """RSS 2.0, with the content as `content:encoded` and the summary as description."""
    return bytes(_generator(feed, settings, ".xml").rss_str(pretty=True))


def atom(feed: Feed, settings: Settings) -> bytes:
    """Atom (RFC 4287)."""
    return bytes(_generator(feed, settings, ".atom.xml").atom_str(pretty=True))


def json_feed(feed: Feed, settings: Settings) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": absolute(feed.page, settings),
        "feed_url": absolute(f"{feed.path}.json", settings),
        "language": "en",
        "items": [
            {
                "id": entry.id,
                "url": entry.link,
                "title": entry.title,
                "summary": entry.summary,
                "content_html": entry.html,
                "date_published": entry.at.isoformat(),
                "authors": [{"name": entry.author}],
                "tags": list(entry.tags),
            }
            for entry in feed.entries
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


FORMATS: Mapping[str, Callable[[Feed, Settings], bytes]] = {".xml": rss, ".atom.xml": atom, ".json": json_feed}


def _generator(feed: Feed, settings: Settings, ending: str) -> FeedGenerator:
    made = FeedGenerator()
    made.id(absolute(f"{feed.path}.atom.xml", settings))
    made.title(feed.title)
    made.subtitle(feed.description)
    made.link(href=absolute(f"{feed.path}{ending}", settings), rel="self")
    made.link(href=absolute(feed.page, settings), rel="alternate")
    made.language("en")
    made.author({"name": one_line(settings.title, 200)})
    made.generator("policy-tracker")
    made.updated(feed.entries[0].at if feed.entries else feed.since)
    for entry in feed.entries:
        item = made.add_entry(order="append")
        item.guid(entry.id, permalink=False)
        item.title(entry.title)
        item.link(href=entry.link)
        item.summary(entry.summary)
        item.content(entry.html, type="html")
        item.author({"name": entry.author})
        item.published(entry.at)
        item.updated(entry.at)
        for tag in entry.tags:
            item.category({"term": tag})
    return made
