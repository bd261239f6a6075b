"""Every error that the program raises on purpose, each saying what to do next.

    TrackerError                 exit code 2 unless said otherwise
    +-- DeclarationError         policies.toml or policies/*.toml: a list of problems, each with file, entry and key
    +-- SettingsError            an environment variable or option is missing or malformed
    +-- InputError               a file, address or policy named on the command line cannot be used
    +-- ExtractionError          bytes that cannot be read as a policy at all
    +-- ArchiveError             the repository cannot be read or written
    |   +-- LockedError          another run is at work (exit code 3)
    |   +-- CorruptArchiveError  a file in snapshots/ is not what the program wrote
    |   +-- LostRace             another run recorded the same first; this run's work is to be done again (exit code 3)
    |   +-- PushError            the remote refused the commits, twice (exit code 3)
    +-- MailError                the mail server cannot be reached or refuses (exit code 3)
        +-- RefusedError         the mail server refused one message; others may go

A page that cannot be fetched is no error but a value: `tracker.model.Failure`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class TrackerError(Exception):
    """Base of all errors raised on purpose; its text is written for the operator."""

    exit_code: ClassVar[int] = 2


class DeclarationError(TrackerError):
    """The declarations are not valid; `problems` holds one line for each, so that all can be mended at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__("\n".join([f"{count} problem{'s' * (count != 1)} in the declarations:", *self.problems]))


class SettingsError(TrackerError):
    """An environment variable or an option is missing or malformed."""


class InputError(TrackerError):
    """Something named on the command line cannot be used."""


class ExtractionError(TrackerError):
    """The bytes cannot be read as a policy at all; the snapshot is kept out."""


class ArchiveError(TrackerError):
    """The repository cannot be read or written."""


class LockedError(ArchiveError):
    """Another run is at work in this repository."""

    exit_code = 3


class CorruptArchiveError(ArchiveError):
    """A file in snapshots/ is not what the program wrote; git can restore it."""


class LostRace(ArchiveError):  # noqa: N818 - an outcome of a race, which `run` meets by doing its work again
    """Another run recorded the same policies first; the branch now stands where the remote does."""

    exit_code = 3


class PushError(ArchiveError):
    """The remote refused the commits; nothing is told until it has them."""

    exit_code = 3


class MailError(TrackerError):
    """The mail server cannot be reached or refuses; what is owed stays owed."""

    exit_code = 3


class RefusedError(MailError):
    """The mail server refused this one message; the next may go."""
