"""Text that was there before: moved, copied, or arranged in another way."""

from __future__ import annotations

from tracker.classify.clause import Clause
from tracker.classify.page import squash_title
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.scene import SHORTEST, Scene, cells_stand, pieces, stands


def title_repeated(clause: Clause, scene: Scene) -> Reason | None:
    """A title that stands above another section as well, before and after."""
    title = squash_title(clause.edit.before or clause.edit.after)
    if clause.edit.kind != "heading" or clause.shape == "modified":
        return None
    if title in scene.before.headings and title in scene.after.headings:
        return noise("duplicate", "The title stands on the page more than once; one came or went.")
    return None


def stands_elsewhere(clause: Clause, scene: Scene) -> Reason | None:
    """What stood on the page before and still does was moved or copied; what is said has not changed."""
    shortest = 0 if scene.copied or _among_copies(clause, scene) else SHORTEST
    new, old = pieces(clause.edit.after, shortest=shortest), pieces(clause.edit.before, shortest=shortest)
    if (clause.edit.after and not new) or (clause.edit.before and not old):
        return None
    before, after = scene.group_text(clause.group)
    if clause.edit.kind == "row" and clause.shape != "modified":
        other = after if old else before
        if all(cells_stand(piece, other) for piece in (*new, *old)):
            return noise("layout", "The cells of the row stand in the same section, arranged in another way.")
    if not all(stands(piece, scene.before.bounded) for piece in new):
        return None
    if not all(stands(piece, scene.after.bounded) for piece in old):
        return None
    together = all(stands(piece, before) for piece in new) and all(stands(piece, after) for piece in old)
    if together and old and new:
        return noise("layout", "The same sentences stand in the same section, arranged in another way.")
    if any(scene.before.bounded.count(piece) != scene.after.bounded.count(piece) for piece in (*new, *old)):
        return noise("duplicate", "The same sentence stands on the page more than once; one copy came or went.")
    if together:
        return noise("layout", "The same sentences stand in the same section, arranged in another way.")
    return editorial("other", "The sentence was moved to another place.")


def _among_copies(clause: Clause, scene: Scene) -> bool:
    """The lines before and after it that came or went too are copies, at least one of them long enough to tell."""
    if clause.shape == "modified":
        return False
    edits = scene.groups[clause.group].edits
    place = next((place for place, edit in enumerate(edits) if edit is clause.edit), 0)
    page = scene.before if clause.edit.after else scene.after
    beside = [
        pieces(edit.after or edit.before, shortest=0)
        for edit in (*edits[max(0, place - 1) : place], *edits[place + 1 : place + 2])
        if not (edit.before and edit.after) and bool(edit.after) == bool(clause.edit.after)
    ]
    if not any(len(piece) > SHORTEST for found in beside for piece in found):
        return False
    return all(stands(piece, page.bounded) for found in beside for piece in found)
