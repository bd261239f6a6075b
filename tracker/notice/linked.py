"""Promises that stand in another document of the service: terms that govern the privacy policy too.

The operator says which documents go together (`rules_from`); what is read is only what they say of each other. A text
that says nothing of its own changes takes the whole rule of the document that governs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tracker.model import Document, LinkedClauses, NoticeRule, PolicyKind
from tracker.model.language import may_be_english
from tracker.notice.find import find_clause, find_shared
from tracker.notice.phrases import phrase
from tracker.notice.rules import rule_of, with_processors
from tracker.notice.text import fold, read_sentences

_OF_THE_TEXT = frozenset({"language_not_read", "no_effective_date_in_text"})  # flags that say nothing of a promise
_SHORTEST_NAME = 2  # words of a policy's name by which a text can mean it; "Terms" alone means anything


@dataclass(frozen=True, slots=True)
class Other:
    """Another document of the service; `document` is None where it has not been fetched yet."""

    policy: str
    name: str
    document: Document | None


def together(own: NoticeRule, kind: PolicyKind, name: str, others: Sequence[Other]) -> NoticeRule:
    """A policy's own rule read together with what other documents promise for it, in their order.

    Args:
        own: what the policy itself says (or what is declared for it).
        kind: what sort of document the policy is: others name it by that.
        name: its declared name, by which others may name it too.
        others: the documents that are declared to hold for it. Links are not followed further.
    """
    rule = own
    for other in others:
        rule = _joined(rule, other, _linked(other, kind, name, alone=own.none_found and not _unread(own)))
    return rule


def _unread(rule: NoticeRule) -> bool:
    return "language_not_read" in rule.flags


def _joined(rule: NoticeRule, other: Other, linked: NoticeRule | None) -> NoticeRule:
    """The rule with what another document adds; promises that stand word for word in both count once."""
    if other.document is None:
        return replace(rule, linked=(*rule.linked, LinkedClauses(other.policy, other.name, "not_fetched")))
    if linked is None:
        return replace(rule, linked=(*rule.linked, LinkedClauses(other.policy, other.name, "not_read")))
    if linked.none_found:
        return replace(rule, linked=(*rule.linked, LinkedClauses(other.policy, other.name, "silent")))
    clauses = LinkedClauses(other.policy, other.name, "read", linked.heading, linked.clauses, linked.spans)
    said = [replace(tier, source="", ways_out=()) for tier in rule.tiers]
    new = (tier for tier in linked.tiers if replace(tier, ways_out=()) not in said)
    flags = (flag for flag in linked.flags if flag not in _OF_THE_TEXT)
    return replace(
        rule,
        none_found=False,
        tiers=(*rule.tiers, *(replace(tier, source=other.policy) for tier in new)),
        grandfathering=tuple(dict.fromkeys((*rule.grandfathering, *linked.grandfathering))),
        flags=tuple(dict.fromkeys((*rule.flags, *flags))),
        linked=(*rule.linked, clauses),
    )


def _linked(other: Other, kind: PolicyKind, name: str, *, alone: bool) -> NoticeRule | None:
    """What another document promises for this policy; None where its language is not read."""
    document = other.document
    if document is None or not may_be_english(document.lines):
        return None
    shared = speaks_of(kind, name, document)
    found = find_shared(document, shared, shared)
    if found is None and alone:
        found = find_clause(document)
    rule = NoticeRule(none_found=True) if found is None else rule_of(document, found)
    return with_processors(rule, document) if kind in {"dpa", "subprocessors"} else rule


def speaks_of(kind: PolicyKind, name: str, document: Document | None = None) -> Callable[[str], bool]:
    """Whether a folded text names a policy of this kind and name, or all documents of the service at once.

    With a document, also by the name that it gives to several documents together: `(together, the "Agreement")`.
    """
    named = [phrase("scope", kind), phrase("scope", "all")]
    low = fold(name)
    if len(low.split()) >= _SHORTEST_NAME:
        named.append(re.compile(rf"(?<!\w){re.escape(low)}(?!\w)"))
    named += _names_together(document, tuple(named)) if document else ()
    return lambda text: any(pattern.search(text) for pattern in named)


def _names_together(document: Document, named: Sequence[re.Pattern[str]]) -> list[re.Pattern[str]]:
    """The defined names of several documents, this one among them."""
    found: list[re.Pattern[str]] = []
    for number, section in enumerate(document.sections):
        if not any('"' in block.text or "“" in block.text for block in section.blocks):
            continue
        for sentence in read_sentences(document, number):
            match = phrase("scope", "together").search(sentence.low)
            if match and any(pattern.search(sentence.low[: match.start()]) for pattern in named):
                name = re.escape(match.group(1).strip(" .,;"))
                found.append(re.compile(rf"(?<!\w)(?:the|these|this|our|such) {name.removeprefix('the ')}(?!\w)"))
    return found
