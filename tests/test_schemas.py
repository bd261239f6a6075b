"""The shipped JSON Schemas are those of the models, and hold for what the program writes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import tracker
from tracker import schemas
from tracker.schemas import schemas as generate

SHIPPED = Path(schemas.__file__).parent
BEFORE = "# Privacy\n\nWe keep your data for 30 days.\n"
AFTER = "# Privacy\n\nWe keep your data for 24 months.\n"
RULE = "# Changes\n\nWe will e-mail you at least 30 days before changes to this policy take effect.\n"


def test_the_shipped_schemas_are_those_of_the_models():
    assert {path.name: path.read_bytes() for path in SHIPPED.glob("*.json")} == dict(generate()), (
        "the models moved: `python -m tracker.schemas` writes the schemas again"
    )


@pytest.mark.parametrize(
    "value",
    [
        tracker.compare(BEFORE, AFTER),
        tracker.compare(BEFORE, BEFORE),
        tracker.read_notice_rule(RULE),
        tracker.read_dates("Effective as of 1 March 2027."),
        tracker.fingerprint(BEFORE),
        tracker.extract(b"<html><body><h1>Privacy</h1><p>We keep data.</p></body></html>"),
    ],
    ids=lambda value: f"{type(value).__name__}",
)
def test_public_values_are_valid_and_come_back(value):
    data = value.to_dict()
    name = f"{data['schema'].removeprefix('tracker/')}.schema.json"
    jsonschema.validate(data, json.loads((SHIPPED / name).read_text()))
    assert type(value).from_dict(data) == value
