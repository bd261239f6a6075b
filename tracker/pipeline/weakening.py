"""Where a new text promises less about its own changes than the text in force, and what its publisher can do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from tracker.classify.notice_rule import TOLD
from tracker.classify.rule_changes import rule_changes
from tracker.model import Change, Channel, Finding, NoticeRule, Value, plain
from tracker.model.phrase import one_line, sentence
from tracker.model.rule_change import RuleChange, RuleField
from tracker.notice.dates import without_dates

WHY: Mapping[RuleField, str] = {
    "promise": "Nobody would have to be told of later changes.",
    "tier": "Nothing would be promised for these changes any more.",
    "trigger": "Other changes could come without notice.",
    "topics": "Changes in other matters could come without notice.",
    "lead": "Readers could hear of a change later than today.",
    "channels": "Readers would be told less surely.",
    "choice": "Any one of the ways would do, the least noticed too.",
    "strength": "It would be promised less firmly.",
    "condition": "The exception would excuse a change without notice.",
    "consent": "Changes would bind readers who never agreed.",
    "places": "A change would be easier to miss.",
    "refusal": "A text that refuses notice takes back what it promises.",
    "rights": "Readers would have to put up with a change.",
    "ways_out": "Readers would have less time to act on a change.",
    "silence": "Readers who never saw a notice would be bound.",
    "hedge": "Whether the promise holds would be for the publisher to say.",
    "precision": "Nobody could say when a notice came too late.",
    "exclusion": "What is left out would come without notice.",
    "kept": "The new text would reach back to what came before it.",
}
_KEEP: Mapping[RuleField, str] = {  # where today's text has something that the draft has not, or has less of
    "promise": "Keep the clause.",
    "tier": "Keep a promise for them.",
    "trigger": "Make the promise for all changes again.",
    "topics": "Make the promise for all matters again.",
    "lead": "Give the time that is promised today.",
    "channels": "Owe the ways that are promised today.",
    "choice": "Owe each of them: write “and”, not “or”.",
    "strength": "Write “will”, not “may” or “try to”.",
    "consent": "Ask for consent as today.",
    "places": "Keep what is promised today.",
    "rights": "Keep the right.",
    "ways_out": "Give the time that is promised today.",
    "kept": "Keep the sentence.",
}
_REMOVE = "Take these words out."
_NOTHING = "nothing of the kind"
_LOOK = "Keep today's words, or have a person confirm that the new ones promise as much."
_SURE: frozenset[Channel] = frozenset({"email", "personal_other", "in_product"})  # no reader has to look for it
_NEUTRAL = frozenset({"no_effective_date_in_text"})  # speaks of the dates, not of the promise
_LIMITED = "Words that limit a promise came to it; those who fall outside of them would not be told."
_LIMITS = (
    frozenset({"some", "certain", "several", "selected", "atmost", "usually", "normally", "generally", "typically"}),
    frozenset({"unless", "except", "excluding"}),
    frozenset({"if", "where", "when", "whenever", "should", "provided"}),
)
_KIN = 0.7  # share of the words of a clause that must stay in its new form
_ENDS = re.compile(r"(?<=[.!?]) +")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 300  # characters of a clause that is repeated


@dataclass(frozen=True, slots=True)
class Weakening(Value):
    """One field of the promise about changes that a draft weakens; `words` where only the wording shows it.

    `today` and `draft` are what either text promises of it, in plain words, empty where it says nothing of the kind;
    `about` for which changes, empty where the field belongs to the whole promise. `why` and `advice` are sentences.
    """

    field: RuleField | Literal["words"]
    about: str
    today: str
    draft: str
    why: str
    advice: str


def weakened(change: Change, before: NoticeRule, after: NoticeRule) -> tuple[Weakening, ...]:
    """What a draft plainly promises less of, each field once.

    What the comparison found in single clauses counts, in one, where no field of the promise tells of it already, and
    so do words that limit, such as "some" or "if", where they came to a clause of the promise.
    """
    if before.none_found:
        return ()
    changes = tuple(rule_changes(before, after))
    fields = tuple(_of_field(found) for found in changes if found.direction == "weaker")
    clauses = [
        finding
        for finding in _clause_findings(change)
        if finding.direction == "expands_company"
        and not (fields and (_is_part(finding.before, before) or _is_part(finding.after, after)))
    ]
    limited = () if fields or clauses else _limited(before, after)
    if limited:
        today, draft = map(_quoted, zip(*limited, strict=True))
        return (Weakening("words", "", today, draft, _LIMITED, _LOOK),)
    if not clauses:
        return fields
    today, draft = (_quoted(said) for said in zip(*((one.before, one.after) for one in clauses), strict=True))
    why = " ".join(dict.fromkeys(sentence(one.why) for one in clauses))
    return (*fields, Weakening("words", "", today, draft, why, _LOOK))


def reworded(change: Change, before: NoticeRule, after: NoticeRule) -> str | None:
    """The words about changes before and after, where they differ and no plain gain explains it; what was dropped."""
    if change.verdict == "noise" or before.none_found:
        return None
    if _plainly_gains(before, after):
        return dropped(change, before)
    whole_before, whole_after = (" ".join(map(_fold, rule.clauses)) for rule in (before, after))
    gone = [clause for clause in before.clauses if _fold(clause) not in whole_after]  # a clause is cut where lines end
    come = [clause for clause in after.clauses if _fold(clause) not in whole_before]
    if not (gone or come):
        others = [one for one in _clause_findings(change) if one.before]
        gone, come = [one.before for one in others], [one.after for one in others]
    if not (gone or come):
        return dropped(change, before)
    said = f"{_quoted(gone) or 'nothing'} became {_quoted(come) or 'nothing'}"
    return f"The words of the promise changed; look whether it still holds as much: {said}."


def dropped(change: Change, before: NoticeRule, told: Sequence[Weakening] = ()) -> str | None:
    """The sentences beside the promise, in its section or about changes, that the draft leaves out, unless `told`."""
    quoted = " ".join(_fold(one.today) for one in told)
    gone = [
        one.before
        for one in change.findings
        if one.before and not one.after and one.weight in {"minor", "material"} and _fold(one.before) not in quoted
        if one.category == "policy_change_notice" or (before.heading and one.section == before.heading)
    ]
    return f"Left out beside the promise; look whether readers lose by it: {_quoted(gone)}." if gone else None


def tells_of_weakening(finding: Finding, rule: NoticeRule) -> bool:
    """Whether a finding tells of a weaker promise, in what the comparison reads of it or in a clause of the `rule`."""
    if (finding.category, finding.weight) != ("policy_change_notice", "material"):
        return False
    if finding.rule in TOLD.values():
        return finding.direction == "expands_company"
    return finding.direction != "protects_user" and _is_part(finding.before, rule)


def weakening_in_words(found: Weakening) -> str:
    """Why the draft is weaker, what is promised today and by the draft, and what to do: a few sentences."""
    about = f" for {found.about}" if found.about else ""
    return (
        f"The draft weakens its own notice rule. Today{about}: {found.today or _NOTHING}. "
        f"In the draft: {found.draft or _NOTHING}. Why that is weaker: {found.why} What to do: {found.advice}"
    )


def _of_field(found: RuleChange) -> Weakening:
    advice = _KEEP.get(found.field, _REMOVE) if found.before else _REMOVE
    return Weakening(found.field, found.about, found.before, found.after, WHY[found.field], advice)


def _limited(before: NoticeRule, after: NoticeRule) -> tuple[tuple[str, str], ...]:
    """The sentences of the promise that stay but for words that limit it, each with its new form."""
    old, new = ([said for clause in rule.clauses for said in _ENDS.split(clause)] for rule in (before, after))
    all_old, all_new = (list(chain.from_iterable(map(_words, side))) for side in (old, new))
    came = [group for group in _LIMITS if _more(all_old, all_new, group)]
    stay = {tuple(_words(said)) for said in old} & {tuple(_words(said)) for said in new}
    gone, come = ([said for said in side if tuple(_words(said)) not in stay] for side in (old, new))
    pairs = []
    for said in come if gone and came else ():
        words = _words(said)
        kin = max(gone, key=lambda one: len({*words}.intersection(_words(one))))
        known = _words(kin)
        if len({*words}.intersection(known)) >= _KIN * len({*known}) and any(_more(known, words, one) for one in came):
            pairs.append((kin, said))
    return tuple(pairs)


def _more(old: Sequence[str], new: Sequence[str], group: frozenset[str]) -> bool:
    """Whether words of a group stand more often in the new words; "if" in the place of "when" is no more."""
    return sum(word in group for word in new) > sum(word in group for word in old)


def _words(clause: str) -> list[str]:
    """The words of a clause; "at most" is one."""
    return _WORD.findall(_fold(clause).casefold().replace("at most", "atmost"))


def _clause_findings(change: Change) -> Iterator[Finding]:
    """What the comparison says of single clauses about changes of the policy, gains left out."""
    for finding in change.findings:
        weighty = (finding.category, finding.weight) == ("policy_change_notice", "material")
        if weighty and finding.direction != "protects_user" and finding.rule not in TOLD.values():
            yield finding


def _is_part(words: str, rule: NoticeRule) -> bool:
    """Whether words stand in the promise itself."""
    said = _fold(words)
    return bool(said) and said in " ".join(map(_fold, rule.clauses))


def _plainly_gains(before: NoticeRule, after: NoticeRule) -> bool:
    """Whether the rules differ in a gain that can be read: a longer lead, a firmer channel, a surer way."""
    if set(after.flags) - set(before.flags) - _NEUTRAL:
        return False
    if _channels(after) - _channels(before) - _SURE:
        return False  # "by e-mail or on this page": one more way may be one way out
    return any(found.direction == "stronger" for found in rule_changes(before, after))


def _channels(rule: NoticeRule) -> set[Channel]:
    return {channel for tier in rule.tiers for channel in tier.channels}


def _fold(clause: str) -> str:
    """The words of a clause; its dates say when a text was changed, not what it promises."""
    return " ".join(without_dates(plain(clause)).split())


def _quoted(clauses: Sequence[str]) -> str:
    said = one_line(" ".join(map(plain, clauses)), _LONGEST)
    return f"“{said}”" if said else ""
