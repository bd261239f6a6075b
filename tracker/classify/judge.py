"""Each edit of a comparison to the findings it supports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.classify.aside import asides
from tracker.classify.clause import Clause, side
from tracker.classify.foreign import judge_unread
from tracker.classify.quote import trimmed
from tracker.classify.reason import Reason, minor
from tracker.classify.renames import Rename, renamed
from tracker.classify.rules import SLIGHT, rules
from tracker.classify.rules.common import explains, names_recipient, operative, whole
from tracker.classify.rules.talk import assures, points
from tracker.classify.scene import Scene
from tracker.classify.tokens import read, squash
from tracker.classify.topics import scores_of
from tracker.model import SCALE, Aligned, Category, Edit, Finding, Section, plain
from tracker.model.language import may_be_english

NOT_WEIGHED = "not_weighed"
_MOST = 1500  # edits; the largest rewrite of a real policy known to us has some 800
_ASIDE = 0.45  # share of the leading category's score below which another category of the same sentence goes untold


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding in its place. `size` is the number of words that came or went in the edit it was found in."""

    finding: Finding
    reason: Reason
    group: int
    size: int = 0


def judge(scene: Scene, names: Sequence[Rename], widespread: frozenset[str]) -> list[Judged]:
    """The findings of all edits, in the order of the text; nothing is left out, noise included.

    `names` were replaced throughout and are not judged again; those in `widespread` are too common to be recipients.
    Where thousands of sentences differ and the verdict can rise no further, the rest is told as not weighed.
    """
    english = may_be_english(scene.after.document.lines)
    found: list[Judged] = []
    weighed, settled = 0, False
    for group, aligned in enumerate(scene.groups):
        leads = _lead_ins(aligned) if any(edit.kind in {"item", "row"} for edit in aligned.edits) else {}
        for place, edit in enumerate(aligned.edits):
            weighed += 1
            if weighed > _MOST and settled:
                found.append(_not_weighed(edit, scene.home(group, edit), group))
                continue
            old, new = read(edit.before), read(edit.after)
            words = renamed(old.words, names) if names and edit.after else old.words
            home = scene.home(group, edit)
            clause = Clause(
                edit,
                side(old, words),
                side(new, new.words),
                heading=home.heading,
                path=home.path,
                group=group,
                place=place,
                english=english,
                widespread=widespread,
                lead_in=leads.get(squash(edit.after or edit.before), ""),
            )
            if words == new.words != old.words:
                continue  # a name replaced throughout: told once
            size = max(clause.fresh.total(), clause.gone.total(), 1)
            for rule, reason in _reasons(clause, scene):
                found.append(Judged(_finding(rule, reason, clause), reason, group, size))
                settled = settled or reason.weight == "material"
    return found


def _not_weighed(edit: Edit, home: Section, group: int) -> Judged:
    reason = minor("other", "So much differs that this sentence was not weighed by itself.")
    finding = Finding(NOT_WEIGHED, reason.category, reason.weight, home.heading, *trimmed(edit), reason.why)
    return Judged(finding, reason, group)


def _reasons(clause: Clause, scene: Scene) -> Iterator[tuple[str, Reason]]:
    for aside in asides(clause):
        reason = aside(clause, scene)
        if reason is not None:
            yield aside.__name__, reason
            return
    if not clause.english:
        yield judge_unread(clause)
        return
    best: dict[str, tuple[str, Reason]] = {}
    for rule in rules(clause) if _is_substance(clause) else ():
        reason = rule(clause)
        if reason is None:
            continue
        known = best.get(reason.category)
        if known is None or SCALE.index(known[1].weight) < SCALE.index(reason.weight):
            best[reason.category] = (rule.__name__, reason)
    if best:
        yield from _leading(best.values(), scores_of(clause))
        return
    for rule in SLIGHT:
        reason = rule(clause)
        if reason is not None:
            yield rule.__name__, reason
            return


def _is_substance(clause: Clause) -> bool:
    """It may say what is done or owed: no title, no explanation of a word, no pointer, no assurance."""
    if clause.edit.kind == "heading":
        return operative(clause) or names_recipient(clause)
    return not ((whole(clause) and explains(clause)) or points(clause) or assures(clause))


def _leading(answers: Collection[tuple[str, Reason]], scores: Mapping[Category, float]) -> Iterator[tuple[str, Reason]]:
    """The weightiest answers, but for categories that few words of the sentence speak for beside the leading one.

    What a table lists is said by its head, not by the words of a row.
    """
    weightiest = max((reason.weight for _, reason in answers), key=SCALE.index)
    heard = [(rule, reason) for rule, reason in answers if reason.weight == weightiest]
    bar = _ASIDE * max(scores.get(reason.category, 0.0) for _, reason in heard)
    for rule, reason in heard:
        if rule == "table_row" or scores.get(reason.category, 0.0) >= bar:
            yield rule, reason


def _finding(rule: str, reason: Reason, clause: Clause) -> Finding:
    before, after = trimmed(clause.edit)
    return Finding(rule, reason.category, reason.weight, clause.heading, before, after, reason.why, reason.direction)


def _lead_ins(aligned: Aligned) -> dict[str, str]:
    """For each list item and table row, the sentence that introduces its list or table."""
    found: dict[str, str] = {}
    for section in (*aligned.before, *aligned.after):
        found.update(_section_lead_ins(section))
    return found


def _section_lead_ins(section: Section) -> Iterator[tuple[str, str]]:
    lead = ""
    for block in section.blocks:
        if block.kind in {"item", "row"}:
            yield squash(plain(block.text)), lead
        else:
            lead = plain(block.text).replace("\n", " ")[-300:]
