"""What people can ask, choose and refuse, and who is protected more than others."""

from __future__ import annotations

from tracker.classify.clause import Clause
from tracker.classify.reason import Reason, material
from tracker.classify.rules.common import changed, direction, operative, own_denial, rewritten, states, whole
from tracker.classify.topics import category_of
from tracker.model import Direction

_LONG = 50  # words


def right(clause: Clause) -> Reason | None:
    """Access, correction, deletion, complaint, and how a request is answered."""
    if not changed(clause, "right") or not clause.about("you", "data", "us"):
        return None
    if whole(clause) and not operative(clause):
        return None
    if clause.has("dispute", "power", "licence", "ending", "renewal") and not clause.has("data"):
        return None  # the right to a trial, to end a contract, to change it
    return material(
        "access_edit_deletion", "People's rights, or the way to use them, changed.", direction(clause, "protects_user")
    )


def choice(clause: Clause) -> Reason | None:
    """Opting in and out, withdrawing, settings: who decides changed."""
    if own_denial(clause, "choice") or not changed(clause, "choice") or not (whole(clause) or clause.touched("choice")):
        return None
    if whole(clause) and not clause.said.has("you", "us"):
        return None
    return material("user_choice_control", "People's choices changed.", direction(clause, "protects_user"))


def opt_in_to_opt_out(clause: Clause) -> Reason | None:
    """Consent first, or silence taken as consent: the default changes hands."""
    opt_out = ("choice", "consent")
    if clause.shape != "modified" or not all(clause.touched(name) for name in opt_out):
        return None
    into = clause.lost.get("consent") and clause.gained.get("choice")
    return material(
        "user_choice_control", "Consent and opting out changed places.", "expands_company" if into else "protects_user"
    )


def consent(clause: Clause) -> Reason | None:
    """What somebody agrees to by doing something, or is asked for before something is done."""
    if not changed(clause, "consent") or not clause.has("you") or not (clause.touched("consent") or rewritten(clause)):
        return None
    return material(category_of(clause), "What people consent to changed.", _asked(clause))


def _asked(clause: Clause) -> Direction:
    """Something that is done only with people's consent; what else they consent to is not judged."""
    old, new = (
        "only" in said.words and said.has("consent") and said.has("us", "company") for said in (clause.old, clause.new)
    )
    if old == new or clause.touched("negation"):
        return "mixed"
    return "protects_user" if new else "expands_company"


def children(clause: Clause) -> Reason | None:
    """Children, their parents, and the age from which a service may be used."""
    if changed(clause, "children") and (clause.has("us", "you", "data", "duty") or states(clause)):
        return material("children_specific_audiences", "What holds for children or young people changed.", "mixed")
    return None


def training(clause: Clause) -> Reason | None:
    """Whether content trains models, and what machines decide."""
    if changed(clause, "ai") and clause.has("us", "you", "data", "recipient"):
        return material(
            "ai_training", "What is said about machine learning changed.", direction(clause, "expands_company")
        )
    return None


def tracking(clause: Clause) -> Reason | None:
    """Cookies, pixels and what else follows a visitor; one mention in a long list is not about them."""
    if not changed(clause, "tracking") or not clause.has("us", "recipient", "choice"):
        return None
    if not operative(clause) and not (whole(clause) and states(clause)):
        return None
    if clause.longest >= _LONG and max(clause.old.count("tracking"), clause.new.count("tracking")) < 2:
        return None
    why = "What is said about cookies or trackers changed."
    return material("cookies_tracking", why, direction(clause, "expands_company"))


def signal(clause: Clause) -> Reason | None:
    """Do Not Track and Global Privacy Control: whether a browser's word counts (CCPA Regulations, section 7025)."""
    if own_denial(clause, "signal"):
        return None  # "we do not track anybody" is no browser's word
    if changed(clause, "signal"):
        return material(
            "do_not_track", "How signals of the browser are treated changed.", direction(clause, "protects_user")
        )
    return None
