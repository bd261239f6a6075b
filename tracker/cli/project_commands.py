"""init, demo: a new repository, a story that shows what the program does; `add` stands in a module of its own."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from tracker.archive import ATTRIBUTES, create_repository, repository_top
from tracker.cli.add_command import add
from tracker.cli.console import HERE, output
from tracker.errors import InputError

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}")


def init(folder: Annotated[Path, typer.Argument(help="The folder; made where it does not exist.")] = HERE) -> None:
    """Make a repository that follows policies: policies.toml, the scheduled workflow, .gitattributes, .gitignore.

    In a folder of a repository, the workflow goes to the repository's top, where GitHub looks for it. Existing files
    are left alone. Example: `tracker init my-policies`
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made a folder: {error.strerror}.") from error
    create_repository(folder)
    start = resources.files("tracker") / "templates" / "start"
    folder, top = folder.resolve(), repository_top(folder).resolve()
    workflow = top / ".github/workflows/track.yml"  # GitHub reads workflows at the top of a repository only
    files = {
        folder / "policies.toml": (start / "policies.toml").read_text("utf8"),
        workflow: _workflow((start / "track.yml").read_text("utf8"), folder.relative_to(top).as_posix()),
        folder / ".gitignore": (start / "gitignore").read_text("utf8"),
        folder / ".gitattributes": ATTRIBUTES,
    }
    for path, text in files.items():
        if path.exists():
            _say(f"kept   {path}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
        _say(f"wrote  {path}")
    _say(f"Next: `tracker add URL` in {folder}, then `tracker run`.")
    _say(f"Before GitHub can do it on a schedule: name the tracker to install under POLICY_TRACKER in {workflow}.")


def _say(line: str) -> None:
    output.print(line, markup=False, highlight=False, soft_wrap=True)


def _workflow(text: str, inside: str) -> str:
    """The scheduled workflow; `inside` is the folder of the repository that the tracker works in, `.` for its top."""
    if inside == ".":
        return text
    if not _PLAIN.fullmatch(inside):
        raise InputError(f"{inside} is a folder that a workflow cannot name safely; use letters, digits, . _ - and /.")
    text = text.replace("path: snapshots/", f"path: {inside}/snapshots/").replace(
        "path: feeds", f"path: {inside}/feeds"
    )
    return text.replace("\nenv:\n", f'\nenv:\n  TRACKER_ROOT: "{inside}"\n', 1)


def demo(
    folder: Annotated[Path, typer.Argument(help="A new folder for the story's repository.")] = Path("demo"),
) -> None:
    """Play a built-in story of invented companies over several dates: real server, git, feeds, pages and mails.

    Needs no network. Example: `tracker demo /tmp/story`
    """
    from tracker.demo import show_story  # noqa: PLC0415 (the story and its pages are loaded only when played)

    raise typer.Exit(show_story(folder))


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (init, add, demo):
        app.command()(command)
