"""One run at a time: an advisory lock that the system lets go of when the process dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import LockedError

_FAR = 1 << 30  # Windows forbids reading a locked region, and the next run wants to read the process id
_held: set[Path] = set()  # a POSIX lock belongs to the process: it would let the same process in twice

if sys.platform == "win32":
    import msvcrt

    def _acquire(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

    def _release(handle: int) -> None:
        # Closing lets go too, but Windows says that this may take its time.
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _acquire(handle: int) -> None:
        # Not flock: worker processes would inherit it, and outlive a killed run with it.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _FAR)

    def _release(handle: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_UN, 1, _FAR)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock at this path.

    Raises:
        LockedError: naming the process that has it, and since when.
    """
    if path in _held:
        raise LockedError(f"Another run is at work in this process ({os.getpid()}).")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _acquire(handle)
        except OSError as error:
            raise LockedError(_who(path)) from error
        _held.add(path)
        try:
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
            yield
        finally:
            _held.discard(path)
            _release(handle)
    finally:
        os.close(handle)


def _who(path: Path) -> str:
    pid = path.read_text(encoding="ascii", errors="replace").strip() or "unknown"
    since = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    return f"Another run is at work here: process {pid}, since {since}. Wait for it to end, or stop it, and run again."
