"""The decider: what a check of one policy means, given what the archive holds of it. It writes nothing."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import unquote

from tracker.doubt import hardly_a_policy, not_a_policy, not_the_next
from tracker.errors import ExtractionError
from tracker.model import (
    Capture,
    Change,
    Evidence,
    Extraction,
    Failure,
    FetchResult,
    Fingerprint,
    Held,
    History,
    NotModified,
    PolicyStatus,
    plain,
)
from tracker.pipeline.announced import announcements, with_announcements
from tracker.pipeline.compare import compare_readings, read
from tracker.pipeline.outcome import (
    ANNOUNCED,
    REREAD,
    Changed,
    Failed,
    FirstSeen,
    Outcome,
    Refreshed,
    Unchanged,
    Withheld,
)
from tracker.pipeline.record import make_record
from tracker.pipeline.situation import Situation, is_current, sources
from tracker.pipeline.version import extract_pages, make_version, refresh

CHECKS_TO_CONFIRM = 3
TIME_TO_CONFIRM = timedelta(days=1)
_REFUSED = "The page shows the value of a declared secret, so it was not stored; remove the header that sends it."


def follow(known: Situation, result: FetchResult) -> Outcome:
    """Decide what a fetch result means for a policy."""
    match result:
        case Failure():
            return _failed(known, result)
        case NotModified():
            return _not_modified(known, result.fetched_at)
        case Capture():
            return _captured(known, result)


def _failed(known: Situation, failure: Failure) -> Failed:
    status = replace(
        known.status,
        checked_at=failure.at,
        failures=known.status.failures + 1,
        failing_since=known.status.failing_since or failure.at,
        failure=f"{failure.kind}: {failure.detail}",
    )
    return Failed(status, failure)


def _checked(capture: Capture, words: Fingerprint) -> PolicyStatus:
    """The status after a capture that is the baseline, or becomes it with these words."""
    validators = {page.requested: page.validators for page in capture.pages}
    at = capture.fetched_at
    return PolicyStatus(checked_at=at, ok_at=at, validators=validators, words=words.sha256, moved=_moved(capture))


def _moved(capture: Capture) -> dict[str, str]:
    """By declared address, the new one of each page that has moved for good."""
    return {page.requested: page.moved for page in capture.pages if page.moved is not None}


def _not_modified(known: Situation, at: datetime) -> Outcome:
    status = replace(
        known.status, checked_at=at, ok_at=at, failures=0, failing_since=None, failure=None, alerted=False, held=None
    )
    history = known.history
    if history is None or (is_current(known, history) and not known.reread):
        return Unchanged(status)
    return _same(known, _baseline(known, history), (), status)


def _baseline(known: Situation, history: History) -> History:
    """The version on file as today's code reads its snapshot.

    Where an edited selector no longer fits the stored page, the text on file is the best there is.
    """
    try:
        return refresh(known, history)
    except ExtractionError:
        return history


def _unreadable(known: Situation, at: datetime, detail: str) -> Failed:
    where = (known.policy.urls or (known.policy.file or "",))[0]
    return _failed(known, Failure("unreadable", detail, where, at, lasting=True))


def _captured(known: Situation, capture: Capture) -> Outcome:
    history = known.history
    current = history is not None and is_current(known, history)
    if history is not None and current and _same_bytes(capture, history):
        return Unchanged(_checked(capture, history.snapshot.fingerprint))
    try:
        text, beside = extract_pages(known.policy, [(page.body, page.media_type, page.url) for page in capture.pages])
    except ExtractionError as error:
        return _unreadable(known, capture.fetched_at, str(error))
    if any(secret in seen for seen in _visible(capture, text) for secret in known.secrets):
        return _unreadable(known, capture.fetched_at, _REFUSED)
    policy, since = known.policy, known.status.ok_at
    found = announcements(policy, text.markdown, beside, since=since, at=capture.fetched_at)
    if history is None:
        return _first(known, capture, text, found)
    if current and text.markdown == history.markdown:
        return _same(known, history, found, _checked(capture, history.snapshot.fingerprint))
    return _next(known, capture, text, _baseline(known, history), found)


def _visible(capture: Capture, text: Extraction) -> Iterator[str]:
    """Every form in which what is about to be stored could show a secret: bytes, markup, text, addresses."""
    for page in capture.pages:
        bare = page.body.replace(b"\0", b"")  # as UTF-16 writes ASCII
        yield bare.decode("utf8", "replace")
        yield html.unescape(bare.decode("latin-1"))
        yield unquote(page.url)
    yield from (text.markdown, plain(text.markdown), text.title or "")


def _same_bytes(capture: Capture, history: History) -> bool:
    """Whether the pages are those on file, byte for byte, from the addresses on file."""
    got = [(page.requested, hashlib.sha256(page.body).hexdigest()) for page in capture.pages]
    return got == [(info.requested, info.sha256) for info in history.snapshot.pages]


def _first(known: Situation, capture: Capture, text: Extraction, found: Sequence[Evidence]) -> Outcome:
    new = read(text.markdown)
    reason = not_a_policy(new.document)
    if reason is None and known.policy.kind != "other" and _confirmed(known, capture, new.fingerprint) is None:
        reason = hardly_a_policy(new.document)
    if reason is not None:
        return _hold(known, capture, text, reason)
    history = with_announcements(make_version(known, capture, text, None, None), found)
    return FirstSeen(history, _checked(capture, history.snapshot.fingerprint))


def _next(
    known: Situation, capture: Capture, text: Extraction, baseline: History, found: Sequence[Evidence]
) -> Outcome:
    """A capture of a policy that has a baseline; `baseline` is the stored snapshot as today's code reads it.

    `found` are the announcements that the capture shows.
    """
    after = read(text.markdown)
    reason = not_a_policy(after.document)
    if reason is not None:
        return _hold(known, capture, text, reason)
    status = _checked(capture, after.fingerprint)
    if baseline.snapshot.sources != sources(known.policy):
        moved = make_version(known, capture, text, baseline, None)
        return Refreshed(moved, status, "read from another declared address")
    before = read(baseline.markdown)
    change = compare_readings(before, after, earlier=_standing_states(baseline, before.fingerprint))
    if change.verdict == "noise" and before.fingerprint == after.fingerprint:
        return _same(known, baseline, found, status)
    reason = _hold_reason(baseline, change, before.fingerprint, after.fingerprint)
    if reason is None and change.verdict != "noise" and known.policy.kind != "other":  # a page of news may say anything
        reason = not_the_next(before.document, after.document)
    held = _confirmed(known, capture, after.fingerprint) if reason else None
    if reason is not None and held is None:
        return _hold(known, capture, text, reason)
    announced = with_announcements(baseline, found)
    record = make_record(known, announced, change, text, capture, held)
    refreshed = baseline if baseline != known.history else None
    return Changed(make_version(known, capture, text, announced, record), status, record, refreshed)


def _same(known: Situation, baseline: History, found: Sequence[Evidence], status: PolicyStatus) -> Outcome:
    """The reader sees the same words of the policy.

    There is nothing to record, unless today's code reads the stored snapshot otherwise, or a banner is new.
    """
    announced = with_announcements(baseline, found)
    if announced == known.history:
        return Unchanged(status)
    return Refreshed(announced, status, ANNOUNCED if baseline == known.history else REREAD)


def _standing_states(baseline: History, current: Fingerprint) -> list[Fingerprint]:
    """The earlier states a return to which is noise: not those whose change was told and then told as withdrawn."""
    withdrawn = {record.withdraws for record in baseline.records}
    taken_back = {record.after for record in baseline.records if record.id in withdrawn}
    return [state.fingerprint for state in baseline.states if state.fingerprint not in {current, *taken_back}]


def _hold_reason(baseline: History, change: Change, before: Fingerprint, after: Fingerprint) -> str | None:
    """Why a readable policy text is not simply the next version, or None."""
    if change.noise_kind in {"not_policy", "language"}:
        return change.summary
    swaps = [record for record in baseline.records if {record.before, record.after} == {before, after}]
    if len(swaps) > 1:
        return "The page goes back and forth between two known texts."
    return None


def _confirmed(known: Situation, capture: Capture, seen: Fingerprint) -> Held | None:
    """The held state, where this capture is the check that confirms it."""
    held = known.status.held
    if held is None or held.fingerprint != seen or held.checks + 1 < CHECKS_TO_CONFIRM:
        return None
    return held if capture.fetched_at - held.since >= TIME_TO_CONFIRM else None


def _hold(known: Situation, capture: Capture, text: Extraction, reason: str) -> Withheld:
    seen, before = read(text.markdown).fingerprint, known.status.held
    if before is not None and before.fingerprint == seen:
        held = replace(before, checks=before.checks + 1)
    else:
        held = Held(reason, seen, capture.fetched_at, 1)
    status = PolicyStatus(
        checked_at=capture.fetched_at,
        ok_at=known.status.ok_at,
        held=held,
        alerted=known.status.alerted and before is not None,
        moved=_moved(capture),
    )
    return Withheld(status, reason)
