"""Runs the shell steps of a workflow's job as GitHub's runner would: a fresh machine, a shallow clone, `bash -e`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


def workflow(name: str) -> dict:
    """A workflow of this repository; YAML reads the key `on` as true."""
    return yaml.safe_load((ROOT / ".github/workflows" / name).read_text())


@dataclass
class Runner:
    """A remote with secrets; every `run` is a new machine that knows nothing but the cache."""

    place: Path
    remote: Path
    secrets: Mapping[str, str]
    cache: dict[str, bytes] = field(default_factory=dict)
    runs: int = 0
    outcomes: dict[str, str] = field(default_factory=dict)
    shown: Path | None = None

    def whole(self, jobs: Mapping[str, dict]) -> dict[str, str]:
        """Run the jobs of a workflow, each after those it needs; how each ended, a skipped one as GitHub calls it."""
        ended, outputs = {}, {}
        for name, job in jobs.items():
            needed = job.get("needs")
            if needed and (ended[needed] != "success" or not self._wanted(job, needed, outputs[needed])):
                ended[name] = "skipped"
                continue
            try:
                self.run(job)
                ended[name] = "success"
            except AssertionError:
                ended[name] = "failure"
            outputs[name] = {key: self._value(text) for key, text in job.get("outputs", {}).items()}
        return ended

    def _wanted(self, job: dict, needed: str, outputs: Mapping[str, str]) -> bool:
        match = re.fullmatch(rf"needs\.{needed}\.outputs\.(\w+) == '(\w+)'", job.get("if", ""))
        assert match or "if" not in job, job["if"]
        return match is None or outputs[match[1]] == match[2]

    def run(self, job: dict) -> tuple[Path, str]:
        """Run a job; the clone and all that was printed."""
        self.runs += 1
        self.outcomes.clear()
        machine = self.place / f"machine-{self.runs}"
        home, clone = machine / "home", machine / "clone"
        home.mkdir(parents=True)
        environ = {"PATH": f"{programs(machine)}:{os.environ['PATH']}", "HOME": str(home), "CI": "true"}
        environ |= {"GITHUB_ACTIONS": "true", "GIT_CONFIG_NOSYSTEM": "1", "LANG": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0"}
        _call(["git", "clone", "--quiet", "--depth=1", self.remote.as_uri(), str(clone)], machine, environ)
        printed = ""
        for step in job["steps"]:
            local = {name: self._value(text) for name, text in {**job.get("env", {}), **step.get("env", {})}.items()}
            if "if" in step and not _holds(step["if"], local):
                self.outcomes[step.get("id", "")] = "skipped"
                continue
            uses, given = step.get("uses", "").partition("@")[0], step.get("with", {})
            if uses == "actions/cache/restore":
                self._restore(clone / given["path"], given["path"])
            elif uses == "actions/cache/save":
                self.cache[given["path"]] = (clone / given["path"]).read_bytes()
            elif uses == "actions/upload-pages-artifact":
                self.shown = clone / given["path"]
            elif "run" in step and step.get("name") != "Install":
                try:
                    printed += _call(["bash", "-e", "-c", step["run"]], clone, environ | local)
                except AssertionError as failed:
                    if not step.get("continue-on-error"):
                        raise
                    self.outcomes[step["id"]], printed = "failure", f"{printed}{failed}"
        return clone, printed

    def _restore(self, path: Path, key: str) -> None:
        if key in self.cache:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.cache[key])

    def _value(self, text: str) -> str:
        return EXPRESSION.sub(lambda match: self._expression(match[1]), str(text))

    def _expression(self, words: str) -> str:
        if match := re.fullmatch(r"steps\.(\w+)\.outcome", words):
            return self.outcomes.get(match[1], "success")
        name, _, test = words.removeprefix("secrets.").partition(" ")
        value = self.secrets.get(name, "")
        assert words.startswith("secrets."), words
        assert test in {"", "!= ''"}, words
        return value if not test else str(value != "").lower()


def _holds(condition: str, environ: Mapping[str, str]) -> bool:
    if condition == "always()":
        return True
    match = re.fullmatch(r"env\.(\w+) == '(\w*)'", condition)
    assert match, condition
    return environ.get(match[1], "") == match[2]


def programs(machine: Path) -> Path:
    """A folder with `tracker` in it: what the step "Install" would have left."""
    programs = machine / "bin"
    programs.mkdir()
    script = programs / "tracker"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tracker "$@"\n')
    script.chmod(0o755)
    return programs


def _call(command: list[str], folder: Path, environ: Mapping[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, f"{command[-1]}\nexit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def git(folder: Path, *words: str) -> str:
    """Call git with an identity of its own, as a person at a keyboard would have."""
    assert shutil.which("git")
    identity = ["-c", "user.name=Ann", "-c", "user.email=ann@watcher.example"]
    return subprocess.run(["git", "-C", folder, *identity, *words], check=True, capture_output=True, text=True).stdout
