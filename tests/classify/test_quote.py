"""What a finding quotes: the change itself, whole where it is short, and always some words beside it."""

from __future__ import annotations

import pytest

from tracker import compare

FILLER = "We note the day and the hour of each visit to our workshop so that the foreman can plan the week. "


def quotes(before: str, after: str) -> list[tuple[str, str]]:
    return [(finding.before, finding.after) for finding in compare(before, after).findings]


def table(purpose: str) -> str:
    return (
        f"# Who gets data\n\n| Who | What for |\n| --- | --- |\n| Ovenbird Ltd | {purpose} |\n| Lark GmbH | Payment |\n"
    )


def test_a_change_late_in_a_long_cell_is_quoted() -> None:
    long = FILLER * 12
    found = quotes(table(long + "They keep it for 30 days."), table(long + "They keep it for 90 days."))
    assert any("30 days" in old and "90 days" in new for old, new in found)
    assert all(len(old) < 700 and len(new) < 700 for old, new in found)


@pytest.mark.parametrize("gone", ["not ", "ever "])
def test_words_beside_a_change_in_a_long_sentence_stay_apart(gone: str) -> None:
    sentence = ", and ".join([FILLER.rstrip(". ")] * 3)
    text = f"# Sale\n\nFor all that we do {gone}sell what we know of you to anyone, {sentence}.\n"
    for old, new in quotes(text, text.replace(gone, "")):
        assert f"we do {gone}sell" in old
        assert "we do sell" in new
