"""status, show, log, reprocess: what the repository holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from tracker.archive import Archive
from tracker.cli.advice import next_steps
from tracker.cli.console import HERE, AsJson, Now, Root, cell, moment, output, print_json, warn
from tracker.cli.tables import change_view, log_table, outline, state_of, status_table
from tracker.declare import load
from tracker.errors import InputError
from tracker.model import History
from tracker.model.wording import notice_sentences, rule_sentences
from tracker.pipeline import read
from tracker.run import reprocess as reread
from tracker.run import stands
from tracker.run.sound import sound_histories


def status(root: Root = HERE, as_json: AsJson = False) -> None:
    """Say of every policy when it was last checked, when it last changed, and what is wrong.

    Example: `tracker status`
    """
    project, archive = load(root), Archive.open(root)
    sound, kept = sound_histories(archive), archive.state()
    for line in next_steps(project):
        warn(line)
    if as_json:
        print_json({**kept.status.to_dict(), "damaged": {**sound.problems, **kept.damaged}})
    else:
        output.print(status_table(project, kept.status, sound))
        for line in kept.damaged.values():
            warn(line)


def history_of(root: Path, policy: str) -> History:
    """The files of a policy, or an error that names those there are."""
    archive = Archive.open(root)
    history = archive.history(policy) if policy in archive.policies() else None
    if history is None:
        checked = archive.state().status.policies.get(policy)
        if checked is not None and checked.checked_at is not None:
            raise InputError(f"No version of {policy!r} is on file yet. At its last check: {state_of(checked)[1]}")
        of = next((name for name in archive.policies() if policy in archive.change_ids(name)), None)
        if of is not None:
            raise InputError(f"{policy!r} is a change of {of}: `tracker show {of} --change {policy}` shows it.")
        known = ", ".join(archive.policies()) or "none yet: call `tracker run`"
        raise InputError(f"No version of {policy!r} is on file. On file: {known}.")
    return history


def show(
    policy: str,
    root: Root = HERE,
    change: Annotated[str | None, typer.Option("--change", help="Show this change (id or its beginning).")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a policy as it stands: source, dates, outline and notice rule; or one of its changes in full.

    Example: `tracker show acme-privacy`
    """
    history = history_of(root, policy)
    if change is not None:
        found = [record for record in history.records if record.id.startswith(change)]
        if len(found) != 1:
            raise InputError(
                f"{len(found)} changes of {policy} begin with {change!r}; `tracker log {policy}` lists them."
            )
        if as_json:
            print_json(found[0].to_dict())
            return
        output.print(change_view(found[0].change, told=found[0].told))
        stood = stands(history, load(root), Archive.open(root).outbox()).get(found[0].id, found[0].notice)
        for line in notice_sentences(stood, found[0].rule):
            output.print(cell(line))
        return
    reading = read(history.markdown)
    if as_json:
        print_json(
            {
                "schema": "tracker/show@1",
                "snapshot": history.snapshot.to_dict(),
                "dates": reading.dates.to_dict(),
                "rule": history.rule.to_dict(),
            }
        )
        return
    info = history.snapshot
    output.print(Text.assemble((info.policy.service, "bold"), "  ", cell(info.policy.name)))
    for page in info.pages:
        output.print(cell(page.url, "dim"))
    state, detail = state_of(Archive.open(root).status().policies.get(policy))
    if policy not in {declared.id for declared in load(root).policies}:
        state, detail = "no longer followed", ""
    output.print(cell(detail or state), cell(f"version of {info.fetched_at:%Y-%m-%d %H:%M}", "dim"))
    if reading.dates.effective_on or reading.dates.updated_on:
        output.print(f"effective {reading.dates.effective_on or '-'}, last updated {reading.dates.updated_on or '-'}")
    output.print(outline(reading.document))
    for line in rule_sentences(history.rule):
        output.print(cell(line))


def log(
    policy: str,
    root: Root = HERE,
    every: Annotated[bool, typer.Option("--all", help="Show noise too, which nobody is told of.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the changes of a policy, newest first, with verdict and notice verdict.

    Example: `tracker log acme-privacy`
    """
    records = [record for record in history_of(root, policy).records if every or record.told]
    if as_json:
        print_json([record.to_dict() for record in reversed(records)])
    else:
        output.print(log_table(records) if records else cell(f"{policy}: no change seen yet"))


def reprocess(root: Root = HERE, now: Now = None, as_json: AsJson = False) -> None:
    """Read every stored snapshot again with today's program and declarations; technical commits, nobody is told.

    Example: `tracker reprocess`
    """
    names = reread(root, now=moment(now))
    if as_json:
        print_json({"schema": "tracker/reprocess@1", "refreshed": list(names)})
    else:
        output.print(f"{len(names)} refreshed" + (f": {', '.join(names)}" if names else ""), highlight=False)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (status, show, log, reprocess):
        app.command()(command)
