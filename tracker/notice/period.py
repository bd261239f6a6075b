"""Calendar arithmetic of lead times: the last day on which notice is early enough."""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from tracker.model import Lead

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)
_MOST = 1000  # business days counted one by one; nobody promises four years


def deadline(lead: Lead, effective: date, country: str | None = None) -> date | None:
    """The last day on which notice of a change in force on `effective` keeps the promise; None where no day does.

    Of counting back from the effect and on from the notice the later day counts, since both are fair readings: a month
    from 31 January ends on 28 February. Hours round up to days. Business days are those on which people work in the
    country (an ISO 3166-1 code of two letters), by its weekends and the holidays of the whole country; they are
    Mondays to Fridays where no country is given, or one whose holidays are not known.
    """
    if lead.kind == "on_or_before_effective":
        return effective
    if lead.kind in {"prior_unspecified", "reasonable"}:
        return effective - _DAY
    if lead.kind != "fixed" or lead.value is None or lead.unit is None:
        return None
    try:
        day = _shifted(effective, lead, -1, country)
        while _shifted(day + _DAY, lead, 1, country) <= effective:
            day += _DAY
    except (OverflowError, ValueError):
        return None
    return day


def earliest_effective(lead: Lead, today: date, country: str | None = None) -> date | None:
    """The first day on which a change announced on `today` may take effect; None where no number is promised."""
    if lead.kind != "fixed" or lead.value is None or lead.unit is None:
        return None
    try:
        day = _shifted(today, lead, 1, country)
        while (last := deadline(lead, day - _DAY, country)) is not None and last >= today:
            day -= _DAY
    except (OverflowError, ValueError):
        return None
    return day


def last_day(period: Lead, start: date, country: str | None = None) -> date | None:
    """The last day of a period that begins with an event on `start`; None where it has no number, or no day fits."""
    if period.value is None or period.unit is None:
        return None
    try:
        return _shifted(start, period, 1, country)
    except (OverflowError, ValueError):
        return None


def in_words(lead: Lead) -> str:
    """`7 days`, `1 month`, `before it takes effect`."""
    if lead.kind == "fixed" and lead.value is not None and lead.unit is not None:
        unit = lead.unit.replace("_", " ")
        return f"{lead.value} {unit}{'s' * (lead.value != 1)}"
    return {
        "prior_unspecified": "before it takes effect",
        "reasonable": "a reasonable time before it takes effect",
        "on_or_before_effective": "on or before the day it takes effect",
    }.get(lead.kind, "no stated time")


def _shifted(day: date, lead: Lead, sign: int, country: str | None) -> date:
    value = sign * (lead.value or 0)
    match lead.unit:
        case "business_day":
            return _business_days(day, value, country)
        case "week":
            return day + timedelta(weeks=value)
        case "month":
            return day + relativedelta(months=value)
        case "year":
            return day + relativedelta(years=value)
        case "hour":
            return day + timedelta(days=sign * math.ceil(abs(value) / 24))
        case _:
            return day + timedelta(days=value)


def _business_days(day: date, count: int, country: str | None) -> date:
    if abs(count) > _MOST:
        raise OverflowError
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not _works(day, country):
            day += step
    return day


def _works(day: date, country: str | None) -> bool:
    calendar = _calendar(country, day.year) if country else None
    return day.weekday() < 5 if calendar is None else calendar.is_working_day(day)


@lru_cache(maxsize=200)
def _calendar(country: str, year: int) -> HolidayBase | None:
    """One year, filled when it is made and never after, so that threads can share it."""
    import holidays  # noqa: PLC0415 - takes a tenth of a second, and few promises are in business days

    try:
        return holidays.country_holidays(country, years=year, expand=False)
    except NotImplementedError:
        return None
