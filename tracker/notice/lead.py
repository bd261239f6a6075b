"""How long before it takes effect a change is to be announced, read from one clause."""

from __future__ import annotations

import re
from typing import Literal, get_args

from tracker.model import Lead, LeadKind, LeadUnit
from tracker.notice.phrases import phrase, phrases, word

PROTECTION: tuple[LeadKind, ...] = get_args(LeadKind)  # most protective first, as the model lists them
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {
    **{name: value for value, name in enumerate(_ONES, 1)},
    **{name: 10 * value for value, name in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * tens + ones for tens, ten in enumerate(_TENS, 2) for ones, one in enumerate(_ONES[:9], 1)},
    "a": 1,
    "an": 1,
    "first": 1, "second": 2, "third": 3, "fifth": 5, "seventh": 7, "tenth": 10, "fourteenth": 14, "fifteenth": 15,
    "twentieth": 20, "twenty-first": 21, "thirtieth": 30, "forty-fifth": 45, "sixtieth": 60, "ninetieth": 90,
}  # fmt: skip
PERIOD = re.compile(
    rf"(?<![\w.])(?P<number>{word('number')})(?:[ -]\(?(?:(?P<digits>[0-9]{{1,3}})|[a-z-]{{3,12}})\))?"
    rf"[ -]{{1,2}}(?:(?:full|clear|whole|complete|consecutive) )?(?P<unit>{word('unit')})(?:’s?|\b)"
)
_ORDINAL = re.compile(word("ordinal"))
_REACH = 70  # characters on each side of a period that say what it is for


def read_lead(clause: str) -> Lead:
    """The lead time a clause states; kind `none_stated` where it states none. `clause` is folded text."""
    fixed = [lead for match in PERIOD.finditer(clause) if (lead := lead_of(clause, match))]
    if fixed:
        return fixed[0]
    if phrase("lead", "disclaimed").search(clause):
        return Lead(kind="disclaimed")  # "without prior notice" is no promise of prior notice
    for kind, pattern in phrases("lead"):
        if pattern.search(clause):
            return Lead(kind=_kind(kind), measured_from=_reference(clause, kind))
    return Lead()


def protective(lead: Lead) -> int:
    """Rank of a lead: 0 is the most protective kind."""
    return PROTECTION.index(lead.kind)


def _kind(name: str) -> LeadKind:
    return next(kind for kind in PROTECTION if kind == name)


def _reference(clause: str, kind: str) -> Literal["effective", "continued_use"] | None:
    if kind not in {"prior_unspecified", "on_or_before_effective"}:
        return None
    if phrase("number", "continued").search(clause):
        return "continued_use"
    return "effective" if phrase("number", "effect").search(clause) or "enforce" in clause else None


def lead_of(clause: str, match: re.Match[str]) -> Lead | None:
    """The lead time that a period found in a clause is, or None.

    A period is a lead time where it stands before an effect, is a notice's length, or delays the effect.
    """
    before = clause[max(0, match.start() - _REACH) : match.start()]
    after = clause[match.end() : match.end() + _REACH].lstrip(" ’)")
    value, unit = length(match)
    if value is None or value == 0 or _yours(clause, match):
        return None
    if _ORDINAL.fullmatch(match.group("number")) and not re.match(r"(?:after|following|from|before)\b", after):
        return None  # "the 30th day of June"
    effect = phrase("number", "effect")
    if phrase("number", "before").match(after):
        return Lead("fixed", value, unit, _before_reference(after))
    if phrase("number", "notice_of").search(before):
        return Lead("fixed", value, unit, "notice")
    if re.match(r"(?:\S{1,14} ){0,2}(?:notice|notification)\b", after):
        return Lead("fixed", value, unit, "posting" if re.search(r"by (?:post|publish)", after) else "notice")
    if phrase("number", "after").match(after) and effect.search(before):
        return Lead("fixed", value, unit, "posting" if _is_posting(after) else "notice")
    if phrase("number", "between").match(after) and effect.search(clause):
        return Lead("fixed", value, unit, "effective")
    if (
        phrase("number", "after").match(after)
        and phrase("number", "posted").search(after[:30])
        and effect.search(clause)
    ):
        return Lead("fixed", value, unit, "posting")
    return None


def _before_reference(after: str) -> Literal["notice", "effective", "posting"]:
    """`30 days' prior notice` counts from the notice, `30 days before it takes effect` back from the effect."""
    if re.match(r"(?:advance|prior) (?:\S{1,14} ){0,2}noti", after) or after.startswith("notice"):
        return "posting" if re.search(r"by (?:post|publish)", after) else "notice"
    if re.match(r"in advance|advance|earlier|ahead(?! of)", after):
        return "notice"
    return "effective"


def _is_posting(after: str) -> bool:
    posted, noticed = phrase("number", "posted").search(after), phrase("number", "noticed").search(after)
    return posted is not None and (noticed is None or posted.start() < noticed.start())


def _yours(clause: str, match: re.Match[str]) -> bool:
    """Whether the period is a deadline or a notice of the reader's."""
    before = clause[max(0, match.start() - _REACH) : match.start()]
    yours = [found.end() for found in phrase("number", "yours").finditer(before)]
    if not yours:
        return False
    since = before[yours[-1] :]
    return not phrase("announce", "active").search(since) and "effect" not in since


def length(match: re.Match[str]) -> tuple[int | None, LeadUnit]:
    """How long a period is; the number is None where it cannot be read."""
    return _value(match), _unit(match.group("unit"))


def _value(match: re.Match[str]) -> int | None:
    number = match.group("number")
    digits = match.group("digits") or (number.rstrip("sthndr") if number[:1].isdigit() else None)
    value = int(digits) if digits else _NUMBERS.get(number.replace(" ", "-"))
    return 2 * value if value and match.group("unit").startswith("fortnight") else value


def _unit(text: str) -> LeadUnit:
    if text.startswith(("business", "working", "banking")):
        return "business_day"
    if text.startswith("calendar") and "day" in text:
        return "calendar_day"
    if text.startswith("fortnight"):
        return "week"
    return next(unit for unit in get_args(LeadUnit) if text.removeprefix("calendar").strip(" -").startswith(unit))
