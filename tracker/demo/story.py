"""The story as data: its policies, its days, the pages of each day, and what must come of them (`story.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import Any, Literal

from tracker.errors import InputError
from tracker.model import PolicyKind, Value, Verdict


@dataclass(frozen=True, slots=True)
class Followed(Value):
    """A policy of the story; `page` is the file its text starts from, `promise` its notice rule in a few words."""

    id: str
    service: str
    name: str
    kind: PolicyKind
    page: str
    promise: str
    tags: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """Where the company's mails come from."""
        return f"{self.id.partition('-')[0]}.example"

    @property
    def path(self) -> str:
        """Where the story's server shows the page."""
        return f"/{self.page.removesuffix('.html')}"


@dataclass(frozen=True, slots=True)
class Reader(Value):
    """A subscriber, and which changes are mailed."""

    name: str
    least: Verdict
    tags: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected(Value):
    """What must come of a policy on a day; a field left out is not asked of a first sight, a hold or noise."""

    outcome: Literal["first", "change", "held"]
    verdict: Verdict | None = None
    noise: str | None = None
    sections: tuple[str, ...] = ()
    category: str | None = None
    quotes: tuple[str, ...] = ()
    effective: date | None = None
    notice: str | None = None
    days: tuple[float, float, float] | None = None  # promised, least and most seen
    told: bool | None = None
    withdraws: date | None = None


@dataclass(frozen=True, slots=True)
class Day(Value):
    """One check. `apply` and `undo` name edits, `instead` replaces a page for this day only."""

    on: date
    title: str
    mails: tuple[str, ...]
    apply: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    arrives: tuple[str, ...] = ()
    expect: Mapping[str, Expected] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit(Value):
    """Words swapped on a page: pairs of old and new, where the old ones stand exactly once."""

    page: str
    swap: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Story(Value):
    """Everything in `story.toml` and `edits.toml`."""

    policy: tuple[Followed, ...]
    subscriber: tuple[Reader, ...]
    day: tuple[Day, ...]
    edits: Mapping[str, Edit]

    def pages(self, on: date) -> dict[str, str]:
        """The HTML of every policy on a day, by policy id."""
        active: list[str] = []
        today = next(day for day in self.day if day.on == on)
        for day in self.day[: self.day.index(today) + 1]:
            active = [name for name in [*active, *day.apply] if name not in day.undo]
        shown = {policy.id: _edited(policy.page, [self.edits[name] for name in active]) for policy in self.policy}
        return shown | {name: text(f"pages/{page}") for name, page in today.instead.items()}


def load() -> Story:
    """Read the story that ships with the package."""
    data: dict[str, Any] = tomllib.loads(text("story.toml"))
    return Story.from_dict(data | {"edits": tomllib.loads(text("edits.toml"))})


def text(name: str) -> str:
    """A file of this package."""
    return (resources.files("tracker.demo") / name).read_text("utf8")


def _edited(page: str, edits: list[Edit]) -> str:
    html = text(f"pages/{page}")
    for edit in edits:
        for old, new in edit.swap if edit.page == page else ():
            if html.count(old) != 1:
                raise InputError(f"The demo's {page} holds these words {html.count(old)} times, not once: {old}")
            html = html.replace(old, new)
    return html
