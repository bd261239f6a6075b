"""What a file can do to its reader: nothing but take the set time and memory, and end as an error that says so."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import time
import zlib

import pytest

from tests.extract.pdf_writer import FONTS, Paper, assemble, stream
from tracker.errors import ExtractionError
from tracker.extract import extract
from tracker.extract.confined import confined
from tracker.extract.media import kind_of
from tracker.extract.reading import Reading

module = importlib.import_module("tracker.extract.confined")  # the package has a function of that name
TEXT = b"BT /F 11 Tf 72 600 Td (We keep your data for thirty days and then delete it.) Tj ET\n"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>>>"


def pdf(content, *more, pages=b"<</Type/Pages/Kids[6 0 R]/Count 1>>", trailer=b""):
    """A file of one page: `content` is object 4, `more` the objects 5 and from 7 on."""
    fifth, *others = more or (b"null",)
    return assemble([b"<</Type/Catalog/Pages 2 0 R>>", pages, FONTS[0], content, fifth, PAGE, *others], trailer)


def form(content, names=b""):
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>%b>>" % names)


def forms(depth, width):
    """Forms each of which draws the next `width` times: a small file with width ** depth words."""
    numbers = [5, *range(7, 7 + depth)]
    inner = [form(b"/X Do " * width, b"/XObject<</X %d 0 R>>" % number) for number in numbers[1:]]
    return [*inner, form(TEXT)]


def refused(body, *, seconds=20.0, memory=module.MEMORY):
    started = time.perf_counter()
    with pytest.raises(ExtractionError) as caught:
        confined("pdf", body, seconds=seconds, memory=memory)
    assert time.perf_counter() - started < seconds + 5  # a busy machine is slow to end a process
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_honest_file_is_read_within_the_limits():
    assert (
        confined("pdf", pdf(stream(TEXT))).markdown.strip() == "We keep your data for thirty days and then delete it."
    )


def test_an_encrypted_file_says_so():
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O%b/U%b/P -4>>/ID[<00><00>]" % (
        b"(" + b"o" * 32 + b")",
        b"(" + b"u" * 32 + b")",
    )
    assert "asks for a password" in refused(pdf(stream(TEXT), trailer=lock))


def test_a_file_of_pictures_says_so():
    paper = Paper()
    paper.sheet().parts.append(b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
    assert "pictures" in refused(paper.bytes())


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\n" + b"\0" * 5000 + b"%%EOF",
        b"%PDF-1.7\ntrailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF",
        pdf(stream(TEXT), pages=b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        pdf(stream(TEXT))[:-700] + b"%%EOF",
    ],
    ids=["rubbish", "no objects", "NUL", "no pages", "page tree in a circle", "middle missing"],
)
def test_a_damaged_file_says_so(body):
    assert "damaged" in refused(body)


def test_a_file_broken_off_is_not_taken_for_a_whole_one():
    paper = Paper()
    for _ in range(20):
        paper.sheet().text(60, 600, "We keep your data for thirty days.")
    body = paper.bytes()
    for share in (0.3, 0.9):
        assert "broke off" in refused(body[: int(len(body) * share)])


def test_a_page_count_bomb_is_refused():
    kids = b"<</Type/Pages/Kids[" + b"6 0 R " * 100_000 + b"]/Count 100000>>"
    assert "100,000 pages" in refused(pdf(stream(TEXT), pages=kids))
    lie = b"<</Type/Pages/Kids[6 0 R]/Count 90000000>>"
    assert confined("pdf", pdf(stream(TEXT), pages=lie)).markdown.startswith("\nWe keep")


@pytest.mark.parametrize(
    "body",
    [
        pdf(stream(b" " * 400_000_000)),
        pdf(
            stream(zlib.compress(b" " * 400_000_000, 9)).replace(
                b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode]"
            )
        ),
        pdf(stream(b"/X Do"), *forms(6, 40)),
    ],
    ids=["stream", "stream in a stream", "forms"],
)
def test_a_bomb_ends_at_the_limit_of_memory_or_time(body):
    assert len(body) < 1_000_000
    message = refused(body, seconds=8, memory=400 << 20)
    assert "memory" in message or "longer than 8 seconds" in message


def test_a_reader_that_does_not_come_to_an_end_is_stopped_in_time():
    many = stream(b"BT /F 3 Tf 72 700 Td " + b"(a b c d e f g h i j k l m n o p) Tj 0 -3 Td " * 60_000 + b"ET")
    assert "longer than 2 seconds" in refused(pdf(many), seconds=2)


def test_a_form_that_draws_itself_is_read_once():
    body = pdf(stream(b"/X Do"), form(b"/X Do " + TEXT, b"/XObject<</X 5 0 R>>"))
    assert confined("pdf", body).markdown.strip() == "We keep your data for thirty days and then delete it."


def test_numbers_beyond_all_measure_do_no_harm():
    wild = b"1e38 0 0 1e38 1e38 1e38 cm BT /F 1e30 Tf 1e30 -1e30 Td (far away) Tj ET " + b"9" * 400 + b" 0 m "
    reading = confined("pdf", pdf(stream(b"q " + wild + b"Q " + TEXT)))
    assert "thirty days" in reading.markdown


def test_the_reader_gets_no_secret_from_the_environment(monkeypatch):
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")
    given = {}
    run = subprocess.run
    monkeypatch.setattr(module.subprocess, "run", lambda command, **more: given.update(more) or run(command, **more))
    confined("pdf", pdf(stream(TEXT)))
    assert "PYTHONPATH" in given["env"]
    assert "SMTP_PASSWORD" not in given["env"]


def test_more_text_than_any_policy_has_is_refused(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 10)
    answer = module._answer(lambda body: Reading("x" * 11), b"")
    assert "no policy does" in answer["error"]
    assert json.loads(json.dumps(module._answer(lambda body: Reading("x"), b"")))["markdown"] == "x"


def test_a_process_that_cannot_start_is_an_error(monkeypatch):
    monkeypatch.setattr(module.sys, "executable", os.devnull)
    with pytest.raises(ExtractionError, match="start"):
        confined("pdf", b"")


# -- which reader ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["application/pdf", "text/html", "application/octet-stream", "text/plain", "application/msword"]
)
def test_files_are_known_by_their_first_bytes_whatever_they_are_called(name):
    for start in (b"", b"\r\n", b"\xef\xbb\xbf", b"rubbish before it\n"):
        assert kind_of(start + pdf(stream(TEXT)), name) == "pdf"
    word = b"PK\x03\x04...[Content_Types].xml...word/document.xml"
    assert kind_of(word, name) == "docx"
    assert kind_of(b"PK\x03\x04...[Content_Types].xml...xl/workbook.xml", name) == "archive"
    assert kind_of(b"<!doctype html><p>See %PDF-1.7</p>", name) == "html"


def test_what_is_called_a_page_and_is_a_pdf_is_read_and_the_other_way_round():
    text = "We keep your data for thirty days and then delete it.\n"
    assert extract(pdf(stream(TEXT)), media_type="text/html; charset=utf-8").markdown == text
    page = f"<!doctype html><h1>Privacy</h1><p>{text}</p><p>See %PDF-1.7</p>".encode()
    assert extract(page, media_type="application/pdf").markdown.startswith(f"# Privacy\n\n{text}")
