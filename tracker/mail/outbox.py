"""What is owed to whom: one mail for each recipient about the told changes of one run, and nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from tracker.mail.subscribers import Subscriber, recipient_key
from tracker.model import Owed, Record
from tracker.model.wording import weight

WHOEVER = ""  # the recipient of what a run without subscribers found: a later run that has some owes it to them


def owe(
    records: Sequence[Record],
    subscribers: Sequence[Subscriber],
    key: bytes,
    now: datetime,
    *,
    already: Collection[Owed],
    withdrawn: Mapping[str, Record],
    known_as: Mapping[str, Collection[str]] | None = None,
) -> tuple[Owed, ...]:
    """The mails owed about the told records of one run.

    A withdrawal is owed to whoever was owed the change that it takes back, whatever they ask for now, and to whoever
    asks for changes of that weight. The id is a hash of recipient and changes: the same facts make the same debt.

    Args:
        records: of this run; those not told are passed over.
        subscribers: each address once.
        key: the secret behind the recipients' names.
        now: when the debt arises; it dates the mail.
        already: the outbox, sent and unsent; what it holds is not owed again.
        withdrawn: the records that this run takes back, by id.
        known_as: further ids of a record's policy, which was renamed, by the record's id.
    """
    owed, names = [], known_as or {}
    for subscriber in subscribers:
        recipient = recipient_key(subscriber.address, key)
        had = {change for item in already if item.recipient == recipient for change in item.changes}
        due = sorted(
            record.id
            for record in records
            if record.told
            and record.id not in had
            and _concerns(record, subscriber, had, withdrawn, names.get(record.id, ()))
        )
        if due:
            owed.append(Owed(_id(recipient, due), recipient, tuple(due), now))
    return tuple(owed)


def unaddressed(records: Sequence[Record], now: datetime) -> tuple[Owed, ...]:
    """What is kept of told records where nobody is known to whom a mail could be owed."""
    told = sorted(record.id for record in records if record.told)
    return (Owed(_id(WHOEVER, told), WHOEVER, tuple(told), now),) if told else ()


def _concerns(
    record: Record,
    subscriber: Subscriber,
    had: Collection[str],
    withdrawn: Mapping[str, Record],
    names: Collection[str],
) -> bool:
    heavy = weight(record, withdrawn)
    return record.withdraws in had or any(asked.fits(record, heavy, names) for asked in subscriber.filters)


def _id(recipient: str, changes: Sequence[str]) -> str:
    return hashlib.sha256("\0".join([recipient, *changes]).encode()).hexdigest()[:32]
