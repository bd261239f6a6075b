"""Questions that several rules ask of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from tracker.classify.clause import Clause, Side, is_sentence
from tracker.classify.lexicon import Terms, concepts, page_words
from tracker.classify.tokens import DATE, read, squash
from tracker.classify.wording import same_term
from tracker.model import Direction

_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w&.-]{1,40}(?:\s[A-Z][\w&.-]{1,40}){0,4}")
REWRITTEN = 8  # words of meaning that came or went: a clause was put in or taken out, not a word
_OPENING = 9  # words in which a definition gives itself away
_PROVIDED = re.compile(
    r"\b(?:[Ww]e(?:\s\w{1,12}){0,2}?\s(?:use|utili[sz]e|employ|engage|rely on|partner with|work with)"
    r"|(?:pass|passes|passed|routed|goes|sent|runs?|processed|handled|hosted|served|delivered|powered|managed)"
    r" (?:through|by|on|via))\s(?:the (?:services?|platform|tools?) (?:of|from|by) )?(?P<name>[A-Z][\w&-]{1,30})"
)
_PLACES = frozenset({"place", "topic_transfer"})
_NAMED = _PLACES | {"company", "recipient"}
# How titles of lists of recipients name them; "partners" and "third parties" stand above much else.
_LISTED = ("sub processor", "subprocessor", "service provider", "vendor", "processors", "suppliers", "recipients")
_BEHIND_NAME = re.compile(r"\s[-–—|]\s|[:(,;·]|\.\s|\.$")
_FIELD = 4  # words of a field's name
_NAME_WORDS = 5
_NOT_NAMED = ("document", "contact", "topic_changes", "notice", "right", "choice", "announce", "children", "datatype")
_NO_NAMES = frozenset(
    {"overview", "introduction", "changes", "contact", "faq", "about", "questions", "updates", "history", "definitions"}
    | {
        "scope",
        "purpose",
        "purposes",
        "updated",
        "summary",
        "name",
        "country",
        "location",
        "service",
        "services",
        "list",
    }
)
_NO_COMPANY = frozenset(  # what contracts write with a capital
    {
        "service",
        "services",
        "site",
        "sites",
        "website",
        "websites",
        "platform",
        "app",
        "apps",
        "application",
        "software",
    }
    | {"product", "products", "content", "account", "accounts", "order", "orders", "subscription", "plan", "device"}
    | {"https", "http", "html", "javascript", "api", "apis", "vpn", "dns", "aes", "rsa"}
    | {"materials", "offering", "offerings", "program", "programme", "feature", "features"}
)
_VERSIONED = frozenset({"new", "revised", "updated", "amended"})
_LATER = frozenset({"if", "when", "may", "reserve", "each", "every", "notify", "inform", "continue", "continued"})
_CONDITIONS = frozenset({"if", "unless", "provided", "only", "both", "must", "consent", "permission", "approval"})
_SPEAKERS = frozenset({"we", "you", "they"})
_FINITE = frozenset({"is", "are", "may", "must", "will", "shall", "can", "do", "does", "has", "have", "not", "never"})
_SENTENCE = 3  # words; shorter ones with a full stop are captions
_ALIKE = 0.5  # share of words of meaning that must stay
_REACH = 6  # words before a verb in which "we" and "not" are looked for
_BESIDE = 3  # words before "do not" in which "we" is looked for: "we also currently do not"
_SELL = frozenset({"sell", "rent", "trade", "lease"})
_USE = frozenset({"use", "process", "analyse", "analyze"})
_ACTORS = ("us", "you", "recipient", "company")
_VERBS = (
    "fee",
    "licence",
    "liability",
    "dispute",
    "collect",
    "use",
    "share",
    "sell",
    "keep",
    "hold",
    "erase",
    "firm",
    "soft",
    "duty",
    "right",
    "power",
    "ending",
    "renewal",
)


def either_for_both(clause: Clause) -> bool:
    """An "and" became an "or", or the other way round, in a sentence that sets conditions; all else stayed."""
    if clause.shape != "modified" or clause.gone or clause.fresh or _CONDITIONS.isdisjoint(clause.new.words):
        return False
    ands, ors = (clause.new.words.count(word) - clause.old.words.count(word) for word in ("and", "or"))
    return ands * ors < 0


def announces(clause: Clause) -> bool:
    """What came names the day from which a new version holds, and promises nothing for later changes."""
    came = {*clause.new.words} - {*clause.old.words}
    return DATE in came and "version" in came and not _VERSIONED.isdisjoint(came) and _LATER.isdisjoint(came)


def whole(clause: Clause) -> bool:
    """A whole sentence (or list item, or row) came or went."""
    return clause.shape != "modified"


def operative(clause: Clause) -> bool:
    """Somebody does, must, may or is entitled to something; an explanation of a word is not operative."""
    said = clause.said
    if not said.has(*_VERBS) or not (said.has(*_ACTORS) or (clause.edit.kind == "heading" and says(said))):
        return False
    return not is_title(said.text.raw) and not said.text.raw.rstrip().endswith("?")


def says(said: Side) -> bool:
    """However short, and wherever it stands, a whole sentence: "Fees are not refunded."."""
    if not said.ended or len(said.words) < _SENTENCE:
        return False
    return said.words[0] in _SPEAKERS or not _FINITE.isdisjoint(said.words)


def states(clause: Clause) -> bool:
    """The clause says that something is, is done or may be done: no title, question, label or explanation of a word."""
    said = clause.said
    return said.ended and len(said.words) >= _SENTENCE and not explains(clause)


def explains(clause: Clause) -> bool:
    """It tells what a word or a law means: nobody does, owes or is owed anything by it."""
    said = clause.said
    if not said.has("explains") or said.has("us", "duty", "negation", "party", "recipient", "share", "sell"):
        return False
    return "explains" in concepts().find(said.words[:_OPENING])


def is_title(text: str) -> bool:
    """Capitals on most long words and no full stop: the head of a table or a title, not a statement."""
    if text.isupper() or text.rstrip().endswith((".", ";", "!")):
        return False
    long = [word for word in text.split() if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in long) * 10 >= len(long) * 7


def introduction(clause: Clause) -> Terms:
    """What the sentence or title speaks of that introduces the list of which a whole entry came or went."""
    if clause.edit.kind != "item" or not whole(clause):
        return {}
    for text in (clause.lead_in, clause.heading):
        if text.rstrip().endswith(":"):
            return concepts().find(read(text).words)
    lead = read(clause.lead_in).words
    beneath = squash(clause.lead_in) == squash(clause.heading)  # the title alone introduces it
    return concepts().find(lead) if beneath or "following" in lead else {}


def field(clause: Clause) -> Terms:
    """What the name of a field speaks of whose value became another: "Governing law: Malta", "Owner: Acorn Ltd"."""
    if clause.shape != "modified" or clause.edit.kind in {"row", "heading"}:
        return {}
    (name, value), (named, other) = (text.partition(":")[::2] for text in (clause.edit.before, clause.edit.after))
    words = read(name).words
    if squash(name) != squash(named) or not 0 < len(words) <= _FIELD or squash(value) == squash(other):
        return {}
    return concepts().find(words) if value.strip() and other.strip() else {}


def lists_recipients(clause: Clause) -> bool:
    """The titles above it, or the sentence that introduces its list, say that companies are listed that get data."""
    own = () if clause.edit.kind == "heading" else (clause.heading,)
    titles = concepts().find(read(" . ".join((*clause.path[-2:], *own))).words).get("recipient", ())
    if any(term.startswith(_LISTED) for term in titles):
        return True
    lead = read(clause.lead_in).words
    return "following" in lead and "recipient" in concepts().find(lead)


def recipient(text: str) -> str:
    """The name that an entry of a list of recipients begins with: "Acorn Hosting", of "Acorn Hosting - servers"."""
    name = _BEHIND_NAME.split(text.strip(), maxsplit=1)[0].strip()
    words = read(name).words
    if not words or len(words) > _NAME_WORDS or not (name[0].isupper() or name[0].isdigit()):
        return ""
    known = concepts().find(words).keys()
    common = "navigation" in page_words().find(words) or not _NO_NAMES.isdisjoint(words)
    return "" if common or not known.isdisjoint(_NOT_NAMED) or is_sentence(read(text).words) else name


def names_recipient(clause: Clause) -> bool:
    """An entry of a list of recipients, whichever form the list has."""
    return clause.edit.kind != "row" and lists_recipients(clause) and bool(recipient(clause.said.text.raw))


def rewritten(clause: Clause) -> bool:
    """So much of the sentence differs that the part that came or went is a statement of its own."""
    return clause.shape == "modified" and max(clause.fresh.total(), clause.gone.total()) >= REWRITTEN


def changed(clause: Clause, *names: str) -> bool:
    """The concept came, went or was restated: a sentence of it whole, its terms in a sentence that stays."""
    if whole(clause):
        listed = clause.edit.kind in {"item", "row"}
        return clause.has(*names) and (listed or clause.said.is_sentence or states(clause))
    return _terms_changed(clause, *names) or (rewritten(clause) and clause.has(*names))


def _terms_changed(clause: Clause, *names: str) -> bool:
    for name in names:
        gained, lost = clause.gained.get(name), clause.lost.get(name)
        if gained is lost:
            continue  # neither side has more of it
        if _stems(gained or ()) != _stems(lost or ()) and (clause.fresh or clause.gone):
            return True
    return False


def _stems(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(map(same_term, terms))


def new_terms(clause: Clause, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Terms of a concept that only the old and only the new side has."""
    return _only(clause.old.terms, clause.new.terms, name), _only(clause.new.terms, clause.old.terms, name)


def _only(these: Terms, those: Terms, name: str) -> tuple[str, ...]:
    known = {same_term(term)[:6] for term in those.get(name, ())}
    return tuple(term for term in these.get(name, ()) if same_term(term)[:6] not in known)


def direction(clause: Clause, gain: Direction) -> Direction:
    """`gain` where words came, its opposite where they went, mixed where both.

    A sentence that says what the company does not do counts the other way round.
    """
    opposite: dict[Direction, Direction] = {"expands_company": "protects_user", "protects_user": "expands_company"}
    back = opposite.get(gain, gain)
    if whole(clause):
        said = clause.said
        denied = gain == "expands_company" and bool({"not", "never", "nobody"} & {*said.words})
        return gain if (clause.shape == "added") != denied else back
    came, went = clause.fresh.total(), clause.gone.total()
    if came > 2 * went:
        return gain
    return back if went > 2 * came else "mixed"


def own_denial(clause: Clause, name: str) -> bool:
    """What came or went is no more than "we do not use": the company's own promise, no order to people, no choice."""
    terms = {*clause.gained.get(name, ()), *clause.lost.get(name, ())}
    if not terms or not all(term.startswith("do not ") for term in terms):
        return False
    words = (*clause.old.words, *clause.new.words)
    denials = [place for place, pair in enumerate(pairwise(words)) if pair == ("do", "not")]
    return all("we" in words[max(0, place - _BESIDE) : place] for place in denials)


def sale_turned(clause: Clause) -> Direction | None:
    """The way it goes where "we do not sell" became "we sell" or "we may sell", or the other way round."""
    return _turned(clause, _SELL) if clause.has("sell") else None


def use_turned(clause: Clause) -> Direction | None:
    """The same of what is used for a purpose that the sentence names."""
    return _turned(clause, _USE) if clause.has("purpose") else None


def _turned(clause: Clause, verbs: frozenset[str]) -> Direction | None:
    """The way it goes where the company's "not" before one of these verbs came or went in a sentence that stays."""
    if clause.shape != "modified" or clause.likeness < _ALIKE:
        return None
    old, new = (_denied(said.words, verbs) for said in (clause.old, clause.new))
    if old is None or new is None or old == new:
        return None
    return "expands_company" if old else "protects_user"


def _denied(words: tuple[str, ...], verbs: frozenset[str]) -> bool | None:
    """Whether "we" do not do it; None where the words do not say that we do or do not."""
    for place, word in enumerate(words):
        led = words[max(0, place - _REACH) : place]
        if word in verbs and not {"we", "us", "our"}.isdisjoint(led):
            return not {"not", "never"}.isdisjoint(led)
    return None


def proper_names(text: str) -> list[str]:
    """Names of companies and places within a sentence: no law, document or kind of data with a capital."""
    found = _NAME.findall(text)
    return [
        name
        for name in found
        if not _NO_COMPANY.issuperset(read(name).words)
        and not concepts().find(read(name).words).keys() - _NAMED
        and _is_own(name)
    ]


def names_provider(text: str) -> bool:
    """Whether it is said by name whose services are used, or whose machines something passes through."""
    found = _PROVIDED.search(text)
    return found is not None and bool(proper_names(f"by {found['name']}"))


def _is_own(name: str) -> bool:
    """No common noun with a capital, such as "the Company" or "our Partners"."""
    return any(concepts().find((word,)).keys() <= _PLACES for word in read(name).words)
