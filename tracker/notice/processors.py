"""Promises to announce new sub-processors, in agreements on data processing and beside lists of sub-processors.

Article 28(2) GDPR asks a processor with a general permission to tell its customers of intended additions, so that they
can object; agreements say how and how long before. In other documents such a sentence is no rule for changes of the
text, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.model import Channel, Document, NoticeRule, Strength, Tier
from tracker.notice.find import Found
from tracker.notice.phrases import phrase
from tracker.notice.promise import read_promises
from tracker.notice.text import Sentence, fold, read_sentences

_TOP = 2  # sections in which the title of the document stands
_AFTER = 3  # sentences after the promise that say how to object
_LONGEST_TITLE = 14  # words


def is_on_processing(document: Document) -> bool:
    """Whether a document is an agreement on data processing or a list of sub-processors, by its title."""
    titles = (fold(section.heading) for section in document.sections[:_TOP])
    return any(len(title.split()) <= _LONGEST_TITLE and phrase("processors", "title").search(title) for title in titles)


def find_processors(document: Document) -> Found | None:
    """The sentences that promise notice of new sub-processors, with what they say of objections."""
    heading, found = "", list[Sentence]()
    for number, section in enumerate(document.sections):
        if not any("processor" in block.text.lower() for block in section.blocks):
            continue
        taken = list(_telling(read_sentences(document, number)))
        if taken and not found:
            heading = section.heading
        found += taken
    return Found(heading, tuple(found)) if found else None


def _telling(sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    left = 0
    for at, sentence in enumerate(sentences):
        following = sentences[at + 1] if at + 1 < len(sentences) else None
        before = sentences[at - 1] if at else None
        if _promises(sentence.low) or (following and _carries_on(sentence, following)):
            left = _AFTER
            yield sentence
        elif before and _carries_on(before, sentence):
            yield sentence
        elif left and phrase("processors", "reply").search(sentence.low):
            left -= 1
            yield sentence
        else:
            left = max(0, left - 1)


def _promises(low: str) -> bool:
    return phrase("processors", "about").search(low) is not None and _tells(low)


def _tells(low: str) -> bool:
    """Whether a sentence tells readers of something, or does it before something else."""
    if phrase("announce", "never").search(low) or phrase("processors", "refused").search(low):
        return False
    if phrase("announce", "told").search(low) or phrase("processors", "mail").search(low):
        return True
    return any(
        promise.lead.kind in {"fixed", "prior_unspecified", "reasonable"} for promise in read_promises(low, None)
    )


def _carries_on(first: Sentence, second: Sentence) -> bool:
    """Whether two sentences make one promise: "We may engage others. Before we do, we list them here."."""
    if first.passage != second.passage or not phrase("processors", "about").search(first.low) or _tells(first.low):
        return False
    ahead = phrase("lead", "prior_unspecified").search(second.low) and phrase("processors", "page").search(second.low)
    return bool(ahead) or (_tells(second.low) and not phrase("processors", "about").search(second.low))


def as_tier(rule: NoticeRule, found: Found) -> Tier:
    """What these sentences promise, as one tier about those who process data.

    `rule` is what they were read as; its tiers are joined, since a list of recipients has no kinds of change.
    """
    first = max(rule.tiers, key=lambda tier: (tier.lead.kind == "fixed", len(tier.channels)))
    channels: dict[Channel, Strength] = {}
    for tier in rule.tiers:
        channels |= tier.channels
    channels.pop("none_disclaimed", None)
    how: Strength = "will"
    for sentence in found.sentences:
        if phrase("processors", "mail").search(sentence.low):
            channels.setdefault("email", how)
        if phrase("processors", "page").search(sentence.low):
            channels.setdefault("post_page", how)
    if set(channels) - {"unspecified", "post_page", "date_stamp"}:
        channels.pop("unspecified", None)
    acceptance = tuple(dict.fromkeys(way for tier in rule.tiers for way in tier.acceptance))
    ways = {way.way: way for tier in rule.tiers for way in tier.ways_out}
    return replace(
        first,
        trigger="practice_change",
        channels=channels,
        acceptance=acceptance,
        ways_out=tuple(ways.values()),
        topics=("third_party_sharing",),
    )
