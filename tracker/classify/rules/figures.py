"""Figures: a period, an age or an amount that changed decides by itself."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import concepts, load, small_words
from tracker.classify.quantities import Quantity
from tracker.classify.reason import Reason, material, minor
from tracker.classify.topics import category_of
from tracker.model import Category, Direction

_LIMITS = frozenset(
    {"within", "after", "before", "least", "until", "every", "up", "than"}
)  # words that make a period a limit

_COUNTED_FROM = frozenset({"after", "from", "of", "before", "following", "since", "once"})
_REACH, _STEM = 8, 5  # words behind a period that say what it is counted from; letters that tell a word
_LEAST = (" at least ", " not less than ", " no less than ", " a minimum of ", " no fewer than ", " no sooner than ")
_MOST = (" at most ", " up to ", " not more than ", " no more than ", " a maximum of ", " no later than ", " within ")
_LATEST, _AHEAD = (" no later than ", " not later than "), (" before ", " prior to ", " in advance ", " ahead ")
_PEOPLE = frozenset({"you", "members", "users", "customers", "consumers", "visitors", "guests"})
_PEOPLE_MUST = frozenset({"must", "us"})  # "you must reply to us within ..."
_OBJECTING = frozenset({"object", "appeal", "withdraw", "contest", "complain", "return", "opt", "objection", "refund"})
_ANSWERING = frozenset({"answer", "respond", "reply", "answered", "replied"})
_CAPS = frozenset({"limited", "exceed", "capped", "cap", "maximum", "up", "most"})
_PRICES = frozenset(
    {
        "cost",
        "costs",
        "price",
        "prices",
        "fee",
        "fees",
        "charge",
        "charges",
        "charged",
        "pay",
        "surcharge",
        "commission",
    }
)
_GIVEN_BACK = frozenset(
    {"refund", "refunds", "refunded", "credit", "credits", "discount", "discounts", "compensation", "deposit"}
    | {"reimburse", "over", "above", "below", "if", "when", "back", "reward", "rewards"}
)
_DELETE = frozenset({"delete", "erase", "destroy", "anonymise", "anonymize", "purge"})
_BEFORE, _BEHIND = 14, 8  # words around a figure that tell what it is about
_AGES = (5, 25)  # years at which somebody may begin to do something
_DONE = ("collect", "share", "sell", "keep", "erase", "fee", "right", "datatype")
_GOVERNED: tuple[tuple[str, Category], ...] = (
    ("notice", "policy_change_notice"),
    ("liability", "liability_disputes"),
    ("dispute", "liability_disputes"),
    ("keep", "data_retention"),
    ("right", "access_edit_deletion"),
    ("erase", "data_retention"),
    ("fee", "fees_payment"),
    ("renewal", "fees_payment"),
    ("ending", "termination_account"),
    ("collect", "first_party_collection"),
)


def _moved(clause: Clause, *kinds: str) -> tuple[list[Quantity], list[Quantity]]:
    """The figures of these kinds that only one side has, old and new."""
    old = [q for q in clause.old.quantities if q.kind.split()[0] in kinds]
    new = [q for q in clause.new.quantities if q.kind.split()[0] in kinds]
    return _without(old, new), _without(new, old)


def _without(these: Sequence[Quantity], those: Sequence[Quantity]) -> list[Quantity]:
    left = Counter((q.kind, q.size) for q in those)
    kept = []
    for quantity in these:
        if left[quantity.kind, quantity.size]:
            left[quantity.kind, quantity.size] -= 1
        else:
            kept.append(quantity)
    return kept


def _words(found: Sequence[Quantity]) -> str:
    return ", ".join(quantity.words for quantity in found)


def _became(what: str, old: Sequence[Quantity], new: Sequence[Quantity]) -> str:
    if old and new:
        return f"{what} changed from {_words(old)} to {_words(new)}."
    return f"{what} was put in: {_words(new)}." if new else f"{what} was taken out: {_words(old)}."


def period_changed(clause: Clause) -> Reason | None:
    """How long data are kept, how soon an answer comes, how long before something happens: a period is a promise."""
    if clause.shape != "modified":
        return None
    old, new = _moved(clause, "days", "months")
    if not old and not new:
        return None
    category = _governed(clause, new or old)
    words = _became("A period", old, new)
    return material(category, words, _period_direction(clause, old, new), _words(old), _words(new))


def bound_changed(clause: Clause) -> Reason | None:
    """The same figure as the least and as the most: "at least 30 days before" is a promise, "at most" is none."""
    if clause.shape != "modified" or not clause.likeness:
        return None
    (floor, ceiling), (least, most) = map(_bounds, (clause.old, clause.new))
    if not floor & most and not ceiling & least:
        return None
    return material(_governed(clause), "A figure that was the least became the most, or the other way round.", "mixed")


def _bounds(side: Side) -> tuple[frozenset[tuple[str, float]], frozenset[tuple[str, float]]]:
    """The figures of a side that are the least, and those that are the most."""
    words = f" {' '.join(side.words)} "
    found = [(quantity, words.find(f" {quantity.words} ")) for quantity in side.quantities]
    stood = [
        ((one.kind, one.size), words[: place + 1], words[place + len(one.words) + 1 :])
        for one, place in found
        if place >= 0
    ]
    early = {key for key, ahead, behind in stood if ahead.endswith(_LATEST) and behind.startswith(_AHEAD)}
    return (
        frozenset({key for key, ahead, _ in stood if ahead.endswith(_LEAST)} | early),
        frozenset({key for key, ahead, _ in stood if ahead.endswith(_MOST)} - early),
    )


def anchor_changed(clause: Clause) -> Reason | None:
    """The same period, counted from something else: three years after the purchase, after the guarantee ends."""
    if clause.shape != "modified":
        return None
    old, new = _anchors(clause.old), _anchors(clause.new)
    if any(old[period].isdisjoint(new[period]) for period in old.keys() & new.keys()):
        return material(_governed(clause), "What a period is counted from changed.", "mixed")
    return None


def _anchors(side: Side) -> dict[tuple[str, float], frozenset[str]]:
    """For each period of a side the beginnings of the words of what it is counted from, where it says so."""
    words, found = " ".join(side.words), {}
    for quantity in side.quantities:
        _, _, behind = words.partition(f"{quantity.words} ")
        first, *rest = behind.split()[:_REACH] or [""]
        said = frozenset(word[:_STEM] for word in rest if word not in small_words())
        if quantity.kind.split()[0] in {"days", "months"} and first in _COUNTED_FROM and said:
            found[quantity.kind, quantity.size] = said
    return found


def date_changed(clause: Clause) -> Reason | None:
    """A date until which people can object, or on which something ends or begins to hold for them."""
    if clause.shape != "modified" or not clause.has("deadline"):
        return None
    old, new = Counter(clause.old.text.dates), Counter(clause.new.text.dates)
    if not old - new or not new - old:
        return None
    return material(category_of(clause), "A date on which something hangs changed.", "mixed")


def frequency_changed(clause: Clause) -> Reason | None:
    """How often something is measured, charged or passed on: once a day or every half hour are not the same thing."""
    if clause.shape != "modified" or not clause.has(*_DONE, "us", "you"):
        return None
    if not (clause.gained.get("frequency") and clause.lost.get("frequency")):
        return None
    old, new = ", ".join(clause.lost["frequency"]), ", ".join(clause.gained["frequency"])
    way = _rate_direction(clause, old, new)
    return material(_governed(clause), f"How often it is done changed from {old} to {new}.", way, old, new)


def _rate_direction(clause: Clause, old: str, new: str) -> Direction:
    """Data taken or passed on more often favour the company; how often people are told or paid is not judged."""
    rates = _rates()
    before, after = rates.get(old), rates.get(new)
    if before is None or after is None or before == after or clause.has("fee", "notice", "right", "erase"):
        return "mixed"
    if not clause.has("collect", "share", "sell", "datatype"):
        return "mixed"
    return "expands_company" if after > before else "protects_user"


@functools.cache
def _rates() -> dict[str, float]:
    """How many times a day, by the words that say how often."""
    return dict(load("language.toml")["rates"])


def period_stated(clause: Clause) -> Reason | None:
    """A sentence that sets somebody a time limit was added or removed."""
    if clause.shape == "modified":
        return None
    said = clause.said
    if not said.has("us", "you") or not _LIMITS & {*said.words}:
        return None
    periods = [q for q in said.quantities if q.kind.split()[0] in {"days", "months"}]
    if not periods:
        return None
    why = f"A sentence that sets a time of {_words(periods)} was {clause.shape}."
    return material(_governed(clause, periods), why, "mixed")


def _governed(clause: Clause, figures: Sequence[Quantity] = ()) -> Category:
    """What the figure is about: the first of these that is named beside it, else anywhere in the sentence."""
    words = _beside(clause.said, figures[0]) if figures else ()
    if any(word in _DELETE and "we" in words[max(0, place - 3) : place] for place, word in enumerate(words)):
        return "data_retention"  # "we will delete your account within ...": no right of anybody's
    beside = concepts().find(words) if clause.longest > _BEFORE + _BEHIND else {}
    for concept, category in _GOVERNED:
        if concept in beside:
            return category
    for concept, category in _GOVERNED:
        if clause.has(concept):
            return category
    return category_of(clause, "data_retention")


def _beside(said: Side, figure: Quantity) -> tuple[str, ...]:
    """The words around a figure; none where it stands on the other side."""
    text = f" {' '.join(said.words)} "
    place = text.find(f" {figure.words} ")
    start = text.count(" ", 0, place) if place >= 0 else 0
    return said.words[max(0, start - _BEFORE) : start + _BEHIND] if place >= 0 else ()


def _period_direction(clause: Clause, old: Sequence[Quantity], new: Sequence[Quantity]) -> Direction:
    if len(old) != 1 or len(new) != 1:
        return "mixed"
    longer = _days(new[0]) > _days(old[0])
    words = {*clause.new.words}
    if clause.has("notice", "renewal"):
        return _for_users(good=longer)
    if "within" in words and words & _ANSWERING and not words & _PEOPLE_MUST:
        return _for_users(good=not longer)
    if clause.has("keep") or (clause.has("erase") and not clause.has("ending")):
        return _for_users(good=not longer)
    if words & _OBJECTING and words & _PEOPLE:
        return _for_users(good=longer)
    return _for_users(good=not longer) if clause.about("keep") else "mixed"


def _for_users(*, good: bool) -> Direction:
    return "protects_user" if good else "expands_company"


def _days(quantity: Quantity) -> float:
    return quantity.size * 30.44 if quantity.kind == "months" else quantity.size


def age_changed(clause: Clause) -> Reason | None:
    """Who may use the service, and whose parents are asked, hangs on an age."""
    if clause.shape != "modified":
        return None
    old, new = _moved(clause, "age")
    if not old and not new:
        return None
    why = _became("An age", old, new)
    return material("children_specific_audiences", why, "mixed", _words(old), _words(new))


def amount_changed(clause: Clause) -> Reason | None:
    """Prices, caps of liability, percentages."""
    if clause.shape != "modified":
        return None
    old, new = _moved(clause, "money", "percent")
    if not old and not new:
        return None
    why = _became("An amount", old, new)
    way = _amount_direction(clause, old, new)
    if clause.about("liability"):
        return material("liability_disputes", why, way, _words(old), _words(new))
    category: Category = "liability_disputes" if clause.has("dispute") else "fees_payment"
    return material(category, why, way, _words(old), _words(new))


def _amount_direction(clause: Clause, old: Sequence[Quantity], new: Sequence[Quantity]) -> Direction:
    """A price that rises and a cap of the company's liability that falls favour the company; others are not judged."""
    if len(old) != 1 or len(new) != 1 or old[0].kind != new[0].kind:
        return "mixed"
    higher = new[0].size > old[0].size
    words = {*clause.old.words, *clause.new.words}
    if clause.about("liability"):
        ours = clause.has("us", "company") and not words & {"your", "you"}
        return _for_users(good=higher) if ours and words & _CAPS else "mixed"
    if words & _GIVEN_BACK or not words & _PRICES:
        return "mixed"
    return _for_users(good=not higher)


def _is_age(quantity: Quantity) -> bool:
    """As in "Peru: 16" under a title about ages."""
    return _AGES[0] <= quantity.size <= _AGES[1]


def number_changed(clause: Clause) -> Reason | None:
    """Another figure in a sentence: substance, though a rule cannot say how much hangs on it."""
    if clause.shape != "modified" or clause.has("postal"):
        return None
    old, new = _moved(clause, "number")
    if len(old) != 1 or len(new) != 1:
        return None
    why = f"The number {_words(old)} became {_words(new)}."
    if clause.about("children") and _is_age(old[0]) and _is_age(new[0]):
        return material("children_specific_audiences", why, "mixed", _words(old), _words(new))
    if clause.about("fee", "renewal", "duty", "liability", "collect", "share"):
        return material(category_of(clause), why, "mixed", _words(old), _words(new))
    return minor(category_of(clause), why)
