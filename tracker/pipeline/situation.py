"""What is known of a policy before a check, and the small facts derived from its declaration."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from tracker.model import Declaration, History, NoticeRule, PolicyInfo, PolicyStatus, Settings
from tracker.notice.linked import Other, together
from tracker.pipeline.compare import read

_SHORTEST_SECRET = 8  # characters; a shorter value is found in ordinary text by accident


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another policy that a declaration names, as it stands on file; None where it was not fetched yet."""

    policy: Declaration
    history: History | None


@dataclass(frozen=True, slots=True)
class Situation:
    """A policy before a check: its declaration, its files, its status, and the project's settings.

    `secrets` are the values of declared secrets: a capture that shows one is refused. `reread` asks for the stored
    snapshot to be read again even where program and declaration are those that wrote it. `neighbours` are the policies
    that the declaration names, by id, as they stood before this run.
    """

    policy: Declaration
    history: History | None
    status: PolicyStatus
    settings: Settings
    secrets: Collection[str] = ()
    reread: bool = False
    neighbours: Mapping[str, Neighbour] = field(default_factory=dict)


def neighbours(
    policy: Declaration, declared: Collection[Declaration], on_file: Mapping[str, History]
) -> Mapping[str, Neighbour]:
    """The policies that a declaration names under `rules_from` and `announced_in`, by id."""
    named = {*policy.rules_from, *policy.announced_in}
    return {other.id: Neighbour(other, on_file.get(other.id)) for other in declared if other.id in named}


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


@functools.cache
def _version() -> str:
    return version("policy-tracker")


def reader(known: Situation) -> str:
    """A hash of how pages are read: the program's version, the declared hints, a declared or linked notice rule.

    Where another document's promises change that hold for this one too, its rule is read again.
    """
    policy = known.policy
    rule = policy.notice_rule.to_dict() if policy.notice_rule else None
    hints = [policy.select, policy.remove, policy.start, policy.end, rule]
    if policy.rules_from:
        hints.append(rule_in_force(known, NoticeRule(none_found=True)).to_dict())
    return digest(json.dumps([_version(), hints]))


def rule_in_force(known: Situation, own: NoticeRule) -> NoticeRule:
    """The rule that a policy is held to: the declared one, or else its `own`, with what linked documents promise."""
    policy = known.policy
    named = [known.neighbours[name] for name in policy.rules_from if name in known.neighbours]
    others = [
        Other(near.policy.id, near.policy.name, read(near.history.markdown).document if near.history else None)
        for near in named
    ]
    return together(policy.notice_rule or own, policy.kind, policy.name, others)


def is_current(known: Situation, history: History) -> bool:
    """Whether the files were written by today's program under today's declaration."""
    policy, snapshot = known.policy, history.snapshot
    written = (snapshot.policy, snapshot.reader, snapshot.sources)
    return written == (policy_info(policy), reader(known), sources(policy))


def secrets_of(policy: Declaration, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The values of the secrets a declaration refers to, those long enough to be told from ordinary text."""
    names = [value.removeprefix("env:") for value in policy.headers.values() if value.startswith("env:")]
    return tuple(environ[name] for name in names if len(environ.get(name, "")) >= _SHORTEST_SECRET)


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
