"""The text part: 72 columns, the summary first, made for a mail reader in a terminal."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.model import Owed, Record, Settings
from tracker.model.address import absolute, change_page, web_address
from tracker.model.points import MOST, Point, points
from tracker.model.promise import JudgedPromise
from tracker.model.quotes import joined
from tracker.model.wording import (
    DIRECTIONS,
    choices_in_words,
    clean,
    dates_in_words,
    headline,
    judged_promises,
    notice_in_words,
    one_line,
    policy_title,
    seen_in_words,
    sentence,
    summary_of,
    verdict_of,
)

IN_FULL = 20  # changes told in full; beyond them, a title and a link each
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Beside:
    """What a mail goes by beside the records that it tells.

    Attributes:
        laws: what declared laws ask for beside the promises, a line each, by change id.
        own: ids of policies that are the sender's own. The mail is then the notice itself, and judges no promise.
        earlier: the records that others take back, by id.
    """

    laws: Mapping[str, Sequence[str]] = field(default_factory=dict)
    own: Collection[str] = ()
    earlier: Mapping[str, Record] = field(default_factory=dict)

    def taken_back(self, record: Record) -> str:
        """What the change was that this one takes back; empty where it takes none back, or it is not known."""
        earlier = self.earlier.get(record.withdraws or "")
        return summary_of(earlier) if earlier else ""

    def notice(self, record: Record) -> str:
        """The notice verdict in words; empty where the mail judges none."""
        judged = not record.withdraws and record.policy.id not in self.own
        return notice_in_words(record.notice, record.rule) if judged else ""


NOTHING_BESIDE = Beside()


def message_text(
    records: Sequence[Record], settings: Settings, footer: Iterable[str], beside: Beside = NOTHING_BESIDE
) -> str:
    """The whole text part."""
    lines: list[str] = []
    if len(records) > 1:
        lines += [f"{len(records)} changes", ""]
        for place, record in enumerate(records):
            lines += _wrapped(" ".join(filter(None, (headline(record), sentence(beside.notice(record))))), "* ")
            lines += [f"  {absolute(change_page(record.id), settings)}"] if place >= IN_FULL else []
        lines += ["", "=" * _WIDTH, ""]
    for place, record in enumerate(records[:IN_FULL]):
        lines += ["", "=" * _WIDTH, ""] if place else []
        lines += _record(record, settings, beside)
    lines += ["", "-- "]
    for line in footer:
        lines += _wrapped(line)
    lines += [settings.base_url]
    return clean("\n".join(lines) + "\n")


def alert_text(owed: Owed, settings: Settings) -> str:
    """The text of the operator's mail about policies that fail or are held."""
    one = len(owed.failing) == 1
    told = itertools.zip_longest(owed.failing, owed.reasons, fillvalue="")
    return clean(
        "\n".join(
            [
                *_wrapped(
                    f"{'This policy' if one else 'These policies'} could not be followed several times in a row:"
                ),
                "",
                *(line for policy, why in told for line in _stuck(policy, why)),
                "",
                *_wrapped(
                    f"How {'it stands' if one else 'they stand'} now is on the status page and in `tracker status`:"
                ),
                absolute("index.html", settings),
                "",
                *_wrapped(
                    f"You will hear of {'it' if one else 'each'} again when it has recovered and is in trouble anew."
                ),
                "",
            ]
        )
    )


def _stuck(policy: str, why: str) -> list[str]:
    return [f"* {one_line(policy, 100)}", *(f"  {line}" for line in _wrapped(one_line(why, 800)))]


def _record(record: Record, settings: Settings, beside: Beside) -> list[str]:
    change = record.change
    kind = sentence(verdict_of(record) + (f", {DIRECTIONS[change.direction]}" if change.direction != "neutral" else ""))
    kind = " ".join(filter(None, (kind, sentence(beside.notice(record)))))
    lines = [*_wrapped(policy_title(record.policy)), *_wrapped(kind), "", *_wrapped(summary_of(record)), ""]
    for line in (*dates_in_words(change), seen_in_words(record.seen, record.policy.timezone)):
        lines += _wrapped(line)
    if choices := choices_in_words(record):
        lines += ["", *(piece for line in choices for piece in _wrapped(line))]
    if record.withdraws:
        lines += ["", *_wrapped(f"It takes back: {beside.taken_back(record)}")]
        lines += [absolute(change_page(record.withdraws), settings)]
    if change.findings:
        found = points(change.findings, MOST)
        lines += ["", *_title("What was found")]
        for point in found.main:
            lines += ["", *_point(point)]
        lines += ["", *_wrapped(found.more)] if found.more else []
    if not record.withdraws:
        lines += _promised(record) if record.policy.id in beside.own else _kept(record)
    for law in beside.laws.get(record.id, ()):
        lines += ["", *_wrapped(f"Beside the promise, a law: {law}")]
    lines += ["", "The whole change with its redline:", absolute(change_page(record.id), settings)]
    sources = [url for url in map(web_address, record.policy.urls) if url]
    return lines + (["The policy itself:", *sources] if sources else [])


def _kept(record: Record) -> list[str]:
    verdict = sentence(notice_in_words(record.notice, record.rule))
    lines = ["", *_title("Were people told as promised?"), "", *_wrapped(verdict)]
    promises = judged_promises(record.notice, record.rule)
    for judged in promises:
        lines += ["", *_wrapped(f"{judged.promise} {_verdict(promises, judged)}")]
        for reason in judged.reasons:
            lines += _wrapped(reason, "* ")
    return lines


def _promised(record: Record) -> list[str]:
    promises = [judged.promise for judged in judged_promises(record.notice, record.rule) if judged.read]
    title = ["", *_title("How such changes are announced"), ""] if promises else []
    return title + [line for promise in promises for line in _wrapped(promise, "* ")]


def _verdict(promises: Sequence[JudgedPromise], judged: JudgedPromise) -> str:
    """The verdict of one promise, where it is not the verdict of all and not said by the promise itself."""
    alone = len(promises) == 1 or judged.word == "nothing_promised"
    return "" if alone else judged.verdict


def _title(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _point(point: Point) -> list[str]:
    return [
        *_wrapped(point.why, "* "),
        *_wrapped(point.where, "  "),
        *(_quoted("before: " if point.after else "taken out: ", joined(point.before)) if point.before else []),
        *(_quoted("now: " if point.before else "added: ", joined(point.after)) if point.after else []),
    ]


def _quoted(label: str, quote: str) -> list[str]:
    return ["", *_wrapped(f"{label}“{one_line(quote)}”", "    ")]


def _wrapped(text: str, lead: str = "") -> list[str]:
    return textwrap.wrap(
        one_line(text),
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
