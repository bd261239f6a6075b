"""What a run owes: mails to subscribers about told changes, and one to the operator about failures in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from tracker.archive import Archive
from tracker.mail import owe, recipient_key
from tracker.model import History, Owed, PolicyStatus, Record
from tracker.model.address import mail_address
from tracker.pipeline import Changed, Duty, Outcome, digest, duties
from tracker.run.work import Work


def newly_failing(work: Work, statuses: Mapping[str, PolicyStatus]) -> tuple[str, ...]:
    """The policies that have failed often enough in a row, and of which the operator was not told yet."""
    least = work.project.settings.failures_before_alert
    return tuple(
        policy.id for policy in work.chosen if statuses[policy.id].failures >= least and not statuses[policy.id].alerted
    )


def owed_mails(
    archive: Archive,
    work: Work,
    outcomes: Mapping[str, Outcome],
    alerts: Sequence[str],
    statuses: Mapping[str, PolicyStatus],
) -> tuple[Owed, ...]:
    """The mails owed for these outcomes; none where there is no key, for then nobody subscribes."""
    told = tuple(
        outcome.record for outcome in outcomes.values() if isinstance(outcome, Changed) and outcome.record.told
    )
    withdrawn = _withdrawn_records(outcomes)
    if work.people.key is None:
        return ()
    owed = owe(told, work.people.subscribers, work.people.key, work.now, already=archive.outbox(), withdrawn=withdrawn)
    contact = mail_address(work.project.settings.contact)
    if alerts and contact:
        recipient = recipient_key(contact, work.people.key)
        since = [f"{name} {statuses[name].failing_since}" for name in alerts]
        owed = (*owed, Owed(f"alert-{digest(' '.join(since))[:24]}", recipient, (), work.now, failing=tuple(alerts)))
    return owed


def _withdrawn_records(outcomes: Mapping[str, Outcome]) -> dict[str, Record]:
    """The told changes that this run takes back, by id."""
    found: dict[str, Record] = {}
    for outcome in outcomes.values():
        if isinstance(outcome, Changed) and outcome.record.withdraws:
            found |= {record.id: record for record in outcome.history.records if record.id == outcome.record.withdraws}
    return found


def publishers_duties(work: Work, histories: Sequence[History], outbox: Sequence[Owed]) -> tuple[Duty, ...]:
    """The notices owed for changes to come of the policies that are the operator's own."""
    own = {policy.id: policy for policy in work.chosen if policy.role == "publisher"}
    return tuple(
        duty
        for history in histories
        if (policy := own.get(history.snapshot.policy.id)) is not None
        for duty in duties(history, outbox, work.now.astimezone(ZoneInfo(policy.timezone)).date())
    )
