"""What is done with data: collected, used, shared, sold, kept, transferred, secured."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse, islice, pairwise, takewhile

from tracker.classify.clause import Clause, is_sentence
from tracker.classify.lexicon import concepts
from tracker.classify.reason import Reason, material, minor
from tracker.classify.rules.common import (
    changed,
    direction,
    is_title,
    lists_recipients,
    names_recipient,
    new_terms,
    operative,
    proper_names,
    recipient,
    rewritten,
    sale_turned,
    states,
    use_turned,
    whole,
)
from tracker.classify.tokens import read, squash
from tracker.model import Category, Direction
from tracker.model.figures import marks

_REACH = 8  # words before a verb in which whoever does it is named
_OURS = frozenset({"we", "us", "our", "you", "your"})
_OTHERS = frozenset(
    {"they", "partners", "advertisers", "vendors", "networks", "providers", "companies", "parties", "processors"}
    | {"affiliates", "sponsors", "merchants", "retailers", "publishers"}
)
_POINTS = 6  # words of the number of an article
_LEVELS = frozenset({"para", "paragraph", "lit", "letter", "point", "no", "sentence"})
_KIND = 3  # words of an entry that names a kind of data, even one that is not known
_KINDS = 2  # kinds of data that make a list of them
_LISTS = frozenset({"include", "includes", "including", "such"})
_SHARE = frozenset({"share", "shares", "shared", "sharing", "disclose", "disclosed", "disclosing"})
_RUNS = frozenset({"operated", "hosted", "stored", "servers", "server", "processed", "hosting"})
_ANSWERS = frozenset({"yes", "no"})
_LINKS = frozenset({"link", "links", "linked"})
_ENTRY = 6  # words of a list's entry that is a name


def sale(clause: Clause) -> Reason | None:
    """Selling data, or promising not to, is what readers look for first."""
    way = sale_turned(clause)
    if not (changed(clause, "sell") or way) or not clause.has("data", "datatype", "recipient"):
        return None
    if not clause.has("us", "company", "you") or is_title(clause.said.text.raw):
        return None
    why = "What is said about selling data changed."
    return material("third_party_sharing", why, way or direction(clause, "expands_company"))


def sharing(clause: Clause) -> Reason | None:
    """Who gets the data: a recipient or a way of sharing came, went or was restated."""
    if not clause.has("share") or not clause.has("data", "datatype", "recipient"):
        return None
    if clause.has("security") and not clause.has("recipient"):
        return None  # "unauthorised disclosure"
    if not (operative(clause) if whole(clause) else _reshared(clause) or rewritten(clause) or _left_to(clause)):
        return None
    why = "What is shared, or with whom, changed."
    return material("third_party_sharing", why, direction(clause, "expands_company"))


def _left_to(clause: Clause) -> bool:
    """What is shared hangs on somebody's choice or consent where it did not, or no longer does."""
    if not (clause.old.has("share") and clause.new.has("share")):
        return False
    return any(clause.old.has(name) != clause.new.has(name) for name in ("choice", "consent"))


def _reshared(clause: Clause) -> bool:
    """Another recipient, another way, or other kinds of data that "we share"."""
    if _touched(clause, "share", "recipient"):
        return True
    shared = clause.has("recipient") or not _SHARE.isdisjoint(clause.said.words)
    return shared and clause.has("us") and _touched(clause, "datatype") and operative(clause)


def recipient_named(clause: Clause) -> Reason | None:
    """A company by name where data are passed on: a processor added, dropped or swapped."""
    if _entry_swapped(clause):
        return material("third_party_sharing", "A list of recipients names another company.", "mixed")
    if (
        clause.shape != "modified"
        or not clause.about("share", "recipient")
        or not clause.about("data", "recipient", "tracking")
    ):
        return None
    old, new = set(proper_names(clause.edit.before)), set(proper_names(clause.edit.after))
    gone = {name for name in old - new if name.casefold() not in clause.edit.after.casefold()}
    came = {name for name in new - old if name.casefold() not in clause.edit.before.casefold()}
    came = {name for name in came if name.casefold() not in clause.widespread}
    if gone and clause.old.words != clause.old.text.words:  # renamed throughout
        gone = {name for name in gone if read(name).words[0] in clause.old.words}
        came = {name for name in came if read(name).words[0] not in clause.old.words}
    if clause.edit.kind != "row":
        gone, came = (set(filterfalse(_is_place, names)) for names in (gone, came))
    if clause.edit.kind == "row" and clause.old.words[:1] == clause.new.words[:1]:
        own = clause.new.words[0]  # what the company of the row offers is no other company
        gone, came = ({name for name in names if own not in read(name).words} for names in (gone, came))
    if not gone and not came:
        return None
    if clause.has("postal") and not clause.has("share"):
        return None
    if not clause.has("share") and (clause.has("right", "dispute") or not _LINKS.isdisjoint(clause.new.words)):
        return None  # sites that the text links to get nothing by it, nor does an authority that hears complaints
    if clause.edit.kind != "row" and not (clause.has("recipient", "company") and clause.has("share", "recipient")):
        return None
    names = ", ".join(sorted(gone)), ", ".join(sorted(came))
    return material("third_party_sharing", "A recipient named in the text changed.", "mixed", *names)


def _entry_swapped(clause: Clause) -> bool:
    """An entry of a list of recipients, or a line of several, begins with or holds another name."""
    if clause.shape != "modified" or clause.edit.kind == "row" or not lists_recipients(clause):
        return False
    if is_sentence(clause.new.words):
        return False
    old, new = recipient(clause.edit.before), recipient(clause.edit.after)
    if old and new and squash(old) != squash(new):
        return True
    return {*proper_names(clause.edit.before)} != {*proper_names(clause.edit.after)} and "," in clause.edit.after


def _is_place(name: str) -> bool:
    return "place" in concepts().find(read(name).words)


def others_beside(clause: Clause) -> Reason | None:
    """Somebody else gets or does it beside the company: "they tell us and our sponsors", "we and our partners"."""
    if clause.shape != "modified" or not clause.has("recipient"):
        return None
    old, new = map(_beside_us, (clause.old.words, clause.new.words))
    if old == new:
        return None
    way: Direction = "expands_company" if new else "protects_user"
    return material("third_party_sharing", "Who gets or does it beside the company changed.", way)


def _beside_us(words: Sequence[str]) -> bool:
    """A recipient is named right behind "us and", "we or"."""
    return any(
        word in {"us", "we"} and joint in {"and", "or"} and "recipient" in concepts().find(words[place + 2 : place + 5])
        for place, (word, joint) in enumerate(pairwise(words))
    )


def recipient_listed(clause: Clause) -> Reason | None:
    """An entry of a list of recipients: a company's name, or the kind of company."""
    if not whole(clause) or clause.edit.kind == "row":
        return None
    verb = "added to" if clause.shape == "added" else "removed from"
    why = f"An entry was {verb} a list of recipients."
    if names_recipient(clause):
        return material("third_party_sharing", why, direction(clause, "expands_company"))
    if clause.edit.kind != "item" or clause.longest > _ENTRY:
        return None
    said_above = clause.lead_in if clause.lead_in.rstrip().endswith(":") else f"{clause.heading} . {clause.lead_in}"
    listed = concepts().find(read(said_above).words)
    said = clause.said
    company = said.has("recipient", "company")
    named = is_title(said.text.raw.rstrip(".")) and not said.terms
    if not ("recipient" in listed and (company or named)) and not ("share" in listed and company):
        return None
    return material("third_party_sharing", why, direction(clause, "expands_company"))


def collection(clause: Clause) -> Reason | None:
    """What is collected: a kind of data came or went, or a sentence about collecting did."""
    listed = whole(clause) and clause.edit.kind in {"item", "row"} and "collect" in clause.context
    if not clause.about("collect", "use", "datatype") or not (clause.has("data", "datatype") or listed):
        return None
    if whole(clause):
        told = clause.has("collect") and operative(clause)
        kind = clause.has("datatype") or ("data" in clause.context and clause.longest >= _KIND)
        if not told and not (listed and kind):
            return None
    elif clause.about("collect"):
        if not (_collected(clause) or rewritten(clause)):
            return None
    elif not (_touched(clause, "datatype") and _enumerates(clause)):
        return None
    category: Category = "third_party_sharing" if _by_others(clause) else "first_party_collection"
    return material(category, "What is collected changed.", direction(clause, "expands_company"))


def _by_others(clause: Clause) -> bool:
    """Somebody else collects: "these companies may collect", "partners that gather"."""
    said = clause.said
    verbs = {term.split()[0] for term in said.terms.get("collect", ())}
    place = next((place for place, word in enumerate(said.words) if word in verbs), 0)
    ahead = said.words[max(0, place - _REACH) : place]
    actors = [word for word in ahead if word in _OURS or word in _OTHERS]
    return bool(actors) and actors[-1] in _OTHERS


def _enumerates(clause: Clause) -> bool:
    """Both sides list kinds of data: "this includes your address and your age"."""
    sides = (clause.old, clause.new)
    return all(_LISTS & {*side.words} and side.count("datatype") >= _KINDS for side in sides)


def _collected(clause: Clause) -> bool:
    return _touched(clause, "datatype") or (_touched(clause, "collect") and clause.has("us", "company"))


def purpose(clause: Clause) -> Reason | None:
    """What data are used for."""
    way = use_turned(clause)
    if way:
        return material("first_party_collection", "What data are used for changed.", way)
    if not clause.about("use") or not clause.about("data", "datatype", "collect"):
        return None
    if whole(clause):
        if not (clause.has("use") and clause.has("purpose", "datatype", "data") and operative(clause)):
            return None
    elif not _touched(clause, "purpose") and not (rewritten(clause) and clause.has("use") and clause.has("data")):
        return None
    category: Category = "legal_basis_purpose" if clause.about("basis") else "first_party_collection"
    return material(category, "What data are used for changed.", direction(clause, "expands_company"))


def retention(clause: Clause) -> Reason | None:
    """How long data are kept and when they are deleted; where they are stored is another matter."""
    if not clause.has("keep", "hold", "erase") or not clause.about("data", "datatype", "keep"):
        return None
    periods = any(q.kind.split()[0] in {"days", "months"} for q in clause.said.quantities)
    if whole(clause):
        if not (clause.has("keep") and (periods or operative(clause))) and not periods:
            return None
    elif not (_touched(clause, "keep", "erase") or (rewritten(clause) and clause.has("keep"))):
        return None
    return material("data_retention", "How long data are kept changed.", direction(clause, "expands_company"))


def transfer(clause: Clause) -> Reason | None:
    """Where data go, and under which safeguard."""
    if _relocated(clause):
        return material("international_transfer", "Where data are kept or sent changed.", "mixed")
    if _is_room(clause):
        return None
    if changed(clause, "transfer") and (clause.has("data", "datatype", "hold") or _travels(clause)):
        return material("international_transfer", "Where data are kept or sent changed.", "mixed")
    return None


def _relocated(clause: Clause) -> bool:
    """Another country in a sentence about where data are, or where a service runs."""
    if clause.shape != "modified" or not clause.touched("place") or clause.has("postal", "dispute", "party"):
        return False
    kept = clause.has("transfer", "hold", "keep") and clause.has("data", "datatype", "transfer")
    return kept or clause.has("recipient") or not _RUNS.isdisjoint(clause.said.words)


def _is_room(clause: Clause) -> bool:
    """No place but how servers are kept: "on servers in a controlled environment"."""
    terms = {*clause.gained.get("transfer", ()), *clause.lost.get("transfer", ())}
    return terms == {"servers in"} and not clause.has("place")


def _travels(clause: Clause) -> bool:
    """Servers, transfers and exports are about data even where no data are named; a country alone is not."""
    return not {"servers", "transfers", "transfer", "export", "framework"}.isdisjoint(clause.said.words)


def security(clause: Clause) -> Reason | None:
    """How data are protected, and what is promised in a breach."""
    if changed(clause, "security") and (clause.has("us", "data") or states(clause)):
        return material("data_security", "What protects the data changed.", direction(clause, "protects_user"))
    return None


def legal_basis(clause: Clause) -> Reason | None:
    """On which legal ground data are processed (GDPR, articles 6 and 13(1)(c))."""
    if clause.shape == "modified" and _grounds(clause.old.words) != _grounds(clause.new.words):
        return material(
            "legal_basis_purpose", "Another article, or point of it, is named as the legal ground.", "mixed"
        )
    if changed(clause, "basis") and clause.said.is_sentence:
        weigh = material if whole(clause) or _touched(clause, "basis") else minor
        return weigh("legal_basis_purpose", "The legal ground of processing changed.", "mixed")
    return None


def _grounds(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The articles that a sentence names, each with its paragraph and point: ("6", "1", "b")."""
    found = set()
    for place, word in enumerate(words):
        if word in {"article", "art", "articles"}:
            behind = takewhile(_is_point, islice(words, place + 1, place + 1 + _POINTS))
            found.add(tuple(part for part in behind if part not in _LEVELS))
    return found


def _is_point(word: str) -> bool:
    return word[0].isdigit() or len(word) == 1 or word in _LEVELS


def table_row(clause: Clause) -> Reason | None:
    """A row of a table of recipients, retention periods or cookies: one line, yet a new processor or period."""
    if clause.edit.kind != "row" or (clause.longest < 2 and not _turned(clause)):
        return None
    category = _table(clause)
    if category is None:
        return None
    if whole(clause):
        verb = "added to" if clause.shape == "added" else "removed from"
        return material(category, f"A row was {verb} a table.", direction(clause, "expands_company"))
    if clause.old.words[:1] != clause.new.words[:1] and category in {"third_party_sharing", "cookies_tracking"}:
        return material(category, "A row of a table names another company or tool.", "mixed")
    if _turned(clause):
        return material(category, "A cell of a table says the opposite.", "mixed")
    if clause.fresh or clause.gone:
        return minor(category, "A cell of a table changed.")
    return None


def _turned(clause: Clause) -> bool:
    """A yes or no, a tick or a cross became the other, or came or went."""
    answers = [_ANSWERS.intersection(said.words) for said in (clause.old, clause.new)]
    return answers[0] != answers[1] or marks(clause.edit.before) != marks(clause.edit.after)


_TABLES: tuple[tuple[str, Category], ...] = (
    ("tracking", "cookies_tracking"),
    ("recipient", "third_party_sharing"),
    ("share", "third_party_sharing"),
    ("keep", "data_retention"),
    ("fee", "fees_payment"),
    ("basis", "legal_basis_purpose"),
    ("collect", "first_party_collection"),
    ("company", "third_party_sharing"),
)


def _table(clause: Clause) -> Category | None:
    """What a table lists, by its first row, else by the headings above it and the sentence that introduces it."""
    header = concepts().find(read(" . ".join(clause.edit.table_header)).words)
    for found in (header, clause.context, clause.said.terms):
        for concept, category in _TABLES:
            if concept in found:
                return category
    return None


def _touched(clause: Clause, *names: str) -> bool:
    return any(old or new for old, new in (new_terms(clause, name) for name in names))
