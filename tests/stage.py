"""A stage for whole runs: a repository, a real web server, a subscriber, and a calendar."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from tests.servers import Site, serve
from tracker import run
from tracker.archive import Archive
from tracker.model import Record

START = datetime(2027, 3, 1, 6, tzinfo=UTC)
DAY = timedelta(days=1)
ENVIRON = {
    "TRACKER_KEY": "a key for tests of at least 16 characters",
    "TRACKER_SUBSCRIBERS": '[[subscriber]]\naddress = "ann@example.org"\n',
}

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Privacy – Acme</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/shop">Shop</a></li></ul></nav>
<main><h1>Privacy policy</h1>
<p>Acme runs a shop for kites. This policy says what we do with personal data.</p>
<h2>What we collect</h2>
<p>We collect your name and e-mail address when you open an account. We use them to run the service.</p>
<h2>How long we keep it</h2>
<p>We keep personal data for 30 days after you close your account.</p>
<h2>Who gets it</h2>
<table><tr><th>Name</th><th>Purpose</th><th>Country</th></tr>
<tr><td>Nimbus</td><td>Hosting</td><td>Ireland</td></tr></table>
<h2>Changes to this policy</h2>
<p>We will tell you about any change of this policy by e-mail at least one week before it takes effect.</p>
<h2>Contact</h2>
<p>Write to privacy@acme.example with any question about your rights or our processing of personal data.</p>
</main><footer><p>© 2027 Acme Kites</p></footer></body></html>
"""


@dataclass
class Stage:
    """`root` is a git repository with policies.toml; a run checks every day at six."""

    root: Path
    site: Site
    now: datetime = START
    mails: list[EmailMessage] = field(default_factory=list)
    environ: dict[str, str] = field(default_factory=lambda: dict(ENVIRON))

    def declare(self, *entries: str, settings: str = "") -> None:
        """Write policies.toml; an entry without a policies table of its own is the id of a page at /<id>."""
        tables = [entry if "\n" in entry else self.entry(entry) for entry in entries]
        head = (
            '[tracker]\nbase_url = "https://watch.example/p"\ncontact = "op@example.org"\nmail_from = "op@example.org"\n'
            f"allow_private_addresses = true\ndelay = 0\nretries = 0\n{settings}\n"
        )
        (self.root / "policies.toml").write_text(head + "\n".join(tables))

    def entry(self, name: str, path: str | None = None, extra: str = "") -> str:
        url = self.site.url(path or f"/{name}")
        return (
            f'[[policies]]\nid = "{name}"\nname = "Privacy policy"\nservice = "Acme"\nkind = "privacy"\nurl = "{url}"\n'
            f"{extra}\n"
        )

    def show(self, name: str, html: str, **headers: str) -> None:
        self.site.routes[f"/{name}"] = (200, {"Content-Type": "text/html; charset=utf-8", **headers}, html.encode())

    def run(self, *, days: int = 1, **options) -> run.RunReport:
        report = run.run(self.root, now=self.now, environ=self.environ, **options)
        self.now += days * DAY
        return report

    def send(self) -> run.SendReport:
        return run.send(self.root, now=self.now, environ=self.environ, outgoing=self.mails.append)

    def git(self, *words: str) -> str:
        done = subprocess.run(["git", "-C", str(self.root), *words], check=True, capture_output=True, text=True)
        return done.stdout

    def subjects(self, *paths: str) -> list[str]:
        return self.git("log", "--format=%s", "--", *paths).splitlines()

    def records(self, name: str) -> tuple[Record, ...]:
        return Archive.open(self.root).history(name).records

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf8")


@contextlib.contextmanager
def stage(root: Path) -> Iterator[Stage]:
    """A new repository at `root` and a server beside it, with one policy declared and shown."""
    root.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(root)], check=True)
    for key, value in (("user.name", "Operator"), ("user.email", "op@example.org")):
        subprocess.run(["git", "-C", str(root), "config", key, value], check=True)
    with serve() as site:
        made = Stage(root, site)
        made.show("acme-privacy", PAGE)
        made.declare("acme-privacy")
        yield made
