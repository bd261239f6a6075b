"""Pages: complete, linked, safe, and the same bytes for the same values."""

from __future__ import annotations

import dataclasses
import itertools
import posixpath
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.publish.whole import publish_feeds, publish_site
from tests.samples import (
    COMING,
    FERNWEH,
    HISTORIES,
    HOSTILE,
    HOSTILE_HISTORY,
    HOSTILE_RECORD,
    KIOSK,
    MATERIAL,
    NOISE,
    SECOND,
    SETTINGS,
    STATUS,
    TERMS,
    THIRD,
    history,
    record,
)
from tracker.model import NoticeVerdict, Settings, Status, TierVerdict, Until
from tracker.model.baseline import NOT_ADVICE, BaselineVerdict
from tracker.publish.sections import parts, places

SITE = publish_site(HISTORIES, STATUS, SETTINGS)
PAGES = [path for path in SITE if path.endswith(".html")]
CHANGE = f"changes/{SECOND.id}/index.html"


def tree(body: bytes) -> html.HtmlElement:
    return html.document_fromstring(body.decode())


def text(path: str, site: dict[str, bytes] = SITE) -> str:
    return " ".join(" ".join(tree(site[path]).find("body").itertext()).split())


def test_there_is_a_page_for_each_policy_and_each_told_change():
    assert sorted(SITE) == sorted(
        [
            "index.html",
            "changes/index.html",
            "style.css",
            "policies/fernweh-privacy/index.html",
            "policies/kiosk-terms/index.html",
        ]
        + ["services/fernweh/index.html", "services/kiosk/index.html"]
        + [f"changes/{item.id}/index.html" for history in HISTORIES for item in history.records if item.told]
    )
    assert not any(NOISE.id.encode() in body for body in SITE.values())


def test_the_same_values_give_the_same_bytes():
    assert publish_site(HISTORIES, STATUS, SETTINGS) == SITE


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(path):
    files = {**SITE, **publish_feeds(HISTORIES, SETTINGS)}
    base = f"{SETTINGS.base_url}/"
    for element in tree(SITE[path]).xpath("//*[@href]"):
        target, _, fragment = element.get("href").partition("#")
        if target.startswith(("mailto:", "data:")) or (":" in target and not target.startswith(base)):
            continue
        local = (
            target.removeprefix(base) if target.startswith(base) else posixpath.join(posixpath.dirname(path), target)
        )
        local = posixpath.normpath(local) if target else path
        assert local in files, element.get("href")
        if fragment:
            assert tree(files[local]).get_element_by_id(fragment) is not None


@pytest.mark.parametrize("path", PAGES)
def test_a_page_needs_no_script_and_nothing_from_elsewhere(path):
    page = tree(SITE[path])
    assert not list(page.iter("script", "img", "iframe", "object", "embed", "form", "style", "base"))
    assert [link.get("href") for link in page.xpath("//link[@rel='stylesheet']")] == [
        posixpath.relpath("style.css", posixpath.dirname(path) or ".")
    ]
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert not re.search(rb"url\(|@import", SITE["style.css"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_by_everybody(path):
    page = tree(SITE[path])
    assert page.get("lang") == "en"
    assert page.xpath("//meta[@name='viewport']")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(label in ids for label in page.xpath("//@aria-labelledby"))


def test_the_index_shows_how_following_each_policy_goes():
    shown = text("index.html")
    assert "Fernweh – Privacy policy ✓ fine" in shown
    assert "‖ held Since 2026-04-06 06:00 UTC another text stands there, held back for now: shrank to a stub" in shown
    assert "moss-privacy ✕ failing Could not be read since 2026-04-03 06:00 UTC" in shown
    assert "answered 404" in shown
    assert "3 policies: 1 fine, 1 held, 1 failing." in shown
    assert "not checked" in text("index.html", publish_site(HISTORIES, Status(), SETTINGS))


def test_a_policy_that_nothing_declares_is_no_longer_followed():
    site = publish_site(HISTORIES, STATUS, SETTINGS, declared={"kiosk-terms", "moss-privacy"})
    shown = text("index.html", site)
    assert "Fernweh – Privacy policy – no longer followed" in shown
    assert "moss-privacy ✕ failing" in shown
    assert "moss-privacy" not in text("index.html", publish_site(HISTORIES, STATUS, SETTINGS, declared={"kiosk-terms"}))
    assert "Nothing declares it any more" in text("policies/fernweh-privacy/index.html", site)


def test_a_renamed_policy_is_shown_with_all_its_changes():
    renamed = history(dataclasses.replace(FERNWEH, id="fernweh-data"), SECOND, THIRD)
    site = publish_site([renamed], Status(), SETTINGS)
    assert site["policies/fernweh-privacy/index.html"] == site["policies/fernweh-data/index.html"]
    assert "fernweh-privacy" not in text("index.html", site)
    other = history(FERNWEH)
    both = publish_site([renamed, other], Status(), SETTINGS)
    assert both["policies/fernweh-privacy/index.html"] != both["policies/fernweh-data/index.html"]
    assert tree(site["policies/fernweh-data/index.html"]).xpath(f"//a[contains(@href, '{SECOND.id}')]")
    crumbs = tree(site[CHANGE]).xpath("//p[@class='crumbs']//@href")
    assert "../../policies/fernweh-data/index.html" in crumbs
    assert text("services/fernweh/index.html", site).count("No change has been told") == 0
    feeds = publish_feeds([renamed], SETTINGS)
    assert SECOND.tag.encode() in feeds["policies/fernweh-data.xml"]
    assert SECOND.tag.encode() in feeds["policies/fernweh-privacy.xml"]


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        ("gone: The server answered 404: it is not there.", "The server answered 404: it is not there."),
        ("Nobody knows: not even we.", "Nobody knows: not even we."),
        (None, "for a reason not recorded"),
    ],
)
def test_readers_are_told_why_a_policy_fails_without_the_words_of_operators(failure, said):
    failing = dataclasses.replace(STATUS.policies["moss-privacy"], failure=failure)
    shown = text("index.html", publish_site([], Status(None, {"moss-privacy": failing}), SETTINGS))
    assert f"failing Could not be read since 2026-04-03 06:00 UTC: {said} " in shown


def test_the_index_names_the_feeds_and_whom_to_ask_for_mail():
    page = tree(SITE["index.html"])
    assert f"{SETTINGS.base_url}/all.xml" in page.xpath("//link[@rel='alternate']/@href")
    assert "mailto:watch@example.org" in page.xpath("//a/@href")


def test_a_project_without_policies_has_an_index():
    shown = text("index.html", publish_site([], Status(), Settings()))
    assert "No policy is followed yet." in shown
    assert "since these policies were first read" not in shown
    assert "Promises kept" not in shown


def test_the_record_of_a_service_says_where_nothing_was_promised():
    notice = NoticeVerdict("nothing_promised")
    page = publish_site([history(FERNWEH, record(2, notice=notice))], STATUS, SETTINGS)["services/fernweh/index.html"]
    assert tree(page).xpath("string(//td[@data-label='Lead promised'])") == "nothing"


def test_a_policy_page_says_what_the_policy_promises_in_plain_words_and_in_its_own():
    shown = text("policies/fernweh-privacy/index.html")
    assert "Material changes: e-mail, at least 7 days before it takes effect." in shown
    assert "In its words, under “Changes to this policy” We may change this policy." in shown
    assert "The text says nothing about how its changes are announced." in text("policies/kiosk-terms/index.html")


def test_a_policy_page_outlines_the_text_and_lists_the_changes():
    page = tree(SITE["policies/fernweh-privacy/index.html"])
    outline = [(item.get("class"), item.text) for item in page.xpath("//ol[contains(@class, 'outline')]/li")]
    assert outline[:4] == [
        ("depth-0", "Privacy policy"),
        ("depth-1", "What we collect"),
        ("depth-1", "Who receives it"),
        ("depth-2", "Partners"),
    ]
    assert len(page.xpath("//ol[@class='changes']/li")) == 3


def test_a_change_page_begins_with_the_summary_and_shows_reasons_dates_and_notice():
    page = tree(SITE[CHANGE])
    assert page.xpath("//h1")[0].text_content() == SECOND.change.summary
    shown = text(CHANGE)
    order = ["Shares data with", "First seen", "Why it is a material change", "Were people told", "Section by section"]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "In force from 20 April 2026, says the text" in shown
    assert "The page gave 0 of 7 days: first seen on 2026-04-02." in shown


def test_a_redline_marks_words_and_not_by_colour_alone():
    page = tree(SITE[CHANGE])
    assert "and the places you search for" in [item.text_content().strip() for item in page.xpath("//ins")]
    assert "We never sell your data to anyone." in [item.text_content() for item in page.xpath("//del")]
    style = SITE["style.css"].decode()
    assert "text-decoration: underline" in style
    assert "text-decoration: line-through" in style
    assert '.redline .insert::before { content: "+"' in style


def test_unchanged_sections_and_paragraphs_are_folded():
    page = tree(SITE[CHANGE])
    folded = [" ".join(item.text_content().split()) for item in page.xpath("//details")]
    assert any(item.startswith("2 unchanged sections “Your rights” “Changes to this policy”") for item in folded)
    assert any(item.startswith("2 unchanged paragraphs Each may use it") for item in folded)
    assert not page.xpath("//details[@open]")


def test_a_moved_section_is_marked_at_both_ends_and_each_leads_to_the_other():
    page = tree(SITE[CHANGE])
    left = page.xpath("//*[starts-with(@id, 'left-')]")
    assert len(left) == 1
    here = page.get_element_by_id(left[0].get("id").replace("left-", "section-"))
    assert f"#{left[0].get('id')}" in here.xpath(".//@href")
    assert f"#{here.get('id')}" in left[0].xpath(".//@href")
    assert "“Cookies” stood here" in left[0].text_content()


def test_a_section_without_substance_is_folded():
    quiet = dataclasses.replace(MATERIAL.sections[2], verdict="noise")
    change = dataclasses.replace(MATERIAL, sections=(*MATERIAL.sections[:2], quiet, *MATERIAL.sections[3:]))
    made = record(2, change=change)
    page = tree(publish_site([history(FERNWEH, made)], STATUS, SETTINGS)[f"changes/{made.id}/index.html"])
    assert page.xpath("//details[@id='section-2']/summary")[0].text.startswith("“What we collect” was changed.")


def test_withdrawn_and_withdrawing_changes_link_to_each_other():
    assert f"../../changes/{THIRD.id}/index.html" in tree(SITE[CHANGE]).xpath("//p[@class='banner']//@href")
    taking = tree(SITE[f"changes/{THIRD.id}/index.html"])
    assert f"../../{CHANGE}" in taking.xpath("//p[@class='banner']//@href")
    assert "Were people told" not in taking.text_content()
    assert not taking.xpath("//details[contains(@id, 'section')]")  # what was taken back is shown, not folded


def test_collected_announcements_are_shown_with_their_words():
    shown = text(f"changes/{TERMS.id}/index.html")
    assert "E-mail sent 2026-04-04 07:00 UTC, vouched for by the mail server; it names 14 April 2026." in shown
    assert "Our terms change on 14 April." in shown


def test_an_announcement_read_later_moves_the_verdict_on_the_pages_and_both_are_shown():
    met = NoticeVerdict("met", (TierVerdict("material", "met", 7.0, 8.0, 9.0, ("An e-mail arrived on 2026-03-30.",)),))
    site = publish_site(HISTORIES, STATUS, SETTINGS, {SECOND.id: met})
    shown = text(CHANGE, site)
    assert "✓ promise kept" in shown
    assert "When the change was told, the verdict was: promise not shown to be kept." in shown
    assert "An e-mail arrived on 2026-03-30." in shown
    assert text("index.html", site).count("✓ promise kept") == text("index.html").count("✓ promise kept") + 1
    assert "read later" not in text(CHANGE)


class TestHostileText:
    site = publish_site([HOSTILE_HISTORY], STATUS, dataclasses.replace(SETTINGS, title=HOSTILE))

    @pytest.mark.parametrize("path", [path for path in site if path.endswith(".html")])
    def test_it_stays_text(self, path):
        body = self.site[path].decode()
        page = tree(self.site[path])
        assert not list(page.iter("script", "img", "iframe"))
        assert not [name for name in page.xpath("//@*/..") if name.xpath("@*[starts-with(name(), 'on')]")]
        assert not list(page.iter(html.etree.Comment))
        links = [link for link in page.xpath("//@href") if ":" in link]
        assert all(link.startswith(("https://", "mailto:", "data:image/svg")) for link in links)
        assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ufffe\ud800]", body)
        assert "{{ 7*7 }}{% raise %}" in page.text_content()
        assert len(page.xpath("//h1")) == 1

    def test_a_policy_kept_in_a_file_is_named_but_not_linked(self):
        assert "../../etc/passwd" in text("policies/hostile-terms/index.html", self.site)

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", ".git", "a/../b", "", "x" * 300, "con\x00"])
    def test_an_id_cannot_lead_out_of_the_folder(self, name):
        made = dataclasses.replace(HOSTILE_RECORD, id=name)
        for path in publish_site([history(FERNWEH, made)], STATUS, SETTINGS):
            assert re.fullmatch(
                r"((changes/)?index\.html|style\.css|(changes|policies|services)/[a-z0-9_-]{1,100}/index\.html)", path
            )


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(theme):
    style = SITE["style.css"].decode()
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-fA-F]{6})", style.split(":root")[theme + 1]))
    tints = ("red", "amber", "blue", "green", "plum", "grey", "ins", "del")
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "card")]
    for ink, ground in [*pairs, *((tint, f"{tint}-bg") for tint in tints), ("ink", "amber-bg"), ("ink", "plum-bg")]:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


@given(st.text(), st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_page_and_a_well_formed_feed(before, after):
    finding = dataclasses.replace(MATERIAL.findings[0], before=before, after=after, why=before, section=after)
    section = dataclasses.replace(MATERIAL.sections[2], redline=(("delete", before), ("insert", after)))
    change = dataclasses.replace(MATERIAL, findings=(finding,), sections=(section,), summary=before)
    histories = [history(dataclasses.replace(FERNWEH, name=after), record(1, change=change))]
    for path, body in publish_feeds(histories, SETTINGS).items():
        assert path.endswith((".json", ".ics")) or html.etree.fromstring(body) is not None
    for body in publish_site(histories, STATUS, SETTINGS).values():
        assert body.decode()


class TestAhead:
    """What takes effect when, as of the last check on 6 April 2026."""

    SOON = record(7, change=dataclasses.replace(MATERIAL, effective_on=date(2026, 4, 7)))
    NOW = record(5, change=dataclasses.replace(MATERIAL, effective_on=date(2026, 4, 6)))
    PAST = record(3, change=dataclasses.replace(MATERIAL, effective_on=date(2026, 4, 5)))

    def rows(self, *records, status=STATUS):
        site = publish_site((history(FERNWEH, *records), history(KIOSK, COMING)), status, SETTINGS)
        found = tree(site["index.html"]).xpath("//table[@class='ahead']/tbody/tr")
        return [[" ".join(cell.text_content().split()) for cell in row] for row in found]

    def objectionable(self, before, stated):
        tier = TierVerdict("any", "not_shown", None, None, None, (), (Until("object", before),))
        change = dataclasses.replace(MATERIAL, effective_on=stated)
        return record(4, change=change, notice=NoticeVerdict("not_shown", (tier,)))

    def test_comes_soonest_first_and_today_is_not_over(self):
        days = [row[0] for row in self.rows(self.PAST, self.SOON, self.NOW)]
        assert days == ["2026-04-06", "2026-04-07", "2027-05-12"]

    def test_says_what_can_be_done_until_then(self):
        (row,) = self.rows()
        assert row[1:] == ["▲ material change Fees rise. Kiosk – Terms of service", "Object or end the contract before 12 May 2027."]  # fmt: skip

    def test_a_change_that_leaves_readers_nothing_to_do_says_so_beside_one_that_does(self):
        assert [row[2] for row in self.rows(self.SOON)] == [
            "nothing stated",
            "Object or end the contract before 12 May 2027.",
        ]

    def test_there_is_no_column_where_none_leaves_anything_to_do(self):
        index = tree(publish_site((history(FERNWEH, self.SOON),), STATUS, SETTINGS)["index.html"])
        assert index.xpath("//table[@class='ahead']/thead//th/text()") == ["Takes effect", "Change"]
        assert len(index.xpath("//table[@class='ahead']/tbody/tr/*")) == 2

    def test_an_editorial_follow_up_has_no_row_of_its_own(self):
        slip = record(8, change=dataclasses.replace(MATERIAL, verdict="editorial", effective_on=date(2026, 4, 7)))
        assert [row[0] for row in self.rows(self.SOON, slip)] == ["2026-04-07", "2027-05-12"]
        assert [row[0] for row in self.rows(slip)] == ["2026-04-07", "2027-05-12"]

    def test_what_was_taken_back_does_not_take_effect(self):
        back = dataclasses.replace(THIRD, withdraws=self.SOON.id, previous=self.SOON.id)
        assert [row[0] for row in self.rows(self.SOON, back)] == ["2027-05-12"]

    @pytest.mark.parametrize(
        ("stated", "first"),
        [(None, "no day stated"), (date(2026, 4, 5), "2026-04-05"), (date(2026, 4, 20), "2026-04-20")],
    )
    def test_a_choice_that_readers_still_have_is_there_whatever_day_is_stated(self, stated, first):
        soonest, row, latest = self.rows(self.objectionable(date(2026, 4, 10), stated), self.SOON)
        assert (row[0], row[2]) == (first, "Object before 10 April 2026.")
        assert (soonest[0], latest[0]) == ("2026-04-07", "2027-05-12")

    def test_a_choice_that_is_over_is_not(self):
        assert [row[0] for row in self.rows(self.objectionable(date(2026, 4, 6), None))] == ["2027-05-12"]

    def test_before_the_first_check_nobody_knows_what_is_ahead(self):
        assert self.rows(self.SOON, status=Status()) == []
        assert "What takes effect when" not in text("index.html", publish_site(HISTORIES, Status(), SETTINGS))


class TestLaws:
    POLICY = dataclasses.replace(KIOSK, applies=("eu-p2b", "eu-psd2"))
    CHANGED = dataclasses.replace(TERMS, policy=POLICY)
    HISTORY = history(POLICY, CHANGED)
    LAW = BaselineVerdict("any", "not_shown", 15.0, 3.0, 4.0, ("what it asks", "none was collected"), baseline="eu-p2b")
    SITE = publish_site([HISTORY], STATUS, SETTINGS, laws={CHANGED.id: (LAW,)})
    PAGE = f"changes/{CHANGED.id}/index.html"

    def test_a_change_is_shown_beside_what_a_declared_law_asks(self):
        shown = text(self.PAGE, self.SITE)
        assert "article 3(2) to (4): 15 days; the page gave 3 to 4 days. ? not shown None was collected." in shown
        assert "what it asks" not in shown
        assert shown.count(NOT_ADVICE) == 1
        assert "eur-lex.europa.eu" in self.SITE[self.PAGE].decode()

    def test_a_policy_names_the_laws_declared_for_it(self):
        shown = text("policies/kiosk-terms/index.html", self.SITE)
        assert "Platform-to-Business Regulation, Regulation (EU) 2019/1150" in shown
        assert "Second Payment Services Directive" in shown
        assert shown.count(NOT_ADVICE) == 1

    def test_without_a_declaration_there_is_no_word_of_laws(self):
        assert not any("legal advice" in text(path) for path in PAGES)

    def test_a_law_that_this_program_does_not_know_is_passed_over(self):
        laws = {self.CHANGED.id: (dataclasses.replace(self.LAW, baseline="xx"),)}
        publish_site([self.HISTORY], STATUS, SETTINGS, laws=laws)


class TestLists:
    MANY = tuple(
        record(
            day,
            change=dataclasses.replace(MATERIAL, verdict=verdict, effective_on=None),
            notice=NoticeVerdict("breached" if verdict == "minor" else "nothing_promised"),
        )
        for day, verdict in enumerate(["material", "minor", "editorial"] * 9, 1)
    )
    SITE = publish_site([history(FERNWEH, *MANY)], STATUS, SETTINGS)

    def test_all_changes_stand_in_one_list_that_the_index_leads_to(self):
        assert len(tree(self.SITE["changes/index.html"]).xpath("//ol[@class='changes']/li")) == 27
        assert len(tree(self.SITE["index.html"]).xpath("//ol[@class='changes']/li")) == 20
        assert "27 changes, newest first" in text("changes/index.html", self.SITE)

    def test_an_endless_list_is_cut_and_says_so(self, monkeypatch):
        monkeypatch.setattr("tracker.publish.site._MOST", 5)
        site = publish_site([history(FERNWEH, *self.MANY)], STATUS, SETTINGS)
        assert "The newest 5 of 27 changes" in text("changes/index.html", site)

    @pytest.mark.parametrize("path", ["index.html", "changes/index.html", "policies/fernweh-privacy/index.html"])
    def test_a_long_list_can_be_narrowed_without_a_script(self, path):
        page = tree(self.SITE[path])
        assert page.xpath("//fieldset/legend")
        buttons = page.xpath("//label/input[@type='radio'][@name='show']/@id")
        assert buttons == ["show-all", "show-minor", "show-material", "show-unkept"]
        kinds = {item.get("class") for item in page.xpath("//ol[@class='changes']/li")}
        assert kinds == {"material", "minor unkept", "editorial"}
        for button in buttons[1:]:
            assert f"#{button}:checked".encode() in self.SITE["style.css"]

    def test_a_withdrawal_counts_as_what_it_takes_back(self):
        items = tree(SITE["policies/fernweh-privacy/index.html"]).xpath("//ol[@class='changes']/li")
        assert [item.get("class") for item in items] == ["material", "material unkept", "editorial"]


class TestPlaces:
    def test_a_section_has_an_address_and_a_reason_leads_to_it(self):
        page = tree(SITE[CHANGE])
        anchors = page.xpath("//article/h3/a[@class='anchor']")
        assert anchors
        for anchor in anchors:
            assert anchor.get("href") == f"#{anchor.getparent().getparent().get('id')}"
            assert anchor.get("aria-label")
        assert page.xpath("//p[@class='where']/a[starts-with(@href, '#section-')][. = 'in the text']")

    def test_places_are_those_that_one_section_alone_has(self):
        found = parts(MATERIAL.sections)
        known = places(found)
        assert {"What we collect", "Promise", "Machine learning"} <= known.keys()
        assert all(heading for heading in known)
        assert "Your rights" not in known
        assert places((*found, *found)) == {}

    def test_the_commands_for_git_hold_nothing_but_plain_ids(self):
        assert f'git log -p --grep="Change: {SECOND.id}"' in text(CHANGE)
        assert "git log -p -- snapshots/fernweh-privacy/policy.md" in text("policies/fernweh-privacy/index.html")
        for name in ("$(id)", "a;b", "../x", "", '"'):
            policy = dataclasses.replace(FERNWEH, id=name)
            site = publish_site(
                [history(policy, dataclasses.replace(SECOND, id=name, policy=policy))], STATUS, SETTINGS
            )
            assert not any("git log" in text(path, site) for path in site if path.endswith(".html"))
