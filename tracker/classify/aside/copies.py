"""Text that was there before: moved, copied, or arranged in another way."""

from __future__ import annotations

from collections.abc import Collection

from tracker.classify.clause import Clause
from tracker.classify.page import squash_title
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.scene import SHORTEST, Scene, cells_stand, pieces, stands


def title_repeated(clause: Clause, scene: Scene) -> Reason | None:
    """A title that stands above another section as well, before and after."""
    if clause.edit.kind != "heading":
        return None
    title = squash_title(clause.edit.before or clause.edit.after)
    if title in scene.before.headings and title in scene.after.headings:
        return noise("duplicate", "The title stands on the page more than once; one came or went.")
    return None


def stands_elsewhere(clause: Clause, scene: Scene) -> Reason | None:
    """What stood on the page before and still does was moved or copied; what is said has not changed."""
    new, old = _told_apart(clause, scene)
    if (not new and not old) or _relabelled(old, new):
        return None
    if clause.edit.kind == "row" and clause.shape != "modified":
        before, after = scene.group(clause.group).texts
        other = after if old else before
        if all(cells_stand(piece, other) for piece in (*new, *old)):
            return noise("layout", "The cells of the row stand in the same section, arranged in another way.")
    if not all(stands(piece, scene.before.bounded) for piece in new):
        return None
    if not all(stands(piece, scene.after.bounded) for piece in old):
        return None
    before, after = scene.group(clause.group).texts
    together = all(stands(piece, before) for piece in new) and all(stands(piece, after) for piece in old)
    if together and old and new:
        return noise("layout", "The same sentences stand in the same section, arranged in another way.")
    if any(scene.before.bounded.count(piece) != scene.after.bounded.count(piece) for piece in (*new, *old)):
        return noise("duplicate", "The same sentence stands on the page more than once; one copy came or went.")
    if together:
        return noise("layout", "The same sentences stand in the same section, arranged in another way.")
    return editorial("other", "The sentence was moved to another place.")


def _relabelled(old: Collection[str], new: Collection[str]) -> bool:
    """The same is said under another label: "Garages: these see ...", "Sponsors: these see ..."."""
    labels = {said: label for label, mark, said in (piece.strip("|").rpartition("|") for piece in old) if mark}
    return any(
        labels.get(said, label) != label
        for label, mark, said in (piece.strip("|").rpartition("|") for piece in new)
        if mark
    )


def _told_apart(clause: Clause, scene: Scene) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of the newer and the older side; none where one may stand on the other page by accident."""
    texts = clause.edit.after, clause.edit.before
    new, old = map(pieces, texts)
    if all(found or not text for found, text in ((new, texts[0]), (old, texts[1]))):
        return new, old
    if not (scene.copied or _among_copies(clause, scene)):
        return (), ()
    new, old = (pieces(text, shortest=0) for text in texts)
    return (new, old) if all(found or not text for found, text in ((new, texts[0]), (old, texts[1]))) else ((), ())


def _among_copies(clause: Clause, scene: Scene) -> bool:
    """The lines before and after it that came or went too are copies, at least one of them long enough to tell."""
    if clause.shape == "modified":
        return False
    edits = scene.groups[clause.group].edits
    page = scene.before if clause.edit.after else scene.after
    beside = [
        pieces(edit.after or edit.before, shortest=0)
        for edit in (*edits[max(0, clause.place - 1) : clause.place], *edits[clause.place + 1 : clause.place + 2])
        if not (edit.before and edit.after) and bool(edit.after) == bool(clause.edit.after)
    ]
    if not any(len(piece) > SHORTEST for found in beside for piece in found):
        return False
    return all(stands(piece, page.bounded) for found in beside for piece in found)
