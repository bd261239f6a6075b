"""How notice stands today: what the mails of a publisher's own tracker prove, and what is owed by the policy's day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.model import Evidence, History, NoticeVerdict, Owed, Project, Record
from tracker.pipeline import Duty, concerns_policy, duties, standing


def own_policies(project: Project) -> frozenset[str]:
    """The ids of the policies that are the operator's own."""
    return frozenset(policy.id for policy in project.policies if policy.role == "publisher")


def stands(history: History, project: Project, outbox: Collection[Owed]) -> Mapping[str, NoticeVerdict]:
    """The notice verdicts of told changes that differ from those they were told with, by change id.

    Of a policy whose declared role is `publisher` the mails that went out from here count, each for its own changes:
    nobody has to hand them in as evidence.
    """
    verdicts = dict(standing(history))
    if history.snapshot.policy.id in own_policies(project):
        for record in history.records:
            if (mail := _own_mail(record, outbox)) is not None:
                known = standing(replace(history, evidence=(*history.evidence, mail)))
                verdicts |= {name: verdict for name, verdict in known.items() if name == record.id}
    return verdicts


def owed_notices(history: History, project: Project, outbox: Collection[Owed], now: datetime) -> tuple[Duty, ...]:
    """The notices that a publisher owes for changes to come, as of today in the policy's time zone.

    What an announcement that was seen since shows as given is done: a banner on the page, or all that was promised.
    """
    policy = history.snapshot.policy
    zone = ZoneInfo(policy.timezone)
    seen = [item for item in history.evidence if concerns_policy(item, policy) and item.is_theirs]
    met = {change for change, verdict in stands(history, project, outbox).items() if verdict.verdict == "met"}
    return tuple(
        _met(duty) if duty.change in met else _shown(duty, seen, zone)
        for duty in duties(history, outbox, now.astimezone(zone).date())
    )


def _met(duty: Duty) -> Duty:
    return replace(duty, state="done")


def _shown(duty: Duty, evidence: Collection[Evidence], zone: ZoneInfo) -> Duty:
    """The duty, done where an announcement through its channel, of its day, was seen in time."""
    about = (item for item in evidence if (item.channel, item.effective_on) == (duty.channel, duty.effective_on))
    seen = min((item.received_at for item in about if item.received_at is not None), default=None)
    if seen is not None and seen.astimezone(zone).date() <= duty.by:
        return replace(duty, state="done", done_at=duty.done_at or seen)
    return duty


def _own_mail(record: Record, outbox: Collection[Owed]) -> Evidence | None:
    """The last of the mails about a change; none while one of them is owed."""
    times = [item.sent_at for item in outbox if record.id in item.changes]
    sent = [at for at in times if at is not None]
    if not sent or len(sent) < len(times):
        return None
    at = max(sent)
    return Evidence("email", at, at, record.change.effective_on, authenticated=True, quote="sent by the tracker")
