"""The tree of a document to Markdown."""

from __future__ import annotations

import re

from html_to_markdown import ConversionOptions, convert

from tracker.extract.decode import readable
from tracker.extract.hypertext import BREAK, PREFORMATTED, hypertext
from tracker.extract.text import to_markdown
from tracker.extract.tree import Element

_OPTIONS = ConversionOptions(
    extract_metadata=False,
    bullets="-",
    autolinks=False,
    escape_asterisks=True,
    compact_tables=True,
    expand_abbreviations=False,
    highlight_style="none",
)
_LINE = re.compile(r"^( *(?:>|[-+*] |\d{1,3}[.)] )* *)(.*)$")
_MARKED = re.compile(r"\s*(?:[-•‣◦▪·●○■–] ?|\(?\d{1,3}\\?[.)] )")
_BULLETS = "•‣◦▪●○■·"
_BULLET = re.compile(rf"^((?: |>|[-+*] |\d{{1,3}}[.)] )*)\\?[{_BULLETS}] *(?=\S)", re.MULTILINE)
_PREFORMATTED = re.compile(rf"{PREFORMATTED}(\d{{1,9}});")
_ROW = re.compile(r"(?![|#>]|[-+*] )[^\n|]{1,500} \| [^\n|]{0,5000}(?: \| |\|$)")
_START = re.compile(r"(?<=\d)\\(?=[.)] )")
_LONG = 150  # characters; a line before or after a break that is longer is a paragraph


def render(root: Element) -> str:
    """Markdown of an element, not yet in canonical form."""
    html, preformatted = hypertext(root)
    markdown = convert(html, _OPTIONS).content or ""
    if BREAK in markdown:
        markdown = "\n".join(_broken(line) if BREAK in line else line for line in markdown.split("\n"))
    if any(sign in markdown for sign in _BULLETS):
        markdown = _BULLET.sub(r"\1- ", markdown)
    markdown = _tabulated(markdown)
    if not preformatted:
        return markdown
    return _PREFORMATTED.sub(lambda mark: f"\n\n{to_markdown(readable(preformatted[int(mark[1])]))}\n\n", markdown)


def _broken(line: str) -> str:
    """A line with its breaks: paragraphs where they part long lines or list items, else lines of an address."""
    if line.lstrip().startswith(("|", "#")):
        return line.replace(BREAK, " ")
    prefix, text = _LINE.match(line).groups()  # type: ignore[union-attr]
    parts = [part.strip() for part in text.split(BREAK)]
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
        if " | " in line and _ROW.match(line) and (not rows or _bars(line) == _bars(rows[0])):
            rows.append(line)
        elif line or not rows:
            out += ["| " + _START.sub("", row) for row in rows] if len(rows) > 1 else rows
            out += ["", line] if rows else [line]
            rows = []
    return "\n".join(out[:-1])


def _bars(line: str) -> int:
    return line.strip().rstrip("|").count(" | ")
