"""What was made of a text is kept for a while: two versions of a policy are mostly the same text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")
_LONGEST = 2000  # characters: longer texts are rarely met again, and hostile ones are not to fill the memory
_TEXTS = 8192  # the blocks of a dozen large policies


def remembered(function: Callable[[str], Made]) -> Callable[[str], Made]:
    """The same function, which must be pure, with the answers to the short texts it was asked about last at hand."""
    known = lru_cache(_TEXTS)(function)

    @wraps(function)
    def answer(text: str) -> Made:
        return known(text) if len(text) <= _LONGEST else function(text)

    return answer
