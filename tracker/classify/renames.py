"""A name replaced everywhere is one change, not forty."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.classify.clause import is_sentence
from tracker.classify.lexicon import concepts, small_words
from tracker.classify.page import Page
from tracker.classify.tokens import SIGNS, read, squash
from tracker.model import Edit

_CAPITALISED = re.compile(r"\b[A-Z][\w&.-]{1,40}(?:\s[A-Z][\w&.-]{1,40}){0,4}")
_TIMES = 3  # edits that replace the same words before it is called a rename
_SIGNS = " .,;:()\"“”'’"
_LONGEST = 4  # words of a name
_NAMES = ("is a trading name of", "is the trading name of", "is a brand of", "(formerly", "(previously", "formerly")
_LEFT = 0.34  # share of the old name that may stay on the page
_MEANINGFUL = frozenset(
    {"firm", "soft", "negation", "you", "us", "children", "consent", "choice", "right", "recipient"}
)


@dataclass(frozen=True, slots=True)
class Rename:
    """`old` became `new` in `times` edits; the words as the rules see them, the names as they stand."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_name: str
    new_name: str
    times: int


def renames(edits: Sequence[Edit], before: Page, after: Page) -> tuple[Rename, ...]:
    """The names replaced throughout, most frequent first.

    Words that steer a sentence, figures and small words are no names; nor is a company that data are passed on to,
    which the rows of a table or a sentence about sharing name.
    """
    found: Counter[tuple[str, str]] = Counter()
    passed_on: Counter[tuple[str, str]] = Counter()
    for edit in edits:
        swaps = set(_swaps(edit))
        found.update(swaps)
        if swaps and (edit.kind == "row" or concepts().find(read(edit.after).words).keys() & {"share", "sell"}):
            passed_on.update(swap for swap in swaps if not edit.after.startswith(swap[1]))  # "Acorn sells nothing"
    made = []
    for (old, new), times in found.most_common(8):
        if times < _TIMES or passed_on[old, new] * 2 >= times or not (_is_name(old) and _is_name(new)):
            continue
        stood, stands = before.bounded.count(squash(old)), after.bounded.count(squash(old))
        within = after.bounded.count(squash(new)) if squash(old) in squash(new) else 0
        if stands - within <= stood * _LEFT or _equated(old, new, after.text):
            made.append(Rename(read(old).words, read(new).words, old, new, times))
    return tuple(made)


def _equated(old: str, new: str, text: str) -> bool:
    """The text itself says that the new name is the old one's: "Acorn is a trading name of Oak Ltd"."""
    return any(f"{new} {link} {old}" in text for link in _NAMES) or f"{old}, trading as {new}" in text


def widespread(edits: Sequence[Edit]) -> frozenset[str]:
    """Names, case-folded, that came in several sentences: the company's own products and terms."""
    came: Counter[str] = Counter()
    for edit in edits:
        if edit.before and edit.after and edit.kind != "row":
            names = {name for kind, text in edit.redline if kind == "insert" for name in capitalised(text)}
            came.update(names)
    return frozenset(name.casefold() for name, times in came.items() if times >= _TIMES)


def capitalised(text: str) -> list[str]:
    """Words with a capital and runs of them."""
    return _CAPITALISED.findall(text)


def _swaps(edit: Edit) -> Iterable[tuple[str, str]]:
    """Short runs deleted and at once inserted; where a part of a name came or went, the name with and without it."""
    runs = [*edit.redline, ("equal", "")]
    for (kind, old), (following, new), (last, _) in zip(edit.redline, runs[1:], runs[2:], strict=False):
        pair = old.strip(_SIGNS), new.strip(_SIGNS)
        if (kind, last) == ("equal", "equal") and following != "equal":
            name = _last_name(old)
            long = f"{name} {pair[1]}"
            if not name or not all(word[0].isupper() for word in long.split()):
                continue
            pair = (name, long) if following == "insert" else (long, name)
        elif (kind, following) != ("delete", "insert"):
            continue
        if all(part and len(part.split()) <= _LONGEST for part in pair):
            yield pair


def _last_name(text: str) -> str:
    """The word that a run of unchanged words ends with, where it may be a name."""
    *_, word = text.split() or [""]
    return word if word[:1].isupper() and word[-1:].isalnum() else ""


def _is_name(text: str) -> bool:
    words = read(text).words
    if not words or read(text).damaged or any(word[0].isdigit() or word in SIGNS for word in words):
        return False
    if all(word in small_words() for word in words) or concepts().find(words).keys() & _MEANINGFUL:
        return False
    return any(character.isupper() for character in text)


def resettled(edits: Sequence[Edit], rename: Rename) -> bool:
    """The address beside the name was replaced with it: another company, not the same with another name."""
    old = [_seat(edit.before, rename.old_name) for edit in edits if edit.before.startswith(rename.old_name)]
    new = [_seat(edit.after, rename.new_name) for edit in edits if edit.after.startswith(rename.new_name)]
    left, come = {seat for seat in old if seat}, {seat for seat in new if seat}
    return bool(left) and bool(come) and left.isdisjoint(come)


def _seat(text: str, name: str) -> str:
    """The letters of a postal address behind a name; empty where a sentence follows."""
    said = read(text[len(name) :]).words
    figures = sum(word[0].isdigit() for word in said)
    return squash(text[len(name) :]) if figures and not is_sentence(said) and not text.rstrip().endswith(".") else ""


def renamed(words: Sequence[str], applied: Iterable[Rename]) -> tuple[str, ...]:
    """The words with every old name replaced by the new one."""
    result = list(words)
    for rename in applied:
        size, place = len(rename.old), 0
        while place <= len(result) - size:
            if tuple(result[place : place + size]) == rename.old and (
                len(rename.new) < size or tuple(result[place : place + len(rename.new)]) != rename.new
            ):
                result[place : place + size] = rename.new
                place += len(rename.new)
            else:
                place += 1
    return tuple(result)
