"""The command line as people call it: what it prints, its JSON, its exit codes, its errors."""

from __future__ import annotations

import json
import re
import socket
import subprocess

import pytest
import yaml
from typer.testing import CliRunner

from tests.stage import ENVIRON, PAGE, stage
from tracker.cli import app, main

BEFORE = "# Privacy policy\n\n## Keeping\n\nWe keep personal data for 30 days.\n\n## Changes\n\n"
RULE = "We will e-mail you at least 10 days before a change of this policy takes effect.\n"
OLD = BEFORE + RULE
NEW = OLD.replace("30 days", "24 months")


@pytest.fixture
def here(tmp_path, monkeypatch):
    with stage(tmp_path / "repository") as made:
        monkeypatch.chdir(made.root)
        for name, value in ENVIRON.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def pair(tmp_path):
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    return str(tmp_path / "old.md"), str(tmp_path / "new.md")


def call(*words: str, code: int = 0):
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result


def calling_fails(capsys, monkeypatch, *words: str) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["tracker", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    return stopped.value.code, capsys.readouterr().err


def changed(here):
    call("run", "--now", "2027-03-01T06:00")
    here.show("acme-privacy", PAGE.replace("30 days", "24 months"))
    return json.loads(call("run", "--json", "--now", "2027-03-02T06:00").stdout)


def test_run_prints_a_table_and_json(here):
    table = call("run", "--now", "2027-03-01T06:00")
    assert "acme-privacy" in table.stdout
    assert "1 checked, 0 unchanged, 1 versions committed" in " ".join(table.stdout.split())
    here.show("acme-privacy", PAGE.replace("30 days", "24 months"))
    report = json.loads(call("run", "--json", "--now", "2027-03-02T06:00").stdout)
    assert report["schema"] == "tracker/run@1"
    assert report["policies"][0]["verdict"] == "material"


def test_run_exits_1_where_a_policy_failed(here):
    here.declare("acme-privacy", "gone-privacy")
    assert "gone" in call("run", code=1).stdout


def test_run_warns_of_a_policy_that_is_stuck_and_of_a_push_that_failed(here):
    here.declare("gone-privacy", settings="failures_before_alert = 1")
    here.git("remote", "add", "origin", str(here.root.parent / "nowhere.git"))
    answer = call("run", code=3)
    assert "gone-privacy has failed or been held several times in a row: gone: The server answered 404" in answer.stderr
    assert "not pushed" in answer.stdout
    assert "nowhere.git" in answer.stderr


def test_status_log_show_and_diff_tell_what_is_on_file(here):
    report = changed(here)
    assert re.search(r"acme-privacy\s+ok\s+2027-03-02 06:00\s+2027-03-02 material", call("status").stdout)
    log = json.loads(call("log", "acme-privacy", "--json").stdout)
    assert [entry["id"] for entry in log] == [report["policies"][0]["change"]]
    shown = call("show", "acme-privacy").stdout
    assert "How long we keep it" in shown
    assert "e-mail" in shown
    assert "24 months" in call("show", "acme-privacy", "--change", log[0]["id"][:6]).stdout
    assert "for [-30 days-] {+24 months+} after" in call("diff", "acme-privacy").stdout


def test_diff_compares_a_policy_on_two_days(here):
    changed(here)
    here.show("acme-privacy", PAGE.replace("30 days", "36 months"))
    call("run", "--now", "2027-03-05T06:00")
    both = json.loads(call("diff", "acme-privacy", "--from", "2027-03-01", "--json").stdout)
    assert "36 months" in both["summary"]
    assert "30 days" in both["summary"]
    first = json.loads(call("diff", "acme-privacy", "--from", "2027-03-01", "--to", "2027-03-04", "--json").stdout)
    assert "24 months" in first["summary"]
    same = json.loads(call("diff", "acme-privacy", "--from", "2027-03-02", "--to", "2027-03-04", "--json").stdout)
    assert same["verdict"] == "noise"


def test_diff_of_two_days_reads_both_with_todays_program(here):
    call("run", "--now", "2027-03-01T06:00")
    path = here.root / "snapshots/acme-privacy/policy.md"
    path.write_text("# As an older program read it\n")
    here.git("commit", "-qam", "As an older program left it", "--date", "2027-03-01T07:00Z")
    call("reprocess", "--now", "2027-03-02T06:00")
    assert "older" not in path.read_text()
    same = json.loads(call("diff", "acme-privacy", "--from", "2027-03-01", "--json").stdout)
    assert (same["verdict"], same["noise_kind"]) == ("noise", "same_words")


def test_diff_of_two_days_takes_the_recorded_texts_where_a_page_cannot_be_read(here):
    changed(here)
    here.declare("other-privacy")  # how acme-privacy is to be read is no longer known
    again = call("diff", "acme-privacy", "--from", "2027-03-01")
    assert "24 months" in again.stdout
    assert "compared are the texts as they were recorded" in again.stderr


def test_a_day_before_the_history_here_begins_is_told(here, capsys, monkeypatch):
    call("run")
    code, said = calling_fails(capsys, monkeypatch, "diff", "acme-privacy", "--from", "2020-01-01")
    assert code == 2
    assert re.search(r"The first version of acme-privacy on file is of 20\d\d-\d\d-\d\d", said)


def test_an_unknown_policy_is_answered_with_those_there_are(here, capsys, monkeypatch):
    call("run")
    code, said = calling_fails(capsys, monkeypatch, "log", "acme")
    assert code == 2
    assert "acme-privacy" in said


def test_diff_of_two_files_and_its_exit_codes(pair):
    old, new = pair
    assert "30 days" in call("diff", old, new).stdout
    assert json.loads(call("diff", old, new, "--json").stdout)["verdict"] == "material"
    call("diff", old, new, "--exit-code", code=12)
    call("diff", old, old, "--exit-code")


def test_diff_writes_a_page_and_markdown(pair, tmp_path):
    old, new = pair
    call("diff", old, new, "--html", str(tmp_path / "diff.html"))
    page = (tmp_path / "diff.html").read_text()
    assert "24 months" in page
    assert "<del" in page
    assert "24 months" in call("diff", old, new, "--markdown").stdout


def test_extract_prints_markdown_and_its_outline(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    text = call("extract", str(tmp_path / "page.html")).stdout
    assert "## How long we keep it" in text
    assert "Home" not in text
    assert "Changes to this policy" in call("extract", str(tmp_path / "page.html"), "--outline").stdout


def test_notice_says_what_is_promised(pair):
    old, _ = pair
    assert "10 days" in call("notice", old).stdout
    assert json.loads(call("notice", old, "--json").stdout)["tiers"][0]["lead"]["value"] == 10


def test_check_names_the_earliest_day_and_fails_before_it(pair):
    old, new = pair
    late = call("check", old, new, "--today", "2027-03-01", "--effective", "2027-03-11")
    assert "2027-03-11 at the earliest" in " ".join(late.stdout.split())
    early = call("check", old, new, "--today", "2027-03-01", "--effective", "2027-03-10", code=1)
    assert "PROBLEM" in early.stdout
    github = call("check", old, new, "--today", "2027-03-01", "--format", "github", code=1).stdout
    assert re.search(r"^::error file=.*::", github, re.MULTILINE)
    assert re.search(r"^::warning file=.*,line=3,endLine=\d+::", github, re.MULTILINE)
    assert "### Not ready" in call("check", old, new, "--today", "2027-03-01", "--format", "markdown", code=1).stdout


def test_check_counts_what_another_document_promises(tmp_path, pair):
    old, new = pair
    terms = tmp_path / "terms.md"
    terms.write_text("# Terms\n\n## Changes\n\nWe may change our policies. We will e-mail you 60 days before.\n")
    day = ("--today", "2027-03-01", "--effective", "2027-03-11")
    said = call("check", old, new, *day, "--with", terms, code=1).stdout
    assert "2027-04-30 at the earliest" in " ".join(said.split())
    assert "“terms.md” (line 5)" in said


class TestWithoutAnEnding:
    """`git show HEAD:privacy.md | tracker check - privacy.md`: the promise in force must not be lost with the name."""

    EARLY = ("--today", "2027-03-01", "--effective", "2027-03-05")

    @pytest.mark.parametrize("text", [OLD, "<!-- ours -->\n" + OLD, "\n\n" + OLD])
    def test_markdown_is_known_by_its_headings(self, pair, tmp_path, text):
        (tmp_path / "old").write_text(text)
        for old, given in (("-", text), (str(tmp_path / "old"), None)):
            answer = CliRunner().invoke(app, ["check", old, pair[1], *self.EARLY], input=given)
            assert answer.exit_code == 1
            assert "may take effect on 2027-03-11 at the earliest" in answer.stdout
            assert "was: “We keep personal data for 30 days.”" in answer.stdout

    def test_so_is_one_that_promises_under_a_title_of_its_own(self, tmp_path):
        text = (
            "# Sub-processors\n\n| Company | Purpose |\n|---|---|\n| Gannet | servers |\n\n## New sub-processors\n\n"
            "We will inform customers by e-mail at least 30 days before a new sub-processor starts.\n"
        )
        (tmp_path / "new.md").write_text(
            text.replace("| Gannet | servers |\n", "| Gannet | servers |\n| Tern | mail |\n")
        )
        answer = CliRunner().invoke(app, ["check", "-", str(tmp_path / "new.md"), *self.EARLY], input=text)
        assert answer.exit_code == 1
        assert "A row was added to a table." in answer.stdout
        assert "e-mail, at least 30 days before" in answer.stdout

    @pytest.mark.parametrize("start", ["<!DOCTYPE html>", "\ufeff\n<html>", "<!-- a --><html>", "<div>"])
    def test_a_page_is_known_by_its_markup(self, start):
        page = f"{start}<pre>\n# no title\n</pre><h1>Privacy</h1><p>We keep personal data for 30 days.</p>"
        said = CliRunner().invoke(app, ["extract", "-"], input=page).stdout
        assert "<h1>" not in said
        assert "# Privacy\n" in said


def test_check_shows_at_a_terminal_all_that_matters_with_its_words(tmp_path):
    (old := tmp_path / "old.md").write_text(OLD)
    (new := tmp_path / "new.md").write_text(
        NEW.replace("## Changes", "## Sharing\n\nWe sell your name to advertisers.\n\n## Changes")
    )
    said = call("check", str(old), str(new), "--today", "2027-03-01", "--effective", "2027-03-11").stdout
    for words in (
        "- material, in “Keeping”: A period changed from 30 days to 24 months.",
        "    was: “We keep personal data for 30 days.”",
        "    now: “We keep personal data for 24 months.”",
        "    now: “We sell your name to advertisers.”",
        "The text in force promises:\n- Any change: e-mail, at least 10 days before it takes effect.",
    ):
        assert words in said
    assert "“”" not in said


def test_check_finds_a_weakened_rule(tmp_path, pair):
    weaker = tmp_path / "weaker.md"
    weaker.write_text(OLD.replace("10 days", "2 days"))
    answer = call("check", pair[0], str(weaker), "--today", "2027-03-01", "--effective", "2027-06-01", code=1).stdout
    assert "notice rule" in answer


def test_text_of_a_policy_cannot_start_a_workflow_command(tmp_path, pair):
    evil = tmp_path / "evil.md"
    evil.write_text(OLD + "\n## Selling\n\nWe sell personal data to anyone.%0A::set-output name=x::1\n")
    answer = call("check", pair[0], str(evil), "--format", "github", "--today", "2027-03-01", code=1).stdout
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in answer.splitlines())


def test_escape_sequences_of_a_page_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "page.md").write_text("# Privacy \x1b[31m\n\nWe keep \x1b]0;owned\x07data.\u202e\n")
    assert not re.search("[\x1b\x07\u202e]", call("extract", str(tmp_path / "page.md")).stdout)


def test_init_makes_a_repository_that_runs_and_keeps_what_is_there(tmp_path, capsys, monkeypatch):
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / ".gitignore").write_text("mine\n")
    answer = call("init", str(folder))
    assert "kept" in answer.stdout
    assert (folder / ".gitignore").read_text() == "mine\n"
    assert (folder / ".git").is_dir()
    assert (folder / ".github/workflows/track.yml").is_file()
    call("run", "--root", str(folder))


def test_init_inside_a_repository_puts_the_workflow_where_github_looks_for_it(tmp_path):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    call("init", str(tmp_path / "legal/policies"))
    workflow = yaml.safe_load((tmp_path / ".github/workflows/track.yml").read_text())
    assert workflow["env"]["TRACKER_ROOT"] == "legal/policies"
    paths = {step["with"]["path"] for step in workflow["jobs"]["track"]["steps"] if "path" in step.get("with", {})}
    assert paths == {"legal/policies/feeds", "legal/policies/snapshots/_state/status.json"}
    assert not (tmp_path / "legal/policies/.github").exists()


def test_a_path_that_cannot_be_written_is_told_without_a_traceback(tmp_path, capsys, monkeypatch):
    (tmp_path / ".github").write_text("a file where a folder should be")
    code, said = calling_fails(capsys, monkeypatch, "init", str(tmp_path))
    assert code == 2
    assert str(tmp_path / ".github") in said
    assert "Check the path" in said


def test_init_writes_no_workflow_for_a_folder_that_could_mean_something_else(tmp_path, capsys, monkeypatch):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    code, said = calling_fails(capsys, monkeypatch, "init", str(tmp_path / '"a: b'))
    assert code == 2
    assert "cannot name safely" in said
    assert not (tmp_path / ".github").exists()


def test_add_shows_what_was_read_and_keeps_comments(here):
    path = here.root / "policies.toml"
    path.write_text("# our own words\n" + path.read_text())
    here.show("terms", PAGE.replace("Privacy policy", "Terms of use").replace("Privacy – Acme", "Terms – Acme"))
    answer = call("add", here.site.url("/terms"), "--service", "Acme", "--allow-private")
    assert "How long we keep it" in answer.stdout
    text = path.read_text()
    assert text.startswith("# our own words")
    assert 'id = "acme-terms"' in text
    assert len(json.loads(call("run", "--json").stdout)["policies"]) == 2


def test_add_answers_a_home_page_with_the_policies_it_links_to(here, capsys, monkeypatch):
    here.show("home", '<h1>Kites</h1><p>The best kites of the coast.</p><a href="/acme-privacy">Privacy policy</a>')
    url = here.site.url("/home")
    code, said = calling_fails(capsys, monkeypatch, "add", url, "--allow-private")
    assert code == 2
    assert "links to these" in said.replace("\n", " ")
    assert "home" not in (here.root / "policies.toml").read_text()


def test_add_names_what_another_site_holds_and_offers_a_way_on(here, capsys, monkeypatch):
    links = '<footer><a href="https://rules.group.example/agb">AGB</a> <a href="/acme-privacy">Datenschutz</a></footer>'
    here.show("home", f"<h1>Drachen</h1><p>Die besten Drachen der Küste, von Hand genäht.</p>{links}")
    code, said = calling_fails(capsys, monkeypatch, "add", here.site.url("/home"), "--allow-private")
    assert code == 2
    assert "on another site" in said
    assert "rules.group.example" in said
    assert "add --kind" in said
    assert [path for path in here.site.paths() if path != "/robots.txt"] == ["/home"]  # nothing that was found is asked


def test_add_says_that_a_page_is_followed_already_also_through_a_redirect(here, capsys, monkeypatch):
    here.site.routes["/old"] = (301, {"Location": "/acme-privacy"}, b"")
    for path in ("/acme-privacy", "/old"):
        code, said = calling_fails(capsys, monkeypatch, "add", here.site.url(path), "--allow-private")
        assert code == 2
        assert "followed already, as acme-privacy" in said


def test_a_policy_without_a_version_is_shown_with_what_stands_in_its_way(here, capsys, monkeypatch):
    here.declare("acme-privacy", here.entry("gone"), here.entry("wall"))
    here.show(
        "wall", "<h1>Access denied</h1><p>You have been blocked. Ask the owner of the site to let you in again.</p>"
    )
    CliRunner().invoke(app, ["run", "--now", "2027-03-01T06:00:00Z"])
    said = call("status").stdout
    assert "gone failed once; gone: The server answered 404" in " ".join(said.split())
    assert "wall held: The page refuses access" in " ".join(said.split())
    for policy, told in (("gone", "look for its new address"), ("wall", "held: The page refuses access")):
        code, said = calling_fails(capsys, monkeypatch, "show", policy)
        assert code == 2
        assert told in " ".join(said.split())


def test_add_finds_a_free_id_names_the_page_read_and_says_what_it_understood(here):
    here.show("second", PAGE.replace("kites", "boats"))
    here.site.routes["/boats"] = (302, {"Location": "/second"}, b"")
    answer = call("add", here.site.url("/boats"), "--allow-private")
    assert "acme-privacy-2" in answer.stdout  # the service is that of the policy declared for the same host
    assert f"leads to {here.site.url('/second')}" in answer.stderr
    assert re.search(r"language en, \d+ words, 6 sections", answer.stdout)


def test_add_says_what_to_do_next_for_every_common_failure(here, capsys, monkeypatch, tmp_path):
    here.site.routes["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /closed\n")
    here.site.routes["/picture"] = (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(50))
    here.site.routes["/broken.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 nothing %%EOF")
    here.show("closed", PAGE.replace("kites", "boats"))
    here.show(
        "wall", "<h1>Access denied</h1><p>You have been blocked. Ask the owner of the site to let you in again.</p>"
    )
    here.show(
        "story", "<h1>A day out</h1><p>" + "The wind was fine and the children of the club flew high. " * 5 + "</p>"
    )
    for path, told in (
        ("/nowhere", "shows what the home page links to"),
        ("/closed", "add --ignore-robots"),
        ("/picture", "declare another address"),
        ("/broken.pdf", "damaged"),
        ("/wall", "holds no policy"),
        ("/story", "add --kind"),
    ):
        code, said = calling_fails(capsys, monkeypatch, "add", here.site.url(path), "--allow-private")
        assert code == 2
        assert told in " ".join(said.split())
        assert here.site.url(path) in said
    code, said = calling_fails(capsys, monkeypatch, "add", "acme.example/privacy")
    assert "https://acme.example/privacy" in said
    call("add", here.site.url("/closed"), "--allow-private", "--ignore-robots")
    call("add", here.site.url("/story"), "--allow-private", "--kind", "other")
    assert "ignore_robots = true" in (here.root / "policies.toml").read_text()


def test_subscribers_are_shown_without_their_addresses_and_a_key_can_be_made(here):
    answer = call("subscribers").stdout
    assert "a…@example.org" in answer
    assert "ann@" not in answer
    assert len(call("subscribers", "--new-key").stdout.strip()) >= 32


def test_reprocess_and_publish_change_nothing_where_nothing_changed(here):
    changed(here)
    head = here.git("rev-parse", "HEAD")
    assert json.loads(call("reprocess", "--json").stdout)["refreshed"] == []
    call("publish")
    assert here.git("rev-parse", "HEAD") == head


def test_reprocess_commits_a_better_reading_as_technical(here):
    changed(here)
    path = here.root / "snapshots/acme-privacy/policy.md"
    path.write_text("# Read by an older program\n")
    here.git("commit", "-qam", "As an older program left it")
    assert json.loads(call("reprocess", "--json").stdout)["refreshed"] == ["acme-privacy"]
    assert "24 months" in path.read_text()
    assert here.git("log", "-1", "--format=%(trailers:key=Verdict,valueonly)").strip() == "technical"
    assert len(here.records("acme-privacy")) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "--now", "yesterday"), "--now 'yesterday' is not a time"),
        (("run", "--now", "9999-12-31T23:59:59-14:00"), "is no year that a policy could be checked in"),
        (("diff", "acme-privacy", "--from", "2027-01-02", "--to", "2027-01-01"), "name the earlier day first"),
        (("run", "--only", "nobody"), "No policy is called nobody"),
        (("diff", "missing.md", "other.md"), "missing.md cannot be read"),
        (("check", "missing.md", "other.md"), "missing.md cannot be read"),
        (("diff", "acme-privacy", "--from", "2020-01-01"), "No version of 'acme-privacy' is on file"),
        (("diff", "acme-privacy", "--from", "soon"), "--from 'soon' is not a date"),
        (("inbox", "missing"), "missing does not exist"),
        (("serve",), "holds no index.html yet"),
        (("init", "policies.toml"), "policies.toml cannot be made a folder"),
        (("init", "policies.toml/inside"), "policies.toml/inside cannot be made a folder"),
    ],
)
def test_bad_input_exits_2_and_says_what_to_do(here, capsys, monkeypatch, words, said):
    code, text = calling_fails(capsys, monkeypatch, *words)
    assert code == 2
    assert said in text.replace("\n", " ")


@pytest.mark.parametrize("content", ["{}", "[]", "7", "{", '{"none_found": false, "tiers": 3}', "[" * 100_000])
def test_a_rule_that_is_none_is_told(pair, tmp_path, capsys, monkeypatch, content):
    (tmp_path / "rule.json").write_text(content)
    code, said = calling_fails(capsys, monkeypatch, "check", *pair, "--rule", str(tmp_path / "rule.json"))
    assert code == 2
    assert "holds no notice rule as `tracker notice FILE --json` prints it" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("diff", "--html", "/nonexistent/x.html"), "/nonexistent/x.html cannot be written"),
        (("check", "--country", "zz"), "--country 'zz' is no country whose holidays are known"),
        (("check", "--country", "de"), "did you mean 'DE'?"),
    ],
)
def test_bad_options_beside_two_texts_are_told(pair, capsys, monkeypatch, words, said):
    code, text = calling_fails(capsys, monkeypatch, words[0], *pair, *words[1:])
    assert code == 2
    assert said in text


def test_a_port_that_cannot_be_had_is_told(here, capsys, monkeypatch):
    call("run")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, text = calling_fails(capsys, monkeypatch, "serve", "--port", str(port))
    assert code == 2
    assert f"Port {port} cannot be used" in text
    assert calling_fails(capsys, monkeypatch, "serve", "--port", "99999")[0] == 2


def test_a_bad_declaration_names_file_entry_and_key(here, capsys, monkeypatch):
    path = here.root / "policies.toml"
    path.write_text(path.read_text().replace('kind = "privacy"', 'kind = "privat"\nselct = ["main"]'))
    code, text = calling_fails(capsys, monkeypatch, "run")
    assert code == 2
    for word in ("policies.toml", "acme-privacy", "kind", "selct", "select"):
        assert word in text


def test_every_command_has_help_with_an_example():
    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert "Example" in call(name, "--help").stdout, name


def test_a_declared_law_is_held_against_changes_and_asked_of_drafts(here, pair):
    here.declare(here.entry("acme-privacy", extra='applies = ["eu-p2b"]'))
    changed(here)
    told = " ".join(call("notice", "acme-privacy").stdout.split())
    assert "not legal advice" in told.lower() or "no legal advice" in told.lower()
    data = json.loads(call("notice", "acme-privacy", "--json").stdout)
    assert [law["baseline"] for laws in data["baselines"].values() for law in laws] in ([], ["eu-p2b"])
    old, new = pair
    late = call("check", old, new, "--today", "2027-03-01", "--effective", "2027-03-12", "--applies", "eu-p2b", code=1)
    assert "2027-03-16" in late.stdout
    assert "No legal baseline is called" in str(
        CliRunner().invoke(app, ["check", old, new, "--applies", "moon"]).exception
    )


TERMS_PAGE = (
    "<html><body><main><h1>Terms of Acme</h1><p>These terms govern the service of Acme. You may use it as you like, and "
    "you may stop at any time.</p><h2>Changes</h2><p>We may change these Terms and our Privacy Policy. We will send you a "
    "letter at least 30 days before a change takes effect. You may object within 60 days of the notice.</p></main></body></html>"
)


def test_promises_of_the_terms_are_read_with_the_policy_and_the_day_to_object_is_named(here):
    here.declare(here.entry("acme-privacy", extra='rules_from = ["acme-terms"]'), here.entry("acme-terms"))
    here.show("acme-terms", TERMS_PAGE)
    call("run", "--now", "2027-02-28T06:00")
    changed(here)
    said = " ".join(call("notice", "acme-privacy", "--now", "2027-03-03").stdout.split())
    assert "It is read together with" in said
    assert "(acme-terms, lines" in said
    assert "> acme-terms, line" in said
    assert "You may object before 1 May 2027" in said  # 60 days after 1 March, the last check without the change
    late = " ".join(call("notice", "acme-privacy", "--now", "2027-05-01").stdout.split())
    assert "You may object before" not in late


def test_add_on_a_private_address_names_the_option_that_it_reads(here, capsys, monkeypatch):
    here.declare(settings="title = 'Ours'")
    path = here.root / "policies.toml"
    path.write_text(path.read_text().replace("allow_private_addresses = true", ""))
    code, said = calling_fails(capsys, monkeypatch, "add", here.site.url("/acme-privacy"))
    assert code == 2
    assert "add --allow-private" in said
    assert "allow_private_addresses" not in said


def test_examples_in_the_settings_are_named_until_they_are_replaced(tmp_path):
    call("init", str(tmp_path))
    for command in ("run", "status"):
        said = call(command, "--root", str(tmp_path)).stderr
        for key in ("contact", "base_url", "mail_from"):
            assert f"{key} in policies.toml is still an example" in said
        assert "`tracker add URL` declares one" in said
    path = tmp_path / "policies.toml"
    text = path.read_text().replace("example.github.io", "kites.github.io").replace("@example.org", "@kites.test")
    path.write_text(text)
    assert "still an example" not in call("status", "--root", str(tmp_path)).stderr
    path.write_text(text.replace('"policies@kites.test"', '"Kites <policies@example.org>"'))
    assert "mail_from in policies.toml is still an example" in call("status", "--root", str(tmp_path)).stderr


def test_on_github_an_error_stands_on_the_page_of_the_run(capsys, monkeypatch, tmp_path):
    (tmp_path / "policies.toml").write_text('[tracker]\ndelay = "50%"\ntimeout = 0\n')
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, said = calling_fails(capsys, monkeypatch, "run", "--root", str(tmp_path))
    assert code == 2
    (line,) = said.splitlines()
    assert line.startswith("::error::2 problems in the declarations:%0A")
    assert "50%25" in line
    monkeypatch.delenv("GITHUB_ACTIONS")
    assert calling_fails(capsys, monkeypatch, "run", "--root", str(tmp_path))[1].startswith("tracker: 2 problems")


def test_a_fault_of_the_tracker_is_never_taken_for_trouble_of_some_policies(here, capsys, monkeypatch):
    """The scheduled job goes on after exit code 1; words of a page in the traceback command no runner."""

    def broken(*_words, **_named):
        raise ValueError("quoted from a page:\n::stop-commands::x")

    monkeypatch.setattr("tracker.cli.run_commands.publish_archive", broken)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setattr("sys.argv", ["tracker", "publish"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 4
    said = capsys.readouterr().err
    assert "in broken" in said
    assert "::stop-commands" not in said
    assert re.search("^::error::A fault of the tracker", said, re.MULTILINE)


def test_a_withdrawal_is_called_that_wherever_it_is_shown(here):
    changed(here)
    here.show("acme-privacy", PAGE)
    name = json.loads(call("run", "--json", "--now", "2027-03-03T06:00").stdout)["policies"][0]["change"]
    for words in (("diff", "acme-privacy"), ("show", "acme-privacy", "--change", name), ("log", "acme-privacy")):
        said = call(*words).stdout
        assert "withdrawn" in said
        assert not said.startswith("noise")
    files = (str(here.root / "policies.toml"),) * 2
    for words in (("diff", *files), ("diff", "acme-privacy", "--from", "2027-03-03")):
        assert call(*words).stdout.startswith("noise")


def test_a_policy_that_nobody_follows_any_more_is_said_to_be_that(here):
    call("run", "--now", "2027-03-01T06:00")
    assert "no longer followed" not in call("show", "acme-privacy").stdout
    here.declare()
    assert "no longer followed" in call("show", "acme-privacy").stdout


ASKED = """
[[subscriber]]
address = "ann@example.org"
policies = ["acme-privcy", "acme-privacy", "other"]
tags = ["vendors"]

[[subscriber]]
address = "bob@example.org"
policies = ["other"]
tags = ["vendor"]
"""


def test_what_subscribers_ask_for_in_vain_is_named_and_they_are_not(here, monkeypatch):
    monkeypatch.setenv("TRACKER_SUBSCRIBERS", ASKED)
    here.declare(here.entry("acme-privacy", extra='tags = ["vendor"]'), here.entry("other", "/acme-privacy"))
    call("run", "--now", "2027-03-01T06:00")
    here.declare(here.entry("acme-privacy", extra='tags = ["vendor"]'))
    for words in (("run", "--now", "2027-03-02T06:00"), ("subscribers",)):
        lines = [line for line in call(*words).stderr.splitlines() if "asked for" in line]
        assert lines == [
            "warning: 1 subscriber asked for the policy acme-privcy, but there is no such policy; did they mean "
            "acme-privacy?",
            "warning: 2 subscribers asked for the policy other, which is no longer followed.",
            "warning: 1 subscriber asked for the tag vendors, but there is no such tag; did they mean vendor?",
        ]


def test_subscribers_can_be_checked_before_there_is_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_KEY", "k" * 32)
    monkeypatch.setenv("TRACKER_SUBSCRIBERS", ASKED)
    assert "acme-privcy" in call("subscribers", "--root", str(tmp_path)).stdout


def test_a_former_id_is_not_asked_for_in_vain(here, monkeypatch):
    changed(here)
    here.declare(here.entry("acme-notice", "/acme-privacy"))
    call("run", "--now", "2027-03-03T06:00")
    monkeypatch.setenv("TRACKER_SUBSCRIBERS", '[[subscriber]]\naddress = "a@b.example"\npolicies = ["acme-privacy"]\n')
    assert "asked for" not in call("subscribers").stderr


def test_log_prints_ids_that_can_be_copied(here):
    name = changed(here)["policies"][0]["change"]
    assert name in call("log", "acme-privacy").stdout


@pytest.mark.parametrize("name", ["_state", "../acme-privacy", "acme", ".git"])
def test_what_is_no_policy_is_never_advised_to_be_restored(here, capsys, monkeypatch, name):
    call("run")
    for words in (["show"], ["log"], ["diff"], ["notice"], ["diff", "--from", "2027-01-01"]):
        code, said = calling_fails(capsys, monkeypatch, words[0], name, *words[1:])
        assert code == 2
        assert "On file: acme-privacy" in said
        assert "restore" not in said


def test_a_change_taken_back_is_shown_as_withdrawn(here):
    changed(here)
    here.show("acme-privacy", PAGE)
    ran = call("run", "--now", "2027-03-04T06:00").stdout
    assert re.search(r"acme-privacy\s+changed\s+withdrawn", ran)
    assert "withdrawn" in call("log", "acme-privacy").stdout
    assert "withdrawn" in call("status").stdout


def test_laws_that_were_not_declared_are_named_on_demand(here):
    call("run")
    assert "us-coppa" not in call("notice", "acme-privacy").stdout
    assert "us-coppa" in call("notice", "acme-privacy", "--laws").stdout


def test_a_moved_section_says_from_where_to_where(tmp_path):
    parts = [f"## Part {n}\n\n" + f"We tell you in part {n} what we do with number {n} and why. " * 3 for n in range(5)]
    (tmp_path / "old.md").write_text("# Privacy\n\n" + "\n\n".join(parts))
    (tmp_path / "new.md").write_text("# Privacy\n\n" + "\n\n".join([*parts[1:], parts[0]]))
    shown = " ".join(call("diff", str(tmp_path / "old.md"), str(tmp_path / "new.md")).stdout.split())
    assert 'moved Part 0 (from line 3 in "Privacy" to line 19 in "Privacy")' in shown


def test_status_shows_a_damaged_policy_and_all_others(here):
    here.show("other-privacy", PAGE)
    here.declare("acme-privacy", "other-privacy")
    call("run")
    (here.root / "snapshots/acme-privacy/rule.json").write_text("{")
    shown = " ".join(call("status").stdout.split())
    assert re.search(r"acme-privacy damaged", shown)
    assert re.search(r"other-privacy ok", shown)
    assert "acme-privacy" in json.loads(call("status", "--json").stdout)["damaged"]


MAIL = (
    "Received: from mail.acme.example by mx.watcher.example; Mon, 22 Feb 2027 08:00:05 +0000\r\n"
    "Authentication-Results: mx.watcher.example; dkim=pass header.d=acme.example\r\n"
    "From: Acme <news@acme.example>\r\nDate: Mon, 22 Feb 2027 08:00:00 +0000\r\nMessage-ID: <1@acme.example>\r\n"
    "Subject: Changes to the Acme privacy policy\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "We are changing our privacy policy. The new version takes effect on 20 April 2027.\r\n"
)
DATED = PAGE.replace("30 days", "24 months").replace(
    "<h2>Contact", "<p>This policy takes effect on 20 April 2027.</p><h2>Contact"
)


def with_mail(here, tmp_path, mail=MAIL):
    """A dated change on file, a mail that announced it, and settings that believe it."""
    here.declare(
        here.entry("acme-privacy", extra='senders = ["acme.example"]'),
        settings='authentication_servers = ["mx.watcher.example"]',
    )
    call("run", "--now", "2027-03-01T06:00")
    here.show("acme-privacy", DATED)
    call("run", "--now", "2027-03-02T06:00")
    (tmp_path / "one.eml").write_bytes(mail.encode())
    return call("inbox", str(tmp_path / "one.eml"), "--now", "2027-03-03T06:00")


def test_a_change_is_shown_with_its_notice_as_it_stands_today(here, tmp_path):
    assert "1 announcements kept" in with_mail(here, tmp_path).stdout
    (record,) = json.loads(call("log", "acme-privacy", "--json").stdout)
    assert record["notice"]["verdict"] == "not_shown"
    shown = " ".join(call("show", "acme-privacy", "--change", record["id"]).stdout.split())
    assert "Promise kept." in shown
    assert "none was collected" not in shown


def test_show_knows_the_id_of_a_change(here, capsys, monkeypatch):
    changed(here)
    (record,) = json.loads(call("log", "acme-privacy", "--json").stdout)
    code, said = calling_fails(capsys, monkeypatch, "show", record["id"])
    assert code == 2
    assert f"tracker show acme-privacy --change {record['id']}" in said


def test_a_date_that_did_not_move_is_none_of_the_change(tmp_path):
    old = OLD.replace("# Privacy policy\n", "# Privacy policy\n\nEffective: 1 February 2026\n")
    for name, text in (("a", old), ("b", old.replace("30 days", "24 months")), ("c", old.replace("2026", "2027"))):
        (tmp_path / f"{name}.md").write_text(text)
    assert "takes effect" not in call("diff", str(tmp_path / "a.md"), str(tmp_path / "b.md"), "--no-words").stdout[:200]
    assert "takes effect 2027-02-01" in call("diff", str(tmp_path / "a.md"), str(tmp_path / "c.md")).stdout


def test_a_held_policy_is_shown_as_such_once(here):
    call("run")
    here.show(
        "acme-privacy", "<h1>Page not found</h1><p>The page you are looking for has moved, try our home page.</p>"
    )
    call("run")
    assert "held held" not in call("show", "acme-privacy").stdout
    assert "held: " in call("show", "acme-privacy").stdout


def test_a_law_that_is_about_other_documents_is_told(here):
    here.declare(here.entry("acme-privacy", extra='applies = ["eu-p2b"]'))
    said = " ".join(call("status").stderr.split())
    assert "eu-p2b under applies is about documents of kind terms or guidelines, not privacy" in said


def test_add_names_a_document_as_its_page_does(here):
    here.site.routes["/tos"] = (
        200,
        {"Content-Type": "text/html"},
        PAGE.replace("<h1>Privacy policy", "<h1>Terms of Service")
        .replace("Privacy – Acme", "Terms of Service – Acme")
        .encode(),
    )
    call("add", here.site.url("/tos"), "--kind", "terms")
    assert 'name = "Terms of Service"' in here.text("policies.toml")


@pytest.mark.parametrize(
    ("words", "instead", "said"),
    [
        ("", "", "from acme.example, about acme-privacy: it counts"),
        ("From: Acme <news@acme.example>", "From: Moon <a@moon.example>", "no policy on file has senders moon.example"),
        ("dkim=pass", "dkim=fail", "no Authentication-Results of a trusted server"),
        ("Results: mx.watcher.example", "Results: mx.evil.example", "no Authentication-Results of a trusted server"),
        ("Received: from", "X-Old: from", "no Received date says when it came"),
        (
            "changing our privacy policy. The new version takes effect",
            "having a sale of kites",
            "announces no change of",
        ),
        ("From: Acme <news@acme.example>", "From: nobody", "names no single sender"),
    ],
)
def test_inbox_says_of_each_mail_why_it_does_not_count(here, tmp_path, words, instead, said):
    mail = MAIL.replace(words, instead)
    answer = with_mail(here, tmp_path, mail.replace("Changes to the", "News of") if "sale" in instead else mail)
    assert said in " ".join(answer.stdout.split())
    assert "news@" not in answer.stdout
