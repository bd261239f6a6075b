"""init, add, demo: a new repository, a new policy, a story that shows what the program does."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from tracker.archive import ATTRIBUTES, create_repository
from tracker.cli.console import HERE, Root, cell, errors, output
from tracker.cli.tables import outline
from tracker.cli.text_commands import page_of
from tracker.declare import add_entry, load_text
from tracker.errors import InputError
from tracker.model.wording import rule_sentences
from tracker.pipeline import read

_KINDS = {
    "cookie": "cookies",
    "sub-processor": "subprocessors",
    "subprocessor": "subprocessors",
    "processing": "dpa",
    "guideline": "guidelines",
    "privacy": "privacy",
    "datenschutz": "privacy",
    "confidentialit": "privacy",
    "terms": "terms",
    "conditions": "terms",
}


def init(folder: Annotated[Path, typer.Argument(help="The folder; made where it does not exist.")] = HERE) -> None:
    """Make a repository that follows policies: policies.toml, the scheduled workflow, .gitattributes, .gitignore.

    Existing files are left alone. Example: `tracker init my-policies`
    """
    folder.mkdir(parents=True, exist_ok=True)
    create_repository(folder)
    start = resources.files("tracker") / "templates" / "start"
    files = {
        "policies.toml": (start / "policies.toml").read_text("utf8"),
        ".github/workflows/track.yml": (start / "track.yml").read_text("utf8"),
        ".gitignore": (start / "gitignore").read_text("utf8"),
        ".gitattributes": ATTRIBUTES,
    }
    for name, text in files.items():
        path = folder / name
        if path.exists():
            output.print(f"kept   {path}", markup=False, highlight=False)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
        output.print(f"wrote  {path}", markup=False, highlight=False)
    output.print(f"Next: `tracker add URL` in {folder.resolve()}, then `tracker run`.", markup=False, highlight=False)


def add(
    url: str,
    root: Root = HERE,
    name: Annotated[str | None, typer.Option("--id", help="The id; made from service and kind otherwise.")] = None,
    service: Annotated[str | None, typer.Option(help="The company or product.")] = None,
    kind: Annotated[str | None, typer.Option(help="privacy, terms, cookies, dpa, subprocessors, guidelines.")] = None,
    private: Annotated[bool, typer.Option("--allow-private", help="Allow addresses of private networks.")] = False,
) -> None:
    """Fetch a page, show what was read of it, and write its entry to policies.toml; comments there are kept.

    Example: `tracker add https://example.com/privacy`
    """
    path = root / "policies.toml"
    if not path.is_file():
        raise InputError(f"{path} does not exist: call `tracker init` first.")
    got = page_of(url, private=private)
    reading = read(got.markdown)
    host = (urlsplit(url).hostname or "site").removeprefix("www.")
    label = service or host.split(".")[0].capitalize()
    sort = kind or guess_kind(f"{got.title or ''} {url}")
    slug = name or f"{_slug(label)}-{sort}"
    title = {"dpa": "Data processing agreement", "subprocessors": "Sub-processors"}.get(
        sort, f"{sort.capitalize()} policy"
    )
    title = "Terms" if sort == "terms" else "Policy" if sort == "other" else title
    text = add_entry(path.read_text("utf8"), {"id": slug, "name": title, "service": label, "kind": sort, "url": url})
    load_text(text, root)
    output.print(cell(got.title or url, "bold"))
    output.print(outline(reading.document))
    for line in rule_sentences(reading.rule):
        output.print(cell(line))
    for problem in got.problems:
        errors.print(f"note: {problem}", markup=False, highlight=False)
    path.write_text(text, "utf8")
    output.print(f"added {slug} to {path}; `tracker run` records its first version", markup=False, highlight=False)


def guess_kind(words: str) -> str:
    """The kind of a policy from its title and address; `other` where neither tells."""
    folded = words.casefold()
    return next((kind for sign, kind in _KINDS.items() if sign in folded), "other")


def _slug(label: str) -> str:
    return "-".join(
        "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in label.lower()).split()
    )


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
