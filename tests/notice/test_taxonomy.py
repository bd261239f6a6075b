"""The enumeration file says what the types say, word for word and in the same order."""

from __future__ import annotations

from importlib import resources
from typing import get_args, get_type_hints

import pytest
import yaml

from tracker.model import (
    Acceptance,
    Channel,
    Effect,
    Lead,
    LeadKind,
    LeadUnit,
    LinkedClauses,
    Logic,
    NoticeRule,
    NoticeVerdict,
    Strength,
    Trigger,
    WayOut,
)

TAXONOMY = yaml.safe_load(resources.files("tracker.notice").joinpath("taxonomy.yaml").read_text("utf8"))


def values(of):
    """The strings of a Literal, also of one in a union with None."""
    return [item for one in get_args(of) for item in (get_args(one) or [one]) if item not in {None, type(None)}]


def field(cls, name):
    return values(get_type_hints(cls)[name])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("trigger", values(Trigger)),
        ("channel", values(Channel)),
        ("strength", values(Strength)),
        ("logic", field(Logic, "op")),
        ("lead_kind", values(LeadKind)),
        ("lead_unit", values(LeadUnit)),
        ("measured_from", field(Lead, "measured_from")),
        ("effect", values(Effect)),
        ("acceptance", values(Acceptance)),
        ("way", field(WayOut, "way")),
        ("counted_from", field(WayOut, "counted_from")),
        ("linked_state", field(LinkedClauses, "state")),
        ("prior_versions", field(NoticeRule, "prior_versions")),
        ("verdict", field(NoticeVerdict, "verdict")),
    ],
)
def test_each_enumeration(name, expected):
    assert list(TAXONOMY[name]) == expected
    assert all(isinstance(meaning, str) and meaning for meaning in TAXONOMY[name].values())


def test_nothing_else_is_enumerated():
    assert TAXONOMY.keys() - {"schema"} == {
        "trigger", "channel", "strength", "logic", "lead_kind", "lead_unit", "measured_from", "effect", "acceptance",
        "way", "counted_from", "linked_state", "prior_versions", "verdict",
    }  # fmt: skip
