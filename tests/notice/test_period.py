"""The calendar of lead times: laws that hold on every day, and days that a wall calendar gives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.model import Lead, LeadUnit
from tracker.notice.period import deadline, earliest_effective

# A library that knows holidays for some years only says so; reading a country's rules for the first time takes a while.
pytestmark = pytest.mark.filterwarnings("ignore:Requested Holidays are available")
UNTIMED = settings(deadline=None)
DAY = timedelta(days=1)
DAYS = st.dates(date(1995, 1, 1), date(2040, 12, 31))
LEADS = st.builds(Lead, st.just("fixed"), st.integers(0, 90), st.sampled_from(get_args(LeadUnit)))
COUNTRIES = st.sampled_from([None, "DE", "US", "IN", "SA", "JP"])


def business_days(count):
    return Lead("fixed", count, "business_day")


def day(text):
    return date.fromisoformat(text)


# --- laws ---------------------------------------------------------------------------------------------------------


@UNTIMED
@given(LEADS, DAYS, COUNTRIES)
def test_a_deadline_is_no_later_than_the_effect(lead, effective, country):
    last = deadline(lead, effective, country)
    assert last is not None
    assert last <= effective


@UNTIMED
@given(LEADS, DAYS, COUNTRIES)
def test_the_deadline_of_a_later_effect_is_no_earlier(lead, effective, country):
    assert deadline(lead, effective, country) <= deadline(lead, effective + DAY, country)


@UNTIMED
@given(LEADS, DAYS, COUNTRIES)
def test_on_the_deadline_is_early_enough_and_a_day_later_is_not(lead, effective, country):
    last = deadline(lead, effective, country)
    assert earliest_effective(lead, last, country) <= effective
    assert earliest_effective(lead, last + DAY, country) > effective


@UNTIMED
@given(LEADS, DAYS, COUNTRIES)
def test_the_earliest_effect_is_the_first_day_whose_deadline_is_not_past(lead, today, country):
    first = earliest_effective(lead, today, country)
    assert deadline(lead, first, country) >= today
    assert deadline(lead, first - DAY, country) < today


@UNTIMED
@given(st.integers(0, 89), st.sampled_from(get_args(LeadUnit)), DAYS, COUNTRIES)
def test_more_notice_means_an_earlier_deadline(count, unit, effective, country):
    shorter, longer = Lead("fixed", count, unit), Lead("fixed", count + 1, unit)
    assert deadline(longer, effective, country) <= deadline(shorter, effective, country)


@UNTIMED
@given(st.integers(1, 60), DAYS, COUNTRIES)
def test_holidays_never_make_notice_shorter_than_weekdays_do(count, effective, country):
    assume(country != "SA")  # works on Sundays
    lead = business_days(count)
    assert deadline(lead, effective, country) <= deadline(lead, effective)


@UNTIMED
@given(LEADS, st.dates(max_value=date(2, 12, 31)) | st.dates(min_value=date(9998, 1, 1)), COUNTRIES)
def test_the_ends_of_the_calendar_give_no_day_rather_than_an_error(lead, effective, country):
    deadline(lead, effective, country)
    earliest_effective(lead, effective, country)


# --- days of a wall calendar --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "effective", "last"),
    [
        (1, "month", "2026-03-31", "2026-02-28"),
        (1, "month", "2026-03-28", "2026-02-28"),
        (1, "month", "2026-03-27", "2026-02-27"),
        (1, "month", "2024-03-31", "2024-02-29"),
        (1, "month", "2024-03-01", "2024-02-01"),
        (2, "month", "2026-04-30", "2026-02-28"),
        (2, "month", "2026-03-01", "2026-01-01"),
        (1, "year", "2025-02-28", "2024-02-29"),
        (1, "year", "2024-02-29", "2023-02-28"),
        (30, "day", "2026-03-31", "2026-03-01"),
        (30, "calendar_day", "2026-01-15", "2025-12-16"),
        (2, "week", "2026-01-05", "2025-12-22"),
        (36, "hour", "2026-01-05", "2026-01-03"),
        (0, "day", "2026-01-05", "2026-01-05"),
    ],
)
def test_the_last_day_for_notice(value, unit, effective, last):
    assert deadline(Lead("fixed", value, unit), day(effective)) == day(last)


@pytest.mark.parametrize(
    ("count", "country", "effective", "last", "why"),
    [
        (1, None, "2026-05-04", "2026-05-03", "Friday's notice and Sunday's both have Monday as their first day"),
        (3, None, "2026-05-07", "2026-05-04", "Monday to Thursday"),
        (3, "DE", "2026-05-18", "2026-05-12", "Ascension Day, 14 May, and a weekend lie between"),
        (3, None, "2026-05-18", "2026-05-13", "the same without Ascension Day"),
        (3, "US", "2026-11-30", "2026-11-24", "Thanksgiving, 26 November"),
        (3, "DE", "2026-11-30", "2026-11-25", "no holiday in Germany"),
        (1, "US", "2026-11-27", "2026-11-26", "notice on a holiday has the day after as its first"),
        (2, "DE", "2027-01-04", "2026-12-30", "New Year's Day, a Friday"),
        (2, "US", "2026-07-07", "2026-07-05", "4 July 2026 is a Saturday, observed on Friday the 3rd"),
        (1, "SA", "2026-05-10", "2026-05-09", "Sunday is a working day, Friday and Saturday are not"),
        (2, "SA", "2026-05-10", "2026-05-06", "Wednesday, Thursday, Sunday"),
    ],
)
def test_business_days_follow_the_country(count, country, effective, last, why):
    assert deadline(business_days(count), day(effective), country) == day(last), why


def test_business_days_of_an_unknown_country_are_weekdays():
    assert deadline(business_days(3), day("2026-05-18"), "XX") == deadline(business_days(3), day("2026-05-18"))


def test_the_country_matters_to_business_days_only():
    week = Lead("fixed", 1, "week")
    assert deadline(week, day("2026-12-30"), "DE") == day("2026-12-23")


def test_an_absurd_number_of_business_days_gives_no_day():
    assert deadline(business_days(10**9), day("2026-05-18"), "DE") is None
    assert earliest_effective(business_days(10**9), day("2026-05-18")) is None
