"""Mail what is owed and what the remote has; tick each message off before the next one goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar, Literal

from tracker.archive import OUTBOX, Archive, state
from tracker.declare import load
from tracker.errors import RefusedError, SettingsError
from tracker.mail import compose, compose_alert, recipient_key
from tracker.model import Owed, Record, Settings, Value
from tracker.run.people import People, people
from tracker.run.report import quietly


@dataclass(frozen=True, slots=True)
class SendReport(Value):
    """What a sending did.

    `waiting` mails are owed but not on the remote yet, `dropped` ones had lost their recipient, and `refused` ones were
    not taken by the mail server: they stay owed.
    """

    schema: ClassVar[str] = "tracker/send@1"
    sent: int
    waiting: int
    dropped: int
    refused: int = 0

    @property
    def exit_code(self) -> int:
        """0 where all that could go went, 1 where the server refused some."""
        return int(self.refused > 0)


def send(
    root: Path,
    *,
    now: datetime,
    environ: Mapping[str, str],
    outgoing: Callable[[EmailMessage], None],
    progress: Callable[[str], None] = quietly,
) -> SendReport:
    """Send the mails owed, through `outgoing`, one by one; each is ticked off, committed and pushed before the next.

    Killed anywhere, at most the message in flight goes out again, under the same Message-ID.

    Raises:
        SettingsError: something is owed and TRACKER_KEY or the sender's address is missing.
        MailError: from `outgoing`; what is owed stays owed.
        PushError: the tick could not be pushed; nothing more is sent.
    """
    project = load(root)
    who = people(root, environ)
    archive = Archive.open(root)
    with archive.lock():
        owed = [item for item in archive.outbox() if item.sent_at is None]
        if not owed:
            return SendReport(0, 0, 0)
        _ready(project.settings, who)
        records = {record.id: record for history in archive.histories() for record in history.records}
        there = archive.told([_path(item) for item in owed])
        count = dict.fromkeys(("sent", "dropped", "refused"), 0)
        for item in owed:
            if _path(item) in there:
                done = _one(archive, item, _message(item, who, records, project.settings), outgoing, now)
                count[done] += 1
                progress(f"[{sum(count.values())}/{len(there)}] {done} {item.id}")
        return SendReport(waiting=len(owed) - len(there), **count)


def _one(
    archive: Archive, item: Owed, message: EmailMessage | None, outgoing: Callable[[EmailMessage], None], now: datetime
) -> Literal["sent", "dropped", "refused"]:
    """Send one message and tick it off; one without a recipient any more is dropped."""
    if message is not None:
        try:
            outgoing(message)
        except RefusedError:
            return "refused"
    done = replace(item, sent_at=now).to_json() if message is not None else None
    subject = "Tick off a mail sent" if message is not None else "Drop a mail whose recipient left"
    archive.commit([state(subject, {_path(item): done}, now)])
    archive.push()
    return "sent" if message is not None else "dropped"


def _ready(settings: Settings, who: People) -> None:
    if who.key is None:
        raise SettingsError("Mail is owed, but TRACKER_KEY is not set: set it to the secret that `tracker run` had.")
    if not settings.mail_from:
        raise SettingsError('Mail is owed, but policies.toml names no sender: set mail_from under "[tracker]".')


def _message(item: Owed, who: People, records: Mapping[str, Record], settings: Settings) -> EmailMessage | None:
    """The mail, or nothing where its recipient has gone."""
    assert who.key is not None
    if item.failing:
        return compose_alert(item, settings) if item.recipient == recipient_key(settings.contact, who.key) else None
    subscriber = who.by_key().get(item.recipient)
    told = [records[name] for name in item.changes if name in records]
    return compose(subscriber, told, settings, item) if subscriber is not None and told else None


def _path(item: Owed) -> str:
    return f"{OUTBOX}/{item.id}.json"
