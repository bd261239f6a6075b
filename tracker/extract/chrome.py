"""Clearing a page of what is not its document: scripts, dialogs, consent walls, navigation, outer headers and footers.

A pattern is never trusted beyond its share: the mark on an element says what a builder meant it to be, and builders
reuse marks, so an element that holds much of the page's prose stays, whatever it is called.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from importlib import resources

from tracker.extract.tree import HEADINGS, Element, Weight, drop, elements, weigh

_MOST_LANDMARK = 0.3  # of the page's prose that one landmark may take away
_MOST_CONSENT = 0.5
_MOST_CLASS = 0.1
_LONG_CONSENT = 4000  # characters; a longer text about cookies is a policy
_SHORT = 120  # characters up to which text for readers' software is a label


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


@functools.cache
def _marks() -> _Marks:
    raw = tomllib.loads(resources.files("tracker.extract").joinpath("chrome.toml").read_text("utf8"))
    sets = {key: frozenset(value.split()) for key, value in raw.items()}
    consent = sets.pop("consent")
    starts = tuple(sorted(name.rstrip("*") for name in consent if name.endswith("*")))
    return _Marks(consent=frozenset(name for name in consent if not name.endswith("*")), consent_starts=starts, **sets)


def clear(body: Element, *, only_silent: bool = False) -> None:
    """Take out of a page's body what is not its document; `only_silent`: no more than what never holds a word."""
    marks = _marks()
    for element in list(elements(body)):
        if element.tag in marks.silent:
            drop(element)
    if only_silent:
        return
    weights = weigh(body)
    total = max(weights[body].prose, 1)
    titles = sum(1 for _ in body.iter("h1"))
    for element in list(elements(body))[1:]:
        weight = weights[element]
        most = _most(element, weight, marks, titles)
        if most and weight.prose <= most * total:
            drop(element)


def _most(element: Element, weight: Weight, marks: _Marks, titles: int) -> float:
    """The share of the page's prose that may go with this element; 0 where nothing marks it as furniture."""
    tag, role = element.tag, (element.get("role") or "").lower()
    if tag == "button":
        return 0 if _belongs_to_heading(element) else _MOST_CLASS
    if tag == "form":  # some builders wrap a whole page in one
        return _MOST_CLASS
    if tag in marks.landmarks or role in marks.roles or element.get("aria-modal") == "true":
        return _MOST_LANDMARK
    if (tag == "header" or role == "banner") and _outer(element):
        return 0 if titles == 1 and next(element.iter("h1"), None) is not None else _MOST_LANDMARK
    if weight.text <= _SHORT and _is_label(element, marks):
        return _MOST_CLASS
    return _most_by_class(element, weight, marks)


def _is_label(element: Element, marks: _Marks) -> bool:
    """Whether an element is for readers' software only, or for none."""
    if element.get("aria-hidden") == "true" or _tokens(element.get("class")) & marks.unseen:
        return True
    href = element.get("href") or "" if element.tag == "a" else ""
    return href[:1] == "#" and (href[1:].lower() in marks.skip_targets or "skip" in href.lower())


def _most_by_class(element: Element, weight: Weight, marks: _Marks) -> float:
    classes = _tokens(element.get("class"))
    every = classes | _tokens(element.get("id"))
    if every and _is_consent(every, weight, marks):
        return _MOST_CONSENT
    return _MOST_CLASS if classes & marks.classes else 0


def _tokens(value: str | None) -> frozenset[str]:
    return frozenset(value.lower().replace("_", "-").split()) if value else frozenset()


def _is_consent(tokens: Collection[str], weight: Weight, marks: _Marks) -> bool:
    """Whether a known tool drew this wall, or its marks say what it is and it is no longer than such walls are."""
    if any(token in marks.consent or token.startswith(marks.consent_starts) for token in tokens):
        return True
    return weight.prose <= _LONG_CONSENT and any(_says_consent(set(token.split("-")), marks) for token in tokens)


def _says_consent(parts: set[str], marks: _Marks) -> bool:
    if "consent" in parts and parts & {"cookie", "cookies", "gdpr"}:
        return True
    return bool(parts & marks.consent_matter and parts & marks.consent_form)


def _outer(element: Element) -> bool:
    """Whether a header heads the page and not an article in it."""
    return not any(above.tag in {"article", "main", "section"} for above in element.iterancestors())


def _belongs_to_heading(button: Element) -> bool:
    """Whether a button is the handle of an accordion: inside a heading, or around one."""
    return any(above.tag in HEADINGS for above in button.iterancestors()) or any(
        below.tag in HEADINGS for below in button.iterdescendants()
    )
