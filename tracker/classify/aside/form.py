"""Other characters, numbers of sections, spelling: the same statement written in another form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape

from rapidfuzz.distance import Indel

from tracker.classify.aside.common import concepts_shifted, rejoined, steers
from tracker.classify.clause import Clause, Side, is_sentence
from tracker.classify.lexicon import concepts
from tracker.classify.order import in_order
from tracker.classify.page import is_misread, mended
from tracker.classify.quantities import Quantity, names_time
from tracker.classify.reach import parts_differ, turned_by_a_word
from tracker.classify.reason import Reason, editorial, noise
from tracker.classify.roles import party_left_out, persons_swapped, turned
from tracker.classify.rules.common import either_for_both
from tracker.classify.scene import SHORTEST, Scene, pieces
from tracker.classify.tokens import DAMAGE, DATE, HIDDEN, MAIL, SIGNS, URL, read, squash
from tracker.classify.wording import joints, may_have_same_sense, respelled, same_sense
from tracker.model.figures import marks, spelled

_REFERENCES = frozenset(
    {"section", "sections", "article", "articles", "clause", "clauses", "paragraph", "part", "annex"}
)
_DIGITS = "0123456789"
_DOES = frozenset({"us", "you", "firm", "soft", "negation", "duty"})
_LIMITS = frozenset({"basis", "choice", "consent", "fee", "datatype", "recipient", "company", "place", "children"})
_ASKS = frozenset({"how", "what", "why", "when", "where", "who", "your", "our"})
_TITLE = 7  # words before a colon
_HARDLY, _BRIEF = 0.3, 12  # share of words of meaning that stayed; words
_STEM = 5  # letters that tell a word
_MARKER = re.compile(
    r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]{1,2}|\d{1,2}(?:\.\d{1,2}){1,3}", re.IGNORECASE
)
_ATTRIBUTE = re.compile(  # {#name} {:target="_blank"} {% include x %} {{ name }}, \\u2019 and the marks of notes, [^1]
    r"\{[#:%{.][^{}\n]{0,200}\}{1,2}|\\u[0-9a-fA-F]{4}|\[\^\d{1,3}\]|(?<=[\w\]])\[\d{1,3}\]"
)
_LINE = re.compile(
    r"\{[#:%{.][^{}\n]{0,200}\}{1,2}|\[[^\[\]\n]{1,40}\]: ?\S{1,300}|Page \d{1,3}(?: of \d{1,3})?", re.IGNORECASE
)
_FIELD = re.compile(r"(?:[-+]{3}\s)?\s{0,3}[a-z_]{2,20} ?[:=] ?\S")
_FIELDS = re.compile(r"\b(?:layout|permalink|slug|nav_order|weight|draft|redirect_from|sidebar|menu) ?[:=] ?\S")
_CALL = re.compile(r"^(?:please )?(?:note|notice|important(?: note)?|attention|n\.?b\.?) ?[:!] ?", re.IGNORECASE)
_WAYS = frozenset({"to", "from", "by", "for", "against", "before", "after", "over", "under", "until"})
_MARKED = 6  # characters of a colon and of what may hang behind it
_HANGING = re.compile(r"(?<=:)\s{1,3}\(?(?:\d{1,2}|[a-z])[.)]$", re.IGNORECASE)
_OPENS = re.compile(
    r"\((?:external link|(?:this link )?opens (?:in|as) (?:a )?new (?:window|tab|page))\)|(?<=\s)Permalink$",
    re.IGNORECASE,
)
_TRACE = re.compile(
    r"\{|&#?\w{2,8};|\\u[0-9a-f]{4}|\[\^\d{1,3}\]|(?<=[\w\]])\[\d{1,3}\]|new (?:window|tab|page)|external|permalink",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[\]\([^)]{0,4000}\)")


def same_letters(clause: Clause, _: Scene) -> Reason | None:
    """Spaces, punctuation, quotes, hyphens, capitals and glyphs say nothing; broken encoding is no one's wording."""
    if squash(clause.edit.before) != squash(clause.edit.after):
        return None
    if squash(spelled(clause.edit.before)) != squash(spelled(clause.edit.after)):
        return None
    if clause.old.text.damaged or clause.new.text.damaged:
        return noise("token", "Only characters that were garbled, or icons, differ.")
    return noise("layout", "The same letters stand there; only spaces, punctuation or capitals differ.")


def link_remains(clause: Clause, _: Scene) -> Reason | None:
    """What is left of a link whose text could not be read, such as a badge, is an address without a word."""
    if "](" not in clause.edit.before and "](" not in clause.edit.after:
        return None
    if not _IMAGE.sub("", clause.edit.before + clause.edit.after).strip():
        return noise("link", "Only a picture without words differs.")
    if {*clause.old.words, *clause.new.words} <= {URL}:
        return noise("link", "Only the address of a link without words differs.")
    return None


def left_over(clause: Clause, scene: Scene) -> Reason | None:
    """What software left in the text: attributes, anchors, marks of notes, undecoded signs, how a link opens, a file's
    own fields above its text, a number cut off from its list.
    """
    texts = clause.edit.before, clause.edit.after
    if clause.shape != "modified":
        text, page = (texts[1], scene.after) if texts[1] else (texts[0], scene.before)
        left = _LINE.fullmatch(text.strip()) or (_FIELD.match(text) and _FIELDS.search(text) and page.early(text))
        return noise("token", "What the site's software left in the text came or went.") if left else None
    if all(":" in text[-_MARKED:] for text in texts):
        old, new = (_HANGING.sub("", text) for text in texts)
        if old == new:
            return noise("layout", "Only the number or letter of a list, left behind a colon, differs.")
    if not any(_TRACE.search(text) for text in texts):
        return None
    old, new = (squash(_OPENS.sub("", _ATTRIBUTE.sub("", unescape(unescape(text))))) for text in texts)
    return noise("token", "Only what the site's software left in the text differs.") if old == new else None


def bare_marker(clause: Clause, _: Scene) -> Reason | None:
    """What is left of a list's letters and numbers, "a." or "iv)", when a page sets them apart from the items."""
    if all(_MARKER.fullmatch(text.strip()) for text in (clause.edit.before, clause.edit.after) if text):
        return noise("layout", "Only the letter or number of a list differs.")
    return None


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
    anywhere = clause.shape != "modified" and (scene.before.damaged or scene.after.damaged)
    misread = is_misread(clause.edit.before) or is_misread(clause.edit.after)
    if not (clause.old.text.damaged or clause.new.text.damaged or anywhere or misread):
        return None
    damaged = sum(len(DAMAGE.findall(raw)) for raw in (clause.edit.before, clause.edit.after))
    if clause.shape == "modified" and Indel.distance(squash(clause.edit.before), squash(clause.edit.after)) <= damaged:
        return noise("token", "Only characters that were garbled differ.")
    if clause.shape == "modified":
        old, new = squash(mended(clause.edit.before)), squash(mended(clause.edit.after))
        same = old == new or (old.lstrip(_DIGITS) == new.lstrip(_DIGITS) and old[:1].isdigit() != new[:1].isdigit())
        return noise("token", "Only characters that were garbled differ.") if same else None
    page = scene.after if clause.shape == "removed" else scene.before
    shortest = 3 if clause.old.text.damaged or clause.new.text.damaged or misread else SHORTEST // 2
    found = pieces(mended(clause.edit.before or clause.edit.after), shortest=shortest)
    if found and (all(piece in page.bounded for piece in found) or all(piece in page.mended for piece in found)):
        return noise("token", "Only characters that were garbled differ.")
    return None


def renumbered(clause: Clause, _: Scene) -> Reason | None:
    """Section numbers move when a section is added elsewhere."""
    if (
        clause.old.words != clause.new.words
        and _unnumbered(clause.old) == _unnumbered(clause.new)
        and _measured(clause.old) == _measured(clause.new)
    ):
        return editorial("other", "Only section numbers or references to them differ.")
    return None


def _measured(side: Side) -> list[Quantity]:
    """The figures with a unit, such as "16 years": no number of a section."""
    return [quantity for quantity in side.quantities if quantity.kind != "number"]


def _unnumbered(side: Side) -> list[str]:
    words, kept = side.words, list[str]()
    for place, word in enumerate(words):
        number = word[0].isdigit() or (len(word) == 1 and word.isalpha())
        leads = place == 0 and not side.counts
        if number and (leads or (place and words[place - 1] in _REFERENCES) or "." in word.strip(".")):
            continue
        kept.append(word)
    return kept


def style(clause: Clause, _: Scene) -> Reason | None:
    """Small words, spelling and inflection: the same statement in other clothes."""
    small = not clause.fresh and not clause.gone
    if small and (parts_differ(clause) or _counted_anew(clause) or not in_order(clause.old.words, clause.new.words)):
        return None
    if not (small or _respelled(clause)) or steers(clause) or rejoined(clause) or _says_else(clause):
        return None
    why = "Only small words or their order differ." if small else "Only spelling or inflection differs."
    return editorial("other", why)


def _counted_anew(clause: Clause) -> bool:
    """In other languages, whatever the number is of."""
    if clause.english:
        return False
    old, new = ([word for word in side.words if word[0].isdigit()] for side in (clause.old, clause.new))
    return old != new


def _respelled(clause: Clause) -> bool:
    """The same words in another spelling or inflection; in other languages one letter may be all that says "not"."""
    if not clause.english or not respelled(clause.gone, clause.fresh):
        return False
    return not concepts_shifted(clause) or _mended(clause.gone, clause.fresh)


def _redirected(clause: Clause) -> bool:
    """It goes the other way: "from", "to" or "for" somebody, in a sentence that is otherwise the same."""
    lost, gained = clause.shifted
    if _WAYS.isdisjoint(lost) or _WAYS.isdisjoint(gained):
        return False
    return (not clause.fresh and not clause.gone) or _WAYS.issuperset((*lost, *gained))


def reworded(clause: Clause, _: Scene) -> Reason | None:
    """Other words for the same: "before" for "prior to", "they" for "he or she", "share" for "disclose"."""
    if clause.likeness < _HARDLY and clause.longest > _BRIEF:
        return None  # another sentence; only of a few words may all be other words for the same
    parted = "(" in clause.edit.before + clause.edit.after  # perhaps an abbreviation that is spelled out
    if not clause.english or not (parted or may_have_same_sense(clause.old.content, clause.new.content)):
        return None
    if rejoined(clause) and joints(clause.old.words) != joints(clause.new.words):
        return None
    if _says_else(clause):
        return None
    if same_sense(clause.old.words, clause.new.words):
        return editorial("other", "Other words say the same.")
    return None


def restated(clause: Clause, scene: Scene) -> Reason | None:
    """A whole sentence that went from a section and came back to it in other words."""
    if clause.english and clause.edit.kind != "heading" and scene.group(clause.group).restated(clause.edit):
        return editorial("other", "Another sentence of the section says the same in other words.")
    return None


def titled_anew(clause: Clause, _: Scene) -> Reason | None:
    """The title that runs into a sentence, before its colon, where it says no more than the sentence does."""
    if _is_called(clause.edit.before, clause.edit.after):
        return editorial("other", "Only a call for attention before the sentence differs.")
    (old, said), (new, says) = (text.partition(":")[::2] for text in (clause.edit.before, clause.edit.after))
    if not old.strip() or not new.strip() or squash(said) != squash(says) or not is_sentence(read(says).words):
        return None
    if max(len(old.split()), len(new.split())) > _TITLE or _steered(old, new):
        return None
    known = {word[:_STEM] for word in read(says).words}
    if any(word.removesuffix("s")[:_STEM] not in known and word not in known for word in (*clause.gone, *clause.fresh)):
        return None  # "with consent: we send ...", "strangers: these see ..."
    return editorial("other", "Only the title that leads into the sentence differs.")


def _is_called(old: str, new: str) -> bool:
    """One of two equal sentences, or both, begin with a call such as "Note:"."""
    calls = [_CALL.match(text) for text in (old, new)]
    if calls == [None, None]:
        return False
    rest = [squash(text[call.end() :] if call else text) for text, call in zip((old, new), calls, strict=True)]
    return rest[0] == rest[1] != ""


def _steered(*titles: str) -> bool:
    """What stands before the colon is more than a title: a figure, somebody who does something, or whom it is about."""
    for text in map(read, titles):
        spoken = concepts().find(text.words).keys()
        does = not spoken.isdisjoint(_DOES) and text.words[0] not in _ASKS
        if does or not spoken.isdisjoint(_LIMITS) or any(map(str.isdigit, text.raw)):
            return True
    return False


def _says_else(clause: Clause) -> bool:
    """What no choice of words explains: another figure, address, day or sign, or somebody else who does it."""
    old, new = clause.old.words, clause.new.words
    if _figures(clause) or _addresses(old) != _addresses(new) or _redated(clause) or turned_by_a_word(clause):
        return True
    if either_for_both(clause) or persons_swapped(old, new) or party_left_out(old, new) or _redirected(clause):
        return True
    return turned(old, new) or marks(clause.edit.before) != marks(clause.edit.after)


def _figures(clause: Clause) -> bool:
    """A figure differs, or a period that is none: "for a year" became "for years"."""
    if names_time(clause.gone) or names_time(clause.fresh):
        return True
    return Counter((q.kind, q.size) for q in clause.old.quantities) != Counter(
        (q.kind, q.size) for q in clause.new.quantities
    )


def _addresses(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word in SIGNS and word != DATE)


def _redated(clause: Clause) -> bool:
    return clause.has("deadline") and Counter(clause.old.text.dates) != Counter(clause.new.text.dates)


def _mended(gone: Counter[str], fresh: Counter[str]) -> bool:
    """One word whose letters changed places: a slip of the pen, even where the right word means something to a rule."""
    return gone.total() == 1 and sorted(*gone) == sorted(*fresh)
