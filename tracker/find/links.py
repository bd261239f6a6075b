"""Links of a page that lead to policies, told by their words and their addresses."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from urllib.parse import urldefrag, urljoin, urlsplit

import lxml.html
from lxml import etree

from tracker.model import PolicyKind

_LONGEST = 80  # characters of a link's text; a longer one is a sentence that mentions a policy
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """A link to a policy: its address, its words, and the kind of policy that they name."""

    url: str
    text: str
    kind: PolicyKind


def policy_links(body: bytes, url: str) -> tuple[PolicyLink, ...]:
    """The links of a page to policies on the same site or elsewhere, each address once, in the order of the page.

    Args:
        body: the bytes of an HTML page; anything else has no links.
        url: where the page was found; relative links are resolved against it.
    """
    found: dict[str, PolicyLink] = {}
    for link in _links(body, url):
        found.setdefault(link.url, link)
    return tuple(found.values())


def kind_of(words: str) -> PolicyKind | None:
    """The kind of policy that a title or an address names; None where it names none."""
    folded = _folded(words)
    return next((kind for kind, pattern in _kinds() if pattern.search(folded)), None)


def _links(body: bytes, url: str) -> Iterator[PolicyLink]:
    try:
        tree = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding=_encoding(body)))
    except (etree.ParserError, ValueError):
        return
    for anchor in tree.iter("a"):
        text = " ".join("".join(str(part) for part in anchor.itertext()).split())
        try:
            target, _ = urldefrag(urljoin(url, anchor.get("href") or ""))
            parts = urlsplit(target)
        except ValueError:
            continue
        if parts.scheme not in {"http", "https"} or target == urldefrag(url).url or len(text) > _LONGEST:
            continue
        kind = kind_of(text) or kind_of(parts.path)
        if kind is not None:
            yield PolicyLink(target, text or target, kind)


def _encoding(body: bytes) -> str | None:
    """UTF-8 where the bytes are; what the page declares otherwise."""
    try:
        body.decode("utf8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return f"-{_SEPARATORS.sub('-', ''.join(c for c in plain if not unicodedata.combining(c))).strip('-')}-"


@functools.cache
def _kinds() -> tuple[tuple[PolicyKind, re.Pattern[str]], ...]:
    data = tomllib.loads((resources.files("tracker.find") / "kinds.toml").read_text("utf8"))
    order: tuple[PolicyKind, ...] = ("subprocessors", "dpa", "cookies", "guidelines", "privacy", "terms")
    return tuple((kind, re.compile("|".join(f"-{re.escape(word)}-" for word in data[kind]["words"]))) for kind in order)
