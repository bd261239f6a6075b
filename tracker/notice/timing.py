"""When a change was seen and holds, and until when readers can act on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tracker.model import Lead, Until, WayOut
from tracker.notice.period import deadline, last_day

_DAY = timedelta(days=1)
_WAYS: dict[Literal["object", "terminate"], str] = {"object": "object", "terminate": "end the contract"}


@dataclass(frozen=True, slots=True)
class Timing:
    """When a change was seen and holds, in days of the policy's zone and country.

    `stated`: the text gives the day. `open`: nothing tells it, and it need not be the day on which the change was seen.
    """

    earliest: date | None
    first_with: date
    effective: date
    stated: bool
    country: str | None = None
    open: bool = False

    @property
    def least(self) -> int:
        return (self.effective - self.first_with).days

    @property
    def most(self) -> int | None:
        return None if self.earliest is None else (self.effective - self.earliest).days


@dataclass(frozen=True, slots=True)
class End:
    """The end of the time to object or leave, and what it was counted from."""

    until: Until
    counted: str


def ends(ways: Sequence[WayOut], timing: Timing, told_on: date | None) -> Iterator[End]:
    """The days before which readers must act, where they can be counted.

    A period after the notice begins with the first announcement collected, else with the last check that did not show
    the change: nobody who keeps to that day is late. One that depends on the day of effect needs that day stated.
    """
    for way in ways:
        match way.counted_from:
            case "before_effective" if timing.stated and way.value is None:
                yield End(Until(way.way, timing.effective), f"the change holds from {timing.effective}")
            case "before_effective" if timing.stated:
                last = deadline(_length(way), timing.effective, timing.country)
                yield from _end(way, last, f"counted back from {timing.effective}, the day it takes effect")
            case "after_effective" if timing.stated:
                last = last_day(_length(way), timing.effective, timing.country)
                yield from _end(way, last, f"counted from {timing.effective}, the day it takes effect")
            case "notice" if told_on is not None:
                last = last_day(_length(way), told_on, timing.country)
                yield from _end(
                    way, last, f"counted from {told_on}, the earliest day of the announcement that was collected"
                )
            case "notice" | "posting":
                start = timing.earliest or timing.first_with
                seen = "the last check without the change" if timing.earliest else "the first check"
                yield from _end(way, last_day(_length(way), start, timing.country), f"counted from {start}, {seen}")
            case _:
                pass


def _length(way: WayOut) -> Lead:
    return Lead("fixed", way.value, way.unit)


def _end(way: WayOut, last: date | None, counted: str) -> Iterator[End]:
    if last is not None:
        yield End(Until(way.way, last + _DAY), counted)


def in_one_sentence(end: End) -> str:
    """`Readers can object before 2027-05-12 (counted from 2027-03-12, the day of the announcement ...).`"""
    return f"Readers can {_WAYS[end.until.way]} before {end.until.before} ({end.counted})."
