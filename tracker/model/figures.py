"""Figures and signs spelled out, so that what compares letters takes no $1.50 for $150 and no tick for a cross."""

from __future__ import annotations

import re
from collections import Counter

_DIGITS = re.compile("[0-9]+")
_NUMBER = r"[0-9]{1,12}(?:[.,'’/:–-][0-9]{1,12}){0,8}"
_FIGURE = re.compile(
    rf"(?:([<>≤≥$€£¥₹]) ?)?(?<![\w.,'’/:–-])({_NUMBER})(?:(\+)(?!\w)| ?([$€£¥₹%]))?(?![\w$€£¥₹%])",
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([.,'’])[0-9]{3})(?:\1[0-9]{3}){0,4}(?:[.,][0-9]{1,2})?")
_GROUP = re.compile(r"[.,'’](?=[0-9]{3})")
_DECIMAL = re.compile(r"([0-9]+)[.,]([0-9]{1,2})")
_RANGE = re.compile(r"([0-9]{1,3})[–-]([0-9]{1,3})")
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "%": "percent"}
_SIGNS |= {"<": "lessthan", ">": "morethan", "≤": "atmost", "≥": "atleast", "+": "orover"}
_MARK = re.compile(r"\b(?:ticked|crossed|lessthan|morethan|atmost|atleast|orover)\b")
_TICKS, _CROSSES = "✓✔☑✅", "✗✘☒❌"


def spelled(text: str) -> str:
    """The text with its figures in letters and digits: "$1.50" as "1p50 usd", "7-30" as "7to30", "16+" as "16 orover".

    Separators of thousands go. Dates, telephone numbers and numbers of versions stay as they are. Ticks and crosses
    become words, but for a tick at the beginning, where it is the mark of a list.
    """
    text = _with_figures_spelled(text)
    return text if text.isascii() else _ticked(text)


def _with_figures_spelled(text: str) -> str:
    """Looks where digits stand: far faster than trying the whole pattern at every letter."""
    parts: list[str] = []
    done = 0
    for digits in _DIGITS.finditer(text):
        at = digits.start()
        if at < done:
            continue
        starts = (start for start in (at - 2, at - 1, at) if start >= done)
        found = next((match for start in starts if (match := _FIGURE.match(text, start))), None)
        if found:
            parts += text[done : found.start()], _figure(found)
            done = found.end()
    return "".join([*parts, text[done:]]) if parts else text


def marks(text: str) -> Counter[str]:
    """The signs of a text that are no figure and no letter, spelled out: ticks, crosses, "less than", "or over"."""
    return Counter(_MARK.findall(spelled(text.casefold())))


def _ticked(text: str) -> str:
    for sign in _TICKS:
        if sign in text:
            text = text.lstrip(f" {sign}").replace(sign, " ticked ")
    for sign in _CROSSES:
        if sign in text:
            text = text.replace(sign, " crossed ")
    return text


def _figure(found: re.Match[str]) -> str:
    before, number, plus, after = found.groups()
    said = [_number(number), *(_SIGNS[sign] for sign in (before, plus or after) if sign)]
    return " ".join(said) if len(said) > 1 else said[0]


def _number(number: str) -> str:
    if _THOUSANDS.fullmatch(number):
        number = _GROUP.sub("", number)
    if found := _DECIMAL.fullmatch(number):
        return f"{found[1]}p{found[2]}"
    if found := _RANGE.fullmatch(number):
        return f"{found[1]}to{found[2]}"
    return number
