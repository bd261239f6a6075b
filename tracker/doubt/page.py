"""Error pages, challenges, walls and placeholders, recognised by what they say and by what they lack.

Does not compare with the version before: a collapse, another language or another document is the classifier's to see.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from tracker.model import Document, plain

EMPTY = 25  # words; no policy of the 300 measured says less, most error pages do not say much more
SHORT = 400  # words; a longer text that reads like a policy is one, whatever it mentions
FEW_SIGNS = 4  # distinct words of law and data; the shortest real policies hold more
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def not_a_policy(document: Document) -> str | None:
    """Why a text is no policy at all, in a sentence for the operator; None where it may be one."""
    text = " ".join(plain("\n".join(document.lines)).casefold().replace("’", "'").split())
    words = _WORD.findall(text)
    if len(words) < EMPTY:
        return f"The page is almost empty: {len(words)} words."
    signs = len(_policy_words() & set(words))
    top = " ".join(section.heading for section in document.sections[:2]).casefold().replace("’", "'")
    for kind, told, pattern in _kinds():
        found = pattern.search(top) or (pattern.search(text) if len(words) < SHORT else None)
        if found and signs < FEW_SIGNS * (1 if len(words) < SHORT else 2):
            return f"{told}: it says “{found.group()}” ({kind.replace('_', ' ')})."
    return None


@functools.cache
def _data() -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads((resources.files("tracker.doubt") / "phrases.toml").read_text("utf8"))


@functools.cache
def _policy_words() -> frozenset[str]:
    return frozenset(_data()["policy"]["words"])


@functools.cache
def _kinds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    kinds = []
    for name, entry in _data().items():
        if name != "policy":
            phrases = "|".join(re.escape(phrase) for phrase in sorted(entry["phrases"], key=len, reverse=True))
            kinds.append((name, str(entry["told"]), re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")))
    return tuple(kinds)
