"""A change held against legal baselines, by the same judge as the policy's own promises.

Baselines count only where the operator declares them (`applies = [...]`); all others that concern such a document are
listed as what would apply if the company were meant. `breached` needs the same proof as for a promise, and is not
claimed of a baseline with exceptions, since no page shows whether one of them holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from tracker.model import Change, Evidence, NoticeRule, PolicyKind, Seen, TierVerdict
from tracker.model.baseline import Baseline, BaselineVerdict, baseline_in_words, baselines
from tracker.model.phrase import listed
from tracker.notice.assess import assess

_DAY = timedelta(days=1)


def applying(ids: Collection[str]) -> tuple[Baseline, ...]:
    """The baselines with these ids, in the order of the table. Ids of none are left out: declarations refuse them."""
    return tuple(baseline for baseline in baselines() if baseline.id in ids)


def would_apply(kind: PolicyKind, applies: Collection[str] = ()) -> tuple[Baseline, ...]:
    """The baselines that concern documents of this kind, if the company is one they bind; without those declared."""
    return tuple(baseline for baseline in baselines() if kind in baseline.kinds and baseline.id not in applies)


def concerned(applies: Collection[str], change: Change) -> tuple[Baseline, ...]:
    """The declared baselines that may be about a change, by its topics; who is to be told of what is the judge's part.

    Changes of wording alone concern none: recital 18 of Regulation (EU) 2019/1150 says so for platforms, and no other
    baseline was written for spelling.
    """
    if change.verdict not in {"minor", "material"}:
        return ()
    return tuple(
        baseline
        for baseline in applying(applies)
        if not baseline.categories or not set(baseline.categories).isdisjoint(change.categories)
    )


def assess_baselines(
    applies: Collection[str],
    change: Change,
    seen: Seen,
    evidence: Sequence[Evidence] = (),
    *,
    timezone: str = "UTC",
    country: str | None = None,
) -> tuple[BaselineVerdict, ...]:
    """Hold a change against the declared baselines that it concerns, in the order of the table.

    Args:
        applies: ids of baselines, as declared.
        change: the change, with its categories and direction.
        seen: the checks around the change, aware of their zone.
        evidence: announcements that were collected.
        timezone: IANA name; the day of an instant is taken there.
        country: ISO 3166-1, two letters; its weekends and holidays are no business days.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: where the time zone is unknown.
    """
    found: list[BaselineVerdict] = []
    for baseline in concerned(applies, change):
        timely = [item for item in evidence if _timely(item, baseline, change, timezone)]
        rule = NoticeRule(none_found=False, tiers=(baseline.tier,))
        notice = assess(rule, change, seen, timely, timezone=timezone, country=country)
        found += [_of(baseline, judged) for judged in notice.tiers]
    return tuple(found)


def _timely(item: Evidence, baseline: Baseline, change: Change, timezone: str) -> bool:
    """Whether a notice comes no earlier than the baseline lets it count."""
    given, effective = item.received_at or item.sent_at, item.effective_on or change.effective_on
    if baseline.at_most is None or given is None or effective is None:
        return True
    return effective - given.astimezone(ZoneInfo(timezone)).date() <= baseline.at_most * _DAY


def _of(baseline: Baseline, judged: TierVerdict) -> BaselineVerdict:
    verdict, reasons = judged.verdict, (baseline_in_words(baseline), *judged.reasons)
    if verdict == "breached" and baseline.exceptions:
        verdict = "not_shown"
        cases = listed(baseline.exceptions, "or")
        reasons = (*reasons, f"It makes exceptions ({cases}), and nothing shows whether one of them holds.")
    return BaselineVerdict(
        judged.trigger,
        verdict,
        judged.promised,
        judged.observed_min,
        judged.observed_max,
        reasons,
        baseline=baseline.id,
    )
