"""A page before it is made: what it is made of, and how. So a page whose ingredients are the same need not be made."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

_PARTS = ("publish", "model", "templates")  # of the program: what decides how pages read
_ENDINGS = (".py", ".html", ".css", ".toml")


class Sheet(NamedTuple):
    """Equal `inputs` give equal bytes, also with another run of the program; empty ones: nothing is known."""

    inputs: str
    make: Callable[[], bytes]

    def moved(self, there: str | None) -> bool:
        """Whether it may differ from one that was made of what is `there`."""
        return not self.inputs or self.inputs != there


def inputs(*ingredients: object) -> str:
    """A hash of values whose `repr` tells them apart, and of the program."""
    return hashlib.sha256("\0".join([program(), *map(repr, ingredients)]).encode("utf-8", "replace")).hexdigest()


@functools.cache
def program() -> str:
    """A hash of the files of the program that make pages: a version number would not tell two commits apart."""
    found = hashlib.sha256()
    for part in _PARTS:
        for file in _files(resources.files("tracker").joinpath(part)):
            found.update(f"{part}/{file.name}\0".encode() + file.read_bytes())
    return found.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    yield from sorted((item for item in folder.iterdir() if item.name.endswith(_ENDINGS)), key=lambda item: item.name)
