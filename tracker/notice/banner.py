"""Announcements that a page itself shows: "We are updating our terms. The new version takes effect on 12 May."

They are evidence of a notice on the website, for the change that holds from the day they name. A sentence without a
coming day announces nothing that could be held against a change, and may stand for years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.model import Document, PolicyKind, sentences
from tracker.model.words import flat, plain
from tracker.notice.dates import coming_day
from tracker.notice.linked import speaks_of
from tracker.notice.phrases import phrase
from tracker.notice.text import fold

_TOP = 12  # blocks at the top of a policy in which banners stand
_LONGEST = 1200  # characters of a block that are read; a banner is short
_AHEAD = timedelta(days=400)  # nobody announces a change earlier than that


@dataclass(frozen=True, slots=True)
class Banner:
    """One announcement: its words, and the day from which the change holds."""

    quote: str
    effective_on: date


def read_banners(blocks: Iterable[str], today: date) -> Iterator[Banner]:
    """The announcements among blocks of text that name a day after `today`, as they are seen on that day."""
    for block in blocks:
        said = list(sentences(" ".join(plain(block[:_LONGEST]).split())))
        lows = [fold(sentence) for sentence in said]
        telling = [at for at, low in enumerate(lows) if phrase("banner", "announce").search(low)]
        if not telling:
            continue
        for at, low in enumerate(lows):
            day = coming_day(low, today)
            if day is not None and today < day <= today + _AHEAD:
                first = min(telling[0], at)
                yield Banner(" ".join(said[first : at + 1])[:500], day)
                break


def banner_blocks(document: Document, *, everywhere: bool) -> tuple[str, ...]:
    """The blocks of a text in which announcements are looked for: at its top, or `everywhere` on a page of news."""
    blocks = [block.text for section in document.sections for block in section.blocks]
    return tuple(blocks if everywhere else blocks[:_TOP])


def is_about(quote: str, kind: PolicyKind, name: str, *, here: bool) -> bool:
    """Whether an announcement is about a policy of this kind and name.

    `here`: it stands on the policy's own page, where one that names no other sort of document means this one.
    """
    low = fold(quote)
    if speaks_of(kind, name)(low):
        return True
    others: tuple[PolicyKind, ...] = ("privacy", "cookies", "terms", "dpa", "subprocessors", "guidelines")
    return here and not any(phrase("scope", other).search(low) for other in others)


def only_announces(before: Document, after: Document, today: date) -> bool:
    """Whether two texts differ in announcements of a coming change alone, and the later one has one more."""
    old, new = (
        Counter(flat(text).strip() for text in banner_blocks(document, everywhere=True)) for document in (before, after)
    )
    added, removed = list((new - old).elements()), list((old - new).elements())
    top = {flat(text).strip() for text in banner_blocks(after, everywhere=False)}
    return bool(added) and top.issuperset(added) and all(_is_banner(text, today) for text in added) and not removed


def _is_banner(text: str, today: date) -> bool:
    return len(text) <= _LONGEST and any(read_banners([text], today))
