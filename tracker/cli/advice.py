"""What a new repository still lacks, as lines that say the next step."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from tracker.model import Project
from tracker.model.baseline import baselines
from tracker.model.phrase import listed

_RESERVED = ("example", "example.com", "example.net", "example.org")  # RFC 2606: names that are nobody's
_START = ("example.github.io",)  # in the policies.toml that `tracker init` writes


def next_steps(project: Project) -> Iterator[str]:
    """A line for each setting that is still an example, for each law that does not fit, and one for an empty list."""
    settings = project.settings
    wanted = {
        "contact": "your address, which the servers visited and every mail are told",
        "base_url": "the address where feeds/ is published",
        "mail_from": "the sender of your mails, or leave it out",
    }
    for key, what in wanted.items():
        value: str = getattr(settings, key)
        if _is_example(value):
            yield f"{key} in policies.toml is still an example ({value}): set it to {what}."
    laws = {law.id: law for law in baselines()}
    for policy in project.policies:
        for law in (laws[name] for name in policy.applies if name in laws):
            if policy.kind not in law.kinds:
                kinds = listed(law.kinds, "or")
                yield f"{policy.id}: {law.id} under applies is about documents of kind {kinds}, not {policy.kind}."
    if not project.policies:
        yield "No policy is declared yet: `tracker add URL` declares one."


def _is_example(value: str) -> bool:
    host = urlsplit(value).hostname or value.rpartition("@")[2].removesuffix(">")
    return host in _START or any(host == name or host.endswith(f".{name}") for name in _RESERVED)
