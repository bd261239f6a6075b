"""Whether a page is an empty shell: scripts that would write the text, and next to no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.model import Page

# A title and "Loading" or "Please enable JavaScript" make a shell; real policies have thousands of letters.
_FEW_LETTERS = 200
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_LETTER = re.compile(rb"[A-Za-z0-9\x80-\xff]")
_TOKEN = re.compile(
    rb"<!--|<(script|style|noscript|template|svg|title)\b|<[^<>]{0,10000}>|[^<]{1,2000}|<", re.IGNORECASE
)
_ENDS = {
    name: re.compile(rb"</" + name, re.IGNORECASE)
    for name in (b"script", b"style", b"noscript", b"template", b"svg", b"title")
}
_COMMENT_END = re.compile(rb"-->")


def is_shell(page: Page) -> bool:
    """Whether only a browser could show what this page says; looks no further than the first few words."""
    if "html" not in page.media_type or not _SCRIPT.search(page.body):
        return False
    letters = 0
    for words in _words(page.body):
        letters += sum(1 for _ in _LETTER.finditer(words))
        if letters >= _FEW_LETTERS:
            return False
    return True


def _words(body: bytes) -> Iterator[bytes]:
    """The text between the tags, outside scripts and other elements that show nothing. Not exact: it only measures."""
    at = 0
    while token := _TOKEN.match(body, at):
        at = token.end()
        name = token[1]
        if name or token[0] == b"<!--":
            end = (_ENDS[name.lower()] if name else _COMMENT_END).search(body, at)
            if end is None:
                return
            at = end.end()
        elif not token[0].startswith(b"<"):
            yield token[0]
