"""The contract: disputes, liability, money, renewal, ending, licences, duties, powers and the parties themselves."""

from __future__ import annotations

import re

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import concepts
from tracker.classify.reason import Reason, material, minor
from tracker.classify.rules.common import (
    announces,
    changed,
    direction,
    operative,
    own_denial,
    proper_names,
    rewritten,
    states,
    whole,
)
from tracker.classify.tokens import read, squash
from tracker.classify.topics import category_of, likelier
from tracker.model import Direction

_SETTLED = ("liability", "duty", "right", "negation", "firm", "soft", "ending", "fee")  # what is said of a dispute
_TELLING = frozenset(
    {"notify", "inform", "tell", "announce", "notice", "notification", "email", "e", "mail", "write", "send", "post"}
)
_CALLED = re.compile(  # 'Acorn Ltd ("we" or "us")'
    r"(?P<name>\b[A-Z][\w&'’-]{0,40}(?:,? [A-Z][\w&.'’-]{0,40}){0,5}) ?"
    r"\([^()\"“]{0,40}(?i:[\"“](?:we|us|our|the company|company)[,.]?[\"”])"
)
_HEDGES = frozenset({"unless", "except", "consider", "deem", "believe", "opinion", "applicable"})


def dispute(clause: Clause) -> Reason | None:
    """Arbitration, courts, governing law, complaints: where and how somebody can seek redress."""
    if changed(clause, "dispute") and not _in_passing(clause):
        return material("liability_disputes", "How disputes are settled changed.", _redress(clause))
    return None


def _in_passing(clause: Clause) -> bool:
    """One word in the place of another, in a sentence that settles nothing: "your lists for each dispute"."""
    few = clause.shape == "modified" and max(clause.fresh.total(), clause.gone.total()) <= 1
    return few and not (clause.old.has("dispute") and clause.new.has("dispute")) and not clause.has(*_SETTLED)


def _redress(clause: Clause) -> Direction:
    """Arbitration in place of courts takes a way of redress from people, and the other way round; else not judged."""
    old, new = (any(word.startswith("arbitra") for word in said.words) for said in (clause.old, clause.new))
    if old == new or clause.touched("negation", "choice"):
        return "mixed"
    return "expands_company" if new else "protects_user"


def venue(clause: Clause) -> Reason | None:
    """Another place, court or law in a sentence about disputes."""
    if clause.shape != "modified" or not clause.has("dispute"):
        return None
    old, new = set(proper_names(clause.edit.before)), set(proper_names(clause.edit.after))
    gone, came = sorted(old - new), sorted(new - old)
    if not gone or not came:
        return None
    why = "Another place, court or law is named where disputes are settled."
    return material("liability_disputes", why, "mixed", ", ".join(gone), ", ".join(came))


def liability(clause: Clause) -> Reason | None:
    """Who bears a loss."""
    if changed(clause, "liability") and (clause.has("us", "you", "company") or clause.about("liability")):
        return material("liability_disputes", "Who is liable for what changed.", "mixed")
    return None


def fee(clause: Clause) -> Reason | None:
    """What it costs, when it is charged, what is given back."""
    if not changed(clause, "fee") or not (not whole(clause) or operative(clause) or states(clause)):
        return None
    if clause.has("datatype", "recipient") and category_of(clause) != "fees_payment":
        return None  # details of a payment among the data collected
    return material("fees_payment", "What is paid, or when, changed.", "mixed")


def renewal(clause: Clause) -> Reason | None:
    """Trials, renewals and cancelling: how a contract goes on by itself."""
    if changed(clause, "renewal") and clause.about("you", "us", "fee"):
        category = likelier(clause, "fees_payment", "termination_account")
        return material(category, "How a subscription renews or ends changed.", "mixed")
    return None


def ending(clause: Clause) -> Reason | None:
    """Who may end or suspend an account, and for what."""
    if changed(clause, "ending") and (states(clause) if whole(clause) else clause.has("us", "you")):
        return material("termination_account", "When an account or service ends changed.", "mixed")
    return None


def licence(clause: Clause) -> Reason | None:
    """What people grant to their own content and likeness."""
    if changed(clause, "licence") and clause.has("us", "you", "company") and (not whole(clause) or operative(clause)):
        return material("other", "What is granted in content or rights changed.", "mixed")
    return None


def duty(clause: Clause) -> Reason | None:
    """What people must do, may not do, or agree to by using the service."""
    if own_denial(clause, "duty"):
        return None
    if not changed(clause, "duty") or not (whole(clause) or clause.touched("duty") or rewritten(clause)):
        return None
    return material("other", "What people must or may not do changed.", direction(clause, "expands_company"))


def power(clause: Clause) -> Reason | None:
    """What the company may do at its own discretion."""
    if clause.has("choice") and not clause.has("us", "company"):
        return None  # "you may opt out at any time"
    if changed(clause, "power") and clause.touched("power") and clause.has("us", "company", "you"):
        return material("other", "What the company reserves for itself changed.", direction(clause, "expands_company"))
    return None


def party(clause: Clause) -> Reason | None:
    """Who is responsible: the controller or the contracting party (GDPR, article 13(1)(a))."""
    if not clause.has("party", "company") or not clause.about("party"):
        return None
    if clause.shape == "modified" and not clause.touched("party", "company"):
        return None
    if clause.about("recipient") and not clause.has("party"):
        return None
    if whole(clause) and not clause.said.has("party"):
        return None
    return material("entity_contact", "The company responsible, or how it is named, changed.", "neutral")


def speaker(clause: Clause) -> Reason | None:
    """Another company is "we": whoever speaks in the text owes what it promises (GDPR, article 13(1)(a))."""
    if clause.shape != "modified" or "(" not in clause.edit.before or "(" not in clause.edit.after:
        return None
    old, new = _speaker(clause.edit.before, clause.old), _speaker(clause.edit.after, clause.new)
    if not old or not new or old in new or new in old:
        return None
    return material("entity_contact", "The company that speaks as “we” is another.", "neutral")


def _speaker(text: str, side: Side) -> str:
    """The letters of the name that a text explains as "we", but for its legal form; none where it was renamed."""
    found = _CALLED.search(text)
    name = read(found["name"]).words if found else ()
    if f" {' '.join(name)} " not in f" {' '.join(side.words)} ":
        return ""
    return squash("".join(word for word in name if "company" not in concepts().find((word,))))


def notice_clause(clause: Clause) -> Reason | None:
    """The words of the promise about changes of the policy itself; its terms are compared field by field elsewhere."""
    why = "The words about changes of the policy itself changed."
    if clause.joints and clause.about("notice") and clause.has("us") and not _TELLING.isdisjoint(clause.old.words):
        return material("policy_change_notice", why, _rejoined(clause))
    if announces(clause):
        return minor("effective_date", "A coming version of the text was announced.")
    if changed(clause, "notice") and (clause.touched("notice") or rewritten(clause)):
        weigh = material if whole(clause) or clause.touched("firm", "soft", "negation") or rewritten(clause) else minor
        return weigh("policy_change_notice", why, "mixed")
    return None


def _rejoined(clause: Clause) -> Direction:
    """One channel or another in place of one, or of both, leaves the choice to the company."""
    weaker, stronger = clause.joints["or"] > 0, clause.joints["or"] < 0
    weaker = weaker or any(clause.joints[word] > 0 for word in _HEDGES)
    stronger = stronger or any(clause.joints[word] < 0 for word in _HEDGES)
    if weaker == stronger:
        return "mixed"
    return "expands_company" if weaker else "protects_user"
