"""The workflows ask for little, pin what they use, and pass a linter for security."""

from __future__ import annotations

import difflib
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


def test_a_new_repository_gets_the_same_workflow():
    """`tracker init` writes a copy that installs the tracker instead of being it."""
    ours = (ROOT / ".github/workflows/track.yml").read_text()
    theirs = (ROOT / "tracker/templates/start/track.yml").read_text()
    differ = [line for line in difflib.ndiff(ours.splitlines(), theirs.splitlines()) if line[:1] in "+-"]
    assert len(differ) == 5
    assert all(line[2:].lstrip().startswith(("#", "run: python -m pip install")) for line in differ)
    assert yaml.safe_load(ours)["jobs"]["pages"] == yaml.safe_load(theirs)["jobs"]["pages"]


@pytest.mark.skipif(not (Path(sys.executable).parent / "zizmor").exists(), reason="zizmor is not installed here")
def test_zizmor_finds_nothing():
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [program, "--offline", "--quiet", ROOT / ".github"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
