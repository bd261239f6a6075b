"""Character sets, and characters that no reader sees."""

from __future__ import annotations

import pytest

from tracker.extract.decode import decode, readable

GERMAN = "<p>Wir löschen Ihre Daten “sofort” – für 5 €.</p>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding):
    assert decode(GERMAN.encode(encoding), "iso-8859-1", markup=True) == GERMAN


def test_the_header_outranks_the_page_and_the_page_a_guess():
    page = '<meta charset="utf-8">' + GERMAN
    assert decode(page.encode("cp1252"), "windows-1252", markup=True) == page
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">' + GERMAN
    assert decode(declared.encode("cp1252"), None, markup=True) == declared


def test_latin_1_means_windows_1252():
    assert "“sofort”" in decode(GERMAN.encode("cp1252"), "ISO-8859-1", markup=True)


@pytest.mark.parametrize("label", ["nonsense", "zlib", "unicode_escape", "idna", "", "utf-8"])
def test_a_label_that_cannot_be_true_is_passed_over(label):
    text = "Wir löschen Ihre Daten für immer und geben sie nicht weiter, außer an die Behörden, größtenteils. " * 3
    assert decode(text.encode("cp1252"), label, markup=False) == text


def test_what_no_reader_sees_is_gone():
    assert readable("a\x00b\u200bc\u202ed\ue123\u00ade\ufeff f\u00a0g\u2028h\r\ni\rj\x1b[0m") == "abcde f g h\ni\nj[0m"
    assert readable("plain\x0c text\x07\n") == "plain text\n"
    assert readable("e\u0301 \ud800") == "\u00e9 ?"


def test_zero_width_joiners_of_words_stay():
    assert readable("می\u200cخواهیم") == "می\u200cخواهیم"
