"""A change held against the notice rule that stood before it.

`breached` is claimed only where the page itself proves it (the rule's clock starts with posting, or the promise is
about the page or its date) or where an authenticated mail states an effective date closer than the promised lead.
A promised e-mail that nobody collected is `not_shown`. The gap between two checks is an interval, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.model import (
    Change,
    Channel,
    Evidence,
    Lead,
    NoticeRule,
    NoticeVerdict,
    Seen,
    Strength,
    Tier,
    TierVerdict,
    plain,
    sentences,
)
from tracker.model.notice import READ_IN_PART
from tracker.model.promise import unread_in_words
from tracker.notice.period import deadline, earliest_effective, in_words
from tracker.notice.promise import read_promises
from tracker.notice.source import begins_apart, clauses_of, source_of, unknown_links
from tracker.notice.text import fold
from tracker.notice.timing import Timing, ends, in_one_sentence
from tracker.notice.triggered import concerns, possible, triggered

__all__ = ["assess", "earliest_effective", "triggered"]

Outcome = Literal["met", "not_shown", "breached", "nothing_promised"]
_WORST: tuple[Outcome, ...] = ("breached", "not_shown", "met", "nothing_promised")
_PAGE: frozenset[Channel] = frozenset({"post_page", "date_stamp", "none_disclaimed"})
_OWED: frozenset[Strength] = frozenset({"will", "efforts", "conditional"})
_NOT_WEIGHED = "Whether this change is material was not judged: words changed in a language that the rules do not read."
_NO_START = "Nothing states from which day the new recipient is used: it may be listed in time, or late."
_TIMED = frozenset({"fixed", "prior_unspecified", "reasonable", "on_or_before_effective"})
_RELATED = timedelta(days=100)  # an announcement without a date of its own is about a change seen in these days
_NAMES: dict[Channel, str] = {
    "email": "an e-mail",
    "personal_other": "a personal message",
    "in_product": "a notice in the product",
    "website_notice": "a notice on the website",
    "updates_page": "a notice on the updates page",
    "unspecified": "a notice",
    "other": "a public announcement",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """One promise of a tier, judged. `days` is the lead that a collected mail gave, where that decided."""

    verdict: Outcome
    reasons: tuple[str, ...]
    days: int | None = None


def assess(
    rule: NoticeRule,
    change: Change,
    seen: Seen,
    evidence: Sequence[Evidence] = (),
    *,
    timezone: str = "UTC",
    country: str | None = None,
) -> NoticeVerdict:
    """Hold a change against the rule of the version before it.

    Args:
        rule: what the earlier version promised.
        change: the change; its verdict, categories and direction say which tiers it triggers. Noise triggers none.
        seen: the checks around the change, aware of their zone.
        evidence: announcements that were collected; those about other dates are set aside.
        timezone: IANA name; the day of an instant is taken there.
        country: ISO 3166-1, two letters; its weekends and holidays are no business days.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: where the time zone is unknown.
    """
    zone = ZoneInfo(timezone)
    if (why := unread_in_words(rule)) and change.verdict != "noise":
        return NoticeVerdict("not_shown", (TierVerdict("any", "not_shown", None, None, None, (why,)),))
    tiers, maybe = triggered(rule, change), possible(rule, change)
    if not tiers and not maybe:
        return _without_tiers(rule, change)
    related = tuple(item for item in evidence if _related(item, change, seen))
    timing = replace(_timing(change, seen, related, zone), country=country)
    sure = (_judge(tier, rule, change, timing, related, zone) for tier in tiers)
    judged = (*sure, *(_doubted(_judge(tier, rule, change, timing, related, zone)) for tier in maybe))
    return NoticeVerdict(min((tier.verdict for tier in judged), key=_WORST.index), judged)


def _without_tiers(rule: NoticeRule, change: Change) -> NoticeVerdict:
    """Nothing is promised for such a change, as far as it is known: a linked document may promise something."""
    if rule.none_found and (unknown := unknown_links(rule)) and concerns(change):
        return NoticeVerdict("not_shown", (TierVerdict("any", "not_shown", None, None, None, unknown),))
    return NoticeVerdict("nothing_promised")


def _related(item: Evidence, change: Change, seen: Seen) -> bool:
    if item.effective_on and change.effective_on:
        return item.effective_on == change.effective_on
    arrived = item.received_at or item.sent_at
    return arrived is not None and abs(arrived - seen.first_with) <= _RELATED


def _timing(change: Change, seen: Seen, evidence: Sequence[Evidence], zone: ZoneInfo) -> Timing:
    """The effective day that the text states, else the one an authenticated mail states, else the day first seen.

    A date that stood in the text before and is older than the change says nothing about this change.
    """
    earliest = seen.last_without.astimezone(zone).date() if seen.last_without else None
    first_with = seen.first_with.astimezone(zone).date()
    stated = change.effective_on
    if stated and earliest and stated < earliest and not _date_moved(change):
        stated = None
    if stated is None:
        stated = next((item.effective_on for item in evidence if item.is_theirs and item.effective_on), None)
    return Timing(earliest, first_with, stated or first_with, stated is not None)


def _date_moved(change: Change) -> bool:
    return "effective_date" in change.categories or any(item.category == "effective_date" for item in change.findings)


def _judge(
    tier: Tier, rule: NoticeRule, change: Change, timing: Timing, evidence: Sequence[Evidence], zone: ZoneInfo
) -> TierVerdict:
    timing = _start(rule, tier, timing)
    last = deadline(tier.lead, timing.effective, timing.country)
    parts = [
        part
        for part in (
            *_told(tier, timing, last, evidence, zone),
            _date_stamp(rule, tier, change, timing),
        )
        if part
    ]
    verdict: Outcome = min((part.verdict for part in parts), key=_WORST.index, default="nothing_promised")
    reasons = [reason for part in parts for reason in part.reasons]
    by_mail = next((part.days for part in parts if part.verdict == verdict and part.days is not None), None)
    if verdict == "breached" and (excuse := _excuse(rule, tier, timing.most if by_mail is None else by_mail)):
        verdict = "not_shown"
        reasons.append(excuse)
    if tier.lead.kind in _TIMED or verdict == "not_shown":
        reasons.append(_NO_START if timing.open else _page_gave(tier.lead, timing, last))
    if not parts:
        reasons.append(_nothing(tier))
    quote = source_of(rule, tier)
    until = tuple(ends(tier.ways_out, timing, _told_on(evidence, zone)))
    return TierVerdict(
        tier.trigger,
        verdict,
        _promised(tier.lead, timing, last),
        (None if timing.open else timing.least) if by_mail is None else by_mail,
        (None if timing.open else timing.most) if by_mail is None else by_mail,
        (*([quote] if quote else []), *reasons, *map(in_one_sentence, until), *unknown_links(rule)),
        tuple(end.until for end in until),
        rule.tiers.index(tier) if tier in rule.tiers else None,
    )


def _doubted(judged: TierVerdict) -> TierVerdict:
    """A promise for material changes, where it is not known whether the change is one: nobody can call it broken."""
    if judged.verdict not in {"breached", "not_shown"}:
        return judged
    return replace(judged, verdict="not_shown", reasons=(_NOT_WEIGHED, *judged.reasons))


def _start(rule: NoticeRule, tier: Tier, timing: Timing) -> Timing:
    """The timing for one tier: where it counts back from the start of something else, no start is assumed.

    A recipient is listed before it begins, since the listing is the notice. A day to come that the text states is
    taken for the start; today's date on a list only dates the list.
    """
    if not begins_apart(rule, tier) or (timing.stated and timing.effective > timing.first_with):
        return timing
    return replace(timing, stated=False, open=True)


def _told_on(evidence: Sequence[Evidence], zone: ZoneInfo) -> date | None:
    """The first day on which somebody may have been told; None where no announcement was collected.

    A mail came on a day; a banner that one check found and the check before did not may have stood since then.
    """
    came = (
        (item.received_at if item.is_mail else item.sent_at or item.received_at) for item in evidence if item.is_theirs
    )
    return min((moment.astimezone(zone).date() for moment in came if moment), default=None)


def _promised(lead: Lead, timing: Timing, last: date | None) -> float | None:
    if lead.kind == "on_or_before_effective":
        return 0.0
    if lead.kind != "fixed" or last is None:
        return None
    if lead.unit == "hour" and lead.value is not None:
        return lead.value / 24
    return float((timing.effective - last).days)


def _active(tier: Tier) -> dict[Channel, Strength]:
    return {name: strength for name, strength in tier.channels.items() if name not in _PAGE and strength in _OWED}


def _or_page(tier: Tier) -> bool:
    """Whether the new text on the page is one of several ways, any of which will do."""
    return tier.channels.get("post_page") == "will" and any(
        item.op == "one_of" and "post_page" in item.channels for item in tier.logic
    )


def _told(
    tier: Tier, timing: Timing, last: date | None, evidence: Sequence[Evidence], zone: ZoneInfo
) -> Sequence[_Part | None]:
    """What the page and the announcements show; where either will do, the better of the two.

    Such a promise without a lead is kept by any new text on the page: an announcement can only add to it.
    """
    page = _page_lead(tier, timing, last, evidence, zone)
    told = _announcement(tier, timing, last, evidence, zone)
    if not _or_page(tier) or told is None:
        return (page, told)
    if page is None:
        return (told if told.verdict == "met" else None,)
    order: tuple[Outcome, ...] = ("met", "not_shown", "breached")
    best = min((page, told), key=lambda part: order.index(part.verdict))
    return (best if best.verdict == "met" else replace(best, reasons=(*page.reasons, *told.reasons)),)


def _page_lead(
    tier: Tier, timing: Timing, last: date | None, evidence: Sequence[Evidence], zone: ZoneInfo
) -> _Part | None:
    """A lead that the page itself shows: counted from posting, or promised through the page alone."""
    posted = tier.channels.get("post_page")
    by_page = tier.lead.measured_from == "posting" or (posted == "will" and (_or_page(tier) or not _active(tier)))
    if last is None or tier.lead.kind not in _TIMED or not by_page:
        return None
    if timing.open:
        return _Part("not_shown", ())  # why is said with what the page gave
    if timing.first_with <= last:
        if not timing.stated and tier.lead.kind != "fixed":
            return _Part("not_shown", ("The text states no day from which it holds.",))
        return _Part("met", (f"The new text was on the page by {timing.first_with}, {last} at the latest was owed.",))
    if timing.earliest is None:
        return _Part("not_shown", ("No check before it says since when the new text has been on the page.",))
    if timing.earliest <= last:
        return _Part(
            "not_shown",
            (f"Between the checks of {timing.earliest} and {timing.first_with} it may have been posted in time.",),
        )
    if not timing.stated and (tier.effect == "after_period" or tier.lead.kind != "fixed"):
        return _Part(
            "not_shown", ("The text states no day from which it holds; by the rule itself it may hold later.",)
        )
    if posted in {"may", "conditional", "efforts"}:
        return _Part("not_shown", ("Posting in time is not promised without condition.",))
    if any(_on_a_page_by(item, last, zone) for item in evidence):
        return _Part(
            "not_shown", ("An announcement stood on the page in time; the new text may have been shown beside it.",)
        )
    return _Part(
        "breached",
        (
            f"The new text was not yet on the page on {timing.earliest}; "
            f"to hold from {timing.effective} it had to be posted by {last}.",
        ),
    )


def _on_a_page_by(item: Evidence, day: date, zone: ZoneInfo) -> bool:
    seen = item.received_at if item.channel in {"website_notice", "updates_page"} else None
    return seen is not None and seen.astimezone(zone).date() <= day


def _date_stamp(rule: NoticeRule, tier: Tier, change: Change, timing: Timing) -> _Part | None:
    """A promise to change the date on the page is broken where an older date stayed over a material change.

    A slighter change proves nothing: what counts as one is for the company to say. Nor does a date that is promised as
    one means among others ("by changing the date or by other means").
    """
    stamp = max((day for day in (change.updated_on, change.effective_on) if day), default=None)
    if tier.channels.get("date_stamp") != "will" or change.verdict != "material" or stamp is None:
        return None
    if timing.earliest is None or stamp >= timing.earliest or _date_moved(change) or not _stamp_promised(rule, tier):
        return None
    return _Part("breached", (f"The text changed after {timing.earliest}, but still carries the date {stamp}.",))


def _stamp_promised(rule: NoticeRule, tier: Tier) -> bool:
    """Whether some sentence promises the date without an "or"; a rule without quotes is taken at its word."""
    told = [
        sentence
        for sentence in _sentences(clauses_of(rule, tier))
        if any("date_stamp" in promise.channels for promise in read_promises(fold(sentence), None))
    ]
    return not told or any(" or " not in sentence for sentence in told)


def _announcement(
    tier: Tier, timing: Timing, last: date | None, evidence: Sequence[Evidence], zone: ZoneInfo
) -> _Part | None:
    """The promised channels: each that is owed, or any of those that are alternatives or examples."""
    active = _active(tier)
    if not active:
        optional = [name for name in tier.channels if name not in _PAGE]
        shown = [part for name in optional if (part := _channel(name, "may", timing, last, evidence, zone))]
        return shown[0] if shown else _untold(tier)
    parts: dict[Channel, _Part] = {}
    for name, strength in active.items():
        part = _channel(name, strength, timing, last, evidence, zone)
        parts[name] = part or _Part("not_shown", (f"{_NAMES[name].capitalize()} was owed; none was collected.",))
    groups = [[name for name in item.channels if name in active] for item in tier.logic if item.op != "all"]
    grouped = {name for group in groups for name in group}
    wanted = [group for group in groups if group] + [[name] for name in active if name not in grouped]
    best = [_best([parts[name] for name in group]) for group in wanted]
    worst = min(best, key=lambda part: _WORST.index(part.verdict))
    return _Part(worst.verdict, tuple(reason for part in best for reason in part.reasons), worst.days)


def _untold(tier: Tier) -> _Part | None:
    """A lead without any channel still is a promise that only a page whose clock it is can show."""
    if tier.lead.kind in _TIMED and tier.lead.measured_from != "posting" and "post_page" not in tier.channels:
        return _Part("not_shown", (f"Notice {in_words(tier.lead)} was owed; none was collected.",))
    return None


def _best(parts: Sequence[_Part]) -> _Part:
    """Of alternatives one is enough; a breach is shown before a notice that nobody collected."""
    order: tuple[Outcome, ...] = ("met", "breached", "not_shown")
    chosen = min(parts, key=lambda part: order.index(part.verdict))
    if chosen.verdict != "not_shown":
        return chosen
    return _Part("not_shown", tuple(dict.fromkeys(reason for part in parts for reason in part.reasons)))


def _channel(
    name: Channel, strength: Strength, timing: Timing, last: date | None, evidence: Sequence[Evidence], zone: ZoneInfo
) -> _Part | None:
    """What the announcements collected say of one channel; None where there is none."""
    late: list[_Part] = []
    for item in evidence:
        if not _serves(item.channel, name):
            continue
        days = [moment.astimezone(zone).date() for moment in (item.sent_at, item.received_at) if moment]
        effective = item.effective_on or timing.effective
        shift = effective - timing.effective
        limit = last + shift if last else None
        said = f"{_NAMES.get(item.channel, 'A notice').capitalize()} “{item.quote}”"
        if not days:
            late.append(_Part("not_shown", (f"{said} carries no date.",)))
        elif limit is None or max(days) <= limit:
            arrived = f"{said} {_came(item)} {max(days)}, for a change in force on {effective}"
            if item.is_theirs:
                return _Part("met", (f"{arrived}.",), (effective - max(days)).days)
            late.append(_Part("not_shown", (f"{arrived}, but no mail server vouches for its sender.",)))
        elif min(days) > limit and _proves(item, strength):
            gave = max(0, (effective - min(days)).days)
            ahead = f"{gave} day{'s' * (gave != 1)} before {effective}"
            late.append(_Part("breached", (f"{said} arrived on {max(days)}, {ahead}, as received.",), gave))
        else:
            doubt = "which proves no breach" if item.is_mail else "and nothing shows since when it stood there"
            late.append(_Part("not_shown", (f"{said} {_came(item)} {max(days)}, {doubt}.",)))
    return min(late, key=lambda part: _WORST.index(part.verdict), default=None)


def _came(item: Evidence) -> str:
    return "arrived on" if item.is_mail else "was on the page by"


def _proves(item: Evidence, strength: Strength) -> bool:
    return item.authenticated and item.effective_on is not None and strength == "will"


def _serves(given: Channel, promised: Channel) -> bool:
    """Whether an announcement through one channel is what another promised: any will do where no means was named."""
    if promised in {given, "unspecified"}:
        return True
    on_service = {"in_product", "website_notice"}
    if given == "updates_page":
        return promised == "website_notice"
    return (given in on_service and promised in on_service) or (given == "email" and promised == "personal_other")


def _excuse(rule: NoticeRule, tier: Tier, gave: int | None) -> str | None:
    """Exceptions that the rule makes and no monitor can rule out, or a text that is read in part.

    `gave`: the days of notice that there were; a time that is promised "about" is not missed by a few of them.
    """
    if READ_IN_PART in rule.flags:
        return "The text is not in English and was read in part, so no breach is claimed."
    if tier.condition and tier.condition.startswith(("unless ", "except ")):
        return f"The promise has an exception (“{tier.condition}”), and nothing shows whether this is one."
    if "approximate_lead" in rule.flags and gave is not None and gave > 0:
        return "The promised time is approximate, so no breach is claimed."
    excepted = any(other.trigger in {"legal_or_urgent", "new_or_favourable"} for other in rule.tiers)
    if excepted or {"urgent_exception", "new_feature_exception", "waivable_by_use"} & set(rule.flags):
        return "The policy makes an exception for some changes, and nothing shows whether this is one of them."
    return None


def _page_gave(lead: Lead, timing: Timing, last: date | None) -> str:
    least, most = max(0, timing.least), timing.most
    days = f"{least}" if most is None or max(0, most) == least else f"{least} to {max(0, most)}"
    of = f" of {(timing.effective - last).days} days" if lead.kind == "fixed" and last else " days of notice"
    if most is None:
        days = f"at least {days}"
    when = (
        f"in force on {timing.effective}" if timing.stated else "no effective date stated, so in force when first seen"
    )
    return f"The page gave {days}{of}: first seen on {timing.first_with}, {when}."


def _nothing(tier: Tier) -> str:
    if "none_disclaimed" in tier.channels or tier.lead.kind == "disclaimed":
        return "The policy says that it may change without notice."
    if "post_page" in tier.channels or "date_stamp" in tier.channels:
        return "The policy promises no more than the new text on its page, and there it is."
    return "The policy promises no notice of such a change."


def _sentences(clauses: Iterable[str]) -> Iterable[str]:
    return sentences(" ".join(plain(clause) for clause in clauses))
