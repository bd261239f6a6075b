"""Clearing a page of what is not its document: scripts, dialogs, consent walls, navigation, outer headers and footers.

A pattern is never trusted beyond its share: the mark on an element says what a builder meant it to be, and builders
reuse marks, so an element that holds much of the page's prose stays, whatever it is called.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import chain

from tracker.extract.census import Census
from tracker.extract.tree import HEADINGS, Element, drop, words_of
from tracker.extract.walls import is_section, unnamed_walls
from tracker.model.datafile import data_file
from tracker.model.memory import remembered

_MOST_LANDMARK = 0.3  # of the page's prose that one landmark may take away
_MOST_OUTSIDE = 0.8  # where the page marks its main part, which holds a heading, and the landmark stands outside it
_MOST_CONSENT = 0.5
_MOST_CLASS = 0.1
_LINE_OR_TWO, _MOST_OF_SHORT = 300, 0.4  # characters; so short a text is much of a short page
_LONG_CONSENT = 4000  # characters; a longer text about cookies is a policy
_SHORT = 120  # characters up to which text for readers' software is a label
_AROUND, _ROLES_AROUND = frozenset(("nav", "footer")), frozenset(("navigation", "contentinfo"))
_SENTENCE = re.compile(r"(?:\S+\s+){7}.{0,200}\.\s*$", re.DOTALL)
_BUILT = re.compile(r"^[a-z]{1,2}-(?=[a-z])|--.*$")  # "c-newsletter--light": a builder's prefix and a variant

# What the class or id of an element can say that it is: for readers' software only, a consent wall that a known tool
# draws, what may be a consent wall, furniture.
_UNSEEN, _WALL, _WALL_LIKE, _FURNITURE = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class _Marks:
    silent: frozenset[str]
    landmarks: frozenset[str]
    roles: frozenset[str]
    consent: frozenset[str]
    consent_starts: tuple[str, ...]
    consent_matter: frozenset[str]
    consent_form: frozenset[str]
    classes: frozenset[str]
    unseen: frozenset[str]
    skip_targets: frozenset[str]
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]
    parts: frozenset[str]  # of all that a name can be told by, but for the beginnings


@functools.cache
def _marks() -> _Marks:
    raw = dict(data_file("tracker.extract", "chrome.toml"))
    pairs = tuple((frozenset(pair["matter"].split()), frozenset(pair["form"].split())) for pair in raw.pop("pairs"))
    sets = {key: frozenset(value.split()) for key, value in raw.items()}
    consent = sets.pop("consent")
    starts = tuple(sorted(name.rstrip("*") for name in consent if name.endswith("*")))
    whole = frozenset(name for name in consent if not name.endswith("*"))
    names = (whole, sets["classes"], sets["unseen"], sets["consent_matter"], {"consent"}, *(one for one, _ in pairs))
    parts = frozenset(part for name in chain.from_iterable(names) for part in name.split("-"))
    return _Marks(consent=whole, consent_starts=starts, pairs=pairs, parts=parts, **sets)


def silence(root: Element) -> None:
    """Take out what never holds a word of a document."""
    for element in list(root.iter(*_marks().silent)):
        drop(element)


def strike_out(root: Element) -> None:
    """Take out words that are struck out: they hold no more; not where most of the page is, by a tag left open."""
    struck = list(root.iter("del", "s", "strike"))
    whole = len(words_of(root)) if struck else 0
    for element in struck:
        if len(words_of(element)) * 2 < whole:
            drop(element)


def clear(page: Census) -> None:
    """Take out of a page what is not its document; what never holds a word is gone already."""
    weights = page.weigh()
    total = max(weights.prose[0], 1)
    for place in list(unnamed_walls(page, weights)):
        page.drop(place)
    judge = _Judge(page)
    for place in page.within(0):
        if place == 0:
            continue
        prose = weights.prose[place]
        most = judge.most(place, weights.text[place], prose)
        if most and (prose <= most * total or (prose <= _LINE_OR_TWO and prose <= _MOST_OF_SHORT * total)):
            page.drop(place)


class _Judge:
    """Says of one element of a body after the other what share of the page's prose may go with it."""

    def __init__(self, page: Census) -> None:
        self._page = page
        self._marks = _marks()
        body = page.elements[0]
        self._lone_title = sum(1 for _ in body.iter("h1")) == 1
        main, *others = [*body.iter("main")] or [None]
        headed = main is not None and not others and next(main.iter("h1", "h2"), None) is not None
        self._main = page.elements.index(main) if headed else 0  # the place of the only main part
        self._names: dict[tuple[str | None, str | None], int] = {}  # a page uses the same few many times
        self._tags = self._marks.landmarks | {"button", "form", "header"}

    def most(self, place: int, text: int, prose: int) -> float:
        """The share that may go with an element of so much text and prose; 0 where nothing marks it as furniture."""
        element = self._page.elements[place]
        if not element.attrib and element.tag not in self._tags and "-" not in element.tag:
            return 0
        key = element.get("class"), element.get("id")
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = _said(key[0]) | _said(key[1]) & (_WALL | _WALL_LIKE)
        if "-" in element.tag:
            name |= _says(element.tag)  # an element of the site's own making, named like a class
        tagged = element.tag in self._tags or element.get("role") or element.get("aria-modal")
        if tagged and (by_kind := self._by_kind(place, element)) is not None:
            return by_kind
        if text <= _SHORT and (
            name & _UNSEEN
            or (element.get("aria-hidden") == "true" and _is_label(element))
            or (element.tag == "a" and self._skips(element))
        ):
            return _MOST_CLASS
        if name & _WALL or (name & _WALL_LIKE and prose <= _LONG_CONSENT and not is_section(element)):
            return _MOST_CONSENT
        return _MOST_CLASS if name & _FURNITURE else 0

    def _by_kind(self, place: int, element: Element) -> float | None:
        """By what HTML and ARIA say that the element is; None where they leave it open."""
        tag, role = element.tag, (element.get("role") or "").lower()
        if tag == "button":
            return 0 if _belongs_to_heading(element) else _MOST_CLASS
        if tag == "form":  # some builders wrap a whole page in one
            return _MOST_CLASS
        if self._main and (tag in _AROUND or role in _ROLES_AROUND) and self._is_outside(place):
            return _MOST_OUTSIDE
        if tag in self._marks.landmarks or role in self._marks.roles or element.get("aria-modal") == "true":
            return _MOST_LANDMARK
        if (tag == "header" or role == "banner") and _outer(element):
            return 0 if self._lone_title and next(element.iter("h1"), None) is not None else _MOST_LANDMARK
        if role == "banner" and next(element.iter("h1", "h2"), None) is None:
            return _MOST_CLASS
        return None

    def _is_outside(self, place: int) -> bool:
        """Whether an element stands beside the main part of its page, neither in it nor around it."""
        return self._page.end(place) <= self._main or place >= self._page.end(self._main)

    def _skips(self, element: Element) -> bool:
        """Whether a link jumps past the navigation."""
        href = element.get("href") or ""
        return href[:1] == "#" and (href[1:].lower() in self._marks.skip_targets or "skip" in href.lower())


def _said(attribute: str | None) -> int:
    """All that the words of a class or id say of their element."""
    said = 0
    if attribute:
        for token in attribute.lower().replace("_", "-").split():
            said |= _says(token)
    return said


@remembered
def _says(token: str) -> int:
    """What one word of a class or id says; builders use the same on all pages."""
    marks = _marks()
    parts = set(token.split("-"))
    named = token in marks.consent or token.startswith(marks.consent_starts)
    if not named and marks.parts.isdisjoint(parts):  # as nearly always
        return 0
    said = (_UNSEEN if token in marks.unseen else 0) | (_WALL if named else 0)
    if _says_consent(parts, marks):
        said |= _WALL_LIKE
    block = _BUILT.sub("", token)
    parts = set(block.split("-"))
    furniture = token in marks.classes or block in marks.classes
    furniture = furniture or any(matter & parts and form & parts for matter, form in marks.pairs)
    return said | _FURNITURE if furniture else said


def _is_label(element: Element) -> bool:
    """Whether an element that is kept from readers' software is no sentence of a closed panel."""
    return not _SENTENCE.match(words_of(element))


def _says_consent(parts: set[str], marks: _Marks) -> bool:
    if "consent" in parts and parts & {"cookie", "cookies", "gdpr"}:
        return True
    return bool(parts & marks.consent_matter and parts & marks.consent_form)


def _outer(element: Element) -> bool:
    """Whether a header heads the page and not an article in it."""
    return next(element.iterancestors("article", "main", "section"), None) is None


def _belongs_to_heading(button: Element) -> bool:
    """Whether a button is the handle of an accordion: inside a heading, or around one."""
    return any(
        next(related, None) is not None
        for related in (button.iterancestors(*HEADINGS), button.iterdescendants(*HEADINGS))
    )
