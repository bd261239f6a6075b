"""Shortcuts to the most similar sentence, and to the sections that share words, find what looking at all of them finds."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import Indel

from tests.diff.texts import PARTS
from tracker.diff import shingles
from tracker.diff.features import Node
from tracker.diff.pairs import pair_alike
from tracker.diff.units import Unit
from tracker.segment import segment

WORDS = st.lists(
    st.sampled_from(["we", "keep", "lend", "all", "new", "old", "seeds", "in", "the", "shed"]), min_size=1, max_size=14
)
SIDE = st.lists(WORDS, max_size=8)
SECTIONS = st.lists(st.lists(st.sampled_from(list(PARTS.values())), min_size=1, max_size=3).map(" ".join), max_size=8)


def units(side):
    return [Unit(at, "paragraph", " ".join(words), tuple(words), "".join(words)) for at, words in enumerate(side)]


def most_similar(before, after, least):
    """For each sentence the most similar one that is still free, looked for among all."""
    free = {unit.place: unit.words for unit in after}
    pairs = []
    for unit in before:
        best = process.extractOne(unit.words, free, scorer=Indel.normalized_similarity, score_cutoff=least)
        if best:
            del free[best[2]]
            pairs.append((unit.place, best[2]))
    return pairs


@given(SIDE, SIDE, st.sampled_from([0.6, 0.75]))
def test_no_similar_sentence_is_passed_over(before, after, least):
    left, right = units(before), units(after)
    expected = most_similar(left, right, least)
    pairs = [(one[0].place, other[0].place) for one, other in pair_alike(left, right, least)]
    assert pairs == expected
    assert {unit.place for unit in left} == set(range(len(before))) - {i for i, _ in expected}
    assert [unit.place for unit in right] == sorted(set(range(len(after))) - {j for _, j in expected})


def sections(sides):
    documents = [segment("".join(f"## {at}\n\n{text}\n\n" for at, text in enumerate(side))) for side in sides]
    return [[Node(document, at) for at in range(len(document.sections))] for document in documents]


@given(SECTIONS, SECTIONS)
def test_few_sections_and_many_are_linked_alike(before, after):
    left, right = sections([before, after])
    made = [set(), set()]
    for links, few in zip(made, (0, 2500), strict=True):
        with patch.object(shingles, "_FEW", few):
            shingles.link_sharing(left, right, links)
    assert made[0] == made[1]
