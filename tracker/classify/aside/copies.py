"""Text that was there before: moved, copied, or arranged in another way."""

from __future__ import annotations

from tracker.classify.clause import Clause
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.scene import SHORTEST, Scene, pieces, stands


def stands_elsewhere(clause: Clause, scene: Scene) -> Reason | None:
    """What stood on the page before and still does was moved or copied; what is said has not changed."""
    shortest = 0 if scene.copied else SHORTEST
    new, old = pieces(clause.edit.after, shortest=shortest), pieces(clause.edit.before, shortest=shortest)
    if (clause.edit.after and not new) or (clause.edit.before and not old):
        return None
    if not all(stands(piece, scene.before.bounded) for piece in new):
        return None
    if not all(stands(piece, scene.after.bounded) for piece in old):
        return None
    before, after = scene.group_text(clause.group)
    if all(stands(piece, before) for piece in new) and all(stands(piece, after) for piece in old) and old and new:
        return noise("layout", "The same sentences stand in the same section, arranged in another way.")
    if any(scene.before.bounded.count(piece) != scene.after.bounded.count(piece) for piece in (*new, *old)):
        return noise("duplicate", "The same sentence stands on the page more than once; one copy came or went.")
    before, after = scene.group_text(clause.group)
    if all(piece in before for piece in new) and all(piece in after for piece in old):
        return noise("layout", "The same sentences stand in the same section, arranged in another way.")
    return editorial("other", "The sentence was moved to another place.")
