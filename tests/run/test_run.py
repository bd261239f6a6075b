"""Whole runs against a real web server and real git: what is committed, told, owed and sent."""

from __future__ import annotations

import json
import subprocess

import feedparser
import pytest
from typer.testing import CliRunner

from tests.stage import DAY, PAGE, START
from tracker import run
from tracker.archive import Archive
from tracker.cli import app
from tracker.declare import load
from tracker.errors import InputError, LockedError, PushError, RefusedError, SettingsError
from tracker.model import Failure
from tracker.pipeline import follow

LONGER = PAGE.replace("30 days", "24 months")
GONE = "<h1>Page not found</h1><p>The page you are looking for has moved, try our home page.</p>"
POLICY_MD = "snapshots/acme-privacy/policy.md"


def outcomes(report):
    return [line.outcome for line in report.policies]


def test_from_declaration_to_commit_feed_page_and_mail(here):
    assert outcomes(here.run()) == ["first"]
    here.show("acme-privacy", LONGER)
    report = here.run()
    assert outcomes(report) == ["changed"]
    assert (report.policies[0].verdict, report.policies[0].notice, report.owed) == ("material", "not_shown", 1)
    diff = here.git("log", "-1", "-p", "--format=", "--", POLICY_MD)
    assert [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}] == [
        "-We keep personal data for 30 days after you close your account.",
        "+We keep personal data for 24 months after you close your account.",
    ]
    (entry,) = feedparser.parse(here.text("feeds/all.xml")).entries
    record = here.records("acme-privacy")[0]
    assert entry.id == record.tag
    assert entry.link == f"https://watch.example/p/changes/{record.id}/"
    assert "24 months" in here.text(f"feeds/changes/{record.id}/index.html")
    assert here.send().sent == 1
    assert here.send().sent == 0
    (mail,) = here.mails
    assert mail["To"] == "ann@example.org"
    assert "24 months" in mail.get_body(("plain",)).get_content()


def test_first_sight_tells_nobody(here):
    here.run()
    assert here.send().sent == 0
    assert feedparser.parse(here.text("feeds/all.xml")).entries == []
    assert list((here.root / "snapshots/_state").glob("outbox/*")) == []


def test_no_address_enters_the_repository(here):
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    here.send()
    for path in (here.root / "snapshots").rglob("*.json"):
        assert "ann@example.org" not in path.read_text("utf8")
    assert "ann@" not in here.git("log", "-p", "--all", "--", "snapshots", "feeds")


def test_layout_noise_makes_no_commit_and_the_baseline_stays(here):
    here.run()
    before = here.git("rev-parse", "HEAD"), here.text("snapshots/acme-privacy/page.html")
    here.now = START + DAY / 2
    here.show("acme-privacy", PAGE.replace("<h2>", '<h2 class="new">').replace("© 2027", "© 2028"))
    assert outcomes(here.run()) == ["unchanged"]
    assert (here.git("rev-parse", "HEAD"), here.text("snapshots/acme-privacy/page.html")) == before


def test_an_unchanged_page_is_asked_for_conditionally(here):
    here.show("acme-privacy", PAGE, ETag='"1"')
    here.run()
    here.run()
    asked = [request for request in here.site.seen if request.path == "/acme-privacy"]
    assert "if-none-match" not in asked[0].headers
    assert asked[1].headers["if-none-match"] == '"1"'


def test_validators_that_outlived_their_commit_are_not_sent(here):
    """A status file carried from a run whose commits were lost must not hide a change behind a 304."""
    here.show("acme-privacy", PAGE, ETag='"1"')
    here.run()
    status = here.root / "snapshots/_state/status.json"
    here.show("acme-privacy", LONGER, ETag='"2"')
    here.run()
    carried = status.read_bytes()
    here.git("reset", "--hard", "--quiet", "HEAD~2")
    status.write_bytes(carried)
    assert outcomes(here.run()) == ["changed"]


def test_the_state_is_committed_daily_at_most(here):
    here.run(days=0)
    head = here.git("rev-parse", "HEAD")
    here.now += DAY / 4
    here.run(days=1)
    assert here.git("rev-parse", "HEAD") == head
    assert json.loads(here.text("snapshots/_state/status.json"))["policies"]["acme-privacy"]["checked_at"] == (
        "2027-03-01T12:00:00+00:00"
    )
    here.run()
    assert here.git("rev-parse", "HEAD") != head


def test_one_policys_trouble_is_its_own_and_the_operator_hears_of_it_once(here):
    here.declare("acme-privacy", "gone-privacy")
    for _ in range(2):
        report = here.run()
        assert dict(zip(["acme-privacy", "gone-privacy"], outcomes(report), strict=True))["gone-privacy"] == "failed"
        assert report.exit_code == 1
        assert report.alerts == ()
    assert outcomes(here.run())[0] == "unchanged"
    assert here.send().sent == 1
    assert here.mails[0]["To"] == "op@example.org"
    assert "* gone-privacy\n  fails since 2027-03-01 06:00 UTC: gone: " in here.mails[0].get_content()
    assert here.run().alerts == ()
    assert here.send().sent == 0


def test_an_error_page_for_a_day_is_held_and_told_to_nobody(here):
    here.run()
    here.show("acme-privacy", GONE)
    assert outcomes(here.run()) == ["held"]
    held = json.loads(here.git("show", "HEAD:snapshots/_state/status.json"))["policies"]["acme-privacy"]["held"]
    assert held["checks"] == 1
    here.show("acme-privacy", PAGE)
    assert outcomes(here.run()) == ["unchanged"]
    assert here.subjects(POLICY_MD) == ["Acme Privacy policy: first sight"]


def test_the_operator_hears_once_of_a_policy_that_is_held_for_long(here):
    here.run()
    for _ in range(2):
        here.show("acme-privacy", GONE)
        assert [here.run().alerts for _ in range(4)] == [(), (), ("acme-privacy",), ()]
        assert here.send().sent == 1
        assert "* acme-privacy\n  held since 2027-03-" in here.mails[-1].get_content()
        here.show("acme-privacy", PAGE)
        assert outcomes(here.run()) == ["unchanged"]


def test_a_word_about_where_the_policy_went_is_quoted_to_the_operator_and_never_told_as_a_change(here):
    here.run()
    new = "https://trust.acme.example/privacy"
    here.show(
        "acme-privacy", f'<main><p>Our privacy policy has moved <a href="{new}">to our trust centre</a>.</p></main>'
    )
    reports = [here.run() for _ in range(6)]
    said = (
        "The policy is elsewhere now: the page says “Our privacy policy has moved to our trust centre”. "
        f"It links to {new}: if the policy is there now, follow that address instead (url in policies.toml)."
    )
    assert {(line.outcome, line.detail) for report in reports for line in report.policies} == {("held", said)}
    assert here.send().sent == 1
    (mail,) = here.mails
    assert mail["To"] == "op@example.org"
    assert said in " ".join(mail.get_body(("plain",)).get_content().split())
    assert here.records("acme-privacy") == ()
    here.declare(here.entry("acme-privacy", "/trust"))
    here.show("trust", PAGE)
    assert outcomes(here.run()) == ["refreshed"]


@pytest.mark.parametrize(
    ("status", "to", "said"),
    [
        (301, "/legal/privacy", True),
        (308, "/legal/privacy", True),
        (302, "/legal/privacy", False),
        (307, "/legal/privacy", False),
        (301, "/acme-privacy/", False),
    ],
)
def test_a_page_that_moved_for_good_is_said_once_with_its_new_address(here, status, to, said):
    here.run()
    here.show(to[1:], PAGE, ETag='"1"')
    here.site.routes["/acme-privacy"] = (status, {"Location": to}, b"")
    old, new = here.site.url("/acme-privacy"), here.site.url(to)
    line = f"{old} has moved for good to {new}. It is read there; make that its address in policies.toml."
    reports = [here.run() for _ in range(3)]
    assert [report.moved for report in reports] == [(f"acme-privacy: {line}",) if said else (), (), ()]
    assert {outcome for report in reports for outcome in outcomes(report)} == {"unchanged"}
    shown = CliRunner().invoke(app, ["status", "-C", str(here.root)], terminal_width=300).output
    assert (line in " ".join(shown.split())) is said
    here.declare(here.entry("acme-privacy", to))
    report = here.run()
    assert (outcomes(report), report.moved) == (["refreshed"], ())
    assert "moved for good" not in CliRunner().invoke(app, ["status", "-C", str(here.root)]).output


def test_a_change_taken_back_is_told_as_withdrawn_to_those_who_were_told(here):
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    here.send()
    here.show("acme-privacy", PAGE)
    here.run()
    here.send()
    first, second = here.records("acme-privacy")
    assert second.withdraws == first.id
    assert len(here.mails) == 2
    assert "ithdrawn" in here.mails[1]["Subject"]
    assert len(feedparser.parse(here.text("feeds/material.xml")).entries) == 2


def test_a_dry_run_writes_nothing(here):
    report = here.run(dry_run=True)
    assert outcomes(report) == ["first"]
    assert not (here.root / "snapshots").exists()


def test_only_the_named_policy_is_checked_and_an_unknown_name_is_an_error(here):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    assert [line.policy for line in here.run(only=["beta-privacy"]).policies] == ["beta-privacy"]
    assert not (here.root / "snapshots/acme-privacy").exists()
    with pytest.raises(InputError, match="No policy is called nobody"):
        here.run(only=["nobody"])


def test_a_renamed_policy_keeps_its_history_and_tells_nobody(here):
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    here.send()
    here.declare(here.entry("acme-data", "/acme-privacy"))
    report = here.run()
    assert report.owed == 0
    (old,) = here.records("acme-data")
    assert not (here.root / "snapshots/acme-privacy/policy.md").exists()
    assert [item["id"] for item in json.loads(here.text("feeds/all.json"))["items"]] == [old.tag]
    assert "renamed from acme-privacy" in here.subjects("snapshots/acme-data/policy.md")[0]
    here.show("acme-privacy", LONGER.replace("24 months", "36 months"))
    assert outcomes(here.run()) == ["changed"]
    new = here.records("acme-data")[1]
    for feed in ("all", "policies/acme-data", "policies/acme-privacy"):
        assert [entry.id for entry in feedparser.parse(here.text(f"feeds/{feed}.xml")).entries] == [new.tag, old.tag]
    assert f"changes/{old.id}/" in here.text("feeds/policies/acme-data/index.html")
    assert "policies/acme-data/index.html" in here.text(f"feeds/changes/{old.id}/index.html")
    assert here.text("feeds/index.html").count('<th scope="row"><a href="policies/') == 1
    assert here.text("feeds/services/acme/index.html").count(f"changes/{old.id}/") > 0


def test_a_policy_no_longer_declared_keeps_its_files_and_entries(here):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    here.show("beta-privacy", LONGER)
    here.run()
    here.declare("acme-privacy")
    here.run()
    assert (here.root / "snapshots/beta-privacy/policy.md").is_file()
    assert len(feedparser.parse(here.text("feeds/all.xml")).entries) == 1
    for page in ("index.html", "policies/beta-privacy/index.html"):
        assert "no longer followed" in here.text(f"feeds/{page}")
    run.publish(here.root, now=here.now)
    assert "2 policies: 1 fine, 1 no longer followed." in here.text("feeds/index.html")
    assert list(Archive.open(here.root).status().policies) == ["acme-privacy"]


def test_a_dirty_work_tree_and_a_staged_index_are_left_alone(here):
    here.run()
    (here.root / "notes.txt").write_text("draft")
    (here.root / "staged.txt").write_text("ready")
    here.git("add", "staged.txt")
    before = here.git("status", "--porcelain", "notes.txt", "staged.txt")
    here.show("acme-privacy", LONGER)
    here.run()
    assert here.git("status", "--porcelain", "notes.txt", "staged.txt") == before
    assert "staged.txt" not in here.git("ls-tree", "-r", "--name-only", "HEAD")


def test_two_runs_at_once_are_one_run_and_a_clear_word(here):
    here.run()
    with Archive.open(here.root).lock(), pytest.raises(LockedError):
        here.run()


def test_subscribers_without_a_key_are_a_settings_error_before_anything_is_fetched(here):
    here.environ["TRACKER_KEY"] = "short"
    with pytest.raises(SettingsError, match="TRACKER_KEY"):
        here.run()
    assert here.site.seen == []


def with_remote(here, tmp_path):
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    here.git("remote", "add", "origin", str(remote))
    here.git("add", "policies.toml")
    here.git("commit", "--quiet", "-m", "Declare")
    here.git("push", "--quiet", "--set-upstream", "origin", "main")
    return remote


def test_only_what_the_remote_has_is_mailed(here, tmp_path):
    remote = with_remote(here, tmp_path)
    here.run()
    here.show("acme-privacy", LONGER)
    remote.rename(tmp_path / "away.git")
    report = here.run()
    assert (outcomes(report), report.pushed, report.exit_code) == (["changed"], False, 3)
    assert "cannot be read" in report.push_problem
    with pytest.raises(PushError):
        here.send()
    assert here.mails == []
    (tmp_path / "away.git").rename(remote)
    report = here.run()
    assert (outcomes(report), report.pushed, report.push_problem, report.exit_code) == (["unchanged"], True, "", 0)
    assert here.send().sent == 1
    ticks = here.git("ls-tree", "-r", "--name-only", "origin/main", "snapshots/_state/outbox").split()
    assert json.loads(here.git("show", f"origin/main:{ticks[0]}"))["sent_at"]


def test_a_run_that_had_nothing_to_push_says_so(here, tmp_path):
    assert here.run(days=0).pushed is None
    with_remote(here, tmp_path)
    assert here.run(days=0).pushed is None
    here.show("acme-privacy", LONGER)
    assert here.run(days=0).pushed is True
    assert here.run(days=0).pushed is None


def test_a_remote_that_refuses_does_not_cost_the_report(here, tmp_path):
    remote = with_remote(here, tmp_path)
    here.run()
    (remote / "hooks/pre-receive").write_text("#!/bin/sh\necho branch is protected\nexit 1\n")
    (remote / "hooks/pre-receive").chmod(0o755)
    here.declare("acme-privacy", "gone-privacy")
    here.show("acme-privacy", LONGER)
    report = here.run()
    assert (outcomes(report), report.pushed, report.exit_code) == (["changed", "failed"], False, 3)
    assert "branch is protected" in report.push_problem
    assert "24 months" in here.text(f"feeds/changes/{report.policies[0].change}/index.html")
    assert run.RunReport.from_dict(report.to_dict()) == report


TERMS = (
    "<main><h1>Terms of Acme</h1><p>These terms govern the service of Acme. You may use it as you like, and you may stop "
    "at any time.</p><h2>Changes</h2><p>We may change these Terms and our Privacy Policy. We will send you a letter at "
    "least 30 days before a change takes effect.</p></main>"
)


@pytest.mark.parametrize("order", [("acme-privacy", "acme-terms"), ("acme-terms", "acme-privacy")])
@pytest.mark.parametrize("both", [True, False])
def test_promises_of_another_document_count_from_the_run_that_first_reads_it(here, order, both):
    entries = {
        "acme-privacy": here.entry("acme-privacy", extra='rules_from = ["acme-terms"]'),
        "acme-terms": here.entry("acme-terms").replace('kind = "privacy"', 'kind = "terms"'),
    }
    here.show("acme-terms", TERMS)
    if not both:
        here.run()
        here.show("acme-privacy", LONGER)
    here.declare(*map(entries.get, order))
    outcome = dict(zip(order, outcomes(here.run()), strict=True))
    assert outcome == {"acme-privacy": "first" if both else "changed", "acme-terms": "first"}
    assert [tier["source"] for tier in json.loads(here.text("snapshots/acme-privacy/rule.json"))["tiers"]] == [
        "",
        "acme-terms",
    ]
    for record in here.records("acme-privacy"):
        assert [tier.promised for tier in record.notice.tiers] == [7, 30]
    assert outcomes(here.run()) == ["unchanged", "unchanged"]


def test_two_machines_that_see_the_same_change_record_it_once(here, tmp_path):
    remote = with_remote(here, tmp_path)
    here.run()
    here.git("push", "--quiet")
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "--quiet", str(remote), str(other)], check=True)
    here.show("acme-privacy", LONGER)
    first_root, here.root = here.root, other
    here.run(days=0)
    here.root = first_root
    assert (outcomes(report := here.run()), report.pushed) == (["unchanged"], None)
    assert here.git("rev-list", "--count", "origin/main", "--", POLICY_MD).strip() == "2"
    assert here.git("rev-parse", "HEAD") == here.git("rev-parse", "origin/main")
    assert here.send().sent == 1


def test_a_publishers_own_file_is_followed_like_a_page(here):
    (here.root / "texts").mkdir()
    (here.root / "texts/privacy.md").write_text(
        "# Privacy\n\nWe keep personal data of our users for 30 days. We share none of it.\n" * 3
    )
    entry = '[[policies]]\nid = "own"\nname = "Privacy"\nservice = "We"\nkind = "privacy"\nfile = "texts/privacy.md"\nrole = "publisher"\n'
    here.declare(entry)
    assert outcomes(here.run()) == ["first"]
    assert outcomes(here.run()) == ["unchanged"]
    text = (here.root / "texts/privacy.md").read_text()
    (here.root / "texts/privacy.md").write_text(text.replace("30 days", "two years"))
    assert here.run().policies[0].verdict == "material"


def test_a_damaged_file_fails_its_own_policy_only_and_says_how_to_restore_it(here):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    (here.root / "snapshots/acme-privacy/page.json").write_text("<<<<<<< HEAD")
    report = here.run()
    assert outcomes(report) == ["failed", "unchanged"]
    assert "git" in report.policies[0].detail
    assert "restore" in report.policies[0].detail


WITHOUT_PEOPLE = [{"TRACKER_SUBSCRIBERS": ""}, {"TRACKER_SUBSCRIBERS": "", "TRACKER_KEY": ""}]


@pytest.mark.parametrize("nobody", WITHOUT_PEOPLE)
def test_what_a_run_without_subscribers_found_is_owed_by_the_next_that_has_some(here, nobody):
    here.run()
    people = dict(here.environ)
    here.environ |= nobody
    here.show("acme-privacy", LONGER)
    report = here.run()
    assert (outcomes(report), report.owed) == (["changed"], 0)
    assert here.run().owed == 0
    assert here.send().sent == 0
    here.environ = people
    here.show("acme-privacy", LONGER.replace("Ireland", "Norway"))
    assert here.run().owed == 1
    assert here.run().owed == 0
    assert here.send().sent == 1
    assert "2 changes" in here.mails[0]["Subject"]
    assert [item.recipient == "" for item in Archive.open(here.root).outbox()] == [False]


def test_the_first_subscriber_of_a_project_hears_of_the_last_two_weeks_only(here):
    people, here.environ = here.environ, {}
    here.run()
    here.show("acme-privacy", LONGER)
    here.run(days=20)
    here.show("acme-privacy", LONGER.replace("Ireland", "Norway"))
    here.run()
    assert len(Archive.open(here.root).outbox()) == 1
    here.environ = people
    assert here.run().owed == 1
    assert here.send().sent == 1
    assert here.mails[0].get_body(("plain",)).get_content().count("The whole change with its redline") == 1
    assert "Norway" in here.mails[0].get_body(("plain",)).get_content()


def test_a_change_found_without_subscribers_and_taken_back_with_them_is_told_whole(here):
    people = dict(here.environ)
    here.run()
    here.environ = {}
    here.show("acme-privacy", LONGER)
    here.run()
    here.environ = people
    here.show("acme-privacy", PAGE)
    here.run()
    here.send()
    assert "2 changes" in here.mails[0]["Subject"]


@pytest.mark.parametrize("name", ["acme-privacy", "acme-data"])
def test_a_renamed_policy_is_mailed_under_either_id(here, name):
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    here.send()
    here.mails.clear()
    here.declare(here.entry("acme-data", "/acme-privacy"))
    here.environ["TRACKER_SUBSCRIBERS"] += f'policies = ["{name}"]\n'
    here.run()
    here.show("acme-privacy", LONGER.replace("24 months", "36 months"))
    here.run()
    assert here.send().sent == 1


def test_a_fault_of_ours_with_one_page_does_not_stop_the_others(here, monkeypatch):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")

    def stumble(known, result):
        if known.policy.id == "acme-privacy" and not isinstance(result, Failure):
            raise ZeroDivisionError
        return follow(known, result)

    monkeypatch.setattr("tracker.run.check.follow", stumble)
    report = here.run()
    assert outcomes(report) == ["failed", "first"]
    assert "ZeroDivisionError" in report.policies[0].detail


OWN = (
    "# Privacy\n\nWe keep personal data of our users for 30 days. We share none of it with third parties.\n\n" * 2
    + "## Changes\n\nWe will e-mail you at least 10 days before any change of this policy takes effect.\n"
)
OWN_LONGER = OWN.replace("30 days", "two years").replace(
    "# Privacy\n", "# Privacy\n\nEffective as of 20 March 2027.\n", 1
)


def declare_own(here, role="publisher", extra=""):
    here.declare(
        '[[policies]]\nid = "own"\nname = "Privacy"\nservice = "We"\nkind = "privacy"\nfile = "privacy.md"\n'
        f'role = "{role}"\n{extra}\n'
    )


def notices(here):
    archive = Archive.open(here.root)
    (history,) = archive.histories()
    known = run.stands(history, load(here.root), archive.outbox())
    return [known.get(record.id, record.notice).verdict for record in history.records]


def test_a_publishers_own_mail_proves_that_people_were_told(here):
    (here.root / "privacy.md").write_text(OWN)
    declare_own(here)
    here.run()
    (here.root / "privacy.md").write_text(OWN_LONGER)
    here.run()
    assert notices(here) == ["not_shown"]
    here.send()
    assert notices(here) == ["met"]
    run.publish(here.root, now=here.now)
    assert "was given" in here.text("feeds/policies/own/index.html")
    declare_own(here, role="watcher")
    assert notices(here) == ["not_shown"]


def test_one_mail_proves_nothing_of_another_change(here):
    (here.root / "privacy.md").write_text(OWN)
    declare_own(here)
    here.run()
    (here.root / "privacy.md").write_text(OWN_LONGER)
    here.run()
    here.send()
    (here.root / "privacy.md").write_text(OWN_LONGER.replace("We share none of it", "We share all of it"))
    here.run()
    assert notices(here) == ["met", "not_shown"]


def test_people_were_told_once_the_last_of_them_was(here):
    here.environ["TRACKER_SUBSCRIBERS"] += '[[subscriber]]\naddress = "bob@example.org"\n'
    (here.root / "privacy.md").write_text(OWN)
    declare_own(here)
    here.run()
    (here.root / "privacy.md").write_text(OWN_LONGER)
    here.run()

    def refuse_bob(mail):
        if "bob" in mail["To"]:
            raise RefusedError

    run.send(here.root, now=here.now, environ=here.environ, outgoing=refuse_bob)
    assert notices(here) == ["not_shown"]
    here.send()
    assert notices(here) == ["met"]


def test_a_mail_sent_too_late_shows_it(here):
    (here.root / "privacy.md").write_text(OWN)
    declare_own(here)
    here.run()
    (here.root / "privacy.md").write_text(OWN_LONGER)
    here.run(days=15)
    here.send()
    assert notices(here) == ["breached"]


def test_what_is_owed_is_reckoned_in_the_days_of_the_policy(here):
    (here.root / "privacy.md").write_text(OWN)
    declare_own(here, extra='timezone = "Pacific/Auckland"')
    here.run()
    (here.root / "privacy.md").write_text(OWN_LONGER)
    here.now = START.replace(day=10, hour=10)
    assert [duty.state for duty in here.run(days=0).duties] == ["due_soon"]
    here.now = START.replace(day=10, hour=12)  # the eleventh over there
    assert [duty.state for duty in here.run().duties] == ["late"]


def test_a_publisher_is_told_what_is_owed_by_when_and_nothing_goes_out_twice(here):
    text = here.root / "privacy.md"
    text.write_text(OWN)
    declare_own(here)
    here.run()
    text.write_text(OWN_LONGER)
    (duty,) = here.run().duties
    assert (duty.channel, str(duty.by), duty.state) == ("email", "2027-03-10", "owed")
    assert here.send().sent == 1
    text.write_text(OWN_LONGER.replace("We share none of it", "We do share none of it"))
    report = here.run()
    assert [duty.state for duty in report.duties] == ["done"]
    assert here.send().sent == 0


def test_a_check_that_a_wrong_clock_dated_ahead_bounds_no_interval(here):
    here.run()
    here.now = START + 3 * DAY
    here.run()
    here.now = START + DAY
    here.show("acme-privacy", PAGE.replace("30 days", "24 months"))
    here.run()
    (record,) = here.records("acme-privacy")
    assert (record.seen.last_without, record.seen.first_with) == (START, START + DAY)


def test_a_folder_of_somebodys_own_is_no_policy(here):
    (here.root / "snapshots/notes").mkdir(parents=True)
    (here.root / "snapshots/notes/readme.txt").write_text("hi")
    assert outcomes(here.run()) == ["first"]
    assert outcomes(here.run()) == ["unchanged"]
    assert Archive.open(here.root).policies() == ("acme-privacy",)
    assert "notes" not in here.text("feeds/index.html")


def damage(here, name):
    (here.root / f"snapshots/{name}/page.json").write_text("<<<<<<< HEAD")


@pytest.mark.parametrize("declared", [True, False])
def test_damaged_files_stop_nothing_but_their_own_policy(here, declared):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    damage(here, "beta-privacy")
    here.declare("acme-privacy", *(["beta-privacy"] if declared else []))
    lines = []
    for act in (run.publish, run.reprocess, lambda root, **known: run.collect(root, [b""], **known)):
        act(here.root, now=here.now, progress=lines.append)
    here.run(progress=lines.append)
    assert len([line for line in lines if line.startswith("beta-privacy: ") and "git" in line]) == 4
    assert here.send().sent == 1
    sound = run.sound_histories(Archive.open(here.root))
    assert [history.snapshot.policy.id for history in sound.histories] == ["acme-privacy"]
    assert list(sound.problems) == ["beta-privacy"]


def test_what_is_owed_about_a_damaged_policy_waits(here):
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    here.show("acme-privacy", LONGER)
    here.show("beta-privacy", LONGER)
    here.run()
    damage(here, "beta-privacy")
    report = here.send()
    assert (report.sent, report.waiting, report.dropped) == (0, 1, 0)
    here.git("restore", "snapshots/beta-privacy")
    assert here.send().sent == 1
    assert "2 changes" in here.mails[0]["Subject"]
