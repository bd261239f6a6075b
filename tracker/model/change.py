"""The comparison of two versions: aligned sections, edits, findings, and the change they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from tracker.model.document import Section
from tracker.model.value import Value

Verdict = Literal["noise", "editorial", "minor", "material"]
SCALE: tuple[Verdict, ...] = ("noise", "editorial", "minor", "material")  # least to most
Direction = Literal["expands_company", "protects_user", "mixed", "neutral"]
NoiseKind = Literal[
    "same_words", "layout", "link", "token", "boilerplate", "duplicate", "return", "language", "not_policy"
]
SectionKind = Literal["unchanged", "modified", "renamed", "moved", "split", "merged", "added", "removed"]
Category = Literal[
    "first_party_collection",
    "third_party_sharing",
    "user_choice_control",
    "access_edit_deletion",
    "data_retention",
    "data_security",
    "policy_change_notice",
    "do_not_track",
    "international_transfer",
    "children_specific_audiences",
    "legal_basis_purpose",
    "ai_training",
    "cookies_tracking",
    "liability_disputes",
    "fees_payment",
    "termination_account",
    "entity_contact",
    "effective_date",
    "other",
]
Redline = tuple[tuple[Literal["equal", "delete", "insert"], str], ...]


@dataclass(frozen=True, slots=True)
class Edit(Value):
    """One sentence, list item or table row that differs, as plain visible text. An empty side means added or removed.

    `redline` covers just this pair: equal and deleted text rebuild `before`, equal and inserted text rebuild `after`.
    `table_header` is set on rows: the plain cells of the table's first row, so that rules can name the column. So are
    the row's own cells, so that a quote can keep them apart.
    """

    before: str
    after: str
    redline: Redline
    kind: Literal["heading", "paragraph", "item", "row"] = "paragraph"
    table_header: tuple[str, ...] = ()
    cells_before: tuple[str, ...] = ()
    cells_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned(Value):
    """One group of sections that belong together across two versions, before anything is judged.

    `redline` rebuilds the plain text of both sides (blocks joined by newlines); it is empty where kind is `unchanged`.
    `edits` is empty where only place, layout or links differ. `links` lists (text, target before, target after) of
    links whose visible words are equal and whose target differs.
    """

    kind: SectionKind
    before: tuple[Section, ...]
    after: tuple[Section, ...]
    edits: tuple[Edit, ...] = ()
    redline: Redline = ()
    words_added: int = 0
    words_removed: int = 0
    links: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison(Value):
    """The structural difference of two documents; `truncated` where a bounded fallback replaced the exact redline."""

    sections: tuple[Aligned, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class SectionRef(Value):
    """Where a section stands: 1-based lines of the Markdown given, end inclusive."""

    heading: str
    path: tuple[str, ...]
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Finding(Value):
    """One reason. `weight` is the verdict that this finding alone supports; `before` and `after` quote plain text."""

    rule: str
    category: Category
    weight: Verdict
    section: str
    before: str
    after: str
    why: str
    direction: Direction = "neutral"

    @property
    def unweighed(self) -> bool:
        """Words in a language that the rules do not read: the weight says no more than that something differs."""
        return self.rule.startswith("unread") and self.weight != "material"


@dataclass(frozen=True, slots=True)
class SectionChange(Value):
    """What became of a section (or of several, where split or merged)."""

    kind: SectionKind
    before: tuple[SectionRef, ...]
    after: tuple[SectionRef, ...]
    words_added: int
    words_removed: int
    verdict: Verdict
    categories: tuple[Category, ...]
    redline: Redline


@dataclass(frozen=True, slots=True)
class Change(Value):
    """What differs between two versions and what it means. The verdict is the highest weight among the findings."""

    schema: ClassVar[str] = "tracker/change@1"
    verdict: Verdict
    direction: Direction
    categories: tuple[Category, ...]
    findings: tuple[Finding, ...]
    sections: tuple[SectionChange, ...]
    effective_on: date | None
    updated_on: date | None
    summary: str
    truncated: bool = False
    noise_kind: NoiseKind | None = None

    @property
    def unweighed(self) -> bool:
        """Whether it may be weightier than the verdict, since words of it were not read."""
        return self.verdict in {"editorial", "minor"} and any(finding.unweighed for finding in self.findings)
