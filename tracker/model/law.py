"""What a law asks for beside the policy's own promise, in a line: for pages and mails."""

from __future__ import annotations

from tracker.model.baseline import Baseline, BaselineVerdict, baselines
from tracker.model.notice import Lead
from tracker.model.phrase import count, sentence
from tracker.model.promise import NoticeWord, lead_in_words

LAW_WORDS: dict[NoticeWord, str] = {
    "met": "as long as that",
    "not_shown": "not shown",
    "breached": "shorter than that",
    "nothing_promised": "no time named",
}


def baseline_of(verdict: BaselineVerdict) -> Baseline | None:
    """The baseline that a verdict is about; None where this program knows none of that id."""
    return next((baseline for baseline in baselines() if baseline.id == verdict.baseline), None)


def law_in_words(verdict: BaselineVerdict) -> str:
    """`Platform-to-Business Regulation, Regulation (EU) 2019/1150, article 3(2) to (4): 15 days; the page gave 3.`"""
    law = baseline_of(verdict)
    if law is None:
        return ""
    weight = " (guidance, not law)" if law.force == "guidance" else ""
    return sentence(f"{law.title}, {law.citation}{weight}: {_asked(law.lead)}; {_given(verdict)}")


def _asked(lead: Lead) -> str:
    if lead.kind == "fixed" and lead.value is not None and lead.unit is not None:
        return count(lead.value, lead.unit.replace("_", " "))
    return lead_in_words(lead) or "no time named"


def _given(verdict: BaselineVerdict) -> str:
    least, most = verdict.observed_min, verdict.observed_max
    if least is None:
        return "how much the page gave is not known"
    least, most = max(0.0, least), max(0.0, most if most is not None else least)
    days = count(least, "day") if least >= most else f"{least:.0f} to {count(most, 'day')}"
    return f"the page gave {'at least ' if verdict.observed_max is None else ''}{days}"
