"""Announcements that a page itself shows: "We are updating our terms. The new version takes effect on 12 May."

They are evidence of a notice on the website, for the change that holds from the day they name. A sentence without a
coming day announces nothing that could be held against a change, and may stand for years.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree, html

from tracker.model import Document, PolicyKind, sentences
from tracker.model.words import flat, plain, visible_words
from tracker.notice.dates import coming_day
from tracker.notice.linked import speaks_of
from tracker.notice.phrases import phrase
from tracker.notice.text import fold

_TOP = 12  # blocks at the top of a policy in which banners stand
_LONGEST = 1200  # characters of a block that are read; a banner is short
_AHEAD = timedelta(days=400)  # nobody announces a change earlier than that
_LARGEST = 3_000_000  # characters of a page
_MOST = 4000  # blocks of a page
_DIGIT = re.compile(r"\d")
_HIDDEN = "script|style|head|noscript|template|svg|nav"
_BLOCKS = frozenset(
    """address article aside blockquote dd dialog div dl dt figure footer form h1 h2 h3 h4 h5 h6 header li main ol p pre
    section table td tr ul""".split()  # noqa: SIM905 - reads better than thirty quoted words
)


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


def set_aside(markup: str, markdown: str) -> tuple[str, ...]:
    """The dated blocks of a page whose words are not in the text extracted from it: banners, dialogs, headers.

    What is hidden is not shown. Never raises, whatever the page.
    """
    try:
        root = html.document_fromstring(markup[:_LARGEST])
    except (etree.LxmlError, ValueError, AssertionError):
        return ()
    kept = " ".join(visible_words(markdown))
    found = (" ".join(text.split()) for text in _texts(root) if len(text) <= _LONGEST and _DIGIT.search(text))
    return tuple(text for text in found if " ".join(visible_words(text)) not in kept)


def _texts(root: html.HtmlElement) -> Iterator[str]:
    """The text of each block that has none inside; what stands beside blocks is a text of its own."""
    own: list[str] = []
    count = 0
    for event, element in etree.iterwalk(_visible(root), events=("start", "end")):
        if element.tag in _BLOCKS or element.tag == "br":
            if element.tag != "br":
                yield "".join(own)
                own, count = [], count + 1
            own.append(" ")
        if count > _MOST:
            return
        if event == "start" and isinstance(element.tag, str):
            own.append(element.text or "")
        if event == "end":
            own.append(element.tail or "")
    yield "".join(own)


def _visible(root: html.HtmlElement) -> html.HtmlElement:
    hidden = root.xpath("//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')]")
    for element in [*root.xpath("|".join(f"//{name}" for name in _HIDDEN.split("|"))), *hidden]:
        if element.getparent() is not None:
            element.drop_tree()
    return root


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
