"""The publisher's gate with promises that stand in another document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from tracker.model import NoticeRule, Tier
from tracker.model.rule_change import RuleField
from tracker.pipeline import check, compare
from tracker.pipeline.weakening import WHY, weakened

OLD = "# Privacy policy\n\nWe keep your orders for 30 days.\n\n## Contact\n\nWrite to us.\n"
NEW = OLD.replace("30 days", "24 months")
TERMS = (
    "# Terms\n\n## Changes\n\nWe may change these Terms and our Privacy Policy. We will e-mail you at least 30 days before a "
    "change takes effect.\n"
)
TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("others", "effective", "ready"),
    [
        ({}, date(2027, 3, 10), True),
        ({"terms.md": TERMS}, date(2027, 3, 30), False),
        ({"terms.md": TERMS}, date(2027, 3, 31), True),
        ({"terms.md": TERMS.replace("Privacy Policy", "Price List")}, date(2027, 3, 30), False),  # the text has no rule
        ({"rules.md": "# House rules\n\nBe kind."}, date(2027, 3, 10), True),
    ],
)
def test_another_document_can_ask_for_notice(others, effective, ready):
    assert check(OLD, NEW, today=TODAY, effective=effective, others=others).ready is ready


def test_a_text_with_a_rule_of_its_own_owes_only_what_the_other_says_of_it():
    ruled = "\n## Changes\n\nWe post changes to this policy on this page.\n"
    terms = {"terms.md": TERMS.replace("and our Privacy Policy", "")}
    assert check(OLD + ruled, NEW + ruled, today=TODAY, effective=TODAY, others=terms).ready
    found = check(OLD + ruled, NEW + ruled, today=TODAY, effective=TODAY, others={"terms.md": TERMS})
    assert found.earliest == date(2027, 3, 31)
    assert [tier.source for tier in found.rule.tiers] == ["", "terms.md"]


RULED = (
    "# Privacy policy\n\nEffective: 1 February 2026\n\nWe are Nettlebrook Ltd, the controller of your personal data, and keep "
    "your account data for 12 months.\n\n## Contact\n\nWrite to our privacy desk at any time.\n\n## Changes\n\nWe will tell "
    "you by e-mail at least one week before a material change takes effect.\n"
)
LATE = date(2027, 6, 1)


def said(new, old=RULED, **more):
    found = check(old, new, today=TODAY, effective=LATE, **more)
    return found.problems, found.warnings


@pytest.mark.parametrize("nothing", ["", "\n \n", "# Not found\n\nThe page you are looking for was not found.\n"])
def test_nothing_is_judged_where_a_text_is_none(nothing):
    (problem,), _ = said(nothing)
    assert problem.startswith("The new text is empty or no policy; nothing can be judged.")
    (problem,), _ = said(RULED, nothing)
    assert problem.startswith("The old text is empty or no policy; nothing can be judged.")


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("We will tell", "We may tell"),
        ("by e-mail", "on this page"),
        ("at least one week before", "before"),
        ("tell you", "post the new text, without notice to you,"),
        ("takes effect.", "takes effect. We may change this policy at any time without notice."),
        ("We will", "In our sole discretion, we will"),
    ],
)
def test_a_weaker_promise_is_a_problem(words, instead):
    problems, _ = said(RULED.replace("1 February 2026", "1 June 2027").replace(words, instead))
    assert any("its own notice rule" in problem for problem in problems)
    assert len(set(problems)) == len(problems)


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("by e-mail", "by e-mail or on this page"),
        ("a material change", "a change that we consider material"),
        ("takes effect.", "takes effect, unless we consider this impractical."),
        ("at least one week", "about one week"),
    ],
)
def test_other_words_of_a_promise_are_never_passed_over(words, instead):
    problems, warnings = said(RULED.replace("1 February 2026", "1 June 2027").replace(words, instead))
    assert problems or warnings
    assert all(
        "“We will tell you by e-mail at least one week" in warning and instead in warning for warning in warnings
    )


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("one week", "30 days"),
        ("one week before", "one\nweek before"),
        ("We are Nettlebrook", "We at Nettlebrook are"),
        ("one", "one"),
    ],
)
def test_what_weakens_nothing_needs_nobody(words, instead):
    assert said(RULED.replace("1 February 2026", "1 June 2027").replace(words, instead)) == ((), ())


def test_a_draft_with_the_day_of_the_text_in_force_is_not_ready():
    problems, _ = said(RULED.replace("12 months", "24 months"))
    assert problems == ("The draft still bears the old date 1 February 2026, and is to take effect on 1 June 2027.",)
    undated = RULED.replace("Effective: 1 February 2026\n\n", "").replace("12 months", "24 months")
    assert said(undated) == ((), ())


DATED = RULED.replace("1 February 2026", "1 June 2027")
FIRM = (
    "We will tell you by e-mail and by a notice on our website at least 30 days before any change takes effect. You may "
    "object within 30 days of the notice.\n"
)
FIRMLY = RULED[: RULED.index("We will tell")] + FIRM


@pytest.mark.parametrize(
    ("old", "words", "instead", "fields"),
    [
        (RULED, "We will tell", "We may tell", ["strength"]),
        (RULED, "by e-mail", "on this page", ["channels"]),
        (RULED, "at least one week before", "before", ["lead"]),
        (RULED, "at least one week", "at least two days", ["lead"]),
        (RULED, "by e-mail at least one week", "at least one day", ["channels", "lead"]),
        (RULED, "by e-mail", "by e-mail or on this page", ["choice"]),
        (RULED, "a material change", "a change that we consider material", ["hedge"]),
        (RULED, "takes effect.", "takes effect, unless we consider this impractical.", ["condition"]),
        (RULED, "at least one week", "about one week", ["precision"]),
        (RULED, "tell you", "post the new text, without notice to you,", ["channels"]),
        (RULED, "takes effect.", "takes effect. We may change this policy at any time without notice.", ["lead"]),
        (RULED, RULED[RULED.index("We will tell") :], "Write to us.", ["promise"]),
        (FIRMLY, "any change", "any material change", ["trigger"]),
        (FIRMLY, "e-mail and by a notice", "e-mail or by a notice", ["choice"]),
        (FIRMLY, " You may object within 30 days of the notice.", "", ["rights"]),
        (FIRMLY, "within 30 days of", "within 7 days of", ["ways_out"]),
        (FIRMLY, "within 30 days of", "within 60 days of", []),
        (FIRMLY, "at least 30 days", "at least one month", []),
    ],
)
def test_each_weakened_field_is_named_once_with_what_is_promised_why_and_what_to_do(old, words, instead, fields):
    assert words in old
    new = old.replace("1 February 2026", "1 June 2027").replace(words, instead)
    found = check(old, new, today=TODAY, effective=LATE)
    assert sorted(one.field for one in found.weakened) == fields
    assert len(found.problems) == len(fields)
    for one, problem in zip(found.weakened, found.problems, strict=True):
        assert one.today != one.draft
        for part in (one.today, one.draft, one.why, one.advice, one.about):
            assert part in problem
        assert one.why
        assert one.advice


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("a material change", "some material changes"),
        ("takes effect.", "takes effect if you read our letters."),
        ("We will tell you", "We will usually tell you"),
        ("at least one week", "at most one week"),
        ("We will tell you", "Where you live nearby, we will tell you"),
    ],
)
def test_words_that_limit_the_promise_are_a_problem(words, instead):
    assert words in DATED
    found = check(RULED, DATED.replace(words, instead), today=TODAY, effective=LATE)
    assert found.weakened, found.warnings
    assert not found.ready


def test_only_the_sentence_that_was_limited_is_quoted():
    old = RULED.replace("We will tell", "We will post each change on this page for all to see. We will tell")
    new = old.replace("1 February 2026", "1 June 2027").replace("for all to see", "for all to read")
    (found,) = check(old, new.replace("takes effect.", "takes effect if we can."), today=TODAY, effective=LATE).weakened
    assert "if we can" in found.draft
    assert "for all to read" not in found.draft


def test_if_in_the_place_of_when_limits_nothing():
    old, new = (RULED.replace("a material change takes", f"we act {word} a change takes") for word in ("when", "if"))
    assert not check(old, new.replace("1 February 2026", "1 June 2027"), today=TODAY, effective=LATE).weakened


KEPT = "We will not reduce your rights under this policy without your consent. "


@pytest.mark.parametrize("instead", ["one week", "30 days", "two days"])
def test_a_promise_beside_the_rule_that_is_left_out_is_said(instead):
    old = RULED.replace("We will tell", f"{KEPT}We will tell")
    found = check(old, DATED.replace("one week", instead), today=TODAY, effective=LATE)
    assert any("reduce your rights" in warning for warning in found.warnings)
    kept = check(old, DATED.replace("We will tell", f"{KEPT}We will tell"), today=TODAY, effective=LATE)
    assert (kept.problems, kept.warnings) == ((), ())


def test_a_problem_says_it_in_this_order():
    (problem,) = check(RULED, DATED.replace("one week", "two days"), today=TODAY, effective=LATE).problems
    assert problem == (
        "The draft weakens its own notice rule. Today for material changes: at least 1 week before it takes "
        "effect. In the draft: at least 2 days before it takes effect. Why that is weaker: Readers could hear of a "
        "change later than today. What to do: Give the time that is promised today."
    )


def test_findings_beside_the_problems_tell_of_nothing_twice():
    new = DATED.replace("one week", "two days").replace("We will tell", "We may tell").replace("12 months", "2 years")
    found = check(RULED, new, today=TODAY, effective=LATE)
    assert sorted(one.field for one in found.weakened) == ["lead", "strength"]
    assert "data_retention" in {one.category for one in found.untold}
    assert "policy_change_notice" not in {one.category for one in found.untold}
    longer = check(RULED, DATED.replace("one week", "30 days"), today=TODAY, effective=LATE)
    assert longer.untold == longer.change.findings


def test_what_only_the_words_of_a_clause_show_is_quoted():
    old = RULED.replace("We will tell", "We promise never to change this policy behind your back. We will tell")
    new = DATED.replace("We will tell", "We may change this policy behind your back. We will tell")
    found = check(old, new, today=TODAY, effective=LATE)
    assert [one.field for one in found.weakened] == ["words"]
    assert "behind your back" in found.weakened[0].today
    assert "behind your back" in found.weakened[0].draft


def test_what_words_of_several_clauses_show_is_one_problem():
    kept = "We promise never to change this policy behind your back. We promise never to change this policy at night. "
    old = RULED.replace("We will tell", f"{kept}We will tell")
    new = DATED.replace("We will tell", f"{kept.replace('promise never to', 'may')}We will tell")
    (problem,) = check(old, new, today=TODAY, effective=LATE).problems
    assert "behind your back" in problem
    assert "at night" in problem


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("We are Nettlebrook", "We have updated this policy, please read it with care. We are Nettlebrook"),
        ("takes effect.", "takes effect. We revise this policy whenever our services change and post it here."),
    ],
)
def test_what_is_said_beside_the_promise_is_no_problem(words, instead):
    problems, _ = said(DATED.replace(words, instead))
    assert problems == ()


def test_another_date_in_the_promise_needs_nobody():
    dated = "## Changes\n\nThis policy was last changed on {}, and we change the date at its top with each change."
    old, new = (RULED[: RULED.index("## Changes")] + dated.format(day) for day in ("1 March 2026", "4 April 2026"))
    found = check(old, new.replace("1 February 2026", "1 June 2027"), today=TODAY, effective=LATE)
    assert (found.problems, found.warnings) == ((), ())
    assert check(old, new.replace("top", "end"), today=TODAY, effective=LATE).warnings


def test_where_nothing_was_promised_nothing_can_be_weakened():
    old = RULED[: RULED.index("## Changes")]
    problems, warnings = said(f"{DATED[: DATED.index('We will tell')]}We may change this policy without notice.\n", old)
    assert (problems, warnings) == ((), ())


FRENCH = (
    "# Politique de confidentialité\n\nNous sommes Nettlebrook Ltd, responsable du traitement de vos données personnelles, et "
    "nous conservons les données de votre compte pendant douze mois.\n\n## Contact\n\nÉcrivez à notre service à tout "
    "moment.\n\n## Modifications\n\nNous vous informerons par courriel au moins une semaine avant une modification "
    "importante de cette politique.\n"
)


def test_a_draft_in_another_language_is_not_judged():
    (problem,), _ = said(FRENCH)
    assert problem == "The page shows another language. Nothing can be judged."


def test_a_field_says_what_to_do_by_whether_words_are_missing_or_new():
    tier = Tier("any", {"email": "will"}, acceptance=("right_to_object",))
    old = NoticeRule(False, tiers=(tier,), grandfathering=("prospective_only",))
    advice = {
        "Keep the right.": replace(old, tiers=(replace(tier, acceptance=()),)),
        "Keep the sentence.": replace(old, grandfathering=()),
        "Take these words out.": replace(old, flags=("urgent_exception",)),
    }
    change = compare("", "")
    assert weakened(change, old, old) == ()
    for words, new in advice.items():
        (found,) = weakened(change, old, new)
        assert found.advice == words


@pytest.mark.parametrize("name", get_args(RuleField))
def test_every_field_that_can_be_weakened_says_why(name):
    assert name in WHY or name == "duty"
