"""Attributes worked out when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Made = TypeVar("Made")


class late(Generic[Made]):  # noqa: N801 - used as a decorator, like property
    """As `functools.cached_property`, but without its lock, which costs more than most of what is worked out here.

    Two threads that ask at once both work it out; what they find is the same.
    """

    def __init__(self, function: Callable[[Any], Made]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> late[Made]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Made: ...

    def __get__(self, instance: object | None, owner: type) -> Made | late[Made]:
        if instance is None:
            return self
        made = instance.__dict__[self.name] = self.function(instance)
        return made
