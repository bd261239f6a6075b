"""Five real policies without markup: each falls into the sections that a reader sees."""

from pathlib import Path

import pytest

import tracker
from tracker.segment import segment

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed policies beside the repository")

EXPECTED = {
    "000": ["Policy Coverage", "How to opt-out", "How we manage amendments to Privacy Policy", "Legal Disclosure"],
    "001": ["Scope", "Your Choices:", "Data Retention:", "Changes and Updates to this Privacy Policy:"],
    "002": ["Purpose", "Change in Privacy Policy", "Choice/Opt-Out", "Disclaimer"],
    "003": ["Introduction", "Service Data", "7. Modifications to this Privacy Statement", "8. Contact Us"],
    "004": ["Privacy Policy", "IP Addresses", "Changes to this policy", "Contact"],
}


def texts(seed):
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    body = path.read_bytes()
    return body.decode(), tracker.extract(body, media_type="text/plain").markdown


@pytest.mark.parametrize("seed", EXPECTED)
def test_each_seed_has_the_sections_that_a_reader_sees(seed):
    for text in texts(seed):
        headings = [section.heading for section in segment(text).sections]
        assert 11 <= len(headings) <= 15
        assert [heading for heading in headings if heading in EXPECTED[seed]] == EXPECTED[seed]
