"""The same words in another order."""

from __future__ import annotations

import pytest

from tests.classify.checks import POLICY
from tracker import compare
from tracker.classify.roles import turned


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You will indemnify us for all losses.", "We will indemnify you for all losses."),
        ("We are liable to you for damage.", "You are liable to us for damage."),
        ("We keep messages and do not keep photos.", "We do not keep messages and keep photos."),
    ],
)
def test_a_sentence_turned_round_is_material(old, new):
    assert turned(old.casefold().split(), new.casefold().split())
    assert compare(f"{POLICY}\n\n{old}\n", f"{POLICY}\n\n{new}\n").verdict == "material"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("At any time you may ask us for a copy.", "You may ask us for a copy at any time."),
        ("We do not, without your consent, share it.", "Without your consent we do not share it."),
    ],
)
def test_another_order_alone_turns_nothing(old, new):
    assert not turned(old.casefold().split(), new.casefold().split())
    assert compare(f"{POLICY}\n\n{old}\n", f"{POLICY}\n\n{new}\n").verdict == "editorial"
