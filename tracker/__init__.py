"""Know when a policy changed, what the change means, and whether people were told as the policy itself promised."""

from tracker.extract import extract
from tracker.model import (
    Change,
    Evidence,
    Extraction,
    Fingerprint,
    NoticeRule,
    NoticeVerdict,
    Seen,
    StatedDates,
    fingerprint,
)
from tracker.notice.assess import assess as assess_notice
from tracker.pipeline import compare, read_dates, read_notice_rule

__version__ = "0.1.0"
__all__ = [
    "Change",
    "Evidence",
    "Extraction",
    "Fingerprint",
    "NoticeRule",
    "NoticeVerdict",
    "Seen",
    "StatedDates",
    "assess_notice",
    "compare",
    "extract",
    "fingerprint",
    "read_dates",
    "read_notice_rule",
]
