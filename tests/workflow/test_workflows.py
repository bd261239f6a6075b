"""The workflows ask for little, pin what they use, and pass a linter for security."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.workflow.job import ROOT, workflow

NAMES = sorted(path.name for path in (ROOT / ".github/workflows").glob("*.yml"))


def steps(name):
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def test_the_two_workflows():
    assert NAMES == ["check.yml", "track.yml"]


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit_with_their_version(name):
    lines = [line for line in (ROOT / ".github/workflows" / name).read_text().splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.search(r"uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_one_action_has_one_pin():
    pins = {}
    for name in NAMES:
        for step in steps(name):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault("/".join(action.split("/")[:2]), set()).add(commit)
    assert all(len(commits) == 1 for commits in pins.values()), pins


@pytest.mark.parametrize(
    ("name", "job", "granted"),
    [
        ("check.yml", "check", {"contents": "read"}),
        ("track.yml", "track", {"contents": "write"}),
        ("track.yml", "pages", {"pages": "write", "id-token": "write"}),
        ("track.yml", "mails", {}),
    ],
)
def test_a_job_may_do_what_it_needs_and_nothing_else(name, job, granted):
    read = workflow(name)
    assert read["permissions"] == {}
    assert read["jobs"][job]["permissions"] == granted
    assert read["jobs"][job]["timeout-minutes"] <= 60


def test_secrets_reach_only_the_steps_that_need_them():
    for step in steps("track.yml"):
        secret = any("secrets." in value for value in step.get("env", {}).values())
        assert not secret or step["name"] in {"Collect announcements", "Check the policies", "Mail subscribers"}
        assert "${{" not in step.get("run", "")


def test_two_runs_never_overlap():
    assert workflow("track.yml")["concurrency"] == {"group": "track", "cancel-in-progress": False}


def test_what_the_workflow_commits_to_keep():
    """The cache is restored before the check and saved whatever happens; Pages gets the folder that is written."""
    names = [step.get("name") or step["uses"].partition("@")[0] for step in steps("track.yml")]
    assert names.index("Collect announcements") < names.index("Check the policies")
    assert names.index("Recall the last checks") < names.index("Check the policies") < names.index("Mail subscribers")
    assert names.index("Write feeds and pages") < names.index("actions/upload-pages-artifact")
    saved = next(step for step in steps("track.yml") if step.get("name") == "Remember the last checks")
    assert saved["if"] == "always()"


TEMPLATE = ROOT / "tracker/templates/start/track.yml"
INSTALLED = {TEMPLATE: "track", ROOT / "docs/examples/check-policy.yml": "check"}


def test_a_new_repository_gets_the_same_workflow():
    """`tracker init` writes a copy that installs the tracker instead of being it."""
    ours, theirs = workflow("track.yml"), yaml.safe_load(TEMPLATE.read_text())
    assert set(theirs.pop("env")) == {"POLICY_TRACKER"}
    for read in (ours, theirs):
        step = next(step for step in read["jobs"]["track"]["steps"] if step.get("name") == "Install")
        assert "pip install" in step.pop("run")
    assert ours == theirs


@pytest.mark.parametrize("path", INSTALLED, ids=lambda path: path.name)
def test_nothing_is_installed_until_the_operator_has_said_what(path, tmp_path):
    """A name alone could be taken by anybody, and the job may write to the repository."""
    read = yaml.safe_load(path.read_text())
    job = read["jobs"][INSTALLED[path]]
    given = {**read.get("env", {}), **job.get("env", {})}["POLICY_TRACKER"]
    (script,) = [step["run"] for step in job["steps"] if step.get("name") == "Install"]
    (tmp_path / "python").write_text('#!/bin/sh\necho "$@" >> installed\n')
    (tmp_path / "python").chmod(0o755)

    def install(source: str) -> subprocess.CompletedProcess:
        environ = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "POLICY_TRACKER": source}
        command = ["bash", "-e", "-c", script]
        return subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)

    for unfinished in (given, given.replace("OWNER", "ann"), given.replace("COMMIT", "0" * 40)):
        done = install(unfinished)
        assert done.returncode == 1
        assert "::error::Edit POLICY_TRACKER" in done.stdout
    assert not (tmp_path / "installed").exists()
    edited = given.replace("OWNER", "ann").replace("COMMIT", "0" * 40)
    assert install(edited).returncode == 0
    assert (tmp_path / "installed").read_text().split()[-1] == edited


@pytest.mark.skipif(not (Path(sys.executable).parent / "zizmor").exists(), reason="zizmor is not installed here")
def test_zizmor_finds_nothing():
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [program, "--offline", "--quiet", ROOT / ".github", TEMPLATE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
