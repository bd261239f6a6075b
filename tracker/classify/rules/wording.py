"""How firmly something is promised: one small word turns a promise into a possibility."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.classify.clause import Clause
from tracker.classify.lexicon import small_words
from tracker.classify.reason import Reason, material, minor
from tracker.classify.roles import turned
from tracker.classify.rules.common import either_for_both, sale_turned, use_turned
from tracker.classify.tokens import SIGNS, read
from tracker.classify.topics import category_of
from tracker.model import Category

PRACTICE = (
    "collect",
    "use",
    "share",
    "sell",
    "keep",
    "hold",
    "erase",
    "transfer",
    "security",
    "right",
    "choice",
    "children",
    "ai",
)
CONTRACT = ("fee", "renewal", "ending", "dispute", "liability", "notice", "duty", "licence")
_SUCH = ("such as", "for example", "for instance", "e.g.", "includ")  # leads up to examples
_JOINING = frozenset({"and", "or"})
LIMBS = (*PRACTICE, *CONTRACT, "consent", "tracking")
_AND = frozenset({"and", "or", "but", "also", "even", "not", "only"})
_LIMBS = frozenset(
    {
        "if",
        "unless",
        "except",
        "provided",
        "subject",
        "where",
        "when",
        "after",
        "before",
        "until",
        "without",
        "to",
        "for",
        "stating",
        "giving",
        "providing",
        "upon",
        "save",
        "excluding",
        "other",
    }
)
_EXAMPLES = frozenset({"example", "examples", "instance", "including", "e", "g", "eg"})
_COMMON = frozenset(  # what every limb may name and say nothing by it
    {"service", "services", "site", "sites", "website", "websites", "platform", "app", "product"}
    | {"products", "details", "information", "help", "questions"}
)
_TWICE = 2  # denied once more: not denied
# What a sentence says that holds of each thing it names.
_ASKED = ("consent", "choice", "negation", "sell", "tracking", "liability")
_FEW = 4  # words of what is named beside another
_SOMEBODY = ("us", "you", "recipient", "company")
_ALIKE = 0.5  # share of words of meaning that must stay, else the sentences say different things anyway


def modal_changed(clause: Clause) -> Reason | None:
    """From "will" to "may", "only" dropped, "must" to "should": the promise stays, its force does not."""
    if clause.shape != "modified" or clause.likeness < _ALIKE or not clause.touched("firm", "soft"):
        return None
    if _denied_twice(clause):
        return None
    firm = clause.new.count("firm") - clause.old.count("firm")
    soft = clause.new.count("soft") - clause.old.count("soft")
    if not firm and not soft:
        return None
    old, new = _words(clause.lost, "firm", "soft"), _words(clause.gained, "firm", "soft")
    why = f"How firmly it is promised changed: {became(old, new)}."
    swapped = firm * soft < 0 or (firm and not clause.new.count("soft")) or "only" in f"{old} {new}"
    alone = firm * soft < 0 and max(clause.fresh.total(), clause.gone.total()) <= 1
    if alone or (swapped and clause.has(*PRACTICE, *CONTRACT, *_SOMEBODY)):
        return material(category_of(clause), why, "mixed", old, new)
    return minor(category_of(clause), why)


def negation_changed(clause: Clause) -> Reason | None:
    """A "not" that comes or goes turns the sentence round; a negated promise lost is a practice gained."""
    if clause.shape != "modified" or clause.likeness < _ALIKE:
        return None
    moved = clause.new.count("negation") - clause.old.count("negation")
    if not moved or _denied_twice(clause):
        return None
    old, new = _words(clause.lost, "negation"), _words(clause.gained, "negation")
    why = f"What is denied changed: {became(old, new)}."
    if clause.has(*PRACTICE, *CONTRACT, *_SOMEBODY):
        return material(_category(clause), why, "expands_company" if moved < 0 else "protects_user")
    return minor(category_of(clause), why)


def _denied_twice(clause: Clause) -> bool:
    """As in "we do not write where you have not agreed" and "we write only where you have agreed"."""
    if abs(clause.new.count("negation") - clause.old.count("negation")) != _TWICE:
        return False
    return "only" in clause.gained.get("firm", ()) or "only" in clause.lost.get("firm", ())


def _category(clause: Clause) -> Category:
    """What "we do not" was said of, where the sentence says it plainly."""
    if sale_turned(clause):
        return "third_party_sharing"
    return "first_party_collection" if use_turned(clause) else category_of(clause)


def limb_changed(clause: Clause) -> Reason | None:
    """A condition, an exception, a time or a purpose was put into a sentence that says what is done, or taken out."""
    if clause.shape != "modified" or clause.likeness < _ALIKE or not clause.has(*LIMBS):
        return None
    if not clause.has(*_SOMEBODY, *CONTRACT) or clause.has("contact", "document"):
        return None
    asked = clause.has(*_ASKED)
    runs = [("equal", ""), *clause.edit.redline, ("equal", "")]
    for (before, ahead), (kind, text), (behind, _) in zip(runs, runs[1:], runs[2:], strict=False):
        if kind == "equal" or not before == behind == "equal":
            continue
        beside = asked and _is_beside(text) and not any(map(ahead.casefold().__contains__, _SUCH))
        if beside or _is_limb(text):
            verb = "put in" if kind == "insert" else "taken out"
            return material(category_of(clause), f"“{text.strip()}” was {verb}.", "mixed")
    return None


def _is_limb(text: str) -> bool:
    """As in "and to recommend others", "only with your consent", "until you close it"; no place, address or example."""
    words = read(text).words
    while words and words[0] in _AND:
        words = words[1:]
    return bool(words) and words[0] in _LIMBS and _named(words) > 0 and (SIGNS | _EXAMPLES).isdisjoint(words)


def alternative_changed(clause: Clause) -> Reason | None:
    """Either of two conditions is enough where both were needed, or the other way round."""
    if not either_for_both(clause):
        return None
    return material(category_of(clause), "An “and” between conditions became an “or”, or the other way round.", "mixed")


def _is_beside(text: str) -> bool:
    """One more thing that the sentence holds of: "and statistical", "or in our letters"."""
    words = read(text).words
    return 0 < _named(words) <= _FEW and words[0] in _JOINING and SIGNS.isdisjoint(words)


def _named(words: Sequence[str]) -> int:
    """How many words behind the first name something."""
    return sum(word not in small_words() and word not in _COMMON for word in words[1:])


def roles_turned(clause: Clause) -> Reason | None:
    """The same words turned round: who owes, does or bears it is another, or the "not" stands before something else."""
    if clause.shape != "modified" or clause.likeness < _ALIKE or not turned(clause.old.words, clause.new.words):
        return None
    return material(category_of(clause), "Who does what, or what is not done, was turned round.", "mixed")


def promise_kept_out(clause: Clause) -> Reason | None:
    """A promise such as "we do not ...": a whole sentence of what is not done was added or removed."""
    if clause.shape == "modified":
        return None
    said = clause.said
    if said.has("negation") and said.has("us") and said.has("collect", "use", "share", "sell", "keep", "ai"):
        category = category_of(clause)
        if category == "entity_contact":
            return None  # "if you think that we have not ..., write to us"
        came = clause.shape == "added"
        verb = "added" if came else "removed"
        return material(
            category,
            f"A promise not to do something was {verb}.",
            "protects_user" if came else "expands_company",
        )
    return None


def _words(terms: dict[str, Counter[str]], *names: str) -> str:
    return ", ".join(word for name in names for word in terms.get(name, ()))


def became(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” was put in" if new else f"“{old}” was taken out"
