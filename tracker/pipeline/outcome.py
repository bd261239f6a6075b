"""What a check of one policy came to. Consumed with `match`."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import Failure, History, PolicyStatus, Record

REREAD = "read with today's program"  # why a version is refreshed that nobody changed
ANNOUNCED = "its page announces a change"  # why one is filed again whose text is the same


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """A policy without history: its first version is recorded and nobody is told."""

    history: History
    status: PolicyStatus


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A reader sees the same words: no commit, the baseline stays."""

    status: PolicyStatus


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Our doing, not theirs: a better extractor, an edited declaration, a banner kept as evidence beside the same text.

    A technical commit that nobody is told of.
    """

    history: History
    status: PolicyStatus
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A new version. `record.told` says whether feeds and mails show it.

    `refreshed` is the old version as today's code reads it, where that differs from the file: committed first, so that
    the version's own commit shows only their change.
    """

    history: History
    status: PolicyStatus
    record: Record
    refreshed: History | None


@dataclass(frozen=True, slots=True)
class Withheld:
    """The capture does not look like the next version; `status.held` says why, and later checks decide."""

    status: PolicyStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no capture, or it cannot be read; the policy keeps its last version."""

    status: PolicyStatus
    failure: Failure


Outcome = FirstSeen | Unchanged | Refreshed | Changed | Withheld | Failed
