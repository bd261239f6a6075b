"""The services followed, each with its policies and its record of changes announced or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model import History, NoticeVerdict, PolicyInfo, Record
from tracker.model.address import service_page
from tracker.model.wording import one_line
from tracker.publish.chosen import by_policy, ids_today
from tracker.publish.tally import Tally, Told, tally, told


@dataclass(frozen=True, slots=True)
class Service:
    """One service; `changes` newest first."""

    name: str
    page: str
    policies: tuple[PolicyInfo, ...]
    changes: tuple[Told, ...]
    tally: Tally


def services(
    histories: Sequence[History], records: Sequence[Record], standing: Mapping[str, NoticeVerdict]
) -> tuple[Service, ...]:
    """The services by name, each with what was told of all its policies.

    Args:
        histories: everything archived.
        records: the records shown, newest first.
        standing: notice verdicts that stand otherwise than they were told, by change id.
    """
    grouped: dict[str, list[PolicyInfo]] = {}
    for history in histories:
        policy = history.snapshot.policy
        grouped.setdefault(service_page(service_name(policy)), []).append(policy)
    own = by_policy(records, ids_today(histories))
    found = [_service(page, policies, own, records, standing) for page, policies in grouped.items()]
    return tuple(sorted(found, key=lambda service: (service.name.casefold(), service.page)))


def service_name(policy: PolicyInfo) -> str:
    """The service's name, or the policy's where none is declared."""
    return one_line(policy.service, 80) or one_line(policy.name, 80) or policy.id


def _service(
    page: str,
    policies: Sequence[PolicyInfo],
    own: Mapping[str, Sequence[Record]],
    records: Sequence[Record],
    standing: Mapping[str, NoticeVerdict],
) -> Service:
    of_it = {record.id for policy in policies for record in own.get(policy.id, ())}
    changes = told([record for record in records if record.id in of_it], standing)
    ordered = sorted(policies, key=lambda policy: (policy.name.casefold(), policy.id))
    return Service(service_name(ordered[0]), page, tuple(ordered), changes, tally(changes))
