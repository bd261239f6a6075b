"""Announcements read from a real mailbox: Dovecot with TLS, on loopback."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.mail.mailserver import certificate
from tests.stage import stage
from tracker.archive import Archive
from tracker.errors import MailError, SettingsError
from tracker.mail import Mailbox, read_mailbox
from tracker.run import collect

DOVECOT = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = pytest.mark.skipif(DOVECOT is None, reason="needs Dovecot: apt-get install dovecot-imapd")
SINCE = date(2027, 1, 1)

CONF = """
protocols = imap
base_dir = {folder}/run
log_path = {folder}/log
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
first_valid_uid = 0
first_valid_gid = 0
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
"""


def announcement(sender: str, text: str, *, day: int = 2) -> bytes:
    return (
        f"Received: from mx.{sender} by mx.watcher.example; Tue, {day:02d} Mar 2027 09:00:00 +0000\r\n"
        f"Authentication-Results: mx.watcher.example; dkim=pass header.d={sender}\r\n"
        f"From: Acme <news@{sender}>\r\nTo: reader@watcher.example\r\nSubject: Changes to our privacy policy\r\n"
        f"Date: Tue, {day:02d} Mar 2027 08:59:00 +0000\r\nMessage-ID: <{day}@{sender}>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


class Server:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.count = folder, port, 0

    def deliver(self, message: bytes) -> None:
        self.count += 1
        inbox = self.folder / "mail" / "new"
        inbox.mkdir(parents=True, exist_ok=True)
        (inbox.parent / "cur").mkdir(exist_ok=True)
        (inbox.parent / "tmp").mkdir(exist_ok=True)
        path = inbox / f"{1803974400 + self.count}.M{self.count}.test"
        path.write_bytes(message)
        at = datetime(2027, 3, 2, tzinfo=UTC).timestamp()
        os.utime(path, (at, at))
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "nobody", str(self.folder / "mail")], check=True)

    def url(self, password: str = "p@ss") -> str:
        return f"imaps://reader:{quote(password, safe='')}@127.0.0.1:{self.port}/INBOX"

    def environ(self, **more: str) -> dict[str, str]:
        return {"TRACKER_IMAP_URL": self.url(), "TRACKER_IMAP_CA": str(self.folder / "cert.pem"), **more}


@pytest.fixture
def server():
    """Dovecot of its own. Its folder lies outside pytest's, whose parent is closed to the user it runs as."""
    as_root = os.geteuid() == 0
    owner = pwd.getpwnam("nobody") if as_root else pwd.getpwuid(os.getuid())
    group = grp.getgrnam("nogroup") if as_root else grp.getgrgid(os.getgid())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place, socket.socket() as free:
        folder = Path(place)
        folder.chmod(0o755)
        certificate(folder)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        (folder / "home").mkdir()
        names = {"uid": owner.pw_uid, "gid": group.gr_gid, "user": owner.pw_name, "group": group.gr_name}
        (folder / "dovecot.conf").write_text(CONF.format(folder=folder, port=port, password="p@ss", **names))
        running = subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "dovecot.conf")])
        try:
            _wait(port, folder)
            yield Server(folder, port)
        finally:
            running.terminate()
            running.wait()


def _wait(port: int, folder: Path) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((folder / "log").read_text() if (folder / "log").exists() else "Dovecot does not answer")


def test_only_the_mails_of_the_companies_followed_are_read_and_none_is_marked(server):
    server.deliver(announcement("acme.example", "Our privacy policy changes."))
    server.deliver(announcement("mail.acme.example", "Our privacy policy changes again."))
    server.deliver(announcement("friend.example", "See you on Sunday."))
    box = Mailbox.from_environ(server.environ())
    got = list(read_mailbox(box, {"acme.example"}, SINCE))
    assert len(got) == 2
    assert all(b"acme.example" in message for message in got)
    assert not list((server.folder / "mail").rglob("*:2,*S*"))


def test_mails_before_the_day_are_left_alone(server):
    server.deliver(announcement("acme.example", "Our privacy policy changes."))
    assert list(read_mailbox(Mailbox.from_environ(server.environ()), {"acme.example"}, date(2027, 3, 3))) == []


def test_a_wrong_password_and_an_untrusted_certificate_are_told_without_secrets(server):
    wrong = Mailbox.from_environ(server.environ(TRACKER_IMAP_URL=server.url("s3cret")))
    with pytest.raises(MailError, match="refused the login") as refused:
        list(read_mailbox(wrong, {"acme.example"}, SINCE))
    assert "s3cret" not in str(refused.value)
    untrusted = Mailbox.from_environ({"TRACKER_IMAP_URL": server.url()})
    with pytest.raises(MailError, match="cannot be trusted"):
        list(read_mailbox(untrusted, {"acme.example"}, SINCE))


@pytest.mark.parametrize(
    "url", ["", "imaps://host", "http://u:p@host", "imaps://u:p@[bad", "imaps://u:p@h/Posta%C3%AB"]
)
def test_a_malformed_address_is_a_settings_error(url):
    with pytest.raises(SettingsError, match="TRACKER_IMAP_URL"):
        Mailbox.from_environ({"TRACKER_IMAP_URL": url})


def test_an_announcement_in_the_mailbox_becomes_evidence_of_the_policy(server, tmp_path):
    server.deliver(
        announcement(
            "acme.example", "We are changing our privacy policy. The new policy takes effect on 12 March 2027."
        )
    )
    with stage(tmp_path / "repository") as here:
        here.declare(
            here.entry("acme-privacy", extra='senders = ["acme.example"]'),
            settings='authentication_servers = ["mx.watcher.example"]',
        )
        here.run()
        mails = read_mailbox(Mailbox.from_environ(server.environ()), {"acme.example"}, SINCE)
        assert collect(here.root, mails, now=here.now).kept == {"acme-privacy": 1}
        (kept,) = Archive.open(here.root).history("acme-privacy").evidence
        assert (kept.authenticated, kept.effective_on) == (True, date(2027, 3, 12))
        assert "reader@" not in here.git("log", "-p", "--", "snapshots")
        again = read_mailbox(Mailbox.from_environ(server.environ()), {"acme.example"}, SINCE)
        assert collect(here.root, again, now=here.now).kept == {}
