"""Calendar arithmetic of lead times: the last day on which notice is early enough."""

from __future__ import annotations

import math
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tracker.model import Lead

_DAY = timedelta(days=1)


def deadline(lead: Lead, effective: date) -> date | None:
    """The last day on which notice of a change in force on `effective` keeps the promise; None where no day does.

    Of counting back from the effect and on from the notice the later day counts, since both are fair readings: a month
    from 31 January ends on 28 February. Business days are weekdays, hours round up to days.
    """
    if lead.kind == "on_or_before_effective":
        return effective
    if lead.kind in {"prior_unspecified", "reasonable"}:
        return effective - _DAY
    if lead.kind != "fixed" or lead.value is None or lead.unit is None:
        return None
    try:
        day = _shifted(effective, lead, -1)
        while _shifted(day + _DAY, lead, 1) <= effective:
            day += _DAY
    except (OverflowError, ValueError):
        return None
    return day


def earliest_effective(lead: Lead, today: date) -> date | None:
    """The first day on which a change announced on `today` may take effect; None where no number is promised."""
    if lead.kind != "fixed" or lead.value is None or lead.unit is None:
        return None
    try:
        day = _shifted(today, lead, 1)
        while (last := deadline(lead, day)) is not None and last < today:
            day += _DAY
        while (last := deadline(lead, day - _DAY)) is not None and last >= today:
            day -= _DAY
    except (OverflowError, ValueError):
        return None
    return day


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


def _shifted(day: date, lead: Lead, sign: int) -> date:
    value = sign * (lead.value or 0)
    match lead.unit:
        case "business_day":
            return _weekdays(day, value)
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


def _weekdays(day: date, count: int) -> date:
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while day.weekday() >= 5:
            day += step
    return day
