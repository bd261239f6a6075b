"""A publisher's own text: a file of the repository instead of a page of the web."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from tracker.fetch.trouble import TroubleError
from tracker.model import Page, Validators
from tracker.model.source import file_problem

_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def read_file(root: Path, file: str, known: Mapping[str, Validators], max_bytes: int) -> Page | None:
    """The file as a page whose address is `file:PATH`; None where its bytes are those of the known `sha256:` tag.

    Where the path leads is looked at again, now that it is read: a symlink may have come since it was declared.

    Raises:
        TroubleError: it lies outside, is missing, too large, empty or of a kind that cannot be read.
    """
    if problem := file_problem(root, file):
        raise TroubleError("missing_file", f"{file} {problem}.", lasting=True)
    path = (root / file).resolve()
    media_type = _MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise TroubleError("unsupported", f"{file} must end in one of {', '.join(_MEDIA_TYPES)}.", lasting=True)
    body = _bytes(path, file, max_bytes)
    if not body.strip():
        raise TroubleError("empty", f"{file} is empty.", lasting=True)
    validators = Validators(etag=f"sha256:{hashlib.sha256(body).hexdigest()}")
    address = f"file:{file}"
    if known.get(address) == validators:
        return None
    return Page(address, address, 200, media_type, body, validators)


def _open(path: str, flags: int) -> int:
    """Follow no symlink that came after the look at the path, and wait for no pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _bytes(path: Path, file: str, max_bytes: int) -> bytes:
    missing = TroubleError("missing_file", f"{file} is no file that can be read; check its declaration.", lasting=True)
    try:
        with io.FileIO(path, opener=_open) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise missing
            body = io.BufferedReader(stream).read(max_bytes + 1)
    except OSError as error:
        raise missing from error
    if len(body) > max_bytes:
        raise TroubleError("too_large", f"{file} is larger than {max_bytes} bytes; see max_bytes.", lasting=True)
    return body
