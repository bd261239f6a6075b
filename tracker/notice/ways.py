"""Until when readers can object to a change, or leave over it, read from one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from tracker.model import WayOut
from tracker.notice.lead import PERIOD, lead_of, length
from tracker.notice.phrases import phrase

_REACH = 90  # characters after a period, or before it, that say what it is counted from
_WAYS: tuple[Literal["object", "terminate"], ...] = ("object", "terminate")


def read_ways(clause: str) -> tuple[WayOut, ...]:
    """The ways out that a folded clause names with an end in time, a way once; without quotes."""
    if phrase("ways", "ours").search(clause):
        return ()
    ways = [way for way in _WAYS if phrase("ways", way).search(clause)]
    if not ways:
        return ()
    periods = list(_periods(clause))
    found: list[WayOut] = []
    for way in ways:
        near = _nearest(clause, way, periods)
        if near is not None:
            found.append(_way(way, clause, near))
        elif not periods and phrase("ways", "until_effect").search(clause):
            found.append(WayOut(way, "before_effective"))
    return tuple(found)


def _periods(clause: str) -> Iterator[re.Match[str]]:
    """The periods that are no lead time of the company's."""
    for match in PERIOD.finditer(clause):
        before = clause[max(0, match.start() - _REACH) : match.start()]
        if length(match)[0] and lead_of(clause, match) is None and not phrase("ways", "talks").search(before):
            yield match


def _nearest(clause: str, way: Literal["object", "terminate"], periods: list[re.Match[str]]) -> re.Match[str] | None:
    """The period that belongs to a way: the first after its words, else the last before them."""
    words = [match.start() for match in phrase("ways", way).finditer(clause)]
    after = [period for period in periods if period.start() > words[0]]
    return after[0] if after else periods[-1] if periods else None


def _way(way: Literal["object", "terminate"], clause: str, period: re.Match[str]) -> WayOut:
    value, unit = length(period)
    after = clause[period.end() : period.end() + _REACH].lstrip(" ’)")
    if re.match(r"(?:before|prior to|ahead of|in advance)\b", after) and phrase("ways", "effect").search(after):
        return WayOut(way, "before_effective", value, unit)
    if re.match(r"(?:after|from|of|following|since|starting|beginning|upon|as of)\b", after):
        first = {name: match.start() for name in ("notice", "posting", "effect") if (match := _word(name, after))}
        start = min(first, key=lambda name: first[name], default="notice")
        return WayOut(
            way, "after_effective" if start == "effect" else "posting" if start == "posting" else "notice", value, unit
        )
    return WayOut(way, "notice", value, unit)


def _word(name: str, text: str) -> re.Match[str] | None:
    return phrase("ways", name).search(text)
