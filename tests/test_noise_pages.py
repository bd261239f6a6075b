"""From raw page to verdict: what sites do beside their text is silent, what companies do to it is found and quoted.

The pages are of invented companies, one with landmarks and one of nothing but divs. `benchmarks/noise.py` measures the
same laws on any folder of pages.
"""

from __future__ import annotations

import copy
import functools
from pathlib import Path

import pytest
from lxml import etree

from tests.noise.page import Node, box, parse, write
from tests.noise.pair import NOISE, compared, noisy, substantial
from tests.noise.substance import SUBSTANCE, quotes

PAGES = ("larkspur", "hollow")
SEEDS = ("one", "two", "three")
LOUD = frozenset(  # not silent yet
    {
        "advertisement",
        "announcement bar",
        "app badges",
        "call to act",
        "cards",
        "closed_panels",
        "embedded film behind a choice",
        "reading time",
        "share",
    }
)
SILENT = tuple(name for name in NOISE if name not in LOUD)


@functools.cache
def page(name: str) -> Node:
    return parse(Path(__file__).with_name("noise").joinpath(f"{name}.html").read_text("utf8"))


@pytest.mark.parametrize("name", SILENT)
def test_what_means_nothing_is_silent(name):
    pairs = [(stem, noisy(name, page(stem), seed)) for stem in PAGES for seed in SEEDS]
    loud = [
        (stem, finding.rule, finding.before, finding.after)
        for stem, pages in pairs
        if pages is not None and (change := compared(pages)).verdict != "noise"
        for finding in change.findings
    ]
    assert any(pages is not None for _, pages in pairs)
    assert not loud


@pytest.mark.parametrize("noise", [0, 3])
@pytest.mark.parametrize("name", SUBSTANCE)
def test_what_means_something_is_found_and_quoted(name, noise):
    cases = [substantial(name, page(stem), f"seed {noise}", SILENT, noise) for stem in PAGES]
    assert any(cases)
    for made, pages in filter(None, cases):
        change = compared(pages)
        assert change.verdict in {"minor", "material"}
        assert any(quotes(made, finding) for finding in change.findings if finding.weight != "noise"), made


@pytest.mark.parametrize("stem", PAGES)
def test_no_block_swallows_a_sentence(stem):
    added = "We may sell it to data brokers."
    blocks = [place for place, part in enumerate(box(page(stem)).iter("p", "li", "td")) if not part.findall("p")]
    assert len(blocks) > 12
    for place in blocks[::3]:
        after = copy.deepcopy(page(stem))
        part = list(box(after).iter("p", "li", "td"))[place]
        etree.SubElement(part, "span").text = f" {added}"
        change = compared((write(page(stem)), write(after)))
        assert any(added in finding.after for finding in change.findings if finding.weight == "material"), part.text
