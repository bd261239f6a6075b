"""The pages: an index with the status, one page for each policy, one for each change. Static, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.model import History, PolicyInfo, PolicyStatus, Record, Settings, Status, plain
from tracker.model.address import absolute, change_page, contact_address, policy_feed, policy_page, web_address
from tracker.model.markup import render, style_sheet
from tracker.model.wording import moment, one_line, policy_title
from tracker.publish.chosen import by_id, shown, withdrawn_by
from tracker.publish.sections import parts

_LATEST = 20  # changes on the index
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.{0,2000})")


@dataclass(frozen=True, slots=True)
class Health:
    """How following a policy goes, in a word and a sentence."""

    word: Literal["fine", "held", "failing", "not checked"]
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A policy on the index; `page` is absent where it has never been read."""

    title: str
    page: str | None
    health: Health
    checked: str
    last: Record | None


def publish_site(histories: Sequence[History], status: Status, settings: Settings) -> dict[str, bytes]:
    """The pages and their style sheet, by path below `feeds/`; the same input gives the same bytes."""
    records = shown(histories)
    files = {"index.html": _index(histories, records, status, settings)}
    for history in histories:
        policy = history.snapshot.policy
        files[policy_page(policy.id)] = _policy(history, records, status, settings)
    for record, newer, older in _with_neighbours(records):
        files[change_page(record.id)] = _change(record, newer, older, records, settings)
    return {**{path: page.encode() for path, page in files.items()}, "style.css": style_sheet("style.css").encode()}


def health(status: PolicyStatus | None, zone: str) -> Health:
    """The state of a policy: failing beats held, held beats fine."""
    if status is None or status.checked_at is None:
        return Health("not checked", "There was no check yet.")
    if status.failures:
        since = f" since {moment(status.failing_since, zone)}" if status.failing_since else ""
        return Health("failing", f"Could not be read{since}: {status.failure or 'for a reason not recorded'}")
    if status.held:
        since = moment(status.held.since, zone)
        return Health("held", f"Another text, seen since {since}, waits to be confirmed: {status.held.reason}")
    return Health("fine", "Read and compared at the last check.")


def _index(histories: Sequence[History], records: Sequence[Record], status: Status, settings: Settings) -> str:
    return _page(
        "index.html",
        settings,
        depth=0,
        feeds=[("All changes", "all"), ("Material changes only", "material")],
        rows=sorted(_rows(histories, records, status, settings), key=lambda row: row.title.casefold()),
        records=records[:_LATEST],
        withdrawn=withdrawn_by(records),
        contact=contact_address(settings.contact),
        written=moment(status.written_at, settings.timezone) if status.written_at else None,
    )


def _rows(histories: Sequence[History], records: Sequence[Record], status: Status, settings: Settings) -> Iterator[Row]:
    newest = {record.policy.id: record for record in reversed(records)}
    known = {history.snapshot.policy.id: history.snapshot.policy for history in histories}
    for name in {**known, **status.policies}:
        state = status.policies.get(name)
        yield Row(
            policy_title(known[name]) if name in known else one_line(name, 120),
            policy_page(name) if name in known else None,
            health(state, settings.timezone),
            moment(state.checked_at, settings.timezone) if state and state.checked_at else "–",
            newest.get(name),
        )


def _policy(history: History, records: Sequence[Record], status: Status, settings: Settings) -> str:
    policy = history.snapshot.policy
    state = status.policies.get(policy.id)
    return _page(
        "policy.html",
        settings,
        depth=2,
        feeds=[(f"Changes of {policy_title(policy)}", policy_feed(policy.id))],
        policy=policy,
        sources=sources(policy),
        health=health(state, settings.timezone),
        checked=moment(state.checked_at, settings.timezone) if state and state.checked_at else None,
        first_seen=min((at.seen_at for at in history.states), default=history.snapshot.fetched_at),
        rule=history.rule,
        records=[record for record in records if record.policy.id == policy.id],
        withdrawn=withdrawn_by(records),
        outline=outline(history.markdown),
    )


def _change(
    record: Record, newer: Record | None, older: Record | None, records: Sequence[Record], settings: Settings
) -> str:
    return _page(
        "change.html",
        settings,
        depth=2,
        feeds=[(f"Changes of {policy_title(record.policy)}", policy_feed(record.policy.id))],
        record=record,
        sources=sources(record.policy),
        parts=parts(record.change.sections),
        withdraws=by_id(records).get(record.withdraws or ""),
        withdrawn_by=withdrawn_by(records).get(record.id),
        newer=newer,
        older=older,
    )


def sources(policy: PolicyInfo) -> list[tuple[str, str | None]]:
    """The policy's addresses as text, each with its link where a browser may follow it."""
    return [(one_line(url.removeprefix("file:")), web_address(url)) for url in policy.urls]


def outline(markdown: str) -> list[tuple[int, str]]:
    """The headings of a version with their depth below the shallowest, in order."""
    found = [match for match in map(_HEADING.fullmatch, markdown.split("\n")) if match]
    top = min((len(match[1]) for match in found), default=1)
    return [(len(match[1]) - top, one_line(plain(match[0]), 200)) for match in found]


def _with_neighbours(records: Sequence[Record]) -> Iterator[tuple[Record, Record | None, Record | None]]:
    """Each record with the next newer and the next older of its policy."""
    own: dict[str, list[Record]] = {}
    for record in records:
        own.setdefault(record.policy.id, []).append(record)
    for line in own.values():
        yield from zip(line, [None, *line[:-1]], [*line[1:], None], strict=True)


def _page(template: str, settings: Settings, *, depth: int, feeds: Sequence[tuple[str, str]], **values: Any) -> str:
    """A page `depth` folders below the top; links between pages are relative, so that a copy on disk works too."""
    links: Mapping[str, Any] = {
        "root": "../" * depth,
        "change_page": change_page,
        "policy_page": policy_page,
        "absolute": lambda path: absolute(path, settings),
    }
    return render(template, settings=settings, feeds=feeds, **links, **values)
