"""Changes held against laws: which one is concerned, what it takes to be met, and that nothing is claimed too soon."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tests.notice.test_assess import change, mail, rule, seen
from tracker.model import Lead, PolicyKind, Tier
from tracker.model.baseline import NOT_ADVICE, Baseline, BaselineVerdict, baseline_in_words, baselines
from tracker.model.promise import CHANNELS, TRIGGERS, lead_in_words
from tracker.notice import assess
from tracker.notice.baselines import applying, assess_baselines, concerned, would_apply
from tracker.notice.period import deadline

GUIDE = (Path(__file__).parents[2] / "docs/baselines.md").read_text("utf8")
BY_ID = {baseline.id: baseline for baseline in baselines()}
TOPICS = ("fees_payment", "third_party_sharing", "legal_basis_purpose", "first_party_collection", "termination_account")


def worst(**about):
    """A change that every baseline can be about."""
    return change(direction="expands_company", categories=TOPICS, **about)


def check(baseline, verdict, the_change, the_seen, evidence=(), *, says="", timezone="UTC"):
    (found,) = assess_baselines([baseline], the_change, the_seen, evidence, timezone=timezone)
    assert found.baseline == baseline
    assert found.verdict == verdict, found
    assert says in " ".join(found.reasons), found
    return found


def check_unconcerned(baseline, the_change):
    assert assess_baselines([baseline], the_change, seen("2026-03-10", "2026-03-09")) == ()


# --- the table ----------------------------------------------------------------------------------------------------


def test_ids_are_unique_and_fit_for_a_declaration():
    assert len(BY_ID) == len(baselines())
    assert all(re.fullmatch(r"[a-z]{2}(-[a-z0-9]+)+", name) for name in BY_ID)


@pytest.mark.parametrize("baseline", baselines(), ids=BY_ID)
def test_an_entry_says_where_it_stands_and_whom_it_binds(baseline):
    assert baseline.confidence == "high"
    assert baseline.source.startswith("https://")
    assert re.search(r"\d", baseline.citation)
    assert baseline.who
    assert baseline.jurisdiction
    assert baseline.kinds
    assert not baseline.who.endswith(".")  # a part of a sentence, and of a table
    assert not baseline.note or baseline.note.endswith(".")
    assert baseline.channels


@pytest.mark.parametrize("baseline", baselines(), ids=BY_ID)
def test_an_entry_can_be_used_by_the_judge(baseline):
    lead = baseline.lead
    assert (lead.kind == "fixed") == (lead.value is not None and lead.unit is not None)
    assert lead.kind in {"fixed", "prior_unspecified", "reasonable", "on_or_before_effective", "none_stated"}
    assert {channel for logic in baseline.logic for channel in logic.channels} <= set(baseline.channels)
    assert lead.kind == "none_stated" or deadline(lead, date(2026, 5, 1)) is not None


@pytest.mark.parametrize("baseline", baselines(), ids=BY_ID)
def test_every_entry_is_triggered_by_a_change_it_is_about(baseline):
    found = assess_baselines([baseline.id], worst(effective="2026-05-01"), seen("2026-04-30", "2026-04-29"))
    assert [verdict.baseline for verdict in found] == [baseline.id]


@pytest.mark.parametrize("baseline", baselines(), ids=BY_ID)
def test_a_value_survives_its_way_through_json(baseline):
    assert Baseline.from_dict(baseline.to_dict()) == baseline


def test_the_periods_in_days_and_months():
    fixed = {name: (it.lead.value, it.lead.unit) for name, it in BY_ID.items() if it.lead.kind == "fixed"}
    assert fixed == {
        "eu-p2b": (15, "day"),
        "eu-psd2": (2, "month"),
        "eu-eecc": (1, "month"),
        "uk-psr": (2, "month"),
        "us-reg-z-cards": (45, "day"),
        "us-reg-z-home": (15, "day"),
        "us-reg-e": (21, "day"),
        "us-reg-dd": (30, "calendar_day"),
        "us-ca-renewal-fee": (7, "day"),
        "ca-qc-consumer": (30, "day"),
    }


def test_guidance_is_marked_as_such():
    assert {it.id for it in baselines() if it.force == "guidance"} == {"eu-wp260", "us-ftc"}
    assert "guidance, not law" in baseline_in_words(BY_ID["eu-wp260"])
    assert "guidance" not in baseline_in_words(BY_ID["eu-p2b"])


def test_what_a_baseline_asks_for_in_words():
    assert baseline_in_words(BY_ID["eu-p2b"]) == (
        "Platform-to-Business Regulation, Regulation (EU) 2019/1150, article 3(2) to (4). Any change: a personal "
        "message, at least 15 days before it takes effect. Users may end the contract."
    )


# --- which ones ---------------------------------------------------------------------------------------------------


def test_declared_baselines_come_in_the_order_of_the_table_and_others_not_at_all():
    assert [it.id for it in applying(["uk-psr", "eu-p2b", "no-such"])] == ["eu-p2b", "uk-psr"]
    assert applying([]) == ()


def test_what_would_apply_is_about_such_a_document_and_not_declared_already():
    assert [it.id for it in would_apply("dpa")] == ["eu-gdpr-subprocessors"]
    assert would_apply("dpa", ["eu-gdpr-subprocessors"]) == ()
    assert "eu-p2b" in {it.id for it in would_apply("terms")}
    assert "eu-p2b" not in {it.id for it in would_apply("privacy")}


@pytest.mark.parametrize("kind", get_args(PolicyKind))
def test_what_would_apply_takes_any_kind(kind):
    assert all(kind in it.kinds for it in would_apply(kind))


def test_nothing_applies_that_is_not_declared():
    assert assess_baselines([], worst(effective="2026-05-01"), seen("2026-04-30", "2026-04-29")) == ()


# --- which changes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", ["noise", "editorial"])
def test_a_change_of_wording_alone_concerns_no_law(verdict):
    check_unconcerned("eu-p2b", change(verdict))


def test_a_minor_change_of_a_contract_is_any_change():
    assert concerned(["eu-p2b"], change("minor"))


def test_a_minor_change_is_no_significant_one():
    check_unconcerned("eu-dsa", change("minor", categories=TOPICS))


def test_a_law_about_fees_is_not_about_data():
    check_unconcerned("us-ca-renewal-fee", change(categories=("third_party_sharing",)))
    assert concerned(["us-ca-renewal-fee"], change(categories=("fees_payment",)))


def test_a_law_about_new_purposes_is_not_about_fees():
    check_unconcerned("eu-gdpr-purpose", change(categories=("fees_payment",)))


def test_a_change_in_the_readers_favour_is_not_adverse():
    check_unconcerned("us-reg-e", change(direction="protects_user", categories=("fees_payment",)))


# --- how it stands ------------------------------------------------------------------------------------------------

MAY = worst(effective="2026-05-01")
SEEN = seen("2026-05-02", "2026-04-30")


def test_nothing_collected_proves_nothing():
    found = check("eu-eecc", "not_shown", MAY, SEEN, says="The page gave 0 to 1 of 30 days")
    assert (found.promised, found.observed_min, found.observed_max) == (30, -1, 1)


def test_a_mail_on_the_last_day_is_early_enough():
    check("eu-p2b", "met", MAY, SEEN, [mail("2026-04-16", "2026-05-01")])


def test_a_mail_one_day_later_is_not_and_the_exceptions_are_named():
    check(
        "eu-p2b", "not_shown", MAY, SEEN, [mail("2026-04-17", "2026-05-01")], says="It makes exceptions (a legal duty"
    )


def test_without_exceptions_an_authenticated_late_mail_is_proof():
    check(
        "eu-eecc",
        "breached",
        MAY,
        SEEN,
        [mail("2026-04-02", "2026-05-01")],
        says="29 days before 2026-05-01, as received",
    )


def test_a_mail_that_nobody_vouched_for_is_no_proof():
    check("eu-eecc", "not_shown", MAY, SEEN, [mail("2026-04-02", "2026-05-01", authenticated=False)])


def test_two_months_end_where_the_month_does():
    april = worst(effective="2026-04-30")
    check("uk-psr", "met", april, seen("2026-04-30", "2026-04-29"), [mail("2026-02-28", "2026-04-30")])
    check("uk-psr", "not_shown", april, seen("2026-04-30", "2026-04-29"), [mail("2026-03-01", "2026-04-30")])


def test_the_day_of_a_mail_is_that_of_the_zone():
    late_evening = [mail("2026-04-17T02:00", "2026-05-01")]
    check("eu-p2b", "not_shown", MAY, SEEN, late_evening)
    check("eu-p2b", "met", MAY, SEEN, late_evening, timezone="America/New_York")


def test_a_banner_reaches_no_one_in_person():
    banner = [mail("2026-04-01", "2026-05-01", channel="website_notice")]
    check("eu-p2b", "not_shown", MAY, SEEN, banner)
    check("eu-wp260", "met", MAY, SEEN, banner)


def test_a_text_posted_in_time_is_no_notice_in_person():
    check("eu-p2b", "not_shown", MAY, seen("2026-03-02", "2026-03-01"), says="The page gave 60 to 61 of 15 days")


def test_where_publishing_is_the_notice_the_page_shows_it():
    check("us-hipaa", "met", MAY, seen("2026-04-20", "2026-04-19"))
    check("jp-terms", "met", MAY, seen("2026-05-01", "2026-04-30"))


def test_published_after_its_own_date_still_leaves_the_exceptions():
    backdated = change(effective="2026-05-01", categories=("effective_date", *TOPICS))
    check("us-hipaa", "not_shown", backdated, seen("2026-05-10", "2026-05-09"), says="changes that a law requires")


def test_too_early_counts_for_as_little_as_too_late():
    check("us-ca-renewal-fee", "met", MAY, SEEN, [mail("2026-04-01", "2026-05-01")])
    check("us-ca-renewal-fee", "not_shown", MAY, SEEN, [mail("2026-03-31", "2026-05-01")])
    check("us-ca-renewal-fee", "breached", MAY, SEEN, [mail("2026-04-25", "2026-05-01")])


def test_a_mail_without_a_date_of_its_own_is_counted_to_that_of_the_text():
    check("us-ca-renewal-fee", "met", MAY, SEEN, [mail("2026-04-01")])
    check("us-ca-renewal-fee", "not_shown", MAY, SEEN, [mail("2026-03-31")])


def test_a_mail_counts_to_the_date_it_states_where_the_text_states_none():
    undated, checks = worst(), seen("2026-05-02", "2026-04-30")
    check("us-ca-renewal-fee", "met", undated, checks, [mail("2026-04-01", "2026-05-01")])
    check("us-ca-renewal-fee", "not_shown", undated, checks, [mail("2026-03-31", "2026-05-01")])


def test_several_baselines_are_judged_one_by_one():
    found = assess_baselines(["eu-eecc", "eu-p2b"], MAY, SEEN, [mail("2026-04-10", "2026-05-01")])
    assert [(it.baseline, it.verdict) for it in found] == [("eu-p2b", "met"), ("eu-eecc", "breached")]


@pytest.mark.parametrize("baseline", baselines(), ids=BY_ID)
@pytest.mark.parametrize("evidence", [(), [mail("2026-04-28", "2026-05-01")], [mail("2026-01-05", "2026-05-01")]])
def test_a_law_is_never_held_stricter_than_a_promise_of_the_same_words(baseline, evidence):
    promise = assess(rule(baseline.tier), MAY, SEEN, evidence)
    (law,) = assess_baselines([baseline.id], MAY, SEEN, evidence)
    allowed = {promise.verdict} | ({"not_shown"} if baseline.exceptions or baseline.at_most else set())
    assert law.verdict in allowed
    assert law.reasons[0] == baseline_in_words(baseline)


def test_a_verdict_has_the_keys_of_a_tier_and_the_name_of_the_law():
    (found,) = assess_baselines(["eu-p2b"], MAY, SEEN)
    assert set(found.to_dict()) == {
        "schema", "baseline", "trigger", "verdict", "promised", "observed_min", "observed_max", "reasons", "ways_out", "tier",
    }  # fmt: skip
    assert BaselineVerdict.from_dict(found.to_dict()) == found


def test_no_reason_speaks_of_a_promise_where_a_law_is_meant():
    for evidence in ((), [mail("2026-04-28", "2026-05-01")], [mail("2026-01-05", "2026-05-01")]):
        for verdict in assess_baselines(BY_ID, MAY, SEEN, evidence):
            assert not any("promise" in reason or "The policy" in reason for reason in verdict.reasons[1:]), verdict


def test_a_tier_keeps_what_the_law_says():
    tier = Tier(
        "any", {"personal_other": "will"}, lead=Lead("fixed", 15, "day", "notice"), acceptance=("right_to_terminate",)
    )
    assert BY_ID["eu-p2b"].tier == tier


# --- the guide ----------------------------------------------------------------------------------------------------


def row(baseline):
    """One line of the guide's table."""
    weight = " (guidance)" if baseline.force == "guidance" else ""
    how = " or ".join(CHANNELS[channel] for channel in baseline.channels)
    when = lead_in_words(baseline.lead) or "no time named"
    when += f", at most {baseline.at_most} days" if baseline.at_most else ""
    return (
        f"| `{baseline.id}` | {baseline.title}{weight} | {baseline.who} | {', '.join(baseline.kinds)} "
        f"| {TRIGGERS[baseline.trigger]} | {how} | {when} | [{baseline.citation}]({baseline.source}) |"
    )


def test_the_guide_lists_what_is_shipped_in_its_order():
    assert re.findall(r"^\| `[a-z].*$", GUIDE, re.MULTILINE) == [row(baseline) for baseline in baselines()]


def test_the_guide_groups_by_jurisdiction():
    order = list(dict.fromkeys(baseline.jurisdiction for baseline in baselines()))
    assert re.findall(r"^### (.*)$", GUIDE, re.MULTILINE) == order


def test_the_guide_says_in_the_same_words_that_it_is_no_advice():
    assert NOT_ADVICE in " ".join(GUIDE.split())
