"""A PDF reads as a person reads it: no running heads, whole sentences, headings, lists, tables, columns in order."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.pdf_writer import BOLD, REGULAR, Paper
from tracker.errors import ExtractionError
from tracker.extract.lines import canonical
from tracker.extract.pdf.read import read
from tracker.model.words import plain

LOREM = "We keep the records of each journey for as long as the ticket may be refunded."


def markdown(paper):
    return canonical(read(paper.bytes()).markdown)


def one_page(*lines, lead=14):
    """A page of lines from the top, each a text or a tuple (x, text[, size[, face]])."""
    paper = Paper()
    sheet = paper.sheet()
    for place, line in enumerate(lines):
        x, *given = line if isinstance(line, tuple) else (60, line)
        if given[0]:
            sheet.text(x, 640 - lead * place, *given)
    return paper


def policy():
    """Three pages as a legal department sets them."""
    paper = Paper(info=b"/Title(Microsoft Word - final_v3.docx)", catalogue=b"/Lang(en-GB)")
    sheets = [paper.sheet() for _ in range(3)]
    for number, sheet in enumerate(sheets, 1):
        sheet.text(60, 770, "Quillfern Ltd | Privacy Policy", 8)
        sheet.text(480, 770, "Confidential", 8)
        sheet.text(280, 30, f"Page {number} of 3", 8)
    one, two, three = sheets
    one.text(60, 700, "Quillfern Privacy Policy", 20, BOLD)
    one.text(60, 676, "Effective 1 March 2026")
    one.lines(60, 654, [
        "This policy explains how Quillfern Ltd collects and uses personal infor-",
        "mation about the people who visit our greenhouses, order plants or sub-",
        "scribe to our letters. It applies in every country we deliver to.",
    ])  # fmt: skip
    one.text(60, 600, "1. What we collect", 15, BOLD)
    one.text(60, 580, "1.1 What you give us", 12, BOLD)
    one.text(60, 562, "We collect the following when you open an account with us:")
    one.text(68, 544, "•")
    one.lines(82, 544, ["your name and postal address, so that we can deliver what you have or-", "dered;"])
    one.text(68, 516, "•")
    one.text(82, 516, "your e-mail address; and")
    one.text(68, 502, "•")
    one.text(82, 502, "what third-party couriers tell us about the delivery.")
    one.text(60, 480, "1.2 What we learn", 12, BOLD)
    one.lines(60, 462, [
        "Our analytics supplier counts visits. We keep the counts for as long as",
        "30 days and then delete them. When a parcel is returned we also learn",
    ])  # fmt: skip
    two.lines(
        60, 720, ["why it was sent back, and we keep that reason with the order for as long", "as the order is kept."]
    )
    two.text(60, 680, "2. Whom we share it with", 15, BOLD)
    two.lines(60, 660, ["We share personal information with the suppliers below and with no-", "body else."])
    three.text(60, 720, "3. Changes", 15, BOLD)
    three.lines(
        60, 700, ["If we make material changes to this policy we will tell you by e-mail at", "least 30 days ahead."]
    )
    return paper


def test_a_policy_of_three_pages_reads_as_a_person_reads_it():
    assert (
        markdown(policy())
        == """\
# Quillfern Privacy Policy

Effective 1 March 2026

This policy explains how Quillfern Ltd collects and uses personal information about the people who visit our greenhouses, order plants or subscribe to our letters.
It applies in every country we deliver to.

## 1. What we collect

### 1.1 What you give us

We collect the following when you open an account with us:

- your name and postal address, so that we can deliver what you have ordered;
- your e-mail address; and
- what third-party couriers tell us about the delivery.

### 1.2 What we learn

Our analytics supplier counts visits.
We keep the counts for as long as 30 days and then delete them.
When a parcel is returned we also learn why it was sent back, and we keep that reason with the order for as long as the order is kept.

## 2. Whom we share it with

We share personal information with the suppliers below and with nobody else.

## 3. Changes

If we make material changes to this policy we will tell you by e-mail at least 30 days ahead.
"""
    )


def test_title_and_language_are_told_and_a_file_name_is_no_title():
    reading = read(policy().bytes())
    assert (reading.title, reading.language, reading.problems) == ("Quillfern Privacy Policy", "en", ())
    paper = one_page(LOREM)
    paper.info = b"/Title(Terms of Carriage)"
    assert read(paper.bytes()).title == "Terms of Carriage"
    for junk in (b"/Title(untitled)", b"/Title(Document1)", b"/Title(C:/x/final.docx)", b""):
        paper.info = junk
        assert read(paper.bytes()).title is None


def test_a_title_that_is_no_text_is_no_obstacle():
    paper = Paper(info=b"/Title<FEFFD83D0041>")
    paper.sheet().text(72, 600, "We keep your data for thirty days and then delete it.")
    assert "thirty days" in markdown(paper)


def test_the_same_bytes_give_the_same_text():
    body = policy().bytes()
    assert read(body) == read(body)
    assert canonical(markdown(policy())) == markdown(policy())


# -- words cut by a line's end ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "start", "elsewhere", "whole"),
    [
        ("infor-", "mation is kept", "", "information is kept"),
        ("third-", "party suppliers", "A third-party is no party.", "third-party suppliers"),
        ("third-", "party suppliers", "The third of them is a party to this.", "third-party suppliers"),
        ("notwith-", "standing this", "It is not standing here with us.", "notwithstanding this"),
        ("with-", "draw consent", "You may withdraw it with us and draw on it.", "withdraw consent"),
        ("non-", "profit bodies", "", "non-profit bodies"),
        ("Daten-", "und Briefpost", "", "Daten- und Briefpost"),
        ("E-Mail-", "Adresse", "", "E-Mail-Adresse"),
        ("between 2025-", "2026 only", "", "between 2025-2026 only"),
        ("see https://quillfern.example/a-", "b/c for more", "", "https://quillfern.example/a-b/c for more"),
    ],
)
def test_a_word_cut_at_a_line_s_end_is_made_whole_and_a_true_hyphen_stays(end, start, elsewhere, whole):
    text = f"{LOREM} {end}"
    assert whole in markdown(one_page(elsewhere, "", text, start)).replace("\n", " ")


# -- paragraphs ------------------------------------------------------------------------------------------------------


def test_a_short_line_a_gap_and_an_indent_end_a_paragraph():
    text = markdown(
        one_page(
            LOREM,
            "It is short.",
            LOREM,
            (74, "Here the first line is set in, as novels have it, and then it goes on"),
            "and on until it ends.",
        )
    )
    assert len(text.split("\n\n")) == 3
    assert len(markdown(one_page(LOREM[:-1], LOREM, "", LOREM)).split("\n\n")) == 2


def test_the_lines_of_an_address_stay_apart():
    text = markdown(one_page(LOREM, "", "Quillfern Ltd", "3 Fern Lane", "12345 Hexford", "privacy@quillfern.example"))
    assert text.endswith("Quillfern Ltd\n\n3 Fern Lane\n\n12345 Hexford\n\nprivacy@quillfern.example\n")


def test_a_sentence_runs_on_over_a_page_and_over_the_footnotes():
    paper = Paper()
    one, two = paper.sheet(), paper.sheet()
    one.lines(60, 600, [LOREM, LOREM, "We also keep the names of those who travelled with you"])
    one.text(60, 140, "1", 5).text(64, 137, "Save where the law forbids it.", 8)
    two.lines(60, 700, ["and of those who paid for you.", LOREM])
    text = markdown(paper)
    assert "names of those who travelled with you and of those who paid for you." in text
    assert text.endswith("\\[1\\] Save where the law forbids it.\n")


def test_a_raised_figure_is_a_note_and_no_part_of_the_word():
    paper = one_page(LOREM)
    paper.sheets[0].text(60, 600, "We keep data").text(128, 604, "1", 7).text(134, 600, "for thirty days.")
    assert "We keep data\\[1\\] for thirty days." in markdown(paper)


# -- running heads and feet ------------------------------------------------------------------------------------------


def pages(count, head=None, foot=None, body=LOREM):
    paper = Paper()
    for number in range(1, count + 1):
        sheet = paper.sheet()
        sheet.text(60, 500, f"{body} {'abcdefghij'[number % 10]}")
        for y, words in ((775, head), (25, foot)):
            if words and (text := words(number)):
                sheet.text(60, y, text, 8)
    return markdown(paper)


@pytest.mark.parametrize(
    "words",
    [
        lambda n: "Quillfern Ltd",
        lambda n: f"Page {n} of 9",
        lambda n: f"- {n} -",
        lambda n: f"{n + 4}",
        lambda n: f"Quillfern {n}" if n % 2 else f"{n} Privacy Policy",
        lambda n: "" if n == 1 else "Quillfern Ltd",
        lambda n: "Quillfern Ltd © 2026",
    ],
)
def test_what_returns_on_most_pages_goes(words):
    assert not re.search(r"Quillfern|Privacy|\d", pages(9, head=words))
    assert not re.search(r"Quillfern|Privacy|\d", pages(9, foot=words))


@pytest.mark.parametrize("text", ["Page 1 of 1", "1", "Seite 1 von 1", "1/1"])
def test_the_number_of_a_lonely_page_goes(text):
    assert pages(1, foot=lambda n: text).endswith(" b\n")


def test_what_does_not_return_stays_and_so_do_figures_that_count_no_pages():
    assert "Chapter" in pages(6, head=lambda n: "Chapter one" if n == 1 else "")
    figures = pages(5, head=lambda n: f"Article {(3, 14, 15, 92, 65)[n - 1]}")
    assert [re.search(rf"Article {n}\b", figures) is not None for n in (3, 14, 15, 92, 65)] == [True] * 5
    assert pages(4, body="The same sentence stands on every page.").count("The same sentence") == 4


def test_what_returns_at_other_heights_or_behind_the_text_stays():
    paper = Paper()
    for number, y in enumerate((30, 60, 90, 120)):
        sheet = paper.sheet()
        sheet.text(60, 600, f"{LOREM} {'abcd'[number]}")
        sheet.text(60, y, "Ask us.")
        sheet.text(60, 775, f"The {'abcd'[number]} line of the text")
        sheet.text(60, 755, "stands above a line that returns.")
    text = markdown(paper)
    assert text.count("Ask us.") == 4
    assert text.count("line that returns") == 4


def test_a_date_that_stands_in_the_foot_alone_is_kept_once():
    text = pages(4, foot=lambda n: f"Version 3 of 1 March 2026 | Page {n}")
    assert text.count("1 March 2026") == 1
    assert "Page" not in text


def test_short_lines_on_a_page_of_their_own_stay_apart():
    paper = one_page(LOREM, LOREM, LOREM)
    paper.sheet().lines(60, 600, ["It is short.", "And so is this one."])
    assert markdown(paper).endswith("It is short.\n\nAnd so is this one.\n")


# -- headings --------------------------------------------------------------------------------------------------------


def test_headings_go_by_size_then_weight_then_number():
    text = markdown(
        one_page(
            (60, "Terms", 22, BOLD),
            "",
            (60, "1. Use", 15),
            LOREM,
            "",
            (60, "Scope", 11, BOLD),
            LOREM,
            "",
            (60, "2. Fees", 15),
            LOREM,
            "",
            (60, "2.1 Price", 15),
            LOREM,
        )
    )
    assert re.findall(r"^#.*", text, re.MULTILINE) == [
        "# Terms",
        "## 1. Use",
        "#### Scope",
        "## 2. Fees",
        "### 2.1 Price",
    ]


def test_bold_prose_bold_words_and_a_text_all_in_bold_are_no_headings():
    bold = (60, f"{LOREM[:-1]} and these are more words than a heading has.", 11, BOLD)
    assert "#" not in markdown(one_page(LOREM, LOREM, bold, LOREM))
    assert "#" not in markdown(
        one_page(*((60, line, 11, BOLD) for line in ("Short", LOREM, LOREM, "Short too", LOREM)))
    )
    mixed = one_page((110, "you may write to us at any hour of the day or night."), LOREM, LOREM)
    mixed.sheets[0].text(60, 640, "Notice.", 11, BOLD)
    assert markdown(mixed).startswith("**Notice.** you may")


def test_lines_in_capitals_that_stand_alone_are_headings():
    assert "## YOUR RIGHTS\n" in markdown(one_page(LOREM, "", "YOUR RIGHTS", "", LOREM, "", "CHANGES", "", LOREM))


def test_an_overview_in_capitals_is_no_row_of_headings():
    overview = [line for word in ("OUR DATA", "OUR USES", "YOUR RIGHTS", "CHANGES") for line in (word, "")]
    text = markdown(one_page(LOREM, "", *overview, LOREM, LOREM))
    assert "#" not in text


def test_a_table_of_contents_goes():
    text = markdown(one_page("1. Use ........ 2", "2. Fees ........ 4", "3. Changes ........ 11", "", LOREM))
    assert text == f"{LOREM}\n"


# -- lists -----------------------------------------------------------------------------------------------------------


def test_lists_nest_by_their_inset_and_items_run_on():
    text = markdown(
        one_page(
            LOREM,
            (70, "• your name, which we need so that the letters reach you and no other"),
            (80, "person;"),
            (90, "- first"),
            (90, "- last"),
            (70, "• your address."),
            "",
            (70, "1. Ask us."),
            (70, "2. Object."),
            "",
            (70, "(a) in writing;"),
            (70, "(b) by telephone."),
        )
    )
    assert text.split("\n\n", 1)[1] == (
        "- your name, which we need so that the letters reach you and no other person;\n  - first\n  - last\n"
        "- your address.\n1. Ask us.\n2. Object.\n- (a) in writing;\n- (b) by telephone.\n"
    )


def test_a_dot_that_is_drawn_is_a_bullet():
    paper = one_page(LOREM, (80, "your name;"), (80, "your address."))
    for y in (629, 615):
        paper.sheets[0].dot(70, y)
    assert markdown(paper).endswith("- your name;\n- your address.\n")


def test_text_that_looks_like_markup_is_text():
    line = "# 5 *stars* [x](y) <b> a|b_c `d` &amp;"
    text = markdown(one_page(line, "", "> quoted", "", "1986. A year"))
    assert plain(text.replace("\\#", "", 1)).split("\n")[0] == line.removeprefix("# ")
    assert not re.search(r"^(#|>|\d+\. )", text, re.MULTILINE)


# -- links -----------------------------------------------------------------------------------------------------------


def test_links_keep_their_target_without_what_tracks_and_scripts_are_none():
    paper = one_page(LOREM)
    sheet = paper.sheets[0]
    sheet.text(60, 600, "Read our").text(120, 600, "terms.").text(60, 586, "Never click here.")
    sheet.link(118, 596, 160, 612, "https://quillfern.example/terms?utm_source=pdf&v=2")
    sheet.link(55, 584, 160, 596, "javascript:alert(1)")
    text = markdown(paper)
    assert "[terms](https://quillfern.example/terms?v=2)." in text
    assert "javascript" not in text


# -- tables ----------------------------------------------------------------------------------------------------------

ROWS = [
    ("Supplier", "Purpose", "Country"),
    ("Mosscart", "Parcel delivery", "France"),
    ("Dewmail", "Letters", "Germany"),
]


def draw_table(sheet, top, rows, *, ruled):
    xs = (60, 180, 320, 500)
    for place, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            sheet.text(x + 4, top - 14 - 16 * place, cell, 10)
        if ruled:
            sheet.rule(60, top - 16 * place, 500, top - 16 * place)
    bottom = top - 16 * len(rows) - 4
    if ruled:
        sheet.rule(60, bottom, 500, bottom)
        for x in xs:
            sheet.rule(x, bottom, x, top)


@pytest.mark.parametrize("ruled", [True, False])
def test_tables_become_rows_with_rules_and_without(ruled):
    paper = one_page(LOREM)
    draw_table(paper.sheets[0], 600, ROWS, ruled=ruled)
    paper.sheets[0].text(60, 500, LOREM)
    expected = "| Supplier | Purpose | Country |\n| --- | --- | --- |\n| Mosscart | Parcel delivery | France |\n| Dewmail | Letters | Germany |"
    assert markdown(paper) == f"{LOREM}\n\n{expected}\n\n{LOREM}\n"


def test_a_cell_of_several_lines_is_one_cell_and_a_bar_in_it_is_text():
    paper = one_page(LOREM)
    sheet = paper.sheets[0]
    for x in (60, 200, 400):
        sheet.rule(x, 520, x, 600)
    for y in (520, 560, 600):
        sheet.rule(60, y, 400, y)
    sheet.text(64, 585, "Plan").text(204, 585, "Price").text(64, 545, "A | B")
    sheet.lines(204, 548, ["nine euros a month, with-", "out tax"], lead=12)
    assert "| A \\| B | nine euros a month, without tax |" in markdown(paper)


def test_a_cell_over_several_columns_is_one_cell():
    paper = one_page(LOREM)
    sheet = paper.sheets[0]
    for y in (560, 580, 600):
        sheet.rule(60, y, 500, y)
    for x, top in ((60, 600), (180, 580), (320, 580), (500, 600)):
        sheet.rule(x, 560, x, top)
    sheet.text(64, 586, "Suppliers who see the names of those who write to us")
    sheet.text(64, 566, "Mosscart").text(184, 566, "Delivery").text(324, 566, "France")
    assert "| Suppliers who see the names of those who write to us |  |  |" in markdown(paper)


def test_a_table_cut_by_a_page_is_one_table_with_one_head():
    paper = Paper()
    one, two = paper.sheet(), paper.sheet()
    one.text(60, 640, LOREM)
    draw_table(one, 600, ROWS, ruled=True)
    draw_table(two, 600, [ROWS[0], ("Ledgerleaf", "Payment", "Ireland")], ruled=True)
    text = markdown(paper)
    assert text.count("Supplier") == 1
    assert text.endswith("| Dewmail | Letters | Germany |\n| Ledgerleaf | Payment | Ireland |\n")


def test_a_row_cut_by_a_page_is_one_row():
    paper = Paper()
    one, two = paper.sheet(), paper.sheet()
    one.text(60, 640, LOREM)
    draw_table(one, 600, ROWS, ruled=True)
    draw_table(
        two, 600, [ROWS[0], ("", "and parcels", "and Austria"), ("Ledgerleaf", "Payment", "Ireland")], ruled=True
    )
    assert "| Dewmail | Letters and parcels | Germany and Austria |\n| Ledgerleaf |" in markdown(paper)


def test_a_row_left_open_at_the_foot_of_a_page_belongs_to_the_table():
    paper = one_page(LOREM)
    sheet = paper.sheets[0]
    draw_table(sheet, 600, ROWS[:2], ruled=True)
    for x in (60, 180, 320, 500):
        sheet.rule(x, 564, x, 540)
    sheet.text(64, 548, ROWS[2][0], 10).text(184, 548, ROWS[2][1], 10).text(324, 548, ROWS[2][2], 10)
    assert markdown(paper).endswith("| Mosscart | Parcel delivery | France |\n| Dewmail | Letters | Germany |\n")


def test_a_box_around_text_is_no_table():
    paper = one_page(LOREM)
    for box in ((55, 630, 545, 630), (55, 660, 545, 660), (55, 630, 55, 660), (545, 630, 545, 660)):
        paper.sheets[0].rule(*box)
    assert markdown(paper) == f"{LOREM}\n"


# -- columns ---------------------------------------------------------------------------------------------------------


def column(name):
    return [
        f"The {name} column is read as a whole,",
        *["line after line from top to bottom, so"] * 6,
        f"that {name} ends here.",
    ]


def test_columns_are_read_one_after_the_other():
    paper = Paper()
    sheet = paper.sheet()
    sheet.text(60, 640, "A title that runs over both of the columns below it, as titles do", 11)
    sheet.lines(60, 600, column("left"), 10, lead=13)
    sheet.lines(310, 606, column("right"), 10, lead=13)
    sheet.text(60, 460, f"After the columns: {LOREM}", 11)
    text = markdown(paper).replace("\n", " ")
    order = ("A title", "The left", "left ends", "The right", "right ends", "After the columns")
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_terms_beside_what_they_mean_are_no_columns():
    paper = one_page(LOREM)
    for place, term in enumerate(
        ("The service", "A very long name of some supplier", "Our shop", "The users", "Data", "Us")
    ):
        paper.sheets[0].text(60, 600 - 14 * place, f"{term} of ours").text(
            310, 600 - 14 * place, f"what {term} means here"
        )
    text = markdown(paper)
    assert text.index("what The service means") < text.index("A very long name")


# -- odd pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "matrix", "place"),
    [
        (b"/MediaBox[600 800 0 0]", "1 0 0 1", (60, 600)),
        (b"/MediaBox[-100 -100 500 700]", "1 0 0 1", (60, 400)),
        (b"/MediaBox[0 0 600 800]/Rotate 90", "0 1 -1 0", (300, 60)),
        (b"/MediaBox[0 0 600 800]/Rotate 270", "0 -1 1 0", (300, 700)),
        (b"/MediaBox[0 0 600 800]/Rotate 180", "-1 0 0 -1", (550, 400)),
        (b"/MediaBox[0 0 600 800]", "2 0 0 2", (60, 600)),
    ],
)
def test_turned_scaled_and_shifted_pages_read_alike(extra, matrix, place):
    paper = Paper()
    sheet = paper.sheet(extra=extra)
    sheet.text(*place, "We keep your data for thirty days.", 11, matrix=matrix)
    assert markdown(paper) == "We keep your data for thirty days.\n"


def test_slanted_stamps_text_outside_the_page_and_text_printed_twice_are_not_read():
    paper = one_page(LOREM)
    sheet = paper.sheets[0]
    sheet.text(200, 300, "DRAFT", 60, matrix="0.7 0.7 -0.7 0.7")
    sheet.text(60, -50, "below the page").text(900, 300, "beside it").text(60, 640, LOREM)
    assert markdown(paper) == f"{LOREM}\n"


def test_pages_that_are_pictures_are_named():
    paper = one_page(LOREM)
    paper.sheet().parts.append(b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
    assert read(paper.bytes()).problems == ("Pictures without text were not read: page 2.",)


# -- laws ------------------------------------------------------------------------------------------------------------

# No "o", which may be a drawn circle, and no figures, with which a line may be one of a table of contents.
WORDS = st.text(alphabet="abcdefghijklmnpqrstuvwxyzABCDEé.,;:()*_#|<>-•", min_size=1, max_size=9)
CELLS = st.tuples(st.integers(0, 6), st.integers(0, 12))
PAGE = st.dictionaries(
    CELLS, st.tuples(WORDS, st.sampled_from([6, 8, 10]), st.sampled_from([REGULAR, BOLD])), max_size=25
)


@given(st.lists(PAGE, min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_wherever_words_stand_no_letter_is_lost_and_none_made_up(sheets):
    paper = Paper()
    for given_words in sheets:
        sheet = paper.sheet()
        for (column_, row), (word, size, face) in given_words.items():
            sheet.text(40 + 75 * column_, 150 + 40 * row, word, size, face)
    drawn = Counter(char for words in sheets for word, *_ in words.values() for char in word.lower() if char.isalpha())
    try:
        text = html.unescape(markdown(paper))
    except ExtractionError:
        assert sum(map(len, sheets)) < 8
    else:
        assert Counter(char for char in text.lower() if char.isalpha()) == drawn
