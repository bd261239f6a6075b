"""Whole pages: is the new text a policy at all, in the same language, and does it say more than its own copies?"""

from __future__ import annotations

import functools
import re

from tracker.classify.lexicon import SUBSTANCE, concepts, page_words
from tracker.classify.tokens import DAMAGE, DATE, read, squash
from tracker.model import Block, Document, Section, plain, sentences
from tracker.model.figures import spelled
from tracker.model.language import language_of
from tracker.model.memory import Memory

_WORD = re.compile(r"[^\W\d_]+")
_ENDS = re.compile(r"[.!?;:|]{1,8}(?=[\"”’')\]*]{0,4}(?:\s|$))|(?<=[a-z]{3})[.!?](?=[A-Z][a-z])")
_SIGN = re.compile("[.!?;:|]")  # what a match of `_ENDS` begins with
_TYPOGRAPHIC = "’“”–—…•·‘\u00a0"
_KEPT = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != "|"}
_BETWEEN = re.compile(r"[^\w|]+|_+")
_DIGITS = "0123456789"
_NO_DIGITS = str.maketrans("", "", _DIGITS)
_LINKS = re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)")
_MARKS = " \t\n-*+•·|/>»#" + _DIGITS + ".)"
_QUOTES, _SELF = frozenset('"“‘«„'), frozenset({"i", "my"})
_SIGNS, _LONG_WORD = ".,;:!?()[]\"'“”‘’«»·•|>/–—-", 5
_PARTED = re.compile(r"\s[|—–·•>/»-]\s")  # "Privacy - Acorn Shop"
_COPYRIGHT = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|copyright\W{0,3}(?:\(c\)|(?:19|20)\d\d|by )|all rights reserved", re.IGNORECASE
)
_LAST_BLOCKS, _FOOTER = 6, 60  # blocks at the end; words of one that is a footer
_ENTRIES = 3  # headings repeated in a row before it is a table of contents
_OTHERWISE = 0.1  # share of the letters of such a table that no heading explains
_LONGEST_CONTENTS = 5000  # letters of a block looked at
_LOST = "\ufffd"
_LEADS = "\u00c2\u00c3\u00e2"
_MISREAD = re.compile(  # a lead byte of UTF-8 and what follows it, as Windows-1252 shows them
    "[\u00c2\u00c3\u00e2]"
    "[\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{0,2}"
)
_RUNNING = 12  # words of a paragraph that is text and no label
_TOPICS = frozenset(
    ("collect", "share", "keep", "right", "choice", "children", "dispute", "liability", "security", "transfer", "basis")
)  # a heading about one of these stands in the policy, not above it
_EDGE = 600  # letters
_DATE_LINE = 100  # letters
_STUB = 150  # fewer words than this may be an error page or an index
_SPOKEN, _SMALL = 100, 600  # words of a page that may be another page of the site
_READ = 10_000  # letters of it that are looked at
_SAID = 0.006  # share of its words that must speak of a policy's matters; 0.02 is the least of real policies
_MATTERS = (*SUBSTANCE, "data", "notice", "document", "recipient", "tracking")
_COLLAPSED = 0.12  # share of the words that remain after a collapse


class Page:
    """One side's whole text, read when first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @functools.cached_property
    def text(self) -> str:
        return plain("\n".join(self.document.lines))

    @functools.cached_property
    def bounded(self) -> str:
        """The sentences of the text without spaces and signs, each between two bars; see `bounded`."""
        return "|".join(section_text(section) for section in self.document.sections)

    @functools.cached_property
    def dated(self) -> bool:
        """A short line states a date: the page says from when it is."""
        short = (line for line in self.document.lines if len(line) <= _DATE_LINE and any(map(str.isdigit, line)))
        return any(DATE in read(plain(line)).words for line in short)

    @functools.cached_property
    def headings(self) -> frozenset[str]:
        return frozenset(squash_title(section.heading) for section in self.document.sections) - {""}

    @functools.cached_property
    def title(self) -> str:
        """The first heading, empty where the page has none."""
        return next((section.heading for section in self.document.sections if section.heading), "")

    @functools.cached_property
    def _name(self) -> str:
        """The title, where it names a document, whatever that is about ("Naming dispute policy"), or page and site."""
        named = "document" in concepts().find(read(self.title).words) or _PARTED.search(self.title)
        return self.title if named else ""

    @functools.cached_property
    def titles(self) -> frozenset[str]:
        """The letters of the headings."""
        return frozenset(letters(section.heading) for section in self.document.sections) - {""}

    @functools.cached_property
    def damaged(self) -> bool:
        """Letters or signs were lost to a wrong encoding somewhere on the page."""
        return _LOST in self.text or (is_misread(self.text) and bool(DAMAGE.search(self.text)))

    @functools.cached_property
    def mended(self) -> str:
        """As `bounded`, with what a wrong encoding made of signs and letters turned back."""
        blocks = (block for section in self.document.sections for block in section.blocks)
        return "|".join(bounded(mended(plain(block.text)).replace("\n", " ")) for block in blocks)

    @functools.cached_property
    def contents(self) -> frozenset[str]:
        """What tables of contents say, squashed: blocks in a row that repeat a heading each, or one of many."""
        found: set[str] = set()
        for section in self.document.sections:
            run: list[str] = []
            for block in (*section.blocks, None):
                if block is not None and (said := self._repeats(block)):
                    run += said
                    continue
                if len(run) >= _ENTRIES:
                    found.update(run)
                run = []
        return frozenset(found)

    def lists(self, sentence: str) -> bool:
        """The sentence is an entry of a table of contents."""
        said = letters(sentence)
        return (said in self.titles or len(self._beyond_titles(said)) * 2 <= len(said)) and said in self.contents

    def _beyond_titles(self, said: str) -> str:
        """What is left of letters without the headings of the page that stand in them."""
        for name in sorted((name for name in self.titles if name in said), key=len, reverse=True):
            said = said.replace(name, "")
        return said

    @functools.cached_property
    def _title_words(self) -> frozenset[str]:
        words = " ".join(section.heading for section in self.document.sections).casefold().split()
        return frozenset(word.strip(_SIGNS) for word in words)

    def _names_titles(self, text: str) -> bool:
        """A quick look before the long one: at least half of the longer words stand in headings."""
        longer = [word for word in text.casefold().split() if len(word) >= _LONG_WORD]
        known = [word for word in longer if word in self._title_words or word.strip(_SIGNS) in self._title_words]
        return len(known) * 2 >= len(longer)

    def _repeats(self, block: Block) -> list[str]:
        """The sentences of a block that says headings of the page and nothing else; empty where it does not."""
        if block.kind in {"heading", "row"} or len(block.text) > _LONGEST_CONTENTS:
            return []
        text = plain(block.text)
        if not self._names_titles(text):
            return []
        left = letters(text)
        if left in self.titles:
            return [left]
        said = [name for name in self.titles if name in left]
        if len(said) < _ENTRIES or len(self._beyond_titles(left)) > len(left) * _OTHERWISE:
            return []
        return said + [letters(part) for part in sentences(" ".join(text.split()))]

    @functools.cached_property
    def footer(self) -> frozenset[str]:
        """The sentences, letters alone, of the blocks at the end that hold a copyright line."""
        blocks = [block for section in self.document.sections for block in section.blocks][-_LAST_BLOCKS:]
        texts = [" ".join(plain(block.text).split()) for block in blocks]
        short = [text for text in texts if len(text.split()) <= _FOOTER]
        held = [text for text in short if _COPYRIGHT.search(text)]
        return frozenset(letters(part) for text in held for part in sentences(text)) - {""}

    @functools.cached_property
    def quoted(self) -> frozenset[str]:
        """The sentences, letters alone, of blocks that quote somebody who speaks of himself."""
        blocks = (block for section in self.document.sections for block in section.blocks)
        texts = (plain(block.text).lstrip() for block in blocks if block.kind == "paragraph")
        begun = (" ".join(text.split()) for text in texts if text[:1] in _QUOTES)
        held = (text for text in begun if {*text.casefold().split()} >= _SELF)
        return frozenset(letters(part) for text in held for part in sentences(text)) - {""}

    @functools.cached_property
    def linked(self) -> frozenset[str]:
        """The blocks that are nothing but links, squashed."""
        blocks = (block for section in self.document.sections for block in section.blocks if "](" in block.text)
        return frozenset(squash(plain(block.text)) for block in blocks if not _LINKS.sub("", block.text).strip(_MARKS))

    @functools.cached_property
    def language(self) -> str:
        """The likeliest language, or empty where the text is too short or none of the known ones."""
        return language_of(self.document.lines)

    @functools.cached_property
    def body(self) -> tuple[int, int]:
        """Where running text begins and ends, as places in `bounded`: menus stand before it, footers after it."""
        blocks = [(section, block) for section in self.document.sections for block in section.blocks]
        start = end = at = 0
        for section, block in blocks:
            if _runs(block) or (_speaks(section) and section.heading != self._name):
                start = at
                break
            at += len(_BLOCKS[block.text]) + 1
        at = len(self.bounded)
        for _, block in reversed(blocks):
            if _runs(block):
                end = at
                break
            at -= len(_BLOCKS[block.text]) + 1
        return (start, max(start, end)) if end else (0, len(self.bounded))  # no running text: no menus to tell from it

    def above(self, sentence: str) -> bool:
        """The sentence stands before the running text (and perhaps again further down)."""
        return self._begins(sentence, 0, self.body[0])

    def below(self, sentence: str) -> bool:
        """The sentence stands after the running text (and perhaps further up too)."""
        return self._begins(sentence, self.body[1], len(self.bounded))

    def within(self, sentence: str) -> int:
        """How often the sentence stands in the running text."""
        return self.bounded.count(bounded(sentence), *self.body)

    @functools.cached_property
    def edge(self) -> int:
        """How many letters at either end of `bounded` are the edge of the page: a twentieth, of short pages more."""
        size = len(self.bounded)
        return max(min(_EDGE, size // 6), size // 20)

    def last(self, sentence: str) -> bool:
        """The sentence stands at the lower edge of the page."""
        size = len(self.bounded)
        return self._begins(sentence, max(0, size - self.edge), size)

    def early(self, sentence: str) -> bool:
        """The sentence stands at the upper edge of the page."""
        return self._begins(sentence, 0, self.edge + 1)

    def _begins(self, sentence: str, start: int, end: int) -> bool:
        """It begins between two places of `bounded`; nothing else of the page, which may be long, is searched."""
        said = bounded(sentence)
        return self.bounded.find(said, start, end + len(said) - 1) >= 0


def letters(text: str) -> str:
    """The letters of a text: `squash` without figures."""
    return squash(text).translate(_NO_DIGITS)


def squash_title(text: str) -> str:
    """A heading's letters, without its number."""
    return squash(text).lstrip(_DIGITS)


def section_text(section: Section) -> str:
    """The sentences of a section as `bounded` writes them, block after block."""
    return "|".join([_BLOCKS[block.text] for block in section.blocks])


def _block(markdown: str) -> str:
    """The sentences of a block as `bounded` writes them."""
    return bounded(plain(markdown).replace("\n", " "))


_BLOCKS = Memory(_block)  # most blocks stand on both sides


def _speaks(section: Section) -> bool:
    """Its heading is about something that policies are about."""
    return bool(section.heading) and bool(_TOPICS & concepts().find(read(section.heading).words).keys())


def _runs(block: Block) -> bool:
    if block.kind not in {"paragraph", "item"}:
        return False
    text = plain(block.text).rstrip()
    words = _WORD.findall(text)
    if len(words) < _RUNNING or not words[0][0].isupper() or not text.endswith((".", ":", ";")):
        return False
    return "interface" not in page_words().find(read(text).words)


@functools.lru_cache(maxsize=8192)
def bounded(text: str) -> str:
    """Letters and digits, with a bar where a sentence ends: `|wekeepit|` is not found within `|wekeepitaday|`."""
    parts, start, at = [], 0, 0
    while sign := _SIGN.search(text, at):  # far faster than looking for the whole pattern at every letter
        end = _ENDS.match(text, sign.start())
        at = end.end() if end else sign.end()
        if end:
            parts.append(text[start : sign.start()])
            start = at
    folded = spelled("|".join([*parts, text[start:]]).casefold())
    if not folded.isascii():
        for mark in _TYPOGRAPHIC:
            folded = folded.replace(mark, "")
    kept = folded.translate(_KEPT) if folded.isascii() else _BETWEEN.sub("", folded)
    return "|" + kept.strip("|") + "|"


def is_misread(text: str) -> bool:
    """The text may hold letters that are the first half of a sign in UTF-8."""
    return any(lead in text for lead in _LEADS)


def mended(text: str) -> str:
    """Text that was written as UTF-8 and read as Windows-1252, turned back; what cannot be is left out."""
    return _MISREAD.sub(_reread, text)


def _reread(found: re.Match[str]) -> str:
    try:
        data = b"".join(
            sign.encode("cp1252" if sign > "\xff" or sign < "\x80" else "latin-1") for sign in found.group()
        )
    except UnicodeEncodeError:
        return ""
    return data.decode("utf8", "ignore")


def _says_little(page: Page, words: int) -> bool:
    """Hardly a word of what policies are about: a home page, a help page, a page for a product."""
    found = concepts().find(read(page.text[:_READ]).words)
    said = sum(found[name].total() for name in _MATTERS if name in found)
    return said < words * _SAID


def is_replaced(words: int, other: int, page: Page) -> bool:
    """What is left of a page after a collapse says which text governs now."""
    if not 0 < words < other * _COLLAPSED or other <= _STUB:
        return False
    return "governs" in page_words().find(read(page.text[:4000]).words)


def is_policy(words: int, other: int, page: Page) -> bool:
    """False for a page that is empty, an error, or has collapsed against the `other` version of it.

    A stub that says which text governs now is a policy: it must not pass as an outage.
    """
    if words == 0:
        return other == 0
    if _SPOKEN <= words <= _SMALL and page.language == "en" and _says_little(page, words):
        return False
    if words >= _STUB * 2 and words > other * _COLLAPSED / 2:
        return True
    found = page_words().find(read(page.text[:4000]).words)
    if words < _STUB and found.get("error") and other > words * 2:
        return False
    if words < other * _COLLAPSED and other > _STUB:
        return "governs" in found
    return True
