"""One side of a comparison, read by every stage that reads a text by itself."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.document import Document
from tracker.model.notice import NoticeRule, StatedDates
from tracker.model.value import Value
from tracker.model.words import Fingerprint


@dataclass(frozen=True, slots=True)
class Reading(Value):
    """A version and what it says of itself: its sections, its words, its notice rule, its dates."""

    document: Document
    fingerprint: Fingerprint
    rule: NoticeRule
    dates: StatedDates
