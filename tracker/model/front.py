"""Front matter: the fields that a file of text has for the software that shows it, between two rules at its head."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Literal, get_args

from tracker.model.datafile import data_file

Label = Literal["effective", "updated", "published"]
_MOST = 200  # lines
_RULE = re.compile(r"---[ \t]*\r?")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\r?")
_FIELD = re.compile(r"([A-Za-z][\w.-]{0,40})[ \t]{0,4}:(?:[ \t]{1,4}|\r?$)([^\n]{0,1000})")
_WITHIN = re.compile(r"[ \t]{1,20}\S|-[ \t]|#|[ \t\r]*$")  # a list, a field within a field, a comment, a blank line
_QUOTED = re.compile(r"""("((?:[^"\\\n]|\\.){0,1000})"|'([^'\n]{0,1000})')[ \t\r]*(?:#[^\n]{0,1000})?""")
_COMMENT = re.compile(r"(?:^|[ \t])#")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DATE = re.compile(r"(?=[^\d]{0,40}\d)[\w ,./:+-]{4,60}")  # it need not be one; but no template, and no line of words
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d[\d:.Zz +-]*")


def front_matter(lines: Sequence[str]) -> int:
    """How many lines at the head are front matter, its two rules among them; 0 where there is none.

    A text between two rules is text unless each of its lines is a field, or belongs to one.
    """
    if (
        not lines
        or not _RULE.fullmatch(lines[0].removeprefix("\ufeff"))
        or len(lines) < 3
        or not _FIELD.match(lines[1])
    ):
        return 0
    for count, line in enumerate(lines[1 : _MOST + 1], start=2):
        if _CLOSING.fullmatch(line):
            return count
        if not (_FIELD.match(line) or _WITHIN.match(line)):
            return 0
    return 0


def front_fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields of a text's front matter that stand on one line, without quotes and comments.

    Names are in lower case, their words parted by `_`: `effectiveDate` and `effective-date` are `effective_date`.
    """
    found = (_FIELD.match(line) for line in lines[1 : front_matter(lines)])
    return {_named(field[1]): _bare(field[2]) for field in found if field}


def dated_fields(lines: Sequence[str]) -> dict[str, tuple[Label, str]]:
    """The fields of a text's front matter by which the text may be dated: the date's label, and the value.

    Of a time the day alone is left: the time says when a file was saved.
    """
    labels = ((name, _labels().get(name.replace("_", "")), value) for name, value in front_fields(lines).items())
    return {name: (label, _TIME.sub(r"\1", value)) for name, label, value in labels if label and _DATE.fullmatch(value)}


def without_front(markdown: str) -> str:
    """A text without its front matter and the blank lines behind that."""
    lines = markdown.split("\n")
    count = front_matter(lines)
    return "\n".join(lines[count:]).lstrip("\n") if count else markdown


def _bare(value: str) -> str:
    """A value without quotes, and without the comment behind it."""
    value = value.strip()
    if quoted := _QUOTED.fullmatch(value):
        return (quoted[2] or quoted[3] or "").replace('\\"', '"').strip()
    comment = _COMMENT.search(value)
    return (value[: comment.start()] if comment else value).strip()


def _named(name: str) -> str:
    return _CAMEL.sub("_", name).replace("-", "_").replace(".", "_").lower()


@functools.cache
def _labels() -> dict[str, Label]:
    table = data_file("tracker.model", "front.toml")["labels"]
    return {name: label for label in get_args(Label) for name in table[label]}
