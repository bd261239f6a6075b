"""A page need not be made again where it would be made of the same: equal inputs, equal bytes."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from importlib import resources
from pathlib import Path

import pytest

import tracker
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
from tracker.model.baseline import BaselineVerdict
from tracker.publish import plan_feeds, plan_site, remember
from tracker.publish.sheet import inputs, program

PACKAGE = Path(tracker.__file__).parent
DIGESTS = {item.snapshot.policy.id: "as on file" for item in HISTORIES}
OTHER_TERMS = history(KIOSK, TERMS, COMING, markdown="# Terms\n\nBe kind.\n\n## More\n\nBe good.\n")
LATER = Status(
    STATUS.written_at,
    {
        name: dataclasses.replace(policy, checked_at=policy.checked_at.replace(day=9), held=None)
        for name, policy in STATUS.policies.items()
    },
)
LAW = BaselineVerdict("any", "not_shown", 15, 0, 1, ("No message was collected.",), baseline="eu-p2b")
# What may differ from run to run: histories with their digests, status, settings, standing verdicts, declared ids, and
# what laws ask of changes.
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
    "a law asks for more": (HISTORIES, DIGESTS, STATUS, SETTINGS, {}, None, {SECOND.id: (LAW,)}),
    "a law is met": (HISTORIES, DIGESTS, STATUS, SETTINGS, {}, None, {SECOND.id: (dataclasses.replace(LAW, verdict="met"),)}),
}  # fmt: skip


def plan(world):
    histories, digests, *others = world
    return plan_site(histories, *others, digests=digests)


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


def test_a_law_moves_the_page_of_the_change_that_it_is_about():
    first, *others = (plan(WORLDS[name]) for name in ("as it is", "a law asks for more", "a law is met"))
    for second in others:
        page = f"changes/{SECOND.id}/index.html"
        assert {path for path in first if second[path].moved(first[path].inputs)} == {page, "index.html", "style.css"}
        assert second[page].make() != first[page].make()


def test_where_a_digest_is_missing_nothing_is_known():
    planned = plan((HISTORIES, {"kiosk-terms": "x"}, STATUS, SETTINGS, {}, None))
    assert {path for path, sheet in planned.items() if sheet.inputs} == {
        "policies/kiosk-terms/index.html",
        "services/kiosk/index.html",
        f"changes/{TERMS.id}/index.html",
    }


def test_inputs_tell_values_apart():
    assert len({inputs(), inputs(""), inputs("", ""), inputs("a", "b"), inputs("ab"), inputs(["a", "b"])}) == 6


@pytest.fixture
def parts(tmp_path, monkeypatch):
    """A copy of what the program makes pages with."""
    for name in ("publish", "model", "templates"):
        shutil.copytree(PACKAGE / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "start"))
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    return tmp_path


def test_every_file_of_the_program_that_makes_pages_counts(parts):
    """Code, templates, style sheets and word lists alike; the templates of `tracker init` make none."""
    known = program.__wrapped__()
    assert known == program.__wrapped__()
    for file in filter(Path.is_file, parts.rglob("*")):
        body = file.read_bytes()
        file.write_bytes(body + b" ")
        assert program.__wrapped__() != known, file
        file.write_bytes(body)
        moved = file.rename(file.with_name(f"other-{file.name}"))
        assert program.__wrapped__() != known, file
        moved.rename(file)
    assert program.__wrapped__() == known


def test_what_python_writes_beside_them_does_not_count(parts):
    known = program.__wrapped__()
    (parts / "publish" / "__pycache__").mkdir()
    (parts / "publish" / "__pycache__" / "site.cpython-311.pyc").write_bytes(b"\0")
    assert program.__wrapped__() == known
