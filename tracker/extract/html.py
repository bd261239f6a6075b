"""A page to Markdown: parse, clear away what is not the document, find its root, mend its structure, render."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from tracker.errors import ExtractionError
from tracker.extract.chrome import clear
from tracker.extract.links import mend_links, reveal_addresses
from tracker.extract.reading import Reading
from tracker.extract.render import render
from tracker.extract.root import find_root, prune
from tracker.extract.shape import shape
from tracker.extract.tree import words_of


def read_html(text: str, *, url: str | None, select: tuple[str, ...], remove: tuple[str, ...]) -> Reading:
    document = parse(text)
    title, language = _title(document), _language(document)
    body = document.find("body")
    if body is None:
        raise ExtractionError("no body")
    reveal_addresses(body)
    clear(body)
    root = find_root(body)
    prune(root, _host(document, url))
    mend_links(root, url)
    shape(root)
    return Reading(render(root), title, language)


def parse(text: str) -> HtmlElement:
    """The tree of a page. Nothing is loaded, no entity is expanded that HTML itself does not define."""
    for huge in (False, True):
        parser = html.HTMLParser(huge_tree=huge, recover=True, no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            document = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise ExtractionError("cannot parse") from error
        if not any("depth" in entry.message.lower() for entry in parser.error_log):
            return document
    raise ExtractionError("nested too deep")


def _title(document: HtmlElement) -> str | None:
    found = document.find(".//title")
    return words_of(found) or None if found is not None else None


def _language(document: HtmlElement) -> str | None:
    label = (document.get("lang") or document.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    primary = label.replace("_", "-").split("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else None


def _host(document: HtmlElement, url: str | None) -> str | None:
    if url is None:
        found = document.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        url = next((str(address) for address in found if "://" in address), None)
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None
