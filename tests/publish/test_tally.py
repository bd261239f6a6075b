"""The record of a service: counted honestly, drawn from the same figures."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.publish.whole import publish_site
from tests.samples import (
    BREACHED,
    COMING,
    FERNWEH,
    HISTORIES,
    KIOSK,
    MATERIAL,
    NOT_SHOWN,
    SECOND,
    SETTINGS,
    STATUS,
    TERMS,
    THIRD,
    at,
    history,
    record,
)
from tracker.model import Evidence, NoticeVerdict, TierVerdict
from tracker.model.address import service_page
from tracker.publish.chart import chart
from tracker.publish.tally import Tally, tally, told


def verdict(word, promised=30.0, least=0.0, most=1.0):
    return NoticeVerdict(word, (TierVerdict("material", word, promised, least, most, ("Because.",)),))


def changes(*notices):
    return told([record(n, notice=notice) for n, notice in enumerate(notices, 1)], {})


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0, 0), "No change has been told yet."),
        ((0, 0, 0, 1), "No notice was promised for the one change told."),
        ((0, 0, 0, 3), "No notice was promised for any of the 3 changes told."),
        ((1, 0, 0, 0), "Notice was promised for one change, and it was given."),
        ((0, 0, 1, 0), "Notice was promised for one change, and the promise was broken."),
        (
            (0, 1, 0, 2),
            "Notice was promised for one change, and nothing collected shows whether it was given; "
            "for 2 more nothing was promised.",
        ),
        ((3, 0, 0, 0), "Of 3 changes that notice was promised for, 3 were announced as promised: 100 %."),
        ((0, 0, 2, 0), "Of 2 changes that notice was promised for, none was announced as promised: 0 %."),
        (
            (0, 2, 0, 0),
            "Of 2 changes that notice was promised for, none is known to have been announced as promised and "
            "for 2 nothing collected shows it either way: between 0 % and 100 %.",
        ),
        (
            (4, 4, 1, 3),
            "Of 9 changes that notice was promised for, 4 were announced as promised, 1 broke the promise and "
            "for 4 nothing collected shows it either way: between 44 % and 89 %; for 3 more nothing was promised.",
        ),
        (
            (0, 1, 1, 0),
            "Of 2 changes that notice was promised for, none is known to have been announced as promised, "
            "1 broke the promise and for 1 nothing collected shows it either way: between 0 % and 50 %.",
        ),
    ],
)
def test_the_share_in_one_sentence(counts, said):
    assert Tally(*counts).sentence.replace("\u00a0", " ") == said


def test_what_takes_a_change_back_is_not_counted_and_what_was_taken_back_is():
    assert [change.record for change in told([THIRD, SECOND], {})] == [SECOND]


def test_the_verdict_that_stands_counts():
    met = verdict("met", 7.0, 8.0, 9.0)
    (change,) = told([SECOND], {SECOND.id: met})
    assert (change.word, change.promised, change.given) == ("met", 7.0, 8.0)
    assert tally([change]) == Tally(1, 0, 0, 0)


def test_the_tier_that_decides_gives_the_lead():
    several = NoticeVerdict(
        "not_shown",
        (
            TierVerdict("any", "met", 60.0, 5.0, 6.0, ()),
            TierVerdict("material", "not_shown", 7.0, 5.0, 6.0, ()),
            TierVerdict("adverse", "not_shown", 14.0, 5.0, 6.0, ()),
        ),
    )
    assert changes(several)[0].promised == 14.0


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0.0, 0.0, "0 days on the page"),
        (0.0, 1.0, "0 to 1 day on the page"),
        (-5.0, 3.0, "0 to 3 days on the page"),
        (-9.0, -4.0, "0 days on the page"),
        (12.0, None, "at least 12 days on the page"),
        (None, None, ""),
    ],
)
def test_the_lead_that_the_page_gave_is_an_interval(least, most, words):
    assert changes(verdict("not_shown", 30.0, least, most))[0].in_words == words


def test_the_lead_of_an_announcement_counts_beside_that_of_the_page():
    mails = tuple(
        Evidence("email", at(day), None, date(2026, 4, 20), True, "")
        for day in ("2026-04-08 07:00", "2026-04-01 07:00")
    )
    (change,) = told([record(2, notice=NOT_SHOWN, evidence=mails)], {})
    assert change.in_words == "0 days on the page, 19 days by an announcement"
    assert change.given == 19


def test_an_announcement_after_the_day_of_effect_gave_no_time():
    late = (Evidence("email", at("2026-04-25 07:00"), None, date(2026, 4, 20), True, ""),)
    assert told([record(2, notice=NOT_SHOWN, evidence=late)], {})[0].announced == 0


def test_an_announcement_on_a_page_counts_from_the_check_that_saw_it():
    seen = Evidence("website_notice", at("2026-04-01 07:00"), at("2026-04-08 07:00"), date(2026, 4, 20), False, "")
    assert told([record(2, notice=NOT_SHOWN, evidence=(seen,))], {})[0].announced == 12


class TestChart:
    def test_columns_stand_in_the_order_of_time_and_only_where_something_was_promised(self):
        shown = chart(
            changes(verdict("met", 30.0, 31.0, 33.0), verdict("not_shown"), NoticeVerdict("nothing_promised"))
        )
        assert [column.word for column in shown.columns] == ["not_shown", "met"]
        assert [column.x for column in shown.columns] == sorted(column.x for column in shown.columns)
        assert shown.columns[0].says == (
            "2 April 2026: 30 days promised, 0 to 1 day on the page, promise not shown to be kept"
        )

    def test_a_lead_that_was_kept_reaches_the_promise_and_one_that_was_not_does_not(self):
        kept, short = chart(changes(verdict("breached", 30.0, 29.0, 29.0), verdict("met", 30.0, 30.0, 30.0))).columns
        assert kept.given == kept.promised
        assert short.given < short.promised

    def test_a_line_of_the_grid_stands_at_the_longest_promise(self):
        for promised, least in ((7.0, 10.0), (30.0, 35.0), (14.0, 0.0), (42.0, 0.0), (90.0, 1.0)):
            assert promised in [days for _, days in chart(changes(verdict("met", promised, least, least))).lines]

    def test_promises_are_drawn_to_scale(self):
        long, short = chart(changes(verdict("not_shown", 30.0), verdict("not_shown", 60.0))).columns
        assert long.promised == pytest.approx(2 * short.promised, abs=0.2)

    def test_what_is_too_long_for_the_chart_is_cut_and_says_so(self):
        tall, small = chart(changes(verdict("met", 30.0, 30.0, 30.0), verdict("met", 30.0, 400.0, 400.0))).columns
        assert (tall.over, small.over) == ("400", "")
        assert small.promised == tall.promised > 40

    def test_no_chart_without_a_promise_of_time(self):
        assert chart(()) is None
        assert chart(changes(verdict("met", None, 5.0, 6.0), verdict("met", 0.0))) is None

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["met", "not_shown", "breached", "nothing_promised"]),
                st.none() | st.floats(0, 4000),
                st.none() | st.floats(-4000, 3e6),
                st.none() | st.floats(-4000, 3e6),
            ),
            max_size=30,
        )
    )
    def test_nothing_is_drawn_outside(self, figures):
        shown = chart(changes(*(verdict(*figure) for figure in figures)))
        for column in shown.columns if shown else ():
            assert shown.left <= column.x
            assert column.x + column.width <= shown.right
            for height in (column.promised or 0, column.given, column.perhaps):
                assert 0 <= height < shown.base
            assert column.given <= column.perhaps
        assert shown is None or 1 <= len(shown.lines) <= 6


class TestPages:
    site = publish_site(HISTORIES, STATUS, SETTINGS)

    def tree(self, path, site=None):
        return html.document_fromstring((site or self.site)[path].decode())

    def test_the_record_of_a_service_has_a_row_for_each_change(self):
        page = self.tree("services/fernweh/index.html")
        rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr")]
        assert [row[0] for row in rows] == ["2026-04-02", "2026-04-01"]
        assert rows[0][2:] == ["7 days", "0 days on the page", "? not shown"]
        assert "taken back since" in rows[0][1]
        assert "one change, and" not in page.text_content()

    def test_the_chart_says_in_words_what_it_shows(self):
        picture = self.tree("services/kiosk/index.html").xpath("//*[name()='svg']")[0]
        assert picture.get("role") == "img"
        texts = {element.get("id"): element.text for element in picture.iter() if element.get("id")}
        assert texts[picture.get("aria-labelledby")] == "Days of notice promised and given"
        assert texts[picture.get("aria-describedby")].endswith("The table below holds the same figures.")
        assert not picture.xpath(".//@style | .//@onclick")

    def test_the_index_counts_by_service(self):
        page = self.tree("index.html")
        rows = {
            row[0].text_content(): [cell.text for cell in row[1:]]
            for row in page.xpath("//table[@class='tally']/tbody/tr")
        }
        assert rows == {
            "Fernweh": ["2", "1", "1", "0", "0", "between 50\xa0% and 100\xa0%"],
            "Kiosk": ["1", "0", "0", "1", "0", "0\xa0%"],
        }
        (total,) = page.xpath("//table[@class='tally']/tfoot/tr")
        assert [cell.text_content() for cell in total] == (
            ["All services", "3", "1", "1", "1", "0", "between 33\xa0% and 67\xa0%"]
        )
        assert page.xpath("//a[@href='services/kiosk/index.html']")

    def test_a_policy_page_says_its_own_share_and_leads_to_the_record(self):
        page = self.tree("policies/kiosk-terms/index.html")
        assert "Notice was promised for one change, and the promise was broken." in page.text_content()
        assert page.xpath("//a[@href='../../services/kiosk/index.html']")

    def test_policies_of_one_service_share_a_record(self):
        other = dataclasses.replace(KIOSK, id="kiosk-privacy", service="  kiosk ", name="Privacy")
        site = publish_site([*HISTORIES, history(other, record(7, other, MATERIAL, notice=BREACHED))], STATUS, SETTINGS)
        page = self.tree("services/kiosk/index.html", site)
        assert len(page.xpath("//tbody/tr")) == 2
        assert len(page.xpath("//ul[@class='plain']/li")) == 2

    def test_standing_verdicts_count(self):
        site = publish_site(HISTORIES, STATUS, SETTINGS, {SECOND.id: verdict("met", 7.0, 8.0, 9.0)})
        assert re.search(
            r"2 were announced\s+as promised", self.tree("services/fernweh/index.html", site).text_content()
        )

    def test_a_service_without_changes_has_a_record_and_no_row_on_the_index(self):
        site = publish_site([history(FERNWEH)], STATUS, SETTINGS)
        assert "No change has been told yet." in self.tree("services/fernweh/index.html", site).text_content()
        assert not self.tree("index.html", site).xpath("//table[@class='tally']")

    def test_the_deadline_stands_on_the_page_of_the_change_until_it_is_taken_back(self):
        path = f"changes/{COMING.id}/index.html"
        site = publish_site([history(KIOSK, TERMS, COMING)], STATUS, SETTINGS)
        assert "You may object or end the contract before 12 May 2027" in self.tree(path, site).text_content()
        assert "Disputes that arose earlier stay" in self.tree(path, site).text_content()
        back = dataclasses.replace(THIRD, policy=KIOSK, withdraws=COMING.id)
        site = publish_site([history(KIOSK, TERMS, COMING, back)], STATUS, SETTINGS)
        assert "You may object" not in self.tree(path, site).text_content()


@pytest.mark.parametrize(
    ("service", "path"),
    [
        ("Fernweh", "services/fernweh/index.html"),
        ("  fern \n weh ", "services/fern-weh/index.html"),
        ("7 Apples", "services/7-apples/index.html"),
    ],
)
def test_the_address_of_a_record(service, path):
    assert service_page(service) == path


@given(st.text(max_size=80), st.text(max_size=80))
def test_services_of_other_names_have_other_records(one, two):
    same = " ".join(one.split()).casefold() == " ".join(two.split()).casefold()
    assert (service_page(one) == service_page(two)) == same
    assert re.fullmatch(r"services/[a-z0-9-]{1,90}/index\.html", service_page(one))


def test_names_that_look_alike_in_a_folder_are_told_apart():
    names = ["Fern weh", "Fern-weh", "Fern.weh", "Fern & weh", "Ferñ weh", "..", "/", "a" * 90, "a" * 91]
    assert len({service_page(name) for name in names}) == len(names)
