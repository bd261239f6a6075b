"""A policy as it stood on a day, for a comparison of two."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from tracker.archive import Archive
from tracker.cli.archive_commands import history_of
from tracker.cli.console import note
from tracker.declare import load
from tracker.errors import ExtractionError, InputError
from tracker.model import Declaration
from tracker.pipeline.version import extract_pages


def texts_on(root: Path, policy: str, first: date, last: date | None) -> tuple[str, str]:
    """The texts at the end of two days (`last` None: as it stands), both read by today's program and declaration.

    Where one of them cannot be read again, both are taken as they were recorded, with a word on it.

    Raises:
        InputError: the policy is not on file, the days are the wrong way round, or the history begins after one.
    """
    if last is not None and last < first:
        raise InputError(f"--from {first} is after --to {last}; name the earlier day first.")
    history_of(root, policy)
    archive = Archive.open(root)
    declared = next((item for item in load(root).policies if item.id == policy), None)
    again = [_read_again(archive, declared, day) for day in (first, last)] if declared is not None else [None]
    match again:
        case [str(before), str(after)]:
            return before, after
    texts = _recorded(root, archive, policy, first), _recorded(root, archive, policy, last)
    note("note: the stored pages cannot be read again; compared are the texts as they were recorded.")
    return texts


def _end(day: date | None) -> datetime:
    return datetime.max.replace(tzinfo=UTC) if day is None else datetime.combine(day, time.max, UTC)


def _read_again(archive: Archive, policy: Declaration, day: date | None) -> str | None:
    pages = archive.pages_at(policy.id, _end(day))
    try:
        return extract_pages(policy, pages)[0].markdown if pages else None
    except ExtractionError:
        return None


def _recorded(root: Path, archive: Archive, policy: str, day: date | None) -> str:
    text = archive.text_at(policy, _end(day))
    begun = min((state.seen_at for state in history_of(root, policy).states), default=None)
    if text is None and begun is not None and day is not None and day < begun.date():
        raise InputError(f"The first version of {policy} on file is of {begun:%Y-%m-%d}; name that day or a later one.")
    if text is None:
        raise InputError(
            f"The git history here has no version of {policy} from {day or 'now'} or before; in a shallow clone, "
            "`git fetch --unshallow` brings the rest."
        )
    return text
