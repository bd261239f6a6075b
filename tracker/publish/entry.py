"""A change as a feed tells it: a function of its record and the settings alone, so that it never changes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import nh3

from tracker.model import Record, Settings
from tracker.model.address import absolute, change_page, web_address
from tracker.model.markup import render
from tracker.model.wording import CATEGORIES, VERDICTS, clean, headline, one_line, summary_of

_TAGS = {"p", "ul", "li", "h3", "h4", "blockquote", "strong", "ins", "del", "a", "br"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What every format says of one change; all clean text, `html` safe."""

    id: str
    link: str
    title: str
    summary: str
    html: str
    at: datetime
    tags: tuple[str, ...]
    author: str


def entry(record: Record, settings: Settings, *, earlier: Record | None = None, own: bool = False) -> Entry:
    """The entry of a record; it is dated by the check that first saw the change.

    Args:
        record: what it tells.
        settings: for the links.
        earlier: the record that this one takes back, where it does.
        own: whether the policy is the publisher's: the feed is then part of the notice, and judges no promise.
    """
    verdict = "withdrawn" if record.withdraws else VERDICTS[record.change.verdict]
    return Entry(
        id=clean(record.tag),
        link=absolute(change_page(record.id), settings),
        title=headline(record),
        summary=one_line(summary_of(record), 1000),
        html=entry_html(record, settings, earlier=earlier, own=own),
        at=record.seen.first_with.astimezone(UTC),
        tags=(verdict, *(CATEGORIES[category] for category in record.change.categories if category != "other")),
        author=one_line(record.policy.service, 80) or one_line(record.policy.name, 80),
    )


def entry_html(record: Record, settings: Settings, *, earlier: Record | None = None, own: bool = False) -> str:
    """The content of an entry: escaped by the template, then sanitised once more; links are absolute."""
    made = render(
        "entry.html",
        record=record,
        earlier=earlier,
        own=own,
        link=absolute(change_page(record.id), settings),
        withdrawn=absolute(change_page(record.withdraws), settings) if record.withdraws else None,
        sources=[url for url in map(web_address, record.policy.urls) if url],
    )
    return sanitised(made)


def sanitised(html: str) -> str:
    """The HTML of an entry with nothing but the few tags that entries need; what came from here stays as it is."""
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel=None)
