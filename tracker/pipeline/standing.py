"""Notice verdicts as they stand today: mails that came, or were read, after a change had been recorded count too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tracker.model import Evidence, History, NoticeVerdict, Record
from tracker.model.baseline import BaselineVerdict
from tracker.notice.baselines import assess_baselines
from tracker.pipeline.announced import assess_announced, concerns_policy, naming

BEFORE = timedelta(days=366)  # an announcement earlier than that is of another change
AFTER = timedelta(days=31)  # one later than that announces nothing


def standing(history: History) -> Mapping[str, NoticeVerdict]:
    """The notice verdicts of told changes that differ from those they were told with, by change id.

    Records are never written again; feeds keep what was told, pages and reports show what stands.
    """
    told = [record for record in history.records if record.told and record.withdraws is None]
    found = {}
    for place, record in enumerate(told):
        evidence = _evidence(record, told[:place], history)
        if not evidence or not record.notice.tiers:  # what triggered no promise when it came triggers none now
            continue
        verdict = assess_announced(record.rule, record.change, record.seen, evidence, record.policy)
        if verdict != record.notice:
            found[record.id] = verdict
    return found


def baseline_verdicts(history: History) -> Mapping[str, tuple[BaselineVerdict, ...]]:
    """What the laws that the declaration names ask for, held against each told change, by change id."""
    info = history.snapshot.policy
    told = [record for record in history.records if record.told and record.withdraws is None]
    found = {}
    for place, record in enumerate(told):
        evidence = _evidence(record, told[:place], history)
        zone, country = info.timezone, info.country
        judged = assess_baselines(info.applies, record.change, record.seen, evidence, timezone=zone, country=country)
        if any(one.verdict == "breached" for one in judged):
            sure = naming(evidence, record.policy)
            judged = assess_baselines(info.applies, record.change, record.seen, sure, timezone=zone, country=country)
        if judged:
            found[record.id] = judged
    return found


def _evidence(record: Record, earlier: Sequence[Record], history: History) -> tuple[Evidence, ...]:
    """What the record was judged by, pages of news included, and what was collected since."""
    return tuple(dict.fromkeys((*record.evidence, *evidence_about(record, earlier, history.evidence))))


def evidence_about(record: Record, earlier: Sequence[Record], evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The announcements of this change, and of none of the `earlier` ones.

    One that names an effective date is about the change of that date; one that names none is about the first change
    seen after it came, or just before. A correction of spelling in between uses up none.
    """
    weighty = (other for other in earlier if other.notice.tiers and other.change.verdict in {"minor", "material"})
    used = {item for other in weighty for item in other.evidence}
    return tuple(item for item in evidence if item not in used and _is_about(item, record))


def _is_about(item: Evidence, record: Record) -> bool:
    if item.received_at is None or not concerns_policy(item, record.policy):
        return False
    stated = record.change.effective_on
    if item.effective_on is not None and stated is not None and item.effective_on != stated:
        return False
    return -AFTER <= record.seen.first_with - item.received_at <= BEFORE
