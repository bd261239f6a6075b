"""Dates, years and version numbers that the text states of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import SUBSTANCE, page_words, small_words
from tracker.classify.page import bounded
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.scene import Scene
from tracker.classify.tokens import DATE, read

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = 4  # words of a line that is a date and its label
_DATE_LINE = 14  # words; a longer sentence with a date says something else too
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_OPENING = 4  # words
_TELLS = frozenset({"now", "that", "who", "which", "from", "until", "instead"})  # more than which part was changed
_TO_COME = frozenset({"will", "updating", "upcoming", "coming", "soon", "new"})
_ITSELF = frozenset({"change", "changes", "document", "page", "text"})  # how a text may call itself
_VERSION = frozenset({"version", "v", "rev", "revision"})


def copyright_year(clause: Clause, _: Scene) -> Reason | None:
    """A copyright line counts years; it is no part of the policy."""
    raw = f"{clause.edit.before} {clause.edit.after}".casefold()
    if "©" not in raw and "copyright" not in raw and "all rights reserved" not in raw:
        return None
    claims = "©" in raw or "all rights reserved" in raw or _has_year(clause)
    titled = clause.edit.kind == "heading" and not claims  # "Copyright infringement"
    short = clause.longest <= _DATE_LINE and raw.strip().startswith(("©", "copyright")) and not titled
    if clause.shape != "modified" and (short or (claims and not raw.rstrip().endswith((".", ";")))):
        return noise("boilerplate", "A copyright line came or went.")
    if _undated(clause.old.words) == _undated(clause.new.words):
        return noise("boilerplate", "Only the year of the copyright line differs.")
    return None


def _undated(words: Sequence[str]) -> list[str]:
    return [word for word in words if word != DATE and not _YEAR.fullmatch(word)]


def clock(clause: Clause, _: Scene) -> Reason | None:
    """The time at which the server made the page is no date of the policy."""
    sides = [{*side.words} for side in (clause.old, clause.new) if side.words]
    if all(DATE in words and words & _WEEKDAYS and words <= _WEEKDAYS | {DATE} for words in sides):
        return noise("token", "A day of the week and its date differ: the server's own clock.")
    ended = (clause.edit.after or clause.edit.before).rstrip().endswith(".")
    if not ended and "clock" in page_words().find((*clause.old.words, *clause.new.words)):
        return noise("token", "Only the time at which the page was made differs.")
    return None


def date_moved(clause: Clause, scene: Scene) -> Reason | None:
    """The date of the text itself never raises a verdict; the same date in another form is no change at all."""
    old, new = clause.old, clause.new
    if _stated(clause):
        return editorial("effective_date", "The line that states the date of the text differs.", *_dates(clause))
    year = clause.english and _has_year(clause)  # elsewhere 2000 may as well be a price
    if (DATE not in old.words and DATE not in new.words and not year) or _listed(clause):
        return None
    if clause.shape == "modified" and _unversioned(old.words) == _unversioned(new.words):
        return _only_a_date(clause)
    sides = [side for side in (old, new) if side.words]
    if clause.longest > _DATE_LINE or clause.edit.kind == "row" or not all(_of_text(side) for side in sides):
        return None
    if clause.shape == "added" and new.has("announce", "update_note") and not _TO_COME.isdisjoint(new.words):
        return None  # "the new policy will take effect on 1 July"
    labelled = all("dated" in page_words().find(side.words[:_OPENING]) for side in sides)
    if clause.has(*SUBSTANCE, "data", "recipient", "children") and not (labelled and clause.longest <= _SHORT):
        return None
    line = bounded(clause.edit.after or clause.edit.before)
    if clause.shape != "modified" and all(line in page.bounded for page in (scene.before, scene.after)):
        return noise("layout", "The same line with a date stands on both pages.")
    if clause.shape == "removed" and scene.after.dated:
        return noise("boilerplate", "A line with a date is no longer on the page, and another is.")
    return editorial("effective_date", "A line that states the date of the text differs.", *_dates(clause))


def logged(clause: Clause, _: Scene) -> Reason | None:
    """An entry of the text's own history, a date and which part was changed, but nothing of what is done or owed."""
    said = clause.said.words
    if said[:1] != (DATE,) or len(said) == 1 or clause.edit.kind == "heading":
        return None
    titles = read(f"{clause.heading} . {clause.lead_in}").words
    if "history" not in page_words().find(titles) or not _TELLS.isdisjoint(said) or clause.said.quantities:
        return None
    if clause.has(*SUBSTANCE, "us", "you", "data", "datatype", "recipient", "children", "ai", "tracking", "negation"):
        return None  # "1 June 2031: we now sell your location"
    return editorial("effective_date", "An entry of the text's own history of changes differs.")


def _only_a_date(clause: Clause) -> Reason | None:
    old, new = clause.old, clause.new
    if Counter(old.text.dates) == Counter(new.text.dates) and old.text.dates:
        return noise("layout", "The same date is written in another form.")
    if {*old.words, *new.words} == {DATE} and _a_day_apart(old.text.dates, new.text.dates):
        return noise("layout", "A date by itself moved by a day: the clock of another time zone.")
    if clause.has("deadline"):
        return None
    return editorial("effective_date", "Only a date differs.", *_dates(clause))


def _of_text(side: Side) -> bool:
    """A date by itself, or led by what says that it is the text's own: "Last updated", "This policy applies from"."""
    if DATE not in side.words or side.has("deadline"):
        return False
    said = [word for word in _unversioned(side.words) if word.isalpha() and word not in _WEEKDAYS]
    if not small_words().issuperset(said) and "dated" not in page_words().find(side.words[:_OPENING]):
        named = side.has("document") or not _ITSELF.isdisjoint(side.words)
        return named and not page_words().find(side.words).keys().isdisjoint({"dated", "in_force"})
    return True


def _listed(clause: Clause) -> bool:
    """A date alone as an entry of a list, such as an archive by months."""
    return clause.edit.kind == "item" and {*clause.old.words, *clause.new.words} == {DATE}


def _stated(clause: Clause) -> bool:
    """A line that begins like "Last updated" and goes on with a date in a form that is not known."""
    sides = [side for side in (clause.old, clause.new) if side.words]
    if clause.longest > _DATE_LINE or any(DATE in side.words for side in sides):
        return False
    return all(
        "dated" in page_words().find(side.words[:_OPENING]) and any(word[0].isdigit() for word in side.words)
        for side in sides
    )


def _a_day_apart(old: Sequence[str], new: Sequence[str]) -> bool:
    """Dates as `tokens` keeps them: the numbers and names in a fixed order."""
    if len(old) != 1 or len(new) != 1:
        return False
    gone, come = Counter(old[0].split()) - Counter(new[0].split()), Counter(new[0].split()) - Counter(old[0].split())
    days = [next(iter(part)) for part in (gone, come) if part.total() == 1]
    return len(days) == 2 and all(day.isdigit() for day in days) and abs(int(days[0]) - int(days[1])) == 1


def _has_year(clause: Clause) -> bool:
    return any(len(word) == 4 and _YEAR.fullmatch(word) for word in (*clause.old.words, *clause.new.words))


def _dates(clause: Clause) -> tuple[str, str]:
    return (clause.edit.before, clause.edit.after) if clause.longest <= _DATE_LINE else ("", "")


def _unversioned(words: Sequence[str]) -> list[str]:
    kept = []
    for place, word in enumerate(words):
        after_version = place and words[place - 1] in _VERSION and word[0].isdigit()
        if not after_version and word != DATE and not _YEAR.fullmatch(word):
            kept.append(word)
    return kept
