"""Not a policy, not a version: pages that answer 200 and hold no policy, told from their text alone."""

from tracker.doubt.page import not_a_policy

__all__ = ["not_a_policy"]
