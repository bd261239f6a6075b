"""Values as Rich tables and panels; nothing here prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tracker.cli.console import cell
from tracker.model import Change, Document, History, PolicyStatus, Project, Record, Redline, SectionRef, Status, Verdict
from tracker.model.promise import CHANNELS, promise_unread
from tracker.pipeline import Duty
from tracker.run import RunReport
from tracker.run.report import moved_for_good
from tracker.run.sound import Sound

STYLE = {
    "material": "bold red",
    "minor": "yellow",
    "editorial": "cyan",
    "noise": "dim",
    "withdrawn": "bold red",
    "first": "green",
    "unchanged": "dim",
    "refreshed": "dim",
    "changed": "bold",
    "held": "magenta",
    "failed": "bold red",
    "damaged": "bold red",
    "met": "green",
    "not_shown": "yellow",
    "breached": "bold red",
    "nothing_promised": "dim",
}


_WIDEST_ID = 40  # characters; a longer id is folded, so that the other columns keep some room


def run_table(report: RunReport) -> RenderableType:
    """The summary of a run: one line a policy, those that did not change counted only where there are many."""
    shown = [line for line in report.policies if line.outcome != "unchanged"] or list(report.policies[:20])
    table = _table_of_policies([line.policy for line in shown], "outcome", "verdict", "notice", "what")
    for line in shown:
        verdict, notice = _verdict(line.verdict, told=line.told), line.notice or ""
        outcome = line.outcome if line.outcome != "changed" or line.told else "changed (not told)"
        table.add_row(
            cell(line.policy),
            cell(outcome, STYLE[line.outcome]),
            cell(verdict, STYLE.get(verdict, "")),
            cell(notice.replace("_", " ") if line.told else "", STYLE.get(notice, "")),
            cell(line.detail),
        )
    unchanged = sum(line.outcome == "unchanged" for line in report.policies)
    pushed = {True: "pushed", False: "not pushed", None: "nothing to push"}[report.pushed]
    tail = (
        f"{len(report.policies)} checked, {unchanged} unchanged, {report.commits} versions committed, "
        f"{report.owed} mails owed, {'dry run: nothing written' if report.dry_run else pushed}"
    )
    return Group(table, Text(tail, style="dim"))


def _verdict(verdict: Verdict | None, *, told: bool) -> str:
    """The verdict's word; the one noise that is told is that a told change was taken back."""
    return "withdrawn" if verdict == "noise" and told else verdict or ""


def duty_in_words(duty: Duty) -> str:
    """One notice that a publisher owes, in a sentence."""
    state = {
        "done": f"done, due by {duty.by},",
        "owed": f"owed by {duty.by}",
        "due_soon": f"due soon, by {duty.by},",
        "late": f"was due by {duty.by} (late)",
    }[duty.state]
    what = CHANNELS[duty.channel]
    done = f", done {duty.done_at:%Y-%m-%d %H:%M}" if duty.done_at else ""
    return f"{duty.policy}: {what} {state} for the change of {duty.effective_on} ({duty.change}){done}"


def status_table(project: Project, status: Status, sound: Sound) -> RenderableType:
    """Every declared policy: its last change, its last check, and what is wrong with it."""
    known = {history.snapshot.policy.id: history for history in (*sound.histories, *sound.remains)}
    names = [policy.id for policy in project.policies]
    table = _table_of_policies(names, "state", "last check", "last told change")
    reasons = []
    for policy in project.policies:
        check = status.policies.get(policy.id, PolicyStatus())
        state, detail = state_of(check)
        if state == "ok" and policy.id in known and any(page.rendered for page in known[policy.id].snapshot.pages):
            detail = "shown in a browser to be read"
        if policy.id in sound.problems:
            state, detail = "damaged", sound.problems[policy.id]
        last = next((record for record in reversed(_records(known.get(policy.id))) if record.told), None)
        table.add_row(
            cell(policy.id),
            cell(state, STYLE.get(state, "")),
            cell(f"{check.checked_at:%Y-%m-%d %H:%M}" if check.checked_at else "never"),
            cell(f"{last.seen.first_with:%Y-%m-%d} {_verdict(last.change.verdict, told=True)}" if last else "-"),
        )
        said = (detail, *(moved_for_good(*pair) for pair in check.moved.items()))
        reasons += [Text.assemble(cell(policy.id, "bold"), " ", cell(line)) for line in said if line]
    gone = sorted({*known, *sound.problems} - {policy.id for policy in project.policies})
    notes = [cell(f"no longer followed: {', '.join(gone)}", "dim")] if gone else []
    notes += [cell(f"{name} is damaged: {sound.problems[name]}") for name in gone if name in sound.problems]
    return Group(table, *([Text()] if reasons else []), *reasons, *notes)


def _table_of_policies(names: Sequence[str], *columns: str) -> Table:
    """A table whose first column holds the ids, whole, so that they can be copied."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("policy", no_wrap=max(map(len, names), default=0) <= _WIDEST_ID, overflow="fold")
    for column in columns:
        table.add_column(column)
    return table


def _records(history: History | None) -> tuple[Record, ...]:
    return history.records if history else ()


def state_of(status: PolicyStatus | None) -> tuple[str, str]:
    """One word for a policy's state, and the reason where it is not well."""
    if status is None or status.checked_at is None:
        return "new", "not checked yet"
    if status.failures:
        often = "once" if status.failures == 1 else f"{status.failures} times in a row"
        return "failed", f"failed {often}; {status.failure}"
    if status.held is not None:
        return "held", f"held: {status.held.reason} ({_times(status.held.checks)} since {status.held.since:%Y-%m-%d})"
    return "ok", ""


def _times(number: int) -> str:
    return "seen once" if number == 1 else f"seen {number} times"


def outline(document: Document) -> RenderableType:
    """The sections of a text with their lines."""
    table = Table("lines", "section", box=None, pad_edge=False, header_style="bold")
    for section in document.sections:
        name = "  " * len(section.path) + (section.heading or "(before the first heading)")
        table.add_row(f"{section.start_line}-{section.end_line}", cell(name))
    return table


def _notice(record: Record) -> Text:
    if promise_unread(record.notice, record.rule):
        return cell("not read", STYLE["nothing_promised"])
    return cell(record.notice.verdict.replace("_", " "), STYLE[record.notice.verdict])


def log_table(records: Sequence[Record]) -> RenderableType:
    """The changes of a policy, newest first."""
    table = Table("seen", "verdict", "notice", box=None, pad_edge=False, header_style="bold")
    table.add_column("change", no_wrap=True, overflow="fold")  # to be copied whole; "min_width" would crop "what"
    table.add_column("what")
    for record in reversed(records):
        verdict = _verdict(record.change.verdict, told=record.told)
        table.add_row(
            f"{record.seen.first_with:%Y-%m-%d}",
            cell(verdict, STYLE[verdict]),
            _notice(record),
            cell(record.id),
            cell(record.change.summary),
        )
    return table


def change_view(change: Change, *, words: bool = True, told: bool = False) -> RenderableType:
    """A change for reading: the answer, its reasons, then the sections that differ with their redlines.

    `told` says that it is one on record which people were told of.
    """
    verdict = _verdict(change.verdict, told=told)
    parts: list[RenderableType] = [Text.assemble((verdict, STYLE[verdict]), "  ", cell(change.summary))]
    dated = "effective_date" in change.categories  # dates that did not move say nothing of this change
    dates = [("takes effect", change.effective_on), ("last updated", change.updated_on)] if dated else []
    parts += [Text(f"{name} {day.isoformat()}", style="dim") for name, day in dates if day]
    if change.truncated:
        parts.append(Text("The texts differ too much for an exact redline; this one is coarser.", style="yellow"))
    if change.findings:
        table = Table("weight", "rule", "section", "why", box=None, pad_edge=False, header_style="bold")
        for finding in change.findings:
            table.add_row(
                cell(finding.weight, STYLE[finding.weight]),
                cell(finding.rule),
                cell(finding.section),
                cell(finding.why),
            )
        parts += [Text(), table]
    for section in change.sections:
        if section.kind == "unchanged":
            continue
        names = " + ".join(ref.heading or "(start)" for ref in section.before or section.after)
        target = " + ".join(ref.heading or "(start)" for ref in section.after)
        title = names if names == target or not section.before or not section.after else f"{names} → {target}"
        if section.kind == "moved":
            title += f" (from {_places(section.before)} to {_places(section.after)})"
        counts = f"+{section.words_added} -{section.words_removed} words"
        parts += [Text(), Text.assemble((section.kind, "bold"), "  ", cell(title, "bold"), "  ", (counts, "dim"))]
        if words:
            parts.append(redline_text(section.redline))
    return Group(*parts)


def _places(refs: Sequence[SectionRef]) -> str:
    """Where sections stand, by line and by the section around them."""
    return ", ".join(f"line {ref.start_line}" + (f' in "{ref.path[-1]}"' if ref.path else "") for ref in refs)


_CONTEXT = 160  # characters of equal text kept on each side of a difference


def redline_text(redline: Redline) -> Text:
    """A redline in colours and marks: [-removed-] {+added+}, long equal stretches cut short between words."""
    text = Text()
    for number, (op, words) in enumerate(redline):
        match op:
            case "delete":
                _mark(text, words, "[-", "-]", "red", "red strike")
            case "insert":
                _mark(text, words, "{+", "+}", "green", "green")
            case "equal":
                text.append(_shortened(cell(words), first=number == 0, last=number == len(redline) - 1))
    return text


def _mark(text: Text, words: str, begin: str, end: str, bracket: str, style: str) -> None:
    """The words between marks, the white space around them outside."""
    said = words.strip()
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :] if said else ""
    text.append(before).append(begin, bracket).append(cell(said, style)).append(end, bracket).append(after)


def _shortened(text: Text, *, first: bool, last: bool) -> Text:
    head = 0 if first else _CONTEXT
    tail = 0 if last else _CONTEXT
    if len(text) <= head + tail + 5:
        return text
    words = text.plain
    if head and (space := words.rfind(" ", 0, head)) > 0:
        head = space
    start = len(words) - tail
    if tail and 0 < (space := words.find(" ", start)) < len(words) - 1:
        start = space + 1
    return Text.assemble(text[:head] if head else "", (" […] ", "dim"), text[start:] if tail else "")
