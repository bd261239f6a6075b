"""What the operator names: parts of a page by CSS selector, a stretch of the text by its headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError

from tracker.errors import ExtractionError
from tracker.extract.tree import Element, drop
from tracker.model.words import visible_words


def remove_matches(body: Element, selectors: Sequence[str]) -> list[str]:
    """Drop what `remove` names; what went wrong, in words."""
    problems = []
    for selector in selectors:
        found = [match for match in _matches(body, selector, "remove") if match is not body]
        for match in found:
            if any(above is body for above in match.iterancestors()):
                drop(match)
        if not found:
            problems.append(f'remove "{selector}" matched nothing; the page may have changed, or the selector can go.')
    return problems


def select_matches(body: Element, selectors: Sequence[str]) -> tuple[list[Element], list[str]]:
    """The elements that `select` names, in the order of the page, none inside another; what went wrong, in words.

    Raises:
        ExtractionError: where a selector is malformed, or none of them matches anything.
    """
    problems: list[str] = []
    found: list[Element] = []
    for selector in selectors:
        matches = _matches(body, selector, "select")
        found.extend(match for match in matches if match not in found)
        if not matches:
            problems.append(f'select "{selector}" matched nothing; the page may have changed.')
    if not found:
        named = ", ".join(f'"{selector}"' for selector in selectors)
        raise ExtractionError(
            f"Nothing on the page matches select {named}. Open the page and mend the selector, or leave `select` out: "
            "the document is found without it."
        )
    chosen = set(found)
    order = [element for element in body.iter() if element in chosen]
    return [one for one in order if not any(above in chosen for above in one.iterancestors())], problems


def _matches(body: Element, selector: str, key: str) -> list[Element]:
    try:
        matches: Any = CSSSelector(selector, translator="html")(body)
    except (SelectorError, XPathError, ValueError, RecursionError) as error:
        raise ExtractionError(f'{key} "{selector}" is no CSS selector that can be used: {error}') from error
    return [match for match in matches if isinstance(match.tag, str)]


def between(markdown: str, start: str | None, end: str | None) -> tuple[str, list[str]]:
    """The lines from the heading `start` up to, not including, the heading `end`; what went wrong, in words.

    A heading is named by its words: the first heading, else line, with exactly these, else the first heading with
    these among others.
    """
    if start is None and end is None:
        return markdown, []
    lines = markdown.splitlines(keepends=True)
    problems, first, last = [], 0, len(lines)
    if start is not None:
        place = _place(lines, start, 0)
        if place is None:
            problems.append(f'start "{start}" is no heading or line of the text; it is read from its beginning.')
        first = place or 0
    if end is not None:
        place = _place(lines, end, first + (start is not None))
        if place is None:
            problems.append(f'end "{end}" is no heading or line of the text; it is read to its end.')
        last = len(lines) if place is None else place
    return "".join(lines[first:last]), problems


def _place(lines: Sequence[str], name: str, first: int) -> int | None:
    wanted = visible_words(name)
    if not wanted:
        return None
    for headings_only in (True, False):
        for place in range(first, len(lines)):
            if lines[place].lstrip().startswith("#") >= headings_only and visible_words(lines[place]) == wanted:
                return place
    within = f" {' '.join(wanted)} "
    for place in range(first, len(lines)):
        if lines[place].lstrip().startswith("#") and within in f" {' '.join(visible_words(lines[place]))} ":
            return place
    return None
