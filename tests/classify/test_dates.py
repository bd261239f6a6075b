"""A date is the text's own only where it stands by itself or behind a label that says so."""

from __future__ import annotations

import pytest

from tests.classify.checks import POLICY, check_material, check_weight

PLACE = "## Children\n"
TABLE = (
    "| Name | Task | Country | Since |\n| --- | --- | --- | --- |\n| Quill Post AG | letters | Norway | 2023-04-05 |\n"
)


def placed(text: str) -> str:
    return POLICY.replace(PLACE, f"## Processors\n\n{text}\n\n{PLACE}")


@pytest.mark.parametrize(
    "after",
    [
        TABLE + "| Kestrel Inc. | telephone | Canada | 2025-06-07 |\n",
        TABLE.replace("Norway | 2023-04-05", "Peru | 2025-06-07"),
    ],
)
def test_a_row_with_a_date_is_a_row(after):
    lead = "We share your data with these processors:\n\n"
    check_material(placed(lead + TABLE), placed(lead + after), category="third_party_sharing")


def test_an_entry_with_a_date_is_an_entry():
    before = placed("Our processors:\n\n- Quill Post AG since April 2023")
    after = before.replace("April 2023", "April 2023\n- Heron SA since June 2025")
    check_material(before, after, rule="recipient_listed")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You may object until 4 May 2027.", "You may object until 4 March 2027."),
        ("You may object until 4 May.", "You may object until 4 March."),
        ("The free tariff ends on 2 December 2027.", "The free tariff ends on 2 June 2027."),
        (
            "These terms apply to accounts created after 2 May 2021.",
            "These terms apply to accounts created after 2 May 2023.",
        ),
    ],
)
def test_a_date_on_which_something_hangs(before, after):
    check_material(placed(before), placed(after), rule="date_changed")


def test_a_sentence_that_leaves_people_out_by_a_date():
    before = placed("Write to us to opt out of arbitration.")
    after = placed(
        "Write to us to opt out of arbitration. This does not apply to members who joined after 8 January 2022."
    )
    check_material(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("This policy was last updated on 3 May 2021.", "This policy was last updated on 9 June 2023."),
        ("These terms apply from 3 May 2021.", "These terms apply from 9 June 2023."),
        ("", "The changes take effect on 15 May 2026."),
        ("Version 1.2, 3 May 2021", "Version 1.3, 9 May 2022"),
        ("Last updated: 3 May 2021", "Effective date: 9 June 2023"),
        ("Stand: 1. Mai 2024", "Stand: 3. Juli 2025"),
    ],
)
def test_the_date_of_the_text_itself(before, after):
    check_weight(placed(before), placed(after), "editorial", rule="date_moved")
