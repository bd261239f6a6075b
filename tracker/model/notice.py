"""What a policy promises about telling people of its own changes, and how a change is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal

from tracker.model.change import Category
from tracker.model.value import Value

Trigger = Literal[
    "any",
    "material",
    "adverse",
    "retroactive_adverse",
    "new_purpose_or_use",
    "practice_change",
    "rights_affecting",
    "non_material",
    "new_or_favourable",
    "legal_or_urgent",
    "mutual_only",
    "other",
]
Channel = Literal[
    "email",
    "personal_other",
    "in_product",
    "website_notice",
    "updates_page",
    "unspecified",
    "other",
    "post_page",
    "date_stamp",
    "none_disclaimed",
]
Strength = Literal["will", "efforts", "conditional", "may", "implied"]
FIRMNESS: tuple[Strength, ...] = ("implied", "may", "conditional", "efforts", "will")  # from the least firm on
LeadKind = Literal[
    "fixed",
    "prior_unspecified",
    "reasonable",
    "on_or_before_effective",
    "as_required_by_law",
    "after_or_promptly",
    "immediate",
    "disclaimed",
    "none_stated",
]
LeadUnit = Literal["hour", "day", "calendar_day", "business_day", "week", "month", "year"]
Effect = Literal[
    "on_posting", "on_notice", "on_date_stated", "after_period", "on_acceptance", "on_renewal_or_next_term", "unstated"
]
Acceptance = Literal[
    "continued_use",
    "deemed_by_silence",
    "explicit_consent",
    "right_to_object",
    "right_to_terminate",
    "must_stop_using",
    "opt_out",
]


@dataclass(frozen=True, slots=True)
class Span(Value):
    """A place in the Markdown given: 1-based line, character offsets inside that line, end exclusive."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lead(Value):
    """How long before it takes effect a change must be announced; value and unit only where kind is `fixed`."""

    kind: LeadKind = "none_stated"
    value: int | None = None
    unit: LeadUnit | None = None
    measured_from: Literal["notice", "posting", "effective", "continued_use"] | None = None


@dataclass(frozen=True, slots=True)
class Logic(Value):
    """How channels of a tier combine: each is owed (`all`), any satisfies (`one_of`), or they are `examples`."""

    op: Literal["all", "one_of", "examples"]
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class WayOut(Value):
    """Until when readers may object to a change or leave over it, and the words that say so.

    A period after the notice, the posting or the effect, or so long before the effect; without a number
    (`before_effective`) any day before the change takes effect.
    """

    way: Literal["object", "terminate"]
    counted_from: Literal["notice", "posting", "before_effective", "after_effective"]
    value: int | None = None
    unit: LeadUnit | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Tier(Value):
    """One promise: for changes of this trigger, through these channels, this long before.

    `topics`: the promise is about changes of these topics only; empty where it is about all.
    `source` is the id of the policy whose text makes the promise, where that is another document of the service.
    """

    trigger: Trigger = "any"
    channels: Mapping[Channel, Strength] = field(default_factory=dict)
    logic: tuple[Logic, ...] = ()
    lead: Lead = Lead()
    effect: Effect = "unstated"
    acceptance: tuple[Acceptance, ...] = ()
    condition: str | None = None
    ways_out: tuple[WayOut, ...] = ()
    topics: tuple[Category, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class LinkedClauses(Value):
    """What another document of the service, declared under `rules_from`, says about changes of this one.

    `state`: its promises were read; it is `silent` on this document; it is in a language that is `not_read`; or it has
    not been fetched yet. `clauses` and `spans` are its own, as in a notice rule.
    """

    policy: str
    name: str
    state: Literal["read", "silent", "not_read", "not_fetched"]
    heading: str = ""
    clauses: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


NOT_READ = "language_not_read"  # a flag: nothing is known of what the text promises
READ_IN_PART = "language_read_in_part"  # a flag: what was found is promised, perhaps with exceptions


@dataclass(frozen=True, slots=True)
class NoticeRule(Value):
    """A notice rule. `clauses` are verbatim (markup as it stands), `spans` say where, one for one.

    `linked` are the clauses of other documents that are read together with this one; the tiers that come from them say
    so in `source`.
    """

    schema: ClassVar[str] = "tracker/notice-rule@1"
    none_found: bool
    heading: str = ""
    clauses: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    tiers: tuple[Tier, ...] = ()
    grandfathering: tuple[str, ...] = ()
    prior_versions: Literal["none", "linked", "change_log"] = "none"
    user_duty_to_check: bool = False
    flags: tuple[str, ...] = ()
    linked: tuple[LinkedClauses, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedDates(Value):
    """The dates a text states about itself, each with the words it was read from; null where it states none."""

    schema: ClassVar[str] = "tracker/stated-dates@1"
    effective_on: date | None = None
    effective_quote: str = ""
    updated_on: date | None = None
    updated_quote: str = ""


@dataclass(frozen=True, slots=True)
class Seen(Value):
    """The checks around a change: the last that did not show it, the first that did; both aware of their zone."""

    last_without: datetime | None
    first_with: datetime


_MAILED: frozenset[Channel] = frozenset({"email", "personal_other"})


@dataclass(frozen=True, slots=True)
class Evidence(Value):
    """One announcement that was collected; `authenticated`: the configured mail server vouched for it.

    `sender` is the domain it came from and `message` a hash of its Message-ID, so that it can be found again in the
    mailbox; nothing about people is kept.
    """

    schema: ClassVar[str] = "tracker/evidence@1"
    channel: Channel
    sent_at: datetime | None
    received_at: datetime | None
    effective_on: date | None
    authenticated: bool
    quote: str
    sender: str = ""
    message: str = ""

    @property
    def is_mail(self) -> bool:
        """It came by mail or message, which anyone can send in another's name."""
        return self.channel in _MAILED

    @property
    def is_theirs(self) -> bool:
        """The words are the company's beyond doubt: on its own page, or in a mail that the server vouches for."""
        return self.authenticated or not self.is_mail


@dataclass(frozen=True, slots=True)
class Until(Value):
    """The day before which readers can object to a change, or leave over it; that day itself is too late."""

    way: Literal["object", "terminate"]
    before: date


@dataclass(frozen=True, slots=True)
class TierVerdict(Value):
    """One tier held against one change. `promised`, `observed_min` and `observed_max` are days; null where unknown.

    `tier` is its place among the tiers of the rule, from 0; null where it is none of them.
    """

    trigger: Trigger
    verdict: Literal["met", "not_shown", "breached", "nothing_promised"]
    promised: float | None
    observed_min: float | None
    observed_max: float | None
    reasons: tuple[str, ...]
    ways_out: tuple[Until, ...] = ()
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class NoticeVerdict(Value):
    """The worst of the tiers that the change triggers: breached, then not_shown, then met, then nothing_promised."""

    schema: ClassVar[str] = "tracker/notice-verdict@1"
    verdict: Literal["met", "not_shown", "breached", "nothing_promised"]
    tiers: tuple[TierVerdict, ...] = ()
