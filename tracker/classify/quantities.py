"""Figures in a sentence: periods, ages, amounts and what other numbers remain."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.classify.lexicon import load

_AGE_BEFORE = frozenset({"under", "age", "aged", "ages", "over", "below", "above", "than"})
_AGE_AFTER = frozenset({"old", "age"})
_MONEY = {  # what names a currency, and which
    word: currency
    for currency, words in {
        "usd": ("$", "usd", "dollar", "dollars"),
        "eur": ("€", "eur", "euro", "euros"),
        "gbp": ("£", "gbp", "pound", "pounds"),
        "inr": ("₹", "inr", "rupees"),
        "yen": ("¥", "yen"),
        "chf": ("chf", "francs", "franken"),
        "krone": ("kroner", "kronor"),
        "cent": ("cents",),
        **{code: (code,) for code in ("sek", "dkk", "nok", "aud", "cad")},
    }.items()
    for word in words
}
_MODIFIERS = frozenset({"business", "working", "calendar", "consecutive", "full"})
_REFERENCES = frozenset(
    {"section", "sections", "article", "articles", "art", "clause", "clauses", "paragraph", "annex", "schedule", "no"}
    | {
        "appendix",
        "exhibit",
        "chapter",
        "part",
        "item",
        "version",
        "v",
        "recital",
        "regulation",
        "act",
        "§",
        "eu",
        "code",
    }
)
_IN_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"[.,](?=\d{3}\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A figure: `size` is days for short periods, months for long ones, else the number; `words` as they stand."""

    kind: str  # days, months, age, money and its currency, percent, number
    size: float
    words: str


@functools.cache
def _numbers() -> dict[str, float]:
    return {word: float(value) for word, value in load("language.toml")["numbers"].items()}


@functools.cache
def _units() -> dict[str, str]:
    return {word: unit for unit, words in load("language.toml")["units"].items() for word in words}


def names_time(words: Iterable[str]) -> bool:
    """One of the words is a unit of time: "for a year", "for years"."""
    return not _units().keys().isdisjoint(words)


def quantities(words: Sequence[str]) -> tuple[Quantity, ...]:
    """The figures of a sentence in order; "thirty (30) days" and "30 days" are the same, dates are none."""
    if _numbers().keys().isdisjoint(words) and not _DIGIT.search(" ".join(words)):
        return ()
    found: list[Quantity] = []
    numbers, end = _numbers(), 0
    for place, word in enumerate(words):
        if place < end or not (word in numbers or word[0].isdigit()):
            continue
        value = _value(word)
        if value is None:
            continue
        end = place + 1
        while end < len(words) and end < place + 3 and _value(words[end]) == value:
            end += 1  # "thirty (30)"
        quantity, end = _read(words, place, end, value)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _read(words: Sequence[str], start: int, end: int, value: float) -> tuple[Quantity | None, int]:
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    spelled = words[start].isalpha()
    last = end + 1 if after in _MODIFIERS else end
    unit = _units().get(words[last]) if last < len(words) else None
    if unit is not None and not (spelled and value == 1 and unit != "year" and before in {"the", "at"}):
        return _period(words, start, last, value, unit)
    if _of_age(words, start) and 5 <= value <= 25 and not spelled:
        return Quantity("age", value, " ".join(words[start:end])), end
    if before in _MONEY or after in _MONEY:
        text = " ".join(words[start - (before in _MONEY) : end + (after in _MONEY)])
        return Quantity(f"money {_MONEY[after if after in _MONEY else before]}", value, text), end
    if after in {"%", "percent"}:
        return Quantity("percent", value, " ".join(words[start : end + 1])), end + 1
    if spelled or before in _REFERENCES or _YEAR.fullmatch(words[start]):
        return None, end
    return Quantity("number", value, words[start]), end


def _of_age(words: Sequence[str], start: int) -> bool:
    """As in "under 16", "the age of 16", "aged at least 16", "you must be at least 16"."""
    if tuple(words[max(0, start - 3) : start]) == ("be", "at", "least"):
        return True
    near, nearest = {*words[max(0, start - 3) : start]}, {*words[max(0, start - 1) : start]}
    return bool(_AGE_BEFORE & nearest) or bool({"age", "aged"} & near)


def _period(words: Sequence[str], start: int, last: int, value: float, unit: str) -> tuple[Quantity, int]:
    stop = last + 1
    old = unit == "year" and any(word in _AGE_AFTER for word in words[stop : stop + 2])
    text = " ".join(words[start:stop])
    if old or (unit == "year" and _of_age(words, start) and 5 <= value <= 25):
        return Quantity("age", value, text), stop
    qualifier = words[last - 1] if words[last - 1] in {"business", "working"} else ""
    if unit in _IN_DAYS:
        return Quantity(f"days{qualifier and ' business'}", round(value * _IN_DAYS[unit], 4), text), stop
    return Quantity("months", value * (12 if unit == "year" else 1), text), stop


def _value(word: str) -> float | None:
    if word[0].isdigit():
        try:
            return float(word if word.isdecimal() else _THOUSANDS.sub("", word).replace(",", "."))
        except ValueError:  # 1.2.3, a section number
            return None
    return _numbers().get(word)
