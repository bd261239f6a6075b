"""Where a promise stands: its words, and the document and lines that they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Channel, LinkedClauses, NoticeRule, Span, Strength, Tier, plain, sentences
from tracker.model.promise import lines_in_words, linked_in_words, linked_sentences
from tracker.notice.phrases import phrase
from tracker.notice.promise import read_promises
from tracker.notice.text import fold

_PAGE: frozenset[Channel] = frozenset({"post_page", "date_stamp", "none_disclaimed"})
_OWED: frozenset[Strength] = frozenset({"will", "efforts", "conditional"})


def clauses_of(rule: NoticeRule, tier: Tier) -> tuple[str, ...]:
    """The clauses of the document that makes a promise."""
    linked = _linked(rule, tier)
    return linked.clauses if linked else rule.clauses


def source_of(rule: NoticeRule, tier: Tier) -> str:
    """The sentence that makes a promise, in a sentence of its own; empty where no words are known.

    `The policy says: “...”`, or `“Terms of service” (acme-terms, line 12) says: “...”`.
    """
    clauses = clauses_of(rule, tier)
    quote = _quote(clauses, tier)
    if not quote:
        return ""
    linked = _linked(rule, tier)
    if linked is None:
        return f"The policy says: “{quote}”"
    lines = _lines(linked.clauses, linked.spans, quote)
    where = lines_in_words(min(lines), max(lines)) if lines else ""
    return f"{linked_in_words(linked, where)} says: “{quote}”"


def begins_apart(rule: NoticeRule, tier: Tier) -> bool:
    """Whether the time of a promise ends with the start of something that the text lists, not with that of the text.

    "We post every new processor here 30 days before it starts": the entry stands there before it holds.
    """
    if tier.topics:
        return tier.topics == ("third_party_sharing",)
    quote = fold(_quote(clauses_of(rule, tier), tier))
    return phrase("processors", "listed").search(quote) is not None


def unknown_links(rule: NoticeRule) -> tuple[str, ...]:
    """What is to be said of linked documents whose promises are not known."""
    said = zip(rule.linked, linked_sentences(rule), strict=True)
    return tuple(sentence for other, sentence in said if other.state in {"not_fetched", "not_read"})


def _linked(rule: NoticeRule, tier: Tier) -> LinkedClauses | None:
    return next((other for other in rule.linked if tier.source and other.policy == tier.source), None)


def _quote(clauses: Sequence[str], tier: Tier) -> str:
    before = None
    fallback = ""
    active = {name for name, strength in tier.channels.items() if name not in _PAGE and strength in _OWED}
    for sentence in sentences(" ".join(plain(clause) for clause in clauses)):
        for promise in read_promises(fold(sentence), before):
            before = promise
            if tier.trigger not in promise.triggers:
                continue
            if promise.lead.kind == tier.lead.kind != "none_stated" or set(promise.channels) & active:
                return sentence
            fallback = fallback or (sentence if set(promise.channels) & set(tier.channels) else "")
    return fallback


def _lines(clauses: Sequence[str], spans: Sequence[Span], quote: str) -> list[int]:
    """The lines over which a sentence runs; clauses and spans belong together one for one."""
    texts = [plain(clause) for clause in clauses]
    start = " ".join(texts).find(quote)
    if start < 0:
        return []
    return list(_touched(texts, spans, start, start + len(quote)))


def _touched(texts: Sequence[str], spans: Sequence[Span], start: int, end: int) -> Iterator[int]:
    at = 0
    for text, span in zip(texts, spans, strict=False):
        if at < end and at + len(text) > start:
            yield span.line
        at += len(text) + 1
