"""The publisher's gate on texts whose promises the program cannot read, or reads in part."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tracker.cli.checks import as_github, as_json, as_markdown, as_text
from tracker.model import Lead, NoticeRule, Tier
from tracker.pipeline import check

TODAY = date(2027, 3, 1)
DUTCH = (
    "# Privacyverklaring\n\nWij verwerken de gegevens die u ons geeft om de dienst te leveren, en wij verkopen ze niet aan "
    "anderen. U hebt het recht op een kopie van uw gegevens, en wij wissen ze 30 dagen nadat u het account sluit. Vragen over "
    "de verwerking van uw gegevens beantwoordt onze functionaris op het adres dat onderaan staat.\n\n## Wijzigingen\n\nWij "
    "sturen u vier weken voor elke wijziging van deze verklaring per e-mail bericht.\n"
)
GERMAN = (
    "# Datenschutzerklärung\n\nWir verarbeiten die Daten, die Sie uns geben, um den Dienst zu erbringen, und geben sie nicht an "
    "Dritte weiter. Sie haben das Recht auf Auskunft, und wir löschen die Daten nach 30 Tagen, wenn Sie das Konto schließen. "
    "Fragen zu der Verarbeitung Ihrer Daten beantwortet unsere Beauftragte unter der Adresse, die im Impressum steht.\n\n"
    "## Änderungen\n\n"
)
MAILED = GERMAN + "Über wesentliche Änderungen dieser Erklärung informieren wir Sie 30 Tage vorher per E-Mail.\n"
RESERVED = GERMAN + "Wir können diese Erklärung jederzeit ändern.\n"
REFUSED = GERMAN + "Wir können diese Erklärung jederzeit ohne vorherige Ankündigung ändern.\n"
RULE = NoticeRule(none_found=False, tiers=(Tier("any", {"email": "will"}, lead=Lead("fixed", 4, "week", "effective")),))


def sold(text):
    """The text with a sentence about sales turned round, which no rule reads in its language."""
    changed = text.replace("verkopen ze niet aan", "verkopen ze aan").replace("geben sie nicht an", "geben sie an")
    assert changed != text
    return changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (DUTCH, sold(DUTCH)),
        (DUTCH, DUTCH.replace("30 dagen", "90 dagen")),
        (DUTCH, DUTCH[: DUTCH.index("## Wij")]),
        (GERMAN, sold(GERMAN)),
        (RESERVED, sold(RESERVED)),
    ],
)
def test_what_was_not_read_is_not_ready_in_any_format(old, new):
    found = check(old, new, today=TODAY, effective=date(2028, 1, 1))
    assert not found.ready
    (problem,) = found.problems
    assert "cannot be judged" in problem
    assert "--rule FILE" in problem
    path = Path("draft.md")
    assert f"PROBLEM: {problem}" in as_text(found, path)
    assert as_markdown(found, path).startswith("### Not ready")
    assert as_github(found, path).startswith("::error file=draft.md::")
    assert json.loads(as_json(found, path))["ready"] is False


@pytest.mark.parametrize("text", [DUTCH, GERMAN, RESERVED])
def test_a_draft_without_a_change_owes_nothing(text):
    assert check(text, text, today=TODAY).ready


def test_a_rule_that_is_given_is_what_the_draft_is_held_against():
    for day, ready in ((date(2027, 3, 28), False), (date(2027, 3, 29), True)):
        found = check(DUTCH, sold(DUTCH), today=TODAY, effective=day, rule=RULE)
        assert found.ready is ready
        assert found.earliest == date(2027, 3, 29)
        assert any("may promise less" in warning for warning in found.warnings)
    unread = replace(RULE, none_found=True, tiers=(), flags=("language_not_read",))  # printed of the text as it is
    assert not check(DUTCH, sold(DUTCH), today=TODAY, rule=unread).ready


def test_a_text_that_is_read_in_part_warns():
    for day, ready in ((date(2027, 3, 30), False), (date(2027, 3, 31), True)):
        found = check(MAILED, MAILED.replace("nach 30 Tagen", "nach 90 Tagen"), today=TODAY, effective=day)
        assert found.ready is ready
        assert [warning for warning in found.warnings if "read in part" in warning]
    refused = check(REFUSED, sold(REFUSED), today=TODAY)
    assert refused.ready
    assert [warning for warning in refused.warnings if "read in part" in warning]


def test_a_change_that_was_not_weighed_is_held_to_the_promise_for_material_ones_and_never_called_minor():
    early = check(MAILED, sold(MAILED), today=TODAY, effective=date(2027, 3, 2))
    assert early.earliest == date(2027, 3, 31)
    assert not early.ready
    found = check(MAILED, sold(MAILED), today=TODAY, effective=date(2027, 3, 31))
    assert found.ready
    assert [warning for warning in found.warnings if "whether this change is material was not judged" in warning]
    for render in (as_text, as_markdown, as_github):
        told = render(found, Path("draft.md"))
        assert "minor" not in told
        assert "nothing stands in the way" not in told
        assert "unread change" in told


def test_a_material_figure_is_told_as_material():
    found = check(MAILED, MAILED.replace("nach 30 Tagen", "nach 90 Tagen"), today=TODAY, effective=date(2028, 1, 1))
    told = as_text(found, Path("draft.md"))
    assert told.startswith("draft.md: material change.")
    assert "was not judged" not in told


def test_an_english_text_warns_of_none_of_this():
    text = "# Privacy policy\n\nWe keep orders for 30 days.\n\n## Changes\n\nWe may change this policy.\n"
    found = check(text, text.replace("30 days", "90 days"), today=TODAY)
    assert (found.problems, found.warnings) == ((), ())
