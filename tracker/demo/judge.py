"""What was played held against what must come of it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.demo.play import DayPlayed, Event
from tracker.demo.story import Day, Expected, Story
from tracker.model import Record


def differences(story: Story, played: Sequence[DayPlayed]) -> tuple[str, ...]:
    """A line for everything that did not come as `story.toml` says; none where all did."""
    records = {event.record.id: event.record for day in played for event in day.events if event.record}
    found = [f"{len(played)} days were played, the story has {len(story.day)}"] * (len(played) != len(story.day))
    for day, got in zip(story.day, played, strict=False):
        found += [f"{day.on}: {line}" for line in _of_day(day, got, records)]
    return tuple(found)


def _of_day(day: Day, got: DayPlayed, records: dict[str, Record]) -> list[str]:
    events = {event.policy: event for event in got.events}
    lines = [
        f"{policy}: {_in_words(events[policy])}, but should be quiet" for policy in events if policy not in day.expect
    ]
    if len(events) < len(got.events):
        lines.append("two things happened to one policy: " + ", ".join(_in_words(event) for event in got.events))
    for policy, expected in day.expect.items():
        event = events.get(policy)
        lines += [
            f"{policy}: {line}" for line in (_of_event(expected, event, records) if event else ["nothing happened"])
        ]
    if sorted(day.mails) != sorted(got.mails):
        lines.append(f"mails to {', '.join(got.mails) or 'nobody'}, not to {', '.join(day.mails) or 'nobody'}")
    return lines


def _in_words(event: Event) -> str:
    change = event.record.change if event.record else None
    return f"{change.verdict}: {change.summary}" if change else event.outcome


def _of_event(expected: Expected, event: Event, records: dict[str, Record]) -> list[str]:
    if expected.outcome != event.outcome:
        return [f"{_in_words(event)}, not {expected.outcome}"]
    record = event.record
    if record is None:
        return []
    change = record.change
    withdrawn = records.get(record.withdraws or "")
    pairs: dict[str, tuple[object, object]] = {
        "verdict": (expected.verdict, change.verdict),
        "noise kind": (expected.noise, change.noise_kind),
        "told": (expected.told, record.told),
        "withdraws the change of": (expected.withdraws, withdrawn.seen.first_with.date() if withdrawn else None),
    }
    if expected.verdict != "noise":
        pairs |= {
            "effective date": (expected.effective, change.effective_on),
            "notice verdict": (expected.notice, record.notice.verdict),
        }
    lines = [f"{name} {got}, not {want}" for name, (want, got) in pairs.items() if want != got]
    return lines + _missing(expected, record) + _days(expected, record)


def _missing(expected: Expected, record: Record) -> list[str]:
    change = record.change
    kinds = {section.kind for section in change.sections}
    said = " ".join(f"{finding.before} {finding.after} {finding.why}" for finding in change.findings)
    lines = [f"no section is {kind}, but {', '.join(sorted(kinds))}" for kind in expected.sections if kind not in kinds]
    lines += [f"no reason quotes: {words}" for words in expected.quotes if words not in said]
    if expected.category and expected.category not in change.categories:
        lines.append(f"categories {', '.join(change.categories)}, without {expected.category}")
    return lines


def _days(expected: Expected, record: Record) -> list[str]:
    """The first promise that counts days must be the one expected, and what was seen lie inside the interval."""
    tier = next((tier for tier in record.notice.tiers if tier.promised is not None), None)
    if expected.days is None:
        return []
    if tier is None:
        return ["no promise that counts days"]
    promised, least, most = expected.days
    seen = [days for days in (tier.observed_min, tier.observed_max) if days is not None]
    if tier.promised != promised or not seen or min(seen) < least or max(seen) > most:
        return [f"days seen {seen} of {tier.promised:g} promised, not {least:g} to {most:g} of {promised:g}"]
    return []
