"""The word lists and tables that stages keep beside their code."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any


@functools.cache
def data_file(package: str, name: str) -> Mapping[str, Any]:
    """A TOML file of a package, parsed once; shared, so not to be changed.

    Args:
        package: the name of the package, such as `tracker.segment`.
        name: the file's path below it.
    """
    return tomllib.loads(resources.files(package).joinpath(name).read_text("utf8"))
