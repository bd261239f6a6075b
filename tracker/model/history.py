"""What the archive keeps in `snapshots/`: the files that decide what a run does and what feeds and pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from tracker.model.capture import Validators
from tracker.model.change import Change
from tracker.model.declaration import PolicyKind
from tracker.model.notice import Evidence, NoticeRule, NoticeVerdict, Seen
from tracker.model.value import Value
from tracker.model.words import Fingerprint


@dataclass(frozen=True, slots=True)
class PolicyInfo(Value):
    """The part of a declaration that readers see, as it stood when the file was written."""

    id: str
    name: str
    service: str
    kind: PolicyKind
    urls: tuple[str, ...]  # or ("file:PATH",) for a publisher's own text
    tags: tuple[str, ...] = ()
    timezone: str = "UTC"
    language: str | None = None
    country: str | None = None
    applies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageInfo(Value):
    """One snapshot file beside `page.json`."""

    file: str  # page.html, or page-1.html, page-2.html ... where several addresses make one version
    requested: str
    url: str
    media_type: str
    sha256: str
    rendered: bool = False  # as a browser showed it


@dataclass(frozen=True, slots=True)
class Snapshot(Value):
    """`page.json`: what was fetched, when, and how it was read.

    `sources` is a hash of the declared addresses, `reader` one of the program's version and the declared reading hints:
    where either differs from today's, the text on file is not comparable as it stands.
    """

    schema: ClassVar[str] = "tracker/snapshot@1"
    policy: PolicyInfo
    pages: tuple[PageInfo, ...]
    fetched_at: datetime
    sources: str
    reader: str
    title: str | None
    language: str | None
    problems: tuple[str, ...]
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class State(Value):
    """An entry of `states.json`: the words of an earlier version, and the change that led to it (null: first sight)."""

    fingerprint: Fingerprint
    seen_at: datetime
    change: str | None


@dataclass(frozen=True, slots=True)
class Record(Value):
    """`changes/<id>.json`: all that a feed, a page or a mail says of one change; never written again.

    `id` is a hash of policy, text before, text after and `previous` (the id of the change before): no clock in it.
    `tag` is the permanent id in feeds. `told` is false where only the git history shows it. `withdraws` names the told
    change that this one takes back. `rule` is the notice rule in force before the change.
    """

    schema: ClassVar[str] = "tracker/record@1"
    id: str
    tag: str
    policy: PolicyInfo
    previous: str | None
    before: Fingerprint
    after: Fingerprint
    seen: Seen
    change: Change
    rule: NoticeRule
    notice: NoticeVerdict
    evidence: tuple[Evidence, ...] = ()
    told: bool = True
    withdraws: str | None = None
    replaced: bool = False  # recorded after standing as another document for several checks
    snapshot_sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History(Value):
    """Everything in `snapshots/<policy>/`, read. `bodies` are the snapshot files, in the order of `snapshot.pages`."""

    snapshot: Snapshot
    markdown: str
    rule: NoticeRule
    states: tuple[State, ...]
    records: tuple[Record, ...]  # oldest first, along `previous`
    bodies: tuple[bytes, ...] = field(default=(), repr=False)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Held(Value):
    """A capture that does not look like the next version: kept out until later checks confirm or drop it."""

    reason: str
    fingerprint: Fingerprint
    since: datetime
    checks: int


@dataclass(frozen=True, slots=True)
class PolicyStatus(Value):
    """The last check of a policy. `failures` counts those in a row; `failing_since` and `failure` describe them.

    The validators belong to a body whose visible words have the hash `words`: where the version on file has other words
    (a status file that outlived a lost commit), they must not be sent, or a change would be missed.
    """

    checked_at: datetime | None = None
    ok_at: datetime | None = None
    validators: Mapping[str, Validators] = field(default_factory=dict)  # by declared address
    words: str | None = None
    held: Held | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failure: str | None = None
    alerted: bool = False  # the operator was told of this row of failures, or of this hold
    moved: Mapping[str, str] = field(default_factory=dict)  # by declared address, the one where its page is for good


@dataclass(frozen=True, slots=True)
class Status(Value):
    """`_state/status.json`."""

    schema: ClassVar[str] = "tracker/status@1"
    written_at: datetime | None = None
    policies: Mapping[str, PolicyStatus] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owed(Value):
    """`_state/outbox/<id>.json`: one mail to one recipient about the told changes of one run.

    `recipient` is an HMAC of the address under the operator's key: addresses never enter the repository. It is empty
    where the run knew no subscribers; a later run that knows some owes them the changes and removes the file.
    """

    schema: ClassVar[str] = "tracker/owed@1"
    id: str
    recipient: str
    changes: tuple[str, ...]
    owed_at: datetime
    sent_at: datetime | None = None
    failing: tuple[str, ...] = ()  # to the operator: policies that fail, or are held, several times in a row
    reasons: tuple[str, ...] = ()  # why, for each of them
