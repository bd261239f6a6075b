"""A page to Markdown: parse, clear away what is not the document, find its root, mend its structure, render."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml import etree

from tracker.errors import ExtractionError
from tracker.extract.chrome import clear
from tracker.extract.decode import readable
from tracker.extract.links import mend_links, reveal_addresses
from tracker.extract.reading import Reading
from tracker.extract.render import render
from tracker.extract.root import find_root, prune
from tracker.extract.selection import remove_matches, select_matches
from tracker.extract.shape import shape
from tracker.extract.tree import Element, words_of

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0{0,20}(?:[0-8]|1[1245-9]|2[0-9]|3[01]|127)(?![0-9])|[xX]0{0,20}(?:[0-8bcBCeEfF]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F]));?"
)
_HIDDEN_SHARE = 0.2  # of the text; what a reader must open or may never see


def read_html(text: str, *, url: str | None, select: Sequence[str], remove: Sequence[str]) -> Reading:
    """Read a page; without `select` the document is found by where its prose stands.

    Raises:
        ExtractionError: where the page cannot be parsed, holds no text, or a selector cannot be used.
    """
    document = parse(_printable(text))
    title, language = _title(document), _language(document)
    body = document.find("body")
    if body is None:
        raise ExtractionError(
            "The page has no body. Look at the address in a browser; it may be a redirect or an empty answer."
        )
    reveal_addresses(body)
    problems = remove_matches(body, remove)
    if select:
        roots, more = select_matches(body, select)
        problems += more
        root = _together(roots)
        clear(root, only_silent=True)
    else:
        clear(body)
        root = find_root(body)
        prune(root, _host(document, url))
        problems += _hidden(root)
    mend_links(root, _base(document, url))
    shape(root)
    return Reading(render(root), title, language, tuple(problems))


def _printable(text: str) -> str:
    """Markup without control characters, written or referred to: no text or attribute may be set that holds one."""
    if "&#" in text:
        text = _CONTROL_REFERENCE.sub(" ", text)
    return _CONTROL.sub(" ", text)


def _together(roots: Sequence[Element]) -> Element:
    if len(roots) == 1:
        return roots[0]
    holder = etree.Element("div")
    holder.extend(roots)
    return holder


def _hidden(root: Element) -> list[str]:
    """A word to the operator where much of the text is hidden until a reader opens it."""
    hidden = [element for element in root.xpath("./descendant-or-self::*[@hidden or @style]") if _is_hidden(element)]
    hidden = [element for element in hidden if not any(map(_is_hidden, element.iterancestors()))]
    share = sum(len(words_of(element)) for element in hidden) / max(len(words_of(root)), 1)
    return (
        [f"{share:.0%} of the text is hidden until a reader opens it; it was taken."] if share >= _HIDDEN_SHARE else []
    )


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")


def parse(text: str) -> Element:
    """The tree of a page. Nothing is loaded, no entity is expanded that HTML itself does not define."""
    data = text.replace("\0", "").encode("utf-8", "replace")
    for huge in (False, True):
        parser = etree.HTMLParser(
            huge_tree=huge, recover=True, no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True
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


def _title(document: Element) -> str | None:
    found = document.find(".//title")
    return readable(words_of(found)).strip() or None if found is not None else None


def _language(document: Element) -> str | None:
    label = (document.get("lang") or document.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    primary = label.replace("_", "-").split("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else None


def _base(document: Element, url: str | None) -> str | None:
    """What relative addresses are relative to: the page's own `<base>`, else its address."""
    base = document.find(".//base[@href]")
    try:
        return urljoin(url or "", base.get("href").strip()) or None if base is not None else url
    except ValueError:
        return url


def _host(document: Element, url: str | None) -> str | None:
    """The page's host: of its address, else of the address that it calls canonical."""
    if url is None:
        found = document.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        url = next((str(address) for address in found if "://" in address), None)
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None
