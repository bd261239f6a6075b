"""An empty shell is told from a page with words, without reading all of it."""

from __future__ import annotations

import pytest

from tracker.fetch.shell import is_shell
from tracker.model import Page

WORDS = "We keep your data for as long as the law says that we must, and then we delete it. " * 4


def shell(body, media_type="text/html"):
    return is_shell(Page("u", "u", 200, media_type, body if isinstance(body, bytes) else body.encode()))


@pytest.mark.parametrize(
    "body",
    [
        '<script src="/app.js"></script><div id="root"></div>',
        f'<title>{WORDS}</title><SCRIPT>var text = "{WORDS}"</SCRIPT><div>Loading…</div>',
        f"<script></script><noscript>{WORDS}</noscript><style>{WORDS}</style><!-- a > b {WORDS} --><p>Please wait</p>",
        f"<script></script>{'<i data-words=' + repr(WORDS) + '></i>' * 3}",
        f"<script>{WORDS}",
        "<script></script>" + "<" * 100_000,
    ],
)
def test_scripts_and_no_words_are_a_shell(body):
    assert shell(body)


@pytest.mark.parametrize(
    "body",
    [
        f'<script src="/app.js"></script><p>{WORDS}</p>',
        f"<!-- --><svg></svg><script></script>{WORDS.replace(' ', '<br>')}",
        "<p>Short, and no script could add to it.</p>",
        "<script></script><p>" + "プライバシーポリシー" * 20,
        "",
    ],
)
def test_words_and_pages_without_scripts_are_not(body):
    assert not shell(body)


def test_only_pages_can_be_shells():
    assert not shell("<script></script>", "text/plain")
    assert shell("<script></script>", "application/xhtml+xml; charset=utf-8")
