"""From a comparison to a change: what was set aside, what was found, and what it adds up to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from tracker.classify.foreign import unread_size
from tracker.classify.judge import NOT_WEIGHED, Judged, judge
from tracker.classify.links import around, link_moved
from tracker.classify.moved import turned_entries
from tracker.classify.notice_rule import compare_rules
from tracker.classify.page import Page, is_policy, is_replaced
from tracker.classify.quote import cut
from tracker.classify.reason import Reason, editorial, material, minor, noise
from tracker.classify.renames import Rename, renames, resettled, widespread
from tracker.classify.scene import Scene
from tracker.classify.summary import noise_summary, summary
from tracker.classify.weigh import categories_of, direction_of, kind_of, leading_categories
from tracker.model import (
    SCALE,
    Aligned,
    Change,
    Comparison,
    Edit,
    Finding,
    Fingerprint,
    NoiseKind,
    Reading,
    Section,
    SectionChange,
    SectionRef,
    Verdict,
)
from tracker.model.front import front_matter
from tracker.model.language import may_be_english

_FIGURES = re.compile(r"[0-9]+(?:p[0-9]+)*")  # "4.5" among letters is "4p5"
_ARRANGED = frozenset({"moved", "split", "merged", "renamed"})


def classify(
    comparison: Comparison, before: Reading, after: Reading, *, earlier: Collection[Fingerprint] = ()
) -> Change:
    """What changed between two readings and what it means; never raises, whatever the texts hold.

    Words that stand in the policies are evidence only: a text that asks to be passed over is judged like any other.

    Args:
        comparison: the difference of `before.document` and `after.document`.
        before: the older side.
        after: the newer side.
        earlier: fingerprints of the states that the page had before `before`.
    """
    scene = Scene(Page(before.document), Page(after.document), comparison.sections)
    whole = _whole_page(scene, before, after, earlier)
    if whole is not None:
        return _quiet(whole, comparison, after)
    found = _findings(scene, before, after)
    if found and is_replaced(after.fingerprint.words, before.fingerprint.words, scene.after):
        found = [_replaced(scene), *(judged for judged in found if judged.finding.weight != "material")]
    if _redated(before, after) and all(judged.finding.weight == "noise" for judged in found):
        found.append(_dated_anew(before, after))
    if not found:
        kind = _silent_kind(scene, before, after)
        return _quiet(noise(kind, noise_summary(kind)), comparison, after)
    return _change(comparison, found, after)


def _silent_kind(scene: Scene, before: Reading, after: Reading) -> NoiseKind:
    """What differs where no edit does."""
    if before.fingerprint == after.fingerprint:
        return "same_words" if scene.before.text == scene.after.text else "layout"
    same = scene.before.bounded.replace("|", "") == scene.after.bounded.replace("|", "")
    return "layout" if same and "\ufffd" not in scene.before.text + scene.after.text else "token"


def _whole_page(scene: Scene, before: Reading, after: Reading, earlier: Collection[Fingerprint]) -> Reason | None:
    """Whether the change is no change of the policy at all, as a whole."""
    words = before.fingerprint.words, after.fingerprint.words
    if before.fingerprint == after.fingerprint:
        return None  # links may still have moved
    if after.fingerprint in earlier:
        return _noise("return")
    if not is_policy(words[1], words[0], scene.after) or not is_policy(words[0], words[1], scene.before):
        return _noise("not_policy")
    if scene.before.language and scene.after.language and scene.before.language != scene.after.language:
        return _noise("language")
    return None


def _noise(kind: NoiseKind) -> Reason:
    return noise(kind, noise_summary(kind))


def _findings(scene: Scene, before: Reading, after: Reading) -> list[Judged]:
    edits = [edit for aligned in scene.groups for edit in aligned.edits]
    names = renames(edits, scene.before, scene.after)
    found = [_named(name, another=resettled(edits, name)) for name in names]
    if edits:
        found += judge(scene, names, widespread(edits))
        found += _sizes(scene, edits)
        if before.rule.clauses != after.rule.clauses:
            found += _rule_findings(before, after)
    found += _moves(scene, edited=bool(edits), same=before.fingerprint == after.fingerprint)
    return found + _turned(scene.groups) + _links(scene.groups)


def _sizes(scene: Scene, edits: Sequence[Edit]) -> list[Judged]:
    reason = None if may_be_english(scene.after.document.lines) else unread_size(scene, edits)
    return [_told("unread_size", reason, "", -1)] if reason else []


def _replaced(scene: Scene) -> Judged:
    """What is left of the page says which text governs now: one finding, whatever the old text said."""
    why = "The text was replaced by a pointer to another text that governs from now on."
    quote = cut(" ".join(scene.after.text.split()), 400)
    finding = Finding("replaced", "entity_contact", "material", "", "", quote, why, "mixed")
    return Judged(finding, material("entity_contact", why, "mixed"), -1)


def _redated(before: Reading, after: Reading) -> bool:
    """A file states another date of its text than it did, be it in its front matter."""
    if not any(front_matter(reading.document.lines) for reading in (before, after)):
        return False
    return _dates(before) != _dates(after)


def _dates(reading: Reading) -> tuple[str, str]:
    effective, updated = reading.dates.effective_on, reading.dates.updated_on
    return str(effective or ""), str(updated or "")


def _dated_anew(before: Reading, after: Reading) -> Judged:
    why = "Only the dates that the file states of its text differ."
    old, new = (" ".join(filter(None, _dates(reading))) for reading in (before, after))
    finding = Finding("date_moved", "effective_date", "editorial", "", old, new, why)
    return Judged(finding, editorial("effective_date", why, old, new), -1)


def _named(name: Rename, *, another: bool) -> Judged:
    """The same company or thing by another name; `another` where it is another company."""
    why = f"“{name.old_name}” became “{name.new_name}” in {name.times} places"
    if another:
        reason = material("entity_contact", f"{why}, and the address beside it is another too.")
    else:
        reason = minor("other", f"{why}.")
    finding = Finding(
        "renamed_everywhere", reason.category, reason.weight, "", name.old_name, name.new_name, reason.why
    )
    return Judged(finding, reason, -1)


def _rule_findings(before: Reading, after: Reading) -> list[Judged]:
    heading = after.rule.heading or before.rule.heading
    return [_told(rule, reason, heading, -1) for rule, reason in compare_rules(before.rule, after.rule)]


def _told(rule: str, reason: Reason, heading: str, place: int) -> Judged:
    """The finding of a reason that quotes its own words, in the group at a place."""
    quotes = cut(reason.old, 400), cut(reason.new, 400)
    finding = Finding(rule, reason.category, reason.weight, heading, *quotes, reason.why, reason.direction)
    return Judged(finding, reason, place)


def _moves(scene: Scene, *, edited: bool, same: bool) -> list[Judged]:
    """Where words only changed places: told once, as an editorial matter; equal letters in order are layout."""
    arranged = [place for place, pair in enumerate(scene.groups) if pair.kind in _ARRANGED and not pair.edits]
    moved = [scene.groups[place] for place in arranged if not _regrouped(scene, place)]
    if arranged and not moved:
        return []
    if same or (edited and not moved):
        return []
    if not moved and not _reordered(scene):
        return [_renumbered()] if _renumbers(scene) else []
    heading = (moved[0].after or moved[0].before)[0].heading if moved else ""
    why = "Sections or sentences changed places or titles; what they say is the same."
    finding = Finding("moved", "other", "editorial", heading, "", "", why)
    return [Judged(finding, editorial("other", why), -1)]


def _regrouped(scene: Scene, place: int) -> bool:
    """The same letters in the same order, only cut into sections in another way: titles that gained or lost markup."""
    if scene.groups[place].kind not in {"split", "merged"}:
        return False
    before, after = (text.replace("|", "") for text in scene.group(place).texts)
    return before == after


def _renumbered() -> Judged:
    why = "Only the numbers of headings differ."
    return Judged(Finding("renumbered", "other", "editorial", "", "", "", why), editorial("other", why), -1)


def _renumbers(scene: Scene) -> bool:
    before, after = scene.before.bounded.replace("|", ""), scene.after.bounded.replace("|", "")
    return before != after and _FIGURES.sub("", before) == _FIGURES.sub("", after)


def _reordered(scene: Scene) -> bool:
    """The same sentences in another order; other letters without an edit are garbled or disguised ones."""
    before, after = scene.before.bounded.split("|"), scene.after.bounded.split("|")
    return "".join(before) != "".join(after) and Counter(before) == Counter(after)


def _turned(groups: Sequence[Aligned]) -> list[Judged]:
    return [
        _told("entry_turned", reason, groups[place].after[0].heading, place) for place, reason in turned_entries(groups)
    ]


def _links(groups: Sequence[Aligned]) -> list[Judged]:
    found = []
    for place, aligned in enumerate(groups):
        for text, old, new in aligned.links:
            reason = link_moved(text, old, new, around(aligned.after, text, new))
            heading = (aligned.after or aligned.before)[0].heading
            finding = Finding(
                "link_moved", reason.category, reason.weight, heading, cut(old, 300), cut(new, 300), reason.why
            )
            found.append(Judged(finding, reason, place))
    return found


def _change(comparison: Comparison, found: Sequence[Judged], after: Reading) -> Change:
    verdict = _highest(judged.finding.weight for judged in found)
    if verdict == "noise":
        kinds = Counter(judged.reason.noise for judged in found if judged.reason.noise)
        kind = kinds.most_common(1)[0][0]
        assert kind is not None
        return _made("noise", comparison, found, after, noise_summary(kind), kind)
    ordered = sorted(found, key=lambda judged: -SCALE.index(judged.finding.weight))
    return _made(verdict, comparison, ordered, after, summary(verdict, ordered), None)


def _quiet(reason: Reason, comparison: Comparison, after: Reading) -> Change:
    return _made("noise", comparison, (), after, reason.why, reason.noise)


def _made(
    verdict: Verdict,
    comparison: Comparison,
    found: Sequence[Judged],
    after: Reading,
    text: str,
    kind: NoiseKind | None,
) -> Change:
    by_group: dict[int, list[Judged]] = defaultdict(list)
    for judged in found:
        by_group[judged.group].append(judged)
    return Change(
        verdict=verdict,
        direction=direction_of(found),
        categories=leading_categories(found, verdict, kind_of(after.document) if found else "privacy"),
        findings=tuple(judged.finding for judged in found),
        sections=tuple(_section(aligned, by_group[place]) for place, aligned in enumerate(comparison.sections)),
        effective_on=after.dates.effective_on,
        updated_on=after.dates.updated_on,
        summary=text,
        truncated=comparison.truncated or any(judged.finding.rule == NOT_WEIGHED for judged in found),
        noise_kind=kind,
    )


def _section(aligned: Aligned, own: Sequence[Judged]) -> SectionChange:
    verdict = _highest(judged.finding.weight for judged in own)
    return SectionChange(
        kind=aligned.kind,
        before=tuple(map(_ref, aligned.before)),
        after=tuple(map(_ref, aligned.after)),
        words_added=aligned.words_added,
        words_removed=aligned.words_removed,
        verdict=verdict,
        categories=categories_of(own, verdict),
        redline=aligned.redline,
    )


def _ref(section: Section) -> SectionRef:
    return SectionRef(section.heading, section.path, section.start_line, section.end_line)


def _highest(weights: Iterable[Verdict]) -> Verdict:
    return max(weights, key=SCALE.index, default="noise")
