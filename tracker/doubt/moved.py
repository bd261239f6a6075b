"""Pages that a policy left behind: a few sentences and a link, for a person to follow and not to be recorded.

The address to follow is the operator's to edit: a page could name any.
"""

from __future__ import annotations

import functools
import re

from tracker.doubt.talk import groups
from tracker.doubt.words import Stems, data, words_of
from tracker.model import Document, plain
from tracker.model.phrase import listed
from tracker.model.source import web_problem

POINTER = 120  # words; a longer text says more than where to look
_QUOTE = 160  # characters of a text: some 25 words
_LONGEST = 200  # characters of an address
_MOST_LINKS = 2
_ADVICE = "if the policy is there now, follow that address instead (url in policies.toml)."
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”]{1,2000}")
_ENDS = ".,;:!?*_'’"


def moved_away(document: Document) -> str | None:
    """Why a short text stands where a policy was, in a sentence for the operator; None where it says no such thing."""
    said = [line for line in document.lines if says_moved(plain(line))]
    if not said or not _links(document):
        return None
    return f"The policy is elsewhere now: the page says “{shortened(plain(said[0]))}”.{whereto(document)}"


def says_moved(line: str) -> bool:
    """Whether a sentence says that a policy moved, or that another text took its place."""
    words = frozenset(words_of(line))
    return any(all(group.meet(words) for group in wanted) for wanted in _lines())


def whereto(document: Document) -> str:
    """Where a text leads and what to do, with a space in front; empty where it links to nothing."""
    found = _links(document)
    if not found:
        return ""
    return f" It links to {listed(found)}: {_ADVICE}"


def shortened(text: str) -> str:
    """Words of a page, on one line, as many as can be read at a glance."""
    quote = " ".join(text.split()).rstrip(".")
    return quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1].rstrip()}…"


def _links(document: Document) -> list[str]:
    """The addresses that a text links to, at most two, those beside the words that say so first."""
    lines = sorted(document.lines, key=lambda line: not says_moved(plain(line)))
    named = (url.replace("\\", "").rstrip(_ENDS) for line in lines for url in _ADDRESS.findall(line))
    return list(dict.fromkeys(url for url in named if len(url) <= _LONGEST and web_problem(url) is None))[:_MOST_LINKS]


@functools.cache
def _lines() -> tuple[tuple[Stems, ...], ...]:
    return tuple(map(groups, data("moved")["lines"]))
