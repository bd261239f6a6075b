"""What is set aside before a clause is judged: differences that a reader of the page would not call a change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from tracker.classify.clause import Clause, Side, is_sentence
from tracker.classify.lexicon import concepts, page_words
from tracker.classify.page import bounded
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.scene import SHORTEST, Scene, pieces, stands
from tracker.classify.tokens import DATE, HIDDEN, MAIL, PHONE, SIGNS, URL, read, squash
from tracker.model import Edit

Aside = Callable[[Clause, Scene], Reason | None]

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_LINE = 14  # words; a longer sentence with a date says something else too
_LABEL = 9  # words; longer text is not a menu entry
_BANNER = 45
_STROKE = re.compile(r"\s[|—–·•>/»]\s")
_VERSION = frozenset({"version", "v", "rev", "revision"})
_REFERENCES = frozenset(
    {"section", "sections", "article", "articles", "clause", "clauses", "paragraph", "part", "annex"}
)
_SUBSTANCE = (
    *("collect", "share", "sell", "keep", "erase", "transfer", "right", "dispute", "liability", "fee", "renewal"),
    *("ending", "licence", "duty", "power", "basis", "consent"),
)


def same_letters(clause: Clause, _: Scene) -> Reason | None:
    """Spaces, punctuation, quotes, hyphens, capitals and glyphs say nothing; broken encoding is no one's wording."""
    if squash(clause.edit.before) != squash(clause.edit.after):
        return None
    if clause.old.text.damaged or clause.new.text.damaged:
        return noise("token", "Only characters that were garbled, or icons, differ.")
    return noise("layout", "The same letters stand there; only spaces, punctuation or capitals differ.")


def hidden_address(clause: Clause, _: Scene) -> Reason | None:
    """Servers hide e-mail addresses from robots in a form that varies from page to page."""
    if HIDDEN not in clause.old.words and HIDDEN not in clause.new.words:
        return None
    if _unhidden(clause.old.words) == _unhidden(clause.new.words):
        return noise("token", "Only the disguise of an e-mail address differs.")
    return None


def _unhidden(words: Sequence[str]) -> list[str]:
    return [MAIL if word == HIDDEN else word for word in words]


def garbled(clause: Clause, scene: Scene) -> Reason | None:
    """Encoding damage splits words; what is left of the letters is compared."""
    if not (clause.old.text.damaged or clause.new.text.damaged):
        return None
    damaged = sum(raw.count("\ufffd") for raw in (clause.edit.before, clause.edit.after))
    if clause.shape == "modified" and Indel.distance(squash(clause.edit.before), squash(clause.edit.after)) <= damaged:
        return noise("token", "Only characters that were garbled differ.")
    other = scene.after.bounded if clause.shape == "removed" else scene.before.bounded
    found = pieces(clause.edit.before or clause.edit.after, shortest=3)
    if clause.shape != "modified" and found and all(piece in other for piece in found):
        return noise("token", "Only characters that were garbled differ.")
    return None


def copyright_year(clause: Clause, _: Scene) -> Reason | None:
    """A copyright line counts years; it is no part of the policy."""
    raw = f"{clause.edit.before} {clause.edit.after}".casefold()
    if ("©" not in raw and "copyright" not in raw and "all rights reserved" not in raw) or clause.longest > 25:
        return None
    if clause.shape != "modified" and not is_sentence(clause.old.words or clause.new.words):
        return noise("boilerplate", "A copyright line came or went.")
    if _undated(clause.old.words) == _undated(clause.new.words):
        return noise("boilerplate", "Only the year of the copyright line differs.")
    return None


def _undated(words: Sequence[str]) -> list[str]:
    return [word for word in words if word != DATE and not _YEAR.fullmatch(word)]


def date_moved(clause: Clause, _: Scene) -> Reason | None:
    """A date by itself never raises a verdict; the same date in another form is no change at all."""
    old, new = clause.old, clause.new
    if DATE not in old.words and DATE not in new.words and not _has_year(clause):
        return None
    if clause.shape == "modified" and _unversioned(old.words) == _unversioned(new.words):
        if Counter(old.text.dates) == Counter(new.text.dates) and old.text.dates:
            return noise("layout", "The same date is written in another form.")
        return editorial("effective_date", "Only a date differs.", *_dates(clause))
    if clause.longest > _DATE_LINE or clause.has(*_SUBSTANCE):
        return None
    sides = [side for side in (old, new) if side.words]
    if all(DATE in side.words for side in sides) and not clause.has("data", "recipient", "children"):
        return editorial("effective_date", "A line that states the date of the text differs.", *_dates(clause))
    return None


def _has_year(clause: Clause) -> bool:
    return any(_YEAR.fullmatch(word) for word in (*clause.old.words, *clause.new.words))


def _dates(clause: Clause) -> tuple[str, str]:
    return (clause.edit.before, clause.edit.after) if clause.longest <= _DATE_LINE else ("", "")


def _unversioned(words: Sequence[str]) -> list[str]:
    kept = []
    for place, word in enumerate(words):
        after_version = place and words[place - 1] in _VERSION and word[0].isdigit()
        if not after_version and word != DATE and not _YEAR.fullmatch(word):
            kept.append(word)
    return kept


def address_replaced(clause: Clause, _: Scene) -> Reason | None:
    """An ordinary contact or address was replaced by another of its kind: nobody's rights change."""
    old, new = clause.old, clause.new
    if clause.shape == "modified" and old.words == new.words and old.text.addresses != new.text.addresses:
        return editorial("entity_contact", "An address or number was replaced.")
    signs = {MAIL, PHONE, URL}
    if (
        not (signs & {*old.words, *new.words})
        or clause.has("datatype", "dispute", "children", "fee")
        or clause.edit.kind == "row"
    ):
        return None
    few = clause.fresh.total() + clause.gone.total() <= 6
    if clause.shape == "modified" and clause.has("contact") and few and not _concepts_shifted(clause):
        return editorial("entity_contact", "A contact was replaced.")
    return None


def address_line(clause: Clause, scene: Scene) -> Reason | None:
    """A line that is only a number or an address, where another such line of the section went: a contact replaced."""
    if clause.shape == "modified" or not _is_address(clause.edit):
        return None
    others = scene.groups[clause.group].edits
    shapes = {bool(edit.after) for edit in others if not (edit.before and edit.after) and _is_address(edit)}
    return editorial("entity_contact", "An address or number was replaced.") if len(shapes) == 2 else None


def _is_address(edit: Edit) -> bool:
    words = read(edit.after or edit.before).words
    return bool({MAIL, PHONE} & {*words}) and len(words) <= _LABEL and edit.kind != "row"


def postal_address(clause: Clause, _: Scene) -> Reason | None:
    """A line of a postal address: an office moved."""
    if clause.shape != "modified" or clause.longest > _BANNER or clause.touched(*_SUBSTANCE, "datatype", "recipient"):
        return None
    if is_sentence((*clause.fresh.elements(), *clause.gone.elements())) or _steers(clause):
        return None
    numbers = sum(word[0].isdigit() for word in clause.new.words)
    if numbers and (clause.has("postal") or _ZIP.search(clause.edit.after)):
        return editorial("entity_contact", "A line of an address differs.")
    if PHONE in clause.new.words and PHONE in clause.old.words:
        return editorial("entity_contact", "A telephone number differs.")
    return None


_ZIP = re.compile(r"\b[A-Z]{2},? {1,2}\d{5}(?:-\d{4})?\b|\b\d{5} {1,2}[A-ZÄÖÜ][a-zäöüß]")


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


def menu(clause: Clause, scene: Scene) -> Reason | None:
    """Labels of menus, buttons and tables of contents are the site's, not the policy's."""
    if _is_bar(clause.edit.before) or _is_bar(clause.edit.after):
        return noise("boilerplate", "A line of menu entries differs.")
    if _button_beside(clause, scene):
        return noise("boilerplate", "The label of a button stands beside words that were there before.")
    if _above(clause, scene) and not any(map(_speaks, (clause.old, clause.new))):
        return noise("boilerplate", "A label above the text differs.")
    sides = [side for side in (clause.old, clause.new) if side.words]
    if any(is_sentence(side.words) for side in sides) or _in_list(clause) or clause.edit.kind == "row":
        return None
    if _below(clause, scene) and not clause.has(*_SUBSTANCE, "document"):
        return noise("boilerplate", "A label below the text differs.")
    if any(len(side.words) > _LABEL for side in sides):
        return None
    longer = max(sides, key=lambda side: len(side.words))
    found = page_words().find(longer.words).get("navigation", Counter())
    covered = sum(len(term.split()) * times for term, times in found.items())
    if covered * 2 >= len(longer.words) and not clause.touched("document", "binding"):
        return noise("boilerplate", "A menu entry or button differs.")
    if clause.edit.kind != "heading" and _is_heading(clause, scene):
        return noise("boilerplate", "An entry of a table of contents differs.")
    return None


def _speaks(side: Side) -> bool:
    """The company says what it does, or a figure is stated: a statement even above the text."""
    if any(quantity.kind != "number" for quantity in side.quantities) or side.has("binding", "announce"):
        return True
    if side.has("us") and side.has(*_SUBSTANCE, "use"):
        return True
    ended = side.text.raw.rstrip().endswith((".", ":", ";"))
    return ended and len(side.words) >= 8 and side.has("you", "data", "us") and side.has(*_SUBSTANCE, "use")


def _in_list(clause: Clause) -> bool:
    listed = ("collect", "share", "recipient", "datatype")
    return clause.edit.kind in {"item", "row"} and any(name in clause.context for name in listed)


def _is_heading(clause: Clause, scene: Scene) -> bool:
    sides = ((clause.edit.before, scene.before), (clause.edit.after, scene.after))
    return all(not text or squash(text).lstrip("0123456789") in page.headings for text, page in sides)


def _above(clause: Clause, scene: Scene) -> bool:
    sides = ((clause.edit.before, scene.before), (clause.edit.after, scene.after))
    return all(page.above_body(text) for text, page in sides if text)


def _below(clause: Clause, scene: Scene) -> bool:
    sides = ((clause.edit.before, scene.before), (clause.edit.after, scene.after))
    return all(page.below_body(text) for text, page in sides if text)


def _is_bar(text: str) -> bool:
    """`Home — Privacy — Support`: short labels between strokes."""
    parts = _STROKE.split(text)
    return len(parts) >= 3 and all(len(part.split()) <= 5 for part in parts)


def _button_beside(clause: Clause, scene: Scene) -> bool:
    """Without the labels of buttons at its beginning, the line stands on the other page as well."""
    if clause.shape == "modified":
        return False
    text, page = (clause.edit.after, scene.before) if clause.shape == "added" else (clause.edit.before, scene.after)
    words = text.split()
    for taken in range(2, min(7, len(words) - 2)):
        label, rest = " ".join(words[:taken]), " ".join(words[taken:])
        if "navigation" in page_words().find(read(label).words) and bounded(rest) in page.bounded:
            return True
    return False


def banner(clause: Clause, scene: Scene) -> Reason | None:
    """Banners, form messages and promotions are laid over the page; "we have updated this policy" announces nothing."""
    if (
        clause.longest > _BANNER
        or clause.shape == "modified"
        or clause.has("children", "dispute", "fee", "sell", "keep")
    ):
        return None
    side = clause.new if clause.shape == "added" else clause.old
    if _beside_banner(clause, scene):
        return noise("boilerplate", "A line of a banner came or went.")
    if "interface" in page_words().find(side.words) and not side.has("datatype", "recipient", "duty", "us"):
        return noise("boilerplate", "A message of the site, not of the policy, came or went.")
    if side.has("update_note") and not side.has("announce") and _early(clause, scene):
        return noise("boilerplate", "A banner that says the policy was updated came or went.")
    return None


def _beside_banner(clause: Clause, scene: Scene) -> bool:
    """A short line that came or went together with a banner, saying nothing by itself."""
    if clause.longest > _LABEL or clause.has(*_SUBSTANCE):
        return False
    others = [edit for edit in scene.groups[clause.group].edits if bool(edit.after) == bool(clause.edit.after)]
    texts = [
        edit.after or edit.before
        for edit in others
        if edit.before != clause.edit.before or edit.after != clause.edit.after
    ]
    return len(texts) <= 3 and any("update_note" in concepts().find(read(text).words) for text in texts)


def _early(clause: Clause, scene: Scene) -> bool:
    """Within the first twentieth of the page."""
    text, page = (clause.edit.after, scene.after) if clause.shape == "added" else (clause.edit.before, scene.before)
    return 0 <= page.bounded.find(bounded(text)) <= max(600, len(page.bounded) // 20)


def renumbered(clause: Clause, _: Scene) -> Reason | None:
    """Section numbers move when a section is added elsewhere."""
    if (
        clause.shape == "modified"
        and clause.old.words != clause.new.words
        and _unnumbered(clause.old.words) == _unnumbered(clause.new.words)
    ):
        return editorial("other", "Only section numbers or references to them differ.")
    return None


def _unnumbered(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for place, word in enumerate(words):
        number = word[0].isdigit() or (len(word) == 1 and word.isalpha())
        if number and (place == 0 or words[place - 1] in _REFERENCES or "." in word.strip(".")):
            continue
        kept.append(word)
    return kept


def counter(clause: Clause, _: Scene) -> Reason | None:
    """A label that counts (comments, articles, visitors) goes up by itself."""
    if clause.shape != "modified" or clause.longest > 5 or clause.edit.kind == "row" or clause.fresh or clause.gone:
        return None
    kinds = {quantity.kind for quantity in (*clause.old.quantities, *clause.new.quantities)}
    if kinds == {"number"} and not clause.has("postal", "fee", "keep", "children"):
        return noise("token", "A counter differs.")
    return None


def style(clause: Clause, _: Scene) -> Reason | None:
    """Small words, spelling and inflection: the same statement in other clothes."""
    if clause.shape != "modified" or _steers(clause) or _figures(clause):
        return None
    if _addresses(clause.old.words) != _addresses(clause.new.words):
        return None
    if not clause.fresh and not clause.gone:
        return editorial("other", "Only small words or their order differ.")
    if _respelled(clause.gone, clause.fresh) and not _concepts_shifted(clause):
        return editorial("other", "Only spelling or inflection differs.")
    return None


def _steers(clause: Clause) -> bool:
    return any(clause.old.count(name) != clause.new.count(name) for name in ("negation", "firm", "soft"))


def _figures(clause: Clause) -> bool:
    return Counter((q.kind, q.size) for q in clause.old.quantities) != Counter(
        (q.kind, q.size) for q in clause.new.quantities
    )


def _addresses(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word in SIGNS and word != DATE)


def _concepts_shifted(clause: Clause) -> bool:
    return any(clause.old.count(name) != clause.new.count(name) for name in {*clause.gained, *clause.lost})


def _respelled(gone: Counter[str], fresh: Counter[str]) -> bool:
    if gone.total() != fresh.total():
        return False
    left = list(fresh.elements())
    for word in gone.elements():
        match = next((other for other in left if _same_stem(word, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_stem(word: str, other: str) -> bool:
    return word[:2] == other[:2] and min(len(word), len(other)) >= 3 and fuzz.ratio(word, other) >= 80


ASIDES: tuple[Aside, ...] = (
    same_letters,
    hidden_address,
    garbled,
    copyright_year,
    date_moved,
    address_replaced,
    address_line,
    postal_address,
    stands_elsewhere,
    menu,
    banner,
    renumbered,
    counter,
    style,
)
