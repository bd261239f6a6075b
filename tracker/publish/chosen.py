"""Which records are shown, in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from tracker.model import History, Record
from tracker.model.choice import in_force_on
from tracker.model.wording import weight


def shown(histories: Sequence[History]) -> tuple[Record, ...]:
    """The told changes of all policies, newest first. Noise is never shown, save where it takes back a told change."""
    found = [
        (record.seen.first_with, record.policy.id, place, record)
        for history in histories
        for place, record in enumerate(history.records)
        if record.told and (record.change.verdict != "noise" or record.withdraws)
    ]
    return tuple(item[-1] for item in sorted(found, key=lambda item: item[:3], reverse=True))


def material(records: Sequence[Record]) -> tuple[Record, ...]:
    """Those that are material or withdraw a material one."""
    known = by_id(records)
    return tuple(record for record in records if weight(record, known) == "material")


def by_id(records: Sequence[Record]) -> Mapping[str, Record]:
    """The records under their ids."""
    return {record.id: record for record in records}


def withdrawn_by(records: Sequence[Record]) -> Mapping[str, Record]:
    """The withdrawing record under the id of the one it withdraws."""
    return {record.withdraws: record for record in records if record.withdraws}


def restated(records: Sequence[Record]) -> frozenset[str]:
    """The ids of editorial changes whose day of effect an earlier change of the policy stated: that day is its own.

    A banner, or a slip mended while a change is to come, takes effect on no day that anybody waits for.
    """
    stated: set[tuple[str, date]] = set()
    found = set()
    for record in reversed(records):
        if (day := in_force_on(record)) is not None:
            if (record.policy.id, day) in stated and record.change.verdict == "editorial":
                found.add(record.id)
            stated.add((record.policy.id, day))
    return frozenset(found)


def ids_today(histories: Sequence[History]) -> Mapping[str, str]:
    """The id that its policy has today, under the id of each record: a record keeps the policy's id of its own day."""
    return {record.id: history.snapshot.policy.id for history in histories for record in history.records}


def former_ids(history: History, taken: Collection[str]) -> list[str]:
    """The ids that a policy was told under before it was renamed, those left out that another policy has now."""
    return sorted({record.policy.id for record in history.records} - {history.snapshot.policy.id, *taken})


def by_policy(records: Sequence[Record], today: Mapping[str, str]) -> Mapping[str, list[Record]]:
    """The records of each policy under its id of `today`, in the order given."""
    own: dict[str, list[Record]] = {}
    for record in records:
        own.setdefault(today[record.id], []).append(record)
    return own
