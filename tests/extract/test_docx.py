"""A Word file reads by its styles; an archive made to do harm is refused before it is read."""

from __future__ import annotations

import contextlib
import io
import zipfile

import docx
import mammoth
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import ExtractionError
from tracker.extract import docx as module
from tracker.extract import extract
from tracker.extract.docx import read
from tracker.extract.lines import canonical

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def packed(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def markdown(document):
    return canonical(read(packed(document)).markdown)


def rewritten(change, *, mode=zipfile.ZIP_DEFLATED, more=()):
    """A plain file with its document's XML changed and parts added."""
    document = docx.Document()
    document.add_paragraph("We keep your data for thirty days.")
    old = zipfile.ZipFile(io.BytesIO(packed(document)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", mode) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == "word/document.xml" else data)
        for name, data in more:
            new.writestr(name, data)
    return stream.getvalue()


def policy():
    document = docx.Document()
    document.core_properties.title = "draft of somebody"
    document.sections[0].header.paragraphs[0].text = "Running head"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading("Quillfern Privacy Policy", 0)
    first = document.add_paragraph("Effective 1 March 2026. We sell ")
    first.add_run("nothing").bold = True
    first.add_run(" to anybody.")
    document.add_heading("What we collect", 1)
    document.add_paragraph("your name;", style="List Bullet")
    document.add_paragraph("its parts;", style="List Bullet 2")
    document.add_paragraph("your address.", style="List Bullet")
    document.add_heading("Suppliers", 2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ("Supplier", "Purpose", "Mosscart", "Delivery"), strict=True
    ):
        cell.text = text
    document.add_heading("Your rights", 1)
    document.add_paragraph("Ask us.", style="List Number")
    document.add_paragraph("Object.", style="List Number")
    return document


def link(document, text, target):
    paragraph = document.add_paragraph("Read our ")
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(target, LINK, is_external=True))
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    anchor.append(run)
    paragraph._p.append(anchor)


def test_a_policy_reads_by_its_styles_without_head_and_foot():
    assert (
        markdown(policy())
        == """\
# Quillfern Privacy Policy

Effective 1 March 2026.
We sell **nothing** to anybody.

# What we collect

- your name;
  - its parts;
- your address.

## Suppliers

| Supplier | Purpose |
| --- | --- |
| Mosscart | Delivery |

# Your rights

1. Ask us.
2. Object.
"""
    )
    assert read(packed(policy())).title == "Quillfern Privacy Policy"


def test_the_title_is_the_declared_one_where_no_heading_gives_it():
    document = docx.Document()
    document.core_properties.title = "Terms & Conditions"
    document.add_paragraph("We keep your data for thirty days.")
    assert read(packed(document)).title == "Terms & Conditions"


def test_links_keep_their_target_and_scripts_are_none():
    document = docx.Document()
    link(document, "terms", "https://quillfern.example/terms?utm_source=word&v=2")
    link(document, "trap", "javascript:alert(1)")
    text = markdown(document)
    assert "Read our [terms](https://quillfern.example/terms?v=2)" in text
    assert "trap" in text
    assert "javascript" not in text


def test_words_struck_from_a_tracked_change_are_not_read_and_words_put_in_are():
    document = docx.Document()
    paragraph = document.add_paragraph("We keep your data for ")
    names = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:del {names}><w:r><w:delText>thirty</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {names}><w:r><w:t>sixty</w:t></w:r></w:ins>"))
    paragraph.add_run(" days.")
    assert markdown(document) == "We keep your data for sixty days.\n"


def test_footnotes_stand_at_the_end_with_their_number():
    note = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2"><w:p><w:r><w:t>Save where the law forbids it.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
        "</Relationships>"
    )
    document = docx.Document()
    document.add_paragraph("We delete it.")
    old = zipfile.ZipFile(io.BytesIO(packed(document)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(
                    b"We delete it.</w:t></w:r>", b'We delete it.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
                )
            new.writestr(name, relations if name == "word/_rels/document.xml.rels" else data)
        new.writestr("word/footnotes.xml", note)
    text = canonical(read(stream.getvalue()).markdown)
    assert text.startswith("We delete it.")
    assert "[1" in text.replace("\\", "").split("\n")[0]
    assert text.endswith("1. Save where the law forbids it.\n")
    assert "↑" not in text


def test_a_picture_is_no_text_and_a_file_of_pictures_says_so():
    with pytest.raises(ExtractionError, match="no text"):
        read(packed(docx.Document()))


# -- harm ------------------------------------------------------------------------------------------------------------


def refused(body):
    with pytest.raises(ExtractionError) as caught:
        read(body)
    return str(caught.value)


@pytest.mark.parametrize(
    "body", [b"PK\x03\x04", b"PK\x03\x04" + bytes(range(256)), rewritten(lambda data: data)[:-400]]
)
def test_a_damaged_archive_says_so(body):
    assert "damaged" in refused(body)


def test_xml_that_is_not_well_formed_or_not_there_says_so():
    assert "damaged" in refused(rewritten(lambda data: data[:-20]))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as empty:
        empty.writestr("[Content_Types].xml", "<x/>")
    assert "damaged" in refused(stream.getvalue())


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_entities_are_refused(head):
    assert "entities" in refused(rewritten(lambda data: data.replace(b"<w:document", head + b"<w:document", 1)))


def test_xml_in_another_encoding_which_could_hide_entities_is_refused():
    head = '<?xml version="1.0" encoding="{}"?>'
    for name, word in (("utf-16", "UTF-8"), ("cp037", "damaged")):
        hidden = (head.format(name) + '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>').encode(name)
        assert word in refused(rewritten(lambda data, hidden=hidden: hidden))
    assert "UTF-8" in refused(rewritten(lambda data: head.format("cp037").encode() + b"<x/>"))


def test_a_bomb_is_refused_by_what_it_declares_and_by_what_it_holds(monkeypatch):
    zeros = b" " * 50_000_000
    bomb = rewritten(lambda data: data, more=[("word/more.xml", zeros)])
    assert len(bomb) < 200_000
    assert "unpacks to more" in refused(bomb)
    honest = zipfile.ZipFile.infolist

    def lying(archive):
        entries = honest(archive)
        for entry in entries:
            entry.file_size = min(entry.file_size, 10)
        return entries

    monkeypatch.setattr(zipfile.ZipFile, "infolist", lying)
    message = refused(bomb)
    assert "unpacks to more" in message or "damaged" in message


def test_an_archive_of_many_parts_is_refused_and_what_is_no_xml_is_not_unpacked():
    many = [(f"word/{number}.xml", "") for number in range(module.PARTS)]
    assert "parts" in refused(rewritten(lambda data: data, more=many))
    picture = [("word/media/image.png", b" " * 50_000_000)]
    assert "thirty days" in read(rewritten(lambda data: data, more=picture)).markdown


def test_a_file_s_own_rules_for_styles_are_not_followed():
    stream = io.BytesIO(rewritten(lambda data: data))
    mammoth.embed_style_map(stream, "p => h1:fresh")
    assert "<h1>" in mammoth.convert_to_html(stream).value
    assert read(stream.getvalue()).markdown.strip() == "We keep your data for thirty days."


def test_deep_nesting_ends_as_an_error_or_as_text():
    deep = b"<w:sdt><w:sdtContent>" * 3000, b"</w:sdtContent></w:sdt>" * 3000
    body = rewritten(
        lambda data: data.replace(b"<w:p>", deep[0] + b"<w:p>", 1).replace(b"</w:p>", b"</w:p>" + deep[1], 1)
    )
    with contextlib.suppress(ExtractionError):
        assert "thirty days" in extract(body).markdown


@given(st.integers(0, 30_000), st.binary(min_size=1, max_size=20))
@settings(max_examples=40, deadline=None)
def test_damage_anywhere_ends_as_an_error_or_as_text(place, data):
    body = packed(policy())
    place %= len(body)
    with contextlib.suppress(ExtractionError):
        assert read(body[:place] + data + body[place + len(data) :]).markdown
