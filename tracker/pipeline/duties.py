"""What a publisher owes for a change that is to come: through which channel, by which day, and whether it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from tracker.model import Channel, History, Owed, Record, Strength, Tier, Value
from tracker.model.promise import judged_tiers
from tracker.notice.period import deadline

WARN = timedelta(days=3)  # before a duty is late
_BINDING: frozenset[Strength] = frozenset({"will", "efforts"})
_BY_POSTING: frozenset[Channel] = frozenset({"post_page", "date_stamp", "none_disclaimed"})


@dataclass(frozen=True, slots=True)
class Duty(Value):
    """One notice owed. `by` is the last day that keeps the promise, in the policy's time zone.

    The program sends the e-mails and knows when; other channels (a banner, a notice in the product) are the
    publisher's to do, and stay `owed`, then `late`, until the change has taken effect.
    """

    schema: ClassVar[str] = "tracker/duty@1"
    policy: str
    change: str
    channel: Channel
    by: date
    effective_on: date
    state: Literal["done", "owed", "due_soon", "late"]
    done_at: datetime | None = None


def duties(history: History, outbox: Collection[Owed], today: date) -> tuple[Duty, ...]:
    """The notices owed for every told change that is still to take effect, or took effect unannounced; oldest first.

    Each change has a clock of its own: an editorial follow-up triggers no promise and restarts nothing, a material one
    owes its own notice. A change that was taken back owes nothing any more.
    """
    taken_back = {record.withdraws for record in history.records}
    open_records = (
        record
        for record in history.records
        if record.told and record.id not in taken_back and record.change.verdict in {"minor", "material"}
    )
    return tuple(duty for record in open_records for duty in _of(record, outbox, today))


def _of(record: Record, outbox: Collection[Owed], today: date) -> Iterator[Duty]:
    effective, zone = record.change.effective_on, ZoneInfo(record.policy.timezone)
    if effective is None or effective < record.seen.first_with.astimezone(zone).date() or effective < today - WARN:
        return
    wanted: dict[Channel, date] = {}
    for judged, tier in judged_tiers(record.notice, record.rule):
        if tier is None or judged.verdict == "met":
            continue
        last = deadline(tier.lead, effective, record.policy.country)
        for channel in _owed_channels(tier):
            if last is not None:
                wanted[channel] = min(last, wanted.get(channel, last))
    for channel, by in wanted.items():
        done_at = _sent(record, outbox) if channel == "email" else None
        yield Duty(
            record.policy.id,
            record.id,
            channel,
            by,
            effective,
            _state(done_at.astimezone(zone).date() if done_at else None, by, today),
            done_at,
        )


def _owed_channels(tier: Tier) -> list[Channel]:
    return [name for name, strength in tier.channels.items() if strength in _BINDING and name not in _BY_POSTING]


def _sent(record: Record, outbox: Collection[Owed]) -> datetime | None:
    """When the last of the mails about a change went out; None while one is owed, or where nobody subscribes."""
    mails = [item for item in outbox if record.id in item.changes]
    times = [item.sent_at for item in mails if item.sent_at is not None]
    return max(times) if times and len(times) == len(mails) else None


def _state(done_on: date | None, by: date, today: date) -> Literal["done", "owed", "due_soon", "late"]:
    if done_on is not None:
        return "done" if done_on <= by else "late"
    if today > by:
        return "late"
    return "due_soon" if today >= by - WARN else "owed"
