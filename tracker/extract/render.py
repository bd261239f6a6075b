"""The tree of a document to Markdown."""

from __future__ import annotations

import re

from html_to_markdown import ConversionOptions, convert
from lxml import etree

from tracker.extract.decode import readable
from tracker.extract.text import to_markdown
from tracker.extract.tree import Element, elements

# Characters of the private use area, which `readable` takes out of every page, stand for what Markdown must not see.
_BREAK, _PREFORMATTED = "\ue000", "\ue001"

_OPTIONS = ConversionOptions(
    extract_metadata=False,
    bullets="-",
    autolinks=False,
    escape_asterisks=True,
    compact_tables=True,
    expand_abbreviations=False,
    highlight_style="none",
)
_KEPT = frozenset(("href", "start"))
# The converter has its own idea of what is furniture; here that is decided, so it sees plain blocks.
_PLAIN_BLOCKS = frozenset(
    ("header", "footer", "nav", "aside", "form", "main", "article", "section", "search", "menu", "dialog", "hgroup")
)
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_FOLD = re.compile(r"\s+")
_MARKUP = re.compile(r"&(?=#?\w{1,30};)|<(?=[a-zA-Z/!?])")
_LINE = re.compile(r"^( *(?:>|[-+*] |\d{1,3}[.)] )* *)(.*)$")
_MARKED = re.compile(r"\s*(?:[-•‣◦▪·●○■–] ?|\(?\d{1,3}\\?[.)] )")
_BULLET = re.compile(r"^((?: |>|[-+*] |\d{1,3}[.)] )*)\\?[•‣◦▪●○■·] *(?=\S)", re.MULTILINE)
_ROW = re.compile(r"(?![|#>]|[-+*] )[^\n|]{1,500} \| [^\n|]{0,5000}(?: \| |\|$)")
_START = re.compile(r"(?<=\d)\\(?=[.)] )")
_LONG = 150  # characters; a line before or after a break that is longer is a paragraph


def render(root: Element) -> str:
    """Markdown of an element, not yet in canonical form."""
    root.tail = None
    preformatted = [(pre, to_markdown(readable("".join(pre.itertext())))) for pre in root.iter("pre")]
    for element in list(elements(root)):
        _plain(element)
    for number, (pre, _) in enumerate(preformatted):
        for child in list(pre):
            pre.remove(child)
        pre.tag, pre.text = "p", f"{_PREFORMATTED}{number};"
    _mark_breaks(root)
    markdown = convert(etree.tostring(root, encoding="unicode", method="html"), _OPTIONS).content or ""
    if _BREAK in markdown:
        markdown = "\n".join(_broken(line) if _BREAK in line else line for line in markdown.split("\n"))
    markdown = _BULLET.sub(r"\1- ", markdown)
    markdown = _tabulated(markdown)
    for number, (_, text) in enumerate(preformatted):
        markdown = markdown.replace(f"{_PREFORMATTED}{number};", f"\n\n{text}\n\n", 1)
    return markdown


def _plain(element: Element) -> None:
    """Leave of an element what Markdown can say."""
    if element.attrib:
        kept = {name: value for name, value in element.items() if name in _KEPT}
        element.attrib.clear()  # one by one would fail on a name that holds a control character
        for name, value in kept.items():
            element.set(name, value)
    if element.tag in _PLAIN_BLOCKS:
        element.tag = "div"
    elif element.tag in _CODE:
        element.tag = "span"
    if element.text:
        element.text = _written(element.text)
    if element.tail:
        element.tail = _written(element.tail)


def _mark_breaks(root: Element) -> None:
    for line_break in list(root.iter("br")):
        line_break.tag, line_break.text = "span", _BREAK


def _written(text: str) -> str:
    """A text node with white space folded and nothing in it that Markdown could take for a tag or an entity."""
    folded = _FOLD.sub(" ", readable(text))
    if "<" in folded or "&" in folded:
        return _MARKUP.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", folded)
    return folded


def _broken(line: str) -> str:
    """A line with its breaks: paragraphs where they part long lines or list items, else lines of an address."""
    if line.lstrip().startswith(("|", "#")):
        return line.replace(_BREAK, " ")
    prefix, text = _LINE.match(line).groups()  # type: ignore[union-attr]
    parts = [part.strip() for part in text.split(_BREAK)]
    indent = re.sub(r"[^>]", " ", prefix)
    paragraphs = any(len(part) > _LONG for part in parts) or any(map(_MARKED.match, parts[1:]))
    out = []
    for place, part in enumerate(parts):
        out.append((prefix if place == 0 else indent) + part)
        if place < len(parts) - 1:
            out[-1] += "" if paragraphs or not part or not parts[place + 1] else "  "
            if paragraphs:
                out.append(indent.rstrip())
    return "\n".join(out)


def _tabulated(markdown: str) -> str:
    """Paragraphs that are the rows of a table written with bars ("Name | Purpose | Place |") as that table."""
    if markdown.count(" | ") < 4:
        return markdown
    out: list[str] = []
    rows: list[str] = []
    for line in [*markdown.split("\n"), "."]:
        if _ROW.match(line) and (not rows or _bars(line) == _bars(rows[0])):
            rows.append(line)
        elif line or not rows:
            out += ["| " + _START.sub("", row) for row in rows] if len(rows) > 1 else rows
            out += ["", line] if rows else [line]
            rows = []
    return "\n".join(out[:-1])


def _bars(line: str) -> int:
    return line.strip().rstrip("|").count(" | ")
