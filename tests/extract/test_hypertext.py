"""The HTML that the converter to Markdown is given."""

from __future__ import annotations

import pytest
from lxml import html

from tracker.extract import extract
from tracker.extract.hypertext import BREAK, PREFORMATTED, hypertext


def written(fragment):
    return hypertext(html.fragment_fromstring(fragment, create_parent="div"))


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("<p class='a' id='b'>One  \n two</p>", "<div><p>One two</p></div>"),
        ("<main><p>One</p></main>", "<div><div><p>One</p></div></div>"),
        ("<code>x</code>", "<div><span>x</span></div>"),
        ("<a href='/x?a=1&amp;b=2' title='t'>x</a>", '<div><a href="/x?a=1&amp;b=2">x</a></div>'),
        ("<ol start=' 3 '><li>x</li></ol>", '<div><ol start="3"><li>x</li></ol></div>'),
        ("<ol start='x\"'><li>x</li></ol>", "<div><ol><li>x</li></ol></div>"),
        ("a<br>b", f"<div>a{BREAK}b</div>"),
        ("a<hr>b", "<div>a<hr>b</div>"),
        ("&lt;b> 1 &lt; 2 &amp; &amp;lt;", "<div>&amp;lt;b&gt; 1 &lt; 2 &amp; &amp;amp;lt;</div>"),
        ("a\u200b\u00a0b\ue000", "<div>a b</div>"),
        ("<x-note>a</x-note>", "<div><x-note>a</x-note></div>"),
    ],
)
def test_what_markdown_can_say_is_written(fragment, expected):
    assert written(fragment)[0] == expected


def test_preformatted_parts_are_kept_aside():
    text, parts = written("<pre>a\n  <b>b</b></pre>and<pre>c</pre>")
    assert text == f"<div><p>{PREFORMATTED}0;</p>and<p>{PREFORMATTED}1;</p></div>"
    assert parts == ["a\n  b", "c"]


def test_the_text_after_the_element_is_not_its_own():
    root = html.fragment_fromstring("<div><p>in</p>out</div>")
    assert hypertext(root[0])[0] == "<p>in</p>"


def test_names_that_could_be_misread_mean_nothing():
    assert extract("<p>We keep <b\u00a0c>data</b\u00a0c> here.</p>".encode()).markdown == "We keep data here.\n"


def test_a_backslash_before_a_break_stays():
    assert "one\\\\  \ntwo" in extract(b"<p>one\\<br>two</p>").markdown
