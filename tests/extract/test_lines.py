"""Laws of the canonical form, and how it looks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extract.lines import LONG, canonical
from tracker.model.words import visible_words

WORDS = st.sampled_from(
    [
        "data",
        "we",
        "collect",
        "(a)",
        "(2)",
        "1.",
        "b)",
        "2.6",
        "-",
        "#",
        ">",
        "|",
        "*",
        "**",
        "_it_",
        "`code`",
        "[here](https://x.example/a_(b))",
        "e.g.",
        "Inc.",
        "U.S.",
        "3;",
        "and:",
        "however,",
        "Art.",
        "25.",
        "Mai",
        "2018",
        "\\-",
        "1\\.",
        "<br>",
        "&amp;",
        "—",
    ]
)
LINES = st.lists(WORDS, max_size=60).map(" ".join)
MARKDOWN = st.lists(
    st.tuples(
        st.sampled_from(["", "", "# ", "- ", "  - ", "1. ", "   2. ", "> ", "| ", "    ", "```", "---", "==="]),
        LINES,
        st.sampled_from(["", "  ", "\\"]),
    ).map("".join),
    max_size=12,
).map("\n".join)
PROSE = st.lists(
    st.sampled_from(
        [
            "Data",
            "we",
            "collect,",
            "keep;",
            "share:",
            "and",
            "(a)",
            "(2)",
            "1.",
            "2.6",
            "b)",
            "Inc.",
            "delete",
            "never.",
            "Then",
            "You",
            "may",
            "-",
            "object.",
            "§",
            "4",
            "end",
        ]
    ),
    min_size=1,
    max_size=120,
).map(lambda words: "We " + " ".join(words))


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_a_canonical_text_is_left_as_it_is(text):
    once = canonical(text)
    assert canonical(once) == once


@given(st.text(alphabet="ab.;,: \n-#>|*_`[]()\\1<&~=+", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_text_at_all_breaks_the_law(text):
    once = canonical(text)
    assert canonical(once) == once


@given(PROSE)
@settings(max_examples=150, deadline=None)
def test_breaking_lines_changes_no_word(text):
    assert visible_words(canonical(text)) == visible_words(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "We keep data for a year",
                "You may object at any time",
                "We tell nobody",
                "Ask us",
                "It is stored in Malta, Norway and Iceland, under seal",
            ]
        ),
        min_size=3,
        unique=True,
    ),
    st.data(),
)
def test_an_edit_to_one_sentence_touches_its_own_lines(sentences, data):
    place = data.draw(st.integers(0, len(sentences) - 1))
    edited = [*sentences[:place], "Here stands something new", *sentences[place + 1 :]]
    before, after = (canonical(". ".join(each) + ".").splitlines() for each in (sentences, edited))
    assert len(before) == len(after) == len(sentences)
    assert [line for line in before if line not in after] == [before[place]]


def test_long_sentences_break_at_clauses_and_then_at_commas():
    clause = "we collect the pages you open and the buttons you press"
    text = f"When you use the service: {clause}; {clause}; {clause}; and {clause}."
    assert canonical(text).splitlines() == [
        f"When you use the service: {clause};",
        f"{clause};",
        f"{clause};",
        f"and {clause}.",
    ]
    listed = "We collect " + ", ".join(f"the number of times that you opened page {n}" for n in range(12)) + "."
    lines = canonical(listed).splitlines()
    assert len(lines) > 2
    assert all(len(line) <= LONG for line in lines)
    assert all(line.endswith(",") for line in lines[:-1])


def test_nothing_breaks_inside_a_link():
    link = "[Read this. It matters; really: yes, " + "very " * 60 + "much](https://x.example/a)"
    assert canonical(f"First. {link} Last one.").splitlines()[1].startswith("[Read this. It matters; really: yes, very")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.\nThree.", "One.\nTwo.\nThree.\n"),
        ("Title\n=====\ntext", "# Title\n\ntext\n"),
        ("* a\n* b\n\n    * c", "- a\n- b\n  - c\n"),
        ("1) a. B.\n2) c", "1. a. B.\n2. c\n"),
        ("- one\n\n  two", "- one\n\n  two\n"),
        ("> quote\nlazy", "> quote lazy\n"),
        ("a | b\n--|--\n1 | 2", "| a | b |\n| --- | --- |\n| 1 | 2 |\n"),
        ("one  \ntwo\\\nthree", "one  \ntwo  \nthree\n"),
        ("a\n\n\n\n***\nb", "a\n\nb\n"),
        ("25\\. Mai 2031", "25\\. Mai 2031\n"),
        ("1\\. Scope", "1. Scope\n"),
        ("**1.1**. We keep data. You may ask.", "**1.1**. We keep data.\nYou may ask.\n"),
        ("- a\n\n3. c", "- a\n3. c\n"),
        ("```js\nx = 1. Y = 2.\n```", "```\nx = 1. Y = 2.\n```\n"),
        ("- # Head\n\n  text", "- # Head\n\n  text\n"),
    ],
)
def test_forms(text, expected):
    assert canonical(text) == expected


def test_what_would_open_a_block_at_a_lines_start_is_guarded():
    text = "This sentence is long enough to be broken into clauses because it goes on and on and on for a very long time indeed and then some more; (2) it has a second clause that is numbered with an arabic numeral; and a third."
    lines = canonical(text + " It ends.").splitlines()
    assert lines[1].startswith("\\(2) it has")
    assert visible_words("\n".join(lines)) == visible_words(text + " It ends.")
