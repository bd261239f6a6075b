"""Clauses in other languages, read by the phrases of a data file: `german.toml`, `french.toml`.

The phrases are the first and commonest ones. What is found is told; where nothing is found the text is not called
silent, and no breach is claimed on what is read in part.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from tracker.model import Acceptance, Channel, Document, Lead, LeadKind, LeadUnit, Strength, Trigger
from tracker.model.datafile import data_file
from tracker.notice.find import Found
from tracker.notice.promise import Promise
from tracker.notice.text import Sentence, fold, read_sentences

LANGUAGES = frozenset({"german", "french"})
_NAME = re.compile(r"<([a-z_]{1,40})>")
_GAP = re.compile(r"<gap:(\d{1,2})>")
_APART = 2  # sentences between two of a clause
_REACH = 90  # characters around a period that say what it is for


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a language, compiled; the names of its numbers and units."""

    tables: Mapping[str, Mapping[str, re.Pattern[str]]]
    period: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[LeadUnit, re.Pattern[str]]

    def has(self, table: str, key: str, text: str) -> bool:
        return self.tables[table][key].search(text) is not None

    def found(self, table: str, text: str) -> list[str]:
        """The entries of a table that occur in a text, in the order of the file."""
        return [key for key, pattern in self.tables[table].items() if pattern.search(text)]


@functools.cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language of `LANGUAGES`."""
    data = dict(data_file("tracker.notice", f"{language}.toml"))
    words, numbers, units = (data.pop(key) for key in ("words", "numbers", "units"))
    tables = {
        table: {key: _compiled(patterns, words) for key, patterns in entries.items()} for table, entries in data.items()
    }
    number = "|".join(sorted(numbers, key=len, reverse=True))
    unit = "|".join(pattern for patterns in units.values() for pattern in patterns)
    count = rf"(?:(?P<word>{number})|(?P<digits>\d{{1,3}}))(?: \((?:(?P<also>\d{{1,3}})|[^()]{{1,16}})\))?"
    period = re.compile(rf"(?<!\w){count} (?P<unit>{unit})\b")
    by_unit = {unit: re.compile("|".join(units[unit])) for unit in get_args(LeadUnit) if unit in units}
    return Phrases(tables, period, numbers, {unit: by_unit[unit] for unit in _order(units) if unit in by_unit})


def _order(units: Mapping[str, object]) -> Iterator[LeadUnit]:
    """The units in the order of the file: `Werktage` before `Tage`."""
    for name in units:
        yield next(unit for unit in get_args(LeadUnit) if unit == name)


def _compiled(patterns: list[str], words: Mapping[str, list[str]]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    for _ in range(3):
        joined = _NAME.sub(lambda match: f"(?:{'|'.join(words[match.group(1)])})", joined)
    joined = _GAP.sub(r"(?:\\S{1,40} ){0,\1}", joined)
    return re.compile(rf"(?<!\w)(?:{joined})")


def find_foreign(document: Document, phrases: Phrases) -> Found | None:
    """The sentences of the section that says most about changes of the document; None where none promises anything."""
    best: tuple[int, Found] | None = None
    for number, section in enumerate(document.sections):
        run = list(_run(read_sentences(document, number), phrases))
        telling = sum(_tells(sentence.low, phrases) for sentence in run)
        titled = 2 * phrases.has("clause", "about", fold(section.heading)) if section.heading else 0
        if telling and (best is None or telling + titled > best[0]):
            best = telling + titled, Found(section.heading, tuple(run))
    return best[1] if best else None


def _run(sentences: tuple[Sentence, ...], phrases: Phrases) -> Iterator[Sentence]:
    last: int | None = None
    for at, sentence in enumerate(sentences):
        about = phrases.has("clause", "about", sentence.low)
        near = last is not None and at - last <= _APART and phrases.has("clause", "follow", sentence.low)
        if about or near:
            last = at
            yield sentence


def _tells(low: str, phrases: Phrases) -> bool:
    return any(phrases.found(table, low) for table in ("told", "page", "channel", "acceptance"))


def read_foreign(clause: Found, phrases: Phrases) -> list[Promise]:
    """What each sentence of a clause promises."""
    return [_promise(sentence.low, phrases) for sentence in clause.sentences]


def _promise(low: str, phrases: Phrases) -> Promise:
    channels = _channels(low, phrases)
    lead = _lead(low, phrases)
    timed = channels or lead.kind in {"immediate", "disclaimed"}
    return Promise(
        low,
        (_trigger(low, phrases),),
        channels,
        lead=lead if timed else Lead(),
        acceptance=tuple(way for way in get_args(Acceptance) if way in phrases.found("acceptance", low)),
    )


def _trigger(low: str, phrases: Phrases) -> Trigger:
    found = phrases.found("trigger", low)
    return next((trigger for trigger in get_args(Trigger) if found and trigger == found[0]), "any")


def _channels(low: str, phrases: Phrases) -> dict[Channel, Strength]:
    page = _page(low, phrases)
    if phrases.has("told", "refused", low):
        page["none_disclaimed"] = "will"
        return page
    told = phrases.has("told", "will", low)
    named = phrases.found("channel", low) if told or phrases.has("clause", "about", low) else []
    names = [channel for channel in get_args(Channel) if channel in named]
    cues = phrases.found("strength", low)
    how: Strength = next((strength for strength in get_args(Strength) if cues and strength == cues[-1]), "will")
    channels: dict[Channel, Strength] = dict.fromkeys(names, how)
    if told and not channels and not page:
        channels["unspecified"] = how
    return channels | page


def _page(low: str, phrases: Phrases) -> dict[Channel, Strength]:
    found = phrases.found("page", low)
    return {channel: "will" for channel in get_args(Channel) if channel in found}


def _lead(low: str, phrases: Phrases) -> Lead:
    for match in phrases.period.finditer(low):
        before, after = (
            low[max(0, match.start() - _REACH) : match.start()],
            low[match.end() : match.end() + _REACH].strip(),
        )
        value, unit = _length(match, phrases)
        if phrases.tables["lead"]["before"].match(after) or phrases.has("lead", "notice", before):
            return Lead("fixed", value, unit, "effective" if "vor " in after or "avant" in after else "notice")
        if phrases.tables["lead"]["after"].match(after):
            return Lead("fixed", value, unit, "posting")
    for kind in get_args(LeadKind):
        if kind in phrases.tables["lead"] and phrases.has("lead", kind, low):
            return Lead(kind)
    return Lead()


def _length(match: re.Match[str], phrases: Phrases) -> tuple[int, LeadUnit]:
    digits = match.group("also") or match.group("digits")
    value = int(digits) if digits else phrases.numbers[match.group("word")]
    unit = next(unit for unit, pattern in phrases.units.items() if pattern.fullmatch(match.group("unit")))
    return value, unit
