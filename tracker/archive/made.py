"""Which files below feeds/ were made of what: so that a quiet run writes only what moved. Losing it costs time only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_LARGEST = 50_000_000  # bytes: a hundred for each of half a million pages


class Made:
    """A note of this machine, kept in the git directory. It counts for a file while nobody else has written that."""

    def __init__(self, note: Path, root: Path) -> None:
        self._note = note
        self._root = root

    def read(self) -> dict[str, str]:
        """What the files that stand as they were written were made of, by their paths from the root."""
        try:
            if self._note.stat().st_size > _LARGEST:
                return {}
            data = json.loads(self._note.read_bytes())
            if data["root"] != str(self._root):
                return {}
            return {
                str(path): str(inputs)
                for path, (inputs, size, written) in data["files"].items()
                if self._stamp(str(path)) == (size, written)
            }
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return {}

    def note(self, inputs: Mapping[str, str]) -> None:
        """Note what files were made of, once they are written; those made of what is not known are left out.

        What the note says of other files goes on to count.
        """
        files = {
            path: (made_of, *stamp)
            for path, made_of in {**self.read(), **inputs}.items()
            if made_of and (stamp := self._stamp(path)) is not None
        }
        with suppress(OSError):  # the files stand all the same
            spare = self._note.with_suffix(".new")
            spare.write_text(json.dumps({"root": str(self._root), "files": files}), encoding="utf-8")
            spare.replace(self._note)

    def _stamp(self, path: str) -> tuple[int, int] | None:
        """Size and time of writing; None where there is no such file."""
        try:
            found = (self._root / path).lstat()
        except (OSError, ValueError):
            return None
        return found.st_size, found.st_mtime_ns
