"""Counting once and adding up says the same as walking the tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tracker.extract.census import Census
from tracker.extract.tree import BLOCKS, HEADINGS

SHORT = {"td", "th", "dd", "dt", "li", *HEADINGS}
TEXT = st.sampled_from(["", " ", "a", " some words ", "w" * 60])
TREES = st.recursive(
    st.tuples(st.sampled_from(["p", "span", "a", "li", "div"]), TEXT, st.just(()), TEXT),
    lambda inner: st.tuples(
        st.sampled_from(["div", "ul", "span", "a", "section"]), TEXT, st.lists(inner, max_size=4), TEXT
    ),
    max_leaves=15,
)


def build(node, parent=None):
    tag, text, children, tail = node
    element = html.Element(tag) if parent is None else html.etree.SubElement(parent, tag)
    element.text, element.tail = text, tail if parent is not None else None
    for child in children:
        build(child, element)
    return element


def weight(element):
    """(text, linked, prose, links, own, flow), by recursion as the words of the fields say."""
    text = flow = len((element.text or "").strip())
    linked = prose = links = own = 0
    for child in element:
        inner, after = weight(child), len((child.tail or "").strip())
        text, linked, prose, links = text + inner[0] + after, linked + inner[1], prose + inner[2], links + inner[3]
        flow += inner[5] + after
    if element.tag == "a":
        linked, prose, links, flow = text, 0, links + 1, 0
    elif element.tag in BLOCKS:
        own, flow, prose = flow, 0, prose + (flow if flow >= 50 or element.tag in SHORT else 0)
    return text, linked, prose, links, own, flow


@given(TREES)
def test_weights_are_those_of_the_tree(tree):
    census = Census(build(tree))
    weights = census.weigh()
    for place, element in enumerate(census.elements):
        found = [getattr(weights, name)[place] for name in ("text", "linked", "prose", "links", "own")]
        assert found == list(weight(element)[:5])


@given(TREES, st.data())
def test_dropping_here_is_dropping_in_the_tree(tree, data):
    census = Census(build(tree))
    for _ in range(2):
        census.drop(data.draw(st.sampled_from(list(census.within(0)))))
    fresh = Census(census.elements[0])
    there = list(census.within(0))
    assert [census.elements[place] for place in there] == fresh.elements
    old, new = census.weigh(), fresh.weigh()
    for name in ("text", "linked", "prose", "links", "own"):
        assert [getattr(old, name)[place] for place in there] == getattr(new, name)


@given(TREES)
def test_children_and_what_is_within(tree):
    census = Census(build(tree))
    for place, element in enumerate(census.elements):
        assert [census.elements[child] for child in census.children(place)] == list(element)
        assert [census.elements[inner] for inner in census.within(place)] == list(element.iter())


def test_links_that_do_not_count_are_text():
    census = Census(build(("p", "", [("a", "x" * 60, (), "")], "")))
    weights = census.weigh(counted=lambda _: False)
    assert (weights.linked[0], weights.links[0], weights.prose[0]) == (0, 0, 60)
