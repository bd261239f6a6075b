"""What a commit of each kind says: subject, body and trailers, so that `git log` reads as the story of a policy.

Every function returns a `Commit` that holds the files of the version; status, feeds and mail go into one of `state`.
Nothing here is ever parsed back to decide anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from tracker.archive.commits import Commit
from tracker.archive.layout import version_files
from tracker.model import Finding, History, PolicyInfo, Record, Snapshot
from tracker.model.wording import NOISE_KINDS, notice_sentences, one_line, summary_of, verdict_of

_QUOTE = 300  # characters of a quotation in the body
_FINDINGS = 12
_WORDS = 60  # characters of a quotation in the subject
_EDGES = " ,;:.“”\"'()"


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
    service, name = one_line(policy.service), one_line(policy.name)
    return name if name.casefold().startswith(service.casefold()) else f"{service} {name}"


def highlight(finding: Finding) -> str:
    """`“30 days” became “24 months”`: the words that differ, without those that both sides share; empty where long."""
    before, after = one_line(finding.before).split(), one_line(finding.after).split()
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
    old = one_line(" ".join(before[start : len(before) - end]).strip(_EDGES), _WORDS)
    new = one_line(" ".join(after[start : len(after) - end]).strip(_EDGES), _WORDS)
    if old and new:
        return f"“{old}” became “{new}”" if not (old + new).endswith("…") else ""
    return f"added “{new}”" if new else f"removed “{old}”" if old else ""


def _headline(record: Record) -> str:
    change = record.change
    if change.noise_kind is not None and not record.withdraws:
        return f"noise – {NOISE_KINDS[change.noise_kind]}"
    top = () if record.withdraws else (item for item in change.findings if item.weight == change.verdict)
    where, words = next(((item.section, found) for item in top if (found := highlight(item))), ("", summary_of(record)))
    return " – ".join(part for part in (verdict_of(record), f"{where}: {words}" if where else words) if part)


def _body(record: Record) -> str:
    change = record.change
    if change.verdict == "noise":
        return summary_of(record)
    lines = [summary_of(record), ""]
    for finding in change.findings[:_FINDINGS]:
        lines.append(f"- {finding.section or 'Before the first heading'}: {finding.why}")
        lines += [f"  was: “{one_line(finding.before, _QUOTE)}”"] if finding.before else []
        lines += [f"  now: “{one_line(finding.after, _QUOTE)}”"] if finding.after else []
    if len(change.findings) > _FINDINGS:
        lines.append(f"- and {len(change.findings) - _FINDINGS} more")
    return "\n".join([*lines, "", "Notice", *(f"- {line}" for line in notice_sentences(record.notice, record.rule))])


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
