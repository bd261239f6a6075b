"""What addresses of policies answer on bad days is told from policies, odd ones included: three tables of each."""

from __future__ import annotations

import pytest

from tests.doubt.captures import Capture, captures
from tracker.doubt import hardly_a_policy, not_a_policy, not_the_next
from tracker.errors import ExtractionError
from tracker.extract import extract
from tracker.model import Document
from tracker.pipeline import compare_readings, read

OTHERS = [*captures("others"), *captures("others_later"), *captures("others_last")]
POLICIES = [*captures("policies"), *captures("policies_later"), *captures("policies_last")]


def doubt_about(before: Document | None, after: Document) -> str | None:
    return not_a_policy(after) or hardly_a_policy(after) or (not_the_next(before, after) if before else None)


def text(page: bytes) -> str:
    return extract(page, url="https://brambleway.example/legal").markdown


@pytest.mark.parametrize("capture", OTHERS, ids=lambda capture: capture.name)
def test_what_is_no_policy_or_no_next_version_is_doubted(capture: Capture):
    before = read(text(capture.before)) if capture.before else None
    try:
        after = read(text(capture.page))
    except ExtractionError:
        return
    reason = doubt_about(before and before.document, after.document)
    if before and not reason:  # collapses and languages are the comparison's to see
        assert compare_readings(before, after).noise_kind in {"not_policy", "language"}
    else:
        assert reason


@pytest.mark.parametrize("capture", POLICIES, ids=lambda capture: capture.name)
def test_true_policies_are_not_doubted_be_they_short_or_rewritten(capture: Capture):
    before = read(text(capture.before)).document if capture.before else None
    assert doubt_about(before, read(text(capture.page)).document) is None


@pytest.mark.parametrize("capture", [c for c in POLICIES if c.before is None], ids=lambda capture: capture.name)
def test_a_policy_in_place_of_itself_is_the_next(capture: Capture):
    document = read(text(capture.page)).document
    assert not_the_next(document, document) is None
