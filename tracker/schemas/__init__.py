"""The JSON Schemas of what the program writes and reads, generated from the models and shipped beside this file.

`python -m tracker.schemas` writes them again; a test compares them with the models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tracker import declare
from tracker.model import (
    Change,
    Evidence,
    Extraction,
    Fingerprint,
    NoticeRule,
    NoticeVerdict,
    Owed,
    Record,
    Snapshot,
    StatedDates,
    Status,
    Value,
)
from tracker.pipeline import Readiness
from tracker.run import CollectReport, RunReport, SendReport

_SHIPPED: tuple[type[Value], ...] = (
    Change,
    CollectReport,
    Evidence,
    Extraction,
    Fingerprint,
    NoticeRule,
    NoticeVerdict,
    Owed,
    Readiness,
    Record,
    RunReport,
    SendReport,
    Snapshot,
    StatedDates,
    Status,
)


def schemas() -> Mapping[str, bytes]:
    """Every schema by file name; `policies.schema.json` is the one for editors of policies.toml."""
    made = {_file_name(value): value.json_schema() for value in _SHIPPED}
    made["policies.schema.json"] = declare.json_schema()
    return {name: (json.dumps(schema, indent=2) + "\n").encode() for name, schema in sorted(made.items())}


def _file_name(value: type[Value]) -> str:
    """`tracker/notice-rule@1` is kept in notice-rule@1.schema.json."""
    return f"{value.schema.removeprefix('tracker/')}.schema.json"
