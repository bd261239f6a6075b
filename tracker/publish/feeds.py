"""The feeds: all changes, the material ones, and those of each policy; and the calendar of their dates.

Old entries stay as they are, byte for byte, when new ones come.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.model import History, Record, Settings
from tracker.model.address import CALENDAR, policy_feed, policy_page
from tracker.model.wording import one_line, policy_title
from tracker.publish.chosen import by_id, by_policy, former_ids, ids_today, material, shown
from tracker.publish.dates import dates
from tracker.publish.entry import Entry, entry
from tracker.publish.formats import FORMATS, Feed
from tracker.publish.remembered import NOTHING, Remembered
from tracker.publish.sheet import Sheet, inputs

NEWEST = 50  # entries in a feed
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A feed before its entries are made."""

    path: str
    title: str
    description: str
    page: str
    since: datetime
    told: Sequence[Record | Entry]
    policy: str | None = None  # the only one that it is about


def plan_feeds(
    histories: Sequence[History],
    settings: Settings,
    known: Remembered = NOTHING,
    digests: Mapping[str, str] | None = None,
    own: Collection[str] = (),
) -> dict[str, Sheet]:
    """The feed files that there are, none made yet: `all`, `material`, `policies/<id>`, each .xml, .atom.xml and .json.

    By path below `feeds/`; with them `dates.ics`, the calendar. A policy that was renamed is told at its former
    addresses too.

    Args:
        histories: everything archived that can be read.
        settings: title and addresses.
        known: what the feeds on file tell of policies that cannot be read.
        digests: by policy id, a hash of all that its history was read from, as far as it is known.
        own: ids of the policies that are the publisher's.
    """
    told: dict[str, Entry] = {}
    records = shown(histories)
    earlier, today = by_id(records), ids_today(histories)

    def write(plan: _Plan, ending: str) -> bytes:
        for record in (item for item in plan.told if isinstance(item, Record) and item.id not in told):
            before = earlier.get(record.withdraws or "")
            told[record.id] = entry(record, settings, earlier=before, own=today[record.id] in own)
        newest = [told[item.id] if isinstance(item, Record) else item for item in plan.told]
        title, description = one_line(plan.title, 200), one_line(plan.description, 400)
        return FORMATS[ending](Feed(plan.path, title, description, plan.page, plan.since, newest), settings)

    def made_of(policies: Sequence[str], path: str) -> str:
        hashes = [(digests or {}).get(name, "") for name in policies]
        return (
            inputs(settings, path, policies, hashes, sorted({*own} & {*policies}))
            if all(hashes) and known is NOTHING
            else ""
        )

    everybody = [history.snapshot.policy.id for history in histories]
    calendar = functools.partial(dates, records, settings, known.events)
    files = {CALENDAR: Sheet(made_of(everybody, CALENDAR), calendar)}
    for plan in _plans(histories, settings, known):
        ingredients = made_of([plan.policy] if plan.policy else everybody, plan.path)
        for ending in FORMATS:
            files[f"{plan.path}{ending}"] = Sheet(ingredients, functools.partial(write, plan, ending))
    return files


def _plans(histories: Sequence[History], settings: Settings, known: Remembered) -> list[_Plan]:
    records = shown(histories)
    own = by_policy(records, ids_today(histories))
    since = min(map(_first_sight, histories), default=_EPOCH)
    everything = _newest(records, known.entries.get("all", ()))
    weighty = _newest(material(records), known.entries.get("material", ()))
    all_of_it = "Every change, the smallest too."
    what_matters = "Changes that matter to the people concerned."
    plans = [
        _Plan("all", settings.title, all_of_it, "index.html", since, everything),
        _Plan("material", f"{settings.title}: material changes", what_matters, "index.html", since, weighty),
    ]
    taken = {history.snapshot.policy.id for history in histories}
    for history in histories:
        policy = history.snapshot.policy
        title = policy_title(policy)
        newest = own.get(policy.id, [])[:NEWEST]
        about = f"Changes of {title}."
        page = policy_page(policy.id)
        names = [policy.id, *former_ids(history, taken)]
        plans += [
            _Plan(policy_feed(name), title, about, page, _first_sight(history), newest, policy.id) for name in names
        ]
    return plans


def _newest(records: Sequence[Record], kept: Sequence[tuple[str, Entry]]) -> list[Record | Entry]:
    """The newest of both, in the order in which `shown` has records."""
    dated: list[tuple[datetime, str, Record | Entry]] = [
        *((record.seen.first_with, record.policy.id, record) for record in records),
        *((item.at, policy, item) for policy, item in kept),
    ]
    return [told for *_, told in sorted(dated, key=lambda item: item[:2], reverse=True)][:NEWEST]


def _first_sight(history: History) -> datetime:
    return min((state.seen_at for state in history.states), default=_EPOCH)
