"""Declaration files are found, read and brought together; all that is wrong is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.helpers import ENTRY, GOOD, loaded, policy, problem, problems
from tracker.declare import load, load_text
from tracker.errors import DeclarationError
from tracker.model import Declaration, Lead, NoticeRule, Settings, Tier

REPOSITORY = Path(__file__).parents[2]


def test_a_short_entry_takes_the_defaults(tmp_path):
    assert policy(tmp_path, GOOD) == Declaration(
        id="acme-privacy",
        name="Privacy policy",
        service="Acme",
        kind="privacy",
        urls=("https://acme.example/privacy",),
    )


def test_every_key_arrives(tmp_path):
    text = """
    [tracker]
    title = "Watched"
    base_url = "https://example.org/policies/"
    contact = "https://example.org/us"
    mail_from = "tracker@example.org"
    timezone = "Europe/Berlin"
    delay = 2
    timeout = 10.5
    deadline = 60.0
    max_bytes = 5000000
    retries = 0
    failures_before_alert = 5
    allow_private_addresses = true
    authentication_servers = ["mx.example.org"]
    auto_push = false

    [[policies]]
    id = "acme-terms"
    name = "Terms"
    service = "Acme"
    kind = "terms"
    urls = ["https://acme.example/a", "https://acme.example/b"]
    select = ["main", "#annex > p"]
    remove = [".promo"]
    start = "1. Scope"
    end = "Annex"
    fetch = "browser"
    headers = { Authorization = "env:ACME_TOKEN", X-Team = "legal" }
    tags = ["vendor", "EU"]
    timezone = "America/New_York"
    language = "en-GB"
    role = "publisher"

    [policies.notice_rule]
    tiers = [{ trigger = "material", channels = { email = "will" }, lead = { kind = "fixed", value = 7, unit = "day" } }]
    """
    project = loaded(tmp_path, text)
    assert project.settings == Settings(
        title="Watched",
        base_url="https://example.org/policies",
        contact="https://example.org/us",
        mail_from="tracker@example.org",
        timezone="Europe/Berlin",
        delay=2,
        timeout=10.5,
        deadline=60,
        max_bytes=5_000_000,
        retries=0,
        failures_before_alert=5,
        allow_private_addresses=True,
        authentication_servers=("mx.example.org",),
        auto_push=False,
    )
    assert project.policies == (
        Declaration(
            id="acme-terms",
            name="Terms",
            service="Acme",
            kind="terms",
            urls=("https://acme.example/a", "https://acme.example/b"),
            select=("main", "#annex > p"),
            remove=(".promo",),
            start="1. Scope",
            end="Annex",
            fetch="browser",
            headers={"Authorization": "env:ACME_TOKEN", "X-Team": "legal"},
            tags=("vendor", "EU"),
            timezone="America/New_York",
            language="en-GB",
            notice_rule=NoticeRule(
                none_found=False,
                tiers=(Tier("material", {"email": "will"}, lead=Lead("fixed", 7, "day")),),
            ),
            role="publisher",
        ),
    )


def test_policies_take_the_time_zone_of_the_project(tmp_path):
    assert policy(tmp_path, '[tracker]\ntimezone = "Asia/Tokyo"\n' + GOOD).timezone == "Asia/Tokyo"


def test_files_of_the_folder_follow_in_order_of_their_names(tmp_path):
    for name in ("policies/b.toml", "policies/a.toml", "policies.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD.replace("acme-privacy", Path(name).stem))
    assert [made.id for made in load(tmp_path).policies] == ["policies", "a", "b"]


def test_the_folder_alone_will_do(tmp_path):
    assert len(loaded(tmp_path, GOOD, "policies/acme.toml").policies) == 1


def test_an_empty_file_is_valid(tmp_path):
    assert loaded(tmp_path, "").policies == ()


def test_no_file_at_all_says_how_to_begin(tmp_path):
    with pytest.raises(DeclarationError, match="tracker init"):
        load(tmp_path)


def test_a_text_is_checked_in_place_of_the_file(tmp_path):
    (tmp_path / "policies.toml").write_text("broken = [")
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/b.toml").write_text(GOOD.replace("acme-privacy", "b"))
    assert [made.id for made in load_text(GOOD, tmp_path).policies] == ["acme-privacy", "b"]
    with pytest.raises(DeclarationError, match="is taken"):
        load_text(GOOD.replace("acme-privacy", "b"), tmp_path)


def test_ids_are_taken_once_whatever_the_file_and_the_capitals(tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/a.toml").write_text(GOOD)
    assert "policies/a.toml: entry 1 ('acme-privacy'): id: is taken by policies.toml: entry 1" in problem(
        tmp_path, GOOD
    )
    assert any("is taken" in line for line in problems(tmp_path, GOOD.replace("acme-privacy", "ACME-privacy")))


def test_settings_stand_in_one_file(tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/a.toml").write_text("[tracker]\n")
    assert problem(tmp_path, "[tracker]\n") == (
        "policies/a.toml: [tracker]: stands in policies.toml already; keep one of the two"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nb = ]\n", "policies.toml: is not valid TOML: .*line 2"),
        (GOOD + 'id = "twice"\n', "policies.toml: is not valid TOML: Cannot overwrite a value.*line 8"),
        ("a = " + "[" * 100_000, "nested too deeply"),
        (
            f"{GOOD}\n<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> theirs\n",
            "both sides of a merge conflict from line 9",
        ),
        ("[policies]\nid = 'x'\n", r"policies: must be a list of tables; write \[\[policies\]\]"),
        ("policies = [3]\n", "entry 1: must be a table"),
        ("tracker = 3\n", r"\[tracker\]: must be a table"),
        ("[[policy]]\n", "policy: unknown key; did you mean 'policies'"),
    ],
    ids=["syntax", "key twice", "depth", "merge", "one table", "number", "settings", "misspelt"],
)
def test_what_is_no_list_of_tables_is_explained(tmp_path, text, said):
    with pytest.raises(DeclarationError, match=said):
        loaded(tmp_path, text)


def test_another_encoding_names_the_line(tmp_path):
    (tmp_path / "policies.toml").write_bytes(b"# one\n# caf\xe9\n")
    with pytest.raises(DeclarationError, match="line 2 is not UTF-8"):
        load(tmp_path)


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path):
    (tmp_path / "policies.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert len(load(tmp_path).policies) == 1


def test_all_problems_are_said_at_once(tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/a.toml").write_text("b = [")
    lines = problems(
        tmp_path, ENTRY.replace("privacy", "Privcy") + "select = 3\nfile = '../x'\n[tracker]\ndelay = -1\n"
    )
    keys = [line.split(": ")[2] for line in lines if "entry" in line]
    assert sorted(keys) == ["file", "id", "kind", "select"]
    assert any("[tracker]: delay" in line for line in lines)
    assert any(line.startswith("policies/a.toml") for line in lines)


def test_the_repository_follows_its_policies():
    project = load(REPOSITORY)
    assert len(project.policies) >= 6
    assert all(made.urls[0].startswith("https://") for made in project.policies)
    assert (
        (REPOSITORY / "policies.toml").read_text("utf8").startswith("#:schema ./tracker/schemas/policies.schema.json")
    )


def linked(*entries):
    """Entries of one service: an id and the keys that name others."""
    base = '[[policies]]\nid = "{}"\nname = "N"\nservice = "S"\nkind = "terms"\nurl = "https://s.example/{}"\n{}\n'
    return "".join(base.format(name, name, keys) for name, keys in entries)


def test_policies_name_each_other(tmp_path):
    text = linked(("a", 'rules_from = ["b"]\nannounced_in = ["c"]'), ("b", 'rules_from = ["a"]'), ("c", ""))
    first, second, _ = loaded(tmp_path, text).policies
    assert (first.rules_from, first.announced_in, second.rules_from) == (("b",), ("c",), ("a",))


def test_a_policy_in_another_file_can_be_named(tmp_path):
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "more.toml").write_text(linked(("b", "")))
    assert loaded(tmp_path, linked(("a", 'rules_from = ["b"]'))).policies[0].rules_from == ("b",)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('rules_from = ["acme-term"]', "rules_from: no policy is called 'acme-term'; did you mean 'acme-terms'?"),
        ('rules_from = ["zzz"]', "rules_from: no policy is called 'zzz'; declare it under [[policies]] too"),
        ('announced_in = ["a"]', "announced_in: 'a' is this entry itself; name another policy, or leave it out"),
        ('rules_from = ["acme-terms", "acme-terms"]', "rules_from: 'acme-terms' is named twice"),
    ],
)
def test_a_name_that_leads_nowhere_is_an_error(tmp_path, keys, said):
    assert problem(tmp_path, linked(("a", keys), ("acme-terms", ""))) == f"policies.toml: entry 1 ('a'): {said}"
