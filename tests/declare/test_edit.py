"""An entry is added; nothing else in the file moves."""

from __future__ import annotations

import pytest

from tests.declare.helpers import GOOD
from tracker.declare import add_entry, load_text
from tracker.errors import DeclarationError

NEW = {"id": "beta-terms", "name": "Terms", "service": 'Beta "B" Ünited', "kind": "terms", "url": "https://b.example/"}
COMMENTED = f"""#:schema ./x.json
# Ours.

[tracker]   # settings
title = 'Watched'  # a title
{GOOD}
# why we follow it
tags = ["a"]  # after

# the end
"""


@pytest.mark.parametrize("text", ["", "# empty\n", GOOD, COMMENTED, COMMENTED.replace("\n", "\r\n")])
def test_what_stood_there_stays(tmp_path, text):
    made = add_entry(text, NEW)
    assert made.startswith(text.rstrip())
    last = load_text(made, tmp_path).policies[-1]
    assert (last.id, last.service, last.urls) == ("beta-terms", 'Beta "B" Ünited', ("https://b.example/",))
    assert made.endswith("\r\n" if "\r\n" in text else "\n")
    assert ("\n" in made.replace("\r\n", "")) != ("\r\n" in text)


def test_several_entries_one_after_the_other(tmp_path):
    text = add_entry(add_entry("", NEW | {"headers": {"X-A": "b"}}), NEW | {"id": "c", "tags": ["x"]})
    first, second = load_text(text, tmp_path).policies
    assert (first.headers, second.tags) == ({"X-A": "b"}, ("x",))


def test_keys_stand_in_the_order_given():
    assert [line.split(" ")[0] for line in add_entry("", NEW).splitlines()[1:]] == list(NEW)


@pytest.mark.parametrize(
    ("text", "fields", "said"),
    [
        (add_entry("", NEW), NEW, "is taken"),
        ("", NEW | {"kind": "novel"}, "the new entry: kind: 'novel' must be one of"),
        ("", NEW | {"id": "../x"}, "the new entry: id: "),
        ("a = [", NEW, "not valid TOML"),
        ("policies = [{id = 'x'}]", NEW, r"\[\[policies\]\]"),
        ("policies = 3", NEW, r"\[\[policies\]\]"),
        ("[policies]\na = 1", NEW, r"\[\[policies\]\]"),
    ],
)
def test_what_cannot_be_added_is_refused(text, fields, said):
    with pytest.raises(DeclarationError, match=said):
        add_entry(text, fields)
