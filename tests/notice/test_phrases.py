"""The phrase files: every pattern is made of known words, and none can make a search slow."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest

from tracker.notice.phrases import found, phrase, phrases

DATA = tomllib.loads(resources.files("tracker.notice").joinpath("phrases.toml").read_text("utf8"))
TABLES = [table for table in DATA if table != "words"]


@pytest.mark.parametrize("table", TABLES)
def test_every_entry_compiles_and_names_known_words(table):
    for key, pattern in phrases(table):
        assert not re.search(r"<[a-z_:0-9]+>", pattern.pattern.replace("(?<!", "")), (table, key)


@pytest.mark.parametrize("name", ["phrases.toml", "dates.toml"])
def test_no_quantifier_is_unbounded(name):
    text = resources.files("tracker.notice").joinpath(name).read_text("utf8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    without_classes = [re.sub(r"\[(?:\\.|[^\]\\])*\]", "x", line.partition(" = ")[2] or line) for line in lines]
    assert not [line for line in without_classes if re.search(r"(?<!\\)[*+]|\{\d+,\}", line)]


def test_phrases_begin_at_words():
    assert phrase("flags", "at_any_time").search("we may do so at any time")
    assert not phrase("flags", "at_any_time").search("what any time")
    assert found("versions", "earlier versions and a change log") == ("change_log", "linked")
