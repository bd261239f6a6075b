"""The pages: an index with the status, one page for each service, each policy, each change. Static, without scripts."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.model import History, NoticeVerdict, PolicyInfo, Record, Settings, Status, plain
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
from tracker.model.baseline import BaselineVerdict, baselines
from tracker.model.markup import render, style_sheet
from tracker.model.wording import moment, one_line, policy_title
from tracker.publish.ahead import ahead, last_day
from tracker.publish.chart import chart
from tracker.publish.chosen import by_id, by_policy, former_ids, ids_today, shown, withdrawn_by
from tracker.publish.health import NO_LONGER, Health, damaged, health, tallied
from tracker.publish.sections import parts, places
from tracker.publish.services import Service, service_name, services
from tracker.publish.sheet import Sheet, inputs
from tracker.publish.tally import tally, told

CHANGES = "changes/index.html"
_COMMON = [("All changes", "all"), ("Material changes only", "material")]
_LATEST = 20  # changes on the index
_MOST = 1000  # changes in the list of all
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.{0,2000})")


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
    laws: Mapping[str, Sequence[BaselineVerdict]]  # by change id
    services: Sequence[Service]  # by name
    digests: Mapping[str, str]  # by policy id
    problems: Mapping[str, str]  # what is wrong with the files of a policy, by its id
    base: str  # a hash of what every page is made of


def plan_site(
    histories: Sequence[History],
    status: Status,
    settings: Settings,
    standing: Mapping[str, NoticeVerdict] | None = None,
    declared: Collection[str] | None = None,
    laws: Mapping[str, Sequence[BaselineVerdict]] | None = None,
    digests: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> dict[str, Sheet]:
    """The pages and their style sheet, by path below `feeds/`, none made yet; the same input gives the same bytes.

    Args:
        histories: everything archived.
        status: the last checks; a policy that was never read is shown from here alone.
        settings: title, address, contact and time zone.
        standing: by change id, notice verdicts that mails read since have moved; pages show both, feeds never change.
        declared: the ids of the policies followed; all where absent. The others are shown as no longer followed.
        laws: by change id, what declared laws ask for beside the promise.
        digests: by policy id, a hash of all that its history was read from, as far as it is known.
        problems: by policy id, what is wrong with its files: it is shown as damaged. Its history, where there is one,
            holds the changes that can be read and nothing else.
    """
    records, stands = shown(histories), standing or {}
    followed = services(histories, records, stands)
    today = ids_today(histories)
    site = _Site(
        settings,
        status,
        records,
        by_policy(records, today),
        today,
        declared,
        by_id(records),
        withdrawn_by(records),
        stands,
        laws or {},
        followed,
        digests or {},
        problems or {},
        inputs(settings),
    )
    style = style_sheet("style.css")
    pages = {"style.css": Sheet("", style.encode), "index.html": Sheet("", lambda: _index(histories, site))}
    pages[CHANGES] = Sheet(_inputs(site, [item.snapshot.policy.id for item in histories], None), lambda: _changes(site))
    for service in followed:
        ids = [policy.id for policy in service.policies]
        pages[service.page] = Sheet(_inputs(site, ids, None), functools.partial(_service, service, site))
    taken = {history.snapshot.policy.id for history in histories}
    for history in histories:
        name = history.snapshot.policy.id
        going = _health(name, site)
        page = Sheet(_inputs(site, [name], going), functools.partial(_policy, history, going, site))
        for address in (name, *former_ids(history, taken)):  # mails and bookmarks lead to the former ones
            pages[policy_page(address)] = page
    for name, one in site.own.items():
        near = zip(one, [None, *one[:-1]], [*one[1:], None], strict=True)
        for record, newer, older in near:
            known = _inputs(site, [name], site.laws.get(record.id))
            pages[change_page(record.id)] = Sheet(known, functools.partial(_change, record, newer, older, site))
    return pages


def _inputs(site: _Site, policies: Sequence[str], more: object) -> str:
    """What a page about these policies is made of; empty where that is not known of one."""
    known = [site.digests.get(name, "") for name in policies]
    stands = [site.standing.get(record.id) for name in policies for record in site.own.get(name, ())]
    return inputs(site.base, policies, known, stands, more) if all(known) else ""


def _health(policy: str, site: _Site) -> Health:
    if policy in site.problems:
        return damaged(site.problems[policy])
    if site.declared is not None and policy not in site.declared:
        return NO_LONGER
    return health(site.status.policies.get(policy), site.settings.timezone)


def _index(histories: Sequence[History], site: _Site) -> bytes:
    settings, written = site.settings, site.status.written_at
    rows = sorted(_rows(histories, site), key=lambda row: row.title.casefold())
    return _page(
        "index.html",
        site,
        depth=0,
        feeds=_COMMON,
        rows=rows,
        states=tallied(row.health for row in rows),
        ahead=ahead(site.records, site.taken_back, last_day(site.status, settings)),
        records=site.records[:_LATEST],
        older=len(site.records) > _LATEST,
        services=[service for service in site.services if service.changes],
        tally=tally([change for service in site.services for change in service.changes]),
        calendar=CALENDAR,
        contact=contact_address(settings.contact),
        written=moment(written, settings.timezone) if written else None,
    )


def _changes(site: _Site) -> bytes:
    return _page("changes.html", site, depth=1, feeds=_COMMON, records=site.records[:_MOST], total=len(site.records))


def _rows(histories: Sequence[History], site: _Site) -> Iterator[Row]:
    zone = site.settings.timezone
    read = {history.snapshot.policy.id: history.snapshot.policy for history in histories}
    unread = [name for name in site.status.policies if site.declared is None or name in site.declared]
    for name in dict.fromkeys([*read, *unread, *site.problems]):
        state = site.status.policies.get(name)
        yield Row(
            policy_title(read[name]) if name in read else one_line(name, 120),
            policy_page(name) if name in read else None,
            _health(name, site),
            moment(state.checked_at, zone) if state and state.checked_at else "–",
            next(iter(site.own.get(name, ())), None),
        )


def _service(service: Service, site: _Site) -> bytes:
    read = [change for change in service.changes if change.read]
    return _page(
        "service.html",
        site,
        depth=2,
        feeds=[(f"Changes of {policy_title(policy)}", policy_feed(policy.id)) for policy in service.policies],
        service=service.name,
        policies=service.policies,
        changes=read,
        tally=service.tally,
        chart=chart(read),
    )


def _policy(history: History, going: Health, site: _Site) -> bytes:
    policy = history.snapshot.policy
    own = site.own.get(policy.id, ())
    return _page(
        "policy.html",
        site,
        depth=2,
        feeds=[(f"Changes of {policy_title(policy)}", policy_feed(policy.id))],
        policy=policy,
        sources=sources(policy),
        health=going,
        damaged=policy.id in site.problems,
        first_seen=min((at.seen_at for at in history.states), default=history.snapshot.fetched_at),
        rule=history.rule,
        laws=[law for law in baselines() if law.id in policy.applies],
        records=own,
        tally=tally(told(own, site.standing)),
        service=service_name(policy),
        service_page=service_page(service_name(policy)),
        outline=outline(history.markdown),
    )


def _change(record: Record, newer: Record | None, older: Record | None, site: _Site) -> bytes:
    found = parts(record.change.sections)
    return _page(
        "change.html",
        site,
        depth=2,
        feeds=[(f"Changes of {policy_title(record.policy)}", policy_feed(site.today[record.id]))],
        record=record,
        sources=sources(record.policy),
        parts=found,
        places=places(found),
        laws=site.laws.get(record.id, ()),
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


def typed(name: str) -> bool:
    """Whether a name may be shown as part of a command, for people to copy into a shell."""
    return f"/{name}/" in change_page(name)


def _page(template: str, site: _Site, *, depth: int, feeds: Sequence[tuple[str, str]], **values: Any) -> bytes:
    """A page `depth` folders below the top; links between pages are relative, so that a copy on disk works too."""
    made = render(
        template,
        settings=site.settings,
        feeds=feeds,
        root="../" * depth,
        change_page=change_page,
        policy_page=policy_page,
        changes_list=CHANGES,
        page_of=lambda record: policy_page(site.today[record.id]),
        absolute=functools.partial(absolute, settings=site.settings),
        typed=typed,
        known=site.known,
        withdrawn=site.taken_back,
        standing=site.standing,
        followed=bool(site.services),
        **values,
    )
    return made.encode()
