"""A redline rebuilds both texts, in whole words, exactly where it can."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff import sequences
from tracker.diff.redline import redline, words_changed

WORDS = st.lists(
    st.sampled_from(["we", "keep", "your", "data.", "30", "days", "(and", "no)", "種を", "it’s", "\n"]), max_size=40
)
TEXTS = WORDS.map(
    lambda words: "\n".join(" ".join(line.split()) for line in " ".join(words).split("\n") if line.strip())
)


def rebuilt(line, without):
    return "".join(text for operation, text in line if operation != without)


@given(TEXTS, TEXTS)
def test_both_sides_rebuild(before, after):
    line, bounded = redline(before, after)
    assert (rebuilt(line, "insert"), rebuilt(line, "delete"), bounded) == (before, after, False)


@given(TEXTS, TEXTS)
def test_both_sides_rebuild_where_the_exact_answer_is_too_large(before, after):
    pairs, between = sequences._PAIRS, sequences._PAIRS_BETWEEN
    sequences._PAIRS, sequences._PAIRS_BETWEEN = 10, 5
    try:
        line, _ = redline(before, after)
    finally:
        sequences._PAIRS, sequences._PAIRS_BETWEEN = pairs, between
    assert (rebuilt(line, "insert"), rebuilt(line, "delete")) == (before, after)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_plain_text_rebuilds(before, after):
    before, after = " ".join(before.split()), " ".join(after.split())
    line, _ = redline(before, after)
    assert (rebuilt(line, "insert"), rebuilt(line, "delete")) == (before, after)


def test_whole_words():
    assert redline("We keep data for 30 days.", "We keep data for 300 days.")[0] == (
        ("equal", "We keep data for"), ("delete", " 30"), ("insert", " 300"), ("equal", " days."),
    )  # fmt: skip


def test_a_comma_is_not_a_changed_word():
    assert redline("We keep seeds and tools", "We keep seeds, and tools")[0] == (
        ("equal", "We keep seeds"), ("insert", ","), ("equal", " and tools"),
    )  # fmt: skip


def test_no_confetti_between_two_sentences_with_nothing_in_common():
    line, _ = redline("Members of the club may borrow any spade.", "Visitors must return the rakes in the evening.")
    assert [operation for operation, _ in line].count("equal") <= 1


def test_words_changed_counts_words_only():
    assert words_changed((("equal", "a b"), ("insert", " c, d – e’s “f”"), ("delete", " 種を é_1"))) == (5, 3)


def test_two_large_texts_with_nothing_in_common_are_bounded():
    before, after = (" ".join(f"{letter}{number}" for number in range(30_000)) for letter in "ab")
    line, bounded = redline(before, after)
    assert bounded
    assert line == (("delete", before), ("insert", after))


def test_a_bounded_redline_still_finds_what_stayed():
    words = [f"a{number}" for number in range(30_000)]
    edited = [*words[:15_000], "new", *words[15_000:]]
    line, bounded = redline(" ".join(words), " ".join(edited))
    assert bounded
    assert [text for operation, text in line if operation != "equal"] == [" new"]
