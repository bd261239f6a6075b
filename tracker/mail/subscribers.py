"""Subscribers: read from the environment or a file outside the repository, known inside it by a keyed hash only.

    [[subscriber]]
    address = "ann@example.org"
    policies = ["acme-privacy", "acme-terms"]   # or "*", which is also meant where the line is missing
    tags = ["vendor"]                           # only policies with one of these tags; all where missing
    least = "minor"                             # the least verdict worth a mail: editorial, minor (default), material
    name = "Ann"

The same as JSON: a list of such objects. Two entries for one address add up: whatever either asks for is sent.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.errors import SettingsError
from tracker.model import SCALE, Record, Verdict

_KEYS = {"address", "policies", "tags", "least", "name"}
# One plain addr-spec: no quoted local parts, no lists, no display names, ASCII (an IDN is written in its xn-- form).
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){0,10}[A-Za-z0-9-]{1,63}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a subscriber asked for: both `policies` and `tags` must fit, empty ones fit all."""

    policies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    least: Verdict = "minor"

    def fits(self, record: Record, weight: Verdict, names: Collection[str] = ()) -> bool:
        """Whether a record of that weight is asked for; `names` are other ids that its policy has had, or has now."""
        return (
            (not self.policies or not {record.policy.id, *names}.isdisjoint(self.policies))
            and (not self.tags or not set(self.tags).isdisjoint(record.policy.tags))
            and SCALE.index(weight) >= SCALE.index(self.least)
        )


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One address and everything it asked for. Its text form hides the address, so that no log shows it."""

    address: str
    filters: tuple[Filter, ...] = (Filter(),)
    name: str = ""

    def __repr__(self) -> str:
        return f"Subscriber({len(self.filters)} filters)"


def load_subscribers(root: Path, environ: Mapping[str, str]) -> tuple[Subscriber, ...]:
    """The subscribers in TRACKER_SUBSCRIBERS (the text itself) or in the file that TRACKER_SUBSCRIBERS_FILE names.

    Args:
        root: the repository; a file inside it is refused, because addresses must not be committed.
        environ: the environment.

    Raises:
        SettingsError: both are set, the file cannot be read or lies inside the repository, or entries are bad.
    """
    text, file = environ.get("TRACKER_SUBSCRIBERS", ""), environ.get("TRACKER_SUBSCRIBERS_FILE", "")
    if text.strip() and file:
        raise SettingsError("Set TRACKER_SUBSCRIBERS or TRACKER_SUBSCRIBERS_FILE, not both.")
    if not file:
        return parse_subscribers(text, "TRACKER_SUBSCRIBERS")
    path = Path(file).expanduser()
    for place in (path.absolute(), path.resolve()):
        if place.is_relative_to(root.absolute()) or place.is_relative_to(root.resolve()):
            raise SettingsError(
                "TRACKER_SUBSCRIBERS_FILE lies inside the repository, where addresses could be committed: move it out."
            )
    try:
        return parse_subscribers(path.read_text(encoding="utf-8"), "TRACKER_SUBSCRIBERS_FILE")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"TRACKER_SUBSCRIBERS_FILE cannot be read as UTF-8 text ({type(error).__name__})."
        ) from None


def parse_subscribers(text: str, source: str) -> tuple[Subscriber, ...]:
    """Read TOML or JSON text; `source` names it in errors, which never quote an address.

    Raises:
        SettingsError: with a line for every problem.
    """
    problems: list[str] = []
    found: dict[str, Subscriber] = {}
    for place, entry in enumerate(_entries(text, source), 1):
        problems += (wrong := [f"{source}, entry {place}: {problem}" for problem in _problems(entry)])
        if not wrong:
            made = _subscriber(entry)
            known = found.get(made.address.casefold())
            filters = tuple(dict.fromkeys([*(known.filters if known else ()), *made.filters]))
            name = made.name or (known.name if known else "")
            found[made.address.casefold()] = Subscriber(known.address if known else made.address, filters, name)
    if problems:
        raise SettingsError("\n".join([f"{len(problems)} problem{'s' * (len(problems) != 1)}:", *problems]))
    return tuple(found.values())


def recipient_key(address: str, key: bytes) -> str:
    """The name under which the repository knows an address: HMAC-SHA256 in hexadecimal. Case makes no difference."""
    return hmac.new(key, address.strip().casefold().encode(), hashlib.sha256).hexdigest()


def _entries(text: str, source: str) -> Sequence[Any]:
    if not text.strip():
        return ()
    try:
        data = json.loads(text)
    except ValueError:
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            raise SettingsError(f"{source} is neither TOML nor JSON: write [[subscriber]] tables.") from None
    if isinstance(data, dict) and set(data) <= {"subscriber"}:
        data = data.get("subscriber", [])
    if not isinstance(data, list):
        raise SettingsError(f"{source} must hold [[subscriber]] tables, or in JSON a list of objects.")
    return data


def _problems(entry: Any) -> list[str]:
    """What is wrong with an entry, in words that quote no value."""
    if not isinstance(entry, dict):
        return ["must be a table with an address"]
    address, name = entry.get("address"), entry.get("name", "")
    checks = {
        "address: must be one plain e-mail address (ASCII)": isinstance(address, str)
        and len(address) <= 254
        and _ADDRESS.fullmatch(address) is not None,
        'policies: must be a list of policy ids, or "*"': entry.get("policies", "*") == "*"
        or _slugs(entry["policies"]),
        "tags: must be a list of words": _words(entry.get("tags", [])),
        f"least: must be one of {', '.join(SCALE[1:])}": entry.get("least", "minor") in SCALE[1:],
        "name: must be text on one line": isinstance(name, str) and name.isprintable() and len(name) <= 200,
    }
    unknown = (
        [f"{len(extra)} unknown key(s); known are {', '.join(sorted(_KEYS))}"] if (extra := set(entry) - _KEYS) else []
    )
    return [problem for problem, holds in checks.items() if not holds] + unknown


def _slugs(value: Any) -> bool:
    return _words(value) and all(item == "*" or _SLUG.fullmatch(item) for item in value) and bool(value)


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _subscriber(entry: Mapping[str, Any]) -> Subscriber:
    policies = entry.get("policies", "*")
    every = policies == "*" or "*" in policies
    asked = Filter(() if every else tuple(policies), tuple(entry.get("tags", ())), entry.get("least", "minor"))
    return Subscriber(entry["address"], (asked,), entry.get("name", ""))
