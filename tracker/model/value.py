"""What every value shares: a JSON form with a schema key, and the way back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from pydantic import TypeAdapter


class Value:
    """Base of the frozen dataclasses that cross a border.

    A value does not check itself when it is made in the program; `from_dict`, the way in from a file, does.
    """

    __slots__ = ()
    schema: ClassVar[str] = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data (dates as ISO text, tuples as lists), with `schema` first where the class has one."""
        data = _jsonable(self)
        return {"schema": self.schema, **data} if self.schema else dict(data)

    def to_json(self) -> bytes:
        """The canonical file form: UTF-8, two spaces, one newline at the end; the same value gives the same bytes."""
        return (json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read `to_dict` data back.

        Raises:
            pydantic.ValidationError: where a key is missing or of the wrong kind.
        """
        made: Self = _adapter(cls).validate_python({key: item for key, item in data.items() if key != "schema"})
        return made

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of `to_dict`."""
        made = _adapter(cls).json_schema()
        if cls.schema:
            made["properties"] = {"schema": {"const": cls.schema}, **made["properties"]}
        return made


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(cls: type[Any]) -> TypeAdapter[Any]:
    if cls not in _ADAPTERS:
        _ADAPTERS[cls] = TypeAdapter(cls)
    return _ADAPTERS[cls]


def _jsonable(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _jsonable(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: _jsonable(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_jsonable(item) for item in value]
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    return value
