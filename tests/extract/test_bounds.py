"""Pages made to cost time: four times the page takes little more than four times the work, never sixteen times."""

from __future__ import annotations

import contextlib
import time

import pytest

from tracker.errors import ExtractionError
from tracker.extract import extract

PROSE = b"<p>" + b"We keep the personal data of our users for a year. " * 40 + b"</p>"


def nested(n: int, opened: bytes, closed: bytes, before: bytes = b"") -> bytes:
    """Twenty times elements nested ever deeper."""
    return (before + opened * (n // 36) + b"one" + closed * (n // 36)) * 20


PAGES = {
    "breaks": lambda n: b"<p>" + b"a<br>" * (6 * n),
    "breaks alone": lambda n: b"<p>hello" + b"<br>" * (4 * n) + b"world",
    "marked lines": lambda n: b"<p>" + b"- a<br>" * (n // 2),
    "bold words": lambda n: b"<p>" + b"a <b>b</b> " * (2 * n),
    "spans": lambda n: b"<p>" + "<span>é</span> a".encode() * (2 * n),
    "links": lambda n: PROSE + b"<p>" + b"a <a href=/x>b</a> " * (n // 4),
    "items": lambda n: b"<ul>" + b"<li>item" * (n // 2),
    "headings": lambda n: b"<h2>Title</h2>" * (n // 2),
    "rows": lambda n: b"<table>" + b"<tr><td>a</td><td>b</td></tr>" * (n // 4),
    "rows in nested tables": lambda n: b"<table><tr><td>a<td>" * 300 + b"<table>" + b"<tr><td>x<td>y" * (n // 4),
    "nested tables": lambda n: (b"<table><tr><td>" * 100 + b"x" + b"</table>" * 100) * (n // 200),
    "one paragraph": lambda n: b"<p>" + b"We share data, and we keep it. " * n,
    "one sentence": lambda n: b"<p>" + b"we share data, and we keep it; " * n,
    "buttons": lambda n: PROSE + b"<div>We use cookies." + b"<button>OK</button>" * (n // 2),
    "buttons deep down": lambda n: PROSE + b"<div>" * 500 + b"<b><button>OK</button></b>" * (n // 4) + b"cookies",
    "headers deep down": lambda n: PROSE + b"<div>" * 500 + b"<header>x</header>" * (n // 4),
    "bold in nested spans": lambda n: nested(n, b"<span>", b"</span>", b"<p>"),
    "bold in nested blocks": lambda n: nested(n, b"<div><font>", b"</font></div>"),
    "nested notes": lambda n: nested(n, b"<sup>", b"</sup>", b"<p>"),
    "nested hidden parts": lambda n: nested(n, b"<div hidden>", b"</div>"),
    "nested headings": lambda n: nested(n, b"<div role=heading>", b"</div>"),
    "images after empty marks": lambda n: b"<table><tr><td>" + b"<i></i>" * n + b"<img alt=x>" * (n // 4),
    "preformatted": lambda n: b"<pre>- a</pre>" * (n // 4),
    "backslashes": lambda n: b"<p>a" + b"\\ " * (4 * n),
    "bullets": lambda n: b"<p>" + "• a<br>".encode() * (n // 2),
}
SIZE = 8_000
SLACK = 1.75  # a square law would need 4
ENOUGH = 0.25  # seconds; below, what the machine does beside decides


def work(body: bytes) -> float:
    start = time.process_time()
    with contextlib.suppress(ExtractionError):
        extract(body, url="https://x.example/")
    return time.process_time() - start


@pytest.mark.parametrize("name", PAGES)
def test_time_grows_with_the_page_and_not_with_its_square(name):
    small, large = PAGES[name](SIZE), PAGES[name](4 * SIZE)
    for _ in range(3):  # a busy machine may slow one of the two
        took = work(large)
        if took < ENOUGH or took < 4 * SLACK * work(small):
            return
    pytest.fail(f"{len(large)} bytes took {took:.1f} s")


def test_marks_beyond_any_document_leave_their_words():
    text = extract(b"<p>We keep <i>data</i>: " + b"<b>one</b> " * 25_000 + b"</p><p>The <b>end</b>.</p>").markdown
    assert text.count("one") == 25_000
    assert "**one**" in text
    assert "The **end**." in text
