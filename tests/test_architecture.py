"""Stages import only the model, the errors and libraries; effects live at the edges."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import tracker

PACKAGE = Path(tracker.__file__).parent
PROJECT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf8"))
STAGES = (
    "declare",
    "fetch",
    "extract",
    "segment",
    "doubt",
    "find",
    "diff",
    "classify",
    "notice",
    "archive",
    "publish",
    "mail",
)
PURE = ("extract", "segment", "doubt", "find", "diff", "classify", "notice", "pipeline", "publish")
SHARED = ("tracker.model", "tracker.errors", "tracker.templates")  # templates: the one Jinja environment
CONFINED = (
    "extract/confined.py"  # starts the process in which PDFs are read within limits: same bytes in, same text out
)
EFFECTS = {"requests", "urllib3", "git", "smtplib", "imaplib", "socket", "subprocess", "time", "http.server"}


def files_of(name: str) -> list[Path]:
    folder = PACKAGE / name
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{name}.py"]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if node.module == "tracker" else {node.module or ""}
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_the_model_the_errors_and_itself(stage):
    allowed = (*SHARED, f"tracker.{stage}")
    for path in files_of(stage):
        foreign = {name for name in imports(path) if name.startswith("tracker") and not _within(name, allowed)}
        assert not foreign, f"{path.relative_to(PACKAGE)} imports {sorted(foreign)}"


@pytest.mark.parametrize("stage", PURE)
def test_a_pure_stage_reads_no_clock_no_network_and_starts_no_process(stage):
    for path in files_of(stage):
        found = {name for name in imports(path) if _within(name, tuple(EFFECTS))}
        found -= {"subprocess"} if path.relative_to(PACKAGE).as_posix() == CONFINED else set()
        assert not found, f"{path.relative_to(PACKAGE)} imports {sorted(found)}"


@pytest.mark.parametrize(
    ("library", "edge"), [("requests", "fetch"), ("git", "archive"), ("smtplib", "mail"), ("urllib3", "fetch")]
)
def test_each_edge_has_one_door(library, edge):
    doors = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if any(_within(name, (library,)) for name in imports(path))
    }
    assert doors == {edge}


def test_the_model_imports_nothing_of_the_program_but_itself_and_the_errors():
    for path in files_of("model"):
        assert all(
            _within(name, ("tracker.model", "tracker.errors")) for name in imports(path) if name.startswith("tracker")
        )


def test_modules_stay_small():
    sizes = {path: len(path.read_text("utf8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert max(sizes.values()) <= 500, max(sizes, key=sizes.__getitem__)
    assert sorted(sizes.values())[len(sizes) // 2] <= 200


def _within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


OPTIONAL = {"playwright"}  # the extra [browser]


def test_what_the_program_imports_is_declared_and_what_is_declared_is_imported():
    declared = {
        re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line)[0]).lower() for line in PROJECT["project"]["dependencies"]
    }
    providers = packages_distributions()
    tops = {name.partition(".")[0] for path in PACKAGE.rglob("*.py") for name in imports(path)}
    foreign = tops - set(sys.stdlib_module_names) - {"tracker", ""} - OPTIONAL
    used = {re.sub(r"[-_.]+", "-", providers[top][0]).lower() for top in foreign}
    data_only = {"tzdata", "cssselect"}  # read by zoneinfo and by lxml
    halves = {"pydantic-core", "markupsafe"}  # of pydantic and of Jinja2, which pin them
    assert used - declared - halves == set()
    assert declared - used - data_only == set()
