"""Small substance is minor, other wording editorial; neither is passed over and neither is inflated."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, changed, check_material, check_weight


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("3 March 2024", "9 May 2025", "date_moved"),
        ("privacy@lindenhof.example", "help@lindenhof.example", "address_replaced"),
        ("to answer your questions", "for answering your questions", "style"),
        ("rents bicycles", "rents bicycle", "style"),
    ],
)
def test_editorial(old, new, rule):
    check_weight(POLICY, changed((old, new)), "editorial", rule=rule)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            "twelve towns.",
            "twelve towns. Our oldest bicycle is a red tandem that was built by hand before the war.",
            "unrecognised",
        ),
        ("in twelve towns", "in twelve towns and on the beach of every island nearby", "unrecognised"),
        ("## Children", "You can also reach us by telephone.\n\n## Children", "contact"),
        ("Write to privacy@lindenhof.example and", "Write to us and", "address_replaced"),
    ],
)
def test_minor(old, new, rule):
    check_weight(POLICY, changed((old, new)), "minor", rule=rule)


@pytest.mark.parametrize(
    ("line", "old", "new", "weight"),
    [
        ("You can change your name by selecting “{}” in the app.", "My bells", "My locks", "editorial"),
        (
            "Send letters to the hall, {}.",
            "225 Bush St. 12th Floor c/o BellHall, Delft 2611",
            "535 Dike St. 14th Floor, Delft 2612",
            "editorial",
        ),
        (
            "{} is the controller of the data described here.",
            "Oak Bells Ltd",
            "Elm Bells Ltd (formerly Oak Bells Ltd)",
            "minor",
        ),
        ("You can set your bells in {}.", "the Bell Room", "My Data Centre (previously called the Bell Room)", "minor"),
        ("{}Riders must wear a helmet.", "", "Please note: ", "editorial"),
        ("{}: riders must wear a helmet.", "Important", "Only tall ones", "minor"),
        ("{}We want you to know what we do with rides.", "", "We are always happy to help. ", "minor"),
        ("{}This policy holds for all.", "", "A new version of this policy applies from 1 May 2031. ", "minor"),
        (
            "{}This policy holds for all.",
            "",
            "A new version of this policy applies from 1 May 2031, and we may change it. ",
            "material",
        ),
    ],
)
def test_names_numbers_and_announcements(line, old, new, weight):
    page = f"{POLICY}\n## More\n\n{line}\n"
    check_weight(page.format(old), page.format(new), weight)


def test_a_binding_link_to_another_document():
    before = POLICY + "\nOur [terms of hire](https://lindenhof.example/hire) apply too.\n"
    check_weight(before, before.replace("/hire", "/guarantee"), "minor", rule="link_moved")


def test_another_resource_behind_plain_words():
    before = POLICY + "\nWe ride [these bicycles](https://lindenhof.example/bicycles).\n"
    check_weight(before, before.replace("/bicycles", "/tandems"), "editorial", rule="link_moved")


def test_a_name_replaced_everywhere_is_one_finding():
    before = (
        POLICY + "\nLindenhof Cycles is glad to hear from you.\n\nThe team of Lindenhof Cycles reads every letter.\n"
    )
    change = check_weight(
        before, before.replace("Lindenhof Cycles", "Lindenhof Rides"), "minor", rule="renamed_everywhere"
    )
    assert [finding.rule for finding in change.findings if finding.weight == "minor"] == ["renamed_everywhere"]


def test_a_trading_name_that_the_text_explains_is_one_finding():
    said = "{0} Ltd lends bells. {0} tunes bells. {0} does not mend bells. {0} is helped by the clerks of the halls."
    before = f"{POLICY}\n## More\n\n{said.format('Oak Bells')}\n"
    named = said.format("Elmtone").replace("Elmtone Ltd", "Elmtone")
    after = f"{POLICY}\n## More\n\nElmtone is a trading name of Oak Bells Ltd, and Oak Bells Ltd owes all.\n\n{named}\n"
    found = {finding.rule for finding in tracker.compare(before, after).findings}
    assert "renamed_everywhere" in found
    assert "recipient_named" not in found


def test_a_rename_does_not_hide_a_clause():
    before = (
        POLICY + "\nLindenhof Cycles is glad to hear from you.\n\nThe team of Lindenhof Cycles reads every letter.\n"
    )
    text = before.replace("Lindenhof Cycles", "Lindenhof Rides").replace("for 30 days", "for 24 months")
    check_material(before, text, rule="period_changed")


def test_a_period_replaced_everywhere_is_no_rename():
    before = "# Data\n\nWe keep rides for 30 days.\n\nWe keep bills for 30 days.\n\nWe keep letters for 30 days.\n"
    check_material(before, before.replace("30 days", "60 days"), rule="period_changed")


def test_a_moved_section_says_nothing_new():
    head, tail = POLICY.split("## Children")
    children, rest = tail.split("## Disputes")
    moved = head.replace("## Your rights", "## Children" + children + "## Your rights") + "## Disputes" + rest
    check_weight(POLICY, moved, "editorial", rule="moved")


def test_the_same_period_in_other_words():
    change = tracker.compare(POLICY, changed(("within one week", "within seven days")))
    assert change.verdict == "editorial", change.summary


GERMAN = """# Datenschutz

Wir vermieten Fahrräder in zwölf Städten. Diese Erklärung sagt, was wir mit Ihren Daten tun und wie lange wir sie behalten.

## Empfänger

Wir geben Ihre Daten an die Werkstatt weiter, die unsere Räder repariert, und an niemanden sonst.

| Empfänger | Zweck |
| --- | --- |
| Hafen Druck GmbH | Briefe |

## Dauer

Die Daten einer Fahrt werden nach 30 Tagen gelöscht, wenn Sie nicht widersprechen.
"""


@pytest.mark.parametrize(
    ("old", "new", "weight", "rule"),
    [
        ("nach 30 Tagen", "nach 90 Tagen", "material", "period_changed"),
        (
            "| Hafen Druck GmbH | Briefe |",
            "| Hafen Druck GmbH | Briefe |\n| Turm Versand AG | Pakete |",
            "material",
            "unread_row",
        ),
        ("und an niemanden sonst", "und an alle unsere Freunde in der Stadt", "minor", "unread_language"),
    ],
)
def test_a_language_without_rules_is_never_silent(old, new, weight, rule):
    change = check_weight(GERMAN, changed((old, new), text=GERMAN), weight, rule=rule)
    assert rule == "period_changed" or "language" in change.findings[0].why


@pytest.mark.parametrize(
    "sentence",
    [
        "Cookies are small files that a browser puts away.",
        "Personal data means any information about a person who can be named.",
        "The GDPR is a law of the European Union that protects personal data.",
    ],
)
def test_an_explanation_adds_nothing(sentence):
    check_weight(POLICY, POLICY.replace("## Children", f"{sentence}\n\n## Children"), "minor", rule="explanation")


def test_a_slip_of_the_pen_is_mended():
    text = POLICY.replace("to bill your rides", "to recieve your rides")
    check_weight(text, text.replace("recieve", "receive"), "editorial", rule="style")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Last updated: Thursday, 27-Sep-12 09:04:01 PDT", "Last updated: Wednesday, 02-Jul-14 17:14:05 PDT"),
        ("Published 29.04.2021", "Published 09.03.2024"),
    ],
)
def test_a_date_line_is_known_by_its_label(old, new):
    check_weight(f"{POLICY}\n{old}\n", f"{POLICY}\n{new}\n", "editorial", rule="date_moved")


def test_the_legal_form_of_the_company_in_a_title_is_no_label_of_the_site():
    before = changed(("# Privacy policy of Lindenhof Cycles", "# Privacy policy of Lindenhof Cycles Corp."))
    change = tracker.compare(before, before.replace("Corp.", "Ltd."))
    assert change.verdict != "noise"


@pytest.mark.parametrize(("old", "new"), [("for a year", "for years"), ("for months", "for a month")])
def test_a_period_without_a_figure_is_no_matter_of_spelling(old: str, new: str) -> None:
    said = "\n\nWe keep the letters that you write to us {}.\n"
    assert tracker.compare(POLICY + said.format(old), POLICY + said.format(new)).verdict in {"minor", "material"}
