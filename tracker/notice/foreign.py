"""Clauses in other languages, read by the phrases of a data file: `german.toml`, `french.toml`.

What is found is told; where nothing is found the text is not called silent, and no breach is claimed on what is read in
part.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from tracker.model import Acceptance, Channel, Document, Lead, LeadKind, LeadUnit, Strength, Trigger
from tracker.model.datafile import data_file
from tracker.notice.find import Found
from tracker.notice.promise import Promise
from tracker.notice.text import Sentence, fold, read_sentences

LANGUAGES = {"de": "german", "fr": "french"}  # and the names of their data files
_NAME = re.compile(r"<([a-z_]{1,40})>")
_GAP = re.compile(r"<gap:(\d{1,2})>")
_ASIDE = re.compile(r"^\([^()]{0,60}\) ?")  # "15 Tage (bei großen Änderungen 6 Wochen) vor ..."
_APART = 2  # sentences between two of a clause
_TITLE = 10  # words of a heading
_REACH = 90  # characters around a period that say what it is for


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a language, compiled; the names of its numbers and units."""

    tables: Mapping[str, Mapping[str, re.Pattern[str]]]
    period: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[LeadUnit, re.Pattern[str]]
    elides: bool = False

    def has(self, table: str, key: str, text: str) -> bool:
        return self.tables[table][key].search(text) is not None

    def seen(self, low: str) -> str:
        """A folded text as it is searched: with elisions apart (`l’ application`) where the language has them."""
        return low.replace("’", "’ ") if self.elides else low

    def found(self, table: str, text: str) -> list[str]:
        """The entries of a table that occur in a text, in the order of the file."""
        return [key for key, pattern in self.tables[table].items() if pattern.search(text)]


@functools.cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language of `LANGUAGES`."""
    data = dict(data_file("tracker.notice", f"{LANGUAGES[language]}.toml"))
    words, numbers, units = (data.pop(key) for key in ("words", "numbers", "units"))
    tables = {
        table: {key: _compiled(patterns, words) for key, patterns in entries.items()} for table, entries in data.items()
    }
    number = "|".join(sorted(numbers, key=len, reverse=True))
    unit = "|".join(pattern for patterns in units.values() for pattern in patterns)
    count = rf"(?:(?P<word>{number})|(?P<digits>\d{{1,3}}))(?: \((?:(?P<also>\d{{1,3}})|[^()]{{1,16}})\))?"
    period = re.compile(rf"(?<!\w){count} (?P<unit>{unit})\b")
    by_unit = {unit: re.compile("|".join(units[unit])) for unit in get_args(LeadUnit) if unit in units}
    in_order = {unit: by_unit[unit] for unit in _order(units) if unit in by_unit}
    return Phrases(tables, period, numbers, in_order, elides=language == "fr")


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
    """The sentences of the section that says most about changes of the document; None where none says anything.

    A promise counts more than the bare right to change the text, and a heading about changes more than either.
    """
    best: tuple[float, Found] | None = None
    for number, section in enumerate(document.sections):
        titled = _is_titled(phrases.seen(fold(section.heading)), phrases)
        run = list(_run(read_sentences(document, number), phrases, titled=titled))
        says = sum(_says(phrases.seen(sentence.low), phrases) for sentence in run)
        if says and (best is None or says + 2 * titled > best[0]):
            best = says + 2 * titled, Found(section.heading, tuple(run))
    return best[1] if best else None


def _is_titled(heading: str, phrases: Phrases) -> bool:
    return len(heading.split()) <= _TITLE and phrases.has("clause", "about", heading)


def _run(sentences: tuple[Sentence, ...], phrases: Phrases, *, titled: bool) -> Iterator[Sentence]:
    """The sentences about changes of the document, and those that carry on from one or from the heading."""
    last, listed = -1 if titled else None, False
    for at, sentence in enumerate(sentences):
        low = phrases.seen(sentence.low)
        if phrases.has("clause", "never", low):
            continue
        about = phrases.has("clause", "about", low)
        near = last is not None and at - last <= _APART and phrases.has("clause", "follow", low)
        led = listed and sentence.item
        listed = led or ((about or near) and low.endswith(":"))
        if about or near or led:
            last = at
            yield sentence


def _says(low: str, phrases: Phrases) -> float:
    if any(phrases.found(table, low) for table in ("told", "page", "channel", "acceptance")):
        return 1
    return 0.5 if phrases.has("clause", "reserve", low) else 0


def read_foreign(clause: Found, phrases: Phrases) -> list[Promise]:
    """What each sentence of a clause promises."""
    parts = phrases.tables["clause"]["parts"]
    said = [part for low in _joined(clause, phrases) for part in low.split("; ")]
    promises: list[Promise] = []
    for whole in said:
        for number, part in enumerate(parts.split(whole)):
            promise = _promise(part, phrases)
            if (number or promise.continues) and promise.triggers == ("any",) and promises:
                promise = replace(promise, triggers=promises[-1].triggers)
            promises.append(promise)
    return promises


def _joined(clause: Found, phrases: Phrases) -> Iterator[str]:
    """The sentences as they are searched; items are read with what leads up to their list."""
    lead = ""
    for sentence in clause.sentences:
        low = phrases.seen(sentence.low)
        if lead and sentence.item:
            lead += f" {low}"
            continue
        if lead:
            yield lead
        lead = low if low.endswith(":") else ""
        if not lead:
            yield low
    if lead:
        yield lead


def _promise(low: str, phrases: Phrases) -> Promise:
    channels = _channels(low, phrases)
    lead = _lead(low, phrases)
    timed = channels or lead.kind in {"immediate", "disclaimed"}
    ways = phrases.found("acceptance", phrases.tables["acceptance"]["ours"].sub(" ", low))
    return Promise(
        low,
        (_trigger(low, phrases),),
        channels,
        lead=lead if timed else Lead(),
        acceptance=tuple(way for way in get_args(Acceptance) if way in ways),
        continues=phrases.tables["told"]["continues"].match(low) is not None,
    )


def _trigger(low: str, phrases: Phrases) -> Trigger:
    found = phrases.found("trigger", low)
    return next((trigger for trigger in get_args(Trigger) if found and trigger == found[0]), "any")


def _channels(low: str, phrases: Phrases) -> dict[Channel, Strength]:
    page = _page(low, phrases)
    surely = phrases.has("told", "refused_not", low)
    if phrases.has("told", "refused", low) and not surely:
        page["none_disclaimed"] = "will"
        return page
    told = surely or (phrases.has("told", "will", low) and not phrases.has("told", "never", low))
    named: list[str] = []
    if told:
        named = phrases.found("channel", phrases.tables["told"]["up"].sub(" ", low))
    names = [channel for channel in get_args(Channel) if channel in named]
    cues = phrases.found("strength", low)
    how: Strength = next((strength for strength in get_args(Strength) if cues and strength == cues[-1]), "will")
    channels: dict[Channel, Strength] = dict.fromkeys(names, how)
    if told and not channels and not page:
        channels["unspecified"] = how
    return channels | page


def _page(low: str, phrases: Phrases) -> dict[Channel, Strength]:
    found = phrases.found("page", phrases.tables["channel"]["website_notice"].sub(" ", low))  # "a notice on the site"
    return {channel: "will" for channel in get_args(Channel) if channel in found}


def _lead(low: str, phrases: Phrases) -> Lead:
    for match in phrases.period.finditer(low):
        before, after = (
            low[max(0, match.start() - _REACH) : match.start()],
            _ASIDE.sub("", low[match.end() : match.end() + _REACH].strip()),
        )
        value, unit = _length(match, phrases)
        if phrases.tables["lead"]["before"].match(after) or phrases.has("lead", "notice", before):
            return Lead("fixed", value, unit, "effective" if "vor " in after or "avant" in after else "notice")
        if phrases.tables["lead"]["after"].match(after):
            return Lead("fixed", value, unit, "posting")
    surely = phrases.has("told", "refused_not", low)
    for kind in get_args(LeadKind):
        if kind in phrases.tables["lead"] and phrases.has("lead", kind, low):
            return Lead("prior_unspecified" if kind == "disclaimed" and surely else kind)
    return Lead()


def _length(match: re.Match[str], phrases: Phrases) -> tuple[int, LeadUnit]:
    digits = match.group("also") or match.group("digits")
    value = int(digits) if digits else phrases.numbers[match.group("word")]
    unit = next(unit for unit, pattern in phrases.units.items() if pattern.fullmatch(match.group("unit")))
    return value, unit
