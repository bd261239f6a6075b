"""Other spellings of the same source: white space, entities, typography."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

_UNTOUCHED = re.compile(r"(<(?:script|style|pre|textarea|title)\b.*?</\w+>)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
_ENTITIES = {
    "’": "&rsquo;",
    "“": "&ldquo;",
    "”": "&#8221;",
    "–": "&ndash;",
    "'": "&#39;",
    "é": "&eacute;",
    '"': "&quot;",
}


def respelled(source: str, text: Callable[[str], str], tag: Callable[[str], str] = str) -> str:
    parts = []
    for place, part in enumerate(_UNTOUCHED.split(source)):
        pieces = [part] if place % 2 else _TAG.split(part)
        parts += [part] if place % 2 else [tag(piece) if piece[:1] == "<" else text(piece) for piece in pieces]
    return "".join(parts)


def minified(source: str, _draw: Random) -> str:
    return respelled(source, lambda text: re.sub(r"\s+", " ", text))


def indented(source: str, _draw: Random) -> str:
    block = re.compile(r"</?(?:div|p|ul|ol|li|section|main|article|table|tr|td|th|h[1-4])\b", re.IGNORECASE)
    return respelled(source, str, lambda tag: f"\n      {tag}\n  " if block.match(tag) else tag)


def entities(source: str, _draw: Random) -> str:
    return respelled(source, lambda text: "".join(_ENTITIES.get(char, char) for char in text))


def curly(source: str, _draw: Random) -> str:
    return respelled(source, lambda text: re.sub(r"(?<=\w)'(?=\w)", "’", text))


def hyphens(source: str, draw: Random) -> str:
    """Soft hyphens and spaces that do not break, as typesetting plug-ins put them in."""

    def text(words: str) -> str:
        words = re.sub(r"(?<=[a-z]{5})(?=[a-z]{4})", lambda _: "\xad" if draw.random() < 0.1 else "", words)
        return re.sub(r"(?<=\w) (?=\w)", lambda _: "\xa0" if draw.random() < 0.1 else " ", words)

    return respelled(source, text)


def capitals(source: str, _draw: Random) -> str:
    return respelled(source, str, lambda tag: re.sub(r"^</?\w+", lambda name: name[0].upper(), tag))


SPELLING: Mapping[str, Callable[[str, Random], str]] = {
    change.__name__: change for change in (minified, indented, entities, curly, hyphens, capitals)
}
