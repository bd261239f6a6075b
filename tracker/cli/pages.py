"""Pages and files named on the command line, read as the tracker reads them."""

from __future__ import annotations

import mimetypes
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from tracker.cli.console import clock
from tracker.errors import ExtractionError, InputError
from tracker.extract import extract
from tracker.fetch import fetch
from tracker.model import Capture, Declaration, Extraction, Failure, FailureKind, Page, Settings

Private = Annotated[bool, typer.Option("--allow-private", help="Allow addresses of private networks.")]
IgnoreRobots = Annotated[
    bool, typer.Option("--ignore-robots", help="Fetch it although robots.txt asks programs not to.")
]

# What to do next, where the failure's own words speak of settings that a first look at a page does not have.
_NEXT: Mapping[FailureKind, str] = {
    "blocked_address": "It leads to an address that is not on the public internet. If this is your own network, "
    "add --allow-private.",
    "robots": "The site's robots.txt asks programs not to fetch it, or cannot be had. If you have reason to fetch it "
    "all the same, add --ignore-robots.",
    "gone": "{detail} `tracker add {home}` shows what the home page links to.",
}

_MARKDOWN = {".md", ".markdown"}
_OTHER = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<(?!!--)|%PDF|PK\x03\x04)"
)  # not a comment: Markdown may begin with one
_LOOK = 4000  # bytes
_HEADING = re.compile(rb"^#{1,6} \S", re.MULTILINE)


def page_of(source: str, *, private: bool = False, ignore_robots: bool = False) -> Extraction:
    """Read a file or an address."""
    if not source.startswith(("http://", "https://")):
        body = body_of(Path(source))
        return extract(body, media_type=media_type_of(Path(source), body))
    return read_page(fetch_page(source, Settings(allow_private_addresses=private), ignore_robots=ignore_robots))


def read_page(page: Page) -> Extraction:
    """What a fetched page says.

    Raises:
        InputError: nothing can be read there.
    """
    try:
        return extract(page.body, media_type=page.media_type, url=page.url)
    except ExtractionError as error:
        raise InputError(f"{page.url} was fetched, but not read. {error}") from error


def fetch_page(url: str, settings: Settings, *, ignore_robots: bool = False) -> Page:
    """One page of the web, through the same gate as every other request.

    Raises:
        InputError: it could not be had; the message says what to try next.
    """
    if "://" not in url:
        raise InputError(f"“{url}” is no address; write it in full, as in https://{url or 'acme.example/privacy'}.")
    policy = Declaration("page", "page", "page", "other", urls=(url,), ignore_robots=ignore_robots)
    ((_, result),) = fetch([policy], settings, {}, clock=clock, root=Path(), environ=os.environ)
    match result:
        case Capture(pages=(page,)):
            return page
        case Failure(kind=kind, detail=detail, lasting=lasting):
            parts = urlsplit(url)
            told = _NEXT.get(kind, "{detail}").format(detail=detail, home=f"{parts.scheme}://{parts.netloc}/")
            again = "" if lasting or kind in _NEXT else " Try again later."
            raise InputError(f"{url} could not be read ({kind}). {told}{again}")
        case _:
            raise InputError(f"{url} answered without a page.")


def allowing(settings: Settings, *, private: bool) -> Settings:
    """The settings, with private addresses allowed where the command says so."""
    return replace(settings, allow_private_addresses=settings.allow_private_addresses or private)


def body_of(path: Path) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def media_type_of(path: Path, body: bytes) -> str:
    """By the file's ending; where that tells nothing (standard input, `/dev/fd/63`), by the first signs and headings.

    A Markdown text that is taken for another kind would lose its headings, and with them its promise about changes.
    """
    if path.suffix in _MARKDOWN:
        return "text/markdown"
    if known := mimetypes.guess_type(path.name)[0]:
        return known
    if _OTHER.match(body) or b"<html" in body[:_LOOK].lower():
        return "text/html"  # PDF and Word files are known by their bytes, whatever they are called
    return "text/markdown" if _HEADING.search(body) else "text/plain"


def text_of(path: Path) -> str:
    """The Markdown of a file: as it stands where it is Markdown, extracted else."""
    body = body_of(path)
    kind = media_type_of(path, body)
    return body.decode("utf8", "replace") if kind == "text/markdown" else extract(body, media_type=kind).markdown
