"""The record of a change: its permanent id, what it was held against, and whether it takes back an earlier one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from urllib.parse import urlsplit

from tracker.model import (
    Capture,
    Change,
    Extraction,
    Finding,
    Fingerprint,
    Held,
    History,
    NoticeVerdict,
    Record,
    Seen,
)
from tracker.pipeline.announced import announced_elsewhere, assess_announced, is_announcement
from tracker.pipeline.compare import read
from tracker.pipeline.situation import Situation, digest, policy_info, rule_in_force
from tracker.pipeline.standing import evidence_about


def make_record(
    known: Situation, baseline: History, change: Change, text: Extraction, capture: Capture, held: Held | None
) -> Record:
    """The record of a change from `baseline` to `text`; `held` is the state that this capture confirms, if any.

    The evidence of the baseline includes what the capture itself announces.
    """
    previous = baseline.records[-1].id if baseline.records else None
    name = digest("\0".join([known.policy.id, baseline.markdown, text.markdown, previous or ""]))[:20]
    first_with = held.since if held else capture.fetched_at
    seen = Seen(known.status.ok_at or baseline.snapshot.fetched_at, first_with)
    after = read(text.markdown).fingerprint
    withdraws = _withdrawn(baseline, change, after)
    change = _explained(change, withdraws, held)
    rule = rule_in_force(known, read(baseline.markdown).rule)
    host = urlsplit(known.settings.base_url).hostname or "localhost"
    record = Record(
        id=name,
        tag=f"tag:{host},{first_with.date().isoformat()}:{name}",
        policy=policy_info(known.policy),
        previous=previous,
        before=baseline.snapshot.fingerprint,
        after=after,
        seen=seen,
        change=change,
        rule=rule,
        notice=NoticeVerdict("nothing_promised"),
        told=change.verdict != "noise" or withdraws is not None,
        withdraws=withdraws.id if withdraws else None,
        replaced=held is not None,
        snapshot_sha256=tuple(hashlib.sha256(page.body).hexdigest() for page in capture.pages),
    )
    if is_announcement(record, baseline.markdown, text.markdown):
        return record
    evidence = evidence_about(record, baseline.records, (*baseline.evidence, *announced_elsewhere(known)))
    notice = assess_announced(rule, change, seen, evidence, record.policy)
    return replace(record, evidence=evidence, notice=notice)


def _explained(change: Change, withdraws: Record | None, held: Held | None) -> Change:
    """The change as it is told: one taken back says so; a confirmed replacement is no longer doubted."""
    if withdraws is not None:
        day = withdraws.seen.first_with.date().isoformat()
        return replace(change, summary=f"Withdrawn: the change first seen on {day} was taken back.")
    if held is not None and change.noise_kind in {"not_policy", "language"}:
        why = f"The page has shown another text since {held.since.date().isoformat()}: {held.reason}"
        finding = Finding("replaced", "other", "material", "", "", "", why)
        summary = "Another document now stands at this address."
        return replace(
            change, verdict="material", noise_kind=None, findings=(finding, *change.findings), summary=summary
        )
    return change


def _withdrawn(baseline: History, change: Change, after: Fingerprint) -> Record | None:
    """The told change that a return takes back: the first told one since the page last showed these words."""
    if change.noise_kind != "return":
        return None
    since: list[Record] = []
    for record in reversed(baseline.records):
        since.append(record)
        if record.before == after:
            return next((record for record in reversed(since) if record.told and record.withdraws is None), None)
    return None
