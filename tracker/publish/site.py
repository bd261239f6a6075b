"""The pages: an index with the status, one page for each service, each policy, each change. Static, without scripts."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.model import History, NoticeVerdict, PolicyInfo, PolicyStatus, Record, Settings, Status, plain
from tracker.model.address import (
    CALENDAR,
    absolute,
    change_page,
    contact_address,
    policy_feed,
    policy_page,
    service_page,
    web_address,
)
from tracker.model.markup import render, style_sheet
from tracker.model.wording import moment, one_line, policy_title
from tracker.publish.chart import chart
from tracker.publish.chosen import by_id, by_policy, ids_today, shown, withdrawn_by
from tracker.publish.sections import parts
from tracker.publish.services import Service, service_name, services
from tracker.publish.tally import tally, told

_LATEST = 20  # changes on the index
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.{0,2000})")


@dataclass(frozen=True, slots=True)
class Health:
    """How following a policy goes, in a word and a sentence."""

    word: Literal["fine", "held", "failing", "not checked", "no longer followed"]
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A policy on the index; `page` is absent where it has never been read."""

    title: str
    page: str | None
    health: Health
    checked: str
    last: Record | None


@dataclass(frozen=True, slots=True)
class _Site:
    """What every page may need, gathered once."""

    settings: Settings
    status: Status
    records: Sequence[Record]  # newest first
    own: Mapping[str, Sequence[Record]]  # of each policy, by its id of today
    today: Mapping[str, str]  # that id, by record id
    declared: Collection[str] | None  # ids; all where absent
    known: Mapping[str, Record]  # by id
    taken_back: Mapping[str, Record]  # the withdrawing record by the id of the withdrawn
    standing: Mapping[str, NoticeVerdict]  # by change id, where it differs from what was told
    services: Sequence[Service]  # by name


def publish_site(
    histories: Sequence[History],
    status: Status,
    settings: Settings,
    standing: Mapping[str, NoticeVerdict] | None = None,
    declared: Collection[str] | None = None,
) -> dict[str, bytes]:
    """The pages and their style sheet, by path below `feeds/`; the same input gives the same bytes.

    Args:
        histories: everything archived.
        status: the last checks; a policy that was never read is shown from here alone.
        settings: title, address, contact and time zone.
        standing: by change id, notice verdicts that mails read since have moved; pages show both, feeds never change.
        declared: the ids of the policies followed; all where absent. The others are shown as no longer followed.
    """
    records, stands = shown(histories), standing or {}
    known, taken_back = by_id(records), withdrawn_by(records)
    today, followed = ids_today(histories), services(histories, records, stands)
    own = by_policy(records, today)
    site = _Site(settings, status, records, own, today, declared, known, taken_back, stands, followed)
    pages = {"index.html": _index(histories, site)}
    pages |= {service.page: _service(service, site) for service in followed}
    for history in histories:
        pages[policy_page(history.snapshot.policy.id)] = _policy(history, site)
    for one in site.own.values():
        for record, newer, older in zip(one, [None, *one[:-1]], [*one[1:], None], strict=True):
            pages[change_page(record.id)] = _change(record, newer, older, site)
    return {**{path: page.encode() for path, page in pages.items()}, "style.css": style_sheet("style.css").encode()}


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


def _health(policy: str, site: _Site) -> Health:
    if site.declared is not None and policy not in site.declared:
        return Health("no longer followed", "Nothing declares it any more; what was recorded stays.")
    return health(site.status.policies.get(policy), site.settings.timezone)


def _index(histories: Sequence[History], site: _Site) -> str:
    settings, written = site.settings, site.status.written_at
    return _page(
        "index.html",
        site,
        depth=0,
        feeds=[("All changes", "all"), ("Material changes only", "material")],
        rows=sorted(_rows(histories, site), key=lambda row: row.title.casefold()),
        records=site.records[:_LATEST],
        services=[service for service in site.services if service.changes],
        tally=tally([change for service in site.services for change in service.changes]),
        calendar=CALENDAR,
        contact=contact_address(settings.contact),
        written=moment(written, settings.timezone) if written else None,
    )


def _rows(histories: Sequence[History], site: _Site) -> Iterator[Row]:
    zone = site.settings.timezone
    read = {history.snapshot.policy.id: history.snapshot.policy for history in histories}
    unread = [name for name in site.status.policies if site.declared is None or name in site.declared]
    for name in dict.fromkeys([*read, *unread]):
        state = site.status.policies.get(name)
        yield Row(
            policy_title(read[name]) if name in read else one_line(name, 120),
            policy_page(name) if name in read else None,
            _health(name, site),
            moment(state.checked_at, zone) if state and state.checked_at else "–",
            next(iter(site.own.get(name, ())), None),
        )


def _service(service: Service, site: _Site) -> str:
    return _page(
        "service.html",
        site,
        depth=2,
        feeds=[(f"Changes of {policy_title(policy)}", policy_feed(policy.id)) for policy in service.policies],
        service=service.name,
        policies=service.policies,
        changes=service.changes,
        tally=service.tally,
        chart=chart(service.changes),
    )


def _policy(history: History, site: _Site) -> str:
    policy = history.snapshot.policy
    own = site.own.get(policy.id, ())
    state, zone = site.status.policies.get(policy.id), site.settings.timezone
    return _page(
        "policy.html",
        site,
        depth=2,
        feeds=[(f"Changes of {policy_title(policy)}", policy_feed(policy.id))],
        policy=policy,
        sources=sources(policy),
        health=_health(policy.id, site),
        checked=moment(state.checked_at, zone) if state and state.checked_at else None,
        first_seen=min((at.seen_at for at in history.states), default=history.snapshot.fetched_at),
        rule=history.rule,
        records=own,
        tally=tally(told(own, site.standing)),
        service=service_name(policy),
        service_page=service_page(service_name(policy)),
        outline=outline(history.markdown),
    )


def _change(record: Record, newer: Record | None, older: Record | None, site: _Site) -> str:
    return _page(
        "change.html",
        site,
        depth=2,
        feeds=[(f"Changes of {policy_title(record.policy)}", policy_feed(site.today[record.id]))],
        record=record,
        sources=sources(record.policy),
        parts=parts(record.change.sections),
        withdraws=site.known.get(record.withdraws or ""),
        withdrawn_by=site.taken_back.get(record.id),
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


def _page(template: str, site: _Site, *, depth: int, feeds: Sequence[tuple[str, str]], **values: Any) -> str:
    """A page `depth` folders below the top; links between pages are relative, so that a copy on disk works too."""
    return render(
        template,
        settings=site.settings,
        feeds=feeds,
        root="../" * depth,
        change_page=change_page,
        policy_page=policy_page,
        page_of=lambda record: policy_page(site.today[record.id]),
        absolute=functools.partial(absolute, settings=site.settings),
        withdrawn=site.taken_back,
        standing=site.standing,
        followed=bool(site.services),
        **values,
    )
