"""The publisher's workflows, tried on a repository with two branches as GitHub would merge them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.workflow.job import ROOT, git, programs

EXAMPLES = sorted((ROOT / "docs/examples").glob("*.yml"))
OLD = (
    "# Privacy policy\n\n## Keeping\n\nWe keep personal data of our users for 30 days.\n\n## Changes\n\n"
    "We will e-mail you at least 14 days before any change of this policy takes effect.\n"
)


@pytest.fixture
def clone(tmp_path):
    """Branches main and draft; `merge(text)` checks out what GitHub checks out for a pull request."""
    folder = tmp_path / "repository"
    (folder / "texts").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "texts/privacy.md").write_text(OLD)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "The text in force")

    def merge(text: str) -> Path:
        git(folder, "checkout", "--quiet", "-b", "draft")
        (folder / "texts/privacy.md").write_text(text)
        git(folder, "commit", "--quiet", "-am", "A draft")
        git(folder, "checkout", "--quiet", "main")
        (folder / "other.txt").write_text("meanwhile on main")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "Something else")
        git(folder, "merge", "--quiet", "--no-ff", "-m", "Merge", "draft")
        return folder

    return merge


def compare(folder: Path, tmp_path: Path) -> subprocess.CompletedProcess:
    """Run the step "Compare" of check-policy.yml."""
    job = yaml.safe_load((ROOT / "docs/examples/check-policy.yml").read_text())["jobs"]["check"]
    step = next(step for step in job["steps"] if step.get("name") == "Compare")
    environ = {"PATH": f"{programs(tmp_path)}:{os.environ['PATH']}", "HOME": str(tmp_path), **job["env"]}
    environ |= {"NUMBER": "7", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "LANG": "C.UTF-8"}
    return subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def test_a_draft_without_a_late_enough_date_fails_and_annotates_its_lines(clone, tmp_path):
    folder = clone(OLD.replace("30 days", "two years"))
    done = compare(folder, tmp_path)
    assert done.returncode == 1, done.stderr
    assert re.search(r"^::error file=texts/privacy\.md::", done.stdout, re.MULTILINE)
    assert re.search(r"^::warning file=texts/privacy\.md,line=3,", done.stdout, re.MULTILINE)
    assert (folder / "answer/number").read_text().strip() == "7"
    assert "Not ready" in (folder / "answer/comment.md").read_text()
    assert (tmp_path / "summary.md").read_text() == (folder / "answer/comment.md").read_text()


def test_a_draft_that_keeps_the_promise_passes(clone, tmp_path):
    dated = OLD.replace("# Privacy policy\n", "# Privacy policy\n\nEffective as of 1 March 2099.\n")
    done = compare(clone(dated.replace("30 days", "two years")), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_draft_with_the_same_words_passes(clone, tmp_path):
    done = compare(clone(OLD.replace("of our users", "of our  users")), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("number", "head", "said"), [("7", "abc", "commented"), ("7; rm", "abc", ""), ("7", "old", "")]
)
def test_the_comment_is_put_only_under_the_pull_request_that_was_checked(tmp_path, number, head, said):
    job = yaml.safe_load((ROOT / "docs/examples/comment-policy.yml").read_text())["jobs"]["comment"]
    step = next(step for step in job["steps"] if step.get("name") == "Comment")
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "gh").write_text(f'#!/bin/sh\nif [ "$2" = view ]; then echo {head}; else echo "$@" > commented; fi\n')
    (tools / "gh").chmod(0o755)
    (tmp_path / "answer").mkdir()
    (tmp_path / "answer/number").write_text(number)
    (tmp_path / "answer/comment.md").write_text("### Ready\n")
    environ = {"PATH": f"{tools}:{os.environ['PATH']}", "CHECKED": "abc"}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=environ, capture_output=True, check=False)
    assert (tmp_path / "commented").exists() == bool(said)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_pinned_asks_for_little_and_passes_the_linter(path):
    read = yaml.safe_load(path.read_text())
    assert read["permissions"] == {}
    for line in path.read_text().splitlines():
        assert "uses:" not in line or re.search(r"uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("zizmor is not installed here")
    done = subprocess.run([program, "--offline", "--quiet", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
