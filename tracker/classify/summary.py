"""One plain sentence: the main finding first, in the words of the text."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.judge import Judged
from tracker.classify.quote import short
from tracker.model import Category, NoiseKind, Verdict

TITLES: dict[Category, str] = {
    "first_party_collection": "Data collection",
    "third_party_sharing": "Sharing with others",
    "user_choice_control": "Choices",
    "access_edit_deletion": "Rights",
    "data_retention": "Data retention",
    "data_security": "Security",
    "policy_change_notice": "Notice of changes",
    "do_not_track": "Browser signals",
    "international_transfer": "Transfers abroad",
    "children_specific_audiences": "Children",
    "legal_basis_purpose": "Legal basis and purposes",
    "ai_training": "Machine learning",
    "cookies_tracking": "Cookies and tracking",
    "liability_disputes": "Liability and disputes",
    "fees_payment": "Fees and payment",
    "termination_account": "Accounts and termination",
    "entity_contact": "Company and contact",
    "effective_date": "Dates",
    "other": "Text",
}
_NOISE: dict[NoiseKind, str] = {
    "same_words": "The visible words are the same.",
    "layout": "Only layout or punctuation differs; the words say the same.",
    "link": "Only link addresses differ; the words are the same.",
    "token": "Only garbled characters, disguised addresses or counters differ.",
    "boilerplate": "Only menus, banners or footers around the policy differ.",
    "duplicate": "Text that stands on the page more than once came or went; nothing new is said.",
    "return": "The page went back to words it had shown before.",
    "language": "The page shows another language.",
    "not_policy": "One of the two texts is not the policy but an error page, a stub or nothing.",
}


def noise_summary(kind: NoiseKind) -> str:
    """What kind of noise it was."""
    return _NOISE[kind]


def summary(verdict: Verdict, findings: Sequence[Judged]) -> str:
    """`Data retention: “30 days” became “24 months” in “How long we keep data”; 2 more material findings.`

    `findings` are ordered, weightiest first, and not empty.
    """
    first = findings[0]
    finding = first.finding
    where = (
        f" in “{finding.section}”"
        if finding.section and finding.before + finding.after and finding.rule != "renamed_everywhere"
        else ""
    )
    text = f"{TITLES[finding.category]}: {_said(first)}{where}"
    more = sum(other.finding.weight == verdict for other in findings[1:])
    return f"{text}; {more} more {verdict} finding{'s' * (more != 1)}." if more else f"{text}."


def _said(judged: Judged) -> str:
    finding, reason = judged.finding, judged.reason
    if finding.rule == "renamed_everywhere" or (finding.rule.startswith("notice_") and finding.rule != "notice_clause"):
        return _lower(reason.why)
    if not finding.before and not finding.after:
        return _lower(reason.why)
    old, new = short(finding.before, finding.after, (reason.old, reason.new))
    if not old:
        return f"“{new}” was added"
    return f"“{old}” became “{new}”" if new else f"“{old}” was removed"


def _lower(sentence: str) -> str:
    head = sentence.rstrip(".")
    return head[:1].lower() + head[1:]
