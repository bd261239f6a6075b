"""What a policy's own page, and pages of news that the declaration names, announce of changes to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.model import (
    Change,
    Channel,
    Declaration,
    Evidence,
    History,
    NoticeRule,
    NoticeVerdict,
    PolicyInfo,
    Record,
    Seen,
)
from tracker.notice.assess import assess
from tracker.notice.banner import banner_blocks, is_about, only_announces, read_banners
from tracker.pipeline.compare import read
from tracker.pipeline.situation import Situation

ON_PAGES: frozenset[Channel] = frozenset({"website_notice", "updates_page"})


def announcements(
    policy: Declaration, markdown: str, beside: Iterable[str], *, since: datetime | None, at: datetime
) -> tuple[Evidence, ...]:
    """The announcements that a capture shows, in its text or beside it.

    Args:
        policy: whose page it is; on one of kind `other` (a page of news) they are looked for in the whole text.
        markdown: what was extracted from the capture.
        beside: the texts that its pages show beside that.
        since: the last check before, which did not show them; None where there was none.
        at: when the capture was fetched. Only days to come are announced.
    """
    blocks = [*banner_blocks(read(markdown).document, everywhere=policy.kind == "other"), *beside]
    today = at.astimezone(ZoneInfo(policy.timezone)).date()
    found = (
        Evidence("website_notice", since, at, banner.effective_on, authenticated=False, quote=banner.quote)
        for banner in read_banners(blocks, today)
    )
    return tuple({(item.quote, item.effective_on): item for item in found}.values())


def unknown(found: Iterable[Evidence], known: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The announcements that are not on file yet: one that still stands is no second one."""
    seen = {(item.quote, item.effective_on) for item in known}
    return tuple(item for item in found if (item.quote, item.effective_on) not in seen)


def announced_elsewhere(known: Situation) -> Iterator[Evidence]:
    """What the pages of news that the declaration names announce of this policy."""
    for name in known.policy.announced_in:
        near = known.neighbours.get(name)
        if near is None or near.history is None:
            continue
        for item in near.history.evidence:
            if item.channel in ON_PAGES and is_about(item.quote, known.policy.kind, known.policy.name, here=False):
                yield replace(item, channel="updates_page")


def concerns_policy(item: Evidence, policy: PolicyInfo) -> bool:
    """Whether what a page or a mail announces can be a change of this policy: it names it, or no document at all."""
    return item.channel == "updates_page" or is_about(item.quote, policy.kind, policy.name, here=True)


def assess_announced(
    rule: NoticeRule, change: Change, seen: Seen, evidence: Sequence[Evidence], policy: PolicyInfo
) -> NoticeVerdict:
    """A change held against its rule; a mail that does not name this policy can keep a promise, and break none."""
    zone, country = policy.timezone, policy.country
    found = assess(rule, change, seen, evidence, timezone=zone, country=country)
    if found.verdict == "breached" and (sure := naming(evidence, policy)) != tuple(evidence):
        return assess(rule, change, seen, sure, timezone=zone, country=country)
    return found


def naming(evidence: Iterable[Evidence], policy: PolicyInfo) -> tuple[Evidence, ...]:
    """The announcements that can prove a breach: on pages, or in mails that name the policy."""
    return tuple(
        item for item in evidence if not item.sender or is_about(item.quote, policy.kind, policy.name, here=False)
    )


def is_announcement(record: Record, before: str, after: str) -> bool:
    """Whether a change does no more than announce one to come: it is evidence, and owes no notice itself."""
    today = record.seen.first_with.astimezone(ZoneInfo(record.policy.timezone)).date()
    return only_announces(read(before).document, read(after).document, today)


def with_announcements(history: History, found: Iterable[Evidence]) -> History:
    """The history with the announcements that it does not have yet."""
    new = unknown(found, history.evidence)
    return replace(history, evidence=(*history.evidence, *new)) if new else history
