"""Lead times in the many ways they are written: numbers, units, limits, and where in the sentence they stand."""

from __future__ import annotations

import pytest

from tracker.notice.lead import read_lead

ANNOUNCED = "we will notify you by e-mail {} the change takes effect."


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("at least 30 days before", 30, "day"),
        ("no less than 10 business days before", 10, "business_day"),
        ("not less than sixty days prior to the day when", 60, "day"),
        ("not later than 15 days before", 15, "day"),
        ("no later than fifteen (15) days before", 15, "day"),
        ("at the latest 20 days before", 20, "day"),
        ("a minimum of 45 calendar days before", 45, "calendar_day"),
        ("at least forty-five (45) days before", 45, "day"),
        ("at least twenty five days before", 25, "day"),
        ("at least 30 (thirty) days before", 30, "day"),
        ("at least eighteen days before", 18, "day"),
        ("at least eleven days before", 11, "day"),
        ("at least 5 working days before", 5, "business_day"),
        ("at least three banking days before", 3, "business_day"),
        ("fourteen clear days before", 14, "day"),
        ("at least two (2) full weeks before", 2, "week"),
        ("at least a week before", 1, "week"),
        ("at least a fortnight before", 2, "week"),
        ("one calendar month before", 1, "month"),
        ("at least one (1) calendar month before", 1, "month"),
        ("twelve (12) months before", 12, "month"),
        ("one year before", 1, "year"),
        ("at least seventy-two (72) hours before", 72, "hour"),
    ],
)
def test_numbers_and_units(words, value, unit):
    lead = read_lead(ANNOUNCED.format(words))
    assert (lead.kind, lead.value, lead.unit) == ("fixed", value, unit)


@pytest.mark.parametrize(
    ("clause", "value", "unit"),
    [
        ("thirty days before any change becomes effective, an e-mail will be sent to you.", 30, "day"),
        ("amendments shall be communicated to users not later than 30 days before they enter into force.", 30, "day"),
        ("amendments enter into force one month after users have been informed of them.", 1, "month"),
        ("changes take effect no sooner than 14 days after we e-mail you.", 14, "day"),
        ("changes will not take effect until 21 days after notice has been given.", 21, "day"),
        ("the new version applies after a period of 30 days following its publication.", 30, "day"),
        ("you get an e-mail, and the change applies 10 days later.", 10, "day"),
        ("at least 2 weeks will lie between our e-mail and the day on which the change takes effect.", 2, "week"),
        ("you will be given fifteen (15) days’ notice by e-mail.", 15, "day"),
        ("you shall be told by sms at least 3 business days prior to its enforcement.", 3, "business_day"),
        ("you shall receive an e-mail no fewer than 30 days before any change applies to you.", 30, "day"),
        ("we may amend it with a notice period of 14 days.", 14, "day"),
        ("we may amend it upon ten (10) days’ notice.", 10, "day"),
    ],
)
def test_places_in_the_sentence(clause, value, unit):
    lead = read_lead(clause)
    assert (lead.kind, lead.value, lead.unit) == ("fixed", value, unit)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("we will notify you before the change takes effect.", "prior_unspecified"),
        ("we will notify you in good time before the change.", "reasonable"),
        ("we will notify you on or before the day on which it takes effect.", "on_or_before_effective"),
        ("we will notify you within 7 days after the change takes effect.", "after_or_promptly"),
        ("we will notify you immediately after the introduction of the change.", "after_or_promptly"),
        ("the change is effective immediately after posting.", "immediate"),
        ("we may change it without any prior announcement.", "disclaimed"),
        ("no notice will be given.", "disclaimed"),
    ],
)
def test_leads_without_a_number(clause, kind):
    assert read_lead(clause).kind == kind


@pytest.mark.parametrize(
    "clause",
    [
        "if you do not object within 30 days of our e-mail, you are deemed to agree.",
        "you may terminate within 30 days after we notify you.",
        "we keep earlier versions for 90 days.",
        "your subscription renews 30 days after it began.",
    ],
)
def test_other_periods_are_no_lead(clause):
    assert read_lead(clause).kind == "none_stated"
