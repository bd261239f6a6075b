"""Words for the operator."""

from __future__ import annotations

import pytest

from tests.extract.pages import ARTICLE, CLAUSES, page
from tracker.errors import ExtractionError
from tracker.extract import extract

LOREM = (
    "<p>" + "Our bread is baked every morning from flour of the valley, and the crust is dark and loud. " * 12 + "</p>"
)


def test_a_short_text_is_doubtful():
    assert any("short" in problem for problem in extract(b"<p>Page not found, dear reader.</p>").problems)


def test_a_text_about_something_else_is_doubtful():
    assert any("reads like a policy" in problem for problem in extract(page(LOREM)).problems)
    assert extract(page(ARTICLE * 2)).problems == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Wir verarbeiten Ihre Daten nur, wenn Sie uns das erlaubt haben oder wenn ein Gesetz es von uns verlangt, und wir geben sie nicht an Dritte weiter.",
            "de",
        ),
        (
            "Nous traitons vos données pour vous fournir le service que vous avez demandé, et nous ne les vendons pas à des tiers sans votre accord.",
            "fr",
        ),
        (
            "We process your data only where you have allowed it or where a law asks for it, and we do not pass it on to others without a reason.",
            "en",
        ),
        ("xkcd " * 60, None),
    ],
)
def test_a_language_that_the_page_does_not_name_is_guessed(text, language):
    assert extract(f"<p>{text} {text}</p>".encode()).language == language


def test_the_language_that_a_page_names():
    assert extract(page(lang="pt-BR")).language == "pt"
    assert extract(page(lang="de_AT")).language == "de"
    assert extract(page(lang="???")).language == "en"


@pytest.mark.parametrize(
    "body", [b"", b" \n\t", b"\x00\x00", b"<html><body></body></html>", b"<script>x()</script>", b"<p>...</p>"]
)
def test_nothing_to_read(body):
    with pytest.raises(ExtractionError):
        extract(body)


@pytest.mark.parametrize(
    ("body", "media_type", "named"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "image"),
        (b'{"error": "no"}', "application/json", "data"),
        (b"\x01\x02\x00\x03" * 50, "application/octet-stream", "binary"),
    ],
)
def test_what_cannot_be_read_is_named(body, media_type, named):
    with pytest.raises(ExtractionError, match=named):
        extract(body, media_type=media_type)


def test_unknown_media_types_are_looked_into():
    assert extract(page(), media_type="application/octet-stream").markdown == extract(page()).markdown
    assert extract(page(), media_type="garbage;;;charset").markdown == extract(page()).markdown
    assert extract(b"Just text.\n", media_type="").markdown == "Just text.\n"


def test_two_documents_on_one_page_are_told():
    second = ARTICLE.replace("Privacy Policy", "Terms of Service").replace("Lumora", "Norvik")
    told = [problem for problem in extract(page(ARTICLE * 4 + second * 4)).problems if "documents" in problem]
    assert not told  # the same title again and again is one document in many copies
    assert any("2 documents" in problem for problem in extract(page(_long(ARTICLE) + _long(second))).problems)
    assert not any("documents" in problem for problem in extract(page(_long(ARTICLE))).problems)


def _long(article):
    return article + "".join(f"<h2>Clause {n}</h2><p>{CLAUSES[n % 4]}</p>" for n in range(24))
