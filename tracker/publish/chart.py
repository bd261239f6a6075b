"""A small chart: for each change, the days of notice promised and given. Geometry only; the template draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.promise import NOTICES, NoticeWord
from tracker.model.wording import count, day_of, long_date
from tracker.publish.tally import Told

WIDTH, HEIGHT = 360, 190  # units of the drawing; about the pixels of a phone
_LEFT, _RIGHT, _TOP, _BASE = 30, 352, 16, 142
_NEWEST = 24  # columns
_WIDEST = 34  # a column
_ROOM = 170  # that two dates need beside each other
_STEPS = (1, 2, 5, 7, 10, 14, 15, 30, 60, 90, 180, 365, 730, 3650)  # days between two lines of the grid
_LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One change. Heights are drawn up from the base; `promised` is null where no time was promised."""

    x: float
    width: float
    promised: float | None
    given: float
    perhaps: float
    over: str  # the days given, where the column is cut at the top
    word: NoticeWord
    says: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`lines` are (height, days) and end at `right`; `first` and `last` are the dates below the ends."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[float, int], ...]
    right: float
    first: str
    last: str
    says: str
    base: int = _BASE
    left: int = _LEFT
    width: int = WIDTH
    height: int = HEIGHT


def chart(changes: Sequence[Told]) -> Chart | None:
    """The newest changes, oldest first; none where no length of time was ever promised.

    Args:
        changes: newest first.
    """
    shown = [change for change in reversed(changes[:_NEWEST]) if change.word != "nothing_promised"]
    if not any(change.promised for change in shown):
        return None
    top = _top(shown)
    step = min((_RIGHT - _LEFT) / len(shown), max(_WIDEST * 1.3, _ROOM / len(shown)))
    columns = tuple(_column(change, _LEFT + place * step, step, top) for place, change in enumerate(shown))
    between = _between(top, max(change.promised or 0.0 for change in shown))
    lines = tuple((_up(days, top), days) for days in range(0, int(top) + 1, between))
    first, last = (_seen(change) for change in (shown[0], shown[-1]))
    says = (
        f"{count(len(shown), 'column')}, one for each change that notice was promised for, from {first} to {last}. "
        "The table below holds the same figures."
    )
    right = max(round(_LEFT + len(shown) * step, 1), _LEFT + _ROOM)
    return Chart(columns, lines, right, first, last if len(shown) > 1 else "", says)


def _between(top: float, promised: float) -> int:
    """Days between two lines: few lines, and one at the longest promise where that can be."""
    few = [days for days in _STEPS if top / days <= _LINES] or [_STEPS[-1]]
    return next((days for days in few if promised % days == 0), few[0])


def _top(changes: Sequence[Told]) -> float:
    """The days at the top of the chart: twice the longest promise at most, so that short ones can be seen."""
    promised = max(change.promised or 0.0 for change in changes)
    given = max(max(change.given or 0.0, change.most or 0.0) for change in changes)
    return max(1.0, promised * 1.1, min(given * 1.1, promised * 2))


def _column(change: Told, x: float, step: float, top: float) -> Column:
    width = min(_WIDEST, step * 0.8)
    given, most = change.given or 0.0, change.most or 0.0
    kept = f"{count(change.promised, 'day')} promised" if change.promised is not None else "no length of time promised"
    return Column(
        x=round(x + (step - width) / 2, 1),
        width=round(width, 1),
        promised=None if change.promised is None else _up(change.promised, top),
        given=_up(given, top),
        perhaps=_up(max(most, given), top),
        over=f"{given:.0f}" if given > top else "",
        word=change.word,
        says=", ".join(filter(None, [f"{_seen(change)}: {kept}", change.in_words, NOTICES[change.word]])),
    )


def _up(days: float, top: float) -> float:
    return round(max(0.0, min(days, top)) / top * (_BASE - _TOP), 1)


def _seen(change: Told) -> str:
    return long_date(day_of(change.record.seen.first_with, change.record.policy.timezone))
