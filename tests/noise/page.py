"""A raw page as a tree: where its text stands, and where a builder puts things beside it."""

from __future__ import annotations

from random import Random

from lxml import etree
from lxml import html as markup

Node = etree._Element
HEADINGS = ("h1", "h2", "h3", "h4")
_NOT_TEXT = frozenset(
    [
        "nav",
        "footer",
        "header",
        "aside",
        "dialog",
        "script",
        "style",
        "noscript",
        "template",
        "form",
        "head",
        "select",
        "button",
        "svg",
    ]
)
_NO_BOX = frozenset(["p", "ul", "ol", "dl", "li", "table", "pre"]) | _NOT_TEXT


def parse(text: str) -> Node:
    parser = markup.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    return markup.document_fromstring(text.encode("utf8"), parser=parser)


def write(page: Node) -> str:
    return "<!DOCTYPE html>\n" + markup.tostring(page, encoding="unicode")


def words_in(node: Node) -> int:
    """The words of paragraphs, items and cells below a node."""
    own = sum(len("".join(part.itertext()).split()) for part in node.iter("p", "li", "td", "dd") if not outside(part))
    return own + len((node.text or "").split())


def outside(node: Node) -> bool:
    return any(above.tag in _NOT_TEXT for above in (node, *node.iterancestors()))


def box(page: Node) -> Node:
    """The element that holds nine tenths of the running text: where a builder puts things before, after and into."""
    node = page.find("body")
    total = words_in(node)
    while True:
        inner = next((part for part in node if part.tag not in _NO_BOX and words_in(part) >= 0.9 * max(total, 1)), None)
        if inner is None:
            return node
        node = inner


def put(page: Node, place: str, source: str) -> bool:
    body, holder = page.find("body"), box(page)
    new = markup.fragment_fromstring(source)
    if place == "title":
        title = next(page.iter("h1"), None)
        if title is None:
            return False
        new.tail, title.tail = title.tail, None
        title.addnext(new)
    elif place in {"before", "after"} and holder is not body:
        new.tail = "\n"
        if place == "before":
            holder.addprevious(new)
        else:
            new.tail, holder.tail = holder.tail, None
            holder.addnext(new)
    elif place in {"last", "bottom", "after"}:
        (holder if place == "last" else body).append(new)
    else:
        where = holder if place == "first" else body
        new.tail, where.text = where.text, None
        where.insert(0, new)
    return True


def token(draw: Random) -> str:
    return "".join(draw.choices("abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789", k=7))
