"""add: read a page, show what was understood, and declare it; a home page is answered with its policies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer
from rich.table import Table

from tracker.cli.console import HERE, Root, cell, note, output
from tracker.cli.pages import IgnoreRobots, Private, allowing, fetch_page, read_page
from tracker.cli.tables import outline
from tracker.declare import add_entry, load, load_text
from tracker.doubt import hardly_a_policy, not_a_policy
from tracker.errors import InputError
from tracker.find import PolicyLink, kind_of, kind_of_path, policy_links, site_of
from tracker.model import Declaration, Document, Extraction, Page, PolicyKind, plain
from tracker.model.wording import rule_sentences
from tracker.model.words import visible_words
from tracker.pipeline import read

NAMES: dict[PolicyKind, str] = {
    "privacy": "Privacy policy",
    "terms": "Terms",
    "cookies": "Cookie policy",
    "dpa": "Data processing agreement",
    "subprocessors": "Sub-processors",
    "guidelines": "Guidelines",
    "other": "Policy",
}
_PARTS = re.compile(r"\s[|–—:·-]\s")  # of a title: the document, the company
_FEWEST, _MOST = 2, 8  # words of a name: "Terms" says less than the name that its kind has here
_MOST_OFFERED = 20  # links; a page of a company that has more is a list of documents


def add(
    url: str,
    root: Root = HERE,
    name: Annotated[str | None, typer.Option("--id", help="The id; made from service and kind otherwise.")] = None,
    service: Annotated[str | None, typer.Option(help="The company or product; made from the host otherwise.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"One of {', '.join(NAMES)}.")] = None,
    private: Private = False,
    ignore_robots: IgnoreRobots = False,
) -> None:
    """Fetch a page, show what was read of it, and write its entry to policies.toml; comments there are kept.

    A home page is answered with the policies that it links to. Example: `tracker add https://example.com/privacy`
    """
    path = root / "policies.toml"
    if not path.is_file():
        raise InputError(f"{path} does not exist: call `tracker init` first.")
    project = load(root)
    page = fetch_page(url, allowing(project.settings, private=private), ignore_robots=ignore_robots)
    for policy in project.policies:
        if {url, page.url} & set(policy.urls):
            raise InputError(f"{url} is followed already, as {policy.id}; `tracker show {policy.id}` shows it.")
    got = read_page(page)
    reading = read(got.markdown)
    guessed = _kind(got, reading.document, page.url)
    _refuse_others(page, reading.document, url, known=kind is not None, named=guessed is not None)
    entry = _entry(url, project.policies, name=name, service=service, kind=kind or guessed or "other")
    entry["name"] = _title(got, reading.document, entry["kind"]) or entry["name"]
    text = add_entry(path.read_text("utf8"), {**entry, "ignore_robots": True} if ignore_robots else entry)
    load_text(text, root)
    output.print(cell(got.title or url, "bold"))
    output.print(cell(_figures(got, reading.document), "dim"))
    output.print(outline(reading.document))
    for line in rule_sentences(reading.rule):
        output.print(cell(line))
    path.write_text(text, "utf8")
    for line in _notes(page, got, url):
        note(f"note: {line}")
    output.print(cell(f"added {entry['id']} to {path}; `tracker run` records its first version"), soft_wrap=True)
    if private and not project.settings.allow_private_addresses:
        note(
            "note: `tracker run` fetches it only with allow_private_addresses = true under [tracker] in policies.toml."
        )


def _refuse_others(page: Page, document: Document, url: str, *, known: bool, named: bool) -> None:
    """End here where the page is no policy, or only leads to some; `known` is a person's word that it is one.

    Raises:
        InputError: it says what to try.
    """
    reason = not_a_policy(document)
    unlike = None if known else hardly_a_policy(document)
    links = policy_links(page.body, page.url) if reason or unlike or not (known or named) else ()
    if links:
        _offer(links, url)
    seen = f"`tracker extract {url}` shows what was read."
    if reason:
        raise InputError(f"{url} was read, but holds no policy. {reason} {seen}")
    if unlike:
        raise InputError(
            f"{url} was read, but does not look like a policy. {unlike} {seen} "
            "If it is one all the same, add --kind, such as --kind terms."
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


def _kind(got: Extraction, document: Document, url: str) -> PolicyKind | None:
    """The kind of policy that a page's title names, else its first headings, else its address."""
    heads = (section.heading for section in document.sections[:3])
    found = (kind_of(title) for title in (got.title or "", *heads))
    return next(filter(None, found), None) or kind_of_path(urlsplit(url).path)


def _title(got: Extraction, document: Document, kind: str) -> str | None:
    """The name that a page's first heading, or a part of its title, gives to a policy of this kind."""
    heads = [section.heading for section in document.sections[:1]]
    parts = [*heads, *_PARTS.split(got.title or "")]
    named = (" ".join(plain(part).split()) for part in parts)
    return next((name for name in named if _FEWEST <= len(name.split()) <= _MOST and kind_of(name) == kind), None)


def _figures(got: Extraction, document: Document) -> str:
    """What a person can check at a glance."""
    sections = len(document.sections)
    language = f"language {got.language}" if got.language else "language not known"
    return f"{language}, {len(visible_words(got.markdown)):,} words, {sections} section{'s' * (sections != 1)}"


def _notes(page: Page, got: Extraction, url: str) -> Iterator[str]:
    """What is worth a look."""
    if page.url != url:
        yield f"the address leads to {page.url}; that page is read."
    if page.rendered:
        yield "the page shows its text only in a browser, so every run needs one."
    yield from got.problems


def _entry(
    url: str, known: Sequence[Declaration], *, name: str | None, service: str | None, kind: str
) -> dict[str, str]:
    """The declaration of a page, guessed where nothing was said."""
    site = site_of(url)
    same = (policy.service for policy in known if policy.urls and site_of(policy.urls[0]) == site)
    label = service or next(same, None) or (site if site[-1:].isdigit() else site.split(".")[0].capitalize()) or "Site"
    title = next((words for sort, words in NAMES.items() if sort == kind), "Policy")
    base = f"{_slug(label)}-{kind}"
    taken = {policy.id for policy in known}
    free = next(made for number in count(1) if (made := base if number == 1 else f"{base}-{number}") not in taken)
    return {"id": name or free, "name": title, "service": label, "kind": kind, "url": url}


def _slug(label: str) -> str:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in label.lower())
    return "-".join(kept.split()) or "policy"
