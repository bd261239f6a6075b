"""Mail what is owed and what the remote has; tick each message off before the next one goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

from tracker.archive import Archive, Commit, state_message
from tracker.declare import load
from tracker.errors import SettingsError
from tracker.mail import compose, compose_alert, recipient_key
from tracker.model import Owed, Record, Settings, Value
from tracker.run.commits import outbox_path
from tracker.run.people import People, people


@dataclass(frozen=True, slots=True)
class SendReport(Value):
    """What a sending did. `waiting` mails are owed but not on the remote yet; `dropped` had lost their recipient."""

    schema: ClassVar[str] = "tracker/send@1"
    sent: int
    waiting: int
    dropped: int


def send(
    root: Path,
    *,
    now: datetime,
    environ: Mapping[str, str],
    outgoing: Callable[[EmailMessage], None],
    progress: Callable[[str], None] = lambda line: None,
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
        there = archive.told([outbox_path(item) for item in owed])
        sent = dropped = 0
        for item in owed:
            if outbox_path(item) not in there:
                continue
            message = _message(item, who, records, project.settings)
            if message is not None:
                outgoing(message)
            _tick(archive, item, message is not None, now, push=project.settings.auto_push)
            sent, dropped = sent + (message is not None), dropped + (message is None)
            progress(f"[{sent + dropped}/{len(there)}] {'sent' if message is not None else 'dropped'} {item.id}")
    return SendReport(sent, len(owed) - len(there), dropped)


def _ready(settings: Settings, who: People) -> None:
    if who.key is None:
        raise SettingsError("Mail is owed, but TRACKER_KEY is not set: set it to the secret that `tracker run` had.")
    if not settings.mail_from:
        raise SettingsError('Mail is owed, but policies.toml names no sender: set mail_from under "[tracker]".')


def _message(
    item: Owed, who: People, records: Mapping[str, Record], settings: Settings
) -> EmailMessage | None:
    """The mail, or nothing where its recipient has gone."""
    assert who.key is not None
    if item.failing:
        return compose_alert(item, settings) if item.recipient == recipient_key(settings.contact, who.key) else None
    subscriber = who.by_key().get(item.recipient)
    told = [records[name] for name in item.changes if name in records]
    return compose(subscriber, told, settings, item) if subscriber is not None and told else None


def _tick(archive: Archive, item: Owed, sent: bool, now: datetime, *, push: bool) -> None:  # noqa: FBT001 (a fact, no mode)
    done = replace(item, sent_at=now).to_json() if sent else None
    archive.commit([Commit(state_message(0, "Tick off a mail sent" if sent else "Drop a mail whose recipient left"), now, {outbox_path(item): done})])
    if push:
        archive.push()
