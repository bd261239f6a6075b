"""What the README and the guide say is what the program does."""

from __future__ import annotations

import re
import shlex

import pytest
import typer.main

from tests.workflow.job import ROOT
from tracker import errors
from tracker.cli.app import app
from tracker.declare import load_text
from tracker.mail import parse_subscribers

README = (ROOT / "README.md").read_text()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = typer.main.get_command(app).commands
EXAMPLE = re.compile(r"(?:^\$ |`)(?:[A-Z_]+=\S+ )?(tracker [a-z][^`\n&]*)", re.MULTILINE)


def section(heading):
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_every_command_is_in_the_readme_and_every_one_there_exists():
    documented = re.findall(r"^\| `([a-z-]+)` \|", section("Commands"), re.MULTILINE)
    assert sorted(documented) == sorted(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_an_example_here_and_in_its_help(name):
    row = next(line for line in section("Commands").splitlines() if line.startswith(f"| `{name}` |"))
    assert f"`tracker {name}" in row
    assert f"tracker {name}" in COMMANDS[name].help


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_and_options_named_in_documents_exist(path):
    for words in EXAMPLE.findall(path.read_text()):
        _, name, *rest = shlex.split(words)
        assert name in COMMANDS, words
        known = {
            option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word.partition("=")[0] for word in rest if word.startswith("-")} <= known | {"--help"}, words


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", path.read_text())  # what stands as code is no link
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_exit_codes_are_documented():
    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.TrackerError)
    }
    table = {
        int(code)
        for row in re.findall(r"^\| ([\d, ]+) \|", section("Commands"), re.MULTILINE)
        for code in row.split(",")
    }
    assert codes | {0, 1} <= table


def test_every_variable_is_documented():
    used = {
        name
        for path in (ROOT / "tracker").rglob("*.py")
        for name in re.findall(r"\bTRACKER_[A-Z_]+\b", path.read_text())
    }
    assert used == set(re.findall(r"^\| `(TRACKER_[A-Z_]+)`", section("Configuration"), re.MULTILINE))


def toml_in(path):
    return [block.replace("\n   ", "\n") for block in re.findall(r"```toml\n(.*?)```", path.read_text(), re.DOTALL)]


def test_the_declarations_of_the_readme_are_valid(tmp_path):
    (block,) = toml_in(ROOT / "README.md")
    project = load_text(block, tmp_path)
    assert [policy.id for policy in project.policies] == ["acme-privacy"]


def test_the_subscribers_of_the_guide_are_valid():
    block = next(block for block in toml_in(ROOT / "docs/mail.md") if "[[subscriber]]" in block)
    assert len(parse_subscribers(block, "docs/mail.md")) == 2


def test_the_make_targets_of_the_documents_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in DOCUMENTS:
        assert set(re.findall(r"(?:^\$ |`)make (\w+)", path.read_text(), re.MULTILINE)) <= targets


def test_the_readme_leads_to_every_document():
    linked = set(re.findall(r"\]\((docs/[^)#\s]+)", README))
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")} <= linked
