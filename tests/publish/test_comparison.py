"""Two texts compared on one page and as Markdown: complete, self-contained, and no text of theirs acts."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from tests.samples import EDITORIAL, HOSTILE, HOSTILE_RECORD, MATERIAL, NOISE
from tracker.model import Change, Finding
from tracker.publish import comparison_markdown, comparison_page
from tracker.publish.markdown import escaped

PAGE = comparison_page(MATERIAL, "old/privacy.md", "new/privacy.md")
NOTHING = Change("noise", "neutral", (), (), (), None, None, "Nothing differs.", noise_kind="same_words")
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LIVE = re.compile(r"(?i)https?:|ftp:|mailto:|xmpp:|www\.|@[a-z0-9]|#\d|\bgh-\d")  # what GitHub links in plain text


def tree(body: bytes) -> html.HtmlElement:
    return html.document_fromstring(body.decode())


def rendered(markdown: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{GFM.render(markdown)}</div>")


class TestPage:
    def test_it_begins_with_the_verdict_and_tells_names_dates_reasons_and_sections(self):
        shown = " ".join(tree(PAGE).text_content().split())
        order = (
            "material change",
            MATERIAL.summary,
            "old/privacy.md",
            "new/privacy.md",
            "20 April 2026, says the text",
            "Why it is a material change",
            "A promise was taken out.",
            "Section by section",
            "“Cookies” stood here",
        )
        places = [shown.index(words, shown.index("▲")) for words in order]
        assert places == sorted(places)

    def test_it_needs_nothing_beside_it_and_leads_nowhere_else(self):
        page = tree(PAGE)
        assert not list(page.iter("script", "img", "iframe", "link", "form", "base"))
        assert all(link.startswith("#") for link in page.xpath("//@href | //@src"))
        assert not page.xpath("//@style")
        for link in page.xpath("//@href"):
            assert page.get_element_by_id(link[1:]) is not None

    def test_its_policy_admits_its_own_style_and_nothing_else(self):
        page = tree(PAGE)
        style = re.search(rb"(?s)<style>(.*?)</style>", PAGE)[1]
        digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")

    def test_moved_sections_are_marked_at_both_ends_and_unchanged_ones_folded(self):
        page = tree(PAGE)
        left = page.xpath("//*[starts-with(@id, 'left-')]")[0]
        here = page.get_element_by_id(left.get("id").replace("left-", "section-"))
        assert f"#{left.get('id')}" in here.xpath(".//@href")
        assert any("2 unchanged sections" in item.text_content() for item in page.xpath("//details"))

    def test_the_same_change_gives_the_same_bytes(self):
        assert comparison_page(MATERIAL, "old/privacy.md", "new/privacy.md") == PAGE

    @pytest.mark.parametrize(
        ("change", "title"),
        [
            (MATERIAL, "Why it is a material change"),
            (EDITORIAL, "Why it is an editorial change"),
            (NOISE.change, "Why it is no change of substance"),
        ],
    )
    def test_the_reasons_name_the_verdict(self, change, title):
        assert title in tree(comparison_page(change, "a", "b")).text_content()

    def test_noise_says_what_it_is(self):
        assert "The words are the same." in tree(comparison_page(NOTHING, "a", "b")).text_content()

    def test_names_are_cut_to_a_line(self):
        page = tree(comparison_page(NOTHING, "a\nb" * 400, "new"))
        assert "\n" not in page.findtext(".//title")
        assert len(page.findtext(".//title")) < 220

    def test_hostile_text_and_names_stay_text(self):
        page = tree(comparison_page(HOSTILE_RECORD.change, HOSTILE, HOSTILE))
        assert not list(page.iter("script", "img"))
        assert not list(page.iter(html.etree.Comment))
        assert "{{ 7*7 }}{% raise %}" in page.text_content()


class TestMarkdown:
    text = comparison_markdown(MATERIAL)

    def test_it_begins_with_the_verdict_then_dates_findings_sections_and_words(self):
        order = (
            "**Material change, in favour of the company.** Shares data",
            "In force from 20 April 2026, says the text.",
            "### What was found",
            "- **A promise was taken out.** In “Promise” · choice and control · material change",
            "> Taken out: <del>We never sell your data to anyone.</del>",
            "### Section by section",
            "- “Promise” was removed. *material change, 7 words removed*",
            "<details>",
            "> We collect your name <del>and</del><ins>,</ins> your e-mail address "
            "<ins>and the places you search for</ins>",
            "</details>",
        )
        places = [self.text.index(words) for words in order]
        assert places == sorted(places)

    def test_what_has_no_counterpart_is_called_added(self):
        assert "> Added: <ins>Adhoc Media advertising</ins>" in self.text

    def test_it_renders_as_meant(self):
        page = rendered(self.text)
        assert [item.text for item in page.iter("h3")] == ["What was found", "Section by section"]
        assert "and with advertising partners" in [item.text for item in page.iter("ins")]
        assert len(page.xpath("./ul[1]/li")) == 3
        assert page.xpath("./ul[1]/li[1]//blockquote")

    def test_noise_is_short(self):
        assert comparison_markdown(NOTHING) == (
            "**No change of substance.** Nothing differs.\n\nThe words are the same.\n"
        )

    def test_it_keeps_within_what_a_comment_may_hold(self):
        finding = dataclasses.replace(MATERIAL.findings[0], before="", after="new words " * 100)
        long = dataclasses.replace(MATERIAL.sections[2], redline=(("insert", "many new words " * 400),))
        change = dataclasses.replace(
            MATERIAL,
            findings=tuple(dataclasses.replace(finding, after=f"{n} {finding.after}") for n in range(200)),
            sections=(long,) * 60,
        )
        text = comparison_markdown(change)
        assert len(text) < 65_536
        assert "176 further findings." in text
        assert re.search(r"no room here for the words of \d+ further sections\.", text)
        assert text.endswith("</details>\n")

    def test_hostile_text_stays_text(self):
        page = rendered(comparison_markdown(HOSTILE_RECORD.change))
        assert not list(page.iter("script", "img", "a", "code"))
        assert "<script>alert(1)</script>" in page.text_content()
        assert not re.search(
            "[\x00\x1b\u202a-\u202e\u2066-\u2069\ufffe\ud800]", comparison_markdown(HOSTILE_RECORD.change)
        )


@pytest.mark.parametrize(
    "text",
    [
        "# title", "1. one", "- item", "+ item", "> quote", "===", "---", "***", "```", "~~~", "    code", "| a | b |",
        "[a](https://evil.example)", "![a](b.png)", "[a]: https://evil.example", "<b>bold</b>", "<!-- x", "&lt;b&gt;",
        "**bold**", "_it_", "~~gone~~", "`code`", "\\", "\\*a*", "https://evil.example", "www.evil.example", "@somebody",
        "owner/project#12", "GH-12", "someone@evil.example", "<https://evil.example>", "$x$", "_https://a.example", "xwww.a.example", "a\nb", "1) x", "HTTP://X.Y",
    ],
)  # fmt: skip
def test_text_is_shown_as_it_stands_and_does_nothing(text):
    made = escaped(text)
    for line in (made, f"- **{made}** {made}", f"> {made}", f"> Now: <ins>{made}</ins>"):
        page = rendered(line)
        kept = " ".join(text.split())
        assert kept in page.text_content().replace("\u200b", "")
        assert not list(page.iter("a", "img", "code", "em", "s", "table", "h1", "h2", "ol", "pre", "b", "hr"))
        assert not LIVE.search(page.text_content())


@given(st.text(alphabet="ab1 \t\n#*_-+=>~`|\\[]()!<&;:.@/$", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_shown_as_it_stands(text):
    page = rendered(f"> {escaped(text)}x")
    assert page.text_content().replace("\u200b", "").strip() == f"{' '.join(text.split())}x"
    assert {element.tag for element in page.iter()} <= {"div", "blockquote", "p"}


@given(st.text(), st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_page_and_markdown(before, after):
    finding = Finding("x", "other", "material", after, before, after, before)
    section = dataclasses.replace(MATERIAL.sections[2], redline=(("delete", before), ("insert", after)))
    change = dataclasses.replace(MATERIAL, findings=(finding,), sections=(section,), summary=before)
    assert comparison_page(change, before, after).decode()
    assert not list(rendered(comparison_markdown(change)).iter("a", "img", "script", "code", "table"))
