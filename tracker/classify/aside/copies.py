"""Text that was there before: moved, copied, or arranged in another way."""

from __future__ import annotations

from tracker.classify.clause import Clause
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.scene import SHORTEST, Scene, cells_stand, pieces, stands


def stands_elsewhere(clause: Clause, scene: Scene) -> Reason | None:
    """What stood on the page before and still does was moved or copied; what is said has not changed."""
    shortest = 0 if scene.copied else SHORTEST
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
