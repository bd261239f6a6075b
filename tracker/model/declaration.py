"""What the operator declares: the policies followed and the settings of the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from tracker.model.notice import NoticeRule
from tracker.model.value import Value

PolicyKind = Literal["privacy", "terms", "cookies", "dpa", "subprocessors", "guidelines", "other"]


@dataclass(frozen=True, slots=True)
class Declaration(Value):
    """One followed policy. Exactly one of `urls` (combined in order) and `file` (inside the repository) is set.

    `headers` maps names to values; a value `env:NAME` is a reference, resolved at the edge and never stored.
    """

    schema: ClassVar[str] = "tracker/declaration@1"
    id: str
    name: str
    service: str
    kind: PolicyKind
    urls: tuple[str, ...] = ()
    file: str | None = None
    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    fetch: Literal["http", "browser"] = "http"
    headers: Mapping[str, str] = field(default_factory=dict)
    ignore_robots: bool = False
    senders: tuple[str, ...] = ()  # domains the company mails from, besides those of its pages
    tags: tuple[str, ...] = ()
    timezone: str = "UTC"
    language: str | None = None
    notice_rule: NoticeRule | None = None
    role: Literal["watcher", "publisher"] = "watcher"
    rules_from: tuple[str, ...] = ()  # ids of policies whose promises hold for this one too
    announced_in: tuple[str, ...] = ()  # ids of pages that announce changes of this one
    applies: tuple[str, ...] = ()  # ids of legal baselines that bind the company
    country: str | None = None  # ISO 3166-1, two letters: its holidays are no business days


@dataclass(frozen=True, slots=True)
class Settings(Value):
    """The `[tracker]` table of `policies.toml`; times in seconds, sizes in bytes."""

    schema: ClassVar[str] = "tracker/settings@1"
    title: str = "Policy changes"
    base_url: str = "http://localhost:8000"  # where feeds/ is published; no slash at the end
    contact: str = ""  # the operator's address or page: named in the User-Agent and in every mail
    mail_from: str = ""
    timezone: str = "UTC"
    delay: float = 1.0  # between two requests to one host
    timeout: float = 30.0  # for connecting and for each read
    deadline: float = 120.0  # for one page, redirects and all
    max_bytes: int = 20_000_000
    retries: int = 2
    failures_before_alert: int = 3
    allow_private_addresses: bool = False
    authentication_servers: tuple[str, ...] = ()  # whose Authentication-Results are believed
    auto_push: bool = True


@dataclass(frozen=True, slots=True)
class Project(Value):
    """Everything declared, valid as a whole; policies in the order of their files and entries."""

    schema: ClassVar[str] = "tracker/project@1"
    settings: Settings
    policies: tuple[Declaration, ...]
