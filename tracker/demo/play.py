"""Play the story: real runs of the real pipeline, one for each of its days, against a web server on loopback."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from importlib import resources
from pathlib import Path
from typing import Literal

from tracker import run
from tracker.archive import ATTRIBUTES
from tracker.demo.server import Pages, serve
from tracker.demo.story import Day, Story, load, text
from tracker.errors import InputError
from tracker.model import Record, Status, Value

CHECKED_AT = time(12, tzinfo=UTC)
KEY = "a key for the demo only: 32 bytes"


@dataclass(frozen=True, slots=True)
class Event(Value):
    """What became of one policy on one day, read from the files that the run left."""

    policy: str
    outcome: Literal["first", "change", "held"]
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class DayPlayed(Value):
    """One check: what it found, and the subscribers who got a mail."""

    on: date
    title: str
    events: tuple[Event, ...]
    mails: tuple[str, ...]


def play(folder: Path, report: Callable[[str], None]) -> tuple[DayPlayed, ...]:
    """Play the whole story into a new folder.

    Args:
        folder: made here; a git repository with declarations, snapshots and feeds, and the mails sent in `mails/`.
        report: called with a plain line for every day.

    Raises:
        InputError: where the folder exists and is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty; name a new folder, or remove this one.")
    told = load()
    with serve() as pages:
        stage = _Stage(folder, told, pages)
        stage.set_up()
        played = []
        for day in told.day:
            report(f"{day.on}  {day.title}")
            played.append(stage.play(day))
    return tuple(played)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where the story is played."""

    folder: Path
    story: Story
    pages: Pages

    @property
    def environ(self) -> dict[str, str]:
        return {"TRACKER_KEY": KEY, "TRACKER_SUBSCRIBERS": self._subscribers()}

    def set_up(self) -> None:
        """Make the repository, as `tracker init` and an operator would."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "mails").mkdir()
        ignored = (resources.files("tracker") / "templates" / "start" / "gitignore").read_text("utf8")
        (self.folder / ".gitignore").write_text(f"{ignored}\n# What the demo's subscribers got.\nmails/\n")
        (self.folder / ".gitattributes").write_text(ATTRIBUTES)
        (self.folder / "policies.toml").write_text(self._declarations())
        for command in (
            ["init", "--quiet", "--initial-branch=main"],
            ["config", "user.name", "Policy tracker"],
            ["config", "user.email", "tracker@watcher.example"],
            ["add", "."],
            ["commit", "--quiet", f"--date={self.story.day[0].on}T08:00:00Z", "-m", "Declare the policies to follow"],
        ):
            subprocess.run(["git", "-C", str(self.folder), *command], check=True, capture_output=True)  # noqa: S603, S607 - fixed words

    def play(self, day: Day) -> DayPlayed:
        """Serve the day's pages, bring in its mails, check, and send."""
        html = self.story.pages(day.on)
        self.pages.html = {policy.path: html[policy.id] for policy in self.story.policy}
        now = datetime.combine(day.on, CHECKED_AT)
        before = self._events()
        run.collect(self.folder, [self._arriving(name) for name in day.arrives], now=now)
        run.run(self.folder, now=now, environ=self.environ)
        mails: list[str] = []
        run.send(
            self.folder, now=now, environ=self.environ, outgoing=lambda message: mails.append(self._keep(day, message))
        )
        events = tuple(event for event in self._events() if event not in before)
        return DayPlayed(day.on, day.title, events, tuple(sorted(mails)))

    def _keep(self, day: Day, message: EmailMessage) -> str:
        name = str(message["To"]).partition("@")[0]
        (self.folder / "mails" / f"{day.on}-{name}.eml").write_bytes(bytes(message))
        return name

    def _arriving(self, name: str) -> bytes:
        page = next(policy for policy in self.story.policy if f"policies+{policy.id}@" in text(f"mails/{name}"))
        return text(f"mails/{name}").replace("{{page}}", self.pages.address + page.path).encode()

    def _events(self) -> tuple[Event, ...]:
        return tuple(event for policy in self.story.policy for event in self._events_of(policy.id))

    def _events_of(self, policy: str) -> Iterator[Event]:
        kept = self.folder / "snapshots" / policy
        if (kept / "policy.md").exists():
            yield Event(policy, "first")
        for path in sorted(kept.glob("changes/*.json")):
            yield Event(policy, "change", Record.from_dict(json.loads(path.read_text("utf8"))))
        status = self.folder / "snapshots" / "_state" / "status.json"
        if status.exists():
            states = Status.from_dict(json.loads(status.read_text("utf8"))).policies
            if policy in states and states[policy].held:
                yield Event(policy, "held")

    def _declarations(self) -> str:
        lines = [
            "[tracker]",
            'title = "Policy changes of the demo"',
            'base_url = "https://watcher.example/policies"',
            'contact = "operator@watcher.example"',
            'mail_from = "tracker@watcher.example"',
            'authentication_servers = ["mx.watcher.example"]',
            "allow_private_addresses = true # the story's pages stand on this machine",
            "delay = 0.0",
        ]
        for policy in self.story.policy:
            entry = {"id": policy.id, "service": policy.service, "name": policy.name, "kind": policy.kind}
            lines += ["", "[[policies]]", *(f"{key} = {json.dumps(value)}" for key, value in entry.items())]
            lines += [
                f'senders = ["{policy.domain}"]',
                f'url = "{self.pages.address}{policy.path}"',
                f"tags = {json.dumps(list(policy.tags))}",
            ]
        return "\n".join(lines) + "\n"

    def _subscribers(self) -> str:
        lines = []
        for reader in self.story.subscriber:
            lines += ["[[subscriber]]", f'address = "{reader.name}@reader.example"', f'least = "{reader.least}"']
            lines += [f"tags = {json.dumps(list(reader.tags))}"] if reader.tags else []
            lines += [f"policies = {json.dumps(list(reader.policies))}"] if reader.policies else []
        return "\n".join(lines) + "\n"
