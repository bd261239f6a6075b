"""Pages made to break a reader: an answer or an ExtractionError, soon."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import ExtractionError
from tracker.extract import extract

N = 20_000
PAGES = {
    "nested blocks": b"<div>" * N + b"hello" + b"</div>" * N,
    "nested inline": b"<p>" + b"<b>" * N + b"hello",
    "nested lists": b"<ul><li>" * N + b"hello",
    "nested tables": b"<table><tr><td>" * N + b"hello",
    "an attribute of a megabyte": b"<p class='" + b"a " * 500_000 + b"'>hello</p>",
    "an address of a megabyte": b"<a href='" + b"a" * 1_000_000 + b"'>hello</a>",
    "an entity bomb": b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '"
    + b"&a;" * 1000
    + b"'>]><p>"
    + b"&b;" * 1000
    + b" hello",
    "an outside entity": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html><body><p>&a; hello</p></body></html>",
    "NUL": b"<p>he\x00llo\x00</p>" + b"\x00" * N,
    "lone surrogates": b"<p>\xed\xa0\x80 hello &#xD800; &#0; &#x110000; &#xE000; &#xE001;0;</p>",
    "one long line": b"<p>" + b"word " * N,
    "one long word": b"<p>" + b"a" * 500_000,
    "brackets": b"<p>a" + b"[" * N + b"]" * N,
    "links that never close": b"<p>" + b"[a](" * N,
    "stops": b"<p>" + b"a. B " * N,
    "commas": b"<p>" + b"ab, " * N,
    "escapes": b"<p>" + b"&lt;a&amp;lt; \\- " * N,
    "cells": b"<table><tr>" + b"<td>a" * N,
    "rows": b"<table>" + b"<tr><td>a<td>b" * N,
    "breaks": b"<p>" + b"a<br>" * N,
    "buttons in a heading": b"<h2>" + b"<button>a</button>" * N,
    "images in links": b"<p>" + b"<a><img alt=x>" * N + b"hello",
    "consent": b"<div class='cookie-banner modal'>x</div>" * N + b"<p>hello</p>",
    "preformatted": b"<pre>- a</pre>" * 5000,
    "a false character set": b"<meta charset=zlib><p>hello</p>",
    "comments": b"<!--" * N + b"<p>hello",
    "noise": bytes(random.Random(1).randrange(256) for _ in range(50_000)),
}
TEXTS = {
    "quotes": b"> " * N + b"x",
    "markers": b"- " * N + b"x",
    "numbers": b"1. " * N + b"x",
    "bars": b"|" * N + b"a",
    "rules": b"|-" * N + b"\na|b",
    "fences": b"```\na\n" * N,
    "definitions": b"[a]: http://x\n" * N + b"[a] " * N,
    "backslashes": b"\\" * N + b"a",
    "ticks": b"`a " * N,
    "deep list": b"\n".join(b"  " * n + b"- x" for n in range(500)),
}


def check(body, media_type):
    start = time.process_time()
    try:
        found = extract(body, media_type=media_type, url="https://x.example/")
    except ExtractionError:
        return
    assert time.process_time() - start < 10
    found.markdown.encode("utf-8")
    assert not set(found.markdown) & set("\x00\x1b\r\u202e\ue000\ue001")
    assert "root:" not in found.markdown
    assert extract(found.markdown.encode(), media_type="text/markdown").markdown == found.markdown


@pytest.mark.parametrize("name", PAGES)
def test_pages(name):
    check(PAGES[name], "text/html")


@pytest.mark.parametrize("media_type", ["text/markdown", "text/plain"])
@pytest.mark.parametrize("name", TEXTS)
def test_texts(name, media_type):
    check(TEXTS[name], media_type)


TAGS = st.sampled_from(
    [
        "div",
        "p",
        "ul",
        "li",
        "ol",
        "table",
        "tr",
        "td",
        "th",
        "a",
        "b",
        "br",
        "h1",
        "h2",
        "pre",
        "dl",
        "dt",
        "dd",
        "form",
        "header",
        "footer",
        "nav",
        "section",
        "button",
        "img",
        "span",
        "sup",
        "blockquote",
        "details",
        "summary",
    ]
)
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            "<a href='/x'>",
            "<div hidden>",
            "<div class='modal cookie-banner'>",
            "<td rowspan=3>",
            "<li value=7>",
            "<!--",
            "]]>",
            "<![CDATA[",
        ]
    ),
    st.sampled_from(
        [
            "We keep your data for a year. ",
            "1. ",
            "- ",
            "• ",
            "| a | b |",
            "# ",
            "*",
            "_x_",
            "&lt;b&gt;",
            "\n\n",
            "   ",
            "[x](y)",
            "\\",
            "25. Mai 2031",
        ]
    ),
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_page_is_read_or_refused_and_what_is_read_is_canonical(text):
    check(text.encode(), "text/html")


@given(
    st.binary(max_size=300),
    st.sampled_from(["text/html", "text/plain", "text/markdown", "application/xhtml+xml; charset=utf-16", "x/y"]),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes(body, media_type):
    check(body, media_type)


def test_an_attribute_name_with_a_control_character_is_no_obstacle():
    body = b"<h1>Privacy</h1><p a\x01b='x' \x02='y'>We keep the personal data of our users for a year.</p>" * 3
    assert "for a year" in extract(body).markdown


@pytest.mark.parametrize(
    "sign", [b"\x01", b"&#1;", b"&#x1F;", b"&#0000000031;", b"&#X7f", b"\x0b", b"&#12", b"\xef\xbf\xbf"]
)
def test_control_characters_in_text_and_attributes_are_no_obstacle(sign):
    body = (
        b"<h1>Privacy " + sign + b"</h1><dl><dt>Term" + sign + b"</dt><dd>We keep it.</dd></dl><ol start='" + sign + b"3'><li>One" + sign
        + b"</li></ol><a href='/x" + sign + b"' title='" + sign + b"'>link</a><img alt='" + sign + b"sign'><table><tr><td colspan='" + sign
        + b"2'>cell" + sign + b"</td></tr></table><p " + sign + b"='x'>We keep the personal data of our users for a year.</p>"
    )  # fmt: skip
    assert "for a year" in extract(body).markdown
