"""Mails that companies sent: what proves an announcement is kept beside the policy it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from tracker.archive import Archive, state, version_files
from tracker.declare import load
from tracker.model import Declaration, Evidence, History, Value
from tracker.notice.evidence import read_mail, registrable
from tracker.run.report import quietly
from tracker.run.sound import sound_histories


@dataclass(frozen=True, slots=True)
class CollectReport(Value):
    """What a reading of mails found; `kept` counts announcements that were not known before, by policy."""

    schema: ClassVar[str] = "tracker/collect@1"
    read: int
    kept: Mapping[str, int]


def collect(
    root: Path, messages: Iterable[bytes], *, now: datetime, progress: Callable[[str], None] = quietly
) -> CollectReport:
    """Read mails and commit what they prove: dates, channel, quote; no addresses of people.

    Changes recorded later are held against it; those recorded before keep the verdict that they were told with.
    Nothing is kept beside damaged files; `progress` is called with a line for each policy that has such.
    """
    project = load(root)
    archive = Archive.open(root)
    raw = tuple(messages)
    kept: dict[str, int] = {}
    commits = []
    with archive.lock():
        on_file = {history.snapshot.policy.id: history for history in sound_histories(archive, progress).histories}
        for policy in project.policies:
            history = on_file.get(policy.id)
            if history is None:
                continue
            found = _announcements(raw, policy, history, project.settings.authentication_servers)
            if found:
                after = replace(history, evidence=(*history.evidence, *found))
                commits.append(state(f"{policy.id}: {len(found)} announced by mail", version_files(after), now))
                kept[policy.id] = len(found)
        if commits:
            archive.commit(commits)
            if project.settings.auto_push:
                archive.push()
    return CollectReport(len(raw), kept)


def sender_domains(policy: Declaration) -> frozenset[str]:
    """Where a company's mails come from: the declared domains, and the registrable ones of its pages."""
    hosts = (urlsplit(url).hostname for url in policy.urls)
    return frozenset({*policy.senders, *(registrable(host) for host in hosts if host)})


def _announcements(
    raw: Iterable[bytes], policy: Declaration, history: History, servers: tuple[str, ...]
) -> tuple[Evidence, ...]:
    domains = sender_domains(policy)
    service, kind, name = policy.service, policy.kind, policy.name
    found = (
        read_mail(message, servers=servers, domains=domains, service=service, kind=kind, name=name) for message in raw
    )
    return tuple(dict.fromkeys(item for item in found if item is not None and item not in history.evidence))
