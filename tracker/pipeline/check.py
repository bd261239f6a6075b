"""The publisher's gate: would this text, taking effect on that day, keep what the text in force promises?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from tracker.model import Change, Lead, NoticeRule, StatedDates, Tier, Value
from tracker.notice.period import deadline
from tracker.notice.triggered import triggered
from tracker.pipeline.compare import compare_readings, read

_REACH = 2000  # days; no promise measured reaches further


@dataclass(frozen=True, slots=True)
class Readiness(Value):
    """What a publisher owes for a change, and what stands in its way.

    `earliest` is the first day the change may take effect where notice goes out on `today`; null where nothing is
    promised about time. `problems` are sentences; the change is ready where there are none.
    """

    schema: ClassVar[str] = "tracker/readiness@1"
    change: Change
    rule: NoticeRule
    tiers: tuple[Tier, ...]
    today: date
    effective_on: date | None
    earliest: date | None
    problems: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems


def check(
    old: str, new: str, *, today: date, effective: date | None = None, rule: NoticeRule | None = None
) -> Readiness:
    """Hold a text to come against the notice rule of the text in force.

    Args:
        old: the Markdown in force, whose rule binds.
        new: the Markdown to come.
        today: the day on which notice would go out.
        effective: when the new text takes effect, where it does not say so itself.
        rule: overrides the rule that `old` states.
    """
    before, after = read(old), read(new)
    change = compare_readings(before, after)
    promised = rule or before.rule
    tiers = triggered(promised, change)
    on = effective or _newly_stated(before.dates, after.dates)
    days = [day for tier in tiers if (day := earliest_effective(tier.lead, today)) is not None]
    earliest = max(days, default=None)
    problems = (
        *_date_problems(tiers, on, earliest, today),
        *_disagreement(effective, _newly_stated(before.dates, after.dates)),
        *_weakening(change),
    )
    return Readiness(change, promised, tiers, today, on, earliest, tuple(problems))


def earliest_effective(lead: Lead, announced: date) -> date | None:
    """The first day on which a change announced on that day may take effect; None where the lead names no time."""
    day = announced
    for _ in range(_REACH):
        last = deadline(lead, day)
        if last is None or last >= announced:
            return day if last is not None else None
        day += timedelta(days=1)
    return None


def _newly_stated(before: StatedDates, after: StatedDates) -> date | None:
    """The effective date of the new text; one that only repeats the old text's says nothing of this change."""
    return after.effective_on if after.effective_on != before.effective_on else None


def _date_problems(tiers: tuple[Tier, ...], on: date | None, earliest: date | None, today: date) -> tuple[str, ...]:
    if not tiers:
        return ()
    announced = f"announced on {today.isoformat()}, the change"
    if earliest is not None and on is None:
        first = (
            f"The text in force promises notice: {announced} may take effect on {earliest.isoformat()} at the earliest"
        )
        return (f"{first}; the new text states no effective date of its own.",)
    if earliest is not None and on is not None and on < earliest:
        first = f"The change takes effect on {on.isoformat()}, but the text in force promises notice"
        return (f"{first}: {announced} may take effect on {earliest.isoformat()} at the earliest.",)
    return ()


def _disagreement(given: date | None, stated: date | None) -> tuple[str, ...]:
    if given is None or stated is None or given == stated:
        return ()
    return (f"The new text says that it takes effect on {stated.isoformat()}, not on {given.isoformat()}.",)


def _weakening(change: Change) -> tuple[str, ...]:
    weaker = [f for f in change.findings if f.category == "policy_change_notice" and f.weight == "material"]
    return tuple(f"The new text changes its own notice rule: {finding.why}" for finding in weaker)
