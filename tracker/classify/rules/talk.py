"""Sentences that only talk: they say where more can be read, or that the company means well.

A phrase proves neither by itself. "When you visit our website, we collect your address" points nowhere: whatever stands
beside the phrase and says what is done or owed is judged by all rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import Terms, concepts
from tracker.classify.tokens import MAIL, URL, read

_OPENING = 9  # words in which a pointer, or what a text says of itself, gives itself away
_DONE = ("collect", "share", "keep", "hold", "erase", "transfer", "ai")  # what a pointer may be about, in so many words
_SOMEBODY = ("datatype", "recipient")
_OWED = ("sell", "fee", "liability", "dispute", "duty", "ending", "renewal", "licence", "negation", "firm")
_CHOSEN = ("choice", "right", "consent", "notice", "announce")
_PARTICULAR = (
    *(*_DONE, *_SOMEBODY, *_OWED[:-1], *_CHOSEN[:-1], "children", "tracking", "power", "basis"),
    *("party", "renewal", "purpose"),
)
_VAGUELY = ("protect", "security of your", "safeguard", "confidential")
_FIRMLY = ("commit", "ensure", "always", "strictly")  # how firmly one means well

# Where a sentence may go on with a statement of its own.
_JOINT = re.compile(
    r"[,;:()–—]|\s-\s|\.\s|\b(?=(?:which|whom|where|whose|who)\b)|\b(?=and (?:we|you|they|your|our|others)\b)",
    re.IGNORECASE,
)
_TOPIC = frozenset({"about", "on", "how", "why", "what", "regarding", "concerning", "of", "which"})
_INVITING = frozenset({"please", "kindly", "you", "to", "also", "can", "may", "should", "and", "or"})
_DOCUMENTS = frozenset(
    {"page", "pages", "site", "website", "websites", "section", "here", "below", "above", "link", URL}
)
_DOCUMENTS |= {"links", "centre", "center", "chapter", "article", "annex", "hub", "portal", "guide", "address", MAIL}
_SPEAKERS = frozenset({"we", "our", "you", "your", "they", "their"})
_RELATIVE = frozenset({"which", "whom", "where", "whose", "who"})
_POINTING = ("document", "describes", "found", "points", "contact")
_JOINING = frozenset({"and", "so", "but", "by", "then"})


def points(clause: Clause) -> bool:
    """A whole sentence that does no more than say where more can be read, or what its own text is about."""
    said = clause.said
    if not clause.english or clause.shape == "modified" or clause.edit.kind == "row" or _measures(said):
        return False
    if said.has("describes") and "describes" in concepts().find(said.words[:_OPENING]):
        return _describes(said)
    return said.has("points", "visits", "found") and not said.has(*_OWED, *_CHOSEN) and _only_points(said)


def assures(clause: Clause) -> bool:
    """A whole sentence of good will, "we are committed to protecting your data", that promises nothing more."""
    said = clause.said
    if clause.shape == "modified" or not said.has("assures") or said.has(*_PARTICULAR) or _measures(said):
        return False
    if not all(term.startswith(_FIRMLY) for term in said.terms.get("firm", ())):
        return False
    return all(term.startswith(_VAGUELY) for term in said.terms.get("security", ()))


def _measures(said: Side) -> bool:
    """A period, an age, an amount or a share is named; "section 5" is none."""
    return any(quantity.kind != "number" for quantity in said.quantities)


def _describes(said: Side) -> bool:
    """What the text is about, by name: "how we collect and use data"; no kind of data, no recipient, no statement."""
    if said.has(*_SOMEBODY, *_OWED, "ai"):
        return False
    if "that" in said.words[_place(said.words, "describes").stop :][:2]:
        return False  # "this policy explains that by using the service you ..."
    return not any(_speaks(read(part).words) for part in _JOINT.split(said.text.raw)[1:])


def _place(words: tuple[str, ...], name: str) -> slice:
    """Where the first term of a concept stands; nothing at the end where there is none."""
    for end in range(1, len(words) + 1):
        if name in concepts().find(words[:end]):
            start = next(place for place in range(end - 1, -1, -1) if name in concepts().find(words[place:end]))
            return slice(start, end)
    return slice(len(words), len(words))


def _speaks(words: Sequence[str]) -> bool:
    """A part of a sentence that begins like a sentence: "and we ...", "your ..."."""
    start = 1 if words and words[0] in _JOINING else 0
    return words[start : start + 1] != () and words[start] in _SPEAKERS


def _only_points(said: Side) -> bool:
    """Each part of the sentence points, names what the pointer is about, or says nothing of data, people or money."""
    parts = [words for part in _JOINT.split(said.text.raw) if (words := read(part).words)]
    leads = [_is_pointer(words) for words in parts]
    if not any(leads[:2]):
        return False
    last = max(place for place, lead in enumerate(leads) if lead)
    listing = "how" in parts[0] and leads[0]  # "for more on how we collect, use and share data, see our policy"
    for place, (words, lead) in enumerate(zip(parts, leads, strict=True)):
        listed = listing and place < last and not lead
        known = concepts().find(words)
        if lead and not _names_topic(words, known):
            return False
        if listed and not known.keys().isdisjoint(_SOMEBODY):
            return False
        if not (lead or listed) and (_speaks(words) or not known.keys().isdisjoint((*_DONE, *_SOMEBODY))):
            return False
        if not lead and words[0] in _RELATIVE and known.keys().isdisjoint(_POINTING):
            return False  # "on our site, which your landlord can read"
    return True


def _is_pointer(words: tuple[str, ...]) -> bool:
    known = concepts().find(words[:_OPENING])
    if "points" in known:
        return True
    ahead = {*words[: _place(words, "visits").start]}
    if "visits" in known and ahead <= _INVITING:
        return "you" not in ahead or _has_document(words)  # "you may see the rides of others"
    return "found" in known and _has_document(words) and "your" not in words[: _place(words, "found").start]


def _names_topic(words: tuple[str, ...], known: Terms) -> bool:
    """What is done is only named, behind "about" or "how", and nobody and no kind of data with it."""
    done, somebody = (not known.keys().isdisjoint(names) for names in (_DONE, _SOMEBODY))
    if not done and not somebody:
        return True
    if done and somebody:
        return False
    place = next((place for place, word in enumerate(words) if word in _TOPIC), None)
    if place is None:
        return somebody and _has_document(words)
    ahead = concepts().find(words[:place])
    return ahead.keys().isdisjoint((*_DONE, *_SOMEBODY)) or (not done and _has_document(words))


def _has_document(words: tuple[str, ...]) -> bool:
    return not _DOCUMENTS.isdisjoint(words) or "document" in concepts().find(words)
