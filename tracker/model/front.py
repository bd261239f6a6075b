"""Front matter: the fields that a file of text has for the software that shows it, between two rules at its head.

The rules are `---` around YAML, of which fields on one line are read, or `+++` around TOML.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from tracker.model.datafile import data_file

Label = Literal["effective", "updated", "published"]
_MOST = 200  # lines
_RULE = re.compile(r"---[ \t]*\r?")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\r?")
_FIELD = re.compile(r"[\"']?([^\W\d_][\w .-]{0,40})[\"']?[ \t]{0,4}:(?!//)[ \t]{0,4}([^\n]{0,1000})")
_WITHIN = re.compile(r"[ \t]{1,20}\S|-[ \t]|#|[ \t\r]*$")  # a list, a field within a field, a comment, a blank line
_SAID, _SAID_IN_ALL = 12, 80  # words of a line, and of all lines, that belong to a field: more of them are a text
_TOML_RULE = re.compile(r"\+{3}\r?")  # nothing behind it, as text that was brought into canonical form would have
_TOML_LINE, _TOML_ALL = 2000, 20_000  # characters; a key of ever more parts takes ever longer to read
_QUOTED = re.compile(r"""("((?:[^"\\\n]|\\.){0,1000})"|'([^'\n]{0,1000})')[ \t\r]*(?:#[^\n]{0,1000})?""")
_COMMENT = re.compile(r"(?:^|[ \t])#")
_PARTED = str.maketrans("-. ", "___")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_DATE = re.compile(r"(?=[^\d]{0,40}\d)[\w ,./:+-]{4,60}")  # it need not be one; but no template, and no line of words
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d[\d:.Zz +-]*")


def front_matter(lines: Sequence[str]) -> int:
    """How many lines at the head are front matter, its two rules among them; 0 where there is none.

    A text between two rules is text unless each of its lines is a field, or belongs to one, and a field is among them
    that software knows.
    """
    first = lines[0].removeprefix("\ufeff") if len(lines) > 2 else ""
    if _RULE.fullmatch(first):
        return _yaml(lines)
    return _toml(lines)[0] if _TOML_RULE.fullmatch(first) else 0


def _yaml(lines: Sequence[str]) -> int:
    names, said = set[str](), 0
    for count, line in enumerate(lines[1 : _MOST + 1], start=2):
        if _CLOSING.fullmatch(line):
            return count if _is_known(names) else 0
        if _WITHIN.match(line):
            words = len(line.split())
            said += words
            if words > _SAID or said > _SAID_IN_ALL:
                return 0
        elif field := _FIELD.match(line):
            names.add(_named(field[1]))
        else:
            return 0
    return 0


def _is_known(names: Iterable[str]) -> bool:
    """Software asks for one of these names; else it may be a text that says "Controller: Acorn Ltd"."""
    known = data_file("tracker.model", "front.toml")["known"]["names"]
    return any(name.replace("_", "") in known or name.replace("_", "") in _labels() for name in names)


def _toml(lines: Sequence[str]) -> tuple[int, Mapping[str, Any]]:
    """The number of lines with both rules, and the fields; 0 where what stands between is no TOML."""
    ends = (count for count, line in enumerate(lines[1 : _MOST + 1], start=2) if _TOML_RULE.fullmatch(line))
    count = next(ends, 0)
    within = [line.removesuffix("\r") for line in lines[1 : count - 1]] if count else []
    sizes = [len(line) for line in within]
    if not within or not within[0].strip() or max(sizes) > _TOML_LINE or sum(sizes) > _TOML_ALL:
        return 0, {}
    try:
        fields = tomllib.loads("\n".join(within))
    except (ValueError, RecursionError):
        return 0, {}
    return (count, fields) if _is_known(map(_named, fields)) else (0, {})


def front_fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields of a text's front matter that stand on one line, without quotes and comments.

    Names are in lower case, their words parted by `_`: `effectiveDate` and `effective-date` are `effective_date`.
    """
    count = front_matter(lines)
    if count and "+" in lines[0]:
        return {_named(name): _written(value) for name, value in _toml(lines)[1].items()}
    found = (_FIELD.match(line) for line in lines[1:count])
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


def _written(value: Any) -> str:
    """A TOML value as text; empty for what is neither text nor a date."""
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(value.split()) if isinstance(value, str) else ""


def _named(name: str) -> str:
    return _CAMEL.sub("_", name.strip()).translate(_PARTED).lower()


@functools.cache
def _labels() -> dict[str, Label]:
    table = data_file("tracker.model", "front.toml")["labels"]
    return {name: label for label in get_args(Label) for name in table[label]}
