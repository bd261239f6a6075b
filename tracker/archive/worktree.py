"""Files on disk, byte for byte: written whole or not at all, and never through a symbolic link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection
from pathlib import Path

from tracker.archive.layout import is_state
from tracker.errors import ArchiveError

WINDOWS = os.name == "nt"
_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class WorkTree:
    """Writes below a folder. Half-written bytes stand in `spare`, inside the git directory, where nobody sees them.

    The state is flushed to the disk before it counts, since mails go out by it; of anything else, git restores what a
    power cut loses.
    """

    def __init__(self, spare: Path) -> None:
        self._spare = spare

    def put(self, top: Path, path: str, data: bytes, *, executable: bool = False) -> None:
        """Make the file hold these bytes; readers see the old bytes or the new ones.

        Raises:
            ArchiveError: where a folder on the way is a link or a file, or the system refuses.
        """
        check_parents(top, path)
        target = top / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            flush = is_state(path)
            self._write(self._spare, data, executable=executable, flush=flush)
            try:
                self._spare.replace(target)
            except OSError as error:
                if error.errno != errno.EXDEV:  # the git directory lies on another file system
                    raise
                beside = target.with_name(".tracker-new")
                self._write(beside, data, executable=executable, flush=flush)
                beside.replace(target)
            if flush:
                _flush_folders(target.parent, target.parent.parent)
        except OSError as error:
            raise ArchiveError(f"{target} cannot be written ({error.strerror}); mend that and run again.") from error

    def link(self, top: Path, path: str, target: bytes) -> None:
        """Make a symbolic link, or where the system has none a file naming its target, as git does."""
        self.remove(top, path)
        check_parents(top, path)
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            (top / path).symlink_to(os.fsdecode(target))
        except (OSError, NotImplementedError):
            self.put(top, path, target)

    def remove(self, top: Path, path: str) -> None:
        """Remove the file or link, and the folders that it leaves empty."""
        check_parents(top, path)
        target = top / path
        if target.is_dir() and not target.is_symlink():
            return
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(f"{target} cannot be removed ({error.strerror}); mend that and run again.") from error
        for parent in list(Path(path).parents)[:-1]:
            try:
                (top / parent).rmdir()
            except OSError:
                break

    @staticmethod
    def _write(path: Path, data: bytes, *, executable: bool, flush: bool) -> None:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, _FILE, 0o777 if executable else 0o666), "wb") as file:
            file.write(data)
            if flush:
                file.flush()
                os.fsync(file.fileno())


def _flush_folders(*folders: Path) -> None:
    """Make the names in these folders last; Windows keeps them by itself and opens no folder."""
    if WINDOWS:
        return
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check_parents(top: Path, path: str, going: Collection[str] = ()) -> None:
    """Refuse a path that leads through a symbolic link or a file, save files that are `going` anyway.

    Raises:
        ArchiveError: naming the part that is in the way.
    """
    for parent in reversed(list(Path(path).parents)[:-1]):
        try:
            mode = (top / parent).lstat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISREG(mode) and parent.as_posix() in going:
            return
        if not stat.S_ISDIR(mode):
            kind = "a symbolic link" if stat.S_ISLNK(mode) else "a file"
            raise ArchiveError(f"{top / parent} is {kind} where a folder should be; remove it and run again.")


def read(top: Path, path: str) -> bytes | None:
    """The bytes of a regular file; None where there is none.

    Raises:
        ArchiveError: where the path leads through a link, is one, or cannot be read.
    """
    check_parents(top, path)
    target = top / path
    try:
        mode = target.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise ArchiveError(f"{target} is not a plain file; remove it and restore it from git.")
        return target.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArchiveError(f"{target} cannot be read ({error.strerror}).") from error
