"""What a page shows beside its document, read from the tree that the document is read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract import extract, extract_beside

TERMS = (
    "<h1>Terms</h1>"
    + "<p>We lend tools to members for a week at a time, and mend what they break without asking why.</p>" * 9
    + "<p>Our terms change on 16 May 2027.</p>"
)
BAR = "We are updating our terms. They hold from 12 May 2027."


def read(page, **hints):
    hints = {"select": (), "remove": (), "start": None, "end": None, **hints}
    return extract_beside(page.encode(), media_type="text/html", url="https://tools.example/terms", **hints)


def beside(page, **hints):
    return read(page, **hints)[1]


def around(bar, terms=TERMS):
    return f"<html><body>{bar}<main>{terms}</main></body></html>"


@pytest.mark.parametrize(
    "bar",
    [
        f"<div class='modal' role='dialog'>{BAR}</div>",
        f"<header><p>{BAR}</p></header>",
        "<div role='dialog'>We are updating our terms.<br>They hold from <b>12 <i>May</i> 2027</b>.</div>",
        f"<header><div>Hello<p>Sale</p>{BAR}<p>More</p></div></header>",
        f"<header><script>3</script><span hidden>4</span>{BAR}<span aria-hidden='true'>5</span></header>",
        f"<footer>{BAR}<div>Read on</div></footer>",
    ],
)
def test_a_bar_is_beside_the_text_and_what_the_text_says_is_not(bar):
    assert beside(around(bar)) == (BAR,)


@pytest.mark.parametrize(
    "bar",
    [
        "<header hidden><p>{}</p></header>",
        "<header hidden><p>1</p><p>{}</p></header>",
        "<header hidden><p><b>1</b> {}</p></header>",
        "<header style='display: none'><div><div>{}</div></div></header>",
        "<header aria-hidden='true'><div><b>{}</b></div></header>",
        "<nav><ul><li>{}</li></ul></nav>",
        "<script>say('{}')</script>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
    ],
)
def test_what_is_hidden_or_leads_elsewhere_is_not_shown(bar):
    assert beside(around(bar.format(BAR))) == ()


def test_long_texts_and_texts_without_a_number_announce_nothing():
    assert beside(around("<header><p>We are updating our terms.</p></header>")) == ()
    long = TERMS.replace("lend tools", "mend saws") * 9  # so that the bar is but a small part
    assert beside(around(f"<header><p>{'We lend tools. ' * 70}{BAR}</p></header>", long)) != ()
    assert beside(around(f"<header><p>{'We lend tools. ' * 80}{BAR}</p></header>", long)) == ()


def test_the_operators_hints_hide_no_announcement():
    page = around(f"<div class='bar'><p>{BAR}</p></div>")
    assert beside(page, remove=[".bar"]) == (BAR,)
    assert beside(page, select=["main"]) == (BAR,)
    inside = around("", f"<p>{BAR}</p>{TERMS}")
    assert beside(inside, start="Terms") == (BAR,)


def test_an_address_that_the_page_hides_from_robots_makes_no_text_of_the_document_another():
    mail = '<a class="__cf_email__" data-cfemail="2b4a6b49054842">[email&#160;protected]</a>'
    assert beside(around("", f"{TERMS}<p>Write to {mail} within 14 days, from any place you like.</p>")) == ()


def test_the_text_is_that_of_extract():
    page = around(f"<header><p>{BAR}</p></header>")
    assert read(page)[0] == extract(page.encode(), url="https://tools.example/terms")


@given(st.text(alphabet="<>/pbdiv 12=hidn'", max_size=300))
def test_any_page_can_be_looked_at(page):
    found = beside(f"{page}<main><p>We lend tools.</p></main>")
    assert all(any(map(str.isdigit, text)) for text in found)
