"""Whether changes were announced as promised: counted over records, honest about what nobody could see.

A change counts once, with the notice verdict as it stands today. One that takes an earlier change back is no change of
its own and counts nowhere; the one taken back counts, for it owed notice when it was made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.model import NoticeVerdict, Record, TierVerdict
from tracker.model.choice import in_force_on
from tracker.model.promise import NoticeWord, promise_unread
from tracker.model.wording import count, day_of, listed

_WORST: tuple[NoticeWord, ...] = ("breached", "not_shown", "met", "nothing_promised")


@dataclass(frozen=True, slots=True)
class Told:
    """One change on the record of its service. Leads are days; null where nothing is promised or known.

    `promised` is the lead of the promise that decided the verdict. The page gave between `least` and `most` days: from
    the check that first saw the change, and from the last that did not, to the day of effect. `announced` is the lead
    of the earliest announcement collected. Where `read` is false nobody read what was promised: no record shows it.
    """

    record: Record
    word: NoticeWord
    promised: float | None
    least: float | None
    most: float | None
    announced: int | None
    read: bool = True

    @property
    def given(self) -> float | None:
        """The longest lead that is sure: of the page or of an announcement."""
        return max((days for days in (self.least, self.announced) if days is not None), default=None)

    @property
    def in_words(self) -> str:
        """`0 to 1 day on the page, 8 days by an announcement`; empty where nothing is known."""
        spoken = []
        if self.least is not None:
            least, most = max(0.0, self.least), max(0.0, self.most or 0.0)
            days = count(least, "day") if least >= most else f"{least:.0f} to {count(most, 'day')}"
            spoken.append(f"{'at least ' if self.most is None else ''}{days} on the page")
        if self.announced is not None:
            spoken.append(f"{count(self.announced, 'day')} by an announcement")
        return ", ".join(spoken)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes met which verdict; `unread` are those of which nobody read what was promised."""

    met: int
    not_shown: int
    breached: int
    nothing_promised: int
    unread: int = 0

    @property
    def told(self) -> int:
        """All changes."""
        return self.promised + self.nothing_promised + self.unread

    @property
    def promised(self) -> int:
        """Those that notice was promised for."""
        return self.met + self.not_shown + self.breached

    @property
    def sentence(self) -> str:
        """What share of changes was announced as promised, with its bounds where some could not be seen."""
        if not self.told:
            return "No change has been told yet."
        if not self.promised:
            return self._unpromised()
        further = f"; for {self.nothing_promised} more nothing was promised" if self.nothing_promised else ""
        further += f"; for {self.unread} more it was not read what was promised" if self.unread else ""
        if self.promised == 1:
            outcome = "the promise was broken" if self.breached else "nothing collected shows whether it was given"
            return f"Notice was promised for one change, and {'it was given' if self.met else outcome}{further}."
        spoken = listed(filter(None, (self._kept(), self._broken(), self._open())))
        return f"Of {self.promised} changes that notice was promised for, {spoken}: {self.share}{further}."

    def _unpromised(self) -> str:
        if not self.unread:
            return f"No notice was promised for {_which(self.told)}."
        if not self.nothing_promised:
            return f"What was promised was not read for {_which(self.told)}."
        none = f"No notice was promised for {self.nothing_promised} of the {self.told} changes told"
        return f"{none}; for {self.unread} it was not read what was promised."

    def _kept(self) -> str:
        if self.met:
            return f"{self.met} {'was' if self.met == 1 else 'were'} announced as promised"
        return f"none {'is known to have been' if self.not_shown else 'was'} announced as promised"

    def _broken(self) -> str:
        return f"{self.breached} broke the promise" if self.breached and (self.met or self.not_shown) else ""

    def _open(self) -> str:
        return f"for {self.not_shown} nothing collected shows it either way" if self.not_shown else ""

    @property
    def share(self) -> str:
        """`44 %` (the space does not break), or `between 44 % and 89 %` where it depends on what nobody collected."""
        least, most = (round(100 * kept / self.promised) for kept in (self.met, self.met + self.not_shown))
        return f"{least}\u00a0%" if least == most else f"between {least}\u00a0% and {most}\u00a0%"


def told(records: Sequence[Record], standing: Mapping[str, NoticeVerdict]) -> tuple[Told, ...]:
    """The changes that count, in the order given."""
    return tuple(_told(record, standing.get(record.id, record.notice)) for record in records if not record.withdraws)


def tally(changes: Sequence[Told]) -> Tally:
    """The counts."""
    words = [change.word for change in changes if change.read]
    counted = Tally(*(words.count(word) for word in ("met", "not_shown", "breached", "nothing_promised")))
    return replace(counted, unread=len(changes) - len(words))


def _told(record: Record, notice: NoticeVerdict) -> Told:
    decisive = sorted(notice.tiers, key=_decides)
    promised = next((tier.promised for tier in decisive if tier.promised is not None), None)
    seen = next((tier for tier in decisive if tier.observed_min is not None), None)
    return Told(
        record,
        notice.verdict,
        promised,
        seen.observed_min if seen else None,
        seen.observed_max if seen else None,
        _announced(record),
        read=not promise_unread(notice, record.rule),
    )


def _decides(tier: TierVerdict) -> tuple[int, float]:
    """The tier that decided the verdict comes first; of several, the one that promised most."""
    return _WORST.index(tier.verdict), -(tier.promised or 0.0)


def _announced(record: Record) -> int | None:
    """Days between the earliest announcement on record and the day of effect."""
    leads = []
    for item in record.evidence:
        mailed = item.sent_at if item.channel == "email" else None  # of a page only the check that saw it is certain
        at, effective = mailed or item.received_at, item.effective_on or in_force_on(record)
        if at and effective:
            leads.append(max(0, (effective - day_of(at, record.policy.timezone)).days))
    return max(leads, default=None)


def _which(number: int) -> str:
    return "the one change told" if number == 1 else f"any of the {number} changes told"
