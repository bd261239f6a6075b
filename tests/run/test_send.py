"""Who gets what is owed, and when nothing may be dropped."""

from __future__ import annotations

import json

import pytest

from tests.run.test_run import LONGER
from tests.stage import PAGE
from tracker import run
from tracker.errors import RefusedError, SettingsError
from tracker.run.people import people

BOTH = '[[subscriber]]\naddress = "ann@example.org"\n[[subscriber]]\naddress = "bob@example.org"\n'
BOB = '[[subscriber]]\naddress = "bob@example.org"\n'


def outbox(here):
    files = (here.root / "snapshots/_state/outbox").glob("*.json")
    return [json.loads(path.read_text("utf8")) for path in files]


def owe_one_change(here):
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()


@pytest.mark.parametrize(
    "wrong",
    [
        {"TRACKER_KEY": "another key for tests of 16 characters"},
        {"TRACKER_SUBSCRIBERS": ""},
        {"TRACKER_SUBSCRIBERS": BOB},
    ],
)
def test_nothing_is_dropped_while_nothing_shows_that_key_and_subscribers_are_right(here, wrong):
    owe_one_change(here)
    right = dict(here.environ)
    here.environ |= wrong
    with pytest.raises(SettingsError, match="TRACKER_KEY and TRACKER_SUBSCRIBERS"):
        here.send()
    assert [item["sent_at"] for item in outbox(here)] == [None]
    here.environ = right
    assert here.send().sent == 1


def test_what_is_owed_to_one_who_left_is_dropped_while_others_are_known(here):
    here.environ["TRACKER_SUBSCRIBERS"] = BOTH
    owe_one_change(here)
    here.environ["TRACKER_SUBSCRIBERS"] = BOB
    report = here.send()
    assert (report.sent, report.dropped) == (1, 1)
    assert [mail["To"] for mail in here.mails] == ["bob@example.org"]
    assert len(outbox(here)) == 1


def test_a_mail_about_a_policy_renamed_since_links_the_page_there_is(here):
    owe_one_change(here)
    here.declare(here.entry("acme-data", "/acme-privacy"))
    here.run()
    assert here.send().sent == 1
    page = here.mails[0].get_body(("html",)).get_content()
    assert "/policies/acme-data/" in page
    assert "/policies/acme-privacy/" not in page


def test_the_operator_hears_of_failures_though_the_subscribers_are_missing(here):
    owe_one_change(here)
    here.site.routes.clear()
    for _ in range(3):
        here.run()
    here.environ["TRACKER_SUBSCRIBERS"] = ""
    with pytest.raises(SettingsError):
        here.send()
    assert [mail["To"] for mail in here.mails] == ["op@example.org"]


def test_an_alert_goes_to_the_operator_of_today(here):
    here.site.routes.clear()
    for _ in range(3):
        here.run()
    here.declare("acme-privacy", settings='timezone = "UTC"')
    text = here.text("policies.toml")
    (here.root / "policies.toml").write_text(text.replace('contact = "op@', 'contact = "new@'))
    assert here.send().sent == 1
    assert here.mails[0]["To"] == "new@example.org"


@pytest.mark.parametrize("contact", ["https://social.example/@op", "a@b..example", ""])
def test_no_alert_is_owed_where_the_contact_is_no_mail_address_and_the_rest_goes(here, contact):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    text = here.text("policies.toml").replace('contact = "op@example.org"', f'contact = "{contact}"')
    (here.root / "policies.toml").write_text(text)
    here.run()
    del here.site.routes["/beta-privacy"]
    reports = [here.run() for _ in range(3)]
    assert reports[-1].alerts == ("beta-privacy",)
    assert outbox(here) == []
    (here.root / "policies.toml").write_text(text.replace(f'contact = "{contact}"', 'contact = "op@example.org"'))
    here.show("acme-privacy", LONGER)
    here.run()
    assert here.send().sent == 1


def test_an_alert_whose_operator_has_no_address_any_more_holds_nothing_up(here):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    del here.site.routes["/beta-privacy"]
    for _ in range(2):
        here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    text = here.text("policies.toml").replace('contact = "op@example.org"', 'contact = "https://social.example/@op"')
    (here.root / "policies.toml").write_text(text)
    report = here.send()
    assert (report.sent, report.dropped) == (1, 1)


def test_a_declared_law_stands_beside_the_promise_in_mail_and_page(here):
    here.declare(here.entry("acme-privacy", extra='applies = ["eu-p2b"]').replace('"privacy"\n', '"terms"\n'))
    here.run()
    here.show("acme-privacy", PAGE.replace("30 days", "24 months"))
    here.run()
    here.send()
    (record,) = here.records("acme-privacy")
    for said in (here.mails[0].get_body(("plain",)).get_content(), here.text(f"feeds/changes/{record.id}/index.html")):
        assert "article 3(2) to (4): 15 days; the page gave 0 to 1 day." in " ".join(said.split())
        assert "it is no legal advice" in " ".join(said.split())
    assert "Platform-to-Business" not in here.text("feeds/all.xml")


def test_what_the_server_refuses_is_told_by_the_name_that_the_subscribers_have_here(here):
    owe_one_change(here)

    def refuse(mail):
        raise RefusedError("The mail server refused a message (550); it stays owed.")

    report = run.send(here.root, now=here.now, environ=here.environ, outgoing=refuse)
    (ann,) = people(here.root, here.environ).by_key()
    (line,) = report.troubles
    assert line.startswith(f"The mail server refused a message (550); it stays owed. It is for {ann[:12]}: ")
    assert "example.org" not in line
    assert (report.refused, report.exit_code) == (1, 1)
    assert here.send().troubles == ()


def test_an_alert_that_is_refused_is_the_operators(here):
    here.declare("gone-privacy", settings="failures_before_alert = 1")
    here.run()

    def refuse(mail):
        raise RefusedError("Refused.")

    report = run.send(here.root, now=here.now, environ=here.environ, outgoing=refuse)
    assert report.troubles == ("Refused. It is for you, at the contact in policies.toml.",)
