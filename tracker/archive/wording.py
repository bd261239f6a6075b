"""What a commit of each kind says: subject, body and trailers, so that `git log` reads as the story of a policy.

Every function returns a `Commit` that holds the files of the version; status, feeds and mail go into one of `state`.
Nothing here is ever parsed back to decide anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from tracker.archive.commits import Commit, clean, shorten
from tracker.archive.layout import version_files
from tracker.model import Finding, History, NoticeVerdict, PolicyInfo, Record, Snapshot

_QUOTE = 300  # characters of a quotation in the body
_FINDINGS = 12
_WORDS = 60  # characters of a quotation in the subject
_EDGES = " ,;:.“”\"'()"
_NOISE = {
    "same_words": "the same words",
    "layout": "layout only",
    "link": "link targets only",
    "token": "numbers and tokens of the page only",
    "boilerplate": "surroundings of the text only",
    "duplicate": "a repeated passage only",
    "return": "back to an earlier text",
    "language": "another language",
    "not_policy": "another document",
}
_NOTICE = {
    "met": "the promised notice was given",
    "not_shown": "the promised notice was not seen",
    "breached": "the promised notice was not kept",
    "nothing_promised": "no notice was promised",
}


def first_sight(history: History) -> Commit:
    """The first version of a policy; tells nobody."""
    snapshot = history.snapshot
    return Commit(
        subject=f"{title(snapshot.policy)}: first sight",
        body="",
        trailers=_trailers(snapshot, "first"),
        at=snapshot.fetched_at,
        files=version_files(history),
    )


def changed(history: History, before: History) -> Commit:
    """A version whose words differ; the last of `history.records` says how. Noise is marked and never told."""
    record, snapshot = history.records[-1], history.snapshot
    return Commit(
        subject=f"{title(snapshot.policy)}: {_headline(record)}",
        body=_body(record),
        trailers=_trailers(snapshot, record.change.verdict, record),
        at=snapshot.fetched_at,
        files=version_files(history, before),
    )


def technical(history: History, before: History, why: str) -> Commit:
    """The same policy read in another way (a newer program, an edited declaration); tells nobody."""
    snapshot = history.snapshot
    return Commit(
        subject=f"{title(snapshot.policy)}: technical refresh – {why}",
        body="The policy did not change; the way it is read did.",
        trailers=_trailers(snapshot, "technical"),
        at=snapshot.fetched_at,
        files=version_files(history, before),
    )


def state(subject: str, files: Mapping[str, bytes | None], at: datetime) -> Commit:
    """What was checked, held, owed or sent: nothing about the words of a policy."""
    return Commit(subject=subject, body="", trailers=(("Verdict", "none"),), at=at, files=files)


def title(policy: PolicyInfo) -> str:
    """`Acme Privacy policy`: service and name, the service once."""
    service, name = clean(policy.service), clean(policy.name)
    return name if name.casefold().startswith(service.casefold()) else f"{service} {name}"


def highlight(finding: Finding) -> str:
    """`“30 days” became “24 months”`: the words that differ, without those that both sides share; empty where long."""
    before, after = clean(finding.before).split(), clean(finding.after).split()
    bare_before, bare_after = ([word.strip(_EDGES) for word in side] for side in (before, after))
    shortest = min(len(before), len(after))
    start = 0
    while start < shortest and bare_before[start] == bare_after[start]:
        start += 1
    end = 0
    while end < shortest - start and bare_before[-1 - end] == bare_after[-1 - end]:
        end += 1
    if end and any(word.isdigit() for word in bare_before[start : len(before) - end]):
        end -= 1  # what a number counts belongs to it: “30 days”, not “30”
    old = shorten(" ".join(before[start : len(before) - end]).strip(_EDGES), _WORDS)
    new = shorten(" ".join(after[start : len(after) - end]).strip(_EDGES), _WORDS)
    if old and new:
        return f"“{old}” became “{new}”" if not (old + new).endswith("…") else ""
    return f"added “{new}”" if new else f"removed “{old}”" if old else ""


def _headline(record: Record) -> str:
    change = record.change
    if record.withdraws:
        return f"change taken back – {change.summary}"
    if change.verdict == "noise":
        return f"noise – {_NOISE.get(change.noise_kind or '', 'nothing to read')}"
    kind = f"{change.verdict} change"
    top = [finding for finding in change.findings if finding.weight == change.verdict]
    words = next(((finding, found) for finding in top if (found := highlight(finding))), None)
    if words is None:
        return f"{kind} – {change.summary}" if change.summary else kind
    return f"{kind} – {words[0].section}: {words[1]}" if words[0].section else f"{kind} – {words[1]}"


def _body(record: Record) -> str:
    change = record.change
    if change.verdict == "noise":
        return change.summary
    lines = [change.summary, ""]
    for finding in change.findings[:_FINDINGS]:
        lines.append(f"- {finding.section or 'Before the first heading'}: {finding.why}")
        lines += [f"  was: “{shorten(clean(finding.before), _QUOTE)}”"] if finding.before else []
        lines += [f"  now: “{shorten(clean(finding.after), _QUOTE)}”"] if finding.after else []
    if len(change.findings) > _FINDINGS:
        lines.append(f"- and {len(change.findings) - _FINDINGS} more")
    return "\n".join([*lines, "", _notice(record.notice)]).strip("\n")


def _notice(notice: NoticeVerdict) -> str:
    reasons = [reason for tier in notice.tiers if tier.verdict == notice.verdict for reason in tier.reasons][:1]
    return f"Notice – {'; '.join([_NOTICE[notice.verdict], *reasons])}"


def _trailers(snapshot: Snapshot, verdict: str, record: Record | None = None) -> tuple[tuple[str, str], ...]:
    effective = record.change.effective_on if record else None
    return (
        ("Policy", snapshot.policy.id),
        ("Verdict", verdict),
        *((("Change", record.id),) if record else ()),
        *(("Source", _public(page.requested)) for page in snapshot.pages),
        ("Fetched-At", snapshot.fetched_at.isoformat(timespec="seconds")),
        *(("Snapshot-SHA256", page.sha256) for page in snapshot.pages),
        *((("Effective-Date", effective.isoformat()),) if effective else ()),
    )


def _public(address: str) -> str:
    """An address without the name and password that it may carry."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "unreadable address"
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
