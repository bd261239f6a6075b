"""init, add, demo: a new repository, a new policy, a story that shows what the program does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer
from rich.table import Table

from tracker.archive import ATTRIBUTES, create_repository, repository_top
from tracker.cli.console import HERE, Root, cell, note, output
from tracker.cli.tables import outline
from tracker.cli.text_commands import fetch_page
from tracker.declare import add_entry, load, load_text
from tracker.doubt import hardly_a_policy, not_a_policy
from tracker.errors import InputError
from tracker.extract import extract
from tracker.find import PolicyLink, kind_of, kind_of_path, policy_links
from tracker.model import Extraction, PolicyKind
from tracker.model.wording import rule_sentences
from tracker.pipeline import read

_NAMES: dict[PolicyKind, str] = {
    "privacy": "Privacy policy",
    "terms": "Terms",
    "cookies": "Cookie policy",
    "dpa": "Data processing agreement",
    "subprocessors": "Sub-processors",
    "guidelines": "Guidelines",
    "other": "Policy",
}


_MOST_OFFERED = 20  # links; a page of a company that has more is a list of documents
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


def add(
    url: str,
    root: Root = HERE,
    name: Annotated[str | None, typer.Option("--id", help="The id; made from service and kind otherwise.")] = None,
    service: Annotated[str | None, typer.Option(help="The company or product; made from the host otherwise.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"One of {', '.join(_NAMES)}.")] = None,
    private: Annotated[bool, typer.Option("--allow-private", help="Allow addresses of private networks.")] = False,
) -> None:
    """Fetch a page, show what was read of it, and write its entry to policies.toml; comments there are kept.

    A home page is answered with the policies that it links to. Example: `tracker add https://example.com/privacy`
    """
    path = root / "policies.toml"
    if not path.is_file():
        raise InputError(f"{path} does not exist: call `tracker init` first.")
    page = fetch_page(url, private=private)
    got = extract(page.body, media_type=page.media_type, url=page.url)
    reading = read(got.markdown)
    links = policy_links(page.body, page.url)
    no_policy = not_a_policy(reading.document)
    unlike = hardly_a_policy(reading.document)
    if kind is None and links and (no_policy or unlike or _kind(got, page.url) is None):
        _offer(links, url)
    if no_policy:
        raise InputError(
            f"{url} was read, but holds no policy. {no_policy} `tracker extract {url}` shows what was read."
        )
    if kind is None and unlike:
        raise InputError(
            f"{url} was read, but does not look like a policy. {unlike} `tracker extract {url}` shows what was read. "
            "If it is one, add --kind, such as --kind terms."
        )
    entry = _entry(url, got, name=name, service=service, kind=kind)
    text = add_entry(path.read_text("utf8"), entry)
    load_text(text, root)
    output.print(cell(got.title or url, "bold"))
    output.print(outline(reading.document))
    for line in rule_sentences(reading.rule):
        output.print(cell(line))
    for problem in got.problems:
        note(f"note: {problem}")
    path.write_text(text, "utf8")
    said = f"added {entry['id']} to {path}; `tracker run` records its first version"
    output.print(said, markup=False, highlight=False)
    if private and not load(root).settings.allow_private_addresses:
        note(
            "note: `tracker run` fetches it only with allow_private_addresses = true under [tracker] in policies.toml."
        )


def _offer(links: Sequence[PolicyLink], url: str) -> NoReturn:
    """The answer to a page that is no policy itself but links to some."""
    table = Table("kind", "text", box=None, pad_edge=False, header_style="bold")
    table.add_column("address", overflow="fold")  # to be copied whole
    for link in links[:_MOST_OFFERED]:
        table.add_row(link.kind, cell(link.text), cell(link.url))
    output.print(table)
    if hosts := sorted({link.elsewhere for link in links[:_MOST_OFFERED]} - {""}):
        note(f"note: on another site, so look whether it is the same company's: {', '.join(hosts)}")
    raise InputError(
        f"{url} does not look like a policy, but links to these: call `tracker add` with one of them. "
        "If it is one itself, add --kind, such as --kind terms."
    )


def _entry(url: str, got: Extraction, *, name: str | None, service: str | None, kind: str | None) -> dict[str, str]:
    """The declaration of a page, guessed where nothing was said."""
    host = (urlsplit(url).hostname or "site").removeprefix("www.")
    label = service or host.split(".")[0].capitalize()
    sort = kind or _kind(got, url) or "other"
    title = next((words for known, words in _NAMES.items() if known == sort), "Policy")
    return {"id": name or f"{_slug(label)}-{sort}", "name": title, "service": label, "kind": sort, "url": url}


def _kind(got: Extraction, url: str) -> PolicyKind | None:
    """The kind of policy that a page's title names, else its address."""
    return kind_of(got.title or "") or kind_of_path(urlsplit(url).path)


def _slug(label: str) -> str:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in label.lower())
    return "-".join(kept.split()) or "policy"


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
