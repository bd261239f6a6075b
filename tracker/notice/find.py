"""Where a document speaks of changes to itself: the sentences of the clause, and the heading above them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from tracker.model import Document, plain
from tracker.model.datafile import data_file
from tracker.model.memory import remembered
from tracker.notice.phrases import phrase
from tracker.notice.promise import is_on_prices
from tracker.notice.text import Sentence, fold, read_block, read_sentences

_LEAST = 1.5  # a reservation or promise in so many words; a mere mention of a document's change is 1
_FOLLOW = (("finder", "follow"), ("announce", "told"), ("announce", "refused"))
_ENOUGH = 4.0  # what a full clause scores: of several (for regions, products) the first is the general one
_TITLED = 4  # what a heading such as "Changes to this policy" adds: below it even a plain "we will tell you" counts
_REST = 3  # sentences of another matter that may end a paragraph of the clause
_PART = 4  # what the title of a part takes away, so that the clause of the whole document comes before it
_ENTRY = 8  # words of an entry in a table of contents
_LONG_HEADING = 15  # words; what is longer is a banner ("Our terms have been updated ..."), not a title
_PARTS = 8  # parts of a section about changes; what has more is a document about changes
_TOP = 2  # sections in which the title of the document stands
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

    Sections compete: each counts what its sentences say about changes of the document, and its heading; of equals the
    first. A clause is the run of such sentences around the strongest one, since a long section may deal with other
    things too. What could count most is read first, and nothing that can no longer count more.
    """
    titled = [_heading(section.heading) for section in document.sections]
    best: Found | None = None
    rank = 0.0, 0  # minus what the best counts, and its number
    for most, number in sorted((-_ENOUGH - extra, number) for number, extra in enumerate(titled)):
        if best is not None and rank < (most, number):
            break
        counted = _counted(document, number, titled[number])
        if counted is not None and (best is None or (-counted[0], number) < rank):
            rank, best = (-counted[0], number), counted[1]
    if best is None:
        return _unnamed(document)
    clause = _parts(document, rank[1], best.sentences)[:_MOST]
    also = islice(_mechanics(document), _MECHANICS)
    return Found(best.heading, (*clause, *(sentence for sentence in also if sentence not in clause)))


def _counted(document: Document, number: int, titled: float) -> tuple[float, Found] | None:
    """What a section counts whose heading adds `titled`, and the clause that it holds; None where it holds none."""
    whole = titled >= _TITLED
    run = _run(_scored(document, number, whole=whole), whole=whole)
    if not run or max(score for _, score in run) < (0.5 if whole else _LEAST):
        return None
    heading = document.sections[number].heading
    total = min(sum(score for _, score in run), _ENOUGH) + titled - _PART * _of_part(document, heading)
    return total, Found(heading, tuple(sentence for sentence, _ in run))


def find_shared(document: Document, shared: Callable[[str], bool], names: Callable[[str], bool]) -> Found | None:
    """The sentences that speak of changes to another document of the service, or None where there are none.

    Where a promise concerns both ("we may change these terms and our privacy policy"), so does what carries on from it,
    until a sentence is about changes of this document alone.

    Args:
        document: the text that may speak of the other.
        shared: whether a folded sentence names the other document, alone or among others.
        names: whether a folded heading does.
    """
    heading, sentences = "", list[Sentence]()
    for number, section in enumerate(document.sections):
        whole = _heading(section.heading) >= _TITLED
        if not (whole or any(_may_concern(block.text) for block in section.blocks)):
            continue
        read = read_sentences(document, number)
        own = list(zip(read, _scores(read, range(len(read))), strict=True))
        taken = list(_shared(own, shared, whole=whole, titled=whole and names(fold(section.heading))))
        if taken and not sentences:
            heading = section.heading
        sentences += taken
    return Found(heading, tuple(sentences[:_MOST])) if sentences else None


def _shared(
    own: Sequence[tuple[Sentence, float]], shared: Callable[[str], bool], *, whole: bool, titled: bool
) -> Iterator[Sentence]:
    """The sentences of a section in which the other document is spoken of.

    `whole`: the section is about changes, so that what ends a paragraph belongs to it; `titled`: about those of the
    other document too, by its heading.
    """
    within, last = titled, 0
    for at, (sentence, score) in enumerate(own):
        if score == 0:
            if whole and within and own[last][0].passage == sentence.passage:
                yield sentence
            continue
        if shared(sentence.low) and score >= _LEAST:
            within = True
        elif not titled and (at - last > _APART_TITLED or (_is_about(sentence.low) and not shared(sentence.low))):
            within = False
        if within:
            last = at
            yield sentence


def _unnamed(document: Document) -> Found | None:
    """The promises to announce changes that name no document ("material changes are announced by e-mail").

    In a text that nowhere speaks of its own changes by name these are all there is; sections about something else that
    may change (prices, the service) do not count.
    """
    for number, section in enumerate(document.sections):
        if _heading(section.heading) < 0:
            continue
        near = [passage for passage, block in enumerate(section.blocks) if _may_announce(block.text)]
        told = [
            sentence
            for passage in near
            for before, sentence in pairwise((None, *read_block(document, number, passage)))
            if sentence is not None and _announces(sentence.low) and not (before and _is_on_service(before.low))
        ]
        if told:
            return Found(section.heading, tuple(told[:_MOST]))
    return None


def _announces(low: str) -> bool:
    """Whether changes that name no document are announced, and none of something else that the sentence names."""
    if phrase("finder", "beside").search(low):
        return False
    return phrase("finder", "unnamed").search(low) is not None and phrase("announce", "active").search(low) is not None


def _is_on_service(low: str) -> bool:
    """Whether a sentence is about changes of the service, and so what carries on from it: "we may drop features"."""
    return phrase("finder", "service").search(low) is not None and not _is_about(low)


@remembered
def _may_announce(block: str) -> bool:
    low = plain(block).lower()
    return any(stem in low for stem in ("chang", "modif", "amend", "updat"))


def _parts(document: Document, number: int, own: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The clause with what stands in the other parts of a section about changes: "9.1 Notice", "9.2 Continued use"."""
    sections = document.sections
    section = sections[number]
    parted = bool(section.path) and _is_on_changes(section.path[-1])
    within = section.path if parted else (*section.path, section.heading)
    if not _is_on_changes(within[-1]):
        return own
    first = last = number
    while parted and first and sections[first].path[: len(within)] == within:
        first -= 1
    while last + 1 < len(sections) and sections[last + 1].path[: len(within)] == within:
        last += 1
    if last - first >= _PARTS:
        return own
    titled = _heading(within[-1]) >= _TITLED
    found = list[Sentence]()
    for at in range(first, last + 1):
        if at == number:
            found += own
        elif _heading(sections[at].heading) >= 0:
            found += (sentence for sentence, _ in _run(_scored(document, at, whole=titled), whole=titled))
    return tuple(found)


def _is_on_changes(heading: str) -> bool:
    return 0 < _heading(heading) != 1


def _of_part(document: Document, heading: str) -> bool:
    """Whether a heading is about a part of the document ("Changes to this cookie notice" in a privacy policy)."""
    part = phrase("heading", "part")
    if not part.search(fold(heading)):
        return False
    return not any(part.search(fold(section.heading)) for section in document.sections[:_TOP])


def _scored(document: Document, number: int, *, whole: bool) -> list[tuple[Sentence, float]]:
    """The sentences of a section with their scores; none where nothing there can be a clause about the document."""
    blocks = document.sections[number].blocks
    near = [passage for passage, block in enumerate(blocks) if whole or _may_concern(block.text)]
    about = (one for passage in near for one in read_block(document, number, passage) if _is_about(one.low))
    if not whole and all(_score(one.low) < _LEAST for one in about):
        return []
    sentences = read_sentences(document, number)
    start = [at for at, one in enumerate(sentences) if whole or (one.passage in near and _is_about(one.low))]
    return list(zip(sentences, _scores(sentences, start), strict=True))


def _mechanics(document: Document) -> Iterator[Sentence]:
    """Sentences that say how notices of changes are given, wherever they stand."""
    for number, section in enumerate(document.sections):
        for passage, block in enumerate(section.blocks):
            if "otice" not in block.text or not _may_concern(block.text):
                continue
            for sentence in read_block(document, number, passage):
                if "notice" in sentence.low and phrase("finder", "mechanics").search(sentence.low):
                    yield sentence


@remembered
def _may_concern(block: str) -> bool:
    return _has_stems(plain(block).lower())


@remembered
def _is_about(low: str) -> bool:
    return _has_stems(low) and phrase("finder", "about").search(low) is not None


def _has_stems(low: str) -> bool:
    """A quick look before the long one: most sentences hold no word for a change, or none for a document."""
    changes, documents = _stems()
    return any(stem in low for stem in changes) and any(stem in low for stem in documents)


@functools.cache
def _stems() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = data_file("tracker.notice", "stems.toml")
    return tuple(data["changes"]), tuple(data["documents"])


@remembered
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


def _scores(sentences: Sequence[Sentence], start: Sequence[int]) -> list[float]:
    """The score of each sentence; the items of a list count where the sentence that leads up to them does.

    Only what can stand in one run with the sentences of `start` is read; the others count nothing.
    """
    scores = [0.0] * len(sentences)
    lists = _lists(sentences)
    waiting, read = list(start), set[range]()
    while waiting:
        together = lists[waiting.pop()]
        if together in read:
            continue
        read.add(together)
        led = False
        for at in together:
            sentence, score = sentences[at], _score(sentences[at].low)
            scores[at] = 0.5 if led and sentence.item and score == 0 else score
            led = scores[at] > 0 and (sentence.low.endswith(":") or (led and sentence.item))
            if scores[at] > 0:
                waiting += range(max(0, at - _APART), min(len(lists), at + _APART + 1))
    return scores


def _lists(sentences: Sequence[Sentence]) -> list[range]:
    """For each sentence the places of the list that it belongs to, with the sentence that leads up to it."""
    starts = [at for at, sentence in enumerate(sentences) if at == 0 or not sentence.item]
    return [range(*ends) for ends in pairwise([*starts, len(sentences)]) for _ in range(*ends)]


@remembered
def _score(low: str) -> float:
    """2 for a reservation or promise about the document, 1 for a mention, 0.5 for what may carry on from one."""
    if _is_about(low):
        if phrase("finder", "purpose").search(low) and not _is_promised(low):
            return 0
        if phrase("finder", "other").search(low) or phrase("finder", "announced").search(low):
            return 0
        if phrase("finder", "mechanics").search(low):
            return 0.5
        if _is_entry(low):
            return 0
        return 2 if phrase("finder", "promise").search(low) and not _in_passing(low) else 1
    if not any(phrase(table, key).search(low) for table, key in _FOLLOW):
        return 0
    if phrase("finder", "answer").search(low):
        return 0.5
    return 0 if phrase("finder", "service").search(low) or is_on_prices(low) else 0.5


def _is_promised(low: str) -> bool:
    """Whether notice is promised rather than named as a purpose ("we use your address to notify you of changes")."""
    if low.startswith(("if ", "when ", "whenever ", "should ")):
        return True
    return any(phrase("finder", key).search(low) for key in ("reserve", "undertaken"))


def _in_passing(low: str) -> bool:
    """Whether a sentence speaks of changes in an aside only, and is no advice to look again."""
    if phrase("reader", "duty").search(low):
        return False
    rest = phrase("finder", "aside").sub(" ", low)
    return rest != low and phrase("finder", "about").search(rest) is None


def _is_entry(low: str) -> bool:
    """An entry of a table of contents or the title of a link: a few words that no stop ends."""
    return len(low.split()) <= _ENTRY and low[-1] not in ".!?:;," and phrase("finder", "entry").match(low) is not None


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
