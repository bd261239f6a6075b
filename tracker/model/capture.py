"""What came from the network or a file: pages, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from tracker.model.value import Value

FailureKind = Literal[
    "dns",
    "connection",
    "tls",
    "timeout",
    "too_large",
    "too_many_redirects",
    "blocked_address",
    "robots",
    "http_status",
    "gone",
    "empty",
    "undecodable",
    "unsupported",
    "browser",
    "missing_file",
    "missing_secret",
    "unreadable",
]


@dataclass(frozen=True, slots=True)
class Validators(Value):
    """What to send back to a server so that it can answer 304; `url` gave it, where a redirect led elsewhere."""

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Value):
    """One answer. `requested` is the declared address, `url` the one that answered after redirects.

    `moved` is the address to declare instead, where the server says that the page is there for good.
    """

    requested: str
    url: str
    status: int
    media_type: str
    body: bytes = field(repr=False)
    validators: Validators = Validators()
    redirects: tuple[str, ...] = ()
    rendered: bool = False  # what a browser made of it
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Capture(Value):
    """All pages of a policy, in declared order, fetched together."""

    pages: tuple[Page, ...]
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class NotModified(Value):
    """Every page answered 304: the bytes are those of the last capture."""

    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Failure(Value):
    """Why there is no capture, and what the operator can do. `lasting` failures are not worth a retry in this run."""

    schema: ClassVar[str] = "tracker/failure@1"
    kind: FailureKind
    detail: str
    url: str
    at: datetime
    lasting: bool = False
    retry_after: float | None = None  # seconds, as the server asked


FetchResult = Capture | NotModified | Failure
