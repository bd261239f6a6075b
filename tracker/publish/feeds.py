"""RSS 2.0, Atom and JSON Feed 1.1: all changes, the material ones, and those of each policy.

An entry is a function of its record and the settings alone, so old entries stay as they are, byte for byte, when new
ones come; dates come from the records, never from a clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import nh3
from feedgen.feed import FeedGenerator

from tracker.model import History, Record, Settings
from tracker.model.address import absolute, change_page, policy_feed, policy_page, web_address
from tracker.model.markup import render
from tracker.model.wording import CATEGORIES, VERDICTS, clean, headline, one_line, policy_title, summary_of
from tracker.publish.chosen import material, shown

NEWEST = 50  # entries in a feed
_TAGS = {"p", "ul", "li", "h3", "h4", "blockquote", "strong", "em", "ins", "del", "a", "dl", "dt", "dd", "br"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the three formats say of one change; all clean text, `html` safe."""

    id: str
    link: str
    title: str
    summary: str
    html: str
    at: datetime
    tags: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed in no format yet. `path` is where it lives, without its ending."""

    path: str
    title: str
    description: str
    page: str
    since: datetime
    entries: tuple[Entry, ...]


def publish_feeds(histories: Sequence[History], settings: Settings) -> dict[str, bytes]:
    """The feed files, by path below `feeds/`: `all`, `material` and `policies/<id>`, each .xml, .atom.xml and .json."""
    records = shown(histories)
    entries = {record.id: _entry(record, settings) for record in records}
    since = min((_first_sight(history) for history in histories), default=_EPOCH)
    feeds = [
        _feed("all", settings.title, "Every change, the smallest too.", "index.html", since, records, entries),
        _feed(
            "material",
            f"{settings.title}: material changes",
            "Changes that matter to the people concerned.",
            "index.html",
            since,
            material(records),
            entries,
        ),
        *(_policy_feed(history, records, entries) for history in histories),
    ]
    files: dict[str, bytes] = {}
    for feed in feeds:
        files[f"{feed.path}.xml"] = _rss(feed, settings)
        files[f"{feed.path}.atom.xml"] = _atom(feed, settings)
        files[f"{feed.path}.json"] = _json(feed, settings)
    return files


def entry_html(record: Record, settings: Settings) -> str:
    """The content of an entry: escaped by the template, then sanitised once more; links are absolute."""
    made = render(
        "entry.html",
        record=record,
        link=absolute(change_page(record.id), settings),
        withdrawn=absolute(change_page(record.withdraws), settings) if record.withdraws else None,
        sources=[url for url in map(web_address, record.policy.urls) if url],
    )
    return nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel=None)


def _entry(record: Record, settings: Settings) -> Entry:
    verdict = "withdrawn" if record.withdraws else VERDICTS[record.change.verdict]
    return Entry(
        id=clean(record.tag),
        link=absolute(change_page(record.id), settings),
        title=headline(record),
        summary=one_line(summary_of(record), 1000),
        html=entry_html(record, settings),
        at=record.seen.first_with.astimezone(UTC),
        tags=(verdict, *(CATEGORIES[category] for category in record.change.categories)),
        author=one_line(record.policy.service, 80) or one_line(record.policy.name, 80),
    )


def _first_sight(history: History) -> datetime:
    return min((state.seen_at for state in history.states), default=_EPOCH)


def _feed(
    path: str,
    title: str,
    description: str,
    page: str,
    since: datetime,
    records: Sequence[Record],
    entries: Mapping[str, Entry],
) -> Feed:
    newest = tuple(entries[record.id] for record in records[:NEWEST])
    return Feed(path, one_line(title, 200), one_line(description, 400), page, since, newest)


def _policy_feed(history: History, records: Sequence[Record], entries: Mapping[str, Entry]) -> Feed:
    policy = history.snapshot.policy
    own = [record for record in records if record.policy.id == policy.id]
    title = policy_title(policy)
    about = f"Changes of {title}."
    return _feed(policy_feed(policy.id), title, about, policy_page(policy.id), _first_sight(history), own, entries)


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


def _rss(feed: Feed, settings: Settings) -> bytes:
    return bytes(_generator(feed, settings, ".xml").rss_str(pretty=True))


def _atom(feed: Feed, settings: Settings) -> bytes:
    return bytes(_generator(feed, settings, ".atom.xml").atom_str(pretty=True))


def _json(feed: Feed, settings: Settings) -> bytes:
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
