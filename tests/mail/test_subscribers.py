"""Subscribers: what is accepted, what is refused, and that no error shows an address."""

from __future__ import annotations

import json

import pytest

from tests.samples import FIRST, KIOSK, SECOND, record
from tracker.errors import SettingsError
from tracker.mail import Filter, Subscriber, load_subscribers, parse_subscribers, recipient_key

TOML = """
[[subscriber]]
address = "ann@example.org"
name = "Ann"
policies = ["fernweh-privacy"]
least = "editorial"

[[subscriber]]
address = "bob+watch@mail.example.org"
tags = ["vendor"]
"""
READ = (
    Subscriber("ann@example.org", (Filter(("fernweh-privacy",), (), "editorial"),), "Ann"),
    Subscriber("bob+watch@mail.example.org", (Filter((), ("vendor",), "minor"),)),
)


def problems(*entries: object) -> str:
    with pytest.raises(SettingsError) as caught:
        parse_subscribers(json.dumps(list(entries)), "TRACKER_SUBSCRIBERS")
    return str(caught.value)


def test_toml_and_json_say_the_same():
    as_json = json.dumps(
        [
            {"address": "ann@example.org", "name": "Ann", "policies": ["fernweh-privacy"], "least": "editorial"},
            {"address": "bob+watch@mail.example.org", "policies": "*", "tags": ["vendor"]},
        ]
    )
    assert parse_subscribers(TOML, "x") == parse_subscribers(as_json, "x") == READ
    assert parse_subscribers(f'{{"subscriber": {as_json}}}', "x") == READ


def test_nothing_is_nobody():
    assert parse_subscribers(" \n", "x") == ()
    assert load_subscribers_from({}) == ()


def load_subscribers_from(environ, root="/nonexistent"):
    from pathlib import Path

    return load_subscribers(Path(root), environ)


def test_two_entries_for_one_address_add_up():
    text = (
        '[[subscriber]]\naddress="Ann@example.org"\ntags=["a"]\n[[subscriber]]\naddress="ann@example.org"\ntags=["b"]'
    )
    (made,) = parse_subscribers(text, "x")
    assert made.address == "Ann@example.org"
    assert [wish.tags for wish in made.filters] == [("a",), ("b",)]


@pytest.mark.parametrize(
    "address",
    [
        "ann",
        "ann@",
        "@example.org",
        "ann@example.org, bob@example.org",
        "Ann <ann@example.org>",
        "ann@example.org\nBcc: thief@evil.example",
        "ann@example.org\r\n",
        "ann@exämple.org",
        "ann@example..org",
        "a" * 250 + "@example.org",
        7,
        None,
        ["ann@example.org"],
    ],
)
def test_what_is_no_single_plain_address_is_refused_and_not_repeated(address):
    said = problems({"address": address})
    assert "TRACKER_SUBSCRIBERS, entry 1: address" in said
    assert "ann" not in said
    assert "thief" not in said


def test_every_problem_is_named_at_once():
    said = problems(
        {"address": "ann@example.org", "policies": []},
        {"address": "ann@example.org", "policies": ["../x"]},
        {"address": "ann@example.org", "tags": "vendor"},
        {"address": "ann@example.org", "least": "noise"},
        {"address": "ann@example.org", "name": "Ann\nBcc: x"},
        {"address": "ann@example.org", "secret-of-ann": 1},
        "ann@example.org",
    )
    assert said.startswith("7 problems:")
    for place, key in enumerate(("policies", "policies", "tags", "least", "name", "unknown key", "must be a table"), 1):
        assert f"entry {place}: " in said
        assert key in said
    assert "ann" not in said


@pytest.mark.parametrize("text", ["not toml at all", '{"people": []}', "7", '"x"', "[subscriber]\naddress = 'a@b.c'"])
def test_other_shapes_are_refused(text):
    with pytest.raises(SettingsError):
        parse_subscribers(text, "x")


def test_a_file_outside_the_repository_is_read(tmp_path):
    (tmp_path / "repo").mkdir()
    (tmp_path / "people.toml").write_text(TOML)
    environ = {"TRACKER_SUBSCRIBERS_FILE": str(tmp_path / "people.toml")}
    assert load_subscribers(tmp_path / "repo", environ) == READ


def test_a_file_inside_the_repository_is_refused_whatever_way_it_is_named(tmp_path, monkeypatch):
    repo, other = tmp_path / "repo", tmp_path / "other"
    repo.mkdir()
    other.mkdir()
    (repo / "people.toml").write_text(TOML)
    (other / "people.toml").write_text(TOML)
    (tmp_path / "link.toml").symlink_to(repo / "people.toml")
    (repo / "out.toml").symlink_to(other / "people.toml")
    monkeypatch.chdir(repo)
    for file in (
        repo / "people.toml",
        tmp_path / "link.toml",
        repo / "out.toml",
        "people.toml",
        other / "../repo/people.toml",
    ):
        with pytest.raises(SettingsError, match="inside the repository"):
            load_subscribers(repo, {"TRACKER_SUBSCRIBERS_FILE": str(file)})


def test_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe\xe4")
    for file in ("missing.toml", "latin.toml", "."):
        with pytest.raises(SettingsError, match="cannot be read"):
            load_subscribers_from({"TRACKER_SUBSCRIBERS_FILE": str(tmp_path / file)})


def test_one_source_only():
    with pytest.raises(SettingsError, match="not both"):
        load_subscribers_from({"TRACKER_SUBSCRIBERS": TOML, "TRACKER_SUBSCRIBERS_FILE": "/people.toml"})


def test_recipients_are_known_by_a_keyed_hash():
    name = recipient_key("ann@example.org", b"k" * 16)
    assert len(name) == 64
    assert recipient_key(" Ann@Example.org", b"k" * 16) == name
    assert recipient_key("ann@example.org", b"l" * 16) != name
    assert recipient_key("bob@example.org", b"k" * 16) != name


def test_no_address_is_shown_by_accident():
    assert "ann" not in repr(READ)


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        (Filter(), True),
        (Filter(policies=("fernweh-privacy",)), True),
        (Filter(policies=("other",)), False),
        (Filter(tags=("eu", "us")), True),
        (Filter(tags=("us",)), False),
        (Filter(policies=("other",), tags=("eu",)), False),
        (Filter(least="material"), True),
    ],
)
def test_filters(wish, fits):
    assert wish.fits(SECOND, "material") is fits


def test_the_least_verdict():
    assert not Filter().fits(FIRST, "editorial")
    assert Filter(least="editorial").fits(FIRST, "editorial")
    assert Filter().fits(record(1, KIOSK), "minor")
