"""The pure stages put together: reading one version, comparing two, and deciding what a capture is.

This package sequences and decides; it reads no clock, no disk and no network, and writes nothing.
"""

from tracker.pipeline.announced import concerns_policy
from tracker.pipeline.check import Readiness, check
from tracker.pipeline.compare import compare, compare_readings, read, read_dates, read_notice_rule
from tracker.pipeline.duties import Duty, duties
from tracker.pipeline.follow import follow
from tracker.pipeline.outcome import REREAD, Changed, Failed, FirstSeen, Outcome, Refreshed, Unchanged, Withheld
from tracker.pipeline.situation import Neighbour, Situation, digest, neighbours, secrets_of, sources
from tracker.pipeline.standing import baseline_verdicts, standing

__all__ = [
    "REREAD",
    "Changed",
    "Duty",
    "Failed",
    "FirstSeen",
    "Neighbour",
    "Outcome",
    "Readiness",
    "Refreshed",
    "Situation",
    "Unchanged",
    "Withheld",
    "baseline_verdicts",
    "check",
    "compare",
    "compare_readings",
    "concerns_policy",
    "digest",
    "duties",
    "follow",
    "neighbours",
    "read",
    "read_dates",
    "read_notice_rule",
    "secrets_of",
    "sources",
    "standing",
]
