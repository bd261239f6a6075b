"""import, backfill: versions from before the first check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.console import HERE, AsJson, Now, Root, clock, day, moment, note, output, print_json
from tracker.errors import InputError
from tracker.run import ARCHIVE, EarlierReport, Wanted, archived_captures, bring_in, dated_captures, followed


def import_(
    policy: str,
    source: Annotated[Path, typer.Argument(help="A folder, zip or tar of files named like 2024-05-01.html.")],
    root: Root = HERE,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Bring in dated captures that you have as the history of a declared policy that has none yet; tells nobody.

    Example: `tracker import acme-privacy captures/`
    """
    declared, _ = followed(root, policy)
    if len(declared.urls) > 1:
        raise InputError(f"{policy} has {len(declared.urls)} pages, but a dated file holds one; declare one address.")
    captures = dated_captures(source, (declared.urls or (f"file:{declared.file}",))[0])
    _show(bring_in(root, policy, captures, now=moment(now)), as_json=as_json)


def backfill(
    policy: str,
    root: Root = HERE,
    first: Annotated[str | None, typer.Option("--from", help="The first day (ISO).")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last day (ISO).")] = None,
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="At most so many captures, spread evenly.")] = 50,
    archive: Annotated[str, typer.Option(help="The web archive to ask.")] = ARCHIVE,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Bring in a declared policy's earlier captures from a web archive, before its first run; tells nobody.

    Example: `tracker backfill acme-privacy --from 2022-01-01`
    """
    declared, settings = followed(root, policy)
    if not archive.startswith(("http://", "https://")):
        raise InputError(f"--archive {archive!r} is no web address.")
    captures = archived_captures(
        declared,
        settings,
        Wanted(day(first, "--from"), day(last, "--to"), most),
        clock=clock,
        environ=os.environ,
        progress=note,
        archive=archive.rstrip("/"),
    )
    _show(bring_in(root, policy, captures, now=moment(now)), as_json=as_json)


def _show(report: EarlierReport, *, as_json: bool) -> None:
    if as_json:
        print_json(report.to_dict())
        return
    counts = {**report.versions, "unchanged": report.unchanged, "passed over": len(report.passed_over)}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    output.print(f"{report.read} captures read: {told or 'no version'}", markup=False, highlight=False)
    for line in report.passed_over:
        output.print(f"  passed over {line}", markup=False, highlight=False)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(import_)
    app.command()(backfill)
