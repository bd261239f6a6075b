"""Where a document speaks of changes to itself: the sentences of the clause, and the heading above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model import Document
from tracker.notice.phrases import phrase
from tracker.notice.text import Sentence, fold, read_sentences

_LEAST = 1.5  # a reservation or promise in so many words; a mere mention of a document's change is 1
_FOLLOW = (("finder", "follow"), ("announce", "told"), ("announce", "refused"))
_ENOUGH = 5.0  # what a full clause scores: of several (for regions, products) the first is the general one
_TITLED = 4  # what a heading such as "Changes to this policy" adds: below it even a plain "we will tell you" counts
_REST = 3  # sentences of another matter that may end a paragraph of the clause
_LONG_HEADING = 15  # words; what is longer is a banner ("Our terms have been updated ..."), not a title
_MOST = 200  # sentences of a clause; a text that goes on about its changes for longer is no policy
_MECHANICS = 2  # sentences elsewhere that say how notices of changes are given: "notices, including of changes to ..."
_APART = 2  # neighbours in a clause are at most so many sentences apart
_APART_TITLED = 6  # as _APART, under a heading about changes of the document


@dataclass(frozen=True, slots=True)
class Found:
    """The clause: its sentences in order (at least one) and the heading of their section, plain."""

    heading: str
    sentences: tuple[Sentence, ...]


def find_clause(document: Document) -> Found | None:
    """The clause about changes to this document, or None where it has none.

    Sections compete: each counts what its sentences say about changes of the document, and its heading. A clause is
    the run of such sentences around the strongest one, since a long section may deal with other things too.
    """
    sentences = read_sentences(document)
    scores = _scores(sentences)
    best: tuple[float, Found] | None = None
    by_section: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentences):
        by_section.setdefault(sentence.section, []).append(index)
    for number, indexes in by_section.items():
        heading = document.sections[number].heading
        titled = _heading(heading)
        own = [(sentences[i], scores[i]) for i in indexes]
        run = _run(own, whole=titled >= _TITLED)
        if not run:
            continue
        total = min(sum(score for _, score in run), _ENOUGH) + titled
        least = 0.5 if titled >= _TITLED else _LEAST
        if max(score for _, score in run) >= least and (best is None or total > best[0]):
            best = total, Found(heading, tuple(sentence for sentence, _ in run))
    if best is None:
        return None
    also = [sentence for sentence in sentences if phrase("finder", "mechanics").search(sentence.low)]
    clause = best[1].sentences[:_MOST]
    return Found(best[1].heading, (*clause, *(sentence for sentence in also[:_MECHANICS] if sentence not in clause)))


def _heading(heading: str) -> float:
    """What a heading adds: `Changes to this policy` says it all, `Changes` little, another subject speaks against."""
    low = fold(heading)
    if len(low.split()) > _LONG_HEADING:
        return 0
    if phrase("heading", "elsewhere").search(low):
        return -2 if not phrase("heading", "document").search(low) else 0
    if phrase("heading", "document").search(low):
        return _TITLED if not phrase("heading", "other").search(low) else 1
    return 0.5 if phrase("heading", "change").search(low) else 0


def _scores(sentences: Sequence[Sentence]) -> list[float]:
    """The score of each sentence; the items of a list count where the sentence that leads up to them does."""
    scores: list[float] = []
    led = False
    for sentence in sentences:
        score = _score(sentence)
        scores.append(0.5 if led and sentence.item and score == 0 else score)
        led = scores[-1] > 0 and (sentence.low.endswith(":") or (led and sentence.item))
    return scores


def _score(sentence: Sentence) -> float:
    """2 for a reservation or promise about the document, 1 for a mention, 0.5 for what may carry on from one."""
    low = sentence.low
    if phrase("finder", "about").search(low):
        if phrase("finder", "purpose").search(low) and not low.startswith(("we may change", "if ", "when ", "should ")):
            return 0
        if phrase("finder", "other").search(low):
            return 0
        if phrase("finder", "mechanics").search(low):
            return 0.5
        return 2 if phrase("finder", "promise").search(low) else 1
    if phrase("finder", "service").search(low):
        return 0
    return 0.5 if any(phrase(table, key).search(low) for table, key in _FOLLOW) else 0


def _run(own: Sequence[tuple[Sentence, float]], *, whole: bool) -> list[tuple[Sentence, float]]:
    """The heaviest run of sentences that count; under a heading about changes other matters part it less easily.

    A run begins and ends with sentences about the document, or with what directly carries on from one.
    """
    counted = [index for index, (_, score) in enumerate(own) if score > 0]
    apart = _APART_TITLED if whole else _APART
    runs: list[list[int]] = []
    for index in counted:
        if runs and index - runs[-1][-1] <= apart:
            runs[-1].append(index)
        else:
            runs.append([index])
    runs = [_trimmed(own, run, whole=whole) for run in runs if whole or any(own[index][1] >= 1 for index in run)]
    if not runs:
        return []
    best = max(runs, key=lambda run: sum(own[index][1] for index in run))
    return list(own[best[0] : best[-1] + 1])


def _trimmed(own: Sequence[tuple[Sentence, float]], run: list[int], *, whole: bool) -> list[int]:
    """Without what stands before the first or after the last mention of the document and is parted from it."""
    if whole:
        return _filled(own, run)
    core = [index for index in run if own[index][1] >= 1]
    low, high = core[0], core[-1]
    while low - 1 in run:
        low -= 1
    while high + 1 in run:
        high += 1
    return [index for index in run if low <= index <= high]


def _filled(own: Sequence[tuple[Sentence, float]], run: list[int]) -> list[int]:
    """With what ends the last paragraph: under its own heading a clause does not stop in mid-paragraph."""
    last = own[run[-1]][0].passage
    rest = [index for index in range(run[-1] + 1, len(own)) if own[index][0].passage == last]
    return [*run, *rest] if len(rest) <= _REST else run
