"""What stands on a page beside its text; the looks are in `furniture.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.noise.page import Node, put, token


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands beside a text: where a builder puts it, what it may look like, and what it is called.

    Where it `turns`, both captures show it, and what they show differs.
    """

    places: str
    name: str
    looks: tuple[str, ...]
    turns: bool = False

    def apply(self, before: Node, after: Node, draw: Random) -> bool:
        place, marks = draw.choice(self.places.split()), self._marks(draw)
        shown = draw.sample(self.looks, min(2, len(self.looks)))
        first, last = _dressed(shown[0], marks, draw), _dressed(shown[-1], marks, draw)
        return (not self.turns or put(before, place, first)) and put(after, place, last)

    def _marks(self, draw: Random) -> str:
        """A class attribute in one of the styles that builders use."""
        styles = (
            self.name,
            self.name,
            f"b-{self.name} b-{self.name}--wide",
            f"css-{token(draw)}",
            "mx-auto flex px-4 py-2 text-sm",
        )
        return f'class="{draw.choice(styles)}"'


def _dressed(look: str, marks: str, draw: Random) -> str:
    """A look with its class, and numbers of the day."""
    return look.replace("<div", f"<div {marks}", 1).format(n=draw.randint(3, 60), m=draw.randint(1000, 90000))


_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf8"))
FURNITURE: Mapping[str, Furniture] = {
    name: Furniture(**{key: tuple(value) if key == "looks" else value for key, value in entry.items()})
    for name, entry in _TABLE.items()
}
