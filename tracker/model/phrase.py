"""Text as people read it: clean, on one line, counted, listed, dated. No markup and no escaping here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Control characters but tab and newline, lone surrogates and non-characters (XML forbids them; ESC steers
# terminals), and the overrides and isolates that make text read otherwise than it is.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NEWLINES = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_QUOTATIONS = re.compile("(“[^“”]*”)")
_SHORTEST_QUOTATION = 30  # characters, its marks included


def clean(text: str) -> str:
    """The text without characters that XML forbids, that steer a terminal or that reorder what is read."""
    if text.isprintable():  # nearly always, and then nothing below can match
        return text
    return _FORBIDDEN.sub("", _NEWLINES.sub("\n", text))


def one_line(text: str, limit: int = 0) -> str:
    """The text, clean, on one line; cut at a word to `limit` characters, where that is not zero, with an ellipsis."""
    line = (text if text.isprintable() and "  " not in text else _SPACES.sub(" ", clean(text))).strip()
    if not limit or len(line) <= limit:
        return line
    head = line[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip(" ,;:–-") + "…"


def briefly(text: str, limit: int) -> str:
    """The text on one line of at most `limit` characters.

    Quotations are cut short first, the longest by most: `“We will e-mail you …” was removed in “6. Changes”` still says
    what became of them, which stands behind.
    """
    parts = _QUOTATIONS.split(one_line(text))
    while (over := sum(map(len, parts)) - limit) > 0:
        longest = max(range(len(parts)), key=lambda place: len(parts[place]) if parts[place].startswith("“") else 0)
        quote = parts[longest]
        if not quote.startswith("“") or len(quote) <= _SHORTEST_QUOTATION:
            break
        parts[longest] = f"“{one_line(quote[1:-1], max(_SHORTEST_QUOTATION, len(quote) - over) - 2)}”"
    return one_line("".join(parts), limit)


def listed(items: Iterable[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    parts = list(items)
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def count(number: float, noun: str) -> str:
    """`1 day`, `0 days`, `2.5 days`."""
    shown = f"{number:.0f}" if number == round(number) else f"{number:.1f}"
    return f"{shown} {noun}{'' if shown == '1' else 's'}"


def sentence(text: str) -> str:
    """The text with a capital at its start and a stop at its end."""
    line = one_line(text)
    return line[:1].upper() + line[1:] + ("" if not line or line.endswith((".", "!", "?", "…", ".”", "?”")) else ".")


def long_date(day: date) -> str:
    """`5 March 2026`: read alike on both sides of the Atlantic."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime, zone: str = "UTC") -> str:
    """`2026-03-05 06:00 UTC`: a point in time as the zone's clocks show it (UTC where the zone is not known)."""
    return at.astimezone(_zone(zone)).strftime("%Y-%m-%d %H:%M %Z")


def day_of(at: datetime, zone: str = "UTC") -> date:
    """The calendar day of a point in time in that zone."""
    return at.astimezone(_zone(zone)).date()


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
