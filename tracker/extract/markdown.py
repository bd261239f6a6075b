"""Markdown that somebody wrote: front matter, comments and link definitions; the rest is left to `lines.canonical`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extract.reading import Reading
from tracker.model.front import dated_fields, front_fields, front_matter

_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n^]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?[ \t]*(?:[\"'(][^\n]{0,300}[\"')])?[ \t]*$",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{0,200})\])(?!\()")
_SHORT_REFERENCE = re.compile(r"(?<![\]\\!])\[([^\[\]\n]{1,200})\](?![\[(:])")
_TITLE = re.compile(r"^# +([^\n]{1,300})$", re.MULTILINE)


def read_markdown(text: str) -> Reading:
    """Read a Markdown file; its first heading of level one, or its front matter, gives the title.

    Of the front matter those fields are kept that date the text, written in one way; no reader sees the others.
    """
    lines = text.split("\n")
    fields = front_fields(lines)
    text = _without_comments("\n".join(lines[front_matter(lines) :]))
    targets = {" ".join(match[1].casefold().split()): match[2] for match in _DEFINITION.finditer(text)}
    if targets:
        text = _DEFINITION.sub("", text)
        text = _REFERENCE.sub(lambda found: _inline(found[0], found[1], found[2] or found[1], targets), text)
        text = _SHORT_REFERENCE.sub(lambda found: _inline(found[0], found[1], found[1], targets), text)
    heading = _TITLE.search(text)
    title = fields.get("title") or (heading[1].strip("# ") if heading else None)
    language = (fields.get("lang") or fields.get("language") or "").split("-")[0].lower()
    known = language if language.isalpha() and 2 <= len(language) <= 3 else None
    return Reading(text, title, known, front=_front(lines))


def _front(lines: Sequence[str]) -> str:
    dates = [f"{name}: {value}\n" for name, (_, value) in dated_fields(lines).items()]
    return "".join(["---\n", *dates, "---\n"]) if dates else ""


def _inline(whole: str, text: str, label: str, targets: dict[str, str]) -> str:
    target = targets.get(" ".join(label.casefold().split()))
    return f"[{text}]({target})" if target else whole


def _without_comments(text: str) -> str:
    """The text without HTML comments; one that is never closed is text."""
    parts, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts.append(text[at:begin])
        at = end + 3
    return "".join(parts) + text[at:]
