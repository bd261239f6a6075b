"""A new repository, for `tracker init`."""

from __future__ import annotations

import os
from pathlib import Path

from tracker.archive.repository import Failed, ask
from tracker.errors import ArchiveError


def repository_top(folder: Path) -> Path:
    """The top folder of the repository that holds a folder.

    Raises:
        ArchiveError: where none does.
    """
    try:
        return Path(os.fsdecode(ask(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    except Failed as error:
        raise ArchiveError(f"The repository of {folder} cannot be used. git says: {error.reason}") from error


def create_repository(folder: Path) -> bool:
    """Make a git repository in a folder, on the branch main; False where one holds the folder already.

    No template, so no hooks and no configuration of the machine's come in.

    Raises:
        ArchiveError: where git is missing or refuses.
    """
    try:
        ask(folder, "rev-parse", "--show-toplevel")
    except Failed:
        try:
            ask(folder, "init", "--quiet", "--template=", "--initial-branch=main")
        except Failed as error:
            raise ArchiveError(f"No repository can be made in {folder}. git says: {error.reason}") from error
        return True
    return False
