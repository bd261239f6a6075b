"""Captures from dated files (`2024-05-01.html`, `2024-05-01T06-00-00Z.pdf`) in a folder, a zip or a tar."""

from __future__ import annotations

import functools
import lzma
import mimetypes
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        InputError: nothing dated is there, two files have one time, an archive is damaged or larger than the limits.
    """
    found: dict[datetime, Capture] = {}
    total = 0
    for name, read in _readable(source):
        at = _moment(PurePosixPath(name).name)
        if at is None:
            continue
        body = read()
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


def _readable(source: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files by name, each to be read or not; damage is told for what it is."""
    files = _files(source)
    while True:
        with _damage_told(source):
            found = next(files, None)
        if found is None:
            return
        name, opened = found
        yield name, functools.partial(_bounded, source, name, opened)


def _files(source: Path) -> Iterator[tuple[str, Callable[[], IO[bytes]]]]:
    """Names and how to open them. Names in an archive are never used as paths, so none can lead out of a folder."""
    if source.is_dir():
        for path in sorted(source.iterdir()):
            if path.is_file() and not path.is_symlink():
                yield path.name, functools.partial(_file, path)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                if not info.is_dir() and not info.flag_bits & 1:  # bit 0: encrypted
                    yield info.filename, functools.partial(archive.open, info)
    elif source.is_file() and tarfile.is_tarfile(source):
        with tarfile.open(source) as tar:
            for member in tar:
                if member.isreg():
                    yield member.name, functools.partial(_member, tar, member)
    else:
        raise InputError(f"{source} is no folder, zip or tar; put dated files into one.")


def _file(path: Path) -> IO[bytes]:
    return path.open("rb")


def _member(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    opened = tar.extractfile(member)
    assert opened is not None  # a regular file
    return opened


def _bounded(source: Path, name: str, opened: Callable[[], IO[bytes]]) -> bytes:
    with _damage_told(source), opened() as stream:
        body = stream.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise InputError(f"{name} unpacks to more than {_LARGEST:,} bytes; leave it out.")
    return body


_DAMAGE = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError),  # a compression that Python does not know, or lacks here
)


@contextmanager
def _damage_told(source: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise InputError(
            f"{source} cannot be read ({error or 'it ends too early'}); make or fetch it again."
        ) from error
