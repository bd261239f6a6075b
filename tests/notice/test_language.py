"""A text in another language is not called silent about its changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracker import Seen, assess_notice, compare, read_notice_rule
from tracker.model.wording import rule_sentences

GERMAN = (
    "# Datenschutzerklärung\n\nWir verarbeiten die Daten, die Sie uns geben, um den Dienst zu erbringen, und geben sie nicht an "
    "Dritte weiter. Sie haben das Recht auf Auskunft, und wir löschen die Daten nach 30 Tagen, wenn Sie das Konto schließen. "
    "Wir werden Sie vier Wochen vor jeder Änderung dieser Erklärung per E-Mail unterrichten, und die Änderung wird nicht "
    "wirksam, wenn Sie ihr widersprechen. Fragen zu der Verarbeitung Ihrer Daten beantwortet unsere Beauftragte für den "
    "Datenschutz unter der Adresse, die im Impressum steht.\n"
)
FRENCH = (
    "# Confidentialité\n\nNous traitons les données que vous nous confiez pour fournir le service, et nous ne les vendons pas. "
    "Vous avez le droit de demander une copie de vos données, et nous les effaçons 30 jours après la fermeture du compte. "
    "Nous vous informerons par courriel au moins 30 jours avant toute modification de la présente politique, et vous pouvez "
    "vous y opposer dans ce délai. Pour toute question sur le traitement, écrivez à notre déléguée, dont l'adresse est au "
    "bas de la page.\n"
)


@pytest.mark.parametrize("text", [GERMAN, FRENCH])
def test_it_says_that_the_promise_was_not_read(text):
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
