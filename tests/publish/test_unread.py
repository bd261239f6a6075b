"""A change of a text whose promises were not read: said as it is everywhere, and on no record of promises kept."""

from __future__ import annotations

import pytest
from lxml import html

from tests.publish.whole import publish_feeds, publish_site
from tests.samples import FERNWEH, NOT_SHOWN, SETTINGS, STATUS, at, history, record
from tracker.cli.tables import log_table
from tracker.mail import Beside, Filter, Subscriber, compose
from tracker.model import NoticeRule, NoticeVerdict, Owed, TierVerdict
from tracker.model.wording import notice_sentences
from tracker.publish.chart import chart
from tracker.publish.tally import Tally, tally, told

RULE = NoticeRule(none_found=True, flags=("language_not_read",))
SAID = "The text is not in English: what it promises about its changes was not read."
UNREAD = NoticeVerdict("not_shown", (TierVerdict("any", "not_shown", None, None, None, (SAID,)),))
CHANGE = record(2, rule=RULE, notice=UNREAD)
KEPT = NoticeVerdict("met", (TierVerdict("any", "met", 7.0, 8.0, 9.0, ()),))
ALONE = publish_site([history(FERNWEH, CHANGE, rule=RULE)], STATUS, SETTINGS)
BESIDE = publish_site([history(FERNWEH, record(1, notice=KEPT), CHANGE, rule=RULE)], STATUS, SETTINGS)
FALSE = ("not shown to be kept", "promised for any change", "notice was promised for")


def words(body):
    return " ".join(html.document_fromstring(body.decode()).xpath("string(//main)").split())


@pytest.mark.parametrize("path", [path for path in ALONE if path.endswith(".html")])
def test_no_page_says_that_a_promise_is_not_shown(path):
    shown = words(ALONE[path]).casefold()
    assert not [claim for claim in FALSE if claim in shown]


def test_the_page_of_the_change_says_what_was_not_read_once():
    shown = words(ALONE[f"changes/{CHANGE.id}/index.html"])
    assert "promise not read" in shown
    assert shown.count(SAID) == 1


def test_no_feed_says_that_a_promise_is_not_shown():
    for body in publish_feeds([history(FERNWEH, CHANGE, rule=RULE)], SETTINGS).values():
        assert not [claim for claim in FALSE if claim in body.decode().casefold()]


def test_it_stands_on_no_record_and_the_index_counts_it_apart():
    page = html.document_fromstring(BESIDE["services/fernweh/index.html"].decode())
    assert [row.text for row in page.xpath("//table[@class='record']//time")] == ["2026-04-01"]
    index = html.document_fromstring(BESIDE["index.html"].decode())
    figures = {
        cell.get("data-label"): cell.text_content() for cell in index.xpath("//table[@class='tally']/tbody/tr[1]/td")
    }
    assert figures["Not shown"] == "0"
    assert (figures["Changes told"], figures["Not read"], figures["Share announced"]) == ("2", "1", "100\u00a0%")
    assert "Change by change" not in words(ALONE["services/fernweh/index.html"])


def test_the_index_has_no_such_column_where_all_was_read():
    site = publish_site([history(FERNWEH, record(1, notice=KEPT))], STATUS, SETTINGS)
    assert "Not read" not in words(site["index.html"])


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0, 0, 1), "What was promised was not read for the one change told."),
        ((0, 0, 0, 0, 2), "What was promised was not read for any of the 2 changes told."),
        (
            (0, 0, 0, 3, 2),
            "No notice was promised for 3 of the 5 changes told; for 2 it was not read what was promised.",
        ),
        (
            (1, 0, 0, 0, 2),
            "Notice was promised for one change, and it was given; for 2 more it was not read what was promised.",
        ),
    ],
)
def test_the_sentence_of_the_record(counts, said):
    assert Tally(*counts).sentence == said


def test_it_is_counted_apart_and_is_no_column_of_the_chart():
    changes = told([record(1, notice=KEPT), CHANGE, record(3, notice=NOT_SHOWN)], {})
    assert tally(changes) == Tally(met=1, not_shown=1, breached=0, nothing_promised=0, unread=1)
    assert [change.read for change in changes] == [True, False, True]
    assert chart([change for change in changes if change.read]) is not None


def mail(beside):
    ann = Subscriber("ann@example.org", (Filter(("fernweh-privacy",)),))
    owed = Owed("0123456789abcdef" * 2, "f" * 64, (CHANGE.id,), at("2026-04-06 06:00"))
    message = compose(ann, (CHANGE,), SETTINGS, owed, beside)
    return [" ".join(message.get_body((kind,)).get_content().split()) for kind in ("plain", "html")]


def test_a_mail_says_that_the_promise_was_not_read():
    for told_in in mail(Beside()):
        assert "romise not read" in told_in
        assert SAID in told_in
        assert not [claim for claim in FALSE if claim in told_in.casefold()]


def test_a_publisher_s_own_mail_says_nothing_of_it():
    for told_in in mail(Beside(own={FERNWEH.id})):
        assert "not read" not in told_in
        assert "How such changes are announced" not in told_in


def test_the_commit_and_the_terminal_say_it_too():
    assert notice_sentences(UNREAD, RULE) == ("Promise not read.", SAID)
    assert notice_sentences(NoticeVerdict("not_shown"), RULE) == ("Promise not read.", SAID)
    assert [str(cell) for cell in log_table([CHANGE]).columns[2].cells] == ["not read"]
