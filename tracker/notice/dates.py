"""The dates that a text states about itself: since when it holds, and when it was last changed.

Only a date with a day counts; a month alone is no guess at its first day. Dates of laws, earlier versions, lists and
examples are other dates. Where a text says more than once, a coming change comes first, then the top, then the end.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, get_args

from tracker.model import Document, StatedDates, plain, sentences
from tracker.model.datafile import data_file
from tracker.model.front import dated_fields
from tracker.model.language import may_be_english
from tracker.model.memory import remembered
from tracker.model.words import flat
from tracker.notice.several import one_of_several
from tracker.notice.text import fold

Label = Literal["announced", "effective", "updated", "published"]
Order = Callable[[], bool | None]  # whether a text writes the day before the month, None where that is not known
_SHORT = 60  # characters beside labels and dates that a line which only dates the text may hold
_EDGE = 12  # blocks at the top and at the end where texts are dated
_HOLDS = (  # words by which a change is said to hold from a day
    r"(?:effect(?:ive)?|force|appl(?:y|ies)|valid|live|start(?:s|ing)?|begin(?:s|ning)?|chang(?:es?|ing)|replac(?:es?|ed|ing)"
    r"|updat(?:ing|ed)|introduc(?:es?|ed|ing)|new (?:terms|version|policy)|from|as of)"
)
_HOLDS_FROM = re.compile(rf"\b{_HOLDS}\b(?:[ ,]+[^\s.;:!?]{{1,20}}){{0,6}}[ ,]*$")
_HOLDS_THEN = re.compile(rf",?(?: [^\s.;:!?]{{1,20}}){{0,8}}? {_HOLDS}\b")
_BESIDE = 140  # characters before and after a date that say what it is
_WEAKER = 1.6  # what "published on" counts less than "last updated": no place in the text makes up for it
_LONGEST = 2000  # characters of a sentence that are read
_LABEL = 400  # characters; every label is shorter
_DIGITS = re.compile(r"\d\d")
_DATED = re.compile(  # no date is without a year or its signs; what begins with one class is searched for much faster
    r"\d(?:(?<=1)9\d\d|(?<=2)0\d\d|[/.‑–-] ?\d{1,2}[/.‑–-])"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date under a label. `weight` says how sure it is that the date is this text's own."""

    label: Label
    on: date
    quote: str
    weight: float
    place: int


def read_dates(document: Document) -> StatedDates:
    """The effective and updated dates with the sentences they were read from; null where none is stated.

    An announced coming date ("the changes take effect on 1 March 2027") is the effective date. Dates of other documents
    that stand on the same page are not this one's. Front matter, which no reader sees, counts where the text shown has
    no such date. Never raises.
    """
    own = one_of_several(document)
    sections = (section for section in document.sections if own is None or not own.elsewhere(section))
    blocks = [block.text.replace("\n", " ") for section in sections for block in section.blocks]
    # Most texts leave no doubt, and are not read for it; in other languages the day stands first.
    day_first = functools.cache(lambda: _day_first(blocks) if may_be_english(document.lines) else True)
    found = [dated for at, text in _texts(blocks) for dated in _read(text, at, len(blocks), day_first)]
    if own is not None:
        found = [dated for dated in found if not own.of_another(dated.quote)]
    found += list(_front_dates(document, day_first, besides=found))
    announced = [dated for dated in found if dated.label == "announced"]
    effective = _best([dated for dated in found if dated.label == "effective"])
    if announced and (effective is None or max(announced, key=lambda one: one.on).on >= effective.on):
        effective = max(announced, key=lambda one: (one.weight, one.on))
    updated = _best([dated for dated in found if dated.label in {"updated", "published"}])
    return StatedDates(
        effective.on if effective else None,
        effective.quote if effective else "",
        updated.on if updated else None,
        updated.quote if updated else "",
    )


def read_effective(text: str) -> date | None:
    """The date from which changes hold, as a message about them states it; None where it states none."""
    for sentence in sentences(" ".join(text.split())[:100_000]):
        for dated in _sentence(sentence, 0, 0, _unknown):
            if dated.label in {"announced", "effective"}:
                return dated.on
    return None


def coming_day(low: str, today: date) -> date | None:
    """The day from which a change holds, by a folded sentence that is read on `today`; None where it names none.

    A day without a year is the next such day.
    """
    for pattern, value in ((_dates(), _value), (_days(), functools.partial(_next, today))):
        for match in pattern.finditer(low[:_LONGEST]):
            before = low[max(0, match.start() - _BESIDE) : match.start()]
            after = low[match.end() : match.end() + _BESIDE]
            if _about("other").search(before):
                continue
            if _HOLDS_FROM.search(before) or _HOLDS_THEN.match(after):
                return value(match, _unknown)
    return None


def _next(today: date, match: re.Match[str], _order: Order) -> date | None:
    """The first day of that month and number after `today`."""
    month, day = _months()[match["m1"] or match["m2"]], int(match["d1"] or match["d2"])
    for year in (today.year, today.year + 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on > today:
            return on
    return None


@functools.cache
def _days() -> re.Pattern[str]:
    """Days without a year."""
    month = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"""(?<![\w/.-])(?:
        (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\ day)?(?:\ of)?\ (?P<m1>{month})\b
        |(?P<m2>{month})\b\.?\ ?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d/])
        )(?!,?\ ?(?:19|20)\d\d)""",
        re.VERBOSE,
    )


def dates_in(sentence: str) -> tuple[date, ...]:
    """All dates of a sentence that can be read without doubt, in order."""
    found = (_value(match, _unknown) for match in _dates().finditer(fold(sentence)[:_LONGEST]))
    return tuple(day for day in found if day)


def without_dates(text: str) -> str:
    """A text, folded, without the dates in it: two that differ in their dates alone come out the same."""
    return _dates().sub(" ", fold(text))


def _front_dates(document: Document, day_first: Order, besides: Iterable[_Dated]) -> Iterator[_Dated]:
    """The dates that the front matter states of the text, under labels by which the text shown states none itself."""
    shown = {"effective" if dated.label == "announced" else dated.label for dated in besides}
    for name, (label, value) in dated_fields(document.lines).items():
        if label in shown:
            continue
        match = _dates().search(fold(value))
        on = _value(match, day_first) if match else None
        if on is not None:
            yield _Dated(label, on, f"{name}: {value}", 3 - (_WEAKER if label == "published" else 0), 0)


def _best(found: list[_Dated]) -> _Dated | None:
    return max(found, key=lambda one: (one.weight, -one.place), default=None)


@functools.cache
def _table(name: str) -> dict[str, list[str]]:
    data = data_file("tracker.notice", "dates.toml")
    return dict(data[name])


@functools.cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in _table("months").items() for name in names}


@functools.cache
def _dates() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"""(?<![\w/.-])(?:
        (?P<y1>{year})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?![\d/])
        |(?P<a>\d{{1,2}})(?P<mark>[/.-])\ ?(?P<b>\d{{1,2}})(?P=mark)\ ?(?P<y2>{year}|\d\d)(?![\d/])
        |(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?(?:\ day)?(?:\ (?:of|de))?[\ -](?P<m3>{month})\b\.?,?
            (?:\ del?)?[\ -]?\ ?(?P<y3>{year})
        |(?P<m4>{month})\b\.?\ ?(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\ ?,?\ ?(?:of\ )?(?P<y4>{year})
        )|(?<!\d)(?P<y5>{year})[年년]\ ?(?P<m5>\d{{1,2}})[月월]\ ?(?P<d5>\d{{1,2}})[日일]""",
        re.VERBOSE,
    )


@functools.cache
def _label(label: Label) -> re.Pattern[str]:
    words = "|".join(_table("labels")[label])
    between = "|".join(_table("labels")["between"])
    return re.compile(rf"(?<!\w)(?:{words})(?P<between>{between})$")


@functools.cache
def _after(label: Label) -> re.Pattern[str]:
    words = "|".join(_table("labels")[label])
    return re.compile(rf"(?<!\w)(?:{words})")


@functools.cache
def _about(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{item})" for item in _table("about")[name]))


def _texts(blocks: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The blocks that can hold a date, by number; one that is a label alone ("Effective date") with the next."""
    dated = [_DIGITS.search(block) is not None for block in blocks]
    for at, (own, following) in enumerate(pairwise([*dated, False])):
        if following and _dated(blocks[at + 1]) and _is_label(blocks[at]):
            yield at, f"{blocks[at].rstrip()} {plain(blocks[at + 1])}"
        elif own:
            yield at, blocks[at]


def _is_label(block: str) -> bool:
    if len(flat(block)) > _LABEL:
        return False
    low = fold(block).strip(" :*")
    return any(_after(label).fullmatch(low) for label in get_args(Label))


def _read(text: str, at: int, count: int, day_first: Order) -> Iterator[_Dated]:
    for sentence in _dated(text):
        edge = 1.0 if at < _EDGE else 0.5 if at >= count - _EDGE else 0.0
        yield from _sentence(sentence, at, edge, day_first)


@remembered
def _dated(text: str) -> tuple[str, ...]:
    """The sentences of a block that can hold a date."""
    seen = plain(text)
    return tuple(sentence for sentence in sentences(seen) if _DATED.search(sentence)) if _DATED.search(seen) else ()


def _sentence(sentence: str, at: int, edge: float, day_first: Order) -> Iterator[_Dated]:
    low = fold(sentence)[:_LONGEST]
    matches = list(_dates().finditer(low))
    rest = len(low) - sum(len(match.group()) for match in matches)
    for number, match in enumerate(matches):
        on = _value(match, day_first)
        start = matches[number - 1].end() if number else 0
        before = low[start : match.start()]
        if on is None:
            continue
        for label in _labels(before, low[match.end() :]):
            weight = _weight(low[: match.start()], rest, label)
            if weight:
                yield _Dated(label, on, sentence[:300], weight + edge - (_WEAKER if label == "published" else 0), at)


def _labels(before: str, after: str) -> Iterable[Label]:
    """The labels of a date: those that lead up to it ("effective and last updated on"), or frame it."""
    if _label("announced").search(before):
        return ("announced",)
    if re.match(
        r" in kraft\b|,? (?:wirksam|in kraft)|,? (?:take|come|go|becom|will)\w{0,3} (?:\S{1,12} ){0,3}effect", after
    ):
        return ("announced",)
    labels: list[Label] = []
    for label in ("effective", "updated"):
        match = _label(label).search(before)
        if match:
            labels.append(label)
    return labels or _unspaced_labels(before, after) or (["published"] if _label("published").search(before) else [])


def _unspaced_labels(before: str, after: str) -> list[Label]:
    """The labels of a date in a script without spaces, before or behind it."""
    if before.isascii() and after.isascii():
        return []
    said = data_file("tracker.notice", "dates.toml")["unspaced"]
    labels: tuple[Label, ...] = ("effective", "updated")
    ahead = [label for label in labels if re.search(said[f"{label}_before"], before)]
    return ahead or [label for label in labels if re.match(said[f"{label}_after"], after)]


def _weight(before: str, rest: int, label: Label) -> float:
    """2 where the line does nothing but date the text, 2 where the text is the subject, 0 for other dates."""
    if _about("other").search(before):
        return 0
    if rest <= _SHORT:
        return 2
    return 2 if _about("self").search(before) or (label == "announced" and "change" in before) else 0


def _value(match: re.Match[str], day_first: Order) -> date | None:
    group = match.groupdict()
    if counted := group["y1"] or group["y5"]:
        year, month, day = int(counted), int(group["m1"] or group["m5"]), int(group["d1"] or group["d5"])
    elif group["y3"]:
        year, month, day = int(group["y3"]), _months()[group["m3"]], int(group["d3"])
    elif group["y4"]:
        year, month, day = int(group["y4"]), _months()[group["m4"]], int(group["d4"])
    else:
        order = _ordered(int(group["a"]), int(group["b"]), (lambda: True) if group["mark"] == "." else day_first)
        if order is None:
            return None
        (day, month), year = order, int(group["y2"])
        year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ordered(first: int, second: int, day_first: Order) -> tuple[int, int] | None:
    """(day, month) of two numbers; None where nothing tells which is which."""
    if first == second or (second > 12 >= first):
        return (second, first)
    if first > 12 >= second:
        return (first, second)
    known = day_first()
    if known is None:
        return None
    return (first, second) if known else (second, first)


def _unknown() -> None:
    """The order of day and month where there is no text to tell."""


def _day_first(blocks: Sequence[str]) -> bool | None:
    """Whether the text writes the day before the month: by its own clear dates, else by the places it names."""
    votes = 0
    for match in _dates().finditer(fold(" ".join(block for block in blocks if _DIGITS.search(block)))):
        group = match.groupdict()
        if group["y3"] or (group["a"] and int(group["a"]) > 12):
            votes += 1
        elif group["y4"] or (group["b"] and int(group["b"]) > 12):
            votes -= 1
    if votes == 0:
        text = fold(" ".join(blocks))
        places = {name: len(re.findall("|".join(words), text)) for name, words in _table("order").items()}
        votes = places["day_first"] - places["month_first"]
    return None if votes == 0 else votes > 0
