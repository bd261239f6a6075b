"""What is known of a policy before a check, and the small facts derived from its declaration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from tracker.model import Declaration, History, PolicyInfo, PolicyStatus, Settings

_SHORTEST_SECRET = 8  # characters; a shorter value is found in ordinary text by accident


@dataclass(frozen=True, slots=True)
class Situation:
    """A policy before a check: its declaration, its files, its status, and the project's settings.

    `secrets` are the values of declared secrets: a capture that shows one is refused. `reread` asks for the stored
    snapshot to be read again even where program and declaration are those that wrote it.
    """

    policy: Declaration
    history: History | None
    status: PolicyStatus
    settings: Settings
    secrets: Collection[str] = ()
    reread: bool = False


def policy_info(policy: Declaration) -> PolicyInfo:
    """The part of a declaration that readers see."""
    urls = policy.urls or (f"file:{policy.file}",)
    return PolicyInfo(
        id=policy.id,
        name=policy.name,
        service=policy.service,
        kind=policy.kind,
        urls=urls,
        tags=policy.tags,
        timezone=policy.timezone,
        language=policy.language,
        country=policy.country,
        applies=policy.applies,
    )


def sources(policy: Declaration) -> str:
    """A hash of where the text comes from, and what is asked for: an edited address is our change, not theirs."""
    asked = [policy.fetch, sorted(policy.headers.items()), policy.language]
    return digest(json.dumps([policy.urls, policy.file, asked]))


def reader(policy: Declaration) -> str:
    """A hash of how pages are read: the program's version, the declared hints and a declared notice rule."""
    rule = policy.notice_rule.to_dict() if policy.notice_rule else None
    hints = [policy.select, policy.remove, policy.start, policy.end, rule]
    return digest(json.dumps([version("policy-tracker"), hints]))


def is_current(policy: Declaration, history: History) -> bool:
    """Whether the files were written by today's program under today's declaration."""
    snapshot = history.snapshot
    return (snapshot.policy, snapshot.reader) == (policy_info(policy), reader(policy))


def secrets_of(policy: Declaration, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The values of the secrets a declaration refers to, those long enough to be told from ordinary text."""
    names = [value.removeprefix("env:") for value in policy.headers.values() if value.startswith("env:")]
    return tuple(environ[name] for name in names if len(environ.get(name, "")) >= _SHORTEST_SECRET)


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
