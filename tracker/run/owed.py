"""What a run owes: mails to subscribers about told changes, and one to the operator about policies that are stuck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker.mail import WHOEVER, owe, recipient_key, unaddressed
from tracker.model import History, Owed, PolicyStatus, Settings
from tracker.model.address import mail_address
from tracker.model.wording import moment
from tracker.pipeline import Changed, Duty, Outcome, digest
from tracker.run.stands import owed_notices, own_policies
from tracker.run.work import Work

KEPT = timedelta(days=14)  # what a run without subscribers found


def newly_stuck(work: Work, statuses: Mapping[str, PolicyStatus]) -> Mapping[str, str]:
    """The policies that failed, or were held, often enough in a row and that the operator was not told of yet; why."""
    settings = work.project.settings
    last = {policy.id: statuses[policy.id] for policy in work.chosen}
    found = {name: _stuck(status, settings) for name, status in last.items() if not status.alerted}
    return {name: why for name, why in found.items() if why}


def _stuck(status: PolicyStatus, settings: Settings) -> str:
    """Since when and why a policy cannot be followed; empty where it can. A failure beats a hold."""
    least, zone = settings.failures_before_alert, settings.timezone
    if status.failures >= least:
        since = f" since {moment(status.failing_since, zone)}" if status.failing_since else ""
        return f"fails{since}: {status.failure}"
    if status.held is not None and status.held.checks >= least:
        return f"held since {moment(status.held.since, zone)}: {status.held.reason}"
    return ""


@dataclass(frozen=True, slots=True)
class Debts:
    """What a run adds to the outbox, and what it takes out: debts to whoever it would be, which are settled now."""

    owed: tuple[Owed, ...]
    settled: tuple[Owed, ...]

    @property
    def mails(self) -> int:
        """How many mails are owed to somebody."""
        return sum(item.recipient != WHOEVER for item in self.owed)


def debts(work: Work, outcomes: Mapping[str, Outcome], histories: Sequence[History], outbox: Sequence[Owed]) -> Debts:
    """The mails owed for these outcomes, and for those of earlier runs that knew no subscribers.

    Whoever subscribes for the first time gets no flood: what nobody could be told of within two weeks, only the feeds
    tell.

    Args:
        work: what the run has to go on.
        outcomes: of this run.
        histories: as they stand after it.
        outbox: what is owed and was sent before it.
    """
    told = tuple(
        outcome.record for outcome in outcomes.values() if isinstance(outcome, Changed) and outcome.record.told
    )
    open_ = [item for item in outbox if item.recipient == WHOEVER]
    old = tuple(item for item in open_ if work.now - item.owed_at > KEPT)
    if work.people.key is None or not work.people.subscribers:
        return Debts(unaddressed(told, work.now), old)
    late = {change for item in open_ if item not in old for change in item.changes} - {record.id for record in told}
    records = {record.id: record for history in histories for record in history.records}
    due = (*(records[name] for name in sorted(late & records.keys())), *told)
    owed = owe(
        due,
        work.people.subscribers,
        work.people.key,
        work.now,
        already=outbox,
        withdrawn={record.withdraws: records[record.withdraws] for record in due if record.withdraws in records},
        known_as=_known_as(histories),
    )
    return Debts(owed, tuple(item for item in open_ if item in old or records.keys() >= {*item.changes}))


def _known_as(histories: Sequence[History]) -> dict[str, frozenset[str]]:
    """The ids that the policy of each record has had: subscribers may name a renamed one by any."""
    found: dict[str, frozenset[str]] = {}
    for history in histories:
        names = frozenset({history.snapshot.policy.id, *(record.policy.id for record in history.records)})
        found |= {record.id: names for record in history.records}
    return found


def alert(work: Work, stuck: Mapping[str, str]) -> tuple[Owed, ...]:
    """The mail owed to the operator about these policies; none without a key, or where `contact` takes no mail."""
    contact = mail_address(work.project.settings.contact)
    if not stuck or contact is None or work.people.key is None:
        return ()
    name = f"alert-{digest(' '.join(f'{policy} {why}' for policy, why in stuck.items()))[:24]}"
    recipient = recipient_key(contact, work.people.key)
    return (Owed(name, recipient, (), work.now, failing=tuple(stuck), reasons=tuple(stuck.values())),)


def publishers_duties(work: Work, histories: Sequence[History], outbox: Sequence[Owed]) -> tuple[Duty, ...]:
    """The notices owed for changes to come of the policies that are the operator's own."""
    chosen = {policy.id for policy in work.chosen}
    own = own_policies(work.project) & chosen
    return tuple(
        duty
        for history in histories
        if history.snapshot.policy.id in own
        for duty in owed_notices(history, work.project, outbox, work.now)
    )
