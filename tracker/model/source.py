"""Where a policy may be read from: the one check of web addresses and of files, for declarations and for every hop."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

_HOST = re.compile(r"[\w-](?:[\w.-]{0,251}[\w-])?\.?")
_GENERATED = frozenset({"snapshots", "feeds", ".git"})  # folders whose files the program or git writes


def web_problem(url: str) -> str | None:
    """Why an address is not fetched, or None. Refuses whatever two readers of a URL could read differently."""
    if len(url) > 2000:
        return "is longer than 2000 characters"
    if "\\" in url or any(unicodedata.category(letter)[0] in "CZ" for letter in url):
        return "contains a backslash, a space or a control character"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme not in {"http", "https"}:
        return "must start with https:// or http://"
    if "@" in parts.netloc:
        return "must not contain a user name or password"
    host = parts.hostname or ""
    if port == 0 or not (parts.netloc.startswith("[") or _HOST.fullmatch(host)):
        return "does not name a host"
    if "%" in parts.netloc:
        return "has a percent sign in its host"
    return None


def file_problem(root: Path, file: str) -> str | None:
    """Why a declared file is not read, or None: it must lie inside the repository, symlinks followed.

    Raises nothing for a file that does not exist.
    """
    if not file or len(file) > 500 or "\\" in file or any(unicodedata.category(letter) == "Cc" for letter in file):
        return "is not a path with forward slashes"
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]:
        return "must be a path inside the repository, relative to its top folder"
    try:
        top, real = root.resolve(), (root / path).resolve()
    except (OSError, RuntimeError):  # a loop of symlinks
        return "cannot be followed to a file"
    if not real.is_relative_to(top) or real == top:
        return "leads out of the repository"
    for place in (path.parts, real.relative_to(top).parts):
        if not _GENERATED.isdisjoint(part.casefold() for part in place[:1]) or ".git" in map(str.casefold, place):
            return "lies in a folder that the program or git writes itself"
    return None
