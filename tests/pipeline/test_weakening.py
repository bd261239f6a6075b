"""What a publisher is told of a weaker promise: by field, or where only its words show it, by its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model import Change, Finding, NoticeRule, Tier
from tracker.pipeline import compare
from tracker.pipeline.weakening import reworded, tells_of_weakening, weakened, weakening_in_words

CLAUSE = "We will tell you of changes by e-mail."
OTHER = "We tell you of changes by e-mail, and do so early."
TIER = Tier("any", {"email": "will"})
OLD = NoticeRule(False, clauses=("Changes", CLAUSE), tiers=(TIER,))
SAME = replace(OLD, clauses=("Changes", OTHER))
WEAKER = replace(SAME, tiers=(Tier("any", {"email": "may"}),))
FIRMER = replace(SAME, tiers=(Tier("any", {"email": "will", "in_product": "will"}),))
NONE = NoticeRule(none_found=True)
NOTHING = replace(compare("", ""), verdict="material")


def finding(before: str = CLAUSE, after: str = OTHER, **more) -> Finding:
    made = Finding(
        "clause", "policy_change_notice", "material", "Changes", before, after, "It changed.", "expands_company"
    )
    return replace(made, **more)


def change(*findings: Finding) -> Change:
    return replace(NOTHING, findings=findings)


class TestWeakened:
    def fields(self, found: Change, old: NoticeRule, new: NoticeRule) -> list[str]:
        return [one.field for one in weakened(found, old, new)]

    def test_a_field_tells_of_the_clauses_that_it_was_read_from(self):
        assert self.fields(change(finding()), OLD, WEAKER) == ["strength"]
        assert self.fields(change(finding("", OTHER)), OLD, WEAKER) == ["strength"]
        assert self.fields(change(finding(CLAUSE, "")), OLD, WEAKER) == ["strength"]

    def test_a_clause_beside_the_promise_counts_by_itself(self):
        elsewhere = finding("We never change prices.", "We change prices.")
        found = weakened(change(finding(), elsewhere), OLD, WEAKER)
        assert [one.field for one in found] == ["strength", "words"]
        assert (found[1].today, found[1].draft) == ("“We never change prices.”", "“We change prices.”")
        assert (found[1].why, found[1].about) == ("It changed.", "")

    def test_clauses_count_where_no_field_tells_of_them(self):
        assert self.fields(change(finding()), OLD, SAME) == ["words"]
        both = weakened(change(finding(), finding("One.", "Two.", why="It fell.")), OLD, SAME)
        assert [(one.today, one.why) for one in both] == [(f"“{CLAUSE} One.”", "It changed. It fell.")]

    @pytest.mark.parametrize(
        "other",
        [
            {"direction": "protects_user"},
            {"direction": "mixed"},
            {"weight": "minor"},
            {"category": "other"},
            {"rule": "notice_lead"},  # told as a field, if it is weaker
        ],
    )
    def test_a_clause_that_is_no_plain_loss_is_none(self, other):
        assert self.fields(change(finding(**other)), OLD, SAME) == []

    def test_nothing_is_lost_where_nothing_was_promised(self):
        assert self.fields(change(finding("", OTHER)), NONE, WEAKER) == []

    def test_what_a_text_does_not_say_is_named_so(self):
        (found,) = weakened(NOTHING, OLD, replace(OLD, tiers=(replace(TIER, condition="if we can"),)))
        assert found.today == ""
        assert "Today for any change: nothing of the kind. In the draft: “if we can”." in weakening_in_words(found)
        (found,) = weakened(change(finding(CLAUSE, "")), OLD, SAME)
        assert "In the draft: nothing of the kind." in weakening_in_words(found)


class TestReworded:
    def test_quotes_the_clauses_that_differ(self):
        said = reworded(NOTHING, OLD, SAME)
        assert said is not None
        assert said.endswith(f": “{CLAUSE}” became “{OTHER}”.")
        assert "Changes" not in said.split(":", 1)[1].replace(CLAUSE, "").replace(OTHER, "")

    def test_a_clause_that_came_or_went(self):
        longer = replace(OLD, clauses=(*OLD.clauses, "Read this page often."))
        assert reworded(NOTHING, OLD, longer).endswith("nothing became “Read this page often.”.")
        assert reworded(NOTHING, longer, OLD).endswith("“Read this page often.” became nothing.")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (OLD, OLD),
            (OLD, replace(OLD, clauses=(f"Changes {CLAUSE}",))),  # cut elsewhere
            (OLD, replace(OLD, clauses=("**Changes**", CLAUSE))),
            (
                replace(OLD, clauses=("Last changed on 1 March 2026.",)),
                replace(OLD, clauses=("Last changed on 4 April 2026.",)),
            ),
            (OLD, FIRMER),
            (NONE, SAME),
            (NONE, replace(SAME, flags=("urgent_exception",))),
        ],
    )
    def test_the_same_words_a_gain_and_what_is_new_need_nobody(self, old, new):
        assert reworded(NOTHING, old, new) is None

    def test_no_words_are_compared_where_the_comparison_found_noise(self):
        assert reworded(replace(NOTHING, verdict="noise"), OLD, SAME) is None

    @pytest.mark.parametrize(
        "new",
        [
            replace(FIRMER, flags=("urgent_exception",)),
            replace(FIRMER, tiers=(Tier("any", {"email": "will", "in_product": "will", "website_notice": "will"}),)),
        ],
    )
    def test_a_gain_that_comes_with_a_way_out_is_looked_at(self, new):
        assert reworded(NOTHING, OLD, new)

    def test_a_flag_that_speaks_of_dates_hides_no_gain(self):
        assert reworded(NOTHING, OLD, replace(FIRMER, flags=("no_effective_date_in_text",))) is None

    def test_a_clause_beside_an_unchanged_promise_is_looked_at(self):
        mixed = finding("We change prices.", "We set prices.", direction="mixed")
        assert reworded(change(mixed), OLD, OLD).endswith("“We change prices.” became “We set prices.”.")
        assert reworded(change(replace(mixed, direction="protects_user")), OLD, OLD) is None
        assert reworded(change(replace(mixed, before="")), OLD, OLD) is None

    def test_long_clauses_are_cut(self):
        long = replace(OLD, clauses=("Changes", f"{'word ' * 200}end."))
        assert len(reworded(NOTHING, OLD, long)) < 500


@pytest.mark.parametrize(
    ("found", "tells"),
    [
        (finding(), True),
        (finding(direction="mixed"), True),
        (finding(direction="protects_user"), False),
        (finding("We never change prices."), False),
        (finding(""), False),
        (finding("We never change prices.", rule="notice_lead"), True),
        (finding(rule="notice_lead", direction="protects_user"), False),
        (finding(rule="notice_lead", weight="editorial"), False),
        (finding(category="data_retention"), False),
    ],
)
def test_which_findings_a_problem_tells_of_already(found, tells):
    assert tells_of_weakening(found, OLD) is tells
