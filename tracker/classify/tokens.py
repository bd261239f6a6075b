"""A sentence as the rules see it: words, with dates, addresses and encoding damage set aside under a sign."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from tracker.classify.lexicon import load

DATE, MAIL, URL, PHONE, HIDDEN = "§date", "§mail", "§url", "§phone", "§hidden"
SIGNS = frozenset({DATE, MAIL, URL, PHONE, HIDDEN})

_TOKEN = re.compile(r"§[a-z]+|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥₹%]")
_ASCII_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[$%]")
_HIDDEN = re.compile(r"[\w.+-]{0,40}\[\s?email\s{0,3}protected\s?\][\w.+-]{0,40}|\[e-?mail\]", re.IGNORECASE)
_MAIL = re.compile(
    r"\(?(?:mailto:)?[\w.+-]{1,64}(?:@|\s?[(\[]at[)\]]\s?)[\w-]{1,63}(?:(?:\.|\s?[(\[]dot[)\]]\s?)[\w-]{1,63}){1,5}\)?"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"'“”]{1,500}|(?<![\w@.-])\.?(?:[a-z0-9-]{2,63}\.){1,4}(?:com|org|net|io|ai|eu|gov|edu|[a-z]{2})(?![\w.])(?:/[^\s<>()\[\]\"'“”,;]{0,300})?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().‑–-]{6,22}\d(?![\w])")
DAMAGE = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]|â€|Ã[\x80-\xbf©¨¶¼¤]")
_APOSTROPHES = "’‘`"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_NEAR = 24  # characters beside a number in which a month stands that makes a date of it
_DOTTED = re.compile(r"\.[a-z0-9ı-]")  # of addresses that do not say what they are
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_TYPOGRAPHIC = "’“”–—…•·‘\u00a0"  # commonest outside ASCII, none of them a letter
_ONLY_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_SHORT = {"n't": " not", "'ll": " will", "'re": " are", "'ve": " have", "'d": " would", "'m": " am", "'s": ""}
_CONTRACTION = re.compile(r"(?:n't|'(?:ll|re|ve|d|m|s))\b")
_IRREGULAR = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
_IRREGULAR_WORD = re.compile(r"\b(?:won't|can't|cannot|shan't)\b")


@functools.cache
def _months() -> frozenset[str]:
    return frozenset(load("language.toml")["months"]["names"])


def _may_hold_date(text: str) -> bool:
    """A quick look before the long one: a year, or a number beside a month."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if end - start == 4 and text[start : start + 2] in {"19", "20"}:
            return True
        near = text[max(0, start - _NEAR) : end + _NEAR].casefold()
        if not _months().isdisjoint(_LETTERS.findall(near)):
            return True
    return False


@functools.cache
def _date() -> re.Pattern[str]:
    names = sorted(_months() - {"may"}, key=len, reverse=True)
    month = f"(?:{'|'.join(names)}|(?-i:May))"  # "at the age of 16 may" is no date
    day = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"\b(?:(?:the\s)?{day}\s(?:of\s|de\s)?{month}\.?(?!\w),?(?:\s(?:de\s)?{year})?"
        rf"|{month}\.?,?\s{day}(?!\d)(?:,?\s{year})?"
        rf"|(?:{month}|may)\.?,?\s(?:de\s)?{year}"
        rf"|{year}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:t[\d:.]{{5,15}}z?)?|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{year}"
        rf"|{day}\smay,?\s{year}|may\s{day},?\s{year}"
        rf")(?!\w)|(?<!\d){year}(?:年\s?\d{{1,2}}月\s?\d{{1,2}}日|년\s?\d{{1,2}}월\s?\d{{1,2}}일)",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Text:
    """One side of an edit. `words` are case-folded; `dates` and `addresses` keep what the signs stand for, in order."""

    raw: str
    words: tuple[str, ...]
    dates: tuple[str, ...]
    addresses: tuple[str, ...]
    damaged: bool


EMPTY = Text("", (), (), (), damaged=False)


@functools.lru_cache(maxsize=4096)
def read(raw: str) -> Text:
    """Split a sentence into words; equal dates in another order of day and month count as equal."""
    if not raw:
        return EMPTY
    dates: list[str] = []
    addresses: list[str] = []
    text = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
    for sign in _APOSTROPHES:
        text = text.replace(sign, "'")
    digits = _DIGIT.search(text)
    if digits and _may_hold_date(text):
        text = _keep(_date(), DATE, text, dates)
    text = text.casefold()
    if "protected" in text or "[e" in text:
        text = _HIDDEN.sub(f" {HIDDEN} ", text)
    if "@" in text or "[at" in text or "(at" in text:
        text = _keep(_MAIL, MAIL, text, addresses)
    if _DOTTED.search(text) or "://" in text or "www." in text:
        text = _keep(_URL, URL, text, addresses)
    if digits:
        text = _keep(_PHONE, PHONE, text, addresses)
    if "'" in text or "cannot" in text:
        text = _IRREGULAR_WORD.sub(lambda match: _IRREGULAR[match.group()], text)
        text = _CONTRACTION.sub(lambda match: _SHORT[match.group()], text)
    damaged = not raw.isascii() and DAMAGE.search(raw) is not None
    words = (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)
    return Text(raw, tuple(words), tuple(map(_same_date, dates)), tuple(addresses), damaged)


def _keep(pattern: re.Pattern[str], sign: str, text: str, kept: list[str]) -> str:
    def note(match: re.Match[str]) -> str:
        kept.append(match.group().casefold().strip(" .,;()").removeprefix("mailto:"))
        return f" {sign} "

    return pattern.sub(note, text)


def _same_date(date: str) -> str:
    parts = re.findall(r"\d+|[^\W\d_]+", date)
    return " ".join(
        sorted(part.lstrip("0") for part in parts if part not in {"of", "the", "de", "st", "nd", "rd", "th"})
    )


def squash(text: str) -> str:
    """Letters and digits alone: equal where only spaces, punctuation, quotes, hyphens or signs differ."""
    return letters(text.casefold())


def letters(text: str) -> str:
    """The letters and digits of a text. In ASCII, looking each character up is many times faster than any pattern."""
    if not text.isascii():
        for sign in _TYPOGRAPHIC:
            text = text.replace(sign, "")
        if not text.isascii():
            return _NOT_LETTERS.sub("", text)
    return text.translate(_ONLY_LETTERS)
