"""What the demo prints: a table of its days, and where to look next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tracker.demo import story
from tracker.demo.judge import differences
from tracker.demo.play import DayPlayed, Event, play
from tracker.model import Record

STYLES = {"material": "bold", "breached": "bold red", "not_shown": "yellow", "met": "green"}


def show_story(folder: Path) -> int:
    """Play the story into a new folder and print what came of it.

    Returns:
        The exit code: 0, or 1 where something did not come as the story says.
    """
    console, errors = Console(), Console(stderr=True)
    played = play(folder, lambda line: errors.print(line, markup=False, highlight=False, soft_wrap=True))
    console.print(table(played))
    wrong = differences(story.load(), played)
    for line in wrong:
        errors.print(f"not as the story says: {line}", markup=False, highlight=False, soft_wrap=True)
    for line in what_to_look_at(folder):
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    return int(bool(wrong))


def table(days: Sequence[DayPlayed]) -> Table:
    """One row for each thing that happened to a policy, within 80 columns; quiet days show as such."""
    shown = Table("Day", "Policy", "Verdict", "Notice, in days", "Mails", box=None, pad_edge=False, header_style="bold")
    shown.columns[1].no_wrap = True
    records = [event.record for day in days for event in day.events if event.record]
    for day in days:
        mails = str(len(day.mails) or "")
        for number, event in enumerate(day.events):
            first = number == 0
            shown.add_row(str(day.on) if first else "", event.policy, *_cells(event, records), mails if first else "")
        if not day.events:
            shown.add_row(str(day.on), "", _styled("quiet", "dim"), "", mails)
    return shown


def what_to_look_at(folder: Path) -> tuple[str, ...]:
    """Lines that say where the results stand."""
    mails = sorted((folder / "mails").glob("*.eml"))
    return (
        "Look at:",
        f"  git -C {folder} log -p -- snapshots     every version, as a readable diff",
        f"  {folder.resolve() / 'feeds' / 'index.html'}     the page, for a browser",
        f"  {folder / 'feeds'}     the feeds: RSS, Atom, JSON",
        f"  {folder / 'mails'}     the {len(mails)} mails that subscribers got",
    )


def _cells(event: Event, records: Sequence[Record]) -> tuple[str, str]:
    """What is said of the change, and of the notice given."""
    record = event.record
    if record is None:
        return (_styled({"first": "first sight", "held": "held"}[event.outcome], "dim"), "")
    if record.withdraws is not None:
        return ("withdrawn", f"change of {_first_seen(record.withdraws, records)}")
    change, notice = record.change, record.notice
    if change.verdict == "noise":
        return (_styled("noise", "dim"), "")
    said = _styled(notice.verdict.replace("_", " "), STYLES.get(notice.verdict, ""))
    return (_styled(change.verdict, STYLES.get(change.verdict, "")), f"{said}{_days(record)}")


def _first_seen(change: str, records: Sequence[Record]) -> date | str:
    return next((record.seen.first_with.date() for record in records if record.id == change), change)


def _days(record: Record) -> str:
    """The first promise that counts days: ", 0 to 1 of 7"."""
    for tier in record.notice.tiers:
        if tier.promised is not None:
            seen = [f"{days:g}" for days in (tier.observed_min, tier.observed_max) if days is not None]
            return f", {' to '.join(dict.fromkeys(seen)) or 'none seen'} of {tier.promised:g}"
    return ""


def _styled(words: str, style: str) -> str:
    return f"[{style}]{words}[/]" if style else words
