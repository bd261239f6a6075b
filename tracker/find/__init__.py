"""The policies that a home page links to, and what kind of policy a title or an address names."""

from tracker.find.links import PolicyLink, policy_links, site_of
from tracker.find.words import kind_of, kind_of_path

__all__ = ["PolicyLink", "kind_of", "kind_of_path", "policy_links", "site_of"]
