"""Addresses and telephone numbers replaced by others of their kind."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from tracker.classify.aside.common import concepts_shifted, promises_moved, steers
from tracker.classify.clause import Clause, Side, is_sentence
from tracker.classify.lexicon import SUBSTANCE, load
from tracker.classify.links import same_resource
from tracker.classify.reason import Reason, editorial, minor, noise
from tracker.classify.roles import persons_swapped
from tracker.classify.scene import Scene
from tracker.classify.tokens import MAIL, PHONE, URL, read
from tracker.model import Edit

_AT = re.compile(r"\s?[(\[]at[)\]]\s?")
_DOT = re.compile(r"\s?[(\[]dot[)\]]\s?")
_FRONT = re.compile(r"^(?:https?://)?(?:www\.)?")
_DEFINED = re.compile(r"\[([^\[\]\n]{1,40})\]: ?(\S{1,300})")
_PARTS = re.compile(r"[^\W\d_]+")
_FORMERLY = re.compile(r" ?\((?:formerly|previously)(?: known as| called| named)? (?:the )?(?P<old>[^()]{1,60})\)")
_NAME = re.compile(r"[A-Z][\w&.'’-]{0,40}(?: [A-Z&][\w&.'’-]{0,40}){0,5}")
_PRESSED = re.compile(  # select "My bells"
    r"\b(?:select|choose|click|tap|press|open)(?:ing)?(?: on)? [\"“][^\"“”]{1,40}[\"”]", re.IGNORECASE
)
_DECIDES = re.compile(  # what a button says that settles something
    r"\b(?:accept|reject|refuse|agree|consent|decline|allow|deny|never|always|yes|no|not|pay|buy|order|finish|next|continue|ok"
    r"|on|off|all|none|only|submit|confirm|sign|start|subscribe|opt)\b",
    re.IGNORECASE,
)
_PLACES = frozenset({"menu", "item", "settings", "tab", "button", "screen", "dashboard"})  # of a program or site
_BIDDING = frozenset({"contact", "write", "email", "call", "attn", "attention"})
_NEAR = 4  # words between these and a name
_SAID_OF = ("data", "datatype", "recipient", "children", "ai")
_NAMES = 6  # words of names that may come and go
_LINE = 9  # words; a longer line is no bare address
_WORDS = 3  # words of meaning that may come or go with an address
_ZIP = re.compile(r"\b[A-Z]{2},? {1,2}\d{5}(?:-\d{4})?\b|\b\d{5} {1,2}[A-ZÄÖÜ][a-zäöüß]")


def address_replaced(clause: Clause, _: Scene) -> Reason | None:
    """An ordinary contact or address was replaced by another of its kind: nobody's rights change."""
    old, new = clause.old, clause.new
    if old.words == new.words and _spelled(old) == _spelled(new) != () and old.text.dates == new.text.dates:
        return noise("token", "Only the spelling of an address differs.")
    if old.words[0] == new.words[0] == URL and is_sentence(new.words) and _spelled(old)[0] != _spelled(new)[0]:
        return minor("entity_contact", "The site that speaks has another name.")
    if old.words == new.words and old.text.addresses != new.text.addresses:
        return editorial("entity_contact", "An address or number was replaced.")
    if clause.edit.kind == "row" or not {MAIL, PHONE, URL} & {*old.words, *new.words}:
        return None
    if clause.touched("datatype", "dispute", "children", "fee", "negation", "firm") or promises_moved(clause):
        return None
    changed = clause.fresh.total() + clause.gone.total()
    replaced = old.text.addresses != new.text.addresses
    if replaced and changed <= _WORDS:
        if (_ways(new) > _ways(old) and not clause.gone) or (_ways(old) > _ways(new) and not clause.fresh):
            return minor("entity_contact", "A way to get in touch was added or dropped.")
        return editorial("entity_contact", "An address or number was replaced.")
    if replaced and clause.has("contact") and changed <= 2 * _WORDS and not concepts_shifted(clause):
        return editorial("entity_contact", "A contact was replaced.")
    return None


def _changed(clause: Clause) -> tuple[tuple[Collection[str], Side], ...]:
    return (clause.gone, clause.old), (clause.fresh, clause.new)


def _in_address(word: str, side: Side) -> bool:
    """A name, or what streets and boxes are called."""
    if len(word) == 1 or word in _streets():
        return True  # "c/o"
    return any(part[0].isupper() and part.casefold() == word for part in _PARTS.findall(side.text.raw))


@functools.cache
def _streets() -> frozenset[str]:
    return frozenset(load("concepts.toml")["postal"]["terms"])


def _ways(side: Side) -> set[str]:
    """How somebody can be reached there: written to, called."""
    return {MAIL if _ZIP.search(side.text.raw) else PHONE, MAIL} & {*side.words}  # "CO 80006-6524" is no number


def defined_links(clause: Clause, _: Scene) -> Reason | None:
    """Addresses that a file keeps for its links, "[1]: https://...", which lead to the same as before."""
    old, new = (_DEFINED.findall(text) for text in (clause.edit.before, clause.edit.after))
    if not old or len(old) != len(new) or _DEFINED.sub("", f"{clause.edit.before} {clause.edit.after}").strip():
        return None
    if all(name == other and same_resource(url, to) for (name, url), (other, to) in zip(old, new, strict=True)):
        return noise("link", "Only the addresses differ that a file keeps for its links.")
    return None


def named_before(clause: Clause, _: Scene) -> Reason | None:
    """A name became another that the text itself says it had before: "Acorn (formerly Oak)"."""
    found = _FORMERLY.search(clause.edit.after)
    if found is None:
        return None
    for article in ("", "the "):
        head = clause.edit.before.removesuffix(f"{article}{found['old']}{clause.edit.after[found.end() :]}")
        name = clause.edit.after[len(head) : found.start()].strip()
        if head != clause.edit.before and clause.edit.after.startswith(head) and _NAME.fullmatch(name):
            return minor("entity_contact", "A name became another; the text says which it was before.", "neutral")
    return None


def name_replaced(clause: Clause, _: Scene) -> Reason | None:
    """Another name of the person to write to, or of a menu or a button, where nothing else differs."""
    texts = clause.edit.before, clause.edit.after
    old, new = (_PRESSED.sub("§", text) for text in texts)
    if (
        old == new
        and "§" in old
        and not any(_DECIDES.search(name) for text in texts for name in _PRESSED.findall(text))
    ):
        return editorial("other", "Only the name of a menu or a button differs.")
    if clause.touched(*SUBSTANCE, *_SAID_OF, "company", "party", "place") or steers(clause) or concepts_shifted(clause):
        return None
    if clause.has("dispute", "share", "sell", "statute", *_SAID_OF) or not {"we", "your"}.isdisjoint(clause.new.words):
        return None
    if not clause.gone or not clause.fresh or clause.gone.total() + clause.fresh.total() > _NAMES:
        return None
    sides = (clause.old, clause.gone), (clause.new, clause.fresh)
    if not all(_named(word, side.text.raw) for side, words in sides for word in words):
        return None
    if all(_is_contact(side, words) for side, words in sides):
        return editorial("entity_contact", "Only the name of a contact differs.")
    if all(_is_place(side, words) for side, words in sides):
        return editorial("other", "Only the name of a menu or a button differs.")
    return None


def _is_contact(side: Side, names: Collection[str]) -> bool:
    """The name stands behind what bids people write to somebody: "contact the clerk, Mr. Hobb"."""
    first = min(side.words.index(name) for name in names)
    return not _BIDDING.isdisjoint(side.words[max(0, first - _NEAR) : first])


def _is_place(side: Side, names: Collection[str]) -> bool:
    """The name ends with, or stands right before, what it is the name of: "the Mail tab"."""
    last = max(place for place, word in enumerate(side.words) if word in names)
    return not _PLACES.isdisjoint(side.words[last : last + 2])


def _named(word: str, text: str) -> bool:
    """The word stands with a capital within the text."""
    return f" {word.capitalize()}" in text


def _spelled(side: Side) -> tuple[str, ...]:
    """The addresses of a side, each as shortly as they can be: no "https://www.", no "[at]", no stroke at the end."""
    return tuple(map(_shortest, side.text.addresses))


def _shortest(address: str) -> str:
    if not any(map(str.isalpha, address)):
        return "".join(filter(str.isdigit, address))  # a telephone number, however it is grouped
    return _FRONT.sub("", _DOT.sub(".", _AT.sub("@", address))).rstrip("/")


def address_line(clause: Clause, scene: Scene) -> Reason | None:
    """A line that is only a number or an address, where another such line of the section went: a contact replaced."""
    if not _is_address(clause.edit):
        return None
    others = scene.groups[clause.group].edits
    shapes = {bool(edit.after) for edit in others if not (edit.before and edit.after) and _is_address(edit)}
    return editorial("entity_contact", "An address or number was replaced.") if len(shapes) == 2 else None


def _is_address(edit: Edit) -> bool:
    words = read(edit.after or edit.before).words
    return bool({MAIL, PHONE} & {*words}) and len(words) <= _LINE and edit.kind != "row"


def postal_address(clause: Clause, _: Scene) -> Reason | None:
    """A line of a postal address: an office moved."""
    if clause.touched(*SUBSTANCE, "datatype", "recipient"):
        return None
    if is_sentence((*clause.fresh.elements(), *clause.gone.elements())) or steers(clause) or promises_moved(clause):
        return None
    if persons_swapped(clause.old.words, clause.new.words):
        return None
    if not all(_in_address(word, side) for words, side in _changed(clause) for word in words):
        return None  # "residents may call", "partners may call"
    numbers = sum(word[0].isdigit() for word in clause.new.words)
    if numbers and (clause.has("postal") or _ZIP.search(clause.edit.after)):
        return editorial("entity_contact", "A line of an address differs.")
    if PHONE in clause.new.words and PHONE in clause.old.words:
        return editorial("entity_contact", "A telephone number differs.")
    return None
