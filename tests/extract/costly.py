"""Pages made to cost time, of any size; the number counts pieces, not bytes."""

from __future__ import annotations

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
    "numbers": lambda n: b"<p>" + b"1<b>2</b>" * n + b"<p>3" * n,
    "numbers deep down": lambda n: nested(n, b"<b>", b"</b>", b"<p>") + b"<i>" * 500 + b"<b>1</b>2" * n,
    "preformatted": lambda n: b"<pre>- a</pre>" * (n // 4),
    "backslashes": lambda n: b"<p>a" + b"\\ " * (4 * n),
    "ways home": lambda n: PROSE + b"<a href=/>home</a>" * (n // 2),
    "cards": lambda n: b"<main>" + PROSE + b"<div><p>Come and see.<p><a href=/x>Go</a></div><p></p>" * (n // 4),
    "cards in nested boxes": lambda n: nested(n, b"<div>", b"<p>a</p><a href=/x>Go</a></div>", b"<main>" + PROSE),
    "marked headings": lambda n: b"<h2>" + b"<i>#</i>" * (2 * n),
    "footers beside the main part": lambda n: (
        b"<main><h1>a</h1>" + PROSE + b"</main>" + b"<footer>x</footer>" * (n // 2)
    ),
    "bullets": lambda n: b"<p>" + "• a<br>".encode() * (n // 2),
}
