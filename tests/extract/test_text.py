"""Plain text, line for line."""

from __future__ import annotations

from tracker.extract import extract
from tracker.model.words import visible_words


def read(text, media_type="text/plain; charset=utf-8"):
    return extract(text.encode(), media_type=media_type).markdown


def test_lines_stand_for_themselves():
    assert read("Privacy\nWe keep data. We tell nobody.\nEnd") == "Privacy\n\nWe keep data.\nWe tell nobody.\n\nEnd\n"


def test_bullets_and_numbers_become_lists():
    text = "We collect:\n  • your name;\n  • your age.\nThen\n  1.    First:\n    1.  inner\n    2.  inner too\n  2. Second\n"
    assert (
        read(text)
        == "We collect:\n\n- your name;\n- your age.\n\nThen\n\n1. First:\n   1. inner\n   2. inner too\n2. Second\n"
    )


def test_rows_with_bars_become_a_table():
    text = "Our helpers:\nName | Task |\nNorvik | Hosting |\nPost Ltd | Mail |\nThat is all."
    assert read(text) == (
        "Our helpers:\n\n| Name | Task |\n| --- | --- |\n| Norvik | Hosting |\n| Post Ltd | Mail |\n\nThat is all.\n"
    )


def test_a_single_bar_is_no_table():
    assert read("Choose yes | no | maybe here.\nNext line") == "Choose yes | no | maybe here.\n\nNext line\n"


def test_text_wrapped_at_a_column_is_unwrapped():
    paragraph = "We collect the data that you give to us when you sign up, and the data\nthat your browser sends to us whenever you open one of the pages of this\nservice. We keep both for one year."
    text = "\n\n".join([paragraph] * 4)
    assert (
        read(text)
        .split("\n\n")[0]
        .splitlines()[0]
        .startswith("We collect the data that you give to us when you sign up, and the data that")
    )
    assert visible_words(read(text)) == visible_words(text)


def test_underlined_titles():
    assert read("Privacy\n=======\nWe keep data.") == "## Privacy\n\nWe keep data.\n"


def test_signs_of_markup_stay_signs():
    text = "# 1 choice\nUse *stars*, _lines_, [brackets](x) and <b>tags</b> &amp; more.\n+ plus"
    seen = "1 choice use stars lines brackets x and b tags b amp more plus"
    assert visible_words(read(text)) == tuple(seen.split())
    assert read(text).startswith("\\# 1 choice\n")


def test_a_page_declared_as_text_is_read_as_a_page_and_text_declared_as_a_page_as_text():
    assert read("<!doctype html><p>Hello there.</p>") == "Hello there.\n"
    assert read("First line\nSecond line", "text/html") == "First line\n\nSecond line\n"


def test_the_first_short_line_is_the_title():
    assert extract(b"Privacy Policy\n\nText.", media_type="text/plain").title == "Privacy Policy"
