"""Change a declaration file as a careful person would: nothing else in it moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from tracker.declare.problems import entry_problems, refusal


def add_entry(text: str, fields: Mapping[str, Any]) -> str:
    """The text of a declaration file with one more `[[policies]]` entry at its end; keys in the order given.

    All that stood there before stays as it is, comments too.

    Raises:
        DeclarationError: the entry is not valid, its id is taken, or the text is not TOML with `[[policies]]`.
    """
    if wrong := list(entry_problems("the new entry", dict(fields))):
        raise refusal(wrong)
    try:
        entries = tomlkit.parse(text).unwrap().get("policies", [])
    except TOMLKitError as error:
        raise refusal([f"the file is not valid TOML: {error}"]) from error
    listed = entries if isinstance(entries, list) else []
    taken = [str(entry.get("id")).casefold() for entry in listed if isinstance(entry, dict)]
    if fields["id"] in taken:
        raise refusal([f"the new entry: id: {fields['id']!r} is taken; choose another"])
    newline = "\r\n" if "\r\n" in text else "\n"
    kept = text.rstrip()
    added = (kept + newline * 2 if kept else "") + _entry(fields).replace("\n", newline)
    try:
        tomlkit.parse(added)
    except TOMLKitError as error:  # policies = [{...}] in one line, which cannot be added to from outside
        raise refusal(["the file must list its entries under [[policies]] headings"]) from error
    return added


def _entry(fields: Mapping[str, Any]) -> str:
    table = tomlkit.table()
    for key, value in fields.items():
        table.add(key, value)
    entries = tomlkit.aot()
    entries.append(table)
    document = tomlkit.document()
    document.add("policies", entries)
    return tomlkit.dumps(document)
