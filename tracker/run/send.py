"""Mail what is owed and what the remote has; tick each message off before the next one goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar, Literal

from tracker.archive import OUTBOX, Archive, outbox_path, state
from tracker.declare import load
from tracker.errors import RefusedError, SettingsError
from tracker.mail import WHOEVER, Beside, Subscriber, compose, compose_alert
from tracker.model import History, Owed, Project, Record, Settings, Value
from tracker.model.address import mail_address
from tracker.model.law import law_in_words
from tracker.model.wording import count
from tracker.notice.baselines import assess_baselines
from tracker.run.people import People, people, shown
from tracker.run.report import quietly
from tracker.run.sound import sound_histories
from tracker.run.stands import own_policies


@dataclass(frozen=True, slots=True)
class SendReport(Value):
    """What a sending did.

    `waiting` mails are owed but not on the remote yet, or about a policy whose files are damaged; `dropped` ones had
    lost their recipient (or, an alert, the operator's address); `refused` ones were not taken by the mail server and
    stay owed: `troubles` say of each, in a sentence, why and whose it is, by the name that the repository has for them.
    """

    schema: ClassVar[str] = "tracker/send@1"
    sent: int
    waiting: int
    dropped: int
    refused: int = 0
    troubles: tuple[str, ...] = ()

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
        SettingsError: something is owed and TRACKER_KEY or the sender's address is missing; or mail is owed to people
            who cannot be found, and nothing shows that key and subscribers are the right ones: it stays owed.
        MailError: from `outgoing`; what is owed stays owed.
        PushError: the tick could not be pushed; nothing more is sent.
    """
    project = load(root)
    who = people(root, environ)
    archive = Archive.open(root)
    with archive.lock():
        kept = archive.state()
        outbox = kept.outbox
        for path, why in kept.damaged.items():
            if path.startswith(OUTBOX):
                progress(why)
        for item in outbox:
            if item.recipient == WHOEVER:
                progress(
                    f"{count(len(item.changes), 'change')} found by a run without subscribers; the next run owes them"
                )
        owed = [item for item in outbox if item.sent_at is None and item.recipient != WHOEVER]
        if not owed:
            return SendReport(0, 0, 0)
        _ready(project.settings, who)
        known = who.by_key()
        sound = sound_histories(archive, progress)
        records = _under_ids_of_today(sound.histories)
        there = archive.told(
            [outbox_path(item) for item in owed if not sound.problems or records.keys() >= {*item.changes}]
        )
        lost = () if _trusted(known, outbox) else tuple(item for item in owed if _is_lost(item, known))
        done_so_far = dict.fromkeys(("sent", "dropped", "refused"), 0)
        troubles = []
        for item in owed:
            if outbox_path(item) in there and item not in lost:
                try:
                    done = _one(archive, item, _message(item, known, records, project), outgoing, now)
                except RefusedError as error:
                    done = "refused"
                    troubles.append(f"{error} {_whose(item)}")
                done_so_far[done] += 1
                progress(f"[{sum(done_so_far.values())}/{len(there)}] {done} {item.id}")
        if lost:
            raise SettingsError(_unknown(lost, known))
        return SendReport(waiting=len(owed) - len(there), **done_so_far, troubles=tuple(troubles))


def _under_ids_of_today(histories: Sequence[History]) -> dict[str, Record]:
    """All records by id. A mail links the page of its policy, which has moved where the policy was renamed since."""
    return {
        record.id: replace(record, policy=replace(record.policy, id=history.snapshot.policy.id))
        for history in histories
        for record in history.records
    }


def _is_lost(item: Owed, known: Mapping[str, Subscriber]) -> bool:
    """Whether a mail is owed to somebody whom no subscriber is."""
    return not item.failing and item.recipient not in known


def _trusted(known: Mapping[str, Subscriber], outbox: Sequence[Owed]) -> bool:
    """Whether a subscriber of today is known from the outbox: only then is an unknown recipient one who left.

    Under another key, or where the subscribers were not passed on, everybody would seem to have left.
    """
    return not known.keys().isdisjoint(item.recipient for item in outbox)


def _unknown(lost: Sequence[Owed], known: Mapping[str, Subscriber]) -> str:
    found = "TRACKER_SUBSCRIBERS names nobody" if not known else "none of the subscribers is known to the outbox"
    return (
        f"{count(len(lost), 'mail')} cannot be addressed, and nothing was dropped: {found}. Check that TRACKER_KEY and "
        "TRACKER_SUBSCRIBERS are those that `tracker run` had. Where these people really left, remove what is owed "
        f"to them: git rm {' '.join(outbox_path(item) for item in lost[:3])}{' ...' if lost[3:] else ''}"
    )


def _whose(item: Owed) -> str:
    """Whose a mail is, without their address: logs are read by many."""
    if item.failing:
        return "It is for you, at the contact in policies.toml."
    return f"It is for {shown(item.recipient)}: `tracker subscribers` shows who that is; take out who is gone."


def _one(
    archive: Archive, item: Owed, message: EmailMessage | None, outgoing: Callable[[EmailMessage], None], now: datetime
) -> Literal["sent", "dropped", "refused"]:
    """Send one message and tick it off; one without a recipient any more is dropped.

    Raises:
        RefusedError: the server took this one not; the next may go.
    """
    if message is not None:
        outgoing(message)
    done = replace(item, sent_at=now).to_json() if message is not None else None
    subject = "Tick off a mail sent" if message is not None else "Drop a mail whose recipient left"
    archive.commit([state(subject, {outbox_path(item): done}, now)])
    archive.push()
    return "sent" if message is not None else "dropped"


def _ready(settings: Settings, who: People) -> None:
    if who.key is None:
        raise SettingsError("Mail is owed, but TRACKER_KEY is not set: set it to the secret that `tracker run` had.")
    if not settings.mail_from:
        raise SettingsError('Mail is owed, but policies.toml names no sender: set mail_from under "[tracker]".')


def _message(
    item: Owed, known: Mapping[str, Subscriber], records: Mapping[str, Record], project: Project
) -> EmailMessage | None:
    """The mail, or nothing where its recipient has gone. An alert is for the operator, whoever that is by now."""
    settings = project.settings
    if item.failing:
        return compose_alert(item, settings) if mail_address(settings.contact) else None
    subscriber = known.get(item.recipient)
    told = [records[name] for name in item.changes if name in records]
    if subscriber is None or not told:
        return None
    beside = Beside({record.id: _laws(record) for record in told}, own_policies(project), records)
    return compose(subscriber, told, settings, item, beside)


def _laws(record: Record) -> tuple[str, ...]:
    """What the laws declared when a change was recorded ask for; of the record alone, so that a mail stays the same."""
    about = record.policy
    judged = assess_baselines(
        about.applies, record.change, record.seen, record.evidence, timezone=about.timezone, country=about.country
    )
    return tuple(map(law_in_words, judged)) if record.withdraws is None else ()
