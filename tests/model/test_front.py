"""Front matter is no text, and a text between two rules is no front matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import compare, extract, read_dates
from tracker.model.front import dated_fields, front_fields, front_matter, without_front
from tracker.segment import segment

FRONT = '---\ntitle: "House rules"\neffective_date: 1 March 2031\nlastmod: 2031-02-03\ntags:\n  - rules\n---\n'
TEXT = "\n# House rules\n\nWe keep your letters for a year.\n"


def test_fields_are_read():
    lines = (FRONT + TEXT).split("\n")
    assert front_matter(lines) == 7
    assert front_fields(lines) == {
        "title": "House rules", "effective_date": "1 March 2031", "lastmod": "2031-02-03", "tags": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n---\n",
        "---\nWe keep your letters.\n---\n",
        "---\ntitle: Rules\n\nWe keep your letters for a year\n---\n",
        "---\ntitle: Rules\n",
        "title: Rules\n---\n",
        "---\nSee https://house.example/rules\n---\n",
    ],
)
def test_what_is_none(text):
    assert front_matter(text.split("\n")) == 0


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("effective_date: 2031-03-01", {"effective_date": ("effective", "2031-03-01")}),
        ("lastUpdated: 2031-03-01T10:20:30+02:00", {"last_updated": ("updated", "2031-03-01")}),
        ("lastmod: 2031-03-01 10:20:30", {"lastmod": ("updated", "2031-03-01")}),
        ("publishDate: January 5th, 2031", {"publish_date": ("published", "January 5th, 2031")}),
        ("effective_date: soon", {}),
        ("effective_date: {{ site.day_1 }}", {}),
        ("effective_date: We keep your letters for 2 years, whatever you tell us of them, and then burn them", {}),
        ("title: 1 March 2031", {}),
        ("menu:\n  date: 2031-03-01", {}),
    ],
)
def test_what_dates_the_text(field, kept):
    assert dated_fields(f"---\n{field}\n---".split("\n")) == kept


def test_a_text_without_it():
    assert without_front(FRONT + TEXT) == TEXT.lstrip("\n")
    assert without_front(TEXT) == TEXT


def test_the_text_begins_behind_it():
    document = segment(FRONT + TEXT)
    assert [block.text for section in document.sections for block in section.blocks] == [
        "# House rules", "We keep your letters for a year.",
    ]  # fmt: skip
    assert [(section.start_line, section.end_line) for section in document.sections] == [(1, 12)]


def test_fields_come_and_go_unseen():
    change = compare(FRONT + TEXT, FRONT.replace("tags:", "layout: page\ntags:") + TEXT)
    assert change.verdict == "noise"


def test_a_date_stated_there_is_one_of_the_text():
    dates = read_dates(FRONT + TEXT)
    assert (str(dates.effective_on), str(dates.updated_on)) == ("2031-03-01", "2031-02-03")
    change = compare(FRONT + TEXT, FRONT.replace("1 March", "1 May") + TEXT)
    assert (change.verdict, str(change.effective_on)) == ("editorial", "2031-05-01")
    assert [finding.rule for finding in change.findings] == ["date_moved"]


def test_a_file_that_is_fetched_is_read_alike():
    got = extract((FRONT + TEXT).encode(), media_type="text/markdown")
    head = "---\neffective_date: 1 March 2031\nlastmod: 2031-02-03\n---\n"
    assert (got.title, got.markdown) == ("House rules", head + TEXT)
    assert extract(got.markdown.encode(), media_type="text/markdown").markdown == got.markdown
    assert read_dates(got.markdown) == read_dates(FRONT + TEXT)


@given(
    st.lists(st.sampled_from(["---", "...", "+++", "a = 1", "[a]", "a: b", "a:", "  - b", "b", "", "# c"]), max_size=8)
)
def test_it_ends_with_a_rule(lines):
    count = front_matter(lines)
    ends = {"---": {"---", "..."}, "+++": {"+++"}}
    assert count == 0 or (lines[count - 1] in ends[lines[0]] and 2 < count <= len(lines))
    assert bool(count) >= bool(front_fields(lines))


NAMES = [
    *("effective", "effective_date", "effective-date", "effectiveDate", "in_force", "valid_from", "EffectiveDate"),
    *("last_updated", "lastUpdated", "lastmod", "last_modified", "updated", "date", "publishDate", "LAST_UPDATED"),
]
VALUES = [
    *("2031-01-15", "2031-01-15T00:00:00Z", "2031-01-15 10:00:00.5 +01:00", "January 15, 2031", "15 Jan 2031"),
    *('"January 15, 2031"', "'15 Jan 2031'", "15. Januar 2031", "2031/01/15", "15.01.2031", "Friday, 15 January 2031"),
    *("2031-01-15 # as agreed", '"2031-01-15"   # or "later"', "'2031-01-15T00:00:00Z'", "2031-01-15\t# then"),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_dates_are_read_under_every_name_in_every_form(name, end):
    for value in VALUES:
        raw = f"---\ntitle: x\n{name}: {value}\n---\n{TEXT}".replace("\n", end)
        for text in (raw, f"\ufeff{raw}", extract(raw.encode(), media_type="text/markdown").markdown):
            found = read_dates(text)
            assert str(found.effective_on or found.updated_on) == "2031-01-15", (value, text)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ('"C# by night" # a title', "C# by night"),
        ("C# by night # a title", "C# by night"),
        ('it\'s "so"', 'it\'s "so"'),
        (r'"The \"House\" # rules" # a title', 'The "House" # rules'),
        ("# nothing", ""),
        ("'' # nothing", ""),
    ],
)
def test_values_are_read_without_quotes_and_comments(value, read):
    assert front_fields(f"---\ntitle: {value}\n---".split("\n")) == {"title": read}


TOML = """+++
title = "House rules" # of the house
effectiveDate = 2031-03-01
lastmod = 2031-02-03T08:00:00Z
tags = [
  "rules",
]
[menu.footer]
  date = 2020-01-01
+++
"""


def test_toml_is_front_matter_too():
    lines = (TOML + TEXT).split("\n")
    assert front_matter(lines) == 10
    assert dated_fields(lines) == {
        "effective_date": ("effective", "2031-03-01"), "lastmod": ("updated", "2031-02-03"),
    }  # fmt: skip
    for raw in (TOML + TEXT, (TOML + TEXT).replace("\n", "\r\n")):
        got = extract(raw.encode(), media_type="text/markdown")
        head = "---\neffective_date: 2031-03-01\nlastmod: 2031-02-03\n---\n"
        assert (got.title, got.markdown) == ("House rules", head + TEXT)
        assert read_dates(raw) == read_dates(got.markdown)


def test_the_same_dates_in_toml_are_the_same_text():
    yaml = '---\ntitle: House\neffective-date: "2031-03-01"\nlastmod: 2031-02-03\n---\n'
    assert extract((yaml + TEXT).encode(), media_type="text/markdown") == replace(
        extract((TOML + TEXT).encode(), media_type="text/markdown"), title="House"
    )


@pytest.mark.parametrize("value", ["2031-01-15", '"January 15, 2031"', "'15 Jan 2031'", "2031-01-15T10:00:00 # then"])
@pytest.mark.parametrize("name", NAMES)
def test_dates_are_read_under_every_name_in_toml(name, value):
    found = read_dates(f"+++\n{name} = {value}\n+++\n{TEXT}")
    assert str(found.effective_on or found.updated_on) == "2031-01-15"


@pytest.mark.parametrize(
    "text",
    [
        "+++",
        "+++\n+++\n",
        "+++\n\n+++\n",
        "+++\n# Rules\n+++\n",
        "+++\nWe keep your letters.\n+++\n",
        '+++\ntitle = "Rules"\n\nWe keep your letters for a year\n+++\n',
        '+++\ntitle = "Rules"\n',
        '+++\ntitle = "Rules"\n---\n',
        "+++\ntitle: Rules\n+++\n",
        '+++\n\ntitle = "Rules"\n\n+++\n',
        '+++  \ntitle = "Rules"  \n+++\n',
        "+++\na = " + "[" * 1500 + "\n+++\n",
        "+++\na = 1" + "0" * 5000 + "\n+++\n",
        "+++\na = 2031-02-31\n+++\n",
    ],
)
def test_what_is_no_toml(text):
    assert front_matter(text.split("\n")) == 0


@pytest.mark.parametrize("rule", ["+++", "---"])
@pytest.mark.parametrize("between", ["<br>", "</p><p>", "\n"])
def test_a_page_cannot_hide_words_as_front_matter(rule, between):
    said = between.join([rule, 'a = "We sell all that we know of you to anyone who asks."', "b: 2", rule])
    markdown = extract(f"<html><body><p>{said}</p><p>We keep it.</p></body></html>".encode()).markdown
    assert front_matter(markdown.split("\n")) == 0


@pytest.mark.parametrize(
    "within",
    [
        "Controller: Acorn Ltd",
        "Summary:\n- We do not sell your data to brokers.\n- We keep letters for a year.",
        "title: Rules\ncontent: |\n  We keep the letters that you send us for a year, and we show them to nobody at all.",
        "title: Rules\nitems:\n" + "\n".join(f"  - a few words on rule {number}" for number in range(20)),
    ],
)
def test_a_text_that_looks_like_fields_is_text(within):
    assert front_matter(f"---\n{within}\n---\n\nMore.".split("\n")) == 0


@pytest.mark.parametrize(
    "within",
    [
        "# made by hand\ntitle: Rules",
        "\ntitle: Rules",
        '"title": Rules',
        "meta title: Rules",
        "title:Rules",
        "Überschrift: x\ntitle: y",
    ],
)
def test_what_people_write_there(within):
    assert front_matter(f"---\n{within}\n---\n\nMore.".split("\n")) == within.count("\n") + 3


def test_a_date_of_the_front_matter_that_takes_over_is_told():
    text = "---\ntitle: Rules\neffective_date: 2031-05-01\n---\n\n{}# Rules\n\nWe keep your letters for a year.\n"
    change = compare(text.format("Effective date: 1 March 2031\n\n"), text.format(""))
    assert change.verdict == "editorial"
    assert str(change.effective_on) == "2031-05-01"
