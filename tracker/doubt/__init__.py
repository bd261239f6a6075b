"""Not a policy, not a version: pages that answer 200 and hold no policy, and texts that are hardly the next version."""

from tracker.doubt.page import hardly_a_policy, not_a_policy
from tracker.doubt.version import not_the_next

__all__ = ["hardly_a_policy", "not_a_policy", "not_the_next"]
