"""German and French clauses by their commonest phrases; the samples are policies of invented companies."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tracker import Seen, assess_notice
from tracker.model import Change, Lead
from tracker.model.promise import rule_sentences
from tracker.notice import read_rule
from tracker.notice.foreign import LANGUAGES, phrases_of
from tracker.segment import segment

GERMAN = """# Datenschutzerklärung der Mühle am Bach

Wir mahlen Mehl und verarbeiten die Daten, die Sie uns geben, um den Dienst zu erbringen. Wir geben sie nicht an Dritte
weiter, und Sie haben das Recht auf Auskunft. Die Daten werden nach 30 Tagen gelöscht, wenn Sie das Konto schließen.
Die Fragen, die Sie zu der Verarbeitung haben, beantwortet unser Müller, und er ist von Montag bis Freitag im Haus.

## Schlussbestimmungen

"""
FRENCH = """# Politique de confidentialité du Moulin du Val

Nous moulons la farine et nous traitons les données que vous nous confiez pour fournir le service. Nous ne les vendons
pas, et vous avez le droit d'en demander une copie. Les données sont effacées 30 jours après la fermeture du compte.
Pour les questions que vous avez sur le traitement, la meunière est au moulin du lundi au vendredi et vous répond.

## Dispositions finales

"""
WEEKS = Lead("fixed", 6, "week", "notice")


def read(language, said):
    return read_rule(segment({"german": GERMAN, "french": FRENCH}[language] + said))


@pytest.mark.parametrize(
    ("language", "said", "trigger", "channels", "lead"),
    [
        (
            "german",
            "Wir werden Sie mindestens sechs Wochen vorher per E-Mail über Änderungen dieser Erklärung informieren.",
            "any",
            {"email": "will"},
            WEEKS,
        ),
        (
            "german",
            "Über wesentliche Änderungen dieser Datenschutzerklärung benachrichtigen wir Sie 30 Tage vor deren "
            "Inkrafttreten in der App.",
            "material",
            {"in_product": "will"},
            Lead("fixed", 30, "day", "effective"),
        ),
        (
            "german",
            "Wir können diese Bedingungen jederzeit ohne vorherige Ankündigung ändern.",
            "any",
            {"none_disclaimed": "will"},
            Lead("disclaimed"),
        ),
        (
            "german",
            "Änderungen der AGB werden Ihnen spätestens zwei Monate vor ihrem Wirksamwerden in Textform angeboten.",
            "any",
            {"personal_other": "will"},
            Lead("fixed", 2, "month", "effective"),
        ),
        (
            "german",
            "Wir passen diese Hinweise an. Die neue Fassung der Datenschutzhinweise wird bei Änderungen auf dieser Seite "
            "veröffentlicht.",
            "any",
            {"post_page": "will"},
            Lead(),
        ),
        (
            "german",
            "Gegebenenfalls werden wir Sie über Änderungen dieser Richtlinie per E-Mail informieren.",
            "any",
            {"email": "conditional"},
            Lead(),
        ),
        (
            "german",
            "Mit einer Frist von 10 Werktagen kündigen wir Ihnen Änderungen dieses Vertrags per Brief an.",
            "any",
            {"personal_other": "will"},
            None,
        ),
        (
            "french",
            "Nous vous informerons par e-mail au moins 30 jours avant toute modification de la présente politique.",
            "any",
            {"email": "will"},
            Lead("fixed", 30, "day", "effective"),
        ),
        (
            "french",
            "En cas de modification substantielle de cette politique, vous serez informé par un bandeau sur notre site "
            "quinze jours avant son entrée en vigueur.",
            "material",
            {"website_notice": "will"},
            Lead("fixed", 15, "day", "effective"),
        ),
        (
            "french",
            "Nous pouvons modifier ces conditions à tout moment et sans préavis.",
            "any",
            {"none_disclaimed": "will"},
            Lead("disclaimed"),
        ),
        (
            "french",
            "Les modifications des conditions générales vous seront notifiées par courrier moyennant un préavis de deux mois.",
            "any",
            {"personal_other": "will"},
            Lead("fixed", 2, "month", "notice"),
        ),
        (
            "french",
            "Nous pouvons vous informer des modifications de cette politique par courriel.",
            "any",
            {"email": "may"},
            Lead(),
        ),
    ],
)
def test_promises(language, said, trigger, channels, lead):
    rule = read(language, said)
    tier = next(tier for tier in rule.tiers if tier.trigger == trigger)
    assert dict(tier.channels) == channels
    assert lead is None or tier.lead == lead
    assert rule.flags == ("language_read_in_part",)
    assert all(clause in said for clause in rule.clauses)
    assert rule_sentences(rule)[-1] == "The text is not in English: only its commonest phrases were read."


@pytest.mark.parametrize(
    ("language", "said", "ways"),
    [
        (
            "german",
            "Änderungen der AGB teilen wir Ihnen per E-Mail mit. Ihre Zustimmung gilt als erteilt, wenn Sie nicht "
            "widersprechen. Sie können den Vertrag auch kostenlos kündigen.",
            {"deemed_by_silence", "right_to_object", "right_to_terminate"},
        ),
        (
            "french",
            "Les modifications de ces conditions vous sont notifiées par e-mail. Si vous ne les refusez pas, vous serez "
            "réputé les avoir acceptées. Vous pouvez résilier votre contrat sans frais.",
            {"deemed_by_silence", "right_to_object", "right_to_terminate"},
        ),
    ],
)
def test_what_readers_can_do(language, said, ways):
    assert {way for tier in read(language, said).tiers for way in tier.acceptance} == ways


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("german", "Wir speichern Ihre Bestellungen sechs Wochen und informieren Sie per E-Mail über den Versand."),
        ("french", "Nous vous informerons par e-mail de l'expédition de votre commande sous deux semaines."),
    ],
)
def test_messages_about_other_things_are_no_promise_and_the_text_is_not_called_silent(language, said):
    assert read(language, said).flags == ("language_not_read",)


def test_no_breach_is_claimed_on_what_is_read_in_part():
    rule = read(
        "german", "Änderungen dieser Erklärung werden 30 Tage vor Inkrafttreten auf dieser Seite veröffentlicht."
    )
    change = Change("material", "neutral", (), (), (), date(2027, 3, 2), None, "")
    seen = Seen(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 2, tzinfo=UTC))
    verdict = assess_notice(rule, change, seen)
    assert verdict.verdict == "not_shown"
    assert "read in part" in " ".join(verdict.tiers[0].reasons)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_data_files_have_the_same_tables(language):
    english_names = {table: set(entries) for table, entries in phrases_of("german").tables.items()}
    assert {table: set(entries) for table, entries in phrases_of(language).tables.items()} == english_names
