"""A page to Markdown: parse, clear away what is not the document, find its root, mend its structure, render."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tracker.errors import ExtractionError
from tracker.extract.beside import numbered
from tracker.extract.census import Census
from tracker.extract.chrome import clear, silence, strike_out
from tracker.extract.decode import readable
from tracker.extract.links import mend_links, reveal_addresses
from tracker.extract.reading import Reading
from tracker.extract.render import render
from tracker.extract.root import find_root, prune
from tracker.extract.selection import remove_matches, select_matches
from tracker.extract.shape import shape
from tracker.extract.tree import Element, is_hidden, words_of

_SPACED = bytes(32 if (code < 32 and code not in b"\t\n\r") or code == 127 else code for code in range(256))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_CONTROL_NUMBER = re.compile(
    rb"&#(?:0{0,20}(?:[0-8]|1[1245-9]|2[0-9]|3[01]|127)(?![0-9])|[xX]0{0,20}(?:[0-8bcBCeEfF]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F]));?"
)
_HIDDEN_SHARE = 0.2  # of the text; what a reader must open or may never see
_MAYBE_HIDDEN: Any = etree.XPath(
    "descendant-or-self::*/@hidden/..|descendant-or-self::*/@style[contains(., 'none')]/.."
)


def read_html(
    page: bytes, *, url: str | None, select: Sequence[str], remove: Sequence[str], with_numbered: bool = False
) -> Reading:
    """Read a page in UTF-8; without `select` the document is found by where its prose stands.

    `with_numbered`: what the page shows with a number is gathered too, before anything is cleared away.

    Raises:
        ExtractionError: where the page cannot be parsed, holds no text, or a selector cannot be used.
    """
    document = parse(page)
    title, language = _title(document), _language(document)
    body = document.find("body")
    if body is None:
        raise ExtractionError(
            "The page has no body. Look at the address in a browser; it may be a redirect or an empty answer."
        )
    if b"cfemail" in page or b"email-protection" in page:
        reveal_addresses(body)
    shown = numbered(list(body.iter("*"))) if with_numbered else ()
    problems = remove_matches(body, remove)
    if select:
        roots, more = select_matches(body, select)
        problems += more
        root = _together(roots)
        silence(root)
    else:
        silence(body)
        census = Census(body)
        clear(census)
        place = find_root(census)
        prune(census, place, _host(document, url))
        root = census.elements[place]
        problems += _hidden(root)
    strike_out(root)
    mend_links(root, _base(document, url))
    shape(root)
    return Reading(render(root), title, language, tuple(problems), shown)


def _together(roots: Sequence[Element]) -> Element:
    if len(roots) == 1:
        return roots[0]
    holder = etree.Element("div")
    holder.extend(roots)
    return holder


def _hidden(root: Element) -> list[str]:
    """A word to the operator where much of the text is hidden until a reader opens it."""
    hidden: list[Element] = []
    below: set[Element] = set()
    for element in filter(is_hidden, _MAYBE_HIDDEN(root)):
        if element not in below:
            hidden.append(element)
            below.update(element.iterdescendants())
    if not hidden or any(map(is_hidden, root.iterancestors())):
        return []
    share = sum(len(words_of(element)) for element in hidden) / max(len(words_of(root)), 1)
    return (
        [f"{share:.0%} of the text is hidden until a reader opens it; it was taken."] if share >= _HIDDEN_SHARE else []
    )


def parse(page: bytes) -> Element:
    """The tree of a page in UTF-8. Nothing is loaded, no entity is expanded that HTML itself does not define."""
    data = _printable(page)
    for huge in (False, True):
        parser = etree.HTMLParser(
            huge_tree=huge,
            recover=True,
            no_network=True,
            encoding="utf-8",
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        try:
            document = etree.fromstring(data, parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise ExtractionError(
                f"The page cannot be read as HTML: {error}. Look at the address in a browser."
            ) from error
        if document is None:
            raise ExtractionError("The page holds no element and no text. Look at the address in a browser.")
        if not any("depth" in entry.message.lower() for entry in parser.error_log):
            return document
    raise ExtractionError("The page's elements are nested more than 2,000 deep; no document is. It was not read.")


def _printable(page: bytes) -> bytes:
    """Markup without control characters, written or referred to: no text or attribute may be set that holds one."""
    data = page.translate(_SPACED)
    if b"\xef" in data:
        for sign in _NO_CHARACTERS:
            data = data.replace(sign, b" ")
    return _CONTROL_NUMBER.sub(b" ", data) if b"&#" in data else data


def _title(document: Element) -> str | None:
    found = next(document.iter("title"), None)
    return readable(words_of(found)).strip() or None if found is not None else None


def _language(document: Element) -> str | None:
    label = (document.get("lang") or document.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    primary = label.replace("_", "-").split("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else None


def _base(document: Element, url: str | None) -> str | None:
    """What relative addresses are relative to: the page's own `<base>`, else its address."""
    base = next((base for base in document.iter("base") if base.get("href") is not None), None)
    try:
        return urljoin(url or "", base.get("href").strip()) or None if base is not None else url
    except ValueError:
        return url


def _host(document: Element, url: str | None) -> str | None:
    """The page's host: of its address, else of the address that it calls canonical."""
    if url is None:
        named = map(_own_address, document.iter("link", "meta"))
        url = next((address for address in named if address and "://" in address), None)
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None


def _own_address(element: Element) -> str | None:
    """The address of the page, where a `<link>` or `<meta>` names it."""
    if element.tag == "link":
        return element.get("href") if element.get("rel") == "canonical" else None
    return element.get("content") if element.get("property") == "og:url" else None
