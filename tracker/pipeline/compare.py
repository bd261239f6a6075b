"""Reading one text and comparing two: segment, read the rule and the dates, diff, classify."""

from __future__ import annotations

import functools
from collections.abc import Collection

from tracker.classify import classify
from tracker.diff import diff
from tracker.model import Change, Fingerprint, NoticeRule, Reading, StatedDates, fingerprint
from tracker.notice import dates, rules
from tracker.segment import segment


@functools.lru_cache(maxsize=8)
def read(markdown: str) -> Reading:
    """Everything a version says of itself: its sections, its words, its notice rule, its dates.

    A check reads the same text several times over (to doubt it, to compare it, to file it), hence the small cache.
    """
    document = segment(markdown)
    return Reading(document, fingerprint(markdown), dates.read_dates(document), rules.read_rule)


def compare(before: str, after: str, *, earlier: Collection[str | Fingerprint] = ()) -> Change:
    """What changed between two Markdown texts, section by section, and what it means.

    Args:
        before: the older text.
        after: the newer text.
        earlier: states of the same policy before `before`, as texts or fingerprints; a return to one of them is noise.
    """
    return compare_readings(read(before), read(after), earlier=earlier)


def compare_readings(before: Reading, after: Reading, *, earlier: Collection[str | Fingerprint] = ()) -> Change:
    """As `compare`, for texts that have been read already."""
    known = [state if isinstance(state, Fingerprint) else fingerprint(state) for state in earlier]
    return classify(diff(before.document, after.document), before, after, earlier=known)


def read_notice_rule(markdown: str) -> NoticeRule:
    """What a text promises about telling people of its own changes; `none_found` where it promises nothing."""
    return rules.read_rule(segment(markdown))


def read_dates(markdown: str) -> StatedDates:
    """The dates that a text states about itself: when it takes effect, when it was last updated."""
    return dates.read_dates(segment(markdown))
