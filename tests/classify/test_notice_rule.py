"""A promise about changes of the policy that became weaker in one field, though all its words still stand."""

from __future__ import annotations

import pytest

from tracker import compare

TEXT = (
    "# Privacy policy\n\nWe keep what you tell us for a year.\n\n## Changes to this policy\n\n"
    "If we make a material change to this policy, we will notify you by e-mail at least one week before it takes effect.\n"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("by e-mail at", "by e-mail or on this page at"),
        ("by e-mail at", "by e-mail or in the app at"),
        ("at least one week", "about one week"),
        ("by e-mail at", "by e-mail, unless we consider this impractical, at"),
        ("make a material change to this policy", "make a change to this policy that we consider material"),
    ],
)
def test_a_weaker_promise_is_material_and_a_firmer_one_too(old: str, new: str) -> None:
    weaker = TEXT.replace(old, new)
    change = compare(TEXT, weaker)
    assert change.verdict == "material"
    assert "policy_change_notice" in change.categories
    assert change.direction == "expands_company"
    back = compare(weaker, TEXT)
    assert back.verdict == "material"
    assert back.direction == "protects_user"
