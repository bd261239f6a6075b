"""Captures of pages, good and bad: the tables of captures/*.toml put on paper as HTML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent / "captures"
_MENU = {
    "en": ("Home", "Shop", "About us", "Privacy policy", "Terms of service", "Cookie settings", "All rights reserved."),
    "de": (
        "Start",
        "Laden",
        "Über uns",
        "Datenschutzerklärung",
        "AGB",
        "Cookie-Einstellungen",
        "Alle Rechte vorbehalten.",
    ),
    "fr": (
        "Accueil",
        "Boutique",
        "À propos",
        "Politique de confidentialité",
        "CGU",
        "Gérer les cookies",
        "Tous droits réservés.",
    ),
}


@dataclass(frozen=True)
class Capture:
    """`before` is the page on file, or None at first sight; `page` comes after it."""

    name: str
    before: bytes | None
    page: bytes


def captures(table: str) -> list[Capture]:
    """The captures of a table: `others...` for what is no policy, `policies...` for what is one.

    `same` is a text on file with `swap` replaced, `also` appended or all but a `share` cut off; `chrome` puts a site's menu and
    footer around a text.
    """
    return [Capture(entry["name"], _before(entry), _after(entry)) for entry in _read(table)["capture"]]


def _read(table: str) -> dict:
    return tomllib.loads((_HERE / f"{table}.toml").read_text("utf8"))


def _before(entry: dict) -> bytes | None:
    name = entry.get("before")
    return _page(_read("baselines")[name]["title"], _read("baselines")[name]["body"], _tongue(name)) if name else None


def _tongue(name: str) -> str:
    return name.rpartition("_")[2]


def _after(entry: dict) -> bytes:
    texts = _read("baselines")
    same = texts.get(entry.get("same"), {})
    body = same.get("body") or entry["body"]
    body += texts[entry["also"]]["body"] if "also" in entry else ""
    chrome = entry.get("chrome", _tongue(entry["same"]) if same else "")
    page = _page(entry.get("title", same.get("title", "")), body.replace(*entry.get("swap", ("", ""))), chrome)
    return page[: int(len(page) * entry.get("share", 1))]


def _page(title: str, body: str, chrome: str) -> bytes:
    if chrome:
        *links, rights = _MENU[chrome]
        menu = "".join(f'<li><a href="/{place}">{words}</a></li>' for place, words in enumerate(links))
        body = (
            f"<header><nav><ul>{menu}</ul></nav></header><main>{body}</main>"
            f"<footer><ul>{menu}</ul><p>© 2026. {rights}</p></footer>"
        )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'.encode()
