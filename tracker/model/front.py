"""Front matter: the fields that a file of text has for the software that shows it, between two rules at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MOST = 200  # lines
_RULE = re.compile(r"---[ \t]*\r?")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\r?")
_FIELD = re.compile(r"([A-Za-z][\w.-]{0,40})[ \t]{0,4}:(?:[ \t]{1,4}|\r?$)([^\n]{0,1000})")
_WITHIN = re.compile(r"[ \t]{1,20}\S|-[ \t]|#|[ \t\r]*$")  # a list, a field within a field, a comment, a blank line


def front_matter(lines: Sequence[str]) -> int:
    """How many lines at the head are front matter, its two rules among them; 0 where there is none.

    A text between two rules is text unless each of its lines is a field, or belongs to one.
    """
    if not lines or not _RULE.fullmatch(lines[0]) or len(lines) < 3 or not _FIELD.match(lines[1]):
        return 0
    for count, line in enumerate(lines[1 : _MOST + 1], start=2):
        if _CLOSING.fullmatch(line):
            return count
        if not (_FIELD.match(line) or _WITHIN.match(line)):
            return 0
    return 0


def front_fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields of a text's front matter that stand on one line, by name in lower case, without quotes."""
    found = (_FIELD.match(line) for line in lines[1 : front_matter(lines)])
    return {field[1].lower(): field[2].strip().strip("\"'") for field in found if field}
