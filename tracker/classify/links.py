"""Links whose words stayed and whose target moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from tracker.classify.lexicon import concepts
from tracker.classify.reason import Reason, editorial, minor, noise
from tracker.classify.tokens import read, squash
from tracker.classify.topics import strongest
from tracker.model import Section, plain, sentences

_NAMELESS = frozenset({"click", "here", "this", "link", "page", "site", "website", "visit", "more", "go", "to"})
_LOCALE = re.compile(r"(?:[a-z]{2}(?:[-_][a-z]{2,4})?|intl|default|latest|current)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|pdf|md|mdx|markdown|rst|txt)$", re.IGNORECASE)
_FRONT = re.compile(r"^(?:www\d?|m|mobile)\.")  # the same site, for another screen
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,4}/")  # before the address it keeps a copy of
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_PART = frozenset({".", "..", "index"})  # of a path
_DIGITS = re.compile(r"\d+")
_PART = re.compile(r"[a-z]{3,}")
_EMPTY = frozenset(
    {
        "www",
        "com",
        "org",
        "net",
        "html",
        "http",
        "https",
        "index",
        "page",
        "pages",
        "en",
        "support",
        "help",
        "view",
        "file",
        "home",
        "article",
        "document",
        "default",
    }
)


def around(sections: Sequence[Section], text: str, target: str) -> str:
    """The sentence that a link stands in whose own words say nothing, such as "click here"; empty for any other."""
    if not _NAMELESS.issuperset(read(text).words):
        return ""
    blocks = (block for section in sections for block in section.blocks)
    block = next((block for block in blocks if f"]({target}" in block.text), None)
    said = sentences(" ".join(plain(block.text).split())) if block else ()
    return next((sentence for sentence in said if text in sentence), "")


def link_moved(text: str, before: str, after: str, sentence: str = "") -> Reason:
    """The same resource in another form is noise, another one editorial, another mechanism or document minor.

    `sentence` is what the link stands in, where its own words do not tell what it leads to.
    """
    if same_resource(before, after):
        return noise("link", "The link leads to the same resource by another address.")
    terms = concepts().find(read(sentence or text).words)
    if terms.keys() & {"document", "choice", "consent", "right", "notice"} and not _related(before, after):
        return minor(strongest(terms), f"The words “{text[:80]}” now lead to another document or mechanism.")
    return editorial(strongest(terms), f"The words “{text[:80]}” now lead to another address.")


def same_resource(before: str, after: str) -> bool:
    """Whether two addresses lead to the same, or differ in what readers never see."""
    if any("email-protection" in url or url.startswith("mailto:") for url in (before, after)):
        return True
    if before.startswith("#") or after.startswith("#") or not before or not after:
        return True  # a place on the page is often the hook of a script: what it opened is not known
    old, new = _key(before), _key(after)
    if not (old[0] and new[0]) and _ends_alike(old[1:], new[1:]):
        return True  # written from the root of the site, or from the page
    place = before.rpartition("#")[2] if "#" in before else ""
    if place and after.endswith(f"#{place}") and old[0] == new[0] and _related(before, after):
        return True  # the same place of a page that moved within its site
    return old == new or _spelled_anew(old, new) or _moved_house(old, new)


def _spelled_anew(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """The same host and the same letters of a path: `/terms-of-use`, `/Terms_of_Use`, `/termsofuse`."""
    paths = "/".join(old[1:]), "/".join(new[1:])
    figures = [_DIGITS.findall(path) for path in paths]  # "/v/1-2" is not "/v/12"
    return old[0] == new[0] and squash(paths[0]) == squash(paths[1]) != "" and figures[0] == figures[1]


def _ends_alike(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """One path is the other, or its end."""
    if "".join(old) == "".join(new):
        return True
    short, long = sorted((old, new), key=len)
    return bool(short) and long[-len(short) :] == short


def _moved_house(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """The last part of the path stayed, on a host of the same name: `policies.a.com/terms`, `legal.a.eu/terms`."""
    hosts = {*_PART.findall(old[0])} & {*_PART.findall(new[0])}
    return len(old) > 1 and len(new) > 1 and old[-1] == new[-1] and old[-1] not in _EMPTY and bool(hosts - _EMPTY)


def _key(url: str) -> tuple[str, ...]:
    """What identifies a resource: host without www, path without locale and suffix; no scheme, query or fragment."""
    try:
        parts = urlsplit(_ARCHIVED.sub("", unquote(_UNSEEN.sub("", url))))
    except ValueError:  # a bracket out of place
        return (url,)
    path = [_SUFFIX.sub("", part).casefold() for part in parts.path.split("/") if part and not _LOCALE.fullmatch(part)]
    path = [part for part in path if part not in _NO_PART]
    host = _FRONT.sub("", parts.hostname or "")
    return (host, *path)


def _related(before: str, after: str) -> bool:
    """One site and a word of the path in common, or the same last part of the path: a document that moved house."""
    old, new = _key(before), _key(after)
    if len(old) > 1 and len(new) > 1 and old[-1] == new[-1]:
        return True
    shared = set(_PART.findall(" ".join(old[1:]))) & set(_PART.findall(" ".join(new[1:])))
    return bool(shared - _EMPTY)
