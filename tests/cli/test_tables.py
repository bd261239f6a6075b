"""Tables and redlines on a narrow terminal: ids stay whole, words are not cut, nothing is lost."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from rich.console import Console

from tests.samples import SECOND, THIRD
from tracker.cli.tables import duty_in_words, log_table, redline_text, run_table, state_of
from tracker.model import Held, PolicyStatus, fingerprint
from tracker.pipeline import Duty
from tracker.run import PolicyReport, RunReport

WORDS = " ".join(f"word{number}" for number in range(200))


def printed(renderable, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(renderable)
    return out.getvalue()


@pytest.mark.parametrize("first", [True, False])
def test_a_long_equal_stretch_is_cut_between_words(first):
    redline = (("equal", WORDS), ("delete", " thirty")) if first else (("delete", "thirty "), ("equal", WORDS))
    text = redline_text(redline).plain
    kept = text.replace("[-thirty-]", "").replace("[…]", "").split()
    assert set(kept) <= set(WORDS.split())
    assert len(kept) < 40


def test_marks_hold_words_and_white_space_stands_outside():
    redline = (("equal", "for"), ("delete", " thirty days"), ("insert", " a year"), ("equal", " after"))
    assert redline_text(redline).plain == "for [-thirty days-] {+a year+} after"
    assert redline_text((("insert", "\n"),)).plain.strip() == "{++}"


def test_a_held_page_is_counted_in_words():
    when = datetime(2027, 3, 1, tzinfo=UTC)
    held = Held("It asks for a person.", fingerprint("text"), when, 1)
    assert state_of(PolicyStatus(checked_at=when, held=held))[1].endswith("(seen once since 2027-03-01)")
    for failures, told in ((1, "failed once; gone"), (3, "failed 3 times in a row; gone")):
        assert told in state_of(PolicyStatus(checked_at=when, failures=failures, failure="gone: No page."))[1]


@pytest.mark.parametrize("length", [5, 40])
def test_ids_stay_whole_and_no_letter_of_a_reason_is_lost(length):
    name = "a" * (length - 2) + "-b"
    line = PolicyReport(name, "held", "The page shows a wall in front of the text: it says that you must sign in.")
    report = RunReport(datetime(2027, 3, 1, tzinfo=UTC), (line,), 0, None, 0)
    text = printed(run_table(report))
    assert name in text
    assert all(word in text for word in line.detail.split())


@pytest.mark.parametrize("width", [70, 80, 120])
def test_the_log_of_a_policy_loses_no_letter_and_cuts_no_id(width):
    text = printed(log_table((SECOND, THIRD)), width)
    what = "".join(line[text.index("what") :].strip() for line in text.splitlines()[1:]).replace(" ", "")
    for record in (SECOND, THIRD):
        assert record.id in text
        assert record.change.summary.replace(" ", "") in what


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("late", "e-mail was due by 2026-03-06 (late) for"),
        ("owed", "e-mail owed by 2026-03-06 for"),
        ("due_soon", "e-mail due soon, by 2026-03-06, for"),
        ("done", "e-mail done, due by 2026-03-06, for"),
    ],
)
def test_a_duty_says_by_which_day(state, words):
    assert words in duty_in_words(Duty("acme", "c1", "email", date(2026, 3, 6), date(2026, 3, 20), state))
