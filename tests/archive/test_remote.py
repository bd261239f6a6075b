"""Two copies of one repository: nobody's work is lost, nothing is forced, a person's files are left alone."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.archive.repositories import Place, commit, git
from tests.archive.test_crashes import Steps
from tracker.archive import Archive, create_repository
from tracker.errors import LostRace, PushError

STATUS = "snapshots/_state/status.json"


@pytest.fixture
def pair(place):
    """Two clones of one remote that has a first record."""
    place.publish()
    archive = place.open()
    archive.commit([commit({"snapshots/x/policy.md": b"1\n", STATUS: b"{}\n", "feeds/all.xml": b"1"}, "Common")])
    assert archive.push()
    other = place.clone("other")
    for name in ("user.name=Bo Person", "user.email=bo@example.org"):
        other.git("config", *name.split("="))
    return place, other


def remote_head(place: Place) -> str:
    return place.git("ls-remote", "origin", "refs/heads/main").split()[0]


def record(place: Place, files, subject: str = "Record") -> Archive:
    archive = place.open()
    archive.commit([commit(files, subject)])
    return archive


def by_hand(place: Place, name: str, data: bytes, subject: str = "By hand") -> None:
    (place.root / name).parent.mkdir(parents=True, exist_ok=True)
    (place.root / name).write_bytes(data)
    place.git("add", name)
    place.git("commit", "-q", "-m", subject)


class TestWithoutRemote:
    def test_nothing_is_pushed_and_what_is_committed_counts(self, place):
        archive = record(place, {"feeds/a": b"1"})
        archive.write({"feeds/b": b"2", "feeds/a": b"1"})
        assert not archive.push()
        assert not archive.pull()
        assert archive.told(["feeds/a", "feeds/b", "feeds/none"]) == {"feeds/a"}
        archive.write({"feeds/a": b"edited"})
        assert archive.told(["feeds/a"]) == frozenset()

    def test_before_the_first_commit(self, tmp_path):
        create_repository(tmp_path)
        archive = Archive.open(tmp_path)
        assert not archive.push()
        assert archive.told(["feeds/a"]) == frozenset()

    def test_a_branch_that_follows_a_local_one(self, place):
        place.git("checkout", "-q", "-b", "work", "--track", "main")
        assert not record(place, {"feeds/a": b"1"}).push()


class TestPush:
    def test_sends_the_branch(self, pair):
        here, _ = pair
        archive = record(here, {"feeds/a": b"1"})
        assert archive.told(["feeds/a"]) == frozenset()
        assert archive.push()
        assert remote_head(here) == here.head()
        assert archive.told(["feeds/a"]) == {"feeds/a"}
        assert not archive.push()

    def test_what_was_sent_is_not_sent_again(self, pair):
        archive = record(pair[0], {"feeds/a": b"1"})
        assert archive.push()
        assert not archive.push()

    def test_an_empty_remote_gets_the_branch(self, place):
        bare = place.root.parent / "empty.git"
        git(place.root, "init", "-q", "--bare", str(bare))
        place.git("remote", "add", "somewhere", str(bare))
        archive = record(place, {"feeds/a": b"1"})
        assert archive.told(["feeds/a"]) == frozenset()
        assert archive.push()
        assert git(bare, "rev-parse", "refs/heads/main").strip() == place.head()
        assert archive.told(["feeds/a"]) == {"feeds/a"}

    def test_the_configured_upstream_is_used(self, pair):
        here, _ = pair
        here.git("push", "-q", "origin", "main:published/policies")
        here.git("fetch", "-q")
        here.git("branch", "-q", "--set-upstream-to=origin/published/policies")
        assert record(here, {"feeds/a": b"1"}).push()
        assert here.git("ls-remote", "origin", "refs/heads/published/policies").split()[0] == here.head()
        assert remote_head(here) != here.head()

    def test_a_detached_head_says_what_to_do(self, pair):
        here, _ = pair
        here.git("checkout", "-q", "--detach")
        archive = record(here, {"feeds/a": b"1"})
        for act in (archive.push, archive.pull, lambda: archive.told(["feeds/a"])):
            with pytest.raises(PushError, match="check out a branch"):
                act()

    def test_a_refusal_is_told_without_passwords(self, pair):
        here, _ = pair
        archive = record(here, {"feeds/a": b"1"})
        here.git("remote", "set-url", "origin", "http://ann:secret@127.0.0.1:9/x.git")
        for act in (archive.push, archive.pull, lambda: archive.told(["feeds/a"])):
            with pytest.raises(PushError) as caught:
                act()
            assert "secret" not in str(caught.value)
            assert caught.value.exit_code == 3

    def test_a_hook_of_the_remote_may_refuse(self, pair):
        here, _ = pair
        hook = here.root.parent / "remote.git/hooks/pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho protected branch >&2\nexit 1\n")
        hook.chmod(0o755)
        archive = record(here, {"feeds/a": b"1"})
        with pytest.raises(PushError, match="protected branch"):
            archive.push()
        assert here.subjects()[0] == "Record"
        hook.unlink()
        assert here.open().push()


class TestMovedRemote:
    def test_other_files_ours_go_on_top(self, pair):
        here, other = pair
        by_hand(other, "docs/guide.md", b"guide\n")
        record(other, {"snapshots/y/policy.md": b"y"}, "Theirs").push()
        other.git("push", "-q")
        archive = here.open()
        archive.commit([commit({"snapshots/z/policy.md": b"z"}, "Ours 1"), commit({"feeds/a": b"1"}, "Ours 2")])
        before = here.git("log", "-2", "--format=%an %ae %aI %cn %cI%n%B")
        assert archive.push()
        assert here.subjects() == ["Ours 2", "Ours 1", "Theirs", "By hand", "Common", "Start"]
        assert here.git("log", "-2", "--format=%an %ae %aI %cn %cI%n%B") == before
        assert remote_head(here) == here.head()
        assert here.status() == ""
        assert (here.root / "docs/guide.md").read_bytes() == b"guide\n"

    def test_a_record_keeps_its_author(self, pair):
        here, other = pair
        record(other, {"feeds/a": b"1"}).push()
        record(here, {"snapshots/y/policy.md": b"y"})
        here.git("commit", "-q", "--amend", "--no-edit", "--author", "Cy Person <cy@example.org>")
        assert here.open().push()
        assert here.git("log", "-1", "--format=%an %cn").strip() == "Cy Person Ada Person"

    def test_a_person_at_work_here_notices_nothing(self, pair):
        here, other = pair
        by_hand(other, "docs/guide.md", b"guide\n")
        other.git("push", "-q")
        (here.root / "README.md").write_bytes(b"staged\n")
        here.git("add", "README.md")
        (here.root / "README.md").write_bytes(b"dirty\n")
        (here.root / "policies.toml").write_bytes(b"dirty\n")
        status = here.status()
        assert record(here, {"feeds/a": b"1"}).push()
        assert here.status() == status
        assert (here.root / "README.md").read_bytes() == b"dirty\n"
        assert here.git("show", ":README.md") == "staged\n"

    @pytest.mark.parametrize("how", ["dirty", "staged", "untracked", "deleted"])
    def test_the_same_file_of_a_person_stops_the_push(self, pair, how):
        here, other = pair
        name = "new.md" if how == "untracked" else "README.md"
        by_hand(other, name, b"theirs\n")
        other.git("push", "-q")
        (here.root / name).write_bytes(b"mine\n")
        if how == "staged":
            here.git("add", name)
            (here.root / name).write_bytes(b"Hello\n")
        if how == "deleted":
            (here.root / name).unlink()
        archive = record(here, {"feeds/a": b"1"})
        status, head = here.status(), here.head()
        with pytest.raises(PushError, match=f"'{name}', and so have you"):
            archive.push()
        assert (here.status(), here.head()) == (status, head)

    def test_links_modes_and_folders_come_along(self, pair):
        here, other = pair
        by_hand(other, "tool.sh", b"#!/bin/sh\n")
        other.git("update-index", "--chmod=+x", "tool.sh")
        (other.root / "README.md").unlink()
        (other.root / "README.md").symlink_to("docs/guide.md")
        other.git("rm", "-q", "policies.toml")
        by_hand(other, "policies.toml/one.toml", b"x")
        other.git("add", ".")
        other.git("update-index", "--chmod=+x", "tool.sh")
        other.git("commit", "-q", "-m", "More")
        other.git("push", "-q")
        assert record(here, {"feeds/a": b"1"}).push()
        assert here.status() == ""
        assert (here.root / "README.md").readlink() == Path("docs/guide.md")
        assert os.access(here.root / "tool.sh", os.X_OK)

    def test_a_conflict_is_a_lost_race(self, pair):
        here, other = pair
        record(other, {"snapshots/x/policy.md": b"theirs", STATUS: b"{1}"}, "Theirs").push()
        (here.root / "README.md").write_bytes(b"dirty\n")
        archive = record(
            here, {"snapshots/x/policy.md": b"ours", STATUS: b"{2}", "snapshots/new/policy.md": b"n"}, "Ours"
        )
        archive.write({STATUS: b"{3}"})
        with pytest.raises(LostRace):
            archive.push()
        assert here.subjects() == ["Theirs", "Common", "Start"]
        assert here.status() == " M README.md\0"
        assert (here.root / "snapshots/x/policy.md").read_bytes() == b"theirs"
        assert not (here.root / "snapshots/new").exists()
        archive.commit([commit({"snapshots/x/policy.md": b"ours, again"}, "Again")])
        assert archive.push()
        assert here.subjects()[0] == "Again"

    def test_a_second_lost_race_is_one_too(self, pair):
        here, other = pair
        archive = here.open()
        for number in range(2):
            record(other, {"feeds/all.xml": b"theirs %d" % number}, "Theirs").push()
            archive.commit([commit({"feeds/all.xml": b"ours"}, "Ours")])
            with pytest.raises(LostRace):
                archive.push()
        assert here.head() == remote_head(here)

    def test_two_first_runs_at_an_empty_remote(self, tmp_path):
        git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
        archives = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            create_repository(tmp_path / name)
            git(tmp_path / name, "remote", "add", "origin", "../remote.git")
            archives.append(Archive.open(tmp_path / name))
            archives[-1].commit([commit({"feeds/a": name.encode()})])
        assert archives[0].push()
        with pytest.raises(LostRace):
            archives[1].push()
        assert (tmp_path / "two/feeds/a").read_bytes() == b"one"

    def test_the_case_of_a_name_is_no_difference(self, pair):
        here, other = pair
        by_hand(other, "feeds/ALL.xml", b"theirs")
        other.git("push", "-q")
        with pytest.raises(LostRace):
            record(here, {"feeds/all.xml": b"ours"}).push()

    @pytest.mark.parametrize(("theirs", "ours"), [("feeds/a", "feeds/a/b"), ("feeds/a/b", "feeds/a")])
    def test_a_file_and_a_folder_of_one_name_conflict(self, pair, theirs, ours):
        here, other = pair
        record(other, {theirs: b"1"}, "Theirs").push()
        with pytest.raises(LostRace):
            record(here, {ours: b"1"}).push()
        assert here.status() == ""

    def test_commits_of_a_person_are_theirs_to_rebase(self, pair):
        here, other = pair
        record(other, {"feeds/a": b"1"}).push()
        by_hand(here, "README.md", b"mine\n")
        archive = record(here, {"feeds/b": b"1"})
        head = here.head()
        with pytest.raises(PushError, match="git pull --rebase"):
            archive.push()
        assert here.head() == head
        here.git("pull", "-q", "--rebase")
        assert here.open().push()
        assert here.subjects()[:2] == ["Record", "By hand"]

    def test_moved_twice_is_left_for_the_next_run(self, pair, monkeypatch):
        here, other = pair
        archive = record(here, {"feeds/mine": b"1"})
        send = type(archive._remote)._send

        def late(self, target):
            record(other, {"feeds/theirs": os.urandom(4)}, "Theirs")
            other.git("push", "-q")
            return send(self, target)

        monkeypatch.setattr(type(archive._remote), "_send", late)
        with pytest.raises(PushError, match="go out with the next run"):
            archive.push()
        monkeypatch.undo()
        assert here.open().push()
        assert here.subjects()[0] == "Record"

    def test_a_shallow_clone_joins_too(self, pair):
        here, other = pair
        shallow = here.clone("shallow", "--depth=1")
        record(other, {"snapshots/y/policy.md": b"y"}, "Theirs").push()
        assert record(shallow, {"feeds/a": b"1"}, "Ours").push()
        assert remote_head(here) == shallow.head()
        record(other, {"feeds/other": b"2"}, "Theirs again")
        other.git("pull", "-q", "--rebase")
        other.git("push", "-q")
        with pytest.raises(LostRace):
            record(shallow, {"feeds/other": b"3"}, "Ours").push()
        assert shallow.head() == remote_head(here)
        assert shallow.status() == ""

    def test_a_rewritten_remote_is_for_the_operator(self, pair):
        here, other = pair
        other.git("checkout", "-q", "--orphan", "fresh")
        other.git("commit", "-q", "-m", "Rewritten")
        other.git("push", "-q", "--force", "origin", "fresh:main")
        head = here.head()
        with pytest.raises(PushError):
            here.open().push()
        assert here.head() == head
        assert here.git("ls-remote", "origin", "refs/heads/main").split()[0] == other.head()


class TestAnEarlierRunCouldNotPush:
    def test_its_records_go_out_with_the_next(self, pair):
        here, other = pair
        record(here, {"snapshots/_state/outbox/m.json": b"ticked", STATUS: b"{1}", "feeds/all.xml": b"1"}, "Earlier")
        record(other, {STATUS: b"{2}", "feeds/all.xml": b"2", "snapshots/y/policy.md": b"y"}, "Theirs").push()
        archive = record(here, {"snapshots/z/policy.md": b"z", STATUS: b"{3}"}, "Ours")
        archive.commit([commit({"feeds/all.xml": b"3", STATUS: b"{4}"}, "Feeds")])
        assert archive.push()
        assert here.subjects()[:3] == ["Ours", "Earlier", "Theirs"]
        assert here.committed("snapshots/_state/outbox/m.json") == b"ticked"
        assert here.committed("feeds/all.xml") == b"2"
        assert here.committed(STATUS) == b"{2}"
        assert here.status() == ""

    def test_nothing_but_what_is_made_again(self, pair):
        here, other = pair
        record(here, {STATUS: b"{1}"}, "Earlier")
        record(other, {STATUS: b"{2}"}, "Theirs").push()
        assert here.open().pull()
        assert here.head() == remote_head(here)

    def test_other_records_of_the_same_policy_are_for_the_operator(self, pair):
        here, other = pair
        record(here, {"snapshots/x/policy.md": b"ours"}, "Earlier")
        record(other, {"snapshots/x/policy.md": b"theirs"}, "Theirs").push()
        head = here.head()
        with pytest.raises(PushError, match="git reset --hard") as caught:
            here.open().push()
        assert here.head() == head
        here.git(*str(caught.value).split("`")[1].split()[1:])
        assert not here.open().push()


class TestPull:
    def test_brings_in_what_is_new(self, pair):
        here, other = pair
        record(other, {"snapshots/x/policy.md": b"2\n", "feeds/all.xml": None}, "Theirs").push()
        archive = here.open()
        archive.write({STATUS: b"{9}"})
        assert archive.pull()
        assert here.head() == remote_head(here)
        assert (here.root / "snapshots/x/policy.md").read_bytes() == b"2\n"
        assert not (here.root / "feeds").exists()
        assert (here.root / STATUS).read_bytes() == b"{9}"
        assert not archive.pull()

    def test_an_empty_clone_fills(self, pair):
        here, _ = pair
        root = here.root.parent / "fresh"
        root.mkdir()
        create_repository(root)
        git(root, "remote", "add", "origin", here.git("remote", "get-url", "origin").strip())
        assert Archive.open(root).pull()
        assert git(root, "status", "--porcelain") == ""
        assert (root / "snapshots/x/policy.md").read_bytes() == b"1\n"

    def test_nothing_comes_where_only_we_are_ahead(self, pair):
        here, _ = pair
        assert not record(here, {"feeds/a": b"1"}).pull()


@pytest.mark.parametrize("conflict", [False, True])
def test_killed_while_joining_it_is_old_or_joined(pair, monkeypatch, conflict):
    here, other = pair
    by_hand(other, "docs/guide.md", b"guide\n")
    record(other, {"feeds/a" if conflict else "feeds/b": b"theirs"}, "Theirs")
    other.git("push", "-q")
    (here.root / "README.md").write_bytes(b"dirty\n")
    record(here, {"feeds/a": b"ours"}, "Ours")
    steps, heads, number, stopped = Steps(monkeypatch), set(), 0, True
    while stopped:
        copy = Place(here.root.parent / f"copy-{number}")
        shutil.copytree(here.root, copy.root, symlinks=True)
        stopped = steps.stop(number, lambda copy=copy: joined(copy, lost=conflict))
        copy.open()
        moved = copy.head() != here.head()
        heads.add(moved)
        assert copy.status() == " M README.md\0"
        assert (copy.root / "docs/guide.md").exists() == moved
        assert ("Ours" in copy.subjects()) == (not conflict or not moved)
        number += 1
    assert heads == {True, False}
    assert number > 8


def joined(place: Place, *, lost: bool) -> None:
    archive = place.open()
    archive._made.add(place.head())
    with pytest.raises(LostRace) if lost else nullcontext():
        archive.pull()
