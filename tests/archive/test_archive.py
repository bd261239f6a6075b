"""The archive in a surrounding repository and in one of its own."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.archive.repositories import NOON, Place, commit, first, git, second, third
from tests.samples import FIRST, STATUS
from tracker.archive import (
    ATTRIBUTES,
    Archive,
    changed,
    create_repository,
    first_sight,
    outbox_files,
    status_files,
    version_files,
)
from tracker.errors import ArchiveError, CorruptArchiveError
from tracker.model import Owed, Status, Validators

ODD = ["snapshots/x/a b.txt", 'snapshots/x/"q"\'', "snapshots/x/line\nbreak", "snapshots/x/ü-中", "snapshots/x/-rf"]
ODD += ["snapshots/x/$(id)", "snapshots/x/#", "snapshots/x/\t", "feeds/*", "feeds/:(top)x", "feeds/\udcff\udcfe"]


def test_a_version_is_committed_and_read_back(place):
    archive = place.open()
    assert archive.policies() == ()
    assert archive.history("fernweh-privacy") is None
    archive.commit([first_sight(first())])
    archive.commit([changed(second(), first())])
    archive = place.open()
    assert archive.policies() == ("fernweh-privacy",)
    assert archive.history("fernweh-privacy") == second()
    assert archive.histories() == (second(),)
    assert place.subjects()[1:] == ["Fernweh Privacy policy: first sight", "Start"]
    assert place.status() == ""


def test_status_and_outbox_are_read_back(place):
    archive = place.open()
    assert archive.status() == Status()
    assert archive.outbox() == ()
    owed = [Owed("b", "r", ("c1",), NOON), Owed("a", "r", ("c2",), NOON)]
    archive.commit([commit(status_files(STATUS) | outbox_files(owed))])
    assert archive.status() == STATUS
    assert archive.outbox() == (owed[1], owed[0])
    assert archive.policies() == ()


def test_commits_are_dated_as_asked(place):
    place.open().commit([commit({"feeds/a": b"1"})])
    assert place.git("log", "-1", "--format=%aI %cI").split() == ["2026-04-01T12:00:07+00:00"] * 2


def test_the_configured_person_commits(place):
    place.open().commit([commit({"feeds/a": b"1"})])
    assert place.git("log", "-1", "--format=%an <%ae> %cn").strip() == "Ada Person <ada@example.org> Ada Person"


@pytest.mark.parametrize(
    ("contact", "email"),
    [
        ("ops@example.org", "ops@example.org"),
        ("https://example.org/contact", "policy-tracker@localhost"),
        ("", "policy-tracker@localhost"),
        ("x>\n@y", "policy-tracker@localhost"),
        ("https://social.example/@ops", "policy-tracker@localhost"),
    ],
)
def test_without_a_person_the_program_commits(tmp_path, contact, email):
    create_repository(tmp_path)
    Archive.open(tmp_path, contact=contact).commit([commit({"feeds/a": b"1"})])
    assert git(tmp_path, "log", "-1", "--format=%cn <%ce>").strip() == f"policy-tracker <{email}>"


def test_an_unborn_branch_is_born(tmp_path):
    assert create_repository(tmp_path)
    assert not create_repository(tmp_path)
    (tmp_path / "mine.txt").write_text("staged")
    git(tmp_path, "add", "mine.txt")
    Archive.open(tmp_path).commit([commit({"feeds/a": b"1"}), commit({"feeds/b": b"2"})])
    assert git(tmp_path, "ls-tree", "-r", "--name-only", "main").split() == ["feeds/a", "feeds/b"]
    assert git(tmp_path, "status", "--porcelain") == "A  mine.txt\n"


def test_a_repository_of_long_ids_works(tmp_path):
    git(tmp_path, "init", "-q", "--object-format=sha256")
    archive = Archive.open(tmp_path)
    archive.commit([first_sight(first())])
    archive.commit([changed(second(), first()), commit({"feeds/a": b"1"})])
    archive.commit([commit({"feeds/a": None, "feeds/b": b"1"})])
    assert archive.history("fernweh-privacy") == second()
    assert archive.told(["feeds/b"]) == {"feeds/b"}
    assert git(tmp_path, "status", "--porcelain") == ""


def test_a_detached_head_moves_by_itself(place):
    place.git("checkout", "-q", "--detach")
    place.open().commit([commit({"feeds/a": b"1"})])
    assert place.subjects() == ["Record", "Start"]
    assert place.git("log", "--format=%s", "main") == "Start\n"


def test_a_shallow_clone_goes_on(place):
    place.open().commit([first_sight(first())])
    place.publish()
    shallow = place.clone("shallow", "--depth=1")
    archive = shallow.open()
    archive.commit([changed(second(), first())])
    assert archive.push()
    assert place.git("ls-remote", "origin", "main").split()[0] == shallow.head()


def test_a_linked_work_tree_is_its_own_place(place):
    place.git("worktree", "add", "-q", "-b", "other", "../other")
    other = Place(place.root.parent / "other")
    other.open().commit([commit({"feeds/a": b"1"})])
    assert other.subjects() == ["Record", "Start"]
    assert other.status() == ""
    assert place.subjects() == ["Start"]
    assert place.status() == ""


def test_a_folder_below_the_top_may_be_the_root(place):
    root = place.root / "deep er" / "-watch"
    root.mkdir(parents=True)
    archive = Archive.open(root)
    archive.commit([first_sight(first()), commit({"feeds/a": b"1"})])
    assert archive.history("fernweh-privacy") == first()
    assert archive.told(["feeds/a"]) == {"feeds/a"}
    assert "deep er/-watch/feeds/a" in place.git("ls-files").splitlines()
    assert archive.log("fernweh-privacy")[0].subject.endswith("first sight")


class TestOwnRepository:
    @pytest.fixture
    def own(self, tmp_path):
        (tmp_path / "snapshots").mkdir()
        create_repository(tmp_path / "snapshots")
        return tmp_path

    def test_only_snapshots_are_committed(self, own):
        archive = Archive.open(own)
        archive.commit([first_sight(first()), commit({"feeds/all.xml": b"<x/>"})])
        assert (own / "feeds/all.xml").read_bytes() == b"<x/>"
        assert git(own / "snapshots", "ls-files").splitlines()[0] == "fernweh-privacy/page.html"
        assert git(own / "snapshots", "log", "--format=%s").splitlines() == ["Fernweh Privacy policy: first sight"]
        assert archive.history("fernweh-privacy") == first()
        assert archive.told(["snapshots/fernweh-privacy/page.html", "feeds/all.xml"]) == {
            "snapshots/fernweh-privacy/page.html"
        }

    def test_inside_a_repository_of_a_person_it_is_the_inner_one(self, place):
        (place.root / "snapshots").mkdir()
        git(place.root / "snapshots", "init", "-q", "-b", "main")
        place.open().commit([first_sight(first())])
        assert place.subjects() == ["Start"]
        assert git(place.root / "snapshots", "log", "--format=%s").splitlines() == [
            "Fernweh Privacy policy: first sight"
        ]


class TestAPersonsWork:
    """What a person has in hand stays as it is, byte for byte."""

    @pytest.fixture
    def busy(self, place):
        place.open().commit([commit({"snapshots/x/policy.md": b"old", "feeds/a": b"1"})])
        (place.root / "README.md").write_bytes(b"staged\n")
        place.git("add", "README.md")
        (place.root / "README.md").write_bytes(b"staged\nand more\r\n")
        (place.root / "policies.toml").unlink()
        (place.root / "new.txt").write_bytes(b"untracked")
        (place.root / "added.txt").write_bytes(b"added")
        place.git("add", "added.txt")
        (place.root / "snapshots" / "notes.txt").write_bytes(b"a note")
        (place.root / "intended.txt").write_bytes(b"x")
        place.git("add", "--intent-to-add", "intended.txt")
        return place

    def test_stays(self, busy):
        status, diff = busy.status(), busy.git("diff", "--cached", "--binary") + busy.git("diff", "--binary")
        files = {path: path.read_bytes() for path in busy.root.iterdir() if path.is_file()}
        busy.open().commit([commit({"snapshots/x/policy.md": b"new", "feeds/a": None, "feeds/b": b"2"})])
        assert busy.status() == status
        assert busy.git("diff", "--cached", "--binary") + busy.git("diff", "--binary") == diff
        assert {path: path.read_bytes() for path in busy.root.iterdir() if path.is_file()} == files
        assert busy.git("show", "--format=", "--name-status", "HEAD").splitlines() == [
            "D\tfeeds/a",
            "A\tfeeds/b",
            "M\tsnapshots/x/policy.md",
        ]

    def test_no_hook_filter_or_monitor_runs(self, place):
        ran = place.root.parent / "ran"
        trap = place.root.parent / "trap.sh"
        trap.write_text(f'#!/bin/sh\necho "$0 $@" >> {ran}\ncat\n')
        trap.chmod(0o755)
        for name in (
            "pre-commit",
            "commit-msg",
            "post-commit",
            "reference-transaction",
            "post-index-change",
            "pre-push",
        ):
            hook = place.root / ".git" / "hooks" / name
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(f"#!/bin/sh\necho {name} >> {ran}\n")
            hook.chmod(0o755)
        place.publish()
        ran.unlink(missing_ok=True)
        for key in ("filter.trap.clean", "filter.trap.smudge", "core.fsmonitor", "diff.trap.textconv", "core.editor"):
            place.git("config", key, str(trap))
        (place.root / ".gitattributes").write_text("* filter=trap diff=trap text eol=crlf ident\n")
        archive = place.open()
        archive.commit([commit({"feeds/a": b"$Id$\nx\r\n\xff"})])
        archive.push()
        archive.pull()
        archive.told(["feeds/a"])
        archive.log("x")
        assert not ran.exists()
        assert place.committed("feeds/a") == (place.root / "feeds/a").read_bytes() == b"$Id$\nx\r\n\xff"

    @pytest.mark.parametrize("setting", ["true", "input", "false"])
    def test_bytes_are_kept_whatever_the_line_ends(self, place, setting):
        place.git("config", "core.autocrlf", setting)
        (place.root / ".gitattributes").write_text("* text=auto\n" + ATTRIBUTES)
        place.git("add", ".gitattributes")
        place.git("commit", "-q", "-m", "Attributes")
        place.open().commit([commit({"snapshots/x/page.html": b"a\r\nb\nc\r", "snapshots/x/policy.md": b"a\nb\r\n"})])
        assert place.committed("snapshots/x/page.html") == b"a\r\nb\nc\r"
        assert place.status() == ""
        place.git("rm", "-q", "-r", "--cached", "snapshots")
        place.git("add", "snapshots")
        assert place.status() == ""


def test_attributes_keep_pages_out_of_diffs_and_texts_in(place):
    (place.root / ".gitattributes").write_text(ATTRIBUTES)
    place.open().commit([first_sight(first()), commit({"feeds/all.xml": b"<x/>"})])
    shown = place.git("diff", "HEAD~2", "HEAD", "--", "snapshots", "feeds")
    assert "Binary files /dev/null and b/snapshots/fernweh-privacy/page.html differ" in shown
    assert "Binary files /dev/null and b/feeds/all.xml differ" in shown
    assert "+Effective 20 April 2026." in shown
    generated = place.git("check-attr", "linguist-generated", "snapshots/x/rule.json", "snapshots/x/policy.md")
    assert generated.splitlines() == [
        "snapshots/x/rule.json: linguist-generated: set",
        "snapshots/x/policy.md: linguist-generated: unspecified",
    ]


@pytest.mark.parametrize("path", ODD)
def test_odd_names_are_names(place, path):
    archive = place.open()
    archive.commit([commit({path: b"1\n"})])
    assert archive.told([path]) == {path}
    assert place.status() == ""
    archive.commit([commit({path: None})])
    assert place.status() == ""
    assert not (place.root / path.split("/")[0]).exists()


@pytest.mark.parametrize(
    "path",
    [
        "README.md", "policies.toml", ".git/config", "snapshots", "feeds", "snapshots/", "/etc/passwd", "../x",
        "snapshots/../README.md", "snapshots//x", "snapshots/./x", "snapshots/.git/config", "snapshots/.GIT/hooks/x",
        "snapshots/x/.Git", "snapshots/git~1/x", "snapshots/GIT~1", "snapshots/.git./x", "snapshots/.git /x", "feeds/.g\u200cit/config",
        "snapshots/.git::$INDEX_ALLOCATION/x", "snapshots/x\0y", "snapshots\\x", "snapshots/..\\x", "snapshots/x.", "snapshots/ ", "Snapshots/x/y",
    ],
)  # fmt: skip
def test_no_other_place_is_written(place, path):
    archive = place.open()
    before = place.status(), place.head()
    for act in (
        lambda: archive.commit([commit({path: b"x"})]),
        lambda: archive.commit([commit({path: None})]),
        lambda: archive.write({path: b"x"}),
        lambda: archive.told([path]),
    ):
        with pytest.raises(ArchiveError, match="below snapshots/ or feeds/"):
            act()
    assert (place.status(), place.head()) == before


@pytest.mark.parametrize("policy_id", ["../feeds", "..", ".git", "a/../../b", "", "a\\b"])
def test_no_other_place_is_read(place, policy_id):
    with pytest.raises(ArchiveError, match="below snapshots/ or feeds/"):
        place.open().history(policy_id)


def test_ids_that_differ_only_in_case_are_refused(place):
    archive = place.open()
    archive.commit([commit({"snapshots/acme/policy.md": b"1"})])
    with pytest.raises(ArchiveError, match="only in case"):
        archive.commit([commit({"snapshots/Acme/policy.md": b"2"})])
    with pytest.raises(ArchiveError, match="only in case"):
        archive.commit([commit({"snapshots/new/policy.md": b"2", "snapshots/NEW/policy.md": b"2"})])


class TestLinks:
    def test_a_linked_folder_is_not_written_through(self, place):
        outside = place.root.parent / "outside"
        outside.mkdir()
        (place.root / "snapshots").mkdir()
        (place.root / "snapshots" / "x").symlink_to(outside)
        for act in (
            lambda: place.open().write({"snapshots/x/policy.md": b"1"}),
            lambda: place.open().commit([commit({"snapshots/x/policy.md": b"1"})]),
            lambda: place.open().history("x"),
        ):
            (outside / "page.json").write_text("{}")
            with pytest.raises(ArchiveError, match="symbolic link"):
                act()
        assert [item.name for item in outside.iterdir()] == ["page.json"]
        assert place.open().policies() == ()
        assert place.subjects() == ["Start"]

    def test_a_linked_file_is_replaced_not_followed(self, place):
        (place.root / "feeds").mkdir()
        (place.root / "feeds/a").symlink_to(place.root / "README.md")
        place.open().commit([commit({"feeds/a": b"1"})])
        assert (place.root / "README.md").read_bytes() == b"Hello\n"
        assert not (place.root / "feeds/a").is_symlink()

    def test_a_linked_file_is_not_read(self, place):
        place.open().commit([first_sight(first())])
        page = place.root / "snapshots/fernweh-privacy/policy.md"
        page.unlink()
        page.symlink_to("/etc/hostname")
        with pytest.raises(ArchiveError, match="not a plain file"):
            place.open().history("fernweh-privacy")

    def test_snapshots_itself_is_no_link(self, place):
        (place.root / "snapshots").symlink_to("/tmp")
        with pytest.raises(ArchiveError, match="symbolic link"):
            place.open()


def test_a_file_in_the_way_is_named_before_anything_is_stored(place):
    (place.root / "snapshots").mkdir()
    (place.root / "snapshots/x").write_bytes(b"file")
    with pytest.raises(ArchiveError, match="where a folder should be"):
        place.open().commit([commit({"snapshots/x/policy.md": b"1"})])
    assert place.refs() == ["refs/heads/main"]
    assert place.subjects() == ["Start"]


def test_folder_and_file_may_change_places(place):
    archive = place.open()
    archive.commit([commit({"feeds/a/b": b"1", "feeds/c": b"2"})])
    archive.commit([commit({"feeds/a/b": None, "feeds/a": b"3", "feeds/c": None, "feeds/c/d": b"4"})])
    assert (place.root / "feeds/a").read_bytes() == b"3"
    assert (place.root / "feeds/c/d").read_bytes() == b"4"
    assert place.status() == ""


def test_a_record_is_written_once(place):
    archive = place.open()
    archive.commit([changed(second(), first())])
    edited = replace(FIRST, tag="tag:elsewhere")
    archive.commit([changed(replace(second(), records=(edited,)), first())])
    assert archive.history("fernweh-privacy").records == (FIRST,)


def test_written_files_wait_for_the_next_commit(place):
    archive = place.open()
    archive.commit([commit(status_files(Status()))])
    archive.write({"snapshots/_state/status.json": STATUS.to_json()})
    assert archive.status() == STATUS
    assert place.status() == " M snapshots/_state/status.json\0"
    archive.commit([commit({"feeds/a": b"1"})])
    assert archive.status() == STATUS


def test_commits_in_one_go_stand_in_order(place):
    place.open().commit([commit({"feeds/a": bytes([number])}, f"No. {number}", number) for number in range(20)])
    assert place.subjects()[:-1] == [f"No. {number}" for number in reversed(range(20))]
    assert (place.root / "feeds/a").read_bytes() == b"\x13"
    assert place.status() == ""


def test_nothing_to_commit_is_no_commit(place):
    place.open().commit([])
    assert place.subjects() == ["Start"]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("page.json", b"{"),
        ("policy.md", b"\xff\xfe"),
        ("states.json", b"<<<<<<< HEAD\n"),
        ("page.html", b"edited"),
        (f"changes/{FIRST.id}.json", b"{}"),
    ],
)
def test_a_damaged_file_is_named_with_its_cure(place, file, data, monkeypatch):
    monkeypatch.chdir(place.root)
    archive = place.open()
    archive.commit([first_sight(first()), changed(second(), first())])
    path = place.root / "snapshots/fernweh-privacy" / file
    path.write_bytes(data)
    with pytest.raises(CorruptArchiveError) as caught:
        archive.history("fernweh-privacy")
    assert f"snapshots/fernweh-privacy/{file} is not what the tracker wrote" in str(caught.value)
    assert str(place.root.parent) not in str(caught.value)
    cure = str(caught.value).rpartition("repository: ")[2]
    assert os.system(cure) == 0  # the operator's next step, taken literally
    assert archive.history("fernweh-privacy") == second()


STATUS_FILE = "snapshots/_state/status.json"
OUTBOX_FILE = "snapshots/_state/outbox/a.json"


def owed(name: str) -> Owed:
    return Owed(name, "r" * 64, ("fern000000000001",), NOON)


def test_damaged_state_is_named_with_its_cure_and_hides_nothing_else(place, monkeypatch):
    monkeypatch.chdir(place.root)
    archive = place.open()
    archive.commit([commit({STATUS_FILE: STATUS.to_json(), **outbox_files([owed("a"), owed("b")])})])
    archive.write({STATUS_FILE: b"{", OUTBOX_FILE: b"[]"})
    kept = archive.state()
    assert list(kept.damaged) == [STATUS_FILE, OUTBOX_FILE]
    assert archive.outbox() == kept.outbox == (owed("b"),)
    for path, why in kept.damaged.items():
        assert f"{path} is not what the tracker wrote" in why
        assert os.system(why.rpartition("repository: ")[2]) == 0
    assert archive.state() == (STATUS, (owed("a"), owed("b")), {})


def test_what_the_last_commit_knew_counts_where_the_status_is_damaged(place):
    asked = {"https://fernweh.example/privacy": Validators('"1"', None)}
    policies = {name: replace(policy, validators=asked) for name, policy in STATUS.policies.items()}
    archive = place.open()
    archive.commit([commit({STATUS_FILE: Status(STATUS.written_at, policies).to_json()})])
    archive.write({STATUS_FILE: b"\0" * 100})
    assert archive.status() == STATUS
    archive.commit([commit({STATUS_FILE: b"<<<<<<< HEAD"})])
    assert archive.status() == Status()
    assert list(archive.state().damaged) == [STATUS_FILE]


def test_a_damaged_status_before_the_first_commit_is_an_empty_one(tmp_path):
    create_repository(tmp_path)
    archive = Archive.open(tmp_path)
    archive.write({STATUS_FILE: b""})
    assert archive.status() == Status()


def test_a_mail_under_another_name_and_what_is_no_file_are_damage(place):
    archive = place.open()
    archive.write({"snapshots/_state/outbox/copy of a.json": owed("a").to_json()})
    (place.root / "snapshots/_state/outbox/b.json").mkdir()
    assert archive.outbox() == ()
    assert [why for why in archive.state().damaged.values() if "not a plain file" in why or "another mail" in why]
    assert len(archive.state().damaged) == 2


def test_what_is_set_aside_is_kept_once_and_the_file_stays(place):
    archive = place.open()
    archive.write({STATUS_FILE: b"<<<<<<< HEAD"})
    copies = {archive.set_aside(STATUS_FILE), archive.set_aside(STATUS_FILE)}
    assert [(place.root / path).read_bytes() for path in (*copies, STATUS_FILE)] == [b"<<<<<<< HEAD"] * 2


def test_a_folder_of_another_policy_is_refused(place):
    files = {path.replace("fernweh-privacy", "other"): data for path, data in version_files(first()).items()}
    archive = place.open()
    archive.commit([commit(files)])
    with pytest.raises(CorruptArchiveError, match="another policy"):
        archive.history("other")


def test_what_else_lies_in_a_folder_is_no_concern(place):
    archive = place.open()
    archive.commit([changed(second(), first())])
    folder = place.root / "snapshots/fernweh-privacy"
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "notes.md").write_bytes(b"\xff")
    (folder / "changes" / "README.txt").write_bytes(b"x")
    (place.root / "snapshots/empty").mkdir()
    (place.root / "snapshots/.hidden").mkdir()
    (place.root / "snapshots/file").write_bytes(b"")
    assert archive.history("fernweh-privacy") == second()
    assert archive.policies() == ("fernweh-privacy",)


class TestNoRepository:
    def test_says_what_to_do(self, tmp_path):
        with pytest.raises(ArchiveError, match=r"`git init` there, or `tracker init`"):
            Archive.open(tmp_path)

    def test_a_bare_one_will_not_do(self, tmp_path):
        git(tmp_path, "init", "-q", "--bare")
        with pytest.raises(ArchiveError, match="cannot be used"):
            Archive.open(tmp_path)

    def test_a_missing_folder_is_named(self, tmp_path):
        with pytest.raises(ArchiveError, match="not a folder"):
            Archive.open(tmp_path / "nowhere")

    def test_a_machine_without_git_hears_of_it(self, place, monkeypatch):
        monkeypatch.setattr("git.Git.GIT_PYTHON_GIT_EXECUTABLE", "no-such-git")
        monkeypatch.setenv("PATH", "")
        with pytest.raises(ArchiveError, match="git is not installed"):
            place.open()


class TestLog:
    def test_shows_the_commits_of_a_policy(self, place):
        archive = place.open()
        archive.commit([first_sight(first()), commit({"feeds/a": b"1"}), changed(second(), first())])
        newest, oldest = archive.log("fernweh-privacy")
        assert oldest.subject == "Fernweh Privacy policy: first sight"
        assert dict(newest.trailers)["Change"] == FIRST.id
        assert newest.at == second().snapshot.fetched_at
        assert newest.body
        assert len(archive.log("fernweh-privacy", limit=1)) == 1
        assert archive.text_of("fernweh-privacy", oldest) == first().markdown

    def test_finds_the_text_of_a_day(self, place):
        archive = place.open()
        archive.commit([first_sight(first()), changed(second(), first())])
        day = second().snapshot.fetched_at - first().snapshot.fetched_at
        assert archive.text_at("fernweh-privacy", first().snapshot.fetched_at + day / 2) == first().markdown
        assert archive.text_at("fernweh-privacy", second().snapshot.fetched_at) == second().markdown
        assert archive.text_at("fernweh-privacy", first().snapshot.fetched_at - day) is None

    def test_finds_the_pages_of_a_day(self, place):
        archive = place.open()
        archive.commit([first_sight(first()), changed(second(), first())])
        pages = archive.pages_at("fernweh-privacy", first().snapshot.fetched_at)
        assert [body for body, _, _ in pages] == list(first().bodies)
        assert [(kind, url) for _, kind, url in pages] == [
            (info.media_type, info.url) for info in first().snapshot.pages
        ]
        assert archive.pages_at("fernweh-privacy", first().snapshot.fetched_at - timedelta(days=1)) is None

    @pytest.mark.parametrize("name", ["page.json", "page.html"])
    def test_pages_that_are_not_what_was_written_are_not_had(self, place, name):
        archive = place.open()
        archive.commit([first_sight(first())])
        archive.commit([commit({f"snapshots/fernweh-privacy/{name}": b"{}"}, "Damaged")])
        assert archive.pages_at("fernweh-privacy", datetime.max.replace(tzinfo=UTC)) is None

    def test_a_name_is_no_pattern(self, place):
        archive = place.open()
        archive.commit(
            [commit({"snapshots/a*/policy.md": b"1"}, "One"), commit({"snapshots/ab/policy.md": b"2"}, "Two")]
        )
        assert [entry.subject for entry in archive.log("a*")] == ["One"]

    def test_is_empty_before_the_first_commit(self, tmp_path):
        create_repository(tmp_path)
        assert Archive.open(tmp_path).log("fernweh-privacy") == ()

    def test_reads_commits_of_people_too(self, place):
        (place.root / "snapshots/x").mkdir(parents=True)
        (place.root / "snapshots/x/policy.md").write_text("by hand")
        place.git("add", "snapshots")
        place.git("commit", "-q", "-m", "By hand\n\nNote: this\nis no trailer")
        (entry,) = place.open().log("x")
        assert (entry.subject, entry.body, entry.trailers) == ("By hand", "Note: this\nis no trailer", ())


def test_files_are_valid_json_with_a_schema(place):
    place.open().commit([changed(third(), second())])
    for path in (place.root / "snapshots").rglob("*.json"):
        assert json.loads(path.read_bytes())["schema"].startswith("tracker/")
