"""Changes held against rules: each case is a story with the days that a calendar gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.model import (
    Change,
    Evidence,
    Finding,
    Lead,
    LinkedClauses,
    Logic,
    NoticeRule,
    Seen,
    Span,
    Tier,
    Until,
    WayOut,
)
from tracker.notice import assess
from tracker.notice.assess import earliest_effective

WEEK = Lead("fixed", 1, "week", "effective")
MAIL_A_WEEK_AHEAD = Tier("any", {"email": "will"}, lead=WEEK)


def rule(*tiers, flags=(), clauses=()):
    return NoticeRule(none_found=False, tiers=tiers, flags=flags, clauses=clauses)


def change(verdict="material", *, effective=None, updated=None, direction="neutral", categories=(), findings=()):
    return Change(
        verdict=verdict,
        direction=direction,
        categories=categories,
        findings=findings,
        sections=(),
        effective_on=effective and date.fromisoformat(effective),
        updated_on=updated and date.fromisoformat(updated),
        summary="Shares data with advertisers.",
    )


def seen(first_with, last_without=None):
    """Check times; a day alone means noon UTC."""
    return Seen(last_without and moment(last_without), moment(first_with))


def moment(text):
    made = datetime.fromisoformat(text if "T" in text else f"{text}T12:00")
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def mail(arrived, effective=None, *, authenticated=True, channel="email", sent=None):
    return Evidence(
        channel,
        moment(sent) if sent else moment(arrived),
        moment(arrived),
        effective and date.fromisoformat(effective),
        authenticated,
        "We are updating our policy.",
    )


def check(verdict, the_rule, the_change, the_seen, evidence=(), *, says="", timezone="UTC", lead=None):
    """The verdict, a part of its reasons, and (promised, least, most) days of the first tier."""
    found = assess(the_rule, the_change, the_seen, evidence, timezone=timezone)
    assert found.verdict == verdict, found
    assert says in " ".join(reason for tier in found.tiers for reason in tier.reasons), found
    if lead:
        assert (found.tiers[0].promised, found.tiers[0].observed_min, found.tiers[0].observed_max) == lead
    return found


# --- nothing owed -------------------------------------------------------------------------------------------------


def test_no_rule_promises_nothing():
    check("nothing_promised", NoticeRule(none_found=True), change(), seen("2026-03-10", "2026-03-09"))


def test_noise_triggers_nothing():
    found = check("nothing_promised", rule(MAIL_A_WEEK_AHEAD), change("noise"), seen("2026-03-10", "2026-03-09"))
    assert found.tiers == ()


def test_a_date_moved_by_itself_triggers_nothing():
    moved = Finding("date", "effective_date", "editorial", "Top", "1 May", "1 June", "only the date moved")
    the_change = change("editorial", categories=("effective_date",), findings=(moved,))
    assert check("nothing_promised", rule(MAIL_A_WEEK_AHEAD), the_change, seen("2026-03-10", "2026-03-09")).tiers == ()


def test_an_editorial_change_triggers_any_but_not_material():
    both = rule(Tier("any", {"post_page": "will"}), Tier("material", {"email": "will"}))
    found = check("nothing_promised", both, change("editorial"), seen("2026-03-10", "2026-03-09"))
    assert [tier.trigger for tier in found.tiers] == ["any"]


def test_change_without_notice_is_what_was_said():
    tier = Tier("any", {"none_disclaimed": "will", "post_page": "will"}, lead=Lead("disclaimed"))
    check("nothing_promised", rule(tier), change(), seen("2026-03-10", "2026-03-09"), says="without notice")


def test_posting_alone_is_kept_by_posting():
    tier = Tier("any", {"post_page": "will"}, lead=Lead("immediate"), effect="on_posting")
    check("nothing_promised", rule(tier), change(), seen("2026-03-10", "2026-03-09"), says="there it is")


def test_what_may_be_sent_is_not_promised():
    check("nothing_promised", rule(Tier("any", {"email": "may"})), change(), seen("2026-03-10", "2026-03-09"))


def test_asking_consent_for_old_data_is_out_of_sight():
    tier = Tier("retroactive_adverse", acceptance=("explicit_consent",))
    check("nothing_promised", rule(tier), change(direction="expands_company"), seen("2026-03-10", "2026-03-09"))


# --- business days ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "verdict", "why"),
    [(None, "met", "three weekdays"), ("DE", "not_shown", "Ascension Day, 14 May 2026, is none")],
)
def test_holidays_of_the_country_are_no_business_days(country, verdict, why):
    three = rule(Tier("any", {"email": "will"}, lead=Lead("fixed", 3, "business_day", "notice")))
    collected = [mail("2026-05-13")]
    found = assess(three, change(effective="2026-05-18"), seen("2026-05-18", "2026-05-17"), collected, country=country)
    assert found.verdict == verdict, why


# --- e-mail, nobody collected any ---------------------------------------------------------------------------------


def test_mail_nobody_collected_is_not_shown_and_the_page_gave_nothing():
    check(
        "not_shown",
        rule(MAIL_A_WEEK_AHEAD),
        change(effective="2026-03-10"),
        seen("2026-03-10T06:00", "2026-03-10T00:30"),
        says="The page gave 0 of 7 days",
        lead=(7, 0, 0),
    )


def test_mail_nobody_collected_is_not_shown_though_the_page_was_early():
    check(
        "not_shown",
        rule(MAIL_A_WEEK_AHEAD),
        change(effective="2026-03-20"),
        seen("2026-03-10", "2026-03-09"),
        says="The page gave 10 to 11 of 7 days",
        lead=(7, 10, 11),
    )


def test_without_a_stated_day_the_text_holds_when_first_seen():
    check(
        "not_shown",
        rule(MAIL_A_WEEK_AHEAD),
        change(),
        seen("2026-03-10", "2026-03-09"),
        says="no effective date stated",
        lead=(7, 0, 1),
    )


def test_first_sight_knows_no_upper_end():
    found = check("not_shown", rule(MAIL_A_WEEK_AHEAD), change(effective="2026-03-12"), seen("2026-03-10"))
    assert found.tiers[0].observed_max is None
    assert "at least 2 of 7 days" in " ".join(found.tiers[0].reasons)


def test_a_notice_promised_where_appropriate_is_never_breached():
    tier = Tier("any", {"email": "conditional"}, lead=WEEK)
    late = mail("2026-03-10", "2026-03-11")
    check("not_shown", rule(tier), change(effective="2026-03-11"), seen("2026-03-10", "2026-03-09"), [late])


def test_a_lead_without_a_channel_is_a_promise_still():
    tier = Tier("any", lead=Lead("fixed", 30, "day", "notice"))
    check("not_shown", rule(tier), change(effective="2026-03-20"), seen("2026-03-10", "2026-03-09"))


# --- e-mail collected ---------------------------------------------------------------------------------------------


def test_mail_a_week_ahead_keeps_the_promise():
    early = mail("2026-03-03", "2026-03-10")
    check("met", rule(MAIL_A_WEEK_AHEAD), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [early])


def test_mail_three_days_ahead_breaks_it_as_received():
    late = mail("2026-03-07", "2026-03-10")
    check(
        "breached",
        rule(MAIL_A_WEEK_AHEAD),
        change(effective="2026-03-10"),
        seen("2026-03-10", "2026-03-09"),
        [late],
        says="3 days before 2026-03-10, as received",
    )


def test_a_mail_nobody_vouches_for_breaks_nothing():
    late = mail("2026-03-07", "2026-03-10", authenticated=False)
    check(
        "not_shown", rule(MAIL_A_WEEK_AHEAD), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [late]
    )


def test_a_late_mail_without_a_date_of_its_own_breaks_nothing():
    check(
        "not_shown",
        rule(MAIL_A_WEEK_AHEAD),
        change(effective="2026-03-10"),
        seen("2026-03-10", "2026-03-09"),
        [mail("2026-03-07")],
    )


def test_a_mail_slow_on_its_way_breaks_nothing():
    slow = mail("2026-03-04T02:00", "2026-03-10", sent="2026-03-03T23:00")
    check(
        "not_shown", rule(MAIL_A_WEEK_AHEAD), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [slow]
    )


def test_a_reminder_does_not_undo_the_announcement():
    both = [mail("2026-03-09", "2026-03-10"), mail("2026-03-01", "2026-03-10")]
    check("met", rule(MAIL_A_WEEK_AHEAD), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), both)


def test_a_mail_about_another_date_is_about_another_change():
    other = mail("2026-03-09", "2026-03-11")
    check(
        "not_shown", rule(MAIL_A_WEEK_AHEAD), change(effective="2026-04-01"), seen("2026-03-10", "2026-03-09"), [other]
    )


def test_a_mail_of_last_year_is_about_another_change():
    check("not_shown", rule(MAIL_A_WEEK_AHEAD), change(), seen("2026-03-10", "2026-03-09"), [mail("2025-04-01")])


def test_the_date_in_an_authenticated_mail_stands_in_for_one_the_page_does_not_state():
    late = mail("2026-03-10", "2026-03-12")
    check(
        "breached",
        rule(MAIL_A_WEEK_AHEAD),
        change(),
        seen("2026-03-10", "2026-03-09"),
        [late],
        says="in force on 2026-03-12",
    )


def test_the_date_in_a_mail_nobody_vouches_for_stands_in_for_nothing():
    forged = mail("2026-03-01", "2026-03-31", authenticated=False)
    found = assess(rule(MAIL_A_WEEK_AHEAD), change(), seen("2026-03-10", "2026-03-09"), [forged])
    assert (found.tiers[0].observed_min, found.tiers[0].observed_max) == (0, 1)


def test_mail_at_any_time_keeps_a_promise_without_lead():
    tier = Tier("material", {"email": "will"})
    check("met", rule(tier), change(), seen("2026-03-10", "2026-03-09"), [mail("2026-03-11")])


def test_all_means_all():
    tier = Tier("any", {"email": "will", "in_product": "will"}, (Logic("all", ("email", "in_product")),), WEEK)
    early = mail("2026-03-01", "2026-03-10")
    check(
        "not_shown",
        rule(tier),
        change(effective="2026-03-10"),
        seen("2026-03-10", "2026-03-09"),
        [early],
        says="A notice in the product was owed",
    )


def test_one_of_several_is_enough():
    logic = (Logic("one_of", ("email", "website_notice")),)
    tier = Tier("any", {"email": "will", "website_notice": "will"}, logic, WEEK)
    early = mail("2026-03-01", "2026-03-10")
    check("met", rule(tier), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [early])


def test_notice_by_no_named_means_is_kept_by_any():
    tier = Tier("material", {"unspecified": "will"}, lead=Lead("prior_unspecified", measured_from="effective"))
    early = mail("2026-03-09", "2026-03-10")
    check("met", rule(tier), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [early])


def test_notice_on_the_day_itself_is_not_before():
    tier = Tier("material", {"email": "will"}, lead=Lead("prior_unspecified", measured_from="effective"))
    same_day = mail("2026-03-10", "2026-03-10")
    check("breached", rule(tier), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [same_day])


def test_notice_on_the_day_itself_is_on_or_before():
    tier = Tier("material", {"email": "will"}, lead=Lead("on_or_before_effective", measured_from="effective"))
    same_day = mail("2026-03-10", "2026-03-10")
    check("met", rule(tier), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [same_day])


# --- the page's own clock -----------------------------------------------------------------------------------------

POSTED_TEN_DAYS = Tier("any", {"post_page": "will"}, lead=Lead("fixed", 10, "day", "posting"), effect="after_period")


def test_posted_early_enough():
    check(
        "met",
        rule(POSTED_TEN_DAYS),
        change(effective="2026-03-20"),
        seen("2026-03-10", "2026-03-09"),
        lead=(10, 10, 11),
    )


def test_posted_too_late_whatever_the_hour():
    check(
        "breached",
        rule(POSTED_TEN_DAYS),
        change(effective="2026-03-15"),
        seen("2026-03-10", "2026-03-09"),
        says="not yet on the page on 2026-03-09",
        lead=(10, 5, 6),
    )


def test_the_gap_between_checks_leaves_room_for_doubt():
    check(
        "not_shown",
        rule(POSTED_TEN_DAYS),
        change(effective="2026-03-15"),
        seen("2026-03-10", "2026-03-05"),
        says="may have been posted in time",
        lead=(10, 5, 10),
    )


def test_first_sight_breaks_nothing():
    check("not_shown", rule(POSTED_TEN_DAYS), change(effective="2026-03-11"), seen("2026-03-10"))


def test_a_rule_that_delays_the_effect_itself_is_not_broken_by_silence():
    check("not_shown", rule(POSTED_TEN_DAYS), change(), seen("2026-03-10", "2026-03-09"), says="states no day")


def test_thirty_days_by_posting_and_no_day_stated_holds_when_seen():
    tier = Tier("any", {"post_page": "will"}, lead=Lead("fixed", 30, "day", "posting"))
    check("breached", rule(tier), change(), seen("2026-03-10", "2026-03-09"), lead=(30, 0, 1))


def test_on_this_page_for_thirty_days_before_is_the_pages_promise():
    tier = Tier("new_purpose_or_use", {"post_page": "will"}, lead=Lead("fixed", 30, "day", "effective"))
    use = change(effective="2026-03-20", categories=("ai_training",))
    check("breached", rule(tier), use, seen("2026-03-10", "2026-03-09"))


def test_the_days_of_the_policys_zone_decide():
    # 23:30 UTC on the 9th is the 10th in Kolkata: the last check before is too late there, not in UTC.
    the_seen = seen("2026-03-10T06:00", "2026-03-09T23:30")
    late = change(effective="2026-03-19")
    check("not_shown", rule(POSTED_TEN_DAYS), late, the_seen, lead=(10, 9, 10))
    check("breached", rule(POSTED_TEN_DAYS), late, the_seen, timezone="Asia/Kolkata", lead=(10, 9, 9))


def test_an_old_date_that_was_there_before_is_not_this_changes():
    check(
        "not_shown",
        rule(MAIL_A_WEEK_AHEAD),
        change(effective="2018-05-25"),
        seen("2026-03-10", "2026-03-09"),
        says="no effective date stated",
    )


def test_a_date_moved_into_the_past_holds_backwards():
    late = change(effective="2026-03-01", categories=("effective_date", "data_retention"))
    check("breached", rule(POSTED_TEN_DAYS), late, seen("2026-03-10", "2026-03-09"), lead=(10, -9, -8))


def test_an_exception_that_nobody_can_rule_out_excuses():
    urgent = Tier("legal_or_urgent", lead=Lead("immediate"))
    check(
        "not_shown",
        rule(POSTED_TEN_DAYS, urgent),
        change(effective="2026-03-11"),
        seen("2026-03-10", "2026-03-09"),
        says="exception",
    )


def test_a_date_that_was_promised_to_move_and_stayed():
    tier = Tier("any", {"date_stamp": "will", "post_page": "will"})
    check(
        "breached",
        rule(tier),
        change(updated="2025-01-01"),
        seen("2026-03-10", "2026-03-09"),
        says="still carries the date 2025-01-01",
    )


@pytest.mark.parametrize(
    "the_change",
    [
        change(updated="2026-03-10"),
        change(updated="2026-02-01", categories=("effective_date",)),
        change("editorial", updated="2025-01-01"),
        change(),
    ],
)
def test_a_date_that_moved_or_that_nobody_can_see_breaks_nothing(the_change):
    tier = Tier("any", {"date_stamp": "will", "post_page": "will"})
    check("nothing_promised", rule(tier), the_change, seen("2026-03-10", "2026-03-09"))


# --- several tiers ------------------------------------------------------------------------------------------------


def test_the_worst_tier_is_the_verdict():
    both = rule(POSTED_TEN_DAYS, Tier("material", {"email": "will"}))
    found = check("breached", both, change(effective="2026-03-11"), seen("2026-03-10", "2026-03-09"))
    assert [tier.verdict for tier in found.tiers] == ["breached", "not_shown"]


@pytest.mark.parametrize(
    ("trigger", "the_change", "triggered"),
    [
        ("material", change("minor"), False),
        ("practice_change", change(), True),
        ("adverse", change(direction="expands_company"), True),
        ("adverse", change(direction="protects_user"), False),
        ("new_purpose_or_use", change(categories=("ai_training",)), True),
        ("new_purpose_or_use", change(categories=("entity_contact",)), False),
        ("rights_affecting", change(categories=("liability_disputes",)), True),
        ("non_material", change("minor"), True),
        ("non_material", change(), False),
        ("new_or_favourable", change("minor", direction="protects_user"), True),
        ("legal_or_urgent", change(), False),
        ("mutual_only", change(), False),
        ("other", change(), False),
    ],
)
def test_which_changes_trigger_a_tier(trigger, the_change, triggered):
    found = assess(rule(Tier(trigger, {"email": "will"})), the_change, seen("2026-03-10", "2026-03-09"))
    assert bool(found.tiers) is triggered


def test_reasons_quote_the_promise():
    clauses = ("We may change this policy.", "We will e-mail you at least 7 days before a change takes effect.")
    found = assess(
        rule(Tier("any", {"email": "will"}, lead=Lead("fixed", 7, "day", "effective")), clauses=clauses),
        change(effective="2026-03-12"),
        seen("2026-03-10", "2026-03-09"),
    )
    assert found.tiers[0].reasons[0] == f"The policy says: “{clauses[1]}”"


# --- calendar -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "arrived", "effective", "verdict"),
    [
        # A month ends with the month, whichever way it is counted.
        (Lead("fixed", 1, "month", "effective"), "2026-01-31", "2026-02-28", "met"),
        (Lead("fixed", 1, "month", "notice"), "2026-01-31", "2026-02-28", "met"),
        (Lead("fixed", 1, "month", "notice"), "2026-01-31", "2026-02-27", "breached"),
        (Lead("fixed", 1, "month", "notice"), "2026-02-28", "2026-03-28", "met"),
        # Counted back from the effect: 31 March less a month is 28 February.
        (Lead("fixed", 1, "month", "effective"), "2026-02-28", "2026-03-31", "met"),
        (Lead("fixed", 1, "month", "effective"), "2026-03-01", "2026-03-31", "breached"),
        (Lead("fixed", 1, "month", "effective"), "2024-02-29", "2024-03-31", "met"),
        (Lead("fixed", 2, "month", "notice"), "2025-12-31", "2026-02-28", "met"),
        (Lead("fixed", 1, "year", "notice"), "2024-02-29", "2025-02-28", "met"),
        # Five business days before Monday the 16th is Monday the 9th.
        (Lead("fixed", 5, "business_day", "effective"), "2026-03-09", "2026-03-16", "met"),
        (Lead("fixed", 5, "business_day", "effective"), "2026-03-10", "2026-03-16", "breached"),
        (Lead("fixed", 10, "calendar_day", "notice"), "2026-03-06", "2026-03-16", "met"),
        (Lead("fixed", 48, "hour", "notice"), "2026-03-14", "2026-03-16", "met"),
        (Lead("fixed", 48, "hour", "notice"), "2026-03-15", "2026-03-16", "breached"),
        (Lead("fixed", 36, "hour", "notice"), "2026-03-15", "2026-03-16", "breached"),
        (Lead("fixed", 2, "week", "notice"), "2026-03-02", "2026-03-16", "met"),
        (Lead("fixed", 2, "week", "notice"), "2026-03-03", "2026-03-16", "breached"),
    ],
)
def test_periods(lead, arrived, effective, verdict):
    announced = mail(f"{arrived}T12:00", effective)
    the_seen = seen(f"{arrived}T13:00", f"{arrived}T01:00")
    check(verdict, rule(Tier("any", {"email": "will"}, lead=lead)), change(effective=effective), the_seen, [announced])


@pytest.mark.parametrize(
    ("lead", "today", "earliest"),
    [
        (WEEK, "2026-03-01", "2026-03-08"),
        (Lead("fixed", 30, "day", "notice"), "2026-01-31", "2026-03-02"),
        (Lead("fixed", 1, "month", "notice"), "2026-01-31", "2026-02-28"),
        (Lead("fixed", 1, "month", "effective"), "2026-01-31", "2026-02-28"),
        (Lead("fixed", 3, "business_day", "effective"), "2026-03-06", "2026-03-11"),
        (Lead("prior_unspecified"), "2026-03-06", None),
        (Lead(), "2026-03-06", None),
    ],
)
def test_earliest_effective(lead, today, earliest):
    assert earliest_effective(lead, date.fromisoformat(today)) == (earliest and date.fromisoformat(earliest))


# --- announcements on pages ---------------------------------------------------------------------------------------

BANNER_A_WEEK_AHEAD = Tier("any", {"website_notice": "will"}, lead=WEEK)


def banner(seen_on, effective="2026-03-20", *, channel="website_notice", before=None):
    """A notice that one check found on a page, and the check `before` did not."""
    on = date.fromisoformat(effective)
    return Evidence(channel, before and moment(before), moment(seen_on), on, authenticated=False, quote="We change.")


@pytest.mark.parametrize(
    ("channels", "found", "verdict", "why"),
    [
        ({"website_notice": "will"}, banner("2026-03-13"), "met", "seven days ahead to the day"),
        ({"website_notice": "will"}, banner("2026-03-14"), "not_shown", "it may have stood on another page before"),
        ({"website_notice": "will"}, banner("2026-03-14", before="2026-03-12"), "not_shown", "the gap leaves room"),
        ({"website_notice": "will"}, banner("2026-03-01", "2026-03-21"), "not_shown", "is about another day"),
        ({"in_product": "will"}, banner("2026-03-01"), "met", "notice on the service: the two are hard to tell apart"),
        ({"unspecified": "will"}, banner("2026-03-01"), "met", "no means was named, so any will do"),
        ({"email": "will"}, banner("2026-03-01"), "not_shown", "a banner is no e-mail"),
        ({"personal_other": "will"}, banner("2026-03-01"), "not_shown", "a banner is no letter"),
        (
            {"website_notice": "will"},
            banner("2026-03-01", channel="updates_page"),
            "met",
            "its news are on its website",
        ),
        ({"updates_page": "will"}, banner("2026-03-01", channel="updates_page"), "met", "as promised"),
        ({"in_product": "will"}, banner("2026-03-01", channel="updates_page"), "not_shown", "news are no product"),
        ({"updates_page": "will"}, banner("2026-03-01"), "not_shown", "a banner is no page of updates"),
        ({"email": "will", "website_notice": "will"}, banner("2026-03-01"), "not_shown", "both are owed"),
        ({"website_notice": "may"}, banner("2026-03-01"), "met", "what was only possible was done"),
    ],
)
def test_announcements_on_pages(channels, found, verdict, why):
    changed, checks = change(effective="2026-03-20"), seen("2026-03-19", "2026-03-18")
    assert assess(rule(Tier("any", channels, lead=WEEK)), changed, checks, [found]).verdict == verdict, why


def test_a_banner_never_proves_a_breach_though_it_is_the_companys_own():
    late = banner("2026-03-19", before="2026-03-18")
    says = "nothing shows since when it stood there"
    check("not_shown", rule(BANNER_A_WEEK_AHEAD), change(effective="2026-03-20"), seen("2026-03-19"), [late], says=says)


def test_the_day_that_a_page_announced_stands_in_for_one_the_text_does_not_state():
    check(
        "met",
        rule(BANNER_A_WEEK_AHEAD),
        change(),
        seen("2026-03-15", "2026-03-14"),
        [banner("2026-03-02")],
        says="in force on 2026-03-20",
        lead=(7, 18, 18),
    )


# --- promises of other documents ----------------------------------------------------------------------------------


def linked(state="read"):
    clauses = (
        "We may change these Terms and our Privacy Policy.",
        "We will e-mail you a week before a change applies.",
    )
    other = LinkedClauses("acme-terms", "Terms", state, "Changes", clauses, (Span(7, 0, 50), Span(8, 0, 50)))
    own = Tier("any", {"post_page": "will"})
    mailed = replace(MAIL_A_WEEK_AHEAD, source="acme-terms")
    tiers = (own, mailed) if state == "read" else (own,)
    return NoticeRule(none_found=False, tiers=tiers, linked=(other,), clauses=("We post changes here.",))


def test_a_promise_of_the_terms_counts_and_is_quoted_with_its_line():
    found = check("not_shown", linked(), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"))
    assert found.tiers[1].reasons[0] == (
        "“Terms” (acme-terms, line 8) says: “We will e-mail you a week before a change applies.”"
    )
    assert [tier.verdict for tier in found.tiers] == ["nothing_promised", "not_shown"]


def test_a_mail_keeps_a_promise_of_the_terms():
    early = mail("2026-03-01", "2026-03-10")
    check("met", linked(), change(effective="2026-03-10"), seen("2026-03-10", "2026-03-09"), [early])


@pytest.mark.parametrize(("state", "says"), [("not_fetched", "is not on file"), ("not_read", "is not in English")])
def test_terms_that_are_not_known_are_named_and_the_own_rule_counts(state, says):
    check("nothing_promised", linked(state), change(), seen("2026-03-10", "2026-03-09"), says=says)


def test_silent_terms_change_nothing():
    found = check("nothing_promised", linked("silent"), change(), seen("2026-03-10", "2026-03-09"))
    assert "Terms" not in " ".join(found.tiers[0].reasons)


@pytest.mark.parametrize(
    ("state", "verdict", "tiers"),
    [("not_fetched", "not_shown", 1), ("not_read", "not_shown", 1), ("silent", "nothing_promised", 0)],
)
def test_a_silent_policy_may_be_bound_by_terms_that_are_not_known(state, verdict, tiers):
    silent = replace(linked(state), none_found=True, tiers=(), clauses=())
    assert len(check(verdict, silent, change(), seen("2026-03-10", "2026-03-09")).tiers) == tiers
    assert check("nothing_promised", silent, change("noise"), seen("2026-03-10", "2026-03-09")).tiers == ()


# --- until when readers can act -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "evidence", "before", "why"),
    [
        (WayOut("object", "notice", 60, "day"), [], "2026-05-09", "60 days after 9 March, the last check without it"),
        (WayOut("object", "notice", 60, "day"), [mail("2026-03-02", "2026-05-12")], "2026-05-02", "after the mail"),
        (
            WayOut("object", "notice", 2, "month"),
            [mail("2026-02-28", "2026-05-12")],
            "2026-04-29",
            "28 April is the last",
        ),
        (
            WayOut("object", "notice", 60, "day"),
            [banner("2026-03-05", "2026-05-12", before="2026-03-02")],
            "2026-05-02",
            "the banner may have stood since the check before",
        ),
        (
            WayOut("object", "notice", 60, "day"),
            [mail("2026-03-02", "2026-05-12", authenticated=False)],
            "2026-05-09",
            "anybody could have sent it",
        ),
        (WayOut("object", "posting", 14, "day"), [], "2026-03-24", "14 days after 9 March"),
        (WayOut("object", "before_effective"), [], "2026-05-12", "any day before"),
        (WayOut("terminate", "before_effective", 1, "month"), [], "2026-04-13", "12 April is a month before"),
        (WayOut("terminate", "after_effective", 30, "day"), [], "2026-06-12", "11 June is the thirtieth day"),
    ],
)
def test_the_verdict_says_until_when_readers_can_act(way, evidence, before, why):
    tier = replace(MAIL_A_WEEK_AHEAD, ways_out=(way,))
    found = assess(rule(tier), change(effective="2026-05-12"), seen("2026-03-10", "2026-03-09"), evidence)
    assert found.tiers[0].ways_out == (Until(way.way, date.fromisoformat(before)),), why
    assert f"before {before}" in " ".join(found.tiers[0].reasons)


def test_no_day_is_made_up_where_none_is_stated():
    tier = replace(MAIL_A_WEEK_AHEAD, ways_out=(WayOut("object", "before_effective"),))
    assert assess(rule(tier), change(), seen("2026-03-10", "2026-03-09")).tiers[0].ways_out == ()


# --- promises about some topics -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("the_change", "triggered"),
    [
        (change(categories=("third_party_sharing",)), True),
        (change(categories=("data_security", "third_party_sharing")), True),
        (change(categories=("data_security",)), False),
        (change("minor", categories=("third_party_sharing",)), False),
        (change("noise", categories=("third_party_sharing",)), False),
    ],
)
def test_a_promise_about_sub_processors_is_about_recipients_only(the_change, triggered):
    tier = Tier("practice_change", {"email": "will"}, lead=WEEK, topics=("third_party_sharing",))
    assert bool(assess(rule(tier), the_change, seen("2026-03-10", "2026-03-09")).tiers) is triggered


@pytest.mark.parametrize(("arrived", "verdict"), [("2026-03-06", "met"), ("2026-03-07", "breached")])
def test_a_new_sub_processor_fourteen_days_ahead(arrived, verdict):
    tier = Tier(
        "practice_change", {"email": "will"}, lead=Lead("fixed", 14, "day", "notice"), topics=("third_party_sharing",)
    )
    added = change(effective="2026-03-20", categories=("third_party_sharing",))
    check(verdict, rule(tier), added, seen("2026-03-08", "2026-03-07"), [mail(arrived, "2026-03-20")])


# --- recipients that are listed before they start -----------------------------------------------------------------

LISTED = Tier(
    "practice_change",
    {"post_page": "will"},
    lead=Lead("fixed", 30, "day", "effective"),
    topics=("third_party_sharing",),
)
ADDED = change(categories=("third_party_sharing",))
MOVED = (Finding("date", "effective_date", "noise", "", "", "", ""),)


@pytest.mark.parametrize("effective", [None, "2026-03-10", "2026-03-05", "2025-01-01"])
def test_a_recipient_without_a_start_is_not_taken_to_have_started(effective):
    added = change(effective=effective, categories=("third_party_sharing",), findings=MOVED if effective else ())
    found = check(
        "not_shown", rule(LISTED), added, seen("2026-03-10", "2026-03-09"), says="Nothing states from which day"
    )
    said = " ".join(found.tiers[0].reasons)
    assert said.count("Nothing states") == 1
    assert "in force" not in said
    assert (found.tiers[0].promised, found.tiers[0].observed_min, found.tiers[0].observed_max) == (30, None, None)


@pytest.mark.parametrize(
    ("starts", "verdict"),
    [("2026-04-14", "met"), ("2026-04-09", "met"), ("2026-04-08", "not_shown"), ("2026-03-20", "breached")],
)
def test_a_start_to_come_is_counted_to(starts, verdict):
    added = change(effective=starts, categories=("third_party_sharing",))
    check(verdict, rule(LISTED), added, seen("2026-03-10", "2026-03-09"))


@pytest.mark.parametrize(
    "clause",
    [
        "We post additions to this list 30 days before they take effect.",
        "We will post any change to our list of suppliers here at least 30 days before it takes effect.",
        "We will publish changes on this page 30 days before the new supplier receives data.",
    ],
)
def test_what_is_said_of_a_list_is_about_the_start_of_its_entries(clause):
    tier = Tier("any", {"post_page": "will"}, lead=Lead("fixed", 30, "day", "effective"))
    check("not_shown", rule(tier, clauses=(clause,)), ADDED, seen("2026-03-10", "2026-03-09"), says="Nothing states")


def test_a_text_without_a_day_holds_when_it_is_seen():
    tier = Tier("any", {"post_page": "will"}, lead=Lead("fixed", 30, "day", "effective"))
    clause = "We will post changes to this policy 30 days before they take effect."
    check(
        "breached", rule(tier, clauses=(clause,)), ADDED, seen("2026-03-10", "2026-03-09"), says="in force when first"
    )


def test_a_mail_proves_too_late_a_start_without_the_page():
    tier = replace(LISTED, channels={"email": "will"})
    late = [mail("2026-03-06", "2026-03-20")]
    check("breached", rule(tier), ADDED, seen("2026-03-08", "2026-03-07"), late)
    check("not_shown", rule(tier), ADDED, seen("2026-03-08", "2026-03-07"), says="Nothing states")


# --- the page as one of several ways ------------------------------------------------------------------------------

EITHER = Tier("any", {"email": "will", "post_page": "will"}, (Logic("one_of", ("email", "post_page")),), WEEK)


@pytest.mark.parametrize(
    ("effective", "evidence", "verdict"),
    [
        ("2026-03-20", (), "met"),
        ("2026-03-20", (mail("2026-03-18", "2026-03-20"),), "met"),
        ("2026-03-12", (), "not_shown"),
        ("2026-03-12", (mail("2026-03-05", "2026-03-12"),), "met"),
        ("2026-03-12", (mail("2026-03-11", "2026-03-12"),), "breached"),
        ("2026-03-16", (mail("2026-03-15", "2026-03-16"),), "not_shown"),
    ],
)
def test_the_page_or_a_mail_is_enough(effective, evidence, verdict):
    check(verdict, rule(EITHER), change(effective=effective), seen("2026-03-10", "2026-03-08"), evidence)


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        ((), "nothing_promised"),
        ((mail("2026-03-09"),), "met"),
        ((mail("2026-03-09", authenticated=False),), "nothing_promised"),
    ],
)
def test_without_a_lead_the_page_is_all_that_is_promised(evidence, verdict):
    check(verdict, rule(replace(EITHER, lead=Lead())), change(), seen("2026-03-10", "2026-03-09"), evidence)


def test_both_are_owed_where_both_are_promised():
    both = replace(EITHER, logic=())
    check("not_shown", rule(both), change(effective="2026-03-20"), seen("2026-03-10", "2026-03-09"))


# --- exceptions ---------------------------------------------------------------------------------------------------


def test_an_exception_that_may_hold_excuses():
    tier = replace(MAIL_A_WEEK_AHEAD, condition="unless urgent security changes require otherwise")
    late = [mail("2026-03-10", "2026-03-12")]
    check(
        "not_shown", rule(tier), change(effective="2026-03-12"), seen("2026-03-10", "2026-03-09"), late, says="unless"
    )
    found = replace(tier, condition="where required")
    check("breached", rule(found), change(effective="2026-03-12"), seen("2026-03-10", "2026-03-09"), late)


@pytest.mark.parametrize(("arrived", "verdict"), [("2026-03-07", "not_shown"), ("2026-03-12", "breached")])
def test_about_a_week_is_not_missed_by_a_few_days(arrived, verdict):
    about = rule(MAIL_A_WEEK_AHEAD, flags=("approximate_lead",))
    check(
        verdict, about, change(effective="2026-03-12"), seen("2026-03-12", "2026-03-11"), [mail(arrived, "2026-03-12")]
    )
