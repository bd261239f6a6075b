"""Write a declaration file, load it, look at what is said about it."""

from __future__ import annotations

import pytest

from tracker.declare import load
from tracker.errors import DeclarationError

ENTRY = """
[[policies]]
id = "acme-privacy"
name = "Privacy policy"
service = "Acme"
kind = "privacy"
"""
GOOD = ENTRY + 'url = "https://acme.example/privacy"\n'


def loaded(folder, text, name="policies.toml"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf8")
    return load(folder)


def policy(folder, text):
    (only,) = loaded(folder, text).policies
    return only


def problems(folder, text):
    with pytest.raises(DeclarationError) as caught:
        loaded(folder, text)
    return caught.value.problems


def problem(folder, text):
    (only,) = problems(folder, text)
    return only
