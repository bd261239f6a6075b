"""What a policy promises about telling people of its changes, the dates it states, and how a change is held to it."""

from tracker.notice.rules import read_rule

__all__ = ["read_rule"]
