"""Legal baselines: what a law or an authority says about telling people of changes, whatever the policy promises.

The table is `baselines.toml` beside this file. A baseline gives days to compare with; it decides no case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import ClassVar, Literal

from tracker.model.change import Category
from tracker.model.datafile import data_file
from tracker.model.declaration import PolicyKind
from tracker.model.notice import Acceptance, Channel, Lead, Logic, Strength, Tier, TierVerdict, Trigger
from tracker.model.promise import tier_in_words
from tracker.model.value import Value

NOT_ADVICE = (
    "Laws are compared here by their days only: whether one applies, and was kept, this does not say; "
    "it is no legal advice."
)


@dataclass(frozen=True, slots=True)
class Baseline(Value):
    """One rule of law, or of an authority, about notice of changes.

    `who` says in plain words whom it binds; only the operator can know whether a company is meant. `kinds` are the
    documents in which such a change shows. A change is concerned where `trigger` fits and, if `categories` are given,
    it touches one of them. `channels`, `logic`, `lead` and `acceptance` read like those of a tier. Notice given more
    than `at_most` days ahead does not count. `exceptions` are cases that no page shows.
    """

    schema: ClassVar[str] = "tracker/baseline@1"
    id: str
    title: str
    jurisdiction: str
    who: str
    kinds: tuple[PolicyKind, ...]
    trigger: Trigger
    channels: Mapping[Channel, Strength]
    citation: str
    source: str
    confidence: Literal["high", "medium"]
    force: Literal["binding", "guidance"] = "binding"
    lead: Lead = field(default_factory=Lead)
    at_most: int | None = None
    categories: tuple[Category, ...] = ()
    logic: tuple[Logic, ...] = ()
    acceptance: tuple[Acceptance, ...] = ()
    exceptions: tuple[str, ...] = ()
    note: str = ""

    @property
    def tier(self) -> Tier:
        """The baseline as a promise, to be held against a change like one of the policy's own."""
        return Tier(self.trigger, self.channels, self.logic, self.lead, acceptance=self.acceptance)


@dataclass(frozen=True, slots=True)
class BaselineVerdict(TierVerdict):
    """One change held against one baseline, named by its id; days and reasons as in the verdict on a tier."""

    schema: ClassVar[str] = "tracker/baseline-verdict@1"
    baseline: str = field(kw_only=True)


@cache
def baselines() -> tuple[Baseline, ...]:
    """All baselines that are shipped, in the order of the table: grouped by jurisdiction."""
    entries = data_file("tracker.model", "baselines.toml")["baselines"]
    return tuple(Baseline.from_dict(entry) for entry in entries)


def baseline_in_words(baseline: Baseline) -> str:
    """What a baseline asks for, with the place where it stands.

    `Platform-to-Business Regulation, Regulation (EU) 2019/1150, article 3(2) to (4). Any change: a personal message, at
    least 15 days before it takes effect. Users may end the contract.`
    """
    weight = " (guidance, not law)" if baseline.force == "guidance" else ""
    return f"{baseline.title}, {baseline.citation}{weight}. {tier_in_words(baseline.tier)}"
