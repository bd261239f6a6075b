"""What a reader sees of Markdown: plain text, words, sentences, links, and the fingerprint of a whole text.

Pages are untrusted: every pattern here is bounded, so that time grows with the length of the text and no faster.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import ClassVar

from tracker.model.brackets import CLOAKED, links_over_lines, reaches_back, unlinked
from tracker.model.datafile import data_file
from tracker.model.figures import spelled
from tracker.model.memory import Made, Memory, remembered
from tracker.model.value import Value

# -- plain text ------------------------------------------------------------------------------------------------------

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SPACES = "\t\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ODD = re.compile(f"[{_INVISIBLE}{_SPACES}]")
_MARKUP = re.compile(rf"[\\\[\]<*`~_&{_INVISIBLE}{_SPACES}]")  # without these, a line is plain text
_BREAKS = "\n\x1c\x1d\x1e\x1f\x85\u2028\u2029"  # what else counts as white space
_ODD_ONES = rf"\\\[\]<`~_&|{_INVISIBLE}{_SPACES}{_BREAKS}"
_BARE = rf"\*{{0,3}}[^\W\d_](?:[^.){_ODD_ONES}]{{5}}[^{_ODD_ONES}]*+|[^.){_ODD_ONES}]{{0,5}})(?<![ #])"
_ORDINARY = re.compile(_BARE)  # no number, no markup but asterisks
_MARKED = re.compile(rf" {{0,20}}(?:[*+\-•] {{1,20}}|#{{1,6}} {{1,20}})?({_BARE}) {{0,20}}")
_LINK = re.compile(r"\[(?<!!\[)([^\[\]\n]{0,500})\]\([^()\s<>]{0,2000}\)")  # as simple as most links are
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,4000}|[^<>\s@]{1,64}@[^<>\s@]{1,255})>")
_TAG = re.compile(
    r"<(?:!--[^<>\n]{0,2000}--|/?(a|abbr|b|bdi|bdo|cite|code|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|"
    r"article|aside|blockquote|br|button|caption|center|col|colgroup|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|"
    r"header|hr|iframe|img|input|label|li|main|nav|ol|p|picture|pre|section|summary|table|tbody|td|tfoot|th|thead|time|"
    r"tr|ul|video)(?=[\s/>])[^<>\n]{0,2000})>",
    re.IGNORECASE,
)
_INLINE_TAGS = frozenset(
    "a abbr b bdi bdo cite code em font i ins kbd mark q s small span strong sub sup u".split()  # noqa: SIM905 - reads better
)
_UNDERSCORES = re.compile(r"_{1,3}")

# While markup is taken out, escaped characters stand aside in a private plane.
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>=<\"&:;,/$%'^?@])")
_ASIDE = 0x10F700
_RETURN = re.compile(f"[{chr(_ASIDE)}-{chr(_ASIDE + 127)}]")

_QUOTE = re.compile(r"(?:[ \t]{0,8}>){1,8}[ \t]{0,8}")
_HASHES = re.compile(r"#{1,6}(?:[ \t]{1,40}|$)")
_BULLET = re.compile(r"[*+\-•‣◦▪·●○■–][ \t\u00a0]{1,40}")
_GAP = "[ \t\u00a0]{1,40}+"
_PERIOD = "(?:business |working |calendar )?(?:day|week|month|year|hour|percent)|%"
_NUMBERS = (
    rf"\(?\d{{1,3}}[.)]{_GAP}(?!{_PERIOD})"  # 1.  1)  (1), but not "(30) days" where a line wraps
    rf"|\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}(?:[.)]{_GAP}|{_GAP}(?=[*_\[(\"“]{{0,4}}[A-ZÀ-Þ]))"  # 2.6 Title  2.6. title
    rf"|\((?:[a-zA-Z]|[ivxIVX]{{1,5}})\){_GAP}"  # (a)  (iv)
    rf"|(?:[a-zA-Z]|[ivx]{{1,5}}|[IVX]{{1,5}})[.)]{_GAP}(?=\S)"  # a)  A.  iv.
)
_LINE_START = frozenset("#>*+-•‣◦▪·●○■–(=_|:")
_CELL_BORDER = re.compile(r"\|(?<!\\\|)")


def plain(markdown: str) -> str:
    """The text a reader sees, line for line: no link targets, images, emphasis, escapes, list markers or table rules.

    Numbering at the start of a line ("1.", "2.6", "(a)") counts as a list marker.
    """
    if "\n" not in markdown and (line := _FIRST[markdown]) is not None:
        return line
    return "\n".join(_each(_FIRST, markdown.split("\n"), str))


@remembered
def flat(markdown: str) -> str:
    """The plain text of one block on one line; only its first line can hold a list marker."""
    if "\n" not in markdown and (line := _FIRST[markdown]) is not None:
        return line if line.isprintable() else " ".join(line.split())  # single spaces it has, but perhaps odd ones
    first, *others = markdown.strip("\n").split("\n")
    found = [*_in_order(_FIRST, [first]), *_in_order(_FURTHER, others)]
    if len(found) <= len(others):
        found = [_inline("\n".join([_unmarked(first), *map(_without_rules, others)]))]
    return " ".join(" ".join(found).split())


def _in_order(memory: Memory[Made | None], lines: Sequence[str]) -> list[Made]:
    """What was made of each line, nothing at all where one cannot be read by itself."""
    found = list(map(memory.__getitem__, lines))
    return [] if None in found else found  # type: ignore[return-value]  # no None among them


def _each(memory: Memory[Made | None], lines: Sequence[str], read: Callable[[str], Made]) -> list[Made]:
    """What was made of each line, and, where a link runs over several, of the plain text of these."""
    found = list(map(memory.__getitem__, lines))
    made: list[Made | None] = []
    at = 0
    if None in found:
        unmarked = [*map(_unmarked, lines)]
        alone = ((at, at + 1) for at, one in enumerate(found) if one is None)
        for start, end in _merged([*alone, *links_over_lines(_aside("\n".join(unmarked)))]):
            made += [*found[at:start], read(_inline("\n".join(unmarked[start:end])))]
            at = end
    return made + found[at:]  # type: ignore[return-value]  # no None among them


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same lines in spans that do not overlap, in order."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def _first(line: str) -> str | None:
    """The plain text of a line; None where it closes a link that was opened above."""
    found = _MARKED.fullmatch(line)  # most lines are words, with a mark before them at most: one look tells
    text = _quick(found[1]) if found else None
    return _alone(_unmarked(line)) if text is None else text


def _further(line: str) -> str | None:
    """As `_first`, for a line within a block, which has no list marker."""
    text = _quick(line) if _ORDINARY.fullmatch(line) else None
    return _alone(_without_rules(line)) if text is None else text


_FIRST, _FURTHER = Memory(_first), Memory(_further)


def _quick(text: str) -> str | None:
    """What is left of words when asterisks go; None where that leaves gaps."""
    if "*" in text:
        text = text.replace("*", "").strip()
    return None if "  " in text else text


def _alone(text: str) -> str | None:
    if not _MARKUP.search(text) and "  " not in text:
        return text.strip()
    if "](" in text and "\\" not in text and CLOAKED not in text:
        words = "".join(_LINK.split(text))  # what links show
        if "](" not in words:
            return _alone(words)
    return None if "](" in text and reaches_back(_aside(text)) else _inline(text)


def _unmarked(line: str) -> str:
    """A line without what makes it a heading, quotation, list item, rule or table row."""
    stripped = line.strip()
    if not stripped:
        return ""
    first = stripped[0]
    if first in _LINE_START or first.isdigit() or stripped[-1] == "|":
        return _marker_free(_without_rules(stripped))
    return _marker_free(stripped) if first.isalpha() and ("." in stripped[1:6] or ")" in stripped[1:6]) else stripped


def _marker_free(text: str) -> str:
    if quote := _QUOTE.match(text):
        text = text[quote.end() :]
    for _ in range(6):
        mark = _BULLET.match(text)
        if not mark:
            break
        text = text[mark.end() :]
    if hashes := _HASHES.match(text):
        return _HASHES.sub("", text, count=1).rstrip("# \t")
    for _ in range(2):
        number = _numbering().match(text)
        if not number:
            break
        text = text[number.end() :]
    if hashes := _HASHES.match(text):
        text = text[hashes.end() :].rstrip("# \t")
    return text


@cache
def _numbering() -> re.Pattern[str]:
    """Numbers that open a line, but not the day of a date ("25. Mai 2031")."""
    months = "|".join(sorted(_lists().months))
    return re.compile(rf"(?!\d{{1,2}}\.{_GAP}(?:{months})\b)(?:{_NUMBERS})")


def _without_rules(line: str) -> str:
    stripped = line.strip()
    if len(stripped) >= 3 and not stripped.strip("-*_= \t") and len(set(stripped) - {" ", "\t"}) == 1:
        return ""
    if stripped.startswith("|") or stripped.endswith("|"):
        if "-" in stripped and not stripped.strip("|:- \t"):
            return ""
        stripped = " ".join(cell.strip() for cell in _CELL_BORDER.split(stripped.strip("|"))).strip()
    return stripped


def _inline(text: str) -> str:
    """Text without inline markup; the number of lines stays."""
    escapes = "\\" in text
    if escapes:
        text = _aside(text)
    if "](" in text:
        text = unlinked(text, [])
    if "<" in text:
        text = _TAG.sub(_gap, _AUTOLINK.sub(r"\1", text))
    text = text.replace("*", "").replace("`", "").replace("~~", "")
    if "_" in text:
        text = _UNDERSCORES.sub(_emphasis, text)
    if "&" in text:
        text = "\n".join([html.unescape(line).replace("\n", " ") for line in text.split("\n")])
    if escapes:
        text = _returned(text)
    return "\n".join([line.strip() for line in _single_spaced(text).split("\n")])


def _single_spaced(text: str) -> str:
    """Searching for one character after the other is many times faster here than any pattern."""
    text = text.replace("\u00a0", " ")  # by far the commonest
    if _ODD.search(text):
        for char in _INVISIBLE:
            if char in text:
                text = text.replace(char, "")
        for char in _SPACES:
            if char in text:
                text = text.replace(char, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _aside(text: str) -> str:
    return _ESCAPED.sub(lambda mark: chr(_ASIDE + ord(mark[1])), text)


def _returned(text: str) -> str:
    return _RETURN.sub(lambda mark: chr(ord(mark[0]) - _ASIDE), text)


def _emphasis(mark: re.Match[str]) -> str:
    """Underscores within a word stay."""
    text, start, end = mark.string, mark.start(), mark.end()
    inside = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return mark.group() if inside else ""


def _gap(tag: re.Match[str]) -> str:
    name = tag[1]
    return "" if name is not None and name.lower() in _INLINE_TAGS else " "


# -- links -----------------------------------------------------------------------------------------------------------


def links(markdown: str) -> tuple[tuple[str, str], ...]:
    """(plain text, target) of each link in order; images and links without visible words are left out.

    Addresses that Cloudflare hides count as the `mailto:` links they are.
    """
    found: list[tuple[str, str]] = []
    if "](" in markdown:
        unlinked(_aside(markdown), found)
    seen = ((" ".join(_returned(_inline(label)).split()), _returned(target)) for label, target in found)
    return tuple((label, target) for label, target in seen if label)


# -- words -----------------------------------------------------------------------------------------------------------

_SCRIPT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"  # kana and Han: no spaces between words, so each sign is one
_WORD = re.compile(rf"[{_SCRIPT}]|[^\W_{_SCRIPT}]+(?:'[^\W_{_SCRIPT}]+)*")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_OUTER = re.compile(r"'(?:(?![a-z0-9])|(?<![a-z0-9]'))")  # an apostrophe that is not within a word
_TO_WORDS = "".join(chr(code) if chr(code).isalnum() or chr(code) == "'" else " " for code in range(128))
_PART_WORDS = "“”–—•·"  # commonest outside ASCII: without them most lines can be read the fast way
# "(a)", "(iv)" amid a line: an unfolded list; "article 6 (b)" is none.
_LETTERED = re.compile(r"\((?<!\S\()(?<!\d \()(?:[a-z]|[ivx]{2,5})\)(?!\S)")
_SCHEMES = (re.compile(r"http(?<!\whttp)s?://(?:www\.)?"), re.compile(r"mailto:(?<!\wmailto:)"))


def visible_words(markdown: str) -> tuple[str, ...]:
    """The words a reader sees, case-folded and in order; markup, link targets, quotes and punctuation are set aside.

    So is the lettering of lists, which comes and goes with the layout. In 35 of 38 layout changes of real policies
    the visible words are equal, in none of 43 real edits.
    """
    if "\n" not in markdown and (line := _SEEN[markdown]) is not None:
        return line
    found = _each(_SEEN, markdown.split("\n"), _words_of_lines)
    return tuple(chain.from_iterable(found))


def _seen(line: str) -> tuple[str, ...] | None:
    """The visible words of a line; None where it closes a link that was opened above."""
    text = _FIRST[line]
    return None if text is None else _words(text)


def _words_of_lines(text: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(_words, text.split("\n"))))


def _words(text: str) -> tuple[str, ...]:
    """The words of a line of plain text."""
    if text[:1].isdigit():
        text = _unnumbered(text)
    folded = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    if "(" in folded:
        folded = _LETTERED.sub(" ", folded)
    if ":" in folded:
        for scheme in _SCHEMES:
            folded = scheme.sub(" ", folded)
    folded = spelled(folded)
    if not folded.isascii():
        for mark in _PART_WORDS:
            folded = folded.replace(mark, " ")
    if not folded.isascii():
        return tuple(_WORD.findall(folded))
    if "'" in folded and _OUTER.search(folded):
        return tuple(_ASCII_WORD.findall(folded))
    return tuple(folded.translate(_TO_WORDS).split())  # twice as fast as any pattern


_SEEN = Memory(_seen)


def _unnumbered(line: str) -> str:
    """Headings keep their number in plain text; as words it is set aside like that of a list."""
    number = _numbering().match(line)
    return line[number.end() :] if number else line


# -- sentences -------------------------------------------------------------------------------------------------------

_STOP = re.compile(r"[.!?…]{1,20}[\"'”’»)\]*_]{0,20}|[。！？]{1,20}[」』”）]{0,20}")
_MARK = re.compile("[.!?…。！？]")  # what each of these begins with; looking for one of a few signs is far faster
_OPENING = "\"'“‘«([*_¿¡"
_BACKWARDS = re.compile(r"[^\s(\[\"'“‘«*_]{1,40}")  # the last word of what is read from its end


@dataclass(frozen=True, slots=True)
class _Lists:
    abbreviations: frozenset[str]
    closing: frozenset[str]
    starters: frozenset[str]
    months: frozenset[str]


@cache
def _lists() -> _Lists:
    data = data_file("tracker.model", "words.toml")
    return _Lists(**{name: frozenset(words) for name, words in data.items()})


def sentences(text: str) -> tuple[str, ...]:
    """Split one line of running text into sentences, losing nothing but the white space between them.

    A full stop after an abbreviation, an initial or the number that opens the text does not end one; a missing space
    after it ("collected.We use") does not hide its end.
    """
    found, start, end = [], 0, 0
    while mark := _MARK.search(text, end):
        stop = _STOP.match(text, mark.start())
        end = stop.end() if stop else mark.end()
        if end < len(text) and _ends(text, start, mark.start(), end):
            if head := text[start:end].strip():
                found.append(head)
            start = end
    if rest := text[start:].strip():
        found.append(rest)
    return tuple(found)


def _ends(text: str, start: int, stop: int, end: int) -> bool:
    """Whether the stop at `stop:end` ends the sentence that begins at `start`."""
    if text[stop] in "。！？":
        return True
    following = text[end : end + 40]
    bare = following.lstrip()
    opened = bare.lstrip(_OPENING)
    if not opened or opened[0].islower():
        return False
    word = _BACKWARDS.match(text[max(start, stop - 40) : stop][::-1])
    last = word.group()[::-1] if word else ""
    head = (opened.split(maxsplit=1) or [""])[0]
    if bare is following or len(bare) == len(following):  # no space: only between two plain words
        return text[stop:end] in {".", "!", "?"} and _is_glued(last, head, opened)
    if not (opened[0].isalnum() or bare[0] in _OPENING or bare[0] in "-–•"):
        return False
    return text[stop] != "." or not _is_abbreviation(
        last, head, first=stop - start < 50 and not text[start:stop].strip(f"{last} (*_[")
    )


def _is_glued(last: str, word: str, following: str) -> bool:
    """Tell "collected.We use" from "Node.js", "U.S.A" and addresses; `following` begins with `word`."""
    head = word.rstrip(",;:'’")
    plain_words = len(last) > 2 and last.isalpha() and last[1:].islower() and head.isalpha() and head[1:].islower()
    return (
        plain_words
        and following[0].isupper()
        and (head in _lists().starters or len(head) > 2)
        and len(following) > len(head)
    )


def _is_abbreviation(last: str, following: str, *, first: bool) -> bool:
    lists = _lists()
    folded = last.casefold()
    if folded in lists.abbreviations:
        return True
    if folded in lists.closing:
        return following.strip("\"'“‘«,") not in lists.starters
    if last.isdigit() or (last[:1].isdigit() and not last.strip("0123456789.")):
        return first or (len(last) <= 2 and following.strip(",") in lists.months)
    if len(last) == 1 and last.isalpha():
        return not (last.islower() and following in lists.starters)
    return False


# -- fingerprint -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fingerprint(Value):
    """The visible words of a text, reduced to a hash: equal exactly where a reader sees the same words."""

    schema: ClassVar[str] = "tracker/fingerprint@1"
    words: int
    sha256: str


def fingerprint(markdown: str) -> Fingerprint:
    """The fingerprint of the visible words of a Markdown text; small enough to keep for every earlier version."""
    words = visible_words(markdown)
    return Fingerprint(len(words), hashlib.sha256(" ".join(words).encode("utf8", "replace")).hexdigest())
