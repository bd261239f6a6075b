"""extract, diff, notice, check: the engine on texts, with or without a repository."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.text import Text

from tracker.archive import Archive
from tracker.cli.archive_commands import history_of
from tracker.cli.checks import RENDER, Format
from tracker.cli.console import HERE, AsJson, Now, Root, cell, clock, day, moment, note, output, print_json
from tracker.cli.days import texts_on
from tracker.cli.pages import IgnoreRobots, Private, body_of, page_of, text_of
from tracker.cli.tables import STYLE, change_view, duty_in_words, log_table, outline
from tracker.cli.terminal import safe
from tracker.declare import load
from tracker.declare.checks import country as valid_country
from tracker.errors import InputError
from tracker.model import SCALE, Change, History, NoticeRule, Record
from tracker.model.baseline import NOT_ADVICE, BaselineVerdict, baselines
from tracker.model.choice import deadlines
from tracker.model.phrase import day_of
from tracker.model.wording import deadline_in_words, rule_sentences
from tracker.notice.baselines import would_apply
from tracker.pipeline import baseline_verdicts, compare, read, read_notice_rule
from tracker.pipeline import check as check_texts
from tracker.publish import comparison_markdown, comparison_page
from tracker.run import owed_notices, stands

VERDICT_CODES = dict(zip(SCALE, (0, 10, 11, 12), strict=True))


def extract(
    source: Annotated[str, typer.Argument(help="A file or an http(s) address.")],
    show_outline: Annotated[bool, typer.Option("--outline", help="Show the sections instead of the text.")] = False,
    private: Private = False,
    ignore_robots: IgnoreRobots = False,
    as_json: AsJson = False,
) -> None:
    """Read a page as the tracker reads it and print its Markdown; what was doubtful goes to standard error.

    Example: `tracker extract https://example.com/privacy --outline`
    """
    got = page_of(source, private=private, ignore_robots=ignore_robots)
    if as_json:
        print_json(got.to_dict())
        return
    if show_outline:
        output.print(outline(read(got.markdown).document))
    else:
        typer.echo(safe(got.markdown), nl=False)
    for problem in got.problems:
        note(f"note: {problem}")


def diff(
    old: Annotated[str, typer.Argument(help="A policy's id, or the older file.")],
    new: Annotated[Path | None, typer.Argument(help="The newer file.")] = None,
    root: Root = HERE,
    first: Annotated[
        str | None, typer.Option("--from", help="A policy as it stood at the end of this day (ISO).")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="And of this day; today otherwise.")] = None,
    words: Annotated[bool, typer.Option("--words/--no-words", help="Show the redlines.")] = True,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page to this file instead.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown, for a pull request.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit 0 noise, 10 editorial, 11 minor, 12 material.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare two files, or a policy on two days, section by section; or show a policy's last told change.

    Example: `tracker diff acme-privacy --from 2027-01-01`
    """
    told = new is None and first is None
    if new is not None:
        change, names = compare(text_of(Path(old)), text_of(new)), (Path(old).name, new.name)
    elif (since := day(first, "--from")) is not None:
        change = compare(*texts_on(root, old, since, day(last, "--to")))
        names = f"{old} on {first}", f"{old} on {last or 'the last check'}"
    else:
        change, names = _last_change(root, old), (f"{old} before its last change", old)
    if as_json:
        print_json(change.to_dict())
    elif html is not None:
        _write(html, comparison_page(change, *names))
        note(f"wrote {html}")
    elif markdown:
        typer.echo(safe(comparison_markdown(change)), nl=False)
    else:
        output.print(change_view(change, words=words, told=told))
    raise typer.Exit(VERDICT_CODES[change.verdict] if exit_code else 0)


def _write(path: Path, page: bytes) -> None:
    try:
        path.write_bytes(page)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error


def _last_change(root: Path, policy: str) -> Change:
    told = [record for record in history_of(root, policy).records if record.told]
    if not told:
        raise InputError(f"{policy} has not changed yet; to compare files, name two of them.")
    return told[-1].change


def notice(
    source: Annotated[str, typer.Argument(help="A policy's id, or a file.")],
    root: Root = HERE,
    laws: Annotated[bool, typer.Option("--laws", help="Name the laws that would apply if declared.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say what a policy promises about telling people of its changes, what each change was held to, and what is owed.

    Example: `tracker notice acme-privacy`
    """
    if Path(source).is_file():
        _show_rule(read_notice_rule(text_of(Path(source))), as_json=as_json)
        return
    history = history_of(root, source)
    outbox = Archive.open(root).outbox()
    project = load(root)
    stood = stands(history, project, outbox)
    told = [record for record in history.records if record.told]
    verdicts = {record.id: stood.get(record.id, record.notice) for record in told}
    judged = baseline_verdicts(history)
    owed = owed_notices(history, project, outbox, moment(now))
    if as_json:
        print_json(
            {
                **history.rule.to_dict(),
                "record": [{"change": name, **verdict.to_dict()} for name, verdict in verdicts.items()],
                "baselines": {name: [law.to_dict() for law in verdicts] for name, verdicts in judged.items()},
                "duties": [duty.to_dict() for duty in owed],
            }
        )
        return
    _show_rule(history.rule, as_json=False)
    if told:
        stood_records = [replace(record, notice=verdicts[record.id]) for record in told]
        output.print(log_table(stood_records))
        _show_deadlines(stood_records, moment(now))
    for duty in owed:
        output.print(cell(duty_in_words(duty)))
    _show_laws(judged)
    if laws:
        _show_other_laws(history)
    if laws or judged:
        output.print(cell(NOT_ADVICE, "dim"))


def _show_deadlines(records: Sequence[Record], at: datetime) -> None:
    """Until when readers can still do something about a change."""
    for record in records:
        today = day_of(at, record.policy.timezone)
        if any(end.before > today for end in deadlines(record)):
            output.print(cell(f"{record.id}: {deadline_in_words(record)}"))


def _show_laws(laws: Mapping[str, Sequence[BaselineVerdict]]) -> None:
    """What declared laws ask for, change by change."""
    for name, judged in laws.items():
        for law in judged:
            output.print(
                Text.assemble(cell(name, "dim"), "  ", cell(law.verdict.replace("_", " "), STYLE[law.verdict]))
            )
            for reason in law.reasons:
                output.print(cell(f"  {reason}"))


def _show_other_laws(history: History) -> None:
    """Which others are about such a document, if they bind the company."""
    policy = history.snapshot.policy
    others = [law.id for law in would_apply(policy.kind, policy.applies)]
    if others:
        output.print(cell(f"Would apply if declared: {', '.join(others)} (docs/baselines.md).", "dim"))


def _show_rule(rule: NoticeRule, *, as_json: bool) -> None:
    if as_json:
        print_json(rule.to_dict())
        return
    for line in rule_sentences(rule):
        output.print(cell(line))
    for clause in rule.clauses:
        output.print(cell(f"  > {clause}", "italic"))
    for other in rule.linked:
        for clause, span in zip(other.clauses, other.spans, strict=False):
            output.print(cell(f"  > {other.policy}, line {span.line}: {clause}", "italic"))


def check(
    old: Annotated[Path, typer.Argument(help="The text in force.")],
    new: Annotated[Path, typer.Argument(help="The text to come.")],
    rule: Annotated[Path | None, typer.Option("--rule", help="A notice rule as JSON that overrides the text.")] = None,
    effective: Annotated[str | None, typer.Option("--effective", help="When it takes effect (ISO).")] = None,
    applies: Annotated[
        list[str] | None,
        typer.Option("--applies", help="A legal baseline that binds you (docs/baselines.md); repeatable."),
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Whose holidays are no business days (DE).")] = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option("--with", help="Your other document whose promises hold for this text too; repeatable."),
    ] = None,
    today: Annotated[str | None, typer.Option("--today", help="The day notice goes out (ISO; today).")] = None,
    form: Annotated[Format, typer.Option("--format", help="text, markdown, github or json.")] = Format.text,
) -> None:
    """A publisher's gate: is the change material, what does the old text promise, is the date late enough?

    Exits 1 where the new text would break the promise, weakens it, or cannot be judged.
    Example: `tracker check old.md new.md`
    """
    given = _rule(rule) if rule else None
    found = check_texts(
        text_of(old),
        text_of(new),
        today=day(today, "--today") or clock().date(),
        effective=day(effective, "--effective"),
        rule=given,
        applies=_known_baselines(applies or ()),
        country=_known_country(country),
        others={path.name: text_of(path) for path in beside or ()},
    )
    typer.echo(RENDER[form](found, new))
    raise typer.Exit(0 if found.ready else 1)


def _known_baselines(names: Collection[str]) -> Collection[str]:
    known = [baseline.id for baseline in baselines()]
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise InputError(f"No legal baseline is called {', '.join(unknown)}; there are {', '.join(known)}.")
    return names


def _known_country(name: str | None) -> str | None:
    try:
        return valid_country(name) if name else None
    except ValueError as error:
        raise InputError(f"--country {name!r} {error}.") from error


def _rule(path: Path) -> NoticeRule:
    try:
        data = json.loads(body_of(path))
        return NoticeRule.from_dict(data)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        wrong = f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
    except (ValueError, RecursionError) as error:
        wrong = f"it is not JSON, {error}"
    except AttributeError:
        wrong = "it is no JSON object"
    raise InputError(f"{path} holds no notice rule as `tracker notice FILE --json` prints it ({wrong}).")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (extract, diff, notice, check):
        app.command()(command)
