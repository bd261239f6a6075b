"""Statements on a matter that policies govern, in words that no rule of its own expects."""

from __future__ import annotations

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import concepts
from tracker.classify.reason import Reason, material
from tracker.classify.rules.common import (
    announces,
    direction,
    field,
    introduction,
    names_provider,
    own_denial,
    says,
    states,
    whole,
)
from tracker.classify.tokens import SIGNS, read
from tracker.classify.topics import own_scores
from tracker.classify.wording import differing
from tracker.model import Category

_PLAIN = 1.5  # one mention of a telling concept, or two of softer ones
_CLEAR = 1.5
_SHIFT = 2  # words of meaning that came or went in a sentence that stays
_OPENING = 2  # words that name the subject of a sentence
_WORDS = 5  # words of a sentence that was appended
_ALL = 0.34  # share of the words of meaning that must differ before a short sentence says something else
_DOERS = frozenset({"us", "you", "duty", "company", "recipient"})
_DEEDS = ("collect", "share", "sell", "hold", "keep", "erase", "transfer")
_KINDLY = frozenset(
    {"recommend", "encourage", "hope", "thank", "believe", "welcome", "invite", "suggest", "advise", "appreciate"}
    | {"understand", "know", "want", "explain", "describe", "love", "like", "value", "respect", "care", "privacy"}
)
_TALK: frozenset[Category] = frozenset({"other", "entity_contact", "effective_date"})


# What introductions of lists say, and what their entries are then about; the first that an introduction names decides.
_LISTED: tuple[tuple[str, Category], ...] = (
    ("duty", "other"),
    ("right", "access_edit_deletion"),
    ("share", "third_party_sharing"),
    ("keep", "data_retention"),
    ("children", "children_specific_audiences"),
    ("transfer", "international_transfer"),
    ("liability", "liability_disputes"),
    ("ending", "termination_account"),
    ("fee", "fees_payment"),
    ("security", "data_security"),
    ("tracking", "cookies_tracking"),
    ("collect", "first_party_collection"),
    ("datatype", "first_party_collection"),
    ("use", "first_party_collection"),
    ("purpose", "first_party_collection"),
)
_FIELDS: tuple[tuple[str, Category], ...] = (
    ("party", "entity_contact"),
    ("dispute", "liability_disputes"),
    ("liability", "liability_disputes"),
    ("keep", "data_retention"),
    ("children", "children_specific_audiences"),
    ("basis", "legal_basis_purpose"),
    ("tracking", "cookies_tracking"),
    ("share", "third_party_sharing"),
    ("recipient", "third_party_sharing"),
    ("fee", "fees_payment"),
    ("collect", "first_party_collection"),
    ("purpose", "first_party_collection"),
)
FIELDS = tuple(concept for concept, _ in _FIELDS)
LISTED = tuple(concept for concept, _ in _LISTED)
_BY_SOMEBODY = frozenset({"share", "use", "purpose", "datatype", "tracking"})  # named in passing by much else
_OF_THE_COMPANY = frozenset({"duty", "share", "keep", "ending", "collect", "use"})  # more of it favours the company


def topic_stated(clause: Clause) -> Reason | None:
    """A whole sentence on security, transfers, children, money or another matter of policies: whoever does it, in
    whatever words, what is said of the matter is more, or less, than before.
    """
    if not (states(clause) if whole(clause) else _turned(clause)):
        return None
    scores = own_scores(clause.said)
    if not scores:
        return None
    category = max(scores, key=lambda name: scores[name])
    if category in _TALK or scores[category] < _PLAIN or (category == "policy_change_notice" and announces(clause)):
        return None
    return material(_subject(clause, category), "What is said on this matter changed.", "mixed")


def _subject(clause: Clause, category: Category) -> Category:
    """What a sentence is about that is not what most of its words are about."""
    if category == "do_not_track" and own_denial(clause, "signal"):
        return "cookies_tracking"  # "we do not track anybody" is no browser's word
    if "tracking" in concepts().find(clause.said.words[:_OPENING]):
        return "cookies_tracking"  # "cookies are used to collect ..."
    return "third_party_sharing" if whole(clause) and names_provider(clause.said.text.raw) else category


def field_changed(clause: Clause) -> Reason | None:
    """Another value of a field whose name says what hangs on it: "Governing law: Malta", "Controller: Acorn Ltd"."""
    named = field(clause)
    for concept, category in _FIELDS:
        if concept in named:
            return material(category, "What stands behind the name of a field became something else.", "mixed")
    return None


def entry_listed(clause: Clause) -> Reason | None:
    """An entry of a list that what is done, owed or forbidden introduces: it holds of one thing more, or less."""
    said = introduction(clause)
    if not said or clause.said.has("document", "points", "contact", "postal"):
        return None
    if not SIGNS.isdisjoint(clause.said.words):
        return None  # an address to write to
    for concept, category in _LISTED:
        if concept in said and (concept not in _BY_SOMEBODY or not said.keys().isdisjoint(_DOERS)):
            way = direction(clause, "expands_company") if concept in _OF_THE_COMPANY else "mixed"
            return material(category, f"An entry was {clause.shape} in a list of what is done, owed or forbidden.", way)
    return None


def sentence_stated(clause: Clause) -> Reason | None:
    """A whole sentence about people, what is theirs or what the company does came or went: whatever its matter."""
    said = clause.said if whole(clause) and states(clause) else _appended(clause)
    if said is None or (clause.edit.kind == "heading" and not says(said)):
        return None
    people = said.has("us", "you", "recipient", "children")
    if not people or said.has("contact", "announce", "update_note", "document"):
        return None
    if not said.has("data", "datatype", "firm", "soft", "negation") and not _acts_on_people(said):
        return None
    return material(_subject(clause, _telling(said)), "A statement about people or their data came or went.", "mixed")


def _acts_on_people(said: Side) -> bool:
    """The company stores something, or does something with what is "yours", in whatever words: no wish, no advice."""
    if "we" not in said.words or not _KINDLY.isdisjoint(said.words):
        return False
    return said.has(*_DEEDS) or "your" in said.words


def _appended(clause: Clause) -> Side | None:
    """The sentence that one side has behind all that the other says, where a colon or a title hides its beginning."""
    short, long = sorted((clause.edit.before, clause.edit.after), key=len)
    rest = long[len(short) :].strip()
    if not short or not long.startswith(short) or not rest[:1].isupper() or not rest.endswith("."):
        return None
    text = read(rest)
    return Side(text, text.words) if len(text.words) >= _WORDS else None


def _telling(said: Side) -> Category:
    """The category that the sentence's own words clearly speak for; "other" where they only hint at one."""
    scores = own_scores(said)
    if not scores:
        return "other"
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _CLEAR else "other"


def _turned(clause: Clause) -> bool:
    """A short sentence of which a good part differs, on both sides, in words of meaning."""
    if clause.shape != "modified" or 1 - clause.likeness < _ALL or not _is_statement(clause.new):
        return False
    return min(each.total() for each in differing(clause.old.words, clause.new.words)) >= _SHIFT


def _is_statement(said: Side) -> bool:
    return said.text.raw.rstrip().endswith((".", ";"))
