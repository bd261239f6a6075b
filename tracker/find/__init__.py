"""The policies that a home page links to, and what kind of policy a title or an address names."""

from tracker.find.links import PolicyLink, kind_of, policy_links

__all__ = ["PolicyLink", "kind_of", "policy_links"]
