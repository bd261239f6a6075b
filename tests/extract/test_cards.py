"""What sites put at the ends of a text, in its own box: calls to act, advertisements, ways home."""

from __future__ import annotations

import pytest

from tracker import extract

PARAGRAPH = (
    "We keep the orders of our customers for ten years, because the law on bookkeeping asks every shop for that. "
)
POLICY = "".join(f"<h2>{number}. Part</h2><p>{PARAGRAPH * 5}</p>" for number in range(1, 7))
TITLE = "<h1>Privacy policy</h1>"
PLACES = {
    "at the end": "<main>{title}{policy}{card}</main>",
    "at the end of a box in the box": "<main>{title}<div><div>{policy}{card}</div></div></main>",
    "before the title": "<main>{card}{title}{policy}</main>",
    "after all": "<main>{title}{policy}</main><div><div>{card}</div></div>",
    "before all, where no title is": "<div>{card}</div><main>{policy}</main>",
}


def markdown(body: str) -> str:
    head = '<title>Privacy</title><link rel="canonical" href="https://www.bellbird.example/privacy">'
    page = f'<html lang="en"><head>{head}</head><body>{body}</body></html>'
    return extract(page.encode("utf8"), media_type="text/html; charset=utf-8").markdown


def placed(card: str, place: str) -> str:
    return markdown(PLACES[place].format(title=TITLE, policy=POLICY, card=card))


CARDS = {
    "a call with a heading": '<section class="q7"><h2>Shall we begin?</h2><p>Our joiners draw your table within a week.</p>'
    '<a href="/drawings">Order a drawing</a></section>',
    "a call with two links in boxes": '<div class="q7"><div><h3>Tables for all</h3><p>Oak, ash and cherry wood.</p></div>'
    '<div><a href="/shop">To the shop</a> <a href="/rooms">Show rooms</a></div></div>',
    "a link in a line of its own": '<div class="q7"><p>Spring has come to our workshop and to the garden.</p>'
    '<p><span><a href="https://elsewhere.example/">Come and see</a></span></p></div>',
    "badges of shops": '<div class="q7"><p>Take us along</p><a href="https://apps.example/one"><img alt="One shop"></a>'
    '<a href="https://apps.example/two"><img alt="Another shop"></a></div>',
    "an advertisement": '<div class="q7"><p>Advertisement</p><p>Boats for hire on the lake. Terms apply.</p></div>',
    "an advertisement in German": '<div class="q7"><span>Anzeige:</span> Boote auf dem See, ab einer Stunde.</div>',
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("card", CARDS)
def test_a_card_at_an_end_of_the_text_goes(card: str, place: str) -> None:
    assert placed(CARDS[card], place) == placed("", place)


@pytest.mark.parametrize("place", ["at the end", "at the end of a box in the box", "before the title"])
@pytest.mark.parametrize(
    "link",
    [
        '<p><a href="/">Back to the start</a></p>',
        '<p>→ <a href="../index.html">Zur Startseite</a></p>',
        '<div><p><a href="https://bellbird.example/">Home <span>»</span></a></p></div>',
        '<a class="back" href="./">← Back to home</a>',
    ],
)
def test_a_line_that_only_leads_home_goes(link: str, place: str) -> None:
    assert placed(link, place) == placed("", place)


KEPT = {
    "a clause that names the document": '<div><p>For older editions of this policy see our list.</p><a href="/old">List</a></div>',
    "a clause on rights": '<section><h2>7. Rights</h2><p>You may object at any time.</p><a href="/form">Form</a></section>',
    "whom to write to": '<div><p>Bellbird Tables, Mr Joiner</p><p>12 Mill Lane</p><p><a href="mailto:joiner@bellbird.example">Mail</a>'
    '</p><p><a href="/contact">Contact</a></p></div>',
    "a telephone number": '<div><p>Ask Mr Joiner: 0123 456 789</p><a href="/contact">Contact</a></div>',
    "a section like those before it": '<div class="part"><h2>Rooms</h2><p>We have shown our tables there since 1990.</p></div>'
    '<div class="part"><h2>Contact</h2><p>We answer all who write.</p><a href="/contact">Contact form</a></div>',
    "a clause that asks": '<div><h2>Contact</h2><p>Please write to us with the form.</p><a href="/contact">Form</a></div>',
    "a link in a sentence": '<div><p>Write to us with <a href="/contact">this form</a> whenever you like to.</p></div>',
    "a link to the text itself": '<div><p>Read on from the beginning.</p><a href="#top">To the top</a></div>',
    "a link alone": '<div><a href="/request">Ask for your copy</a></div>',
    "an address that is a link home": '<p><a href="https://bellbird.example/">bellbird.example</a></p>',
    "a word that leads to another's home": '<p><a href="https://lantern.example/">Lantern Payments</a></p>',
    "a word that is a link home": '<p>All that is sold on <a href="/">Bellbird</a></p>',
    "a long box": f'<div><p>{"Our tables are made of oak, ash and cherry. " * 10}</p><a href="/shop">Shop</a></div>',
}


@pytest.mark.parametrize("kept", KEPT)
def test_the_texts_own_last_words_stay(kept: str) -> None:
    text = placed(KEPT[kept], "at the end")
    assert text.startswith(placed("", "at the end"))
    assert len(text) > len(placed("", "at the end"))


def test_running_text_that_begins_or_ends_with_a_link_home_stays() -> None:
    ends = f'<div><a href="/">Bellbird Tables</a> respects what you tell us. {PARAGRAPH} See <a href="/">our home page</a></div>'
    text = markdown(f"<main>{ends}{POLICY}{ends}</main>")
    assert text.count("[Bellbird Tables](/) respects what you tell us.") == 2
    assert text.count("[our home page](/)") == 2


def test_a_card_before_the_first_words_of_the_first_section_goes() -> None:
    sections = POLICY.replace("<h2>", "</section><section><h2>")
    with_card = f"<main><section>{CARDS['a call with a heading']}<p>{PARAGRAPH}</p>{sections}</section></main>"
    assert markdown(with_card) == markdown(f"<main><section><p>{PARAGRAPH}</p>{sections}</section></main>")


def test_the_last_words_of_the_last_section_stay() -> None:
    asked = "<section><h2>7. Contact</h2><p>We answer all.</p><div><p>There is a form.</p><a href='/form'>Open it</a></div></section>"
    assert "There is a form." in markdown(f"<main>{TITLE}{POLICY}{asked}</main>")


def test_a_long_list_of_cards_is_the_texts_own() -> None:
    firms = "".join(
        f'<div class="q{n}"><p>Firm {n} sends our letters.</p><a href="https://firm{n}.example/about">More</a></div>'
        for n in range(9)
    )
    assert markdown(f"<main>{TITLE}{POLICY}{firms}</main>").count("sends our letters.") == 9


def test_words_before_and_after_a_card_stay() -> None:
    card = CARDS["a call with a heading"]
    text = markdown(f"<main>{TITLE}{POLICY}{card} You may object to all of this.</main>")
    assert text.endswith("You may object to all of this.\n")
    text = markdown(f"<main><div>We are Bellbird Tables. {card}{POLICY * 3}</div></main>")
    assert text.startswith("We are Bellbird Tables.")
    assert "Shall we begin?" in text


def test_a_card_between_two_parts_of_the_text_stays() -> None:
    half = f"{TITLE}{POLICY}"
    text = markdown(f"<main>{half}{CARDS['a call with a heading']}<p>{PARAGRAPH}</p></main>")
    assert "Shall we begin?" in text


def test_a_text_that_is_but_a_card_stays() -> None:
    assert "Oak, ash" in markdown(CARDS["a call with two links in boxes"])
