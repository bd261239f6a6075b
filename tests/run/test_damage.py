"""Damaged files are their own trouble: the run goes on, says so, loses nothing, and mails nothing twice."""

from __future__ import annotations

import json
import shutil

import feedparser
import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from tests.archive.test_crashes import Steps
from tests.stage import PAGE
from tracker import run
from tracker.archive import Archive
from tracker.cli import app

LONGER = PAGE.replace("30 days", "24 months").replace(
    "<h2>Contact", "<p>This policy takes effect on 20 April 2027.</p><h2>Contact"
)
GONE = "<h1>Page not found</h1><p>The page you are looking for has moved, try our home page.</p>"
STATUS = "snapshots/_state/status.json"
FEEDS = ("all.xml", "all.atom.xml", "all.json", "material.xml", "material.atom.xml", "material.json")


def outcomes(report):
    return [line.outcome for line in report.policies]


def damage(here, path, data=b"<<<<<<< HEAD"):
    (here.root / path).write_bytes(data)


def outbox(here):
    return sorted(f"snapshots/_state/outbox/{path.name}" for path in (here.root / "snapshots/_state/outbox").iterdir())


class TestStatus:
    @pytest.mark.parametrize("data", [b"", b"{", b"\0" * 512, b'{"schema": "tracker/status@9"}', b"[]", b"\xff"])
    def test_is_set_aside_and_the_run_goes_on_without_validators(self, here, data):
        here.show("acme-privacy", PAGE, ETag='"1"')
        here.run()
        damage(here, STATUS, data)
        lines = []
        report = here.run(progress=lines.append)
        assert (outcomes(report), report.exit_code) == (["unchanged"], 1)
        assert report.damaged[0].startswith(f"{STATUS} was damaged")
        assert report.damaged[0] in lines
        copy = here.root / report.damaged[0].split()[-1].rstrip(".")
        assert copy.read_bytes() == data
        asked = [request for request in here.site.seen if request.path == "/acme-privacy"]
        assert "if-none-match" not in asked[-1].headers
        assert json.loads(here.text(STATUS))["policies"]["acme-privacy"]["validators"]
        report = here.run()
        assert (report.damaged, report.exit_code) == ((), 0)

    def test_is_not_committed_under_its_other_name(self, here):
        here.run()
        damage(here, STATUS, b"what the disk put there")
        here.run()
        assert "damaged" not in here.git("ls-tree", "-r", "--name-only", "HEAD")

    def test_what_is_held_stays_held(self, here):
        here.run()
        here.show("acme-privacy", GONE)
        assert outcomes(here.run()) == ["held"]
        damage(here, STATUS)
        here.run()
        assert json.loads(here.text(STATUS))["policies"]["acme-privacy"]["held"]["checks"] == 2

    def test_a_change_is_found_and_told_once(self, here):
        here.run()
        damage(here, STATUS)
        here.show("acme-privacy", LONGER)
        assert outcomes(here.run()) == ["changed"]
        damage(here, STATUS)
        assert outcomes(here.run()) == ["unchanged"]
        assert (here.send().sent, here.send().sent) == (1, 0)

    def test_a_dry_run_sets_nothing_aside(self, here):
        here.run()
        damage(here, STATUS)
        report = here.run(dry_run=True)
        assert (len(report.damaged), report.exit_code) == (1, 1)
        assert [path.name for path in (here.root / "snapshots/_state").glob("status*")] == ["status.json"]

    def test_publishing_and_sending_go_on(self, here):
        here.run()
        here.show("acme-privacy", LONGER)
        here.run()
        damage(here, STATUS)
        lines = []
        run.publish(here.root, now=here.now, progress=lines.append)
        assert [line for line in lines if line.startswith(STATUS)]
        assert here.send().sent == 1


class TestOutbox:
    def test_a_damaged_mail_is_held_back_and_the_others_go(self, here):
        here.environ["TRACKER_SUBSCRIBERS"] += '[[subscriber]]\naddress = "bob@example.org"\n'
        here.run()
        here.show("acme-privacy", LONGER)
        here.run()
        first, _ = outbox(here)
        damage(here, first)
        lines = []
        sent = run.send(
            here.root, now=here.now, environ=here.environ, outgoing=here.mails.append, progress=lines.append
        )
        assert sent.sent == 1
        assert [line for line in lines if line.startswith(f"{first} is not what the tracker wrote")]
        report = here.run()
        assert (outcomes(report), report.owed, report.exit_code) == (["unchanged"], 0, 1)
        assert report.damaged[0].startswith(f"{first} is not what the tracker wrote")
        assert list(Archive.open(here.root).state().damaged) == [first]
        here.git("restore", first)
        assert here.run().exit_code == 0
        assert here.send().sent == 1
        assert {mail["To"] for mail in here.mails} == {"ann@example.org", "bob@example.org"}

    def test_a_damaged_tick_causes_no_second_mail(self, here):
        """Not even where the same change is found again, by a run that lost its commits."""
        here.run()
        base = here.git("rev-parse", "HEAD").strip()
        here.show("acme-privacy", LONGER)
        here.run()
        assert here.send().sent == 1
        (path,) = outbox(here)
        here.git("reset", "--hard", "--quiet", base)
        (here.root / path).parent.mkdir(exist_ok=True)
        damage(here, path)
        report = here.run()
        assert (outcomes(report), report.owed, report.exit_code) == (["changed"], 0, 1)
        assert here.send().sent == 0
        assert (here.root / path).read_bytes() == b"<<<<<<< HEAD"

    def test_a_copy_of_a_mail_is_not_sent_too(self, here):
        here.run()
        here.show("acme-privacy", LONGER)
        here.run()
        (path,) = outbox(here)
        shutil.copy(here.root / path, here.root / path.replace(".json", " copy.json"))
        here.git("add", "snapshots")
        here.git("commit", "--quiet", "-m", "By hand")
        assert here.send().sent == 1
        assert here.send().sent == 0

    def test_what_waits_for_a_subscriber_waits_for_its_file_too(self, here):
        people, here.environ = here.environ, {}
        here.run()
        here.show("acme-privacy", LONGER)
        here.run()
        (path,) = outbox(here)
        damage(here, path)
        here.environ = people
        assert here.run().owed == 0
        here.git("restore", path)
        assert here.run().owed == 1


def test_status_and_run_name_what_is_damaged(here):
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    (path,) = outbox(here)
    damage(here, path)
    damage(here, STATUS)
    root, invoke = ["--root", str(here.root)], CliRunner().invoke
    asked = invoke(app, ["status", *root])
    assert asked.exit_code == 0
    assert "acme-privacy" in asked.stdout
    for name in (path, STATUS):
        assert f"{name} is not what the tracker wrote" in " ".join(asked.stderr.split())
    assert list(json.loads(invoke(app, ["status", "--json", *root]).stdout)["damaged"]) == [STATUS, path]
    ran = invoke(app, ["run", "--now", here.now.isoformat(), *root])
    assert ran.exit_code == 1
    assert "It was kept as" in " ".join(ran.stderr.split())


@pytest.fixture
def told(here):
    """Two policies, each with a change told, and nothing owed any more."""
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    here.show("acme-privacy", LONGER)
    here.show("beta-privacy", LONGER.replace("24 months", "6 months"))
    here.run()
    here.show("beta-privacy", LONGER.replace("24 months", "9 months"))
    here.run()
    here.send()
    return here


def entries(here, path):
    """Every entry as it stands in a feed's bytes, by its id."""
    text = here.text(f"feeds/{path}")
    if path.endswith(".json"):
        return {item["id"]: item for item in json.loads(text)["items"]}
    start, end = ("<item>", "</item>") if "<item>" in text else ("<entry>", "</entry>")
    pieces = [piece.split(end)[0] for piece in text.split(start)[1:]]
    found = feedparser.parse(text).entries
    return {entry.id: piece for entry, piece in zip(found, pieces, strict=True)}


DAMAGES = ["page.json", "policy.md", "states.json", "record", "folder"]


def spoil(here, what):
    folder = here.root / "snapshots/beta-privacy"
    if what == "folder":
        shutil.rmtree(folder / "changes")
        (folder / "page.json").unlink()
    elif what == "record":
        for path in (folder / "changes").iterdir():
            path.write_bytes(b"<<<<<<< HEAD")
    else:
        (folder / what).write_bytes(b"<<<<<<< HEAD\xff")


class TestPolicy:
    @pytest.mark.parametrize("what", DAMAGES)
    def test_what_was_published_of_a_damaged_policy_stays_byte_for_byte(self, told, what):
        before = {path: told.text(f"feeds/{path}") for path in FEEDS}
        events = Calendar.from_ical(told.text("feeds/dates.ics")).walk("VEVENT")
        assert len(entries(told, "all.xml")) == 3
        assert len(events) == 3
        spoil(told, what)
        run.publish(told.root, now=told.now)
        assert {path: told.text(f"feeds/{path}") for path in FEEDS} == before
        assert {event.to_ical() for event in Calendar.from_ical(told.text("feeds/dates.ics")).walk("VEVENT")} == {
            event.to_ical() for event in events
        }

    @pytest.mark.parametrize("what", DAMAGES)
    def test_other_changes_come_in_between_and_the_cure_makes_all_as_if_nothing_had_been(self, told, what, tmp_path):
        shutil.copytree(told.root, tmp_path / "sound")
        old = {path: entries(told, path) for path in FEEDS}
        spoil(told, what)
        told.show("acme-privacy", LONGER.replace("24 months", "36 months"))
        report = told.run(days=0)
        assert outcomes(report) == ["changed", "failed"]
        for path in FEEDS:
            new = entries(told, path)
            assert {name: new[name] for name in old[path]} == old[path]
            assert list(new)[1:] == list(old[path])
        told.git("restore", "--source=HEAD", "--", "snapshots/beta-privacy")
        run.publish(told.root, now=told.now)
        mended = {path: told.text(f"feeds/{path}") for path in (*FEEDS, "dates.ics")}
        told.root = tmp_path / "sound"
        told.run()
        assert {path: told.text(f"feeds/{path}") for path in (*FEEDS, "dates.ics")} == mended

    @pytest.mark.parametrize("name", ["policy.md", "rule.json", "states.json"])
    def test_an_edit_by_hand_is_seen_by_whoever_reads(self, told, name):
        file = told.root / "snapshots/beta-privacy" / name
        file.write_bytes(file.read_bytes().replace(b" ", b"  ", 1))
        assert outcomes(told.run()) == ["unchanged", "failed"]
        said = CliRunner().invoke(app, ["status", "--root", str(told.root)]).stdout
        assert "it differs from the committed one" in " ".join(said.split())
        assert f"git restore -- :/snapshots/beta-privacy/{name}" in " ".join(said.split())
        told.git("restore", "--", f"snapshots/beta-privacy/{name}")
        assert outcomes(told.run()) == ["unchanged", "unchanged"]

    def test_publishing_says_so_and_shows_it(self, told):
        spoil(told, "record")
        answer = CliRunner().invoke(app, ["publish", "--root", str(told.root)])
        assert answer.exit_code == 1
        assert "beta-privacy" in answer.stderr
        index = told.text("feeds/index.html")
        assert "1 damaged" in index
        assert "Its changes are listed as far as they can be read" in index
        told.git("restore", "--source=HEAD", "--", "snapshots/beta-privacy")
        assert CliRunner().invoke(app, ["publish", "--root", str(told.root)]).exit_code == 0
        assert "damaged" not in told.text("feeds/index.html")

    @pytest.mark.parametrize("what", ["page.json", "policy.md", "states.json"])
    def test_its_changes_stay_listed_and_their_pages_there_on_a_fresh_machine(self, told, what):
        ids = [record.id for record in told.records("beta-privacy")]
        shown = {name: told.text(f"feeds/changes/{name}/index.html") for name in ids}
        shutil.rmtree(told.root / "feeds")
        spoil(told, what)
        told.run()
        lists = ("index.html", "changes/index.html", "policies/beta-privacy/index.html")
        for path, up in zip(lists, ("", "../", "../../"), strict=True):
            page = told.text(f"feeds/{path}")
            assert [page.count(f'class="headline"><a href="{up}changes/{name}/index.html"') for name in ids] == [1, 1]
        assert {name: told.text(f"feeds/changes/{name}/index.html") for name in ids} == shown
        page = told.text("feeds/policies/beta-privacy/index.html")
        assert "✕</span> damaged" in page
        assert "What it promises" not in page
        assert "The text today" not in page
        told.git("restore", "--source=HEAD", "--", "snapshots/beta-privacy")
        told.run()
        assert "What it promises" in told.text("feeds/policies/beta-privacy/index.html")

    def test_a_change_that_is_damaged_itself_or_edited_is_not_listed(self, told):
        first, second = (record.id for record in told.records("beta-privacy"))
        folder = told.root / "snapshots/beta-privacy/changes"
        (folder / f"{first}.json").write_bytes(b"<<<<<<< HEAD")
        told.run()
        assert f"changes/{first}/index.html" not in told.text("feeds/index.html")
        assert f"changes/{second}/index.html" in told.text("feeds/index.html")
        told.git("restore", "--source=HEAD", "--", "snapshots/beta-privacy")
        (folder / f"{second}.json").write_text((folder / f"{second}.json").read_text().replace("9 months", "1 month"))
        told.run()
        assert f"changes/{first}/index.html" in told.text("feeds/index.html")
        assert f"changes/{second}/index.html" not in told.text("feeds/index.html")

    def test_feeds_that_are_damaged_too_hide_nothing_else(self, told):
        spoil(told, "record")
        for path in ("all.json", "material.json", "policies/beta-privacy.json", "dates.ics"):
            damage(told, f"feeds/{path}")
        run.publish(told.root, now=told.now)
        assert len(entries(told, "all.xml")) == 1

    def test_nothing_hostile_comes_in_from_a_feed_on_file(self, told):
        spoil(told, "record")
        feed = json.loads(told.text("feeds/all.json"))
        for item in feed["items"]:
            item["content_html"] += "<script>alert(1)</script><img src=x onerror=alert(1)>"
        damage(told, "feeds/all.json", json.dumps(feed).encode())
        run.publish(told.root, now=told.now)
        assert "alert" not in told.text("feeds/all.xml")


def test_a_run_over_damage_that_is_killed_anywhere_is_finished_by_the_next(here, monkeypatch):
    here.environ["TRACKER_SUBSCRIBERS"] += '[[subscriber]]\naddress = "bob@example.org"\n'
    here.run()
    here.show("acme-privacy", LONGER)
    here.run()
    sent, waiting = outbox(here)
    damage(here, waiting)
    assert here.send().sent == 1
    damage(here, STATUS)
    here.show("acme-privacy", LONGER.replace("24 months", "36 months"))
    here.mails.clear()
    steps, ready, number, stopped = Steps(monkeypatch), here.root, 0, True
    while stopped:
        here.root = ready.parent / f"copy-{number}"
        shutil.copytree(ready, here.root)
        stopped = steps.stop(number, lambda: here.run(days=0))
        here.run(days=0)
        assert (here.send().sent, here.send().sent) == (2, 0)
        assert {mail["To"] for mail in here.mails} == {"ann@example.org", "bob@example.org"}
        assert len({mail["Message-ID"] for mail in here.mails}) == 2
        assert len(here.records("acme-privacy")) == 2
        assert list((here.root / "snapshots/_state").glob("status.json.damaged-*"))
        assert (here.root / waiting).read_bytes() == b"<<<<<<< HEAD"
        here.mails.clear()
        number += 2  # most steps come in pairs, a file written and then put in its place
    assert number > 8
    assert sent != waiting
