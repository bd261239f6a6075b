"""How following a policy goes, in a word and a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from tracker.model import FailureKind, PolicyStatus
from tracker.model.wording import moment

Word = Literal["fine", "held", "failing", "damaged", "not checked", "no longer followed"]


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a policy; `why` says nothing that moves from check to check while the state lasts."""

    word: Word
    why: str


NO_LONGER = Health("no longer followed", "Nothing declares it any more; what was recorded stays.")


def damaged(problem: str) -> Health:
    """The state of a policy whose files on record cannot be read, with what is wrong with them."""
    return Health(
        "damaged",
        f"Its changes are listed as far as they can be read; it is followed again once it is restored: {problem}",
    )


def health(status: PolicyStatus | None, zone: str) -> Health:
    """The state of a policy: failing beats held, held beats fine."""
    if status is None or status.checked_at is None:
        return Health("not checked", "There was no check yet.")
    if status.failures:
        since = f" since {moment(status.failing_since, zone)}" if status.failing_since else ""
        why = status.failure or "for a reason not recorded"
        kind, _, detail = why.partition(": ")
        why = detail if kind in get_args(FailureKind) else why  # a kind is a word for operators
        return Health("failing", f"Could not be read{since}: {why}")
    if status.held:
        since = moment(status.held.since, zone)
        return Health("held", f"Since {since} another text stands there, held back for now: {status.held.reason}")
    return Health("fine", "Read and compared at the last check.")


def tallied(all_of_them: Iterable[Health]) -> str:
    """`12 policies: 10 fine, 1 held, 1 failing.`"""
    found = Counter(item.word for item in all_of_them)
    spoken = ", ".join(f"{found[word]} {word}" for word in get_args(Word) if found[word])
    total = found.total()
    return f"{total} {'policy' if total == 1 else 'policies'}: {spoken}."
