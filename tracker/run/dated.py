"""Captures from dated files (`2024-05-01.html`, `2024-05-01T06-00-00Z.pdf`) in a folder, a zip or a tar."""

from __future__ import annotations

import mimetypes
import re
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from tracker.errors import InputError
from tracker.model import Capture, Page

_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T_ ](\d{2})[-:h]?(\d{2})(?:[-:]?(\d{2}))?Z?)?")
_LARGEST = 20_000_000  # bytes of one file
_MOST = 5_000  # files
_ALL = 2_000_000_000  # bytes of all


def dated_captures(source: Path, url: str) -> tuple[Capture, ...]:
    """Every dated file as the capture of `url` at that time (noon UTC where the name has no time), oldest first.

    Raises:
        InputError: nothing dated is there, two files have one time, or an archive is larger than the limits.
    """
    found: dict[datetime, Capture] = {}
    total = 0
    for name, body in _files(source):
        at = _moment(PurePosixPath(name).name)
        if at is None:
            continue
        total += len(body)
        if total > _ALL or len(found) >= _MOST:
            raise InputError(f"{source} holds more than {_MOST} files or {_ALL:,} bytes; bring it in in parts.")
        if at in found:
            raise InputError(f"{source} holds two files of {at:%Y-%m-%d %H:%M}; keep one of them.")
        media_type = mimetypes.guess_type(name)[0] or "text/html"
        if name.endswith((".md", ".markdown")):
            media_type = "text/markdown"
        found[at] = Capture((Page(url, url, 200, media_type, body),), at)
    if not found:
        raise InputError(f"{source} holds no dated file; name them like 2024-05-01.html.")
    return tuple(found[at] for at in sorted(found))


def _moment(name: str) -> datetime | None:
    match = _NAME.match(name)
    if match is None:
        return None
    year, month, day, hour, minute, second = match.groups()
    text = f"{year}-{month}-{day}T{hour or 12}:{minute or '00'}:{second or '00'}"
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def _files(source: Path) -> Iterator[tuple[str, bytes]]:
    """The files by name. Names in an archive are never used as paths, so none can lead out of a folder."""
    if source.is_dir():
        for path in sorted(source.iterdir()):
            if path.is_file() and not path.is_symlink():
                yield path.name, _bounded(path.name, path.open("rb"))
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                if not info.is_dir() and not info.flag_bits & 1:  # bit 0: encrypted
                    yield info.filename, _bounded(info.filename, archive.open(info))
    elif source.is_file() and tarfile.is_tarfile(source):
        with tarfile.open(source) as tar:
            for member in tar:
                opened = tar.extractfile(member) if member.isreg() else None
                if opened is not None:
                    yield member.name, _bounded(member.name, opened)
    else:
        raise InputError(f"{source} is no folder, zip or tar; put dated files into one.")


def _bounded(name: str, stream: IO[bytes]) -> bytes:
    with stream:
        body = stream.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise InputError(f"{name} unpacks to more than {_LARGEST:,} bytes; leave it out.")
    return body
