"""What a policy promises about telling people of its own changes, and how a change is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal

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
class Tier(Value):
    """One promise: for changes of this trigger, through these channels, this long before."""

    trigger: Trigger = "any"
    channels: Mapping[Channel, Strength] = field(default_factory=dict)
    logic: tuple[Logic, ...] = ()
    lead: Lead = Lead()
    effect: Effect = "unstated"
    acceptance: tuple[Acceptance, ...] = ()
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeRule(Value):
    """A notice rule. `clauses` are verbatim (markup as it stands), `spans` say where, one for one."""

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


@dataclass(frozen=True, slots=True)
class TierVerdict(Value):
    """One tier held against one change. `promised`, `observed_min` and `observed_max` are days; null where unknown."""

    trigger: Trigger
    verdict: Literal["met", "not_shown", "breached", "nothing_promised"]
    promised: float | None
    observed_min: float | None
    observed_max: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeVerdict(Value):
    """The worst of the tiers that the change triggers: breached, then not_shown, then met, then nothing_promised."""

    schema: ClassVar[str] = "tracker/notice-verdict@1"
    verdict: Literal["met", "not_shown", "breached", "nothing_promised"]
    tiers: tuple[TierVerdict, ...] = ()
