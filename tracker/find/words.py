"""What kind of policy a title, a link's text or an address names."""

from __future__ import annotations

import functools
import re
import unicodedata
from urllib.parse import unquote

from tracker.model import PolicyKind
from tracker.model.datafile import data_file

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 6  # words of a file or folder; a longer one is the title of a story
_NARROW_FIRST: tuple[PolicyKind, ...] = ("subprocessors", "dpa", "cookies", "guidelines", "privacy", "terms", "other")


def kind_of(words: str) -> PolicyKind | None:
    """The kind of policy that a title names; None where it names none. Privacy and cookies in one are privacy."""
    folded = _folded(words)
    found = [kind for kind in _NARROW_FIRST if _pattern(kind).search(folded)]
    if found[:1] == ["cookies"] and "privacy" in found:
        return "privacy"
    return found[0] if found else None


def kind_of_path(path: str) -> PolicyKind | None:
    """The kind of policy that the path of an address names, its last part first; None where it names none."""
    for part in reversed(unquote(path).split("/")):
        kind = kind_of(part)
        if kind is not None and _folded(part).count("-") <= _LONGEST_NAME + 1:
            return kind
    return None


def is_other(words: str) -> bool:
    """Whether words that name a policy belong to a dialog, a form or a story about it."""
    return bool(_pattern("none").search(_folded(words)))


def share(words: str, kind: PolicyKind) -> float:
    """How much of the words names the kind, from 0 to 1: the more of a link's text, the surer the link."""
    folded = _folded(words).strip("-")
    named = max((len(found.group().strip("-")) for found in _pattern(kind).finditer(f"-{folded}-")), default=0)
    return named / max(len(folded), 1)


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return f"-{_SEPARATORS.sub('-', ''.join(c for c in plain if not unicodedata.combining(c))).strip('-')}-"


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    data = data_file("tracker.find", "kinds.toml")
    longest_first = sorted(data[kind]["words"], key=len, reverse=True)
    return re.compile("|".join(f"-{_stem(word)}-" for word in longest_first))


def _stem(word: str) -> str:
    return re.escape(word.removesuffix("*")) + ("[a-z0-9]{0,30}" if word.endswith("*") else "")
