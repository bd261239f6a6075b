"""What was made of a text is kept for a while: two versions of a policy are mostly the same text."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

Made = TypeVar("Made")
_LONGEST = 2000  # characters: longer texts are rarely met again, and hostile ones are not to fill the memory
_CHARACTERS = 1_500_000  # the lines of both sides of the largest policy known
_ALL: list[Memory[object]] = []


class Memory(dict[str, Made], Generic[Made]):
    """The answers of a pure function to the short texts it was asked about; looking one up takes no Python call.

    When the texts fill it, it forgets them all and begins again.
    """

    def __init__(self, function: Callable[[str], Made]) -> None:
        super().__init__()
        self._function = function
        self._room = _CHARACTERS
        _ALL.append(self)  # type: ignore[arg-type]  # only ever emptied

    def forget(self) -> None:
        """Begin again."""
        self.clear()
        self._room = _CHARACTERS

    def __missing__(self, text: str) -> Made:
        made = self._function(text)
        if len(text) <= _LONGEST:
            self._room -= len(text)
            if self._room < 0:
                self.forget()
                self._room -= len(text)
            self[text] = made
        return made


def remembered(function: Callable[[str], Made]) -> Callable[[str], Made]:
    """The same function, which must be pure, with the answers to the short texts it was asked about at hand."""
    known = Memory(function)

    @wraps(function)
    def answer(text: str) -> Made:
        return known[text]

    return answer


def forget() -> None:
    """Empty all memories, so that a benchmark measures what a first look at a text takes."""
    for memory in _ALL:
        memory.forget()
