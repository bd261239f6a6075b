"""What is owed: once, to whom it concerns, under a name that does not change."""

from __future__ import annotations

import dataclasses

from tests.samples import FIRST, NOISE, SECOND, TERMS, THIRD, at
from tracker.mail import Filter, Subscriber, owe, recipient_key

KEY = b"k" * 16
NOW = at("2026-04-06 06:00")
ANN = Subscriber("ann@example.org")
BOB = Subscriber("bob@example.org", (Filter(policies=("kiosk-terms",)), Filter(tags=("eu",), least="editorial")))
CAT = Subscriber("cat@example.org", (Filter(least="material"),))


def owed(records, *, already=(), withdrawn=(), people=(ANN, BOB, CAT)):
    found = owe(records, people, KEY, NOW, already=already, withdrawn={item.id: item for item in withdrawn})
    names = {recipient_key(person.address, KEY): person.address[:3] for person in people}
    return {names[item.recipient]: set(item.changes) for item in found}


def test_one_mail_for_each_recipient_with_all_that_concerns_it():
    assert owed([FIRST, SECOND, TERMS]) == {
        "ann": {SECOND.id, TERMS.id},
        "bob": {FIRST.id, SECOND.id, TERMS.id},
        "cat": {SECOND.id, TERMS.id},
    }


def test_nothing_told_nothing_owed():
    assert owed([]) == {}
    assert owed([NOISE, dataclasses.replace(SECOND, told=False)]) == {}
    assert owed([SECOND], people=()) == {}


def test_the_same_facts_make_the_same_debt():
    one = owe([SECOND, TERMS], [ANN, CAT], KEY, NOW, already=(), withdrawn={})
    two = owe([TERMS, SECOND], [CAT, ANN], KEY, at("2026-05-01 06:00"), already=(), withdrawn={})
    assert {item.id for item in one} == {item.id for item in two}
    assert len({item.id for item in one}) == 2
    assert all(item.sent_at is None and item.owed_at == NOW for item in one)


def test_nothing_is_owed_twice_sent_or_not():
    first = owe([SECOND], [ANN], KEY, NOW, already=(), withdrawn={})
    sent = [dataclasses.replace(item, sent_at=NOW) for item in first]
    assert owed([SECOND], already=first, people=(ANN,)) == {}
    assert owed([SECOND, TERMS], already=sent, people=(ANN,)) == {"ann": {TERMS.id}}
    assert set(owed([SECOND], already=sent)) == {"bob", "cat"}


def test_a_withdrawal_goes_to_whoever_asked_for_what_it_takes_back():
    assert set(owed([THIRD], withdrawn=[SECOND])) == {"ann", "bob", "cat"}
    mild = dataclasses.replace(SECOND, change=FIRST.change)
    assert set(owed([THIRD], withdrawn=[mild])) == {"bob"}


def test_a_withdrawal_goes_to_whoever_was_owed_the_first_even_if_they_ask_for_less_now():
    before = owe([SECOND], [ANN], KEY, NOW, already=(), withdrawn={})
    changed = Subscriber(ANN.address, (Filter(policies=("kiosk-terms",)),))
    assert set(owed([THIRD], already=before, withdrawn=[SECOND], people=(changed,))) == {"ann"}


def test_addresses_do_not_appear():
    assert "example.org" not in str(owe([SECOND], [ANN, BOB], KEY, NOW, already=(), withdrawn={}))
