"""Say what is wrong in an entry so that the operator can mend it: the key, the value, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from tracker.declare.checks import similar
from tracker.declare.tables import PolicyTable, source_problem
from tracker.errors import DeclarationError
from tracker.model.source import file_problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_TYPES = {
    "string_type": "must be text in quotes",
    "list_type": "must be a list in square brackets",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
}
_SUBJECT = re.compile(r"^(?:Input|String|List|Dictionary|Value) should")  # how pydantic begins


def refusal(lines: Iterable[str]) -> DeclarationError:
    """The error for these problems, each one short line that a terminal can show whatever stood in the file."""
    return DeclarationError([_printable(line if len(line) <= 600 else f"{line[:597]}...") for line in lines])


def _printable(line: str) -> str:
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def entry_problems(place: str, data: object, root: Path | None = None) -> Iterator[str]:
    """What is wrong with a `[[policies]]` entry; with `root`, also where its file leads."""
    try:
        PolicyTable.model_validate(data)
    except ValidationError as error:
        yield from table_problems(place, PolicyTable, error)
    if not isinstance(data, dict):
        return
    if problem := source_problem(data):
        yield f"{place}: {problem}"
    file = data.get("file")
    if root and isinstance(file, str) and (problem := file_problem(root, file)):
        yield f"{place}: file: {file!r} {problem}"


def table_problems(place: str, table: type[BaseModel], error: ValidationError) -> Iterator[str]:
    """One line for each error: place, key, value, what would be right."""
    for found in error.errors():
        path = [step for step in found["loc"] if step != "[key]"]
        key = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        yield f"{place}: {key + ': ' if key else ''}{_words(found, path, table)}"


def unknown_key(key: str, table: type[BaseModel]) -> str:
    known = tuple(table.model_fields)
    return f"unknown key{similar(key, known) or '; the keys are ' + ', '.join(known)}"


def _words(found: ErrorDetails, path: list[str | int], table: type[BaseModel]) -> str:
    context: Mapping[str, Any] = found.get("ctx", {})
    match found["type"]:
        case "extra_forbidden":
            return unknown_key(str(path[-1]), _table_of(path[:-1], table))
        case "missing":
            return "is missing" + _example(_table_of(path[:-1], table), str(path[-1]))
        case "literal_error":
            known = tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
            right = f"must be one of {', '.join(known)}{similar(str(found['input']), known)}"
        case "value_error":
            right = str(context.get("error", ""))
        case kind:
            right = _TYPES.get(kind) or _SUBJECT.sub("must", found["msg"])
    shown = repr(found["input"])
    secret = path[:1] == ["headers"] or ("://" in shown and "@" in shown)  # or it may be one by mistake: not for a log
    if not path or secret or isinstance(found["input"], (dict, list)):
        return right
    return f"{shown if len(shown) <= 80 else shown[:77] + '...'} {right[:1].lower() + right[1:]}"


def _table_of(path: list[str | int], table: type[BaseModel]) -> type[BaseModel]:
    """The model that the last step of a path lies in; list positions are no steps of their own."""
    for step in path:
        field = table.model_fields.get(str(step))
        inner = _models(field.annotation) if field else []
        table = inner[0] if inner else table
    return table


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]


def _example(table: type[BaseModel], key: str) -> str:
    examples = table.model_fields[key].examples if key in table.model_fields else None
    return f'; write it like {key} = "{examples[0]}"' if examples else ""
