"""What is the document on a page, and what stands around it."""

from __future__ import annotations

import pytest

from tests.extract.pages import ARTICLE, CLAUSES, EXPECTED, page
from tracker.extract import extract

CARDS = "".join(f'<li><a href="/blog/{n}">How our customers learned to love number {n}</a></li>' for n in range(6))
LANGUAGES = "".join(
    f'<li><a href="/{code}/privacy">{name}</a></li>'
    for code, name in [("de", "Deutsch"), ("fr", "Français"), ("es", "Español"), ("it", "Italiano")]
)


def markdown(article=ARTICLE, **parts):
    return extract(page(article, **parts)).markdown


def test_the_article_and_nothing_else():
    read = extract(page(), url="https://lumora.example/privacy")
    assert read.markdown == EXPECTED
    assert (read.title, read.language) == ("Privacy Policy | Lumora", "en")


@pytest.mark.parametrize(
    "furniture",
    [
        '<div role="dialog"><p>Subscribe to our letter and never miss what is new in the world of dashboards again.</p></div>',
        '<div id="onetrust-consent-sdk"><p>We use cookies to make the site work and to measure how it is used by visitors.</p></div>',
        '<div class="site__cookie-banner"><p>We use cookies to make the site work and to measure how it is used.</p></div>',
        '<div class="u12-eu-cookie-notice"><p>By using this site you accept our use of cookies on this site for ever.</p></div>',
        f'<section class="related"><h3>More to read</h3><ul>{CARDS}</ul></section>',
        f'<div class="langs"><ul>{LANGUAGES}</ul></div>',
        '<div class="modal fade"><p>Your session is about to end, please sign in again now.</p></div>',
        '<aside role="navigation"><p>Everything about your account stands in the centre for privacy.</p></aside>',
        "<form><label>E-mail</label><input value=secret><select><option>Angola<option>Albania</select></form>",
        "<noscript>Please enable scripts to use this site to its full extent, thank you very much.</noscript>",
        "<svg><title>Arrow pointing to the right side</title></svg>",
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_furniture_leaves_no_trace(furniture, place):
    left = extract(page(**{place: furniture})).markdown.replace("E-mail\n\n", "").replace("\nE-mail\n", "")
    assert left == EXPECTED


def test_a_page_of_divs_without_any_landmark():
    menu = '<div class="x1"><a href="/a">Home</a> <a href="/b">Prices</a> <a href="/c">Blog</a> <a href="/d">Help</a></div>'
    body = f"<html><body><div>{menu}<div class=x2>{ARTICLE}</div>{menu}</div></body></html>"
    assert extract(body.encode()).markdown == EXPECTED


def test_a_mark_does_not_remove_the_document_itself():
    """A builder who calls the content "modal" or the page's wrapper "footer" takes nothing away."""
    for name in ("modal", "footer", "cookie-banner", "menu", "newsletter"):
        assert extract(f'<body><div class="{name}">{ARTICLE}</div></body>'.encode()).markdown == EXPECTED
    assert extract(f"<body><footer>{ARTICLE}</footer></body>".encode()).markdown == EXPECTED


def test_a_token_inside_a_longer_one_is_no_mark():
    assert markdown(f'<div class="menu-free toc-visible:block cmp-text">{ARTICLE}</div>') == EXPECTED


def test_a_section_named_like_furniture_stays():
    text = markdown(
        ARTICLE
        + '<div id="share"><h2>Sharing</h2><p>We share nothing with advertisers, not even in aggregate form.</p></div>'
    )
    assert "We share nothing with advertisers" in text


def test_title_and_date_before_the_prose_stay():
    hero = '<div class="hero"><h1>Terms of Service</h1><p>In force from 1 June 2031</p></div>'
    body = f"<body>{hero}<div class=text><h2>One</h2><p>{'</p><p>'.join(CLAUSES)}</p></div></body>"
    text = extract(body.encode()).markdown
    assert text.startswith("# Terms of Service\n\nIn force from 1 June 2031\n\n## One\n")


def test_the_only_h1_in_the_outer_header_stays():
    body = f"<body><header><nav><a href=/a>Home</a></nav><h1>Cookie Policy</h1></header><main><h2>One</h2><p>{CLAUSES[0]}</p></main></body>"
    assert extract(body.encode()).markdown.startswith("# Cookie Policy\n")


def test_hidden_accordions_and_buttons_in_headings_are_read():
    panel = f'<h2><button aria-expanded="false">Cookies</button></h2><div hidden><p>{CLAUSES[0]}</p></div>'
    text = markdown(ARTICLE.replace(CLAUSES[0], "We collect little.") + panel)
    assert f"## Cookies\n\n{CLAUSES[0]}" in text


def test_much_hidden_text_is_told():
    panels = "".join(
        f'<h2>{n}</h2><div style="display: none"><p>{clause}</p></div>' for n, clause in enumerate(CLAUSES)
    )
    assert any("hidden" in problem for problem in extract(page(panels)).problems)
    assert not any("hidden" in problem for problem in extract(page()).problems)


def test_a_list_of_links_between_paragraphs_is_the_documents_own():
    links = "<ul><li><a href='/optout/a'>Ad network one</a></li><li><a href='/optout/b'>Ad network two</a></li><li><a href='/c'>Three</a></li></ul>"
    text = markdown(ARTICLE.replace("<h2>Your rights</h2>", links + "<h2>Your rights</h2>"))
    assert "- [Ad network one](/optout/a)" in text


def test_a_menu_inside_the_article_goes():
    menu = "<ul><li><a href='/a'>About the firm</a></li><li><a href='/b'>Careers</a></li><li><a href='/c'>News</a></li></ul>"
    assert markdown(ARTICLE + menu) == EXPECTED


def test_a_list_of_links_under_a_heading_of_its_own_stays():
    links = "".join(f'<li><a href="/old/{n}">Version {n}</a></li>' for n in range(5))
    for label in ("<h3>Previous versions</h3>", "<p><strong>Previous versions</strong></p>"):
        text = markdown(ARTICLE.replace("<h2>What we collect", f"{label}<ul>{links}</ul><h2>What we collect"))
        assert "- [Version 4](/old/4)" in text


def test_the_same_words_under_other_tokens_give_the_same_bytes():
    def noisy(salt):
        article = ARTICLE.replace("<h2>", f'<h2 id="s-{salt}" data-x="{salt}">').replace(
            "<p>", f'<p class="css-{salt}" nonce="{salt}">'
        )
        article += f'<p>See <a href="/terms?utm_source={salt}&fbclid={salt}">our terms</a> and <a href="#s-{salt}">above</a>.</p>'
        return extract(page(article, head=f'<meta name="csrf" content="{salt}">')).markdown

    assert noisy("a81f") == noisy("77e0b2")
    assert "See [our terms](/terms) and above." in noisy("x")
