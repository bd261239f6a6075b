"""A commit as the rest of the program sees it, and its message in a form that no page can bend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.model.wording import one_line

_SUBJECT = 100  # characters; longer lines are cut by git log --oneline on a terminal and by GitHub's list of commits
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,40}")
# What git or a forge reads as more than text at the start of a line: comments, the `---` that ends a message in
# git am and git interpret-trailers, patches, mbox separators, trailers.
_LOADED = re.compile(r"#|--|diff |Index: |From |[\w-]{1,80}\s?:")
# What a forge acts upon anywhere in a message: closing an issue, naming a person, skipping the checks.
_DEFUSE = (
    (re.compile(r"(?:(?<=#)|(?<=\bgh-))(?=\d)", re.IGNORECASE), " "),
    (re.compile(r"(?<=/issues/)(?=\d)|(?<=/pull/)(?=\d)", re.IGNORECASE), " "),
    (re.compile(r"(?<![\w.])@(?=\w)"), "@ "),
    (re.compile(r"\[(skip ci|ci skip|no ci|skip actions|actions skip)\]", re.IGNORECASE), r"(\1)"),
    (re.compile(r"\*{3}NO_CI\*{3}", re.IGNORECASE), "NO_CI"),
)


@dataclass(frozen=True, slots=True)
class Commit:
    """What to commit. Paths are relative to the root, below `snapshots/` or `feeds/`; None deletes.

    `at` (aware of its zone) becomes the date of author and committer. Subject, body and the values of trailers may
    hold text from a page: `message` makes them harmless.
    """

    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...]
    at: datetime
    files: Mapping[str, bytes | None] = field(repr=False)


def message(commit: Commit) -> bytes:
    """The whole message, UTF-8: subject, body, trailers, each set apart by an empty line.

    Raises:
        ValueError: where a trailer's key is not one (keys are the program's own words, never a page's).
    """
    for key, _ in commit.trailers:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} cannot be the key of a trailer.")
    paragraphs = (
        subject_line(commit.subject),
        "\n".join(_body_line(line) for line in commit.body.split("\n")).strip("\n"),
        "\n".join(f"{key}: {line}" for key, value in commit.trailers if (line := one_line(value))),
    )
    return ("\n\n".join(text for text in paragraphs if text) + "\n").encode("utf-8", "replace")


def subject_line(text: str) -> str:
    """One line of at most about a hundred characters, cut at a word."""
    return one_line(_defused(one_line(text)).lstrip("#- "), _SUBJECT) or "Policy update"


def _body_line(line: str) -> str:
    indent = "  " if line.startswith("  ") else ""
    line = _defused(one_line(line))
    return f"{indent or '  '}{line}" if line and (indent or _LOADED.match(line)) else line


def _defused(line: str) -> str:
    for pattern, harmless in _DEFUSE:
        line = pattern.sub(harmless, line)
    return line
