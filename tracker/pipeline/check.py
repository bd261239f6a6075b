"""The publisher's gate: would this text, taking effect on that day, keep what the text in force promises?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tracker.doubt import not_a_policy
from tracker.model import Change, Finding, NoticeRule, Reading, StatedDates, Tier, Value
from tracker.model.front import dated_fields
from tracker.model.notice import NOT_READ, READ_IN_PART
from tracker.model.phrase import long_date
from tracker.model.promise import unread_in_words
from tracker.notice.baselines import concerned
from tracker.notice.dates import dates_in
from tracker.notice.linked import Other, together
from tracker.notice.period import earliest_effective
from tracker.notice.several import one_of_several
from tracker.notice.triggered import concerns, possible, triggered
from tracker.pipeline.compare import compare_readings, read
from tracker.pipeline.weakening import Weakening, dropped, reworded, tells_of_weakening, weakened, weakening_in_words

_NOT_READ = (
    "What the text in force promises about its changes was not read, so nothing says what notice this change owes: it "
    "cannot be judged."
)
_NONE_FOUND = (
    "The text in force was read in part, and no promise about its changes was found in what is read: what notice this "
    "change owes cannot be judged."
)
_GIVE = "Give the rule to hold the draft against with --rule FILE (JSON as `tracker notice FILE --json` prints it)."
_IN_PART = (
    "What the text in force promises was read in part: exceptions, and words that weaken the promise, may have gone "
    "unseen. Read the clause about changes in both texts."
)
_CLAUSE_NOT_READ = (
    "What the texts themselves say of their changes was not read, or in part: the draft may promise less than the text "
    "in force. Read the clause about changes in both texts."
)
_NOT_WEIGHED = "Words changed in a language that the rules do not read: whether this change is material was not judged."
_AS_MATERIAL = " It is held to what is promised for material changes too."
_JUDGE = "A person has to read it."


@dataclass(frozen=True, slots=True)
class Readiness(Value):
    """What a publisher owes for a change, and what stands in its way.

    `earliest` is the first day the change may take effect where notice goes out on `today`; null where nothing is
    promised about time. `problems` are sentences; the change is ready where there are none. `warnings` are what a
    person should look at, such as other words of a promise that read the same. `weakened` are the fields of which the
    new text promises less; each is a problem too.
    """

    schema: ClassVar[str] = "tracker/readiness@1"
    change: Change
    rule: NoticeRule
    tiers: tuple[Tier, ...]
    today: date
    effective_on: date | None
    earliest: date | None
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    weakened: tuple[Weakening, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems

    @property
    def untold(self) -> tuple[Finding, ...]:
        """The findings of the change that no problem tells of already."""
        told = [finding for finding in self.change.findings if self.weakened and tells_of_weakening(finding, self.rule)]
        return tuple(finding for finding in self.change.findings if finding not in told)


def check(
    old: str,
    new: str,
    *,
    today: date,
    effective: date | None = None,
    rule: NoticeRule | None = None,
    applies: Collection[str] = (),
    country: str | None = None,
    others: Mapping[str, str] | None = None,
) -> Readiness:
    """Hold a text to come against the notice rule of the text in force.

    Args:
        old: the Markdown in force, whose rule binds.
        new: the Markdown to come.
        today: the day on which notice would go out.
        effective: when the new text takes effect, where it does not say so itself.
        rule: overrides the rule that `old` states.
        applies: ids of legal baselines that bind the publisher; their lead times count too.
        country: whose holidays are no business days (ISO 3166).
        others: documents of the same publisher whose promises hold for this text too, by name, as Markdown.
    """
    before, after = read(old), read(new)
    change = compare_readings(before, after)
    unread = _unread(before, after) or _another(change)
    if unread:
        return Readiness(change, before.rule, (), today, effective, None, (unread,))
    promised = _promised(before, rule or before.rule, others or {})
    maybe = possible(promised, change)
    tiers = (*triggered(promised, change), *maybe)
    on = effective or _newly_stated(before.dates, after.dates)
    laws = concerned(applies, change)
    leads = [*(tier.lead for tier in tiers), *(law.lead for law in laws)]
    days = [day for lead in leads if (day := earliest_effective(lead, today, country)) is not None]
    earliest = max(days, default=None)
    askers = [*(["the text in force"] if tiers else []), *(law.title for law in laws)]
    weaker = weakened(change, before.rule, after.rule)
    problems = (
        *_unread_promise(promised, change),
        *_date_problems(askers, on, earliest, today, after.dates.effective_on),
        *_disagreement(effective, _newly_stated(before.dates, after.dates)),
        *_old_date(effective, before.dates, after.dates),
        *map(weakening_in_words, weaker),
    )
    other_words = dropped(change, before.rule, weaker) if weaker else reworded(change, before.rule, after.rule)
    warnings = (
        *filter(None, (other_words,)),
        *_partly_read(promised, before.rule, after.rule, change),
        *_unweighed(change, held=bool(maybe)),
        *_two_dates(after),
    )
    return Readiness(change, promised, tiers, today, on, earliest, problems, warnings, weaker)


def _unread(before: Reading, after: Reading) -> str | None:
    """Why nothing can be judged, where a text is empty, or is no policy beside one that is."""
    for name, text, other in (("new", after, before), ("old", before, after)):
        reason = not_a_policy(text.document)
        if not text.fingerprint.words or (reason and not not_a_policy(other.document)):
            return f"The {name} text is empty or no policy; nothing can be judged. {reason or ''}".strip()
    return None


def _another(change: Change) -> str | None:
    """Why nothing can be judged, where the texts are no two versions of one policy in one language."""
    return f"{change.summary} Nothing can be judged." if change.noise_kind in {"not_policy", "language"} else None


def _unread_promise(promised: NoticeRule, change: Change) -> tuple[str, ...]:
    """What a change owes is not known where the promise was not read; what nobody has to be told of owes nothing."""
    if not concerns(change) or not unread_in_words(promised):
        return ()
    return (f"{_NOT_READ if NOT_READ in promised.flags else _NONE_FOUND} {_GIVE}",)


def _partly_read(promised: NoticeRule, before: NoticeRule, after: NoticeRule, change: Change) -> tuple[str, ...]:
    """What a person has to look at: the promise was read in part, or the clauses about changes were not read."""
    if not concerns(change) or NOT_READ in promised.flags:
        return ()
    if READ_IN_PART in promised.flags:
        return (_IN_PART,)
    return (_CLAUSE_NOT_READ,) if {NOT_READ, READ_IN_PART} & {*before.flags, *after.flags} else ()


def _unweighed(change: Change, *, held: bool) -> tuple[str, ...]:
    if not change.unweighed:
        return ()
    return (f"{_NOT_WEIGHED}{_AS_MATERIAL if held else ''} {_JUDGE}",)


def _promised(before: Reading, own: NoticeRule, others: Mapping[str, str]) -> NoticeRule:
    """The rule of the text in force with what other documents promise for one of its kind, by its title."""
    if not others:
        return own
    page = one_of_several(before.document)
    title = next((section.heading for section in before.document.sections if section.heading), "")
    named = [Other(name, name, read(text).document) for name, text in others.items()]
    return together(own, page.kind if page else "other", title, named)


def _newly_stated(before: StatedDates, after: StatedDates) -> date | None:
    """The effective date of the new text; one that only repeats the old text's says nothing of this change."""
    return after.effective_on if after.effective_on != before.effective_on else None


def _date_problems(
    askers: Sequence[str], on: date | None, earliest: date | None, today: date, stated: date | None
) -> tuple[str, ...]:
    """What is wrong with the date, where somebody (the text in force, a law) asks for notice by a day.

    `on` is the day of this change, `stated` that of the new text, which may still be the old one's.
    """
    if not askers or earliest is None or (on is not None and on >= earliest):
        return ()
    who = f"{' and '.join(askers)} {'asks' if len(askers) == 1 else 'ask'} for notice"
    may = f"announced on {today.isoformat()}, the change may take effect on {earliest.isoformat()} at the earliest"
    if on is None:
        own = f"still states {stated.isoformat()}" if stated else "states no effective date of its own"
        return (f"{who[:1].upper()}{who[1:]}: {may}; the new text {own}.",)
    return (f"The change takes effect on {on.isoformat()}, but {who}: {may}.",)


def _two_dates(after: Reading) -> tuple[str, ...]:
    """The front matter states another day than the text that readers see, which is the one that counts."""
    fields = dated_fields(after.document.lines).values()
    hidden = [day for label, value in fields if label == "effective" for day in dates_in(value)[:1]]
    shown = after.dates.effective_on
    if not hidden or shown is None or hidden[0] == shown:
        return ()
    return (f"The front matter states {hidden[0].isoformat()}; the text that is shown, {shown.isoformat()}, counts.",)


def _disagreement(given: date | None, stated: date | None) -> tuple[str, ...]:
    if given is None or stated is None or given == stated:
        return ()
    return (f"The new text says that it takes effect on {stated.isoformat()}, not on {given.isoformat()}.",)


def _old_date(given: date | None, before: StatedDates, after: StatedDates) -> tuple[str, ...]:
    """A draft that still bears the day of the text in force would go out with a wrong date."""
    old = after.effective_on
    if given is None or old is None or old != before.effective_on or old == given:
        return ()
    return (f"The draft still bears the old date {long_date(old)}, and is to take effect on {long_date(given)}.",)
