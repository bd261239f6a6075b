"""The guide, the schema and the models name the same keys."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest

from tests.declare.helpers import ENTRY, GOOD
from tracker.declare import json_schema, load_text
from tracker.declare.tables import (
    LeadTable,
    LinkedTable,
    LogicTable,
    NoticeRuleTable,
    PolicyTable,
    SpanTable,
    TierTable,
    TrackerTable,
    WayOutTable,
)
from tracker.model import Declaration, Lead, LinkedClauses, Logic, NoticeRule, Settings, Span, Tier, WayOut

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "docs/configuration.md").read_text("utf8")
VALUES = {
    PolicyTable: Declaration,
    TrackerTable: Settings,
    NoticeRuleTable: NoticeRule,
    TierTable: Tier,
    LeadTable: Lead,
    LinkedTable: LinkedClauses,
    LogicTable: Logic,
    SpanTable: Span,
    WayOutTable: WayOut,
}
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", GUIDE, re.MULTILINE))
EXAMPLES = [text for text in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL) if "[[" in text]


@pytest.mark.parametrize(
    "table", [PolicyTable, TrackerTable, NoticeRuleTable, TierTable], ids=lambda table: table.__name__
)
def test_the_guide_has_a_row_for_every_key(table):
    assert set(table.model_fields) <= set(ROWS)


@pytest.mark.parametrize(
    "table", [LeadTable, LinkedTable, LogicTable, SpanTable, WayOutTable], ids=lambda table: table.__name__
)
def test_the_guide_names_every_key_of_small_tables(table):
    assert all(f"`{key}`" in GUIDE for key in table.model_fields)


@pytest.mark.parametrize("table", [TrackerTable, NoticeRuleTable], ids=lambda table: table.__name__)
def test_the_guide_states_the_defaults(table):
    for key, field in table.model_fields.items():
        if key == "none_found":
            continue
        shown = re.search(r"`([^`]*)`", ROWS[key])
        default = {"true": True, "false": False}.get(shown[1]) if shown[1] in {"true", "false"} else None
        assert (tomllib.loads(f"x = {shown[1]}")["x"] if default is None else default) == field.default, key


def test_the_guide_names_every_word_that_can_be_chosen():
    for words in re.findall(r"'enum': \[([^\]]*)\]", str(json_schema())):
        for word in re.findall(r"'([^']*)'", words):
            assert f"`{word}`" in GUIDE or f'`"{word}"`' in GUIDE, word


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_of_the_guide_are_valid(tmp_path, text):
    assert load_text(text, tmp_path).policies
    jsonschema.validate(tomllib.loads(text), json_schema())


@pytest.mark.parametrize(("table", "value"), VALUES.items(), ids=lambda item: item.__name__)
def test_tables_have_the_keys_of_the_values_they_become(table, value):
    assert table.model_fields.keys() - {"url"} == {field.name for field in fields(value)}


@pytest.mark.parametrize("table", VALUES, ids=lambda table: table.__name__)
def test_every_key_is_described(table):
    assert all(field.description and field.description.endswith(".") for field in table.model_fields.values())


def test_the_schema_is_a_schema_and_accepts_what_loads():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(tomllib.loads((REPOSITORY / "policies.toml").read_text("utf8")), schema)
    jsonschema.validate(tomllib.loads(GOOD), schema)


@pytest.mark.parametrize(
    "text",
    [
        GOOD + 'colour = "red"\n',
        GOOD + 'file = "a.md"\n',
        ENTRY + 'file = "a.md"\nfetch = "browser"\n',
        ENTRY + 'file = "a.md"\nheaders = { X-Team = "legal" }\n',
        GOOD.replace('url = "https://acme.example/privacy"\n', ""),
        GOOD.replace('"privacy"', '"novel"'),
        GOOD.replace("acme-privacy", "Acme"),
        "[tracker]\ntitel = 'x'\n",
        "[tracker]\ndelay = -1\n",
        "polices = []\n",
    ],
)
def test_the_schema_refuses_what_does_not_load(text):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), json_schema())
