"""A text that is hardly the next version of the one before is doubted; ordinary changes are not."""

from __future__ import annotations

import pytest

from tracker.doubt import not_the_next
from tracker.segment import segment

HEAD = "# Privacy policy\n\n"
LINES = [f"We keep record number {n} of your account for {n} days and then delete it." for n in range(20)]
TEXT = HEAD + "\n\n".join(LINES) + "\n"


def reason(before: str, after: str) -> str | None:
    return not_the_next(segment(before), segment(after))


@pytest.mark.parametrize("lines", [5, 12, 16])
def test_a_text_that_stops_in_the_middle_of_a_sentence_is_cut_off(lines):
    cut = HEAD + "\n\n".join([*LINES[:lines], LINES[lines][:30]]) + "\n"
    assert "breaks off" in reason(TEXT, cut)


@pytest.mark.parametrize("lines", [5, 12, 17, 19])
def test_a_text_that_lost_whole_sentences_at_its_end_is_not(lines):
    assert reason(TEXT, HEAD + "\n\n".join(LINES[:lines]) + "\n") is None


def test_a_last_sentence_made_shorter_is_an_edit():
    assert reason(TEXT, TEXT.replace(LINES[-1], LINES[-1][:30])) is None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Terms of service", "another document"),
        ("Cookie policy", "another document"),
        ("Privacy policy for Canada", "canada"),
        ("Datenschutzerklärung", None),
        ("Privacy notice", None),
        ("Legal information", None),
    ],
)
def test_a_text_with_nothing_of_the_old_one_is_judged_by_its_title(title, told):
    other = "\n\n".join(f"Rule {n}: nobody may bring more than {n} kites to the agreement's field." for n in range(20))
    found = reason(TEXT, f"# {title}\n\n{other}\n")
    assert (told in found) if told else found is None


def test_a_title_alone_makes_no_other_document():
    assert reason(TEXT, TEXT.replace("# Privacy policy", "# Terms of service")) is None


def test_below_a_few_lines_nothing_can_be_told():
    assert reason("# Privacy policy\n\nWe keep nothing.\n", "# Terms of service\n\nBe kind.\n") is None


def test_a_text_that_stops_reading_like_a_policy_is_doubted_and_one_that_never_did_is_not():
    news = "# A day at the beach\n\n" + "The wind was fine and the children of the club flew their kites. " * 4 + "\n"
    assert "reads like a policy" in reason(TEXT, news)
    assert reason(news, news.replace("fine", "strong")) is None
