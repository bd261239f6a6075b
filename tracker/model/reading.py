"""One side of a comparison, read by every stage that reads a text by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from tracker.model.document import Document
from tracker.model.notice import NoticeRule, StatedDates
from tracker.model.words import Fingerprint


@dataclass(frozen=True)
class Reading:
    """A version and what it says of itself: its sections, its words, its dates, its notice rule.

    The rule takes longest to read and most pairs of captures do not need it: it is read when first asked for.
    """

    document: Document
    fingerprint: Fingerprint
    dates: StatedDates
    read_rule: Callable[[Document], NoticeRule] = field(repr=False, compare=False)

    @cached_property
    def rule(self) -> NoticeRule:
        """What the text promises about telling people of its own changes."""
        return self.read_rule(self.document)
