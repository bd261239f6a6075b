"""What a run did, for the table on the terminal, for `--json`, and for the exit code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from tracker.errors import PushError
from tracker.model import Value, Verdict
from tracker.pipeline import Changed, Duty, Failed, FirstSeen, Outcome, Refreshed, Unchanged, Withheld

OutcomeName = Literal["first", "unchanged", "refreshed", "changed", "held", "failed"]


@dataclass(frozen=True, slots=True)
class PolicyReport(Value):
    """One policy's line. `detail` is the summary of a change, the reason of a hold, the failure and what to do."""

    policy: str
    outcome: OutcomeName
    detail: str = ""
    verdict: Verdict | None = None
    change: str | None = None
    notice: str | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class RunReport(Value):
    """A whole run.

    `pushed` is true where commits were sent, null where there was nothing to send, or no remote; where it is false,
    `push_problem` says why, and the commits go out with the next run.
    """

    schema: ClassVar[str] = "tracker/run@1"
    started_at: datetime
    policies: tuple[PolicyReport, ...]
    commits: int
    pushed: bool | None
    owed: int
    alerts: tuple[str, ...] = ()  # policies that fail or are held several times in a row, told to the operator now
    duties: tuple[Duty, ...] = ()  # of publishers: notices owed for changes to come
    dry_run: bool = False
    push_problem: str = ""
    moved: tuple[str, ...] = ()  # pages found to have moved for good, a sentence each; said once
    damaged: tuple[str, ...] = ()  # files of the state that could not be read, and what became of them, a sentence each

    @property
    def exit_code(self) -> int:
        """0 where all went well, 1 where policies failed or files were damaged, 3 where nothing could be pushed."""
        if self.pushed is False:
            return PushError.exit_code
        return int(bool(self.damaged) or any(policy.outcome == "failed" for policy in self.policies))


def moved_for_good(old: str, new: str) -> str:
    """What is said of a page that its server has moved for good."""
    return f"{old} has moved for good to {new}. It is read there; make that its address in policies.toml."


def quietly(_line: str) -> None:
    """The progress of a run that nobody watches."""


def describe(policy_id: str, outcome: Outcome) -> PolicyReport:
    """The line of one outcome."""
    match outcome:
        case FirstSeen(history=history):
            problems = "; ".join(history.snapshot.problems)
            return PolicyReport(policy_id, "first", problems or "first version recorded")
        case Unchanged():
            return PolicyReport(policy_id, "unchanged")
        case Refreshed(why=why):
            return PolicyReport(policy_id, "refreshed", why)
        case Changed(record=record):
            change = record.change
            return PolicyReport(
                policy_id, "changed", change.summary, change.verdict, record.id, record.notice.verdict, record.told
            )
        case Withheld(reason=reason):
            return PolicyReport(policy_id, "held", reason)
        case Failed(failure=failure):
            return PolicyReport(policy_id, "failed", f"{failure.kind}: {failure.detail}")
