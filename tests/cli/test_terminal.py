"""Nothing that a page says steers the operator's terminal or commands the runner of a workflow."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text
from typer.testing import CliRunner

from tests.stage import ENVIRON, PAGE, stage
from tracker.cli import app, main, terminal
from tracker.cli.terminal import Gate, safe, safe_json
from tracker.errors import InputError

ROOT = Path(__file__).parents[2]
EVIL = "::stop-commands::abc ##[error]here ::\u200b: :\u00ad:add-mask:: #\u200b#[x]"
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
DOTTED = re.compile(r"\b(output|errors)\.print\(")
IGNORED = re.compile("[\u00ad\u200b]")  # characters that the runner's comparison skips


def check_quiet(printed: str) -> None:
    printed = re.sub(
        r"(?m)^::warning::\w+ in policies\.toml is still an example .*\n", "", printed
    )  # the program's own
    assert not COMMAND.search(IGNORED.sub("", printed)), printed


@pytest.fixture
def here(tmp_path, monkeypatch):
    with stage(tmp_path / "repository") as made:
        monkeypatch.chdir(made.root)
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        for name, value in ENVIRON.items():
            monkeypatch.setenv(name, value)
        yield made


@given(st.text(alphabet=":# [a\u200b\u00ad\n", max_size=40))
def test_no_text_holds_a_workflow_command(monkeypatch_session, text):
    check_quiet(safe(text))


@pytest.fixture(scope="module")
def monkeypatch_session():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_ACTIONS", "true")
        yield patch


@pytest.mark.parametrize("width", [8, 20, 79])
def test_wrapping_and_styles_put_no_command_together(monkeypatch, width):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    console = Console(file=io.StringIO(), width=width)
    console.push_render_hook(Gate())
    console.print(f"Transfers to {EVIL} and {EVIL}", markup=False)
    console.print(Text.assemble(("Transfers:\n:", "red"), (":stop-commands::abc #", "blue"), ("#[error]", "green")))
    check_quiet(console.file.getvalue())


def test_elsewhere_text_keeps_its_colons(monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert safe("std::move ##[x]") == "std::move ##[x]"


def test_json_says_the_same_without_acting(monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    data = {"said": f"{EVIL} \x9b31m \u202e"}
    printed = safe_json(json.dumps(data, ensure_ascii=False))
    assert json.loads(printed) == data
    check_quiet(printed)
    assert not re.search("[\x9b\u202e]", printed)


def test_a_run_and_what_follows_it_pass_on_no_command_of_a_page(here):
    call = CliRunner().invoke
    call(app, ["run", "--now", "2027-03-01T06:00"])
    here.show(
        "acme-privacy",
        PAGE.replace("<h2>Contact</h2>", f"<h2>{EVIL}</h2><p>{EVIL} We sell personal data to {EVIL}.</p>"),
    )
    ran = call(app, ["run", "--now", "2027-03-02T06:00"])
    assert "material" in ran.stdout
    check_quiet(ran.output)
    for words in (["log"], ["diff"], ["show"], ["notice"], ["diff", "--markdown"], ["show", "--json"]):
        check_quiet(call(app, [words[0], "acme-privacy", *words[1:]]).output)


def test_an_error_that_quotes_a_page_steers_no_terminal(monkeypatch, capsys):
    def fails(*_, **__):
        raise InputError("The page says \x1b]0;owned\x07 \x9b31m and \u202e [bold].")

    monkeypatch.setattr(import_module("tracker.cli.app"), "app", fails)
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "[bold]" in said
    assert not re.search("[\x1b\x07\x9b\u202e]", said)


def test_progress_lines_steer_no_terminal(here, monkeypatch):
    def run_once(*_, progress, **__):
        progress("failed: \x1b[2J gone")
        raise InputError("enough")

    monkeypatch.setattr("tracker.cli.run_commands.run_once", run_once)
    assert "\x1b" not in CliRunner().invoke(app, ["run"]).output


def test_there_is_no_way_to_the_terminal_but_through_the_gate():
    """Whoever adds one reads here that text of a page has to be made safe first."""
    folder = Path(terminal.__file__).parent
    texts = {path.name: path.read_text() for path in folder.glob("*.py")}
    assert [name for name, text in texts.items() if re.search(r"\b(Console|print)\(", DOTTED.sub("", text))] == [
        "terminal.py"
    ]
    echoed = {call for text in texts.values() for call in re.findall(r"typer\.echo\((f\"|[\w.]+)", text)}
    assert echoed == {"safe", "safe_json", "secrets.token_urlsafe", "RENDER", 'f"'}


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", None])
def test_no_letter_of_a_policy_ends_the_program(encoding, tmp_path):
    page = tmp_path / "policy.html"
    page.write_text("<h1>Politique de confidentialité</h1><p>„Daten“ – 個人情報 → Ihre Rechte …</p>", "utf8")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    environ |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    environ |= {"PYTHONIOENCODING": encoding} if encoding else {}
    command = [sys.executable, "-m", "tracker", "extract", str(page)]
    text, data = (
        subprocess.run([*command, *more], capture_output=True, check=True, env=environ, cwd=ROOT).stdout
        for more in ((), ("--json",))
    )
    assert text.decode(encoding or "utf8").startswith("# Politique de confidentialit")
    assert ("個人情報".encode() in text) == (encoding is None)
    assert "個人情報" in json.loads(data.decode(encoding or "utf8"))["markdown"]
