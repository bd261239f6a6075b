"""A publisher's calendar: what is owed by when, and that touching the text again sends nothing twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.pipeline.test_follow import LONGER, START, TEXT, Story
from tracker.model import Owed
from tracker.pipeline import duties

EFFECTIVE = date(2027, 3, 20)
DATED = LONGER.replace("# Privacy policy of Acme\n", "# Privacy policy of Acme\n\nEffective as of 20 March 2027.\n")
DEADLINE = date(2027, 3, 13)


@pytest.fixture
def story() -> Story:
    begun = Story()
    begun.check(TEXT)
    begun.check(DATED)
    return begun


def owed(story: Story, sent_at: datetime | None) -> Owed:
    return Owed("x", "hash", (story.history.records[0].id,), START, sent_at)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 3, 2), "owed"),
        (date(2027, 3, 9), "owed"),
        (date(2027, 3, 10), "due_soon"),
        (date(2027, 3, 13), "due_soon"),
        (date(2027, 3, 14), "late"),
        (date(2027, 3, 20), "late"),
    ],
)
def test_an_email_is_owed_by_the_day_that_the_text_in_force_promises(story, today, state):
    (duty,) = duties(story.history, [owed(story, None)], today)
    assert (duty.channel, duty.by, duty.effective_on, duty.state) == ("email", DEADLINE, EFFECTIVE, state)


def test_it_is_done_when_the_last_mail_has_gone_and_late_where_that_was_too_late(story):
    (done,) = duties(story.history, [owed(story, datetime(2027, 3, 13, 20, tzinfo=UTC))], date(2027, 3, 15))
    assert done.state == "done"
    (late,) = duties(story.history, [owed(story, datetime(2027, 3, 14, 1, tzinfo=UTC))], date(2027, 3, 15))
    assert late.state == "late"
    sent = owed(story, START + timedelta(days=2))
    (waiting,) = duties(story.history, [sent, owed(story, None)], date(2027, 3, 5))
    assert waiting.state == "owed"


def test_an_editorial_follow_up_restarts_nothing_and_a_material_one_owes_its_own(story):
    story.check(DATED.replace("We use them to run the service.", "We use them in order to run the service."))
    assert len(duties(story.history, [], date(2027, 3, 5))) == 1
    story.check(DATED.replace("24 months", "36 months"))
    assert len({duty.change for duty in duties(story.history, [], date(2027, 3, 6))}) == 2


def test_a_change_taken_back_owes_nothing(story):
    story.check(TEXT)
    assert duties(story.history, [], date(2027, 3, 5)) == ()


def test_a_change_without_a_coming_date_has_no_calendar():
    story = Story()
    story.check(TEXT)
    story.check(LONGER)
    assert duties(story.history, [], date(2027, 3, 3)) == ()
