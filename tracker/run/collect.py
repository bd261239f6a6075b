"""Mails that companies sent: what proves an announcement is kept beside the policy it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from tracker.archive import Archive, state, version_files
from tracker.declare import load
from tracker.model import Declaration, Evidence, Value
from tracker.notice.evidence import read_mail, registrable
from tracker.run.mails import remark
from tracker.run.report import quietly
from tracker.run.sound import sound_histories


@dataclass(frozen=True, slots=True)
class CollectReport(Value):
    """What a reading of mails found; `kept` counts announcements that were not known before, by policy.

    `remarks` say of each mail, in order, whether it counts, and why not.
    """

    schema: ClassVar[str] = "tracker/collect@1"
    read: int
    kept: Mapping[str, int]
    remarks: tuple[str, ...] = ()


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
    about: dict[str, Mapping[int, Evidence]] = {}
    commits = []
    with archive.lock():
        on_file = {history.snapshot.policy.id: history for history in sound_histories(archive, progress).histories}
        for policy in project.policies:
            history = on_file.get(policy.id)
            if history is None:
                continue
            read = _read(raw, policy, project.settings.authentication_servers)
            about[policy.id] = read
            found = tuple(dict.fromkeys(item for item in read.values() if item not in history.evidence))
            if found:
                after = replace(history, evidence=(*history.evidence, *found))
                commits.append(state(f"{policy.id}: {len(found)} announced by mail", version_files(after), now))
                kept[policy.id] = len(found)
        if commits:
            archive.commit(commits)
            if project.settings.auto_push:
                archive.push()
    senders = {policy.id: sender_domains(policy) for policy in project.policies if policy.id in about}
    remarks = (
        remark(message, {name: read[number] for name, read in about.items() if number in read}, senders)
        for number, message in enumerate(raw)
    )
    return CollectReport(len(raw), kept, tuple(remarks))


def sender_domains(policy: Declaration) -> frozenset[str]:
    """Where a company's mails come from: the declared domains, and the registrable ones of its pages."""
    hosts = (urlsplit(url).hostname for url in policy.urls)
    return frozenset({*policy.senders, *(registrable(host) for host in hosts if host)})


def _read(raw: Sequence[bytes], policy: Declaration, servers: tuple[str, ...]) -> Mapping[int, Evidence]:
    """What each mail, by its place among them, proves about a change of the policy."""
    domains, service, kind, name = sender_domains(policy), policy.service, policy.kind, policy.name
    found = (
        read_mail(message, servers=servers, domains=domains, service=service, kind=kind, name=name) for message in raw
    )
    return {number: item for number, item in enumerate(found) if item is not None}
