"""Quoting: enough words around a change to read it, no more."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Edit, Redline

_LONGEST = 320  # characters of a quote before it is trimmed
_AROUND = 12  # words kept on either side of a change
_BESIDE = 3  # words kept on either side in a summary
_SHORT = 90  # characters of what a summary quotes


def trimmed(edit: Edit) -> tuple[str, str]:
    """Both sides as quotes: whole where short, else the words around what differs, with dots for what was left out.

    The cells of a table row are kept apart.
    """
    if edit.kind == "row" and (edit.cells_before or edit.cells_after):
        before, after = (" · ".join(filter(None, cells)) for cells in (edit.cells_before, edit.cells_after))
        if max(len(before), len(after)) > 2 * _LONGEST and before and after:
            before, after = _difference(before, after, _AROUND)
        return cut(before, 2 * _LONGEST), cut(after, 2 * _LONGEST)
    if len(edit.before) <= _LONGEST and len(edit.after) <= _LONGEST:
        return edit.before, edit.after
    if not edit.before or not edit.after or not edit.redline:
        return cut(edit.before, _LONGEST), cut(edit.after, _LONGEST)
    return _around(edit.redline, "insert"), _around(edit.redline, "delete")


def _around(redline: Redline, left_out: str) -> str:
    shown = []
    for place, (kind, text) in enumerate(redline):
        if kind == left_out:
            continue
        shown.append(_middle(text, first=place == 0, last=place == len(redline) - 1) if kind == "equal" else text)
    return cut("".join(shown).strip(), 2 * _LONGEST)


def _middle(text: str, *, first: bool, last: bool) -> str:
    words = text.split()
    if len(words) <= 2 * _AROUND:
        return text
    start = "" if first else " " * text[0].isspace() + " ".join(words[:_AROUND])
    end = "" if last else " ".join(words[-_AROUND:]) + " " * text[-1].isspace()
    return f"{start} … {end}"


def cut(text: str, longest: int) -> str:
    """The text, or its beginning up to a word's end and three dots."""
    if len(text) <= longest:
        return text
    head = text[:longest].rsplit(" ", 1)[0]
    return f"{head} …"


def short(edit_before: str, edit_after: str, named: Sequence[str]) -> tuple[str, str]:
    """What a summary quotes: the few words a rule named, else both sides cut short around their difference."""
    if any(named):
        return cut(named[0], _SHORT), cut(named[1], _SHORT)
    if not edit_before or not edit_after:
        return cut(edit_before, 2 * _SHORT), cut(edit_after, 2 * _SHORT)
    old, new = _difference(edit_before, edit_after, _BESIDE)
    return cut(old, _SHORT), cut(new, _SHORT)


def _difference(before: str, after: str, beside: int) -> tuple[str, str]:
    """Both sides from their first to their last different word, with so many equal words beside them."""
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first, last = max(0, start - beside), max(0, end - beside)
    return _piece(old, first, len(old) - last), _piece(new, first, len(new) - last)


def _piece(words: Sequence[str], start: int, end: int) -> str:
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")
