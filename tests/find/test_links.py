"""Policies are found where a home page links to them."""

from __future__ import annotations

import time

import pytest

from tracker.find import kind_of, kind_of_path, policy_links

URL = "https://acme.example/"
HOME = """<html><body><nav><a href="/">Home</a><a href="/products">Products</a></nav>
<p>Read <a href="/blog/42">why our privacy matters more than ever to everyone who works here and to you as well</a></p>
<footer><a href="https://other.example/terms">Terms of service</a> <a href="/legal/sub-processors">List</a>
<a href="/legal/privacy#top">Privacy</a> <a href="/legal/privacy/">Privacy policy</a>
<a href="http://www.acme.example/legal/privacy?utm_source=foot">Privacy</a>
<a href="javascript:show('privacy')">Privacy settings</a> <a href="http://[bad">Terms</a>
<a href="mailto:privacy@acme.example">Privacy</a></footer></body></html>"""


def found(html: str, url: str = URL):
    return policy_links(html.encode(), url)


def link(text: str, href: str = "/x7") -> str:
    return f'<a href="{href}">{text}</a>'


def test_each_policy_once_the_likeliest_first():
    assert [(link.url, link.kind, link.elsewhere) for link in found(HOME)] == [
        ("https://acme.example/legal/privacy", "privacy", ""),
        ("https://other.example/terms", "terms", "other.example"),
        ("https://acme.example/legal/sub-processors", "subprocessors", ""),
    ]


def test_of_links_to_one_page_the_surest_words_are_kept():
    (only,) = found(link("Details", "/legal/privacy") + link("Privacy policy", "/legal/privacy/"))
    assert only.text == "Privacy policy"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Privacy Policy", "privacy"),
        ("Your privacy", "privacy"),
        ("Terms", "terms"),
        ("Conditions of Use & Sale", "terms"),
        ("Cookie Notice", "cookies"),
        ("Privacy & Cookies", "privacy"),
        ("Community Guidelines", "guidelines"),
        ("Politique de confidentialité", "privacy"),
        ("Protection des données", "privacy"),
        ("Données personnelles et cookies", "privacy"),
        ("CGU", "terms"),
        ("Conditions générales de vente", "terms"),
        ("Politique relative aux cookies", "cookies"),
        ("Mentions légales", "other"),
        ("Datenschutzerklärung", "privacy"),
        ("Datenschutzhinweise", "privacy"),
        ("Datenschutz", "privacy"),
        ("AGB", "terms"),
        ("Allgemeine Geschäftsbedingungen", "terms"),
        ("Cookie-Richtlinie", "cookies"),
        ("Impressum", "other"),
        ("Política de privacidad", "privacy"),
        ("Protección de datos", "privacy"),
        ("Términos y condiciones", "terms"),
        ("Condiciones de uso", "terms"),
        ("Política de cookies", "cookies"),
        ("Aviso legal", "other"),
        ("Informativa sulla privacy", "privacy"),
        ("Termini e condizioni", "terms"),
        ("Condizioni generali", "terms"),
        ("Informativa cookie", "cookies"),
        ("Privacyverklaring", "privacy"),
        ("Algemene voorwaarden", "terms"),
        ("Cookiebeleid", "cookies"),
        ("Verwerkersovereenkomst", "dpa"),
        ("Política de Privacidade", "privacy"),
        ("Termos de Uso", "terms"),
        ("Polityka prywatności", "privacy"),
    ],
)
def test_link_texts_of_several_languages_name_a_kind(text, kind):
    assert [link.kind for link in found(link(text))] == [kind]


@pytest.mark.parametrize(
    "html",
    [
        link("Cookie-Einstellungen"),
        link("Manage cookies"),
        link("Gérer les cookies"),
        link("Configurar cookies"),
        link("Your privacy choices"),
        link("Do not sell my personal information", "/privacy/do-not-sell"),
        link("Privacy matters: five tips for a safer summer on the road", "/blog/privacy-tips"),
        link("Why long-term contracts are fading", "/blog/terms"),
        link("Read more", "/stories/how-we-think-about-privacy-in-the-age-of-machines"),
        link("Determine your size"),
        link("Privacy", "#privacy"),
        link("Privacy", "/"),
        "<link rel='stylesheet' href='/privacy.css'>",
    ],
)
def test_dialogs_stories_and_products_are_no_policies(html):
    assert found(html) == ()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="/p" aria-label="Privacy policy"><svg></svg></a>', "Privacy policy"),
        ('<a href="/p"><img src="x.png" alt="Datenschutz"></a>', "Datenschutz"),
        ('<a href="/p" rel="privacy-policy">How we work</a>', "How we work"),
        ('<link rel="terms-of-service" href="/p">', "https://acme.example/p"),
        (link("Details", "/legal/datenschutz.html"), "Details"),
        (link("Details", "/politique-de-confidentialit%C3%A9"), "Details"),
    ],
)
def test_links_without_telling_text_are_told_by_what_else_they_have(html, text):
    assert [link.text for link in found(html)] == [text]


def test_a_link_at_the_foot_comes_before_one_in_a_story():
    html = f"<p>{link('Our privacy at work', '/privacy-at-work')}</p><footer>{link('Privacy', '/privacy')}</footer>"
    assert found(html)[0].url == "https://acme.example/privacy"


@pytest.mark.parametrize(
    ("host", "elsewhere"),
    [
        ("legal.acme.example", False),
        ("acme.example", False),
        ("acme-legal.example", True),
        ("acme.example.org", True),
        ("127.0.0.1", True),
    ],
)
def test_another_site_is_named(host, elsewhere):
    (only,) = found(link("Privacy", f"https://{host}/privacy"), "https://www.acme.example/")
    assert only.elsewhere == (host if elsewhere else "")


def test_sites_below_a_second_level_are_told_apart():
    (only,) = found(link("Privacy", "https://other.co.uk/privacy"), "https://acme.co.uk/")
    assert only.elsewhere == "other.co.uk"


def test_relative_links_follow_the_base_of_the_page():
    html = '<base href="https://acme.example/de/"><a href="datenschutz">Datenschutz</a>'
    assert [link.url for link in found(html)] == ["https://acme.example/de/datenschutz"]


def test_pages_that_differ_in_their_query_are_two():
    html = link("Terms", "/legal?doc=1") + link("Terms", "/legal?doc=2")
    assert len(found(html)) == 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Privacy Policy | Acme", "privacy"),
        ("Politique de confidentialité", "privacy"),
        ("AGB", "terms"),
        ("Cookie notice", "cookies"),
        ("Data Processing Addendum", "dpa"),
        ("Unterauftragsverarbeiter", "subprocessors"),
        ("Community standards", "guidelines"),
        ("Determine your size", None),
        ("Our products", None),
    ],
)
def test_a_kind_is_told_by_whole_words(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/legal/terms-and-conditions/", "terms"),
        ("/privacy/cookies", "cookies"),
        ("/privacy/v2", "privacy"),
        ("/de/datenschutzerkl%C3%A4rung.html", "privacy"),
        ("/shop/maps", None),
        ("", None),
    ],
)
def test_a_path_names_a_kind_by_its_last_telling_part(path, kind):
    assert kind_of_path(path) == kind


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.7", b"\x00\xff" * 50, b"<a href=>", b"<a href='http://[::1'>Privacy</a>"]
)
def test_what_is_no_page_has_no_links(body):
    assert policy_links(body, "https://acme.example/") == ()


@pytest.mark.parametrize(
    "html",
    [
        "<a href=/privacy>" * 20_000 + "Privacy",
        "<div class=footer>" * 5_000 + link("Privacy", "/privacy") * 5_000,
        "".join(link("Privacy policy " * 5, f"/privacy/{number}") for number in range(20_000)),
        f"<a href='/{'privacy-' * 50_000}'>Details</a>",
        f"<a href='/p'>{'privacy-policy' * 50_000}</a>",
        "<base href='https://[bad/'>" + link("Privacy"),
    ],
    ids=["nested", "deep", "many", "long address", "long text", "bad base"],
)
def test_hostile_pages_cost_little(html):
    start = time.process_time()
    assert len(found(html)) <= 20_000
    assert time.process_time() - start < 8
