"""The calendar, read back by a real parser."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

from icalendar import Calendar

from tests.publish.whole import publish_feeds
from tests.samples import (
    COMING,
    EDITORIAL,
    FERNWEH,
    HISTORIES,
    HOSTILE_HISTORY,
    HOSTILE_RECORD,
    KIOSK,
    SECOND,
    SETTINGS,
    TERMS,
    THIRD,
    history,
    record,
)
from tracker.model import Until

BASE = "https://watch.example.org/policies/"


def written(*histories) -> bytes:
    return publish_feeds(histories or HISTORIES, SETTINGS)["dates.ics"]


def events(*histories) -> dict[str, object]:
    found = Calendar.from_ical(written(*histories)).walk("VEVENT")
    assert all(not event.errors for event in found)
    return {str(event["uid"]): event for event in found}


def test_the_day_of_effect_of_each_told_change_is_an_all_day_entry():
    event = events()[f"{TERMS.tag}/effective"]
    assert event.decoded("dtstart") == date(2026, 4, 20)
    assert type(event.decoded("dtstart")) is date
    assert str(event["summary"]) == "Kiosk – Terms of service: material change takes effect"
    assert str(event["url"]) == f"{BASE}changes/{TERMS.id}/"
    assert "Disputes go to arbitration.\nFirst seen 2026-04-04 06:00 UTC" in str(event["description"])
    assert str(event["transp"]) == "TRANSPARENT"


def test_it_is_dated_by_the_check_and_by_no_clock():
    event = events()[f"{TERMS.tag}/effective"]
    assert event.decoded("dtstamp") == datetime(2026, 4, 4, 6, 0, tzinfo=UTC)
    assert written() == written() == written(*HISTORIES[::-1])


def test_the_last_day_to_object_is_the_day_before():
    found = events(history(KIOSK, COMING))
    assert set(found) == {f"{COMING.tag}/effective", f"{COMING.tag}/last-day"}
    last = found[f"{COMING.tag}/last-day"]
    assert last.decoded("dtstart") == date(2027, 5, 11)
    assert str(last["summary"]) == "Kiosk – Terms of service: last day to object or end the contract"
    assert "You may object or end the contract before 12 May 2027" in str(last["description"])


def test_a_way_out_that_ends_on_another_day_has_an_entry_of_its_own():
    ends = (Until("object", date(2027, 4, 1)), Until("terminate", date(2027, 5, 12)))
    judged = tuple(dataclasses.replace(tier, ways_out=ends) for tier in COMING.notice.tiers)
    known = dataclasses.replace(COMING, notice=dataclasses.replace(COMING.notice, tiers=judged))
    found = events(history(KIOSK, known))
    assert {
        uid.rpartition("/")[2]: (event.decoded("dtstart"), str(event["summary"])) for uid, event in found.items()
    } == {
        "effective": (date(2027, 5, 12), "Kiosk – Terms of service: material change takes effect"),
        "last-day": (date(2027, 5, 11), "Kiosk – Terms of service: last day to end the contract"),
        "last-day-2027-04-01": (date(2027, 3, 31), "Kiosk – Terms of service: last day to object"),
    }
    undated = dataclasses.replace(known, change=dataclasses.replace(known.change, effective_on=None))
    assert len(events(history(KIOSK, undated))) == 2


def test_a_change_taken_back_is_cancelled_and_keeps_its_identifier():
    before = events(history(FERNWEH, SECOND))[f"{SECOND.tag}/effective"]
    after = events(history(FERNWEH, SECOND, THIRD))[f"{SECOND.tag}/effective"]
    assert (str(before["status"]), before["sequence"]) == ("CONFIRMED", 0)
    assert (str(after["status"]), after["sequence"]) == ("CANCELLED", 1)
    assert after.decoded("dtstamp") == THIRD.seen.first_with
    assert str(after["summary"]).startswith("Taken back: ")


def test_an_editorial_follow_up_is_no_entry_of_its_own():
    day = date(2026, 5, 1)
    material, slip, other_day = (
        record(number, change=dataclasses.replace(change, effective_on=stated))
        for number, change, stated in ((2, SECOND.change, day), (3, EDITORIAL, day), (4, EDITORIAL, date(2026, 5, 2)))
    )
    second = record(6, change=dataclasses.replace(SECOND.change, effective_on=day))
    elsewhere = record(7, KIOSK, dataclasses.replace(EDITORIAL, effective_on=day))
    found = events(history(FERNWEH, material, slip, other_day, second), history(KIOSK, elsewhere))
    assert set(found) == {f"{item.tag}/effective" for item in (material, other_day, second, elsewhere)}


def test_entries_stay_byte_for_byte_when_new_changes_come():
    old = written(history(KIOSK, TERMS)).split(b"BEGIN:VEVENT")[1:]
    new = written(history(KIOSK, TERMS, COMING))
    assert all(event.removesuffix(b"END:VCALENDAR\r\n") in new for event in old)


def test_a_change_without_a_day_of_its_own_has_no_entry():
    assert events(history(FERNWEH, record(1, change=EDITORIAL))) == {}
    stale = dataclasses.replace(SECOND.change, effective_on=date(2019, 1, 1))
    assert events(history(FERNWEH, record(2, change=stale))) == {}
    assert events(history(FERNWEH, dataclasses.replace(SECOND, told=False))) == {}


def test_the_ends_of_the_calendar():
    last = dataclasses.replace(COMING.change, effective_on=date.max)
    found = events(history(KIOSK, dataclasses.replace(COMING, change=last)))
    assert found[f"{COMING.tag}/effective"].decoded("dtstart") == date.max


def test_it_names_itself_and_is_folded():
    body = written(history(KIOSK, COMING))
    calendar = Calendar.from_ical(body)
    assert str(calendar["prodid"]).startswith("-//policy-tracker//")
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == SETTINGS.title
    assert str(calendar["source"]) == f"{BASE}dates.ics"
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 75  # RFC 5545, section 3.1


def test_hostile_text_stays_within_its_property():
    change = dataclasses.replace(HOSTILE_RECORD.change, effective_on=date(2027, 1, 1))
    evil = 'x\r\nEND:VEVENT\nBEGIN:VALARM\\;ATTACH:http://evil.example\x00\x1b\u2028,;:"'
    policy = dataclasses.replace(HOSTILE_RECORD.policy, service=evil)
    bad = dataclasses.replace(HOSTILE_RECORD, tag=evil, policy=policy, change=dataclasses.replace(change, summary=evil))
    calendar = Calendar.from_ical(written(history(policy, bad), HOSTILE_HISTORY))
    assert [component.name for component in calendar.walk()] == ["VCALENDAR", "VEVENT"]
    event = calendar.walk("VEVENT")[0]
    assert "BEGIN:VALARM\\;ATTACH" in str(event["summary"])
    assert not {"\x00", "\x1b"} & set(str(event))


def test_without_any_date_it_is_an_empty_calendar_that_can_be_subscribed_to():
    assert Calendar.from_ical(publish_feeds([], SETTINGS)["dates.ics"]).walk("VEVENT") == []
