"""Which files a version is made of, and how they are read back. Pure: bytes in, values out, and the other way round."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from tracker.model import Evidence, History, NoticeRule, Owed, Record, Snapshot, State, Status, Value

STATUS = "snapshots/_state/status.json"
OUTBOX = "snapshots/_state/outbox"
STATES_SCHEMA = "tracker/states@1"
EVIDENCE_SCHEMA = "tracker/evidence-list@1"
PAGE = re.compile(r"page(?:-[1-9][0-9]{0,2})?\.[a-z0-9]{1,8}(?<!\.json)")
RECORD = re.compile(r"changes/[A-Za-z0-9_-]{1,128}\.json")

ATTRIBUTES = """\
# What the policy tracker writes: never converted on its way in or out, so that every byte stays as it was fetched.
snapshots/** -text -filter -ident !working-tree-encoding
feeds/** -text -filter -ident !working-tree-encoding
# Fetched pages and everything generated stay out of diffs; policy.md is what to read.
snapshots/*/page*.* -diff linguist-generated
snapshots/**/*.json linguist-generated
snapshots/_state/** -diff linguist-generated
feeds/** -diff linguist-generated
snapshots/*/policy.md diff=markdown linguist-documentation
"""  # for the .gitattributes beside policies.toml

_V = TypeVar("_V", bound=Value)


class UnreadableError(ValueError):
    """A file is not what the program wrote. `file` is its path as given; the text says why."""

    def __init__(self, file: str, why: str) -> None:
        self.file = file
        super().__init__(why)


def version_files(history: History, before: History | None = None) -> dict[str, bytes | None]:
    """The files of a version by their paths from the root; None for those of `before` that it no longer has."""
    folder = f"snapshots/{history.snapshot.policy.id}"
    files: dict[str, bytes | None] = {}
    if before is not None:
        files = dict.fromkeys(version_files(before))
    files |= {f"{folder}/{info.file}": body for info, body in zip(history.snapshot.pages, history.bodies, strict=True)}
    files |= {f"{folder}/changes/{record.id}.json": record.to_json() for record in history.records}
    files |= {
        f"{folder}/policy.md": history.markdown.encode(),
        f"{folder}/page.json": history.snapshot.to_json(),
        f"{folder}/rule.json": history.rule.to_json(),
        f"{folder}/states.json": _listing(STATES_SCHEMA, "states", history.states),
    }
    if history.evidence:
        files[f"{folder}/evidence.json"] = _listing(EVIDENCE_SCHEMA, "evidence", history.evidence)
    return files


def is_state(path: str) -> bool:
    """Whether a path, from the root or from snapshots/, is of the state: what was checked, owed and sent."""
    return path.removeprefix("snapshots/").startswith("_state/")


def outbox_path(owed: Owed) -> str:
    """The file of one mail owed or sent."""
    return f"{OUTBOX}/{owed.id}.json"


def outbox_files(owed: Sequence[Owed]) -> dict[str, bytes | None]:
    """The files of mail owed or sent."""
    return {outbox_path(item): item.to_json() for item in owed}


def status_files(status: Status) -> dict[str, bytes | None]:
    """The one file of the status."""
    return {STATUS: status.to_json()}


def read_version(files: Mapping[str, bytes]) -> History:
    """The version whose files these are, by their names inside the policy's folder.

    Raises:
        UnreadableError: naming the first file that is missing or not as the program wrote it.
    """
    snapshot = read_value(Snapshot, "page.json", _need(files, "page.json"))
    records = [read_value(Record, name, data) for name, data in sorted(files.items()) if RECORD.fullmatch(name)]
    return History(
        snapshot=snapshot,
        markdown=_text("policy.md", _need(files, "policy.md")),
        rule=read_value(NoticeRule, "rule.json", _need(files, "rule.json")),
        states=_items(State, STATES_SCHEMA, "states", "states.json", _need(files, "states.json")),
        records=_chain(records),
        bodies=_bodies(snapshot, files),
        evidence=_items(Evidence, EVIDENCE_SCHEMA, "evidence", "evidence.json", files["evidence.json"])
        if "evidence.json" in files
        else (),
    )


def digest(files: Mapping[str, bytes]) -> str:
    """A hash of a version's files; of its pages, which page.json has hashes of, the names alone."""
    made = hashlib.sha256()
    for name, data in sorted(files.items()):
        body = b"" if PAGE.fullmatch(name) else data
        made.update(b"%s\0%d\0" % (name.encode("utf-8", "replace"), len(body)) + body)
    return made.hexdigest()


def version_digest(history: History) -> str:
    """The hash that `digest` will give to the files of a version once they are written."""
    top = f"snapshots/{history.snapshot.policy.id}/"
    files = version_files(history).items()
    return digest({path.removeprefix(top): data for path, data in files if data is not None})


def read_pages(files: Mapping[str, bytes]) -> tuple[tuple[bytes, str, str], ...]:
    """Body, media type and address of each page of a version, in order; `files` as for `read_version`.

    Raises:
        UnreadableError: as for `read_version`, but for the pages alone.
    """
    snapshot = read_value(Snapshot, "page.json", _need(files, "page.json"))
    bodies = _bodies(snapshot, files)
    return tuple((body, info.media_type, info.url) for info, body in zip(snapshot.pages, bodies, strict=True))


def read_value(cls: type[_V], name: str, data: bytes) -> _V:
    """A value from the bytes of its file.

    Raises:
        UnreadableError: where they are not JSON, of another schema, or of the wrong shape.
    """
    content = _object(name, data, cls.schema)
    try:
        return cls.from_dict(content)
    except ValidationError as error:
        raise UnreadableError(name, _first_problem(error)) from error


def _items(cls: type[_V], schema: str, key: str, name: str, data: bytes) -> tuple[_V, ...]:
    items = _object(name, data, schema).get(key)
    if not isinstance(items, list):
        raise UnreadableError(name, f"it has no list {key!r}")
    try:
        return tuple(cls.from_dict(item) for item in items)
    except ValidationError as error:
        raise UnreadableError(name, _first_problem(error)) from error
    except AttributeError as error:
        raise UnreadableError(name, f"an entry of {key!r} is not an object") from error


def _object(name: str, data: bytes, schema: str) -> dict[str, Any]:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(name, "it is not valid JSON") from error
    if not isinstance(content, dict):
        raise UnreadableError(name, "it is not a JSON object")
    if content.get("schema") != schema:
        raise UnreadableError(
            name, f"its schema is {str(content.get('schema'))[:60]!r} where this program reads {schema!r}"
        )
    return content


def _bodies(snapshot: Snapshot, files: Mapping[str, bytes]) -> tuple[bytes, ...]:
    bodies = []
    for info in snapshot.pages:
        if not PAGE.fullmatch(info.file):
            raise UnreadableError("page.json", f"{info.file[:60]!r} is no name of a page")
        body = _need(files, info.file)
        if hashlib.sha256(body).hexdigest() != info.sha256:
            raise UnreadableError(info.file, "its bytes are not those that page.json describes")
        bodies.append(body)
    return tuple(bodies)


def _chain(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records in the order in which each names the one before."""
    after = {record.previous: record for record in records}
    ordered: list[Record] = []
    while (record := after.pop(ordered[-1].id if ordered else None, None)) is not None:
        ordered.append(record)
    stray = sorted({record.id for record in records} - {record.id for record in ordered})
    if stray:
        raise UnreadableError(
            f"changes/{stray[0]}.json", "it does not follow the change that it names as the one before"
        )
    return tuple(ordered)


def _need(files: Mapping[str, bytes], name: str) -> bytes:
    try:
        return files[name]
    except KeyError:
        raise UnreadableError(name, "it is missing") from None


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(name, "it is not UTF-8 text") from error


def _listing(schema: str, key: str, items: Sequence[Value]) -> bytes:
    content = {"schema": schema, key: [item.to_dict() for item in items]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"
