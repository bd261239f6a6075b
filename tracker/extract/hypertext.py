"""The tree of a document written as the plain HTML that the converter to Markdown is given.

No more of an element is written than Markdown can say, and no text that the converter's Markdown could be misread by.
"""

from __future__ import annotations

import html
import re

from tracker.extract.decode import readable
from tracker.extract.tree import BLOCKS, Element

# Characters of the private use area, which `readable` takes out of every page, stand for what Markdown must not see.
BREAK, PREFORMATTED = "\ue000", "\ue001"

# The converter has its own idea of what is furniture; here that is decided, so it sees plain blocks.
_PLAIN_BLOCKS = "header footer nav aside form main article section search menu dialog hgroup"
_CODE = "code kbd samp tt"
_WRITTEN_AS = dict.fromkeys(_PLAIN_BLOCKS.split(), "div") | dict.fromkeys(_CODE.split(), "span")
_OWN = frozenset(("br", "pre"))  # written in ways of their own
_VOID = frozenset(("col", "hr"))  # others without content are written otherwise, or gone
_MOST_INLINE = 20_000  # in one block; the converter's time grows with the square, so what follows is but text
_NAME = re.compile(r"[a-z][a-z0-9:-]{0,40}")
_NUMBER = re.compile(r"\s*[-+]?[0-9]{1,18}\s*")
_MARKUP = re.compile(r"&(?=#?\w{1,30};)|<(?=[a-zA-Z/!?])")


def hypertext(root: Element) -> tuple[str, list[str]]:
    """An element as HTML with white space folded, and the texts of its preformatted parts, which stand in it as marks.

    The mark of the n-th part, counted from 0, is `PREFORMATTED`, n and a semicolon.
    """
    out = [""]
    preformatted: list[str] = []
    tags: dict[str, tuple[str, str, bool]] = {}
    inline = 0  # elements since the last block began
    folded = True  # no white space stands beside other white space
    unfinished = [(iter((root,)), "")]
    while unfinished:
        children, close = unfinished[-1]
        for element in children:
            tag = element.tag
            tail = _written(tail) if (tail := element.tail) and element is not root else ""
            if tag in _OWN:
                if tag == "pre":
                    out.append(f"<p>{PREFORMATTED}{len(preformatted)};</p>{tail}")
                    preformatted.append("".join(element.itertext()))
                    continue
                out.append(f"<span>{BREAK}</span>{tail}" if out[-1][-1:] == "\\" else BREAK + tail)
                continue
            if (written := tags.get(tag)) is None:
                written = tags[tag] = _tags(tag)
            start, end, is_block = written
            inline = 0 if is_block else inline + 1
            if inline > _MOST_INLINE:
                start, end, folded = "", "", False
            elif not start:
                start = _start(element)
            out.append(start)
            if text := element.text:
                out.append(_written(text))
            if len(element):
                unfinished.append((iter(element), end + tail))
                break
            out.append(end + tail)
        else:
            out.append(close)
            unfinished.pop()
    html_text = "".join(out)
    return html_text if folded else " ".join(html_text.split()), preformatted


def _tags(tag: str) -> tuple[str, str, bool]:
    """How an element begins, "" where that depends on it, how it ends, and whether it is a block.

    One whose name could be misread means nothing.
    """
    name = _WRITTEN_AS.get(tag, tag if _NAME.fullmatch(tag) else "span")
    return "" if tag in {"a", "ol"} else f"<{name}>", "" if name in _VOID else f"</{name}>", tag in BLOCKS


def _start(element: Element) -> str:
    """The beginning of a link or a numbered list."""
    if element.tag == "a":
        href = element.get("href")
        return "<a>" if href is None else f'<a href="{html.escape(href)}">'
    start = element.get("start")
    return f'<ol start="{start.strip()}">' if start and _NUMBER.fullmatch(start) else "<ol>"


def _folded(text: str) -> str:
    """A text with one space for each stretch of white space in it, at its ends too."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + words + (" " if text[-1].isspace() else "")


def _written(text: str) -> str:
    """A text node with white space folded and nothing in it that Markdown could take for a tag or an entity."""
    if not text.isascii():
        text = readable(text)
    if "  " in text or not text.isprintable():  # of white space, only the plain space is printable
        text = _folded(text)
    if "&" in text or "<" in text or ">" in text:
        text = _MARKUP.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", text)
        text = html.escape(text, quote=False)
    return text
