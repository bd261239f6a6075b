"""What letters alone would take for the same."""

from __future__ import annotations

import pytest

from tracker import compare
from tracker.model import SCALE, fingerprint, visible_words
from tracker.model.figures import marks, spelled

POLICY = """# Terms of the Fernhill library

## Members

Everybody who lives in Fernhill can become a member of the library, and we ask for no papers but a name.

## What it costs

{}

## Leaving

You may leave at any time, and we then close your account and give back what you have paid in advance.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a letter costs $1.50", "a letter costs 1p50 usd"),
        ("a letter costs 1,50 €.", "a letter costs 1p50 eur."),
        ("15% of it", "15 percent of it"),
        ("15 % of it", "15 percent of it"),
        ("$1,000.50 or 1.000,50 €", "1000p50 usd or 1000p50 eur"),
        ("in 7-30 days", "in 7to30 days"),
        ("aged 16+", "aged 16 orover"),
        ("aged <13", "aged 13 lessthan"),
        ("since 2020-01-02", "since 2020-01-02"),
        ("call 212-555-1234", "call 212-555-1234"),
        ("from 01.02.2024 on", "from 01.02.2024 on"),
        ("✓ free letters", "free letters"),
        ("| mail | ✗ |", "| mail |  crossed  |"),
        ("10k letters", "10k letters"),
    ],
)
def test_figures_are_spelled_out(text, expected):
    assert spelled(text) == expected


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("A letter costs you $1.50.", "A letter costs you $150.", "material"),
        ("A letter costs you €10.", "A letter costs you $10.", "material"),
        ("You pay 10 euros a year.", "You pay 10 dollars a year.", "material"),
        ("We charge you 1.5% of it.", "We charge you 15% of it.", "material"),
        ("We keep your name for 1.5 years.", "We keep your name for 15 years.", "material"),
        ("We answer you within 7-30 days.", "We answer you within 730 days.", "material"),
        ("It is for people aged <13.", "It is for people aged >13.", "minor"),
        ("It is for people aged 16+.", "It is for people aged 16.", "minor"),
        ("✓ We sell your data to brokers.", "✗ We sell your data to brokers.", "minor"),
    ],
)
def test_a_figure_or_sign_that_differs_is_never_layout(old, new, verdict):
    before, after = POLICY.format(old), POLICY.format(new)
    assert fingerprint(before) != fingerprint(after)
    assert SCALE.index(compare(before, after).verdict) >= SCALE.index(verdict)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A letter costs $1,000.", "A letter costs $1000."),
        ("You pay 50 % of it.", "You pay 50% of it."),
        ("You pay 10 €.", "You pay €10."),
        ("- ✓ Free letters for all", "- Free letters for all"),
        ("Call +45 12 34 56 78.", "Call +4512345678."),
    ],
)
def test_another_way_of_writing_a_figure_is_no_change(old, new):
    assert compare(POLICY.format(old), POLICY.format(new)).verdict == "noise"


def test_signs_are_words():
    assert visible_words("It costs €10.") == visible_words("it costs 10 €")
    assert visible_words("It costs €10.") != visible_words("It costs $10.")
    assert marks("aged <13, ✓") == {"lessthan": 1, "ticked": 1}
