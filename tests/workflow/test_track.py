"""The scheduled workflow, step by step, against a bare remote, a web server and a mail server on this machine."""

from __future__ import annotations

import email
import re
import socket
from email.policy import default

import feedparser
import pytest
from aiosmtpd.controller import Controller

from tests.servers import serve
from tests.workflow.job import Runner, git, workflow
from tracker.demo.story import load, text

JOBS = workflow("track.yml")["jobs"]
JOB = JOBS["track"]
KEY = "a key of more than sixteen characters"
SUBSCRIBERS = '[[subscriber]]\naddress = "ines@reader.example"\n'


class Mails:
    """A mail server's handler that keeps what it is given."""

    def __init__(self):
        self.kept = []
        self.dead = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - as below
        if address == self.dead:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        self.kept.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def mails():
    handler = Mails()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.url = f"smtp://127.0.0.1:{port}"
    yield handler
    controller.stop()


def page(html):
    return 200, {"Content-Type": "text/html; charset=utf-8"}, html.encode()


@pytest.fixture
def site():
    with serve({"/privacy": page(text("pages/ambervolt-privacy.html"))}) as running:
        yield running


@pytest.fixture
def remote(tmp_path, site):
    """A bare remote that holds what an operator pushed: declarations and nothing else."""
    bare, desk = tmp_path / "remote.git", tmp_path / "desk"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(desk))
    (desk / "policies.toml").write_text(
        '[tracker]\ntitle = "Ours"\nbase_url = "https://watcher.example"\ncontact = "ann@watcher.example"\n'
        'mail_from = "tracker@watcher.example"\nallow_private_addresses = true\ndelay = 0.0\n\n'
        '[[policies]]\nid = "ambervolt-privacy"\nservice = "Ambervolt"\nname = "Privacy notice"\nkind = "privacy"\n'
        f'url = "{site.url("/privacy")}"\n'
    )
    git(desk, "add", ".")
    git(desk, "commit", "--quiet", "-m", "Follow a policy")
    git(desk, "push", "--quiet", bare.as_uri(), "main")
    return bare


@pytest.fixture
def secrets(mails):
    return {"TRACKER_KEY": KEY, "TRACKER_SUBSCRIBERS": SUBSCRIBERS, "TRACKER_SMTP_URL": mails.url}


def versions(remote):
    """The subjects of the commits that touched the policy's text, newest first."""
    return git(remote, "log", "--format=%s", "main", "--", "snapshots/*/policy.md").splitlines()


def change_the_page(site):
    story = load()
    day = next(day for day in story.day if "ambervolt-half-hours" in day.apply)
    site.routes["/privacy"] = page(story.pages(day.on)["ambervolt-privacy"])


def test_two_runs_with_a_change_between(tmp_path, remote, site, mails, secrets):
    runner = Runner(tmp_path, remote, secrets)

    runner.run(JOB)
    assert len(versions(remote)) == 1
    assert mails.kept == []

    change_the_page(site)
    clone, _ = runner.run(JOB)
    assert len(versions(remote)) == 2
    assert "every half hour" in git(remote, "show", "main:snapshots/ambervolt-privacy/policy.md")

    ((recipients, message),) = mails.kept
    assert recipients == ["ines@reader.example"]
    assert "every half hour" in message.get_body(("plain",)).get_content()

    feeds = git(remote, "ls-tree", "-r", "--name-only", "main", "feeds").split()
    entries = [feedparser.parse(git(remote, "show", f"main:{name}")).entries for name in feeds if name.endswith(".xml")]
    assert max(map(len, entries)) == 1
    assert (clone / "feeds/index.html").is_file()
    assert list((clone / "feeds").rglob("changes/**/*.html"))

    before = git(remote, "rev-parse", "main")
    runner.run(JOB)
    assert git(remote, "rev-parse", "main") == before, "a quiet run commits nothing"
    assert len(mails.kept) == 1
    everything = git(remote, "log", "-p", "--all", "--format=%an%n%ae%n%B")
    assert "reader.example" not in everything


def test_a_lost_cache_costs_nothing_but_requests(tmp_path, remote, site, mails, secrets):
    runner = Runner(tmp_path, remote, secrets)
    runner.run(JOB)
    runner.cache.clear()
    change_the_page(site)
    runner.run(JOB)
    assert len(versions(remote)) == 2
    assert len(mails.kept) == 1


def test_without_secrets_there_are_feeds_and_no_mail(tmp_path, remote, site, mails):
    runner = Runner(tmp_path, remote, {})
    runner.run(JOB)
    change_the_page(site)
    runner.run(JOB)
    assert len(versions(remote)) == 2
    assert mails.kept == []


@pytest.mark.parametrize("wrong", [{"TRACKER_SMTP_URL": "smtp://127.0.0.1:9"}, {"TRACKER_SMTP_URL": "nonsense"}])
def test_what_was_found_is_shown_though_no_mail_can_be_sent(tmp_path, remote, site, mails, secrets, wrong):
    """The feeds and pages go out, the workflow fails all the same, and the mails wait for the next run."""
    runner = Runner(tmp_path, remote, secrets)
    assert runner.whole(JOBS) == {"track": "success", "pages": "success", "mails": "skipped"}
    change_the_page(site)
    runner.secrets = {**secrets, **wrong}
    assert runner.whole(JOBS) == {"track": "success", "pages": "success", "mails": "failure"}
    assert len(versions(remote)) == 2
    assert list(runner.shown.rglob("changes/**/*.html"))
    assert "every half hour" in (runner.shown / "all.xml").read_text()
    runner.secrets = secrets
    assert runner.whole(JOBS)["mails"] == "skipped"
    assert len(mails.kept) == 1


def test_the_log_says_why_no_mail_was_sent(tmp_path, remote, site, mails, secrets):
    runner = Runner(tmp_path, remote, secrets)
    runner.run(JOB)
    change_the_page(site)
    runner.secrets = {**secrets, "TRACKER_SMTP_URL": "smtp://127.0.0.1:9"}
    _, printed = runner.run(JOB)
    assert re.search("^::error::The mail server 127.0.0.1:9 cannot be reached", printed, re.MULTILINE)


def test_a_damaged_policy_keeps_no_other_from_the_pages(tmp_path, remote, site, mails, secrets):
    runner = Runner(tmp_path, remote, secrets)
    clone, _ = runner.run(JOB)
    (clone / "snapshots/ambervolt-privacy/rule.json").write_text("{")
    git(clone, "commit", "--quiet", "-am", "Break a file")
    git(clone, "push", "--quiet")
    runner.shown = None
    assert runner.whole(JOBS) == {"track": "success", "pages": "success", "mails": "skipped"}
    assert (runner.shown / "index.html").is_file()


def test_a_dead_address_is_a_warning_and_keeps_nothing_from_the_others(tmp_path, remote, site, mails, secrets):
    mails.dead = "gone@reader.example"
    dead = f'[[subscriber]]\naddress = "{mails.dead}"\n'
    runner = Runner(tmp_path, remote, {**secrets, "TRACKER_SUBSCRIBERS": dead + SUBSCRIBERS})
    runner.run(JOB)
    change_the_page(site)
    for _ in range(2):
        clone, printed = runner.run(JOB)
        assert "::warning::The mail server refused a message (550 5.1.1); it stays owed. It is for " in printed
        assert mails.dead not in printed
        assert (clone / "feeds/index.html").is_file()
    assert [recipients for recipients, _ in mails.kept] == [["ines@reader.example"]]


def test_a_policy_that_fails_is_a_warning_and_the_others_go_on(tmp_path, remote, site, mails, secrets):
    runner = Runner(tmp_path, remote, secrets)
    clone, _ = runner.run(JOB)
    declared = (clone / "policies.toml").read_text()
    other = declared.partition("[[policies]]")[2].replace("ambervolt-privacy", "ambervolt-terms")
    (clone / "policies.toml").write_text(declared + "\n[[policies]]" + other.replace("/privacy", "/gone"))
    git(clone, "commit", "--quiet", "-am", "Follow another policy")
    git(clone, "push", "--quiet")
    change_the_page(site)
    _, printed = runner.run(JOB)
    assert "::warning::" in printed
    assert len(versions(remote)) == 2
    assert len(mails.kept) == 1


def test_a_branch_that_takes_no_push_fails_the_job_and_nobody_is_mailed(tmp_path, remote, site, mails, secrets):
    runner = Runner(tmp_path, remote, secrets)
    runner.run(JOB)
    change_the_page(site)
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho this branch is protected\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(AssertionError, match="exit code 3") as failed:
        runner.run(JOB)
    assert "ambervolt-privacy" in str(failed.value)
    assert mails.kept == []
    hook.unlink()
    runner.run(JOB)
    assert len(mails.kept) == 1


def test_an_operators_push_is_kept(tmp_path, remote, site, mails, secrets):
    """Somebody pushes between two runs; the clone of the next run has it, and history only grows."""
    runner = Runner(tmp_path, remote, secrets)
    clone, _ = runner.run(JOB)
    (clone / "NOTES.md").write_text("why we follow this\n")
    git(clone, "add", "NOTES.md")
    git(clone, "commit", "--quiet", "-m", "Note why")
    git(clone, "push", "--quiet")
    head = git(remote, "rev-parse", "main").strip()
    change_the_page(site)
    runner.run(JOB)
    assert head in git(remote, "rev-list", "main").split()
    assert len(versions(remote)) == 2
