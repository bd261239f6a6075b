"""A page need not be made again where it would be made of the same: equal inputs, equal bytes."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from tests.publish.whole import publish_site
from tests.samples import (
    BREACHED,
    COMING,
    FERNWEH,
    HISTORIES,
    KIOSK,
    NOT_SHOWN,
    SECOND,
    SETTINGS,
    STATUS,
    TERMS,
    history,
)
from tracker.model import Status
from tracker.publish import plan_feeds, plan_site, remember
from tracker.publish.sheet import inputs

DIGESTS = {item.snapshot.policy.id: "as on file" for item in HISTORIES}
OTHER_TERMS = history(KIOSK, TERMS, COMING, markdown="# Terms\n\nBe kind.\n\n## More\n\nBe good.\n")
LATER = Status(
    STATUS.written_at,
    {
        name: dataclasses.replace(policy, checked_at=policy.checked_at.replace(day=9), held=None)
        for name, policy in STATUS.policies.items()
    },
)
# What may differ from run to run: histories with their digests, status, settings, standing verdicts, declared ids.
WORLDS = {
    "as it is": (HISTORIES, DIGESTS, STATUS, SETTINGS, {}, None),
    "checked again": (HISTORIES, DIGESTS, LATER, SETTINGS, {}, None),
    "never checked": (HISTORIES, DIGESTS, Status(), SETTINGS, {}, None),
    "a policy changed": ((HISTORIES[0], OTHER_TERMS), {**DIGESTS, "kiosk-terms": "new"}, STATUS, SETTINGS, {}, None),
    "a policy gone": (HISTORIES[:1], DIGESTS, STATUS, SETTINGS, {}, None),
    "another title": (HISTORIES, DIGESTS, STATUS, dataclasses.replace(SETTINGS, title="Other"), {}, None),
    "another zone": (HISTORIES, DIGESTS, STATUS, dataclasses.replace(SETTINGS, timezone="Asia/Tokyo"), {}, None),
    "another address": (HISTORIES, DIGESTS, STATUS, dataclasses.replace(SETTINGS, base_url="https://x.example"), {}, None),
    "a mail was read": (HISTORIES, DIGESTS, STATUS, SETTINGS, {SECOND.id: BREACHED}, None),
    "another mail was read": (HISTORIES, DIGESTS, STATUS, SETTINGS, {TERMS.id: NOT_SHOWN}, None),
    "no longer declared": (HISTORIES, DIGESTS, STATUS, SETTINGS, {}, {"kiosk-terms"}),
}  # fmt: skip


def plan(world):
    histories, digests, status, settings, standing, declared = world
    return plan_site(histories, status, settings, standing, declared, digests=digests)


def test_a_plan_made_whole_is_the_site():
    for histories, digests, *others in WORLDS.values():
        made = {path: sheet.make() for path, sheet in plan((histories, digests, *others)).items()}
        assert made == publish_site(histories, *others)


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(WORLDS, 2)))
def test_equal_inputs_give_equal_bytes(one, other):
    first, second = plan(WORLDS[one]), plan(WORLDS[other])
    for path in first.keys() & second.keys():
        if first[path].inputs and first[path].inputs == second[path].inputs:
            assert first[path].make() == second[path].make(), path


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(WORLDS, 2)))
def test_equal_inputs_give_equal_feeds(one, other):
    first, second = (plan_feeds(world[0], world[3], digests=world[1]) for world in (WORLDS[one], WORLDS[other]))
    for path in first.keys() & second.keys():
        if first[path].inputs == second[path].inputs:
            assert first[path].make() == second[path].make(), path


def test_feeds_with_entries_from_the_feeds_on_file_are_always_made():
    known = remember({}, {"kiosk-terms": ()})
    planned = plan_feeds(HISTORIES[:1], SETTINGS, known, DIGESTS)
    assert not any(sheet.inputs for sheet in planned.values())
    assert all(sheet.moved(sheet.inputs) for sheet in planned.values())


def test_a_feed_of_one_policy_is_made_of_that_policy():
    first, second = (
        plan_feeds(HISTORIES, SETTINGS, digests=known) for known in (DIGESTS, {**DIGESTS, "kiosk-terms": "new"})
    )
    moved = {path for path in first if second[path].moved(first[path].inputs)}
    assert moved == {"dates.ics"} | {
        f"{name}{ending}"
        for name in ("all", "material", "policies/kiosk-terms")
        for ending in (".xml", ".atom.xml", ".json")
    }


def test_a_check_that_found_nothing_moves_the_index_alone():
    first, second = plan(WORLDS["as it is"]), plan((HISTORIES, DIGESTS, dataclasses.replace(
        STATUS,
        policies={
            name: dataclasses.replace(policy, checked_at=policy.checked_at.replace(day=9))
            for name, policy in STATUS.policies.items()
        },
    ), SETTINGS, {}, None))  # fmt: skip
    moved = {path for path in first if not first[path].inputs or first[path].inputs != second[path].inputs}
    assert moved == {"index.html", "style.css"}


def test_a_policy_that_changed_moves_its_own_pages_and_the_lists():
    first, second = plan(WORLDS["as it is"]), plan(WORLDS["a policy changed"])
    moved = {path for path in second if path not in first or first[path].inputs != second[path].inputs}
    assert not [path for path in moved if FERNWEH.id in path or SECOND.id in path]
    assert {"changes/index.html", "policies/kiosk-terms/index.html", f"changes/{COMING.id}/index.html"} <= moved


def test_where_a_digest_is_missing_nothing_is_known():
    planned = plan((HISTORIES, {"kiosk-terms": "x"}, STATUS, SETTINGS, {}, None))
    assert {path for path, sheet in planned.items() if sheet.inputs} == {
        "policies/kiosk-terms/index.html",
        "services/kiosk/index.html",
        f"changes/{TERMS.id}/index.html",
    }


def test_inputs_tell_values_apart():
    assert len({inputs(), inputs(""), inputs("", ""), inputs("a", "b"), inputs("ab"), inputs(["a", "b"])}) == 6
