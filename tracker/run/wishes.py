"""What subscribers ask for that no mail will ever answer: a misspelt id or tag would go unnoticed for ever."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tracker.archive import Archive
from tracker.model import Project
from tracker.model.wording import count, one_line, sentence
from tracker.run.people import people
from tracker.run.sound import sound_histories


def unmet_wishes(root: Path, project: Project, environ: Mapping[str, str]) -> tuple[str, ...]:
    """A line for each policy and each tag that subscribers name and nothing declares; nobody's name or address.

    A former id of a policy that is followed is met: its mails come under the new one.

    Raises:
        SettingsError: subscribers or key are malformed.
    """
    who = people(root, environ)
    if not who.subscribers:
        return ()
    archive = Archive.open(root, contact=project.settings.contact)
    declared = {policy.id for policy in project.policies}
    asked = Counter(
        name for person in who.subscribers for name in {name for wish in person.filters for name in wish.policies}
    )
    tags = Counter(tag for person in who.subscribers for tag in {tag for wish in person.filters for tag in wish.tags})
    known = declared | (_former(archive, declared) if asked.keys() - declared else set())
    return (
        *_missing(asked, known, "policy", archive.policies()),
        *_missing(tags, {tag for policy in project.policies for tag in policy.tags}, "tag", ()),
    )


def _former(archive: Archive, declared: Collection[str]) -> set[str]:
    """The earlier ids of the policies that are followed."""
    followed = (item for item in sound_histories(archive).histories if item.snapshot.policy.id in declared)
    return {record.policy.id for history in followed for record in history.records}


def _missing(asked: Counter[str], known: Collection[str], what: str, on_file: Collection[str]) -> Iterator[str]:
    for name in sorted(asked.keys() - known):
        close = difflib.get_close_matches(name[:80], known, n=1)
        hint = f"; did they mean {close[0]}?" if close else ""
        why = "which is no longer followed" if name in on_file else f"but there is no such {what}{hint}"
        yield sentence(f"{count(asked[name], 'subscriber')} asked for the {what} {one_line(name, 80)}, {why}")
