"""What a policy promises about telling people of its changes, the dates it states, and how a change is held to it."""

from tracker.notice.assess import assess
from tracker.notice.dates import read_dates
from tracker.notice.evidence import read_mail
from tracker.notice.rules import read_rule

__all__ = ["assess", "read_dates", "read_mail", "read_rule"]
