"""What stands on a page is found by its sentences as surely as by a search through the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.classify.page import bounded
from tracker.classify.scene import holds, pieces

SENTENCE = st.sampled_from(["We keep it.", "We keep it a day.", "Fees:", "Fees: none.", "!", "", "a b", "It. We"])


@given(st.lists(SENTENCE, max_size=5), SENTENCE)
def test_a_sentence_stands_exactly_where_its_letters_do(page: list[str], said: str) -> None:
    text = "|".join(map(bounded, page))
    assert holds(bounded(said), text) == (bounded(said) in text)


def test_a_side_with_a_short_sentence_cannot_be_told_apart() -> None:
    assert pieces("Ask us.") == ()
    assert pieces("Ask us.", shortest=0) == ("|askus|",)
    assert pieces("We keep what you send us for a year. We then delete all that we kept of it.") == (
        "|wekeepwhatyousendusforayear|",
        "|wethendeleteallthatwekeptofit|",
    )
