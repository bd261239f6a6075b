"""Bodies are unpacked in small pieces, within the limit, and half a body is never taken for a whole one."""

from __future__ import annotations

import gzip
import itertools
import tracemalloc
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fetch.helpers import QUICK, get_failure, get_page
from tests.servers import page, raw, serve
from tracker.fetch.body import _unpacked
from tracker.fetch.trouble import TroubleError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ONCE = replace(QUICK, retries=0)
TEXT = b"We keep your data for 30 days. " * 5000


def bare_deflate(data):
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare_deflate(TEXT)),
        ("gzip", gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:])),
        ("gzip", gzip.compress(TEXT) + b"rubbish"),
        ("identity", TEXT),
    ],
    ids=["gzip", "x-gzip", "deflate", "bare deflate", "two members", "rubbish after", "identity"],
)
def test_bodies_are_unpacked(coding, packed):
    with serve({"/": (200, {"Content-Encoding": coding, "Content-Type": "text/html"}, packed)}) as site:
        assert get_page(site.url("/")).body == TEXT


@given(st.binary(min_size=1), st.lists(st.integers(0, 400), max_size=5))
def test_unpacking_does_not_depend_on_where_the_pieces_end(data, cuts):
    packed = gzip.compress(data, mtime=0)
    ends = [0, *sorted(min(cut, len(packed)) for cut in cuts), len(packed)]
    pieces = (packed[start:end] for start, end in itertools.pairwise(ends))
    assert b"".join(_unpacked(pieces)) == data


@pytest.mark.parametrize("size", [65535, 65536, 65537, 65600, 131073])
def test_what_a_full_buffer_holds_back_is_not_lost(size):
    """Bare deflate has no trailer, so the input can be used up before the output is."""
    assert b"".join(_unpacked(iter([bare_deflate(b"a" * size)]))) == b"a" * size


@given(st.binary(min_size=1), st.data())
def test_a_packed_body_without_its_end_is_refused(data, draw):
    packed = gzip.compress(data, mtime=0)
    with pytest.raises(TroubleError, match="broke off"):
        b"".join(_unpacked(iter([packed[: draw.draw(st.integers(1, len(packed) - 1))]])))


def test_a_gzip_bomb_is_refused_without_unpacking_it():
    bomb = gzip.compress(bytes(50_000_000), 9)
    with serve({"/": (200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, bomb)}) as site:
        tracemalloc.start()
        failure = get_failure(site.url("/"), settings=replace(ONCE, max_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (failure.kind, failure.lasting) == ("too_large", True)
    assert peak < 10_000_000


def test_an_endless_body_is_cut_at_the_limit():
    def endless(request):
        request.wire.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not request.closing.is_set():
            request.wire.write(bytes(65536))

    with serve({"/": endless}) as site:
        assert get_failure(site.url("/"), settings=replace(ONCE, max_bytes=1_000_000)).kind == "too_large"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>half",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(TEXT)[:200],
        b"",
    ],
    ids=["length", "chunked", "gzip", "nothing"],
)
def test_half_an_answer_is_a_broken_connection(answer):
    with serve({"/": raw(answer)}) as site:
        failure = get_failure(site.url("/"), settings=ONCE)
    assert (failure.kind, failure.lasting) == ("connection", False)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
def test_codings_that_were_not_asked_for_are_refused(coding):
    with serve({"/": (200, {"Content-Encoding": coding, "Content-Type": "text/html"}, b"xyz")}) as site:
        assert get_failure(site.url("/"), settings=ONCE).kind == "undecodable"
    assert site.seen[0].headers["accept-encoding"] == "gzip, deflate"


def test_a_body_that_is_not_packed_as_it_says_is_refused():
    with serve({"/": (200, {"Content-Encoding": "gzip", "Content-Type": "text/html"}, b"<p>plain</p>")}) as site:
        assert get_failure(site.url("/"), settings=ONCE).kind == "undecodable"


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_an_empty_page_is_a_failure(body):
    with serve({"/": page(body)}) as site:
        assert get_failure(site.url("/")).kind == "empty"
    assert len(site.seen) == 1


@pytest.mark.parametrize(
    ("sent", "body", "kept"),
    [
        ("Text/HTML; charset=ISO-8859-1", b"<p>x", "text/html; charset=iso-8859-1"),
        ("application/pdf", b"%PDF-1.7", "application/pdf"),
        (None, b"\n<!doctype html>", "text/html"),
        (None, b"plain words", "text/plain"),
        ("application/octet-stream", b"%PDF-1.7", "application/pdf"),
        ("text/html", b"%PDF-1.7", "application/pdf"),
        ("application/zip", b"PK\x03\x04 [Content_Types].xml word/document.xml", DOCX),
    ],
)
def test_the_media_type_is_kept_or_guessed(sent, body, kept):
    with serve({"/": page(body, media_type=sent)}) as site:
        assert get_page(site.url("/")).media_type == kept


@pytest.mark.parametrize("sent", ["image/png", "application/zip", "application/json"])
def test_what_is_no_text_is_unsupported(sent):
    with serve({"/": page(b"xyz", media_type=sent)}) as site:
        assert get_failure(site.url("/")).kind == "unsupported"
