"""German and French clauses; the samples are policies of invented companies."""

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
            {},
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
            {},
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
    assert rule_sentences(rule)[-1] == "The text is not in English: exceptions and rarer phrases may be missing here."


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
    english_names = {table: set(entries) for table, entries in phrases_of("de").tables.items()}
    assert {table: set(entries) for table, entries in phrases_of(language).tables.items()} == english_names


# The language; the text; by trigger the channels with their strengths and the lead; what readers can do.
WORDINGS = [
    ("german", "Wir behalten uns vor, diese Erklärung zu ändern.", {"any": ({}, "none_stated")}, ()),
    (
        "german",
        "Diese Hinweise werden angepasst, sobald sich die Mühle ändert. Es gilt die jeweils hier veröffentlichte Fassung.",
        {"any": ({"post_page": "will"}, "none_stated")},
        (),
    ),
    (
        "german",
        "Wir dürfen diese Bedingungen überarbeiten. Die neue Fassung kann auf unserer Website abgerufen werden.",
        {"any": ({"post_page": "will"}, "none_stated")},
        (),
    ),
    (
        "german",
        "Die Mühle kann diese Bedingungen ändern. Änderungen treten mit ihrer Veröffentlichung sofort in Kraft.",
        {"any": ({"post_page": "will"}, "immediate")},
        (),
    ),
    (
        "german",
        "Wir aktualisieren diese Hinweise. Änderungen sind wirksam, sobald sie mit neuem Datum auf dieser Seite "
        "veröffentlicht werden.",
        {"any": ({"post_page": "will", "date_stamp": "will"}, "immediate")},
        (),
    ),
    (
        "german",
        "Die Mühle ändert die AGB nur mit Wirkung für die Zukunft und informiert hierüber in geeigneter Weise.",
        {"any": ({"unspecified": "will"}, "none_stated")},
        (),
    ),
    (
        "german",
        "Wir passen die Bedingungen an. Über erhebliche Änderungen machen wir Kunden rechtzeitig in der App oder auf andere "
        "geeignete Weise aufmerksam.",
        {"any": ({}, "none_stated"), "material": ({"in_product": "will", "unspecified": "will"}, "reasonable")},
        (),
    ),
    (
        "german",
        "Wir teilen Mahlgästen Änderungen dieses Vertrags mindestens 15 Tage (bei neuen Preisen 30 Tage) vor deren "
        "Inkrafttreten per Brief mit.",
        {"any": ({"personal_other": "will"}, "15 day")},
        (),
    ),
    (
        "german",
        "Änderungen der AGB werden per E-Mail mitgeteilt. Widerspricht der Kunde nicht binnen vier Wochen, gelten sie als "
        "angenommen. Auf diese Folge wird der Kunde hingewiesen.",
        {"any": ({"email": "will"}, "none_stated")},
        ("deemed_by_silence", "right_to_object"),
    ),
    (
        "german",
        "Wir können diese AGB ändern. Wer die Mühle danach weiterhin nutzt, ist mit den Änderungen einverstanden.",
        {"any": ({}, "none_stated")},
        ("continued_use",),
    ),
    (
        "german",
        "Änderungen dieser AGB gelten erst, wenn Sie ihnen zustimmen. Sie können auch Ihr Konto schließen.",
        {"any": ({}, "none_stated")},
        ("explicit_consent", "right_to_terminate"),
    ),
    (
        "german",
        "Wir können diese AGB ändern. Stimmen Sie nicht zu, können wir das Konto kündigen.",
        {"any": ({}, "none_stated")},
        (),
    ),
    (
        "german",
        "Wir können diese Bedingungen ändern, ohne Sie zu fragen. Bitte prüfen Sie diese Seite regelmäßig.",
        {"any": ({"post_page": "implied"}, "none_stated")},
        (),
    ),
    (
        "french",
        "La meunière se réserve le droit de modifier les présentes conditions.",
        {"any": ({}, "none_stated")},
        (),
    ),
    (
        "french",
        "Cette charte peut évoluer. La version applicable est celle publiée sur cette page, avec sa date de mise à jour.",
        {"any": ({"post_page": "will", "date_stamp": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Nous pouvons modifier ces conditions. Les modifications entrent en vigueur dès leur publication.",
        {"any": ({"post_page": "will"}, "immediate")},
        (),
    ),
    (
        "french",
        "Nous adapterons ces conditions. Les clients en seront informés par le biais de l'application ou par tout autre moyen.",
        {"any": ({"in_product": "will", "unspecified": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Nous pouvons modifier cette politique. Nous vous préviendrons par avance de tout changement important.",
        {"any": ({}, "none_stated"), "material": ({"unspecified": "will"}, "prior_unspecified")},
        (),
    ),
    (
        "french",
        "La date de la dernière mise à jour de cette politique figure ici ; tout changement majeur sera signalé sur le site.",
        {"any": ({"date_stamp": "will"}, "none_stated"), "material": ({"website_notice": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Nous modifions ces conditions avec un préavis de 20 jours.",
        {"any": ({"unspecified": "will"}, "20 day")},
        (),
    ),
    (
        "french",
        "Nous pouvons modifier ces conditions. En cas de changement important, un message pourra être affiché sur notre site.",
        {"any": ({}, "none_stated"), "material": ({"website_notice": "may"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Le moulin peut modifier le contrat. La poursuite de l'utilisation du moulin après cette date vaut acceptation.",
        {"any": ({}, "none_stated")},
        ("continued_use",),
    ),
    (
        "french",
        "Nous ne modifierons pas cette politique au détriment de nos clients sans avoir recueilli leur consentement.",
        {"any": ({}, "none_stated"), "adverse": ({}, "none_stated")},
        ("explicit_consent",),
    ),
    (
        "french",
        "Nous pouvons modifier ces conditions. Si vous n'êtes pas d'accord, vous devez cesser d'utiliser le moulin ou fermer "
        "votre compte. Nous nous réservons le droit de supprimer votre compte.",
        {"any": ({}, "none_stated")},
        ("must_stop_using", "right_to_terminate"),
    ),
    (
        "french",
        "Nous pouvons modifier ces conditions. Vous êtes invités à consulter cette page régulièrement.",
        {"any": ({"post_page": "implied"}, "none_stated")},
        (),
    ),
    (
        "german",
        "Neue Fassungen dieser AGB senden wir Ihnen 30 Tage vor Inkrafttreten per E-Mail. Widersprechen Sie nicht, gelten sie "
        "als vereinbart. Ihnen steht ein Sonderkündigungsrecht zu.",
        {"any": ({"email": "will"}, "30 day")},
        ("deemed_by_silence", "right_to_object", "right_to_terminate"),
    ),
    (
        "german",
        "Wir können diese Hinweise überarbeiten. Über Aktualisierungen informieren wir an dieser Stelle.",
        {"any": ({"post_page": "will"}, "none_stated")},
        (),
    ),
    (
        "german",
        "Die Mühle darf diese Bedingungen anpassen. Größere Änderungen kündigen wir zwei Monate im Voraus per E-Mail an. "
        "Preisanpassungen bedürfen Ihrer Zustimmung.",
        {"any": ({}, "none_stated"), "material": ({"email": "will"}, "2 month")},
        (),
    ),
    (
        "german",
        "Neue Fassungen dieser Bedingungen werden auf der Plattform veröffentlicht und bedürfen Ihrer Zustimmung.",
        {"any": ({"post_page": "will"}, "none_stated")},
        ("explicit_consent",),
    ),
    (
        "german",
        "Wir werden diese Bedingungen nicht ohne vorherige Ankündigung ändern.",
        {"any": ({"unspecified": "will"}, "prior_unspecified")},
        (),
    ),
    (
        "french",
        "Nous ne changerons jamais ces conditions sans vous en avertir.",
        {"any": ({"unspecified": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Nous pouvons modifier les CGU. Nous t'en avertirons par e-mail 15 jours avant leur entrée en vigueur.",
        {"any": ({"email": "will"}, "15 day")},
        (),
    ),
    (
        "french",
        "Le moulin peut modifier ces conditions, publiées sur la plateforme. Relisez-les régulièrement pour être informé de toute "
        "modification.",
        {"any": ({"post_page": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Nos conditions peuvent changer et s'appliquent dès leur notification au client. Le moulin les fait accepter à nouveau.",
        {"any": ({"unspecified": "will"}, "immediate")},
        ("explicit_consent",),
    ),
    (
        "german",
        "Änderungen dieser AGB geben wir in unserem Blog bekannt. Es liegt bei Ihnen, sich darüber zu informieren.",
        {"any": ({"other": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Nous nous engageons à vous avertir de tout changement important de cette charte, et à ne pas diminuer vos droits sans "
        "recueillir votre accord.",
        {
            "any": ({}, "none_stated"),
            "material": ({"unspecified": "will"}, "none_stated"),
            "adverse": ({}, "none_stated"),
        },
        ("explicit_consent",),
    ),
    (
        "german",
        "Über wesentliche Änderungen dieser AGB informieren wir. Eine Benachrichtigung über Änderungen erfolgt per E-Mail.",
        {"any": ({}, "none_stated"), "material": ({"email": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Toute modification importante de ces conditions est annoncée. Une notification sera envoyée par e-mail. En l'absence de "
        "dénonciation, le client est réputé avoir accepté les nouvelles conditions.",
        {"any": ({}, "none_stated"), "material": ({"email": "will"}, "none_stated")},
        ("deemed_by_silence",),
    ),
    (
        "french",
        "Nous révisons nos termes et conditions en publiant le nouveau texte. Tout usage après modification vaut acceptation.",
        {"any": ({"post_page": "will"}, "none_stated")},
        ("continued_use",),
    ),
    (
        "german",
        "Die Mühle darf diese Bedingungen ändern, um auf Neuerungen in der App zu reagieren, Funktionen einzustellen oder Preise zu "
        "erhöhen. Die Weiternutzung gilt als Zustimmung zu den neuen Bedingungen.",
        {"any": ({}, "none_stated")},
        ("continued_use",),
    ),
    (
        "german",
        "Wir senden Ihnen Änderungen dieser AGB per E-Mail. Widersprechen Sie nicht bis zwei Wochen nach Zugang der Mitteilung, gelten "
        "sie als angenommen. Bei wesentlichen Änderungen ergreifen wir angemessene Maßnahmen, um Sie zu informieren.",
        {"any": ({"email": "will"}, "none_stated"), "material": ({"unspecified": "efforts"}, "none_stated")},
        ("deemed_by_silence", "right_to_object"),
    ),
    (
        "french",
        "Toute modification importante de cette charte vous sera signalée, et la date de révision figure en haut de page.",
        {"any": ({}, "none_stated"), "material": ({"unspecified": "will", "date_stamp": "will"}, "none_stated")},
        (),
    ),
    (
        "french",
        "Le moulin modifie cette charte sans notification préalable des utilisateurs. La date en haut indique la dernière version.",
        {"any": ({"date_stamp": "will"}, "disclaimed")},
        (),
    ),
]


def in_short(lead):
    """`30 day` or the kind."""
    return f"{lead.value} {lead.unit}" if lead.kind == "fixed" else lead.kind


@pytest.mark.parametrize(("language", "said", "promised", "ways"), WORDINGS)
def test_wordings(language, said, promised, ways):
    rule = read(language, said)
    assert {tier.trigger: (dict(tier.channels), in_short(tier.lead)) for tier in rule.tiers} == promised
    assert {way for tier in rule.tiers for way in tier.acceptance} == set(ways)


def test_a_heading_about_changes_carries_sentences_that_name_no_document():
    text = GERMAN.replace("Schlussbestimmungen", "Änderungen der Bedingungen")
    rule = read_rule(segment(f"{text}Änderungen werden auf dieser Seite veröffentlicht."))
    assert [dict(tier.channels) for tier in rule.tiers] == [{"post_page": "will"}]
    assert read("german", "Änderungen werden auf dieser Seite veröffentlicht.").none_found


def test_a_list_is_read_with_what_leads_up_to_it_and_other_lists_are_not():
    said = "Bei Änderungen dieser AGB informieren wir Sie:\n\n- per E-Mail\n- 14 Tage vor Inkrafttreten\n"
    assert [(dict(tier.channels), in_short(tier.lead)) for tier in read("german", said).tiers] == [
        ({"email": "will"}, "14 day")
    ]
    beside = read("german", "Wir ändern diese AGB bei Bedarf.\n\n- [Impressum](/impressum)\n- [Karriere](/karriere)\n")
    assert beside.clauses == ("Wir ändern diese AGB bei Bedarf.",)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("german", "Änderungen und Ergänzungen dieses Vertrags bedürfen der Schriftform."),
        ("german", "Sollte eine Bestimmung dieser AGB unwirksam sein, bleiben die übrigen Bestimmungen wirksam."),
        ("german", "Sie müssen uns Änderungen Ihrer Anschrift mitteilen."),
        ("german", "Hinweise zum Ändern des Passworts finden Sie hier."),
        ("german", "Wir bestätigen Ihnen die Änderung Ihres Vertrags per E-Mail."),
        ("french", "Vous recevrez un e-mail qui confirme la modification de votre contrat."),
        (
            "french",
            "Vos droits sont ceux du règlement général sur la protection des données, modifié et publié en ligne.",
        ),
        ("french", "Aucun retard ne vaut acceptation d'une modification des conditions générales."),
        ("french", "Si une clause de ce contrat est déclarée nulle, les autres restent en vigueur."),
        ("french", "Pour plus d'informations sur nos recettes, écrivez à la meunière."),
        ("french", "Nous pouvons faire évoluer le moulin sans que cela constitue une modification des présentes CGU."),
        ("german", "Neue Mahlgänge stellen keine Änderung dieser Bedingungen dar."),
    ],
)
def test_other_clauses_are_no_rule(language, said):
    assert read(language, said).none_found


def test_what_stays_and_earlier_versions():
    german = read(
        "german", "Wir können die AGB ändern. Frühere Fassungen finden Sie im Archiv. Keine Änderung gilt rückwirkend."
    )
    assert (german.grandfathering, german.prior_versions) == (("prospective_only",), "linked")
    french = read("french", "Nous pouvons modifier les CGV. L'historique des versions est en ligne.")
    assert french.prior_versions == "change_log"


@pytest.mark.parametrize(
    ("said", "channels", "lead"),
    [
        (
            "Über Anpassungen dieser Erklärung setzen wir unsere Kundschaft rechtzeitig, spätestens aber acht Wochen vor deren "
            "Inkrafttreten, in Textform in Kenntnis.",
            {"personal_other": "will"},
            Lead("fixed", 8, "week", "effective"),
        ),
        (
            "Wir können diese Erklärung ändern. Neuerungen werden drei Wochen zuvor angekündigt.",
            {"unspecified": "will"},
            Lead("fixed", 3, "week", "effective"),
        ),
        (
            "Neue Fassungen dieser Hinweise werden der Leserschaft einen Monat vorher mitgeteilt.",
            {"unspecified": "will"},
            Lead("fixed", 1, "month", "effective"),
        ),
    ],
)
def test_other_german_words_for_changes_and_those_who_are_told(said, channels, lead):
    (tier,) = read("german", said).tiers
    assert tier.channels == channels
    assert (tier.lead.kind, tier.lead.value, tier.lead.unit) == (lead.kind, lead.value, lead.unit)


def test_news_of_products_are_no_changes_of_the_text():
    said = "Wir können diese Erklärung ändern. Neuerungen unserer Mehle werden zwei Wochen zuvor angekündigt."
    (tier,) = read("german", said).tiers
    assert not tier.channels


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("german", "Wir können diese Erklärung jederzeit ändern."),
        ("french", "Nous pouvons modifier cette politique à tout moment."),
    ],
)
def test_a_bare_reservation_is_told_as_all_that_was_found(language, said):
    assert rule_sentences(read(language, said)) == (
        "The text reserves changes; in what is read of it no promise of notice was found.",
        "The text is not in English: exceptions and rarer phrases may be missing here.",
    )
