"""The message: headers that cannot be injected, a text that reads well, an HTML part that is only text."""

from __future__ import annotations

import dataclasses
import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP, compat32, default

import pytest
from lxml import html

from tests.samples import COMING, FIRST, HOSTILE, HOSTILE_RECORD, SECOND, SETTINGS, TERMS, THIRD, at, record
from tracker.errors import SettingsError
from tracker.mail import Beside, Filter, Subscriber, compose, compose_alert, write_eml
from tracker.mail.compose import subject
from tracker.model import Finding, Owed
from tracker.model.baseline import NOT_ADVICE

ANN = Subscriber("ann@example.org", (Filter(("fernweh-privacy",)), Filter((), ("vendor", "eu"), "material")), "Ann")
OWED = Owed("0123456789abcdef" * 2, "f" * 64, (SECOND.id,), at("2026-04-06 06:00"))


def made(*records, subscriber=ANN, settings=SETTINGS):
    return compose(subscriber, records or (SECOND,), settings, OWED)


def text_of(message):
    return message.get_body(("plain",)).get_content()


def html_of(message):
    return message.get_body(("html",)).get_content()


def test_the_headers():
    message = made()
    assert message["From"] == "Policy watch <policies@watch.example.org>"
    assert message["To"] == "Ann <ann@example.org>"
    assert message["Date"].datetime == OWED.owed_at
    assert message["Message-ID"] == f"<{OWED.id}@watch.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<policy-changes.watch.example.org>"
    assert message["List-Unsubscribe"] == "<mailto:watch@example.org?subject=unsubscribe>"


def test_the_same_debt_gives_the_same_bytes():
    assert write_eml(made(SECOND, TERMS)) == write_eml(made(TERMS, SECOND))


def test_a_mail_program_reads_back_what_was_written():
    read = message_from_bytes(write_eml(made()), policy=SMTP)
    assert read["Subject"] == made()["Subject"]
    assert text_of(read).replace("\r\n", "\n") == text_of(made())
    assert max(map(len, write_eml(made()).split(b"\r\n"))) <= 120
    assert b"\n" not in write_eml(made()).replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("records", "subject"),
    [
        ((TERMS,), "[material] Kiosk: Terms of service – Disputes go to arbitration."),
        ((THIRD,), "[withdrawn] Fernweh: Privacy policy – The change first seen on 2026-04-02 was taken back."),
        ((FIRST, TERMS), "[material] 2 changes: Kiosk and Fernweh"),
    ],
)
def test_subjects(records, subject):
    assert made(*records)["Subject"] == subject


@pytest.mark.parametrize("service", ["Quarzmoor Hefte", "旅行株式会社", "Fern\r\nBcc: x@y.example"])
@pytest.mark.parametrize("policy", [SMTP, default, compat32])
def test_a_subject_is_read_as_it_was_written(service, policy):
    """By any mail program; where its words are encoded, the spaces between them are too."""
    for much in (2, 9, 26):
        summary = f"Data retention: “{'x' * much} days” became “12 months” in “How long we keep it”."
        about = dataclasses.replace(SECOND.policy, service=service)
        told = dataclasses.replace(SECOND, policy=about, change=dataclasses.replace(SECOND.change, summary=summary))
        message = made(told)
        raw = message_from_bytes(message.as_bytes(policy=message.policy), policy=policy)
        assert raw["Bcc"] is None
        read = str(make_header(decode_header(raw["Subject"]))) if policy is compat32 else raw["Subject"]
        assert read == message["Subject"] == subject([told])
        assert max(map(len, write_eml(message).partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 100


def test_a_plain_subject_stays_plain():
    assert b"\r\nSubject: [material] 2 changes: Kiosk and Fernweh\r\n" in write_eml(made(FIRST, TERMS))


def test_a_long_subject_is_cut_at_a_word():
    long = dataclasses.replace(SECOND.change, summary="Shares data with advertisers. " * 30)
    subject = made(dataclasses.replace(SECOND, change=long))["Subject"]
    assert len(subject) <= 150
    assert subject.endswith("…")


def test_a_long_quotation_is_cut_before_the_words_that_say_what_became_of_it():
    summary = (
        f"Notice of changes: “We will e-mail you {'at least seven days ' * 9}before.” was removed in “6. Changes”."
    )
    subject = made(dataclasses.replace(SECOND, change=dataclasses.replace(SECOND.change, summary=summary)))["Subject"]
    assert len(subject) <= 150
    assert subject.startswith("[material] Fernweh: Privacy policy – Notice of changes: “We will e-mail you at least")
    assert subject.endswith("…” was removed in “6. Changes”.")


def test_a_long_address_to_unsubscribe_stays_whole():
    settings = dataclasses.replace(SETTINGS, contact=f"{'policies-' * 6}x@department.{'of-' * 10}something.example.org")
    line = re.search(rb"(?m)^List-Unsubscribe: (.*)\r$", write_eml(made(settings=settings)))
    assert line.group(1).decode() == f"<mailto:{settings.contact}?subject=unsubscribe>"


def test_a_page_to_unsubscribe():
    message = made(settings=dataclasses.replace(SETTINGS, contact="https://watch.example.org/stop"))
    assert message["List-Unsubscribe"] == "<https://watch.example.org/stop>"
    assert "To stop or change it: https://watch.example.org/stop" in text_of(message)


def test_an_address_with_signs_that_mean_something_in_links():
    message = made(settings=dataclasses.replace(SETTINGS, contact="stop%now+1@example.org"))
    assert message["List-Unsubscribe"] == "<mailto:stop%25now%2B1@example.org?subject=unsubscribe>"


def test_until_when_one_may_object_stands_in_both_parts():
    message = made(COMING)
    for part in (text_of(message), html.fromstring(html_of(message)).text_content()):
        words = " ".join(part.split())
        assert "You may object or end the contract before 12 May 2027, by the policy’s own rule; silence" in words
        assert "Earlier purchases stay under the earlier text." in words
    assert "You may object" not in text_of(made(SECOND))


class TestText:
    text = text_of(made(SECOND, TERMS))

    def test_it_fits_72_columns_save_for_addresses(self):
        long = [line for line in self.text.splitlines() if len(line) > 72]
        assert all(line.startswith("https://") for line in long)

    def test_the_summary_comes_first_then_reasons_notice_and_links(self):
        text = text_of(made())
        order = (
            "Fernweh – Privacy policy",
            "Material change, in favour of the company. Promise not shown to be kept.",
            "Shares data with advertising",
            "In force from 20 April 2026",
            "* A new kind of recipient is named",
            "before: “We share it with our mail provider.”",
            "now: “We share it",
            "Were people told as promised?",
            "The page gave 0 of 7 days",
            f"{SETTINGS.base_url}/changes/{SECOND.id}/",
            "https://fernweh.example/privacy",
            "-- \n",
            "You get this because ann@example.org is subscribed to minor and material\nchanges of fernweh-privacy",
            "To stop or change it, write to watch@example.org",
        )
        places = [text.index(words) for words in order]
        assert places == sorted(places)

    def test_several_changes_begin_with_an_overview(self):
        assert self.text.startswith("2 changes\n\n* Fernweh – Privacy policy: material change: Shares data")
        assert self.text.count("Were people told as promised?") == 2

    def test_whether_the_promise_was_kept_is_said_at_the_top_and_in_the_overview(self):
        both = made(SECOND, TERMS)
        overview = " ".join(text_of(both).partition("=" * 72)[0].split())
        items = [" ".join(item.text_content().split()) for item in html.fromstring(html_of(both)).xpath("(//ul)[1]/li")]
        assert overview == " ".join(["2 changes", *(f"* {item}" for item in items)])
        assert [item.rpartition(". ")[2] for item in items] == ["Promise not shown to be kept.", "Promise broken."]
        (kicker,) = html.fromstring(html_of(made())).xpath("//p[@class='kicker']")
        said = "material change in favour of the company · promise not shown to be kept"
        assert " ".join(kicker.text_content().split()) == said

    @pytest.mark.parametrize(("told", "beside"), [(THIRD, Beside()), (SECOND, Beside(own={SECOND.policy.id}))])
    def test_none_is_judged_of_a_withdrawal_or_by_the_publisher_itself(self, told, beside):
        page = html.fromstring(html_of(compose(ANN, (told, TERMS), SETTINGS, OWED, beside)))
        (item,) = page.xpath("(//ul)[1]/li[contains(., 'Fernweh')]")
        assert item.text_content().endswith(told.change.summary.removeprefix("Withdrawn: t")[-20:])
        message = compose(ANN, (told,), SETTINGS, OWED, beside)
        assert "promise not shown" not in html_of(message) + text_of(message).casefold()

    def test_a_withdrawal_links_to_what_it_takes_back_and_speaks_of_no_promise(self):
        text = text_of(made(THIRD))
        assert f"It takes back:\n{SETTINGS.base_url}/changes/{SECOND.id}/" in text
        assert "told as promised" not in text

    def test_a_withdrawal_says_what_it_takes_back_where_that_is_known(self):
        message = compose(ANN, (THIRD,), SETTINGS, OWED, Beside(earlier={SECOND.id: SECOND}))
        said = " ".join(text_of(message).split())
        assert f"It takes back: {SECOND.change.summary} {SETTINGS.base_url}/changes/{SECOND.id}/" in said
        page = html.document_fromstring(html_of(message)).text_content()
        assert f"This takes back an earlier change: {SECOND.change.summary}" in " ".join(page.split())

    def test_the_footer_says_which_subscription_it_is(self):
        footer = " ".join(self.text.partition("-- \n")[2].split())
        assert "and to material changes of all policies tagged vendor or eu." in footer

    def test_of_very_many_changes_the_last_are_a_title_and_a_link(self):
        many = [record(n) for n in range(1, 41)]
        text, page = text_of(made(*many)), html_of(made(*many))
        assert text.count("Were people told") == page.count("Were people told") == 20
        for item in many:
            assert f"/changes/{item.id}/" in text
            assert f"/changes/{item.id}/" in page

    def test_many_findings_are_cut(self):
        found = tuple(Finding("r", "other", "minor", "", "a", f"b{n}", "Why.") for n in range(20))
        change = dataclasses.replace(SECOND.change, findings=found)
        assert "8 further findings on the page" in text_of(made(dataclasses.replace(SECOND, change=change)))


class TestHtml:
    def test_it_needs_nothing_from_elsewhere(self):
        page = html.document_fromstring(html_of(made(SECOND, TERMS)))
        assert not list(page.iter("script", "img", "link", "style", "iframe"))
        assert page.xpath("//h1/@style")

    def test_it_says_the_same_as_the_text(self):
        shown = " ".join(html.document_fromstring(html_of(made())).text_content().split())
        for words in ("Shares data with advertising partners", "The page gave 0 of 7 days", "unsubscribe"):
            assert words in shown


class TestHostileText:
    message = compose(
        Subscriber("ann@example.org", name=HOSTILE),
        [HOSTILE_RECORD],
        dataclasses.replace(SETTINGS, title=HOSTILE),
        OWED,
    )

    def test_no_header_is_added_and_none_is_split(self):
        read = message_from_bytes(write_eml(self.message), policy=SMTP)
        assert set(read.keys()) == set(made().keys())
        assert "Bcc" not in read
        assert read["To"].addresses[0].addr_spec == "ann@example.org"
        assert len(read["To"].addresses) == 1
        head = write_eml(self.message).partition(b"\r\n\r\n")[0]
        assert not re.search(rb"(?m)^Bcc", head)

    def test_the_html_part_shows_it_as_text(self):
        page = html.document_fromstring(html_of(self.message))
        assert not list(page.iter("script", "img"))
        assert all(link.startswith(("https://", "mailto:")) for link in page.xpath("//@href"))
        assert "{{ 7*7 }}{% raise %}" in page.text_content()

    def test_the_text_part_steers_no_terminal(self):
        assert not re.search("[\x00\x1b\r\u202a-\u202e\u2066-\u2069]", text_of(self.message))


def test_the_operator_is_told_of_policies_that_fail():
    owed = dataclasses.replace(
        OWED,
        changes=(),
        failing=("kiosk-terms", "moss-privacy"),
        reasons=("held since May: a stub", "fails since June:\nanswered 404"),
    )
    message = compose_alert(owed, SETTINGS)
    assert message["To"] == "watch@example.org"
    assert message["Subject"] == "[not followed] kiosk-terms, moss-privacy"
    assert "* kiosk-terms\n  held since May: a stub\n" in message.get_content()
    assert "* moss-privacy\n  fails since June: answered 404\n" in message.get_content()
    assert write_eml(message) == write_eml(compose_alert(owed, SETTINGS))
    assert "These policies could not be followed" in message.get_content()
    alone = compose_alert(dataclasses.replace(owed, failing=owed.failing[:1], reasons=owed.reasons[:1]), SETTINGS)
    assert "This policy could not be followed" in alone.get_content()
    assert "they" not in alone.get_content()


def test_what_to_do_is_not_cut_off_an_alert():
    why = f"held since May: {'a long address, ' * 40}change it."
    owed = dataclasses.replace(OWED, changes=(), failing=("kiosk-terms",), reasons=(why,))
    assert "change it." in compose_alert(owed, SETTINGS).get_content()


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail_from": ""},
        {"mail_from": "nobody"},
        {"mail_from": "nobody@"},
        {"mail_from": "wätch@example.org"},
        {"contact": ""},
        {"contact": "javascript:alert(1)"},
    ],
)
def test_a_mail_needs_a_sender_and_a_way_to_stop_it(wrong):
    with pytest.raises(SettingsError, match=r"policies\.toml"):
        made(settings=dataclasses.replace(SETTINGS, **wrong))


def test_an_alert_needs_an_address():
    with pytest.raises(SettingsError, match="contact"):
        compose_alert(OWED, dataclasses.replace(SETTINGS, contact="https://watch.example.org/stop"))


class TestOwn:
    """The mail about a policy of the sender's own is the promised notice, and cannot say that none was collected."""

    message = compose(ANN, (SECOND, TERMS), SETTINGS, OWED, Beside(own={SECOND.policy.id}))

    @pytest.mark.parametrize("part", [text_of, html_of])
    def test_it_names_the_promise_and_judges_it_not(self, part):
        said = " ".join(html.document_fromstring(part(self.message)).text_content().split())
        own, _, other = said.rpartition("Terms of service")
        assert "How such changes are announced" in own
        assert "Promised for material changes: e-mail, at least 7 days before it takes effect." in own
        assert not any(words in own for words in ("was collected", "told as promised", "shown to be kept"))
        assert "How such changes" not in other
        assert "told as promised" in other


LAW = "Platform-to-Business Regulation, Regulation (EU) 2019/1150, article 3(2) to (4): 15 days; the page gave 3 days."


class TestLaws:
    def test_a_declared_law_is_a_line_beside_the_promise(self):
        message = compose(ANN, (SECOND, TERMS), SETTINGS, OWED, Beside({TERMS.id: (LAW,)}))
        for part in (text_of(message), html.document_fromstring(html_of(message)).text_content()):
            words = " ".join(part.split())
            assert words.count(f"Beside the promise, a law: {LAW}") == 1
            assert words.count(NOT_ADVICE) == 1

    def test_without_any_there_is_no_word_of_laws(self):
        assert NOT_ADVICE not in " ".join(text_of(made()).split())
        nothing = compose(ANN, (SECOND,), SETTINGS, OWED, Beside({SECOND.id: ()}))
        assert NOT_ADVICE not in " ".join(text_of(nothing).split())

    def test_its_words_are_only_words(self):
        message = compose(ANN, (SECOND,), SETTINGS, OWED, Beside({SECOND.id: (HOSTILE,)}))
        assert "<script" not in html_of(message)
