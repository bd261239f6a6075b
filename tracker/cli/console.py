"""What all commands share: the clock, the folder, the consoles, JSON output, and words for the operator."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.text import Text

from tracker.cli.terminal import escaped, gated, on_github, safe, safe_json
from tracker.errors import InputError

output = gated()
errors = gated(stderr=True)

Root = Annotated[
    Path,
    typer.Option("--root", "-C", help="The folder with policies.toml, snapshots/ and feeds/.", envvar="TRACKER_ROOT"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Now = Annotated[
    str | None, typer.Option("--now", help="Pretend it is this time (ISO 8601), for replays.", metavar="TIME")
]
HERE = Path()
_FIRST_YEAR, _LAST_YEAR = 1971, 9000  # git counts from 1970; dates end with 9999


def clock() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def moment(text: str | None) -> datetime:
    """The time given with `--now`, or the clock's; a time without a zone is UTC."""
    if text is None:
        return clock()
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--now {text!r} is not a time; write it like 2027-03-01T06:00:00+00:00.") from error
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        raise InputError(f"--now {text!r} is no year that a policy could be checked in.")
    return when if when.tzinfo else when.replace(tzinfo=ZoneInfo("UTC"))


def day(text: str | None, option: str) -> date | None:
    """The day given with an option, if any."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option} {text!r} is not a date; write it like 2027-03-01.") from error


def print_json(data: dict[str, Any] | list[Any]) -> None:
    """Print data as JSON, and nothing else on standard output."""
    typer.echo(safe_json(json.dumps(data, ensure_ascii=False, indent=2)))


def note(message: str) -> None:
    """A line on standard error, as it is: no markup."""
    errors.print(message, markup=False, highlight=False, soft_wrap=True)


def warn(message: str) -> None:
    """A warning; on GitHub Actions it appears on the run's page."""
    if on_github():
        typer.echo(f"::warning::{escaped(message)}", err=True)
    else:
        note(f"warning: {message}")


def fail(message: str) -> None:
    """Why the program stops; on GitHub Actions it appears on the run's page, where nobody has to open the log."""
    if on_github():
        typer.echo(f"::error::{escaped(message)}", err=True)
    else:
        errors.print("[bold red]tracker:[/] ", end="")
        note(message)


def cell(text: str, style: str = "") -> Text:
    """A table cell: text of a page is never read as markup."""
    return Text(safe(text), style=style)
