"""A comparison as Markdown, for a comment on a pull request or a file: bounded, and safe to post.

Words of the texts are escaped so that they are read as words: no markup, no HTML, no link, no mention of a person and
no reference to an issue. GitHub links addresses, `@names` and `#numbers` in plain text by itself, whatever is escaped;
a zero-width space keeps them apart, as Dependabot does it. Differences are marked by `<ins>` and `<del>`, which
GitHub and GitLab show; `**` and `~~` do not hold beside punctuation or within words.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tracker.model import Change, Redline
from tracker.model.points import Point, points
from tracker.model.wording import (
    DIRECTIONS,
    NOISE_KINDS,
    VERDICTS,
    count,
    dates_in_words,
    one_line,
    section_in_words,
    sentence,
    words_counted,
)
from tracker.publish.redline import Fold, Paragraph
from tracker.publish.sections import Part, parts

_MOST = 24  # findings
_LONGEST = 40_000  # characters of redlines; a comment on GitHub may have 65,536 in all
_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_START = re.compile(r"(\d{0,9})([#+\-=>:.)])")  # what would make a line a heading, a list, a quote or a rule
_LIVE = re.compile(r"(?i)((?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|[@#]|gh(?=-\d))")
_TAG = {"insert": "ins", "delete": "del"}


def comparison_markdown(change: Change) -> str:
    """Verdict, summary, dates, findings, what became of the sections, and the changed paragraphs folded away."""
    kind = sentence(VERDICTS[change.verdict] + _direction(change))
    lines = [f"**{kind}** {escaped(sentence(change.summary))}", ""]
    if change.noise_kind:
        lines += [sentence(NOISE_KINDS[change.noise_kind]), ""]
    if dates := dates_in_words(change):
        lines += [" ".join(dates), ""]
    if change.findings:
        lines += ["### What was found", "", *_findings(change)]
    shown = [part for part in parts(change.sections) if part.place == "here"]
    if shown:
        lines += ["### Section by section", "", *map(_section, shown), "", *_redlines(shown, change)]
    return "\n".join(lines).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """The text on one line, as Markdown that shows just it."""
    line = _MARKUP.sub(r"\\\g<0>", one_line(text)).replace("&", "&amp;").replace("<", "&lt;")
    if start := _START.match(line):
        line = f"{start[1]}\\{line[start.end(1) :]}"
    return _LIVE.sub("\\1\u200b", line)


def _direction(change: Change) -> str:
    return f", {DIRECTIONS[change.direction]}" if change.direction != "neutral" else ""


def _findings(change: Change) -> Iterator[str]:
    found = points(change.findings, _MOST)
    for point in found.main:
        yield from _point(point)
    if found.rest:
        yield from (f"{sentence(count(len(found.rest), 'further finding'))}", "")


def _point(point: Point) -> Iterator[str]:
    yield f"- **{escaped(point.why)}** {escaped(point.where)}"
    for label, quote in (
        ("Before" if point.after else "Taken out", point.before),
        ("Now" if point.before else "Added", point.after),
    ):
        if quote:
            yield from ("", f"  > {label}: {_runs(quote)}")
    yield ""


def _section(part: Part) -> str:
    section = part.sections[0]
    weight = VERDICTS[section.verdict] if section.verdict != "noise" else "nothing of substance"
    told = ", ".join(filter(None, [weight, words_counted(section)]))
    return f"- {escaped(section_in_words(section))} *{told}*"


def _redlines(shown: list[Part], change: Change) -> Iterator[str]:
    """The changed paragraphs of each section, folded; those that find no room are counted."""
    bodies = ["\n".join(_words(part)) for part in shown if _changed(part)]
    lengths = itertools.accumulate(len(body) for body in bodies)
    room = sum(length <= _LONGEST for length in lengths)
    if not bodies:
        return
    yield from ("<details><summary>The words, added and taken out</summary>", "")
    if change.truncated:
        yield from ("The two texts differ so much that this comparison is coarse.", "")
    yield from bodies[:room]
    if room < len(bodies):
        yield from (f"There is no room here for the words of {count(len(bodies) - room, 'further section')}.", "")
    yield from ("</details>", "")


def _words(part: Part) -> Iterator[str]:
    yield from (f"**{escaped(section_in_words(part.sections[0]))}**", "")
    for place, line in enumerate(_changed(part)):
        yield from ([">"] if place else [])
        yield f"> {_runs(line.runs)}"
    yield ""


def _changed(part: Part) -> list[Paragraph]:
    return [line for line in part.lines if not isinstance(line, Fold) and line.mark != "equal"]


def _runs(redline: Redline) -> str:
    """Marked words between tags of ours; the blanks beside them stay outside."""
    shown = []
    for op, text in redline:
        words = escaped(text)
        if op != "equal" and words:
            words = f"<{_TAG[op]}>{words}</{_TAG[op]}>"
        before = " " if text[:1].isspace() and words else ""
        after = " " if text[-1:].isspace() else ""
        shown.append(f"{before}{words}{after}")
    return "".join(shown).strip()
