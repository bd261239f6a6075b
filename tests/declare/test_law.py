"""Which laws apply and which country's holidays count: declared, and checked against what is shipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.declare.helpers import GOOD, policy, problem
from tracker.model.baseline import baselines

GUIDE = (Path(__file__).parents[2] / "docs/baselines.md").read_text("utf8")


def test_every_shipped_baseline_can_be_declared(tmp_path):
    ids = tuple(item.id for item in baselines())
    assert policy(tmp_path, f"{GOOD}applies = {list(ids)}\n").applies == ids


def test_without_a_word_nothing_applies_and_no_country_is_meant(tmp_path):
    assert policy(tmp_path, GOOD).applies == ()
    assert policy(tmp_path, GOOD).country is None


@pytest.mark.parametrize("code", ["DE", "US", "IN", "BR"])
def test_countries_are_two_letters(tmp_path, code):
    assert policy(tmp_path, f'{GOOD}country = "{code}"\n').country == code


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('applies = ["eu-p2p"]', "applies[1]: 'eu-p2p' is no legal baseline; did you mean 'eu-p2b'?"),
        ('applies = ["lex-talionis"]', "is no legal baseline; docs/baselines.md lists them"),
        ('applies = "eu-p2b"', "must be a list"),
        ('country = "de"', "is no country whose holidays are known; did you mean 'DE'?"),
        ('country = "Germany"', "write two letters like DE"),
        ('country = "XX"', "is no country whose holidays are known"),
        ('country = "DEU"', "is no country whose holidays are known"),
    ],
)
def test_others_are_refused_with_what_would_be_right(tmp_path, line, said):
    assert said in problem(tmp_path, f"{GOOD}{line}\n")


def test_the_example_of_the_guide_loads(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert policy(tmp_path, example).applies == ("eu-p2b",)
