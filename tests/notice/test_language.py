"""A text in another language is not called silent about its changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracker import Seen, assess_notice, compare, read_notice_rule
from tracker.model.wording import rule_sentences

DUTCH = (
    "# Privacyverklaring\n\nWij verwerken de gegevens die u ons geeft om de dienst te leveren, en wij verkopen ze niet aan "
    "anderen. U hebt het recht op een kopie van uw gegevens, en wij wissen ze 30 dagen nadat u het account sluit. Wij zullen "
    "u vier weken voor elke wijziging van deze verklaring per e-mail bericht sturen, en u kunt de overeenkomst dan opzeggen. "
    "Vragen over de verwerking van uw gegevens beantwoordt onze functionaris op het adres dat onderaan staat.\n"
)
GERMAN = (
    "# Datenschutzerklärung\n\nWir verarbeiten die Daten, die Sie uns geben, um den Dienst zu erbringen, und geben sie nicht an "
    "Dritte weiter. Sie haben das Recht auf Auskunft, und wir löschen die Daten nach 30 Tagen, wenn Sie das Konto schließen. "
    "Fragen zu der Verarbeitung Ihrer Daten beantwortet unsere Beauftragte für den Datenschutz unter der Adresse, die im "
    "Impressum steht. Die Daten werden nicht verkauft, und wir geben sie auch nicht auf Anfrage von Händlern heraus.\n"
)


@pytest.mark.parametrize("text", [DUTCH, GERMAN])
def test_it_says_that_the_promise_was_not_read(text):  # German is read, but nothing was found there
    rule = read_notice_rule(text)
    assert rule.flags == ("language_not_read",)
    assert rule_sentences(rule) == ("The text is not in English: what it promises about its changes was not read.",)
    at = datetime(2027, 3, 1, tzinfo=UTC)
    change = replace(compare(text, text.replace("30", "90")), verdict="material")
    verdict = assess_notice(rule, change, Seen(None, at))
    assert verdict.verdict == "not_shown"
    assert "not read" in verdict.tiers[0].reasons[0]


def test_an_english_text_with_foreign_names_and_a_short_one_are_read_as_ever():
    english = "We will e-mail you 30 days before any change of this policy of the Banco de la Ciudad y de los Andes.\n"
    assert not read_notice_rule(f"# Changes\n\n{english}").none_found
    assert read_notice_rule("# Datenschutz\n\nWir löschen die Daten.\n").flags == ()
