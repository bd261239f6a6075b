"""Error pages, challenges, walls and placeholders, told from policies by what they talk about.

A page that is no policy talks about this very visit; a policy names itself, and talks of data, law and what people may
do at any time. Only short texts are weighed so: whatever fills pages and reads like a policy is one.

Does not compare with the version before; see `version`.
"""

from __future__ import annotations

import functools

from tracker.doubt.moved import POINTER, moved_away, shortened, whereto
from tracker.doubt.talk import Kind, talk, title_talk
from tracker.doubt.words import Stems, count, data, words_of
from tracker.model import Document, plain
from tracker.model.front import front_matter
from tracker.model.language import language_of

EMPTY = 25  # words; no policy of the 300 measured says less, most error pages do not say much more
SHORT = 400  # words; a longer text that reads like a policy is one, whatever it mentions
FEW_SIGNS = 4  # distinct words of law and data; the shortest real policies hold more
MANY_SIGNS = 8
_MOST = 0.5  # share of the sentences of a named policy that may talk about the visit
_SOME = 0.2  # the same of a text without such a name
_LINES = 4  # of a text; in a longer one a single sentence is no talk
_LANGUAGES = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})  # that the lists of signs know
_TELLS = 20  # words from which on a text tells its language
_TITLE = 12  # words
_TELLING = 3  # words; "Sorry" says less than the sentence below it
_FILLER = "lorem ipsum"


def not_a_policy(document: Document) -> str | None:
    """Why a text is no policy at all, in a sentence for the operator; None where it may be one."""
    lines = [line for line in map(str.strip, plain("\n".join(document.lines)).split("\n")) if line]
    long = count("\n".join(lines))
    title = next((title for title in titles_of(document)[:2] if names_policy(title) or title_talk(title)), "")
    kind = title_talk(title)
    said = [(found, line) for line in lines if line != title and (found := talk(line))] if long < SHORT else []
    few = long < EMPTY or signs_in("\n".join(lines)) < MANY_SIGNS
    unnamed = few and not (names_policy(title) and long >= EMPTY)
    if kind and (unnamed or any(found is kind for found, _ in said)):
        return _told(*said[0]) if said and len(words_of(title)) < _TELLING else _told(kind, title)
    if long < POINTER and not said and (reason := moved_away(document)):
        return reason
    if long < EMPTY:
        return _told(*said[0]) if said else _empty(document, long, " / ".join(lines))
    return _short(lines, said, named=bool(title)) if long < SHORT else None


def _empty(document: Document, long: int, text: str) -> str:
    quote = f", “{shortened(text)}”" if text else ""
    return f"The page is almost empty: {long} word{'s' * (long != 1)}{quote}.{whereto(document)}"


def _short(lines: list[str], said: list[tuple[Kind, str]], *, named: bool) -> str | None:
    if said and len(said) >= (_MOST if named else _SOME) * len(lines) and (len(said) > 1 or len(lines) < _LINES):
        return _told(*said[0])
    if any(_FILLER in line.casefold() for line in lines):
        return f"The page holds filler instead of a text: it says “{_FILLER}”."
    return None


def hardly_a_policy(document: Document) -> str | None:
    """Why a text that says nothing of its being no policy still does not read like one; a person may know better."""
    text = plain("\n".join(document.lines))
    if count(text) >= SHORT or any(map(names_policy, titles_of(document)[:2])):
        return None
    if signs_in(text) >= FEW_SIGNS or not _is_known(language_of(document.lines), text):
        return None
    return "Nothing in the text reads like a policy: no title of one, and next to no word of law or data."


def titles_of(document: Document) -> list[str]:
    """The headings of a text; its first line where it has none and that is short."""
    found = [section.heading for section in document.sections if section.heading]
    if not found:
        text = plain("\n".join(document.lines[front_matter(document.lines) :]))
        first = next((line for line in map(str.strip, text.split("\n")) if line), "")
        found = [first] if len(words_of(first)) <= _TITLE else []
    return found


def names_policy(title: str) -> bool:
    """Whether a title is that of a policy."""
    words = words_of(title)
    return len(words) <= 2 * _TITLE and _names().meet(frozenset(words))


def signs_in(text: str) -> int:
    """How many different words of law and data a text holds."""
    return len(_signs().intersection(words_of(text)))


def _told(kind: Kind, line: str) -> str:
    quote = " ".join(line.split())
    quote = quote if len(quote) <= 100 else f"{quote[:99]}…"
    return f"{kind.told}: it says “{quote}” ({kind.name})."


def _is_known(language: str, text: str) -> bool:
    """Whether the lists of signs know the language; a few words may be of any."""
    return language in _LANGUAGES or (not language and count(text) < _TELLS)


@functools.cache
def _signs() -> frozenset[str]:
    return frozenset(data("signs")["words"].split())


@functools.cache
def _names() -> Stems:
    return Stems(part for title in data("signs")["titles"].split() for part in title.split("-"))
