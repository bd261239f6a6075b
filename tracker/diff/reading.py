"""How the words of both sides are read where a server spoiled one of them: hidden addresses, broken encoding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from tracker.model import plain, visible_words

_CLOAK = re.compile(r"email[ \u00a0]protected", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"[^\s\[\](){}]{0,64}\[email[ \u00a0]protected\][^\s\[\](){}.,;:]{0,64}(?:\.[a-z]{2,10}\b){0,3}", re.IGNORECASE
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_BROKEN = "\ufffd"
_BREAKABLE = re.compile(
    "['\u0080-\u024f\u2000-\u206f\ufffd]"
)  # accents and typographic marks, and what is left of them


def reading(before: Iterable[str], after: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """The visible words, save that two kinds of damage are set aside where the texts show it.

    Content delivery networks replace addresses by "[email protected]" for some visitors: where the two sides do so
    unequally, every address reads the same. Where bytes were decoded wrongly (U+FFFD), accents and typographic marks
    are left out on both sides.
    """
    sides = list(before), list(after)
    whole = ["\n".join(side) for side in sides]
    cloaks = [_cloaks(side) if _may_cloak(text) else 0 for side, text in zip(sides, whole, strict=True)]
    steps: list[Callable[[str], str]] = []
    if any(cloaks):
        steps.append(lambda text: _FRAGMENT.sub("[email protected]", text))
    if cloaks[0] != cloaks[1]:
        steps.append(lambda text: _ADDRESS.sub("[email protected]", text))
    if any(_BROKEN in text for text in whole):
        steps.append(lambda text: _BREAKABLE.sub("", text))
    if not steps:
        return visible_words

    @cache
    def read(markdown: str) -> tuple[str, ...]:
        text = plain(markdown)
        for step in steps:
            text = step(text)
        return visible_words(text)

    return read


def _may_cloak(text: str) -> bool:
    """Bytes are put into lower case many times faster than text is."""
    folded = text.encode("utf8", "replace").lower()
    return b"email protected" in folded or "email\u00a0protected".encode() in folded


def _cloaks(lines: Iterable[str]) -> int:
    return sum(len(_CLOAK.findall(line)) for line in lines)
