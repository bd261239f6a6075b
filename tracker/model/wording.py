"""Plain words for what was found: the same sentences in feeds, pages, mails and the terminal.

Pure functions from values to text. What they return is clean of control characters but not escaped: whoever
writes HTML, XML or a mail header does that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model.change import (
    SCALE,
    Category,
    Change,
    Direction,
    NoiseKind,
    SectionChange,
    SectionRef,
    Verdict,
)
from tracker.model.choice import choices_in_words, deadline_in_words, kept_in_words
from tracker.model.history import PolicyInfo, Record
from tracker.model.notice import Evidence, Seen
from tracker.model.phrase import briefly, clean, count, day_of, listed, long_date, moment, one_line, sentence
from tracker.model.promise import (
    CHANNELS,
    NOTICES,
    UNREAD,
    judged_promises,
    notice_in_words,
    notice_sentences,
    promise_unread,
    rule_sentences,
)

__all__ = [
    "CATEGORIES",
    "DIRECTIONS",
    "NOISE_KINDS",
    "NOTICES",
    "UNREAD",
    "VERDICTS",
    "a_verdict",
    "briefly",
    "categories_in_words",
    "choices_in_words",
    "clean",
    "count",
    "dates_in_words",
    "day_of",
    "deadline_in_words",
    "evidence_in_words",
    "headline",
    "judged_promises",
    "kept_in_words",
    "listed",
    "long_date",
    "moment",
    "notice_in_words",
    "notice_sentences",
    "one_line",
    "policy_title",
    "promise_unread",
    "rule_sentences",
    "section_in_words",
    "section_name",
    "seen_in_words",
    "sentence",
    "summary_of",
    "verdict_of",
    "weight",
    "words_counted",
]

VERDICTS: Mapping[Verdict, str] = {
    "noise": "no change of substance",
    "editorial": "editorial change",
    "minor": "minor change",
    "material": "material change",
}
DIRECTIONS: Mapping[Direction, str] = {
    "expands_company": "in favour of the company",
    "protects_user": "in favour of users",
    "mixed": "some of it in favour of the company, some of users",
    "neutral": "in favour of no side that the rules can tell",
}
CATEGORIES: Mapping[Category, str] = {
    "first_party_collection": "what is collected and why",
    "third_party_sharing": "sharing with others",
    "user_choice_control": "choice and control",
    "access_edit_deletion": "access, correction, deletion",
    "data_retention": "how long data is kept",
    "data_security": "security",
    "policy_change_notice": "notice of changes",
    "do_not_track": "Do Not Track",
    "international_transfer": "transfers abroad",
    "children_specific_audiences": "children and other special groups",
    "legal_basis_purpose": "legal basis and purpose",
    "ai_training": "training of AI",
    "cookies_tracking": "cookies and tracking",
    "liability_disputes": "liability and disputes",
    "fees_payment": "fees and payment",
    "termination_account": "accounts and their end",
    "entity_contact": "who is responsible, contact",
    "effective_date": "dates",
    "other": "other",
}
NOISE_KINDS: Mapping[NoiseKind, str] = {
    "same_words": "the words are the same",
    "layout": "only the layout differs",
    "link": "only link targets differ",
    "token": "only a counter or token differs",
    "boilerplate": "only navigation or footer differs",
    "duplicate": "only copies of the same text differ",
    "return": "an earlier text came back",
    "language": "another language was served",
    "not_policy": "the page did not show the policy",
}


def policy_title(policy: PolicyInfo) -> str:
    """`Acme – Privacy policy`; the service alone where the policy's name says it already."""
    service, name = one_line(policy.service, 80), one_line(policy.name, 120)
    if not service or service.casefold() in name.casefold():
        return name
    return f"{service} – {name}"


def a_verdict(verdict: Verdict) -> str:
    """`a minor change`, `an editorial change`, `no change of substance`."""
    article = {"noise": "", "editorial": "an "}.get(verdict, "a ")
    return article + VERDICTS[verdict]


def verdict_of(record: Record) -> str:
    """`material change`, or `change withdrawn` for one that takes an earlier change back."""
    return "change withdrawn" if record.withdraws else VERDICTS[record.change.verdict]


def summary_of(record: Record) -> str:
    """The summary as a sentence; that of a withdrawal without the word, which stands beside it everywhere."""
    summary = record.change.summary
    return sentence(summary.removeprefix("Withdrawn: ") if record.withdraws else summary)


def headline(record: Record) -> str:
    """The title of a feed entry: `Acme – Privacy policy: material change: Shares data with advertisers.`"""
    return briefly(f"{policy_title(record.policy)}: {verdict_of(record)}: {summary_of(record)}", 200)


def weight(record: Record, earlier: Mapping[str, Record]) -> Verdict:
    """The verdict that decides who hears of a record: a withdrawal weighs what it withdraws, where that is known."""
    verdicts = [record.change.verdict]
    if record.withdraws and record.withdraws in earlier:
        verdicts.append(earlier[record.withdraws].change.verdict)
    return max(verdicts, key=SCALE.index)


def dates_in_words(change: Change) -> tuple[str, ...]:
    """What the text says of its own dates, a sentence each; none where it says nothing."""
    found = []
    if change.effective_on:
        found.append(f"In force from {long_date(change.effective_on)}, says the text.")
    if change.updated_on:
        found.append(f"Dated {long_date(change.updated_on)} by the text.")
    return tuple(found)


def seen_in_words(seen: Seen, zone: str = "UTC") -> str:
    """Between which checks the change came."""
    if seen.last_without is None:
        return f"First seen {moment(seen.first_with, zone)}; there was no check before."
    return f"First seen {moment(seen.first_with, zone)}; not yet there {moment(seen.last_without, zone)}."


def evidence_in_words(evidence: Evidence, zone: str = "UTC") -> str:
    """`E-mail received 2026-04-04 07:00 UTC, vouched for by the mail server; it names 14 April 2026.`

    Of an announcement on a page: `A notice on the website seen 2026-04-04 07:00 UTC; it names 14 April 2026.`
    """
    words, mailed = CHANNELS[evidence.channel], evidence.channel in {"email", "personal_other"}
    if at := evidence.received_at or evidence.sent_at:
        came = "seen" if not mailed else "received" if evidence.received_at else "sent"
        words += f" {came} {moment(at, zone)}"
    if mailed:
        words += ", vouched for by the mail server" if evidence.authenticated else ", not vouched for by a mail server"
    if evidence.effective_on:
        words += f"; it names {long_date(evidence.effective_on)}"
    return sentence(words)


def section_name(ref: SectionRef) -> str:
    """The heading in quotation marks, or words for the text before the first heading."""
    heading = one_line(ref.heading, 160)
    return f"“{heading}”" if heading else "the opening text"


def section_in_words(section: SectionChange) -> str:
    """What became of a section: `“Cookies” was split into “Cookies” and “Tracking”.`"""
    before = listed(map(section_name, section.before))
    after = listed(map(section_name, section.after))
    words = {
        "unchanged": f"{after} is unchanged",
        "modified": f"{after} was changed",
        "renamed": f"{before} is now called {after}",
        "moved": f"{after} was moved" + (f" and was called {before} before" if before != after else ""),
        "split": f"{before} was split into {after}",
        "merged": f"{before} were merged into {after}",
        "added": f"{after} is new",
        "removed": f"{before} was removed",
    }[section.kind]
    return sentence(words)


def words_counted(section: SectionChange) -> str:
    """`12 words added, 3 removed`; empty where no word came or went."""
    parts = [count(section.words_added, "word") + " added"] if section.words_added else []
    if section.words_removed:
        parts.append(f"{section.words_removed} removed" if parts else count(section.words_removed, "word") + " removed")
    return ", ".join(parts)


def categories_in_words(categories: Sequence[Category]) -> str:
    """The categories as a reader knows them, with commas; `other` says nothing and is left out."""
    return ", ".join(CATEGORIES[category] for category in categories if category != "other")
