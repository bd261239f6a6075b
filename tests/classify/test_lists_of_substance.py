"""An entry of a list says what the list's title or lead-in says of one thing more, wherever on the page it stands."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import check_material, check_quiet

PAGE = """# House papers of Marrow Lane

Marrow Lane Press prints books on demand for people who order them. This page tells what holds for everybody.

## {title}

{lead}

{entries}
"""
LISTS = [
    ("What we collect", "When you order, we collect:", ("your name", "your address", "your shoe size")),
    ("Data we collect", "", ("Name", "Address", "Shoe size")),
    ("Why we use data", "We use your data to:", ("send books", "write invoices", "recommend other books")),
    ("Who gets data", "We share your data with:", ("couriers", "banks", "tax advisers")),
    ("Your rights", "", ("Right of access", "Right to correction", "Right to portability")),
    ("How long we keep data", "", ("Orders: 2 years", "Letters: 1 year", "Pictures: 5 years")),
    ("Cookies we use", "", ("sid: keeps you logged in", "lang: keeps your language", "trk: counts your visits")),
    ("Prohibited content", "You may not print:", ("threats", "lies about others", "recipes for poison")),
    ("What you may not print", "", ("Threats", "Lies about others", "Recipes for poison")),
    ("Fees", "", ("Paperback: £5", "Hardback: £9", "Delivery: £3")),
    ("Refunds", "We give no refund for:", ("personalised books", "books ordered by mistake", "opened boxes")),
    ("Ages", "The minimum age is:", ("Ireland: 16", "Malta: 15", "Spain: 14")),
    ("We may close your account if", "", ("you do not pay", "you print threats", "you have been idle for a year")),
    ("Our liability", "We are not liable for:", ("late delivery", "wet books", "lost parcels")),
    ("International transfers", "We send data to:", ("Canada", "Japan", "India")),
]


def _page(title: str, lead: str, entries: tuple[str, ...]) -> str:
    return PAGE.format(title=title, lead=lead, entries="\n".join(f"* {entry}" for entry in entries))


@pytest.mark.parametrize(("title", "lead", "entries"), LISTS, ids=[title for title, _, _ in LISTS])
def test_an_entry_came_or_went(title, lead, entries):
    whole = _page(title, lead, entries)
    for part in (entries[:2], (entries[0], entries[2])):
        check_material(_page(title, lead, part), whole)
        check_material(whole, _page(title, lead, part))


def test_links_below_the_last_title_are_the_site_s():
    page = _page("Fees", "Delivery costs £3.", ())
    check_quiet(page, page + "\n* [Blog](/blog)\n* [Shop](/shop)\n* [Careers](/jobs)\n* [Home](/)\n")


def test_ways_to_write_are_contacts():
    page = _page("Your rights", "You can use your rights in these ways:", ("by letter to 3 Mill Lane",))
    found = tracker.compare(page, page + "* by e-mail to ask@marrowlane.example\n")
    assert found.verdict == "minor", found.findings


@pytest.mark.parametrize(
    ("old", "new", "category"),
    [
        ("Governing law: Malta", "Governing law: Spain", "liability_disputes"),
        ("Controller: Marrow Lane Ltd", "Controller: Birch Mail Ltd", "entity_contact"),
        ("Trackers: none", "Trackers: pixels", "cookies_tracking"),
    ],
)
def test_another_value_of_a_field(old, new, category):
    page = _page("Orders", "{}", ()).rstrip() + "\n"
    for before, after in ((old, new), (new, old)):
        check_material(page.format(before), page.format(after), category=category)


def test_a_field_of_no_matter():
    page = _page("Orders", "{}", ())
    assert tracker.compare(page.format("Paper: white"), page.format("Paper: grey")).verdict != "material"
