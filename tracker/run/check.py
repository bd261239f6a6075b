"""Fetch and decide, policy by policy: one policy's trouble is its own."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from tracker.fetch import fetch
from tracker.model import Declaration, Failure, FetchResult, History, PolicyStatus, Status, Validators
from tracker.pipeline import Changed, FirstSeen, Outcome, Refreshed, Situation, follow, neighbours, secrets_of, sources
from tracker.run.report import describe
from tracker.run.work import Work


def check(
    work: Work, on_file: Mapping[str, History], damaged: Mapping[str, str], status: Status
) -> Mapping[str, Outcome]:
    """Fetch and decide; results are taken as they come, and told in the order of the declarations.

    A policy that names another one under `rules_from` or `announced_in` which nobody has read before waits for it, so
    that it counts from the first day on; of all others it sees what stood before this run.

    Args:
        work: what the run has to go on.
        on_file: the histories before the check, by id.
        damaged: what is wrong with the files of others: those are not fetched, but fail with these words.
        status: the last checks.
    """
    outcomes: dict[str, Outcome] = {}
    for policy in work.chosen:
        if policy.id in damaged:
            failure = Failure("unreadable", damaged[policy.id], "", work.clock(), lasting=True)
            outcomes[policy.id] = _follow(work, policy, {}, status, failure)
    sound = {policy.id: policy for policy in work.chosen if policy.id not in damaged}
    known = {name: _validators(sound[name], on_file.get(name), status.policies.get(name)) for name in sound}
    results = fetch(
        list(sound.values()), work.project.settings, known, clock=work.clock, root=work.root, environ=work.environ
    )
    for name, result, stood in _in_order(results, sound, on_file, outcomes):
        outcomes[name] = _follow(work, sound[name], stood, status, result)
        line = describe(name, outcomes[name])
        work.progress(
            f"[{len(outcomes)}/{len(work.chosen)}] {name}: {' - '.join(filter(None, (line.outcome, line.detail)))}"
        )
    return {policy.id: outcomes[policy.id] for policy in work.chosen}


def _in_order(
    results: Iterable[tuple[str, FetchResult]],
    sound: Mapping[str, Declaration],
    on_file: Mapping[str, History],
    outcomes: Mapping[str, Outcome],
) -> Iterator[tuple[str, FetchResult, Mapping[str, History]]]:
    """The results with the histories that each may see; those come last that wait for the first sight of another.

    Of two that wait for each other, the second sees the first.
    """
    waiting = []
    for name, result in results:
        new = ({*sound[name].rules_from, *sound[name].announced_in} & sound.keys()) - on_file.keys()
        if new:
            waiting.append((name, result))
        else:
            yield name, result, on_file
    for name, result in waiting:
        first = {name: outcome.history for name, outcome in outcomes.items() if isinstance(outcome, FirstSeen)}
        yield name, result, {**first, **on_file}


def _follow(
    work: Work, policy: Declaration, on_file: Mapping[str, History], status: Status, result: FetchResult
) -> Outcome:
    near = neighbours(policy, work.project.policies, on_file)
    last, secrets = _last(status.policies.get(policy.id, PolicyStatus()), work.now), secrets_of(policy, work.environ)
    known = Situation(policy, on_file.get(policy.id), last, work.project.settings, secrets, neighbours=near)
    try:
        return follow(known, result)
    except Exception as error:  # noqa: BLE001 - a fault of ours with one page must not stop the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        detail = (
            f"A fault of the tracker: {type(error).__name__} at {place.name}, line {place.lineno}; please report it."
        )
        return follow(known, Failure("unreadable", detail, "", work.clock(), lasting=True))


def _last(status: PolicyStatus, now: datetime) -> PolicyStatus:
    """The last check. One after `now`, of a clock that was wrong, shows no text to have stood there before."""
    return replace(status, ok_at=None) if status.ok_at is not None and status.ok_at > now else status


def _validators(policy: Declaration, history: History | None, status: PolicyStatus | None) -> Mapping[str, Validators]:
    """What may be sent to ask for changes only: nothing where a 304 would not mean "as on file"."""
    if history is None or status is None or status.held is not None:
        return {}
    on_file = history.snapshot
    if status.words != on_file.fingerprint.sha256 or on_file.sources != sources(policy):
        return {}
    return status.validators


def histories_after(on_file: Mapping[str, History], outcomes: Mapping[str, Outcome]) -> tuple[History, ...]:
    """Every history as it will stand after this run, by id; policies no longer followed included."""
    new = dict(on_file)
    for name, outcome in outcomes.items():
        match outcome:
            case FirstSeen(history=history) | Refreshed(history=history) | Changed(history=history):
                new[name] = history
            case _:
                pass
    return tuple(new[name] for name in sorted(new))
