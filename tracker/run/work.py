"""What one attempt at a run has to go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.model import Declaration, Project
from tracker.run.people import People


@dataclass(frozen=True, slots=True)
class Work:
    """What one attempt at a run has to go on."""

    root: Path
    project: Project
    chosen: tuple[Declaration, ...]
    people: People
    now: datetime
    clock: Callable[[], datetime]
    environ: Mapping[str, str]
    dry_run: bool
    progress: Callable[[str], None]
