"""Five real policies, read exactly, and the same policies with edits: other numbers, channels and orders."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

import tracker
from tracker.model import sentences

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="needs the labelled texts beside the repository"
)

# Which boilerplate a clause was copied from is no promise of its own.
ORIGINS = {"boilerplate_privacypolicies_com"}


def expected():
    path = SHARED / "gold" / "seeds_expected.jsonl"
    return [json.loads(line) for line in path.read_text("utf8").splitlines()] if path.is_file() else []


def text(number):
    (path,) = (SHARED / "seeds").glob(f"{number:03d}_*.txt")
    return path.read_bytes().decode("utf8")


def edited(number, *edits):
    """The text with replacements, each of which must find its place exactly once."""
    changed = text(number)
    for old, new in edits:
        assert changed.count(old) == 1, old
        changed = changed.replace(old, new)
    return changed


def tiers(markdown):
    return {tier.trigger: tier for tier in tracker.read_notice_rule(markdown).tiers}


def comparable(tier):
    """A tier without the wording of its condition, which is quoted freely."""
    logic = sorted((item["op"], sorted(item["channels"])) for item in tier["logic"])
    return {
        **{key: tier[key] for key in ("trigger", "channels", "lead", "effect")},
        "logic": logic,
        "acceptance": sorted(tier["acceptance"]),
    }


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["id"])
def test_each_is_read_exactly(row):
    found = tracker.read_notice_rule((SHARED / "seeds" / row["file"]).read_bytes().decode("utf8")).to_dict()
    assert [comparable(tier) for tier in found["tiers"]] == [comparable(tier) for tier in row["tiers"]]
    assert " ".join(found["clauses"]).split() == row["clause"].split()
    assert [(span["line"], span["start"], span["end"]) for span in found["spans"]] == [
        (span["line"], span["start"], span["end"]) for span in row["clause_spans"]
    ]
    assert sorted(found["grandfathering"]) == sorted(row["grandfathering"])
    assert found["user_duty_to_check"] is row["user_duty_to_check"]
    assert found["prior_versions"] == row["prior_versions"]
    assert set(found["flags"]) == set(row["flags"]) - ORIGINS


@pytest.mark.parametrize(
    ("number", "updated"), [(0, None), (1, None), (2, date(2018, 5, 23)), (3, None), (4, date(2017, 5, 18))]
)
def test_dates(number, updated):
    found = tracker.read_dates(text(number))
    assert (found.effective_on, found.updated_on) == (None, updated)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("at least 45 days prior to", 45, "day"),
        ("at least two months prior to", 2, "month"),
        ("no less than ten (10) business days before", 10, "business_day"),
        ("at least 72 hours in advance of", 72, "hour"),
        ("not later than 1 month before", 1, "month"),
    ],
)
def test_another_lead_time(words, value, unit):
    for tier in tiers(edited(2, ("at least 1 week prior to", words))).values():
        assert (tier.lead.kind, tier.lead.value, tier.lead.unit) == ("fixed", value, unit)


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("by registered letter", "personal_other"),
        ("via SMS", "personal_other"),
        ("through a banner on our website", "website_notice"),
        ("through a pop-up in the app", "in_product"),
    ],
)
def test_another_channel(words, channel):
    found = tiers(
        edited(2, ("via email", words), (" We will also display a notice on the Platform regarding the above.", ""))
    )
    assert dict(found["any"].channels) == {channel: "will"}


def test_a_promise_taken_back_to_a_possibility():
    found = tiers(edited(2, ("we shall intimate you", "we may intimate you")))
    assert found["any"].channels["email"] == "may"


SECOND = (
    "we shall intimate you of the same via email at least 1 week prior to the enforcement of such change. "
    "We will also display a notice on the Platform regarding the above."
)


@pytest.mark.parametrize(
    ("words", "channels", "lead"),
    [
        ("we shall not intimate you of the same.", {"none_disclaimed": "will"}, "none_stated"),
        (
            "you shall be intimated of the same by email at least ten days before the enforcement of such change. "
            "A notice will also be displayed on the Platform regarding the above.",
            {"email": "will", "in_product": "will"},
            "10 day",
        ),
        (
            "we shall intimate you at least 5 days prior to the enforcement of such change:\n\n- via email,\n"
            "- through a notice on the Platform.\n\n",
            {"email": "will", "in_product": "will"},
            "5 day",
        ),
        ("we shall intimate you of the same by post a fortnight before.", {"personal_other": "will"}, "2 week"),
        (
            "we shall try to intimate you of the same via text message 48 hours prior to the enforcement of such change.",
            {"personal_other": "efforts"},
            "48 hour",
        ),
    ],
)
def test_another_promise(words, channels, lead):
    found = tiers(edited(2, (SECOND, words)))["any"]
    assert dict(found.channels) == channels
    assert lead == (f"{found.lead.value} {found.lead.unit}" if found.lead.kind == "fixed" else found.lead.kind)


def test_no_lead_left():
    found = tiers(edited(2, (" at least 1 week prior to the enforcement of such change", "")))
    assert found["any"].lead.kind == "none_stated"


def test_both_or_either():
    found = tiers(edited(0, ("via email and/or a prominent notice", "via email and a prominent notice")))
    assert [item.op for item in found["any"].logic] == ["all"]


def test_only_material_changes():
    found = tiers(edited(4, ("where appropriate, we will notify you,", "if they are material, we will notify you,")))
    assert dict(found["material"].channels) == {"email": "will", "website_notice": "will"}
    assert dict(found["any"].channels) == {"post_page": "will", "date_stamp": "will"}


def test_notice_given_after_all():
    found = tiers(
        edited(3, ("at any time without notice and will", "at any time on 14 days' notice by email and will"))
    )
    assert (found["any"].lead.value, found["any"].lead.unit) == (14, "day")
    assert found["any"].channels["email"] == "will"
    assert "none_disclaimed" not in found["any"].channels


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("number", range(5))
def test_the_order_of_sentences_does_not_matter(number, seed):
    told = expected()[number]["clause"].splitlines()[-1]
    shuffled = list(sentences(told))
    Random(seed).shuffle(shuffled)
    before, after = tiers(text(number)), tiers(edited(number, (told, " ".join(shuffled))))
    assert {key: comparable(tier.to_dict()) for key, tier in after.items()} == {
        key: comparable(tier.to_dict()) for key, tier in before.items()
    }


def test_a_clause_that_is_gone():
    row = expected()[2]
    assert tracker.read_notice_rule(edited(2, (row["clause"], ""), ("Change in Privacy Policy\n", ""))).none_found


def test_a_date_that_moved():
    found = tracker.read_dates(edited(2, ("Last Updated: 23rd May, 2018", "Last Updated: 1st March, 2027")))
    assert found.updated_on == date(2027, 3, 1)
    found = tracker.read_dates(edited(4, ("Dated:\xa0 May 18th, 2017", "Effective: June 2nd, 2027")))
    assert (found.effective_on, found.updated_on) == (date(2027, 6, 2), None)


def test_an_announced_change():
    banner = "We have updated this Privacy Policy. The changes will take effect on 1 March 2027.\n\n"
    assert tracker.read_dates(banner + text(4)).effective_on == date(2027, 3, 1)
