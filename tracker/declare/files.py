"""Find the declaration files, read them as TOML and bring their entries together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tracker.declare.checks import similar
from tracker.declare.problems import entry_problems, refusal, table_problems, unknown_key
from tracker.declare.tables import DeclarationFile, PolicyTable, TrackerTable
from tracker.model import Project, Settings

_MAIN = "policies.toml"
_FOLDER = "policies"
_MOST_BYTES = 10_000_000  # thousands of policies; a file beyond that is no declaration


def load(root: Path) -> Project:
    """What the repository declares: `policies.toml` first, then `policies/*.toml` by name.

    Raises:
        DeclarationError: with every problem of every file.
    """
    main = root / _MAIN
    rest = sorted((root / _FOLDER).glob("*.toml"))
    if not main.is_file() and not rest:
        raise refusal([f"{main} does not exist; call `tracker init` to make one, or name a folder with -C"])
    return _project([path for path in (main, *rest) if path.is_file()], {}, root)


def load_text(text: str, root: Path) -> Project:
    """As `load`, with this text in place of what `policies.toml` holds now.

    Raises:
        DeclarationError: with every problem of every file.
    """
    return _project([root / _MAIN, *sorted((root / _FOLDER).glob("*.toml"))], {root / _MAIN: text}, root)


def _project(paths: Iterable[Path], given: Mapping[Path, str], root: Path) -> Project:
    found = _Findings(root)
    for path in paths:
        name = path.relative_to(root).as_posix()
        try:
            data = _read(path, given.get(path))
        except ValueError as error:
            found.problems.append(f"{name}: {error}")
            continue
        found.take(name, data)
    found.check_links()
    if found.problems:
        raise refusal(found.problems)
    settings = found.settings or Settings()
    return Project(settings, tuple(entry.value(settings) for entry in found.entries))


def _read(path: Path, given: str | None) -> dict[str, Any]:
    """The file as TOML; ValueError says what is wrong with it and in which line."""
    if given is None:
        try:
            with path.open("rb") as stream:
                body = stream.read(_MOST_BYTES + 1)
        except OSError as error:
            raise ValueError(f"cannot be read ({error.strerror})") from error
        if len(body) > _MOST_BYTES:
            raise ValueError(f"is larger than {_MOST_BYTES} bytes")
        try:
            given = body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = body[: error.start].count(b"\n") + 1
            raise ValueError(f"line {line} is not UTF-8; save the file in that encoding") from error
    try:
        return tomllib.loads(given.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(_conflict(given) or f"is not valid TOML: {error}") from error
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def _conflict(text: str) -> str:
    """What to do about a merge that git left to a person; nothing where there is none."""
    first = next((number for number, line in enumerate(text.split("\n"), 1) if line.startswith("<<<<<<< ")), None)
    if first is None:
        return ""
    return (
        f"holds both sides of a merge conflict from line {first} on: keep what should stand, and remove the lines that "
        "begin with <<<<<<<, ======= and >>>>>>>"
    )


class _Findings:
    """What the files hold so far, and what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings: Settings | None = None
        self.entries: list[PolicyTable] = []
        self.problems: list[str] = []
        self._settings_in: str | None = None
        self._ids: dict[str, str] = {}
        self._places: list[str] = []

    def take(self, name: str, data: dict[str, Any]) -> None:
        for key in data.keys() - DeclarationFile.model_fields.keys():
            self.problems.append(f"{name}: {key}: {unknown_key(key, DeclarationFile)}")
        if "tracker" in data:
            self._take_settings(name, data["tracker"])
        entries = data.get("policies", [])
        if not isinstance(entries, list):
            self.problems.append(f"{name}: policies: must be a list of tables; write [[policies]] above each entry")
            return
        for number, entry in enumerate(entries, 1):
            self._take_entry(name, number, entry)

    def _take_settings(self, name: str, data: object) -> None:
        if self._settings_in:
            self.problems.append(f"{name}: [tracker]: stands in {self._settings_in} already; keep one of the two")
        self._settings_in = self._settings_in or name
        try:
            self.settings = TrackerTable.model_validate(data).value()
        except ValidationError as error:
            self.problems += table_problems(f"{name}: [tracker]", TrackerTable, error)

    def _take_entry(self, name: str, number: int, data: object) -> None:
        key = data.get("id") if isinstance(data, dict) else None
        place = f"{name}: entry {number}" + (f" ({key[:80]!r})" if isinstance(key, str) else "")
        if isinstance(key, str):
            first = self._ids.setdefault(key.casefold(), place)
            if first != place:
                self.problems.append(f"{place}: id: is taken by {first}; ids differ in more than capitals")
        if wrong := list(entry_problems(place, data, self.root)):
            self.problems += wrong
        else:
            self.entries.append(PolicyTable.model_validate(data))
            self._places.append(place)

    def check_links(self) -> None:
        """Entries name others by id: each must be there, and another one. Two may well name each other."""
        for place, entry in zip(self._places, self.entries, strict=True):
            for key in ("rules_from", "announced_in"):
                named: list[str] = getattr(entry, key)
                self.problems += [f"{place}: {key}: {wrong}" for wrong in self._link_problems(entry.id, named)]

    def _link_problems(self, own: str, named: list[str]) -> Iterator[str]:
        for name in named:
            if name == own:
                yield f"{name!r} is this entry itself; name another policy, or leave it out"
            elif name.casefold() not in self._ids:
                others = self._ids.keys() - {own}
                yield f"no policy is called {name!r}{similar(name, others) or '; declare it under [[policies]] too'}"
            elif named.count(name) > 1:
                yield f"{name!r} is named twice"
                return
