"""Lines that are told by what stands beside them: dialogs, menus, tables of contents."""

from __future__ import annotations

import functools

from tracker.classify.clause import Clause, is_sentence
from tracker.classify.group import is_button, named
from tracker.classify.lexicon import SUBSTANCE, page_words
from tracker.classify.page import Page, letters
from tracker.classify.reason import Reason, noise
from tracker.classify.rules.common import names_recipient
from tracker.classify.scene import Scene
from tracker.classify.tokens import MAIL, PHONE, read, squash

_SHORT = 9  # words of a label
_BRIEF = 14  # words of a line that invites or greets
_QUOTES = '"“‘«„'
_OWN = ("use", "data", "choice")
_MORE = ("recipient", "company", "contact", "document", "binding", "negation")
_CONTRACT = ("collect", "share", "right", "consent", "dispute", "liability", "duty", "data", "licence")
_OPENING = 5  # words
_VAGUE = frozenset({"you", "purpose", "statute", "frequency", "place"})
_TURNS = frozenset({"previous", "next"})
_ARROWS = frozenset("←→«»‹›⟵⟶")
_COMPANY = 2  # of them the site's, before the line is taken for one too
_SPEAKING = ("datatype", "children", "ai", "tracking", "signal", "notice", "party", "security", "announce")
_NO_FOOTER = frozenset({*SUBSTANCE, *_SPEAKING, *_OWN, "us", "contact", "postal", "company"})
_NO_MESSAGE = frozenset({*SUBSTANCE, *_SPEAKING, *_OWN, *_MORE})
_MESSAGES = ("interface", "promotion", "counted", "footer", "beyond", "clock")


def contents(clause: Clause, scene: Scene) -> Reason | None:
    """A line that repeats a heading of its page, among others that do: a table of contents."""
    if clause.edit.kind in {"heading", "row"} or (clause.longest > _BRIEF and clause.said.ended):
        return None
    if all(page.lists(text) for text, page in sides(clause, scene)):
        return noise("boilerplate", "An entry of a table of contents differs.")
    return None


def dialog(clause: Clause, scene: Scene) -> Reason | None:
    """A consent dialog laid over the page: its few sentences came or went together with its buttons."""
    if clause.edit.kind == "row":
        return None
    group = scene.group(clause.group)
    if not group.has_buttons:
        return None
    text = clause.edit.after or clause.edit.before
    buttons = {squash(line) for line in (text, *group.beside(clause.place)) if is_button(line)}
    if not buttons or (len(buttons) == 1 and not at_edge(clause, scene)):
        return None
    if (is_button(text) and len(buttons) > 1) or (clause.longest <= _SHORT and len(buttons) > 1):
        return noise("boilerplate", "A line of a dialog came or went, buttons and all.")
    speaks = clause.has("collect", "share", "transfer", "recipient", "datatype", "data")
    if len(buttons) == 1 and (speaks or "visitor" not in clause.said.site):
        return None
    if clause.has("tracking", "consent") and not clause.has("sell", "keep", "dispute", "fee", "children"):
        return noise("boilerplate", "A line of a dialog came or went, buttons and all.")
    return None


def credit(clause: Clause, scene: Scene) -> Reason | None:
    """Who made the site, hosts it or wrote its software, in a line at the end of the page."""
    if clause.has("us", "you", "data") or clause.edit.kind == "row":
        return None
    if all(
        "credit" in page_words().find(read(text).words[:_OPENING]) and page.last(text)
        for text, page in sides(clause, scene)
    ):
        return noise("boilerplate", "A line that credits who made or hosts the site differs.")
    return None


def slogan(clause: Clause, scene: Scene) -> Reason | None:
    """A line below the policy, or above it, with no word of what policies are about."""
    if clause.edit.kind != "paragraph":
        return None
    said = {name for name in (*clause.old.terms, *clause.new.terms) if not name.startswith("topic_")}
    if names_recipient(clause):
        return None
    ended = (clause.edit.after or clause.edit.before).rstrip().endswith((".", "!"))
    around = all(page.above(text) or page.below(text) for text, page in sides(clause, scene))
    if said <= _VAGUE and (ended or clause.context.keys() <= _VAGUE) and around:
        return noise("boilerplate", "A line above or below the policy that says nothing of it.")
    return None


def footer(clause: Clause, scene: Scene) -> Reason | None:
    """What shares a line with the copyright notice at the end of the page, where it says nothing of substance."""
    words = {*clause.old.words, *clause.new.words}
    if clause.has_any(_NO_FOOTER) or words & {MAIL, PHONE}:
        return None
    if all(page.footer and letters(text) in page.footer for text, page in sides(clause, scene)):
        return noise("boilerplate", "A line of the site's footer differs.")
    return None


def company(clause: Clause, scene: Scene) -> Reason | None:
    """A few words without substance among buttons, menu entries and messages that came or went with them."""
    if clause.edit.kind == "row":
        return None
    words = (clause.new.words or clause.old.words)[:_SHORT]
    text = (clause.edit.after or clause.edit.before).strip()
    turns = words[:1] and (words[0] in _TURNS or text[0] in _ARROWS or text[-1] in _ARROWS)
    if turns and not is_sentence(words) and at_edge(clause, scene):
        return noise("boilerplate", "The title of the page before or after this one differs.")
    if clause.has_any(_NO_MESSAGE) or clause.lead_in.rstrip().endswith(":"):
        return None
    near = scene.group(clause.group).beside(clause.place)
    site = sum(map(_is_site_line, near))
    if site < _COMPANY or site * 2 < len(near) or not at_edge(clause, scene):
        return None
    return noise("boilerplate", "A line among menu entries and buttons that came or went with them.")


def testimonial(clause: Clause, scene: Scene) -> Reason | None:
    """What a customer says of the site, "I do not know what I would do without it", is no word of the policy."""
    text = (clause.edit.after or clause.edit.before).lstrip()
    words = {*clause.old.words, *clause.new.words}
    if all(page.quoted and letters(text) in page.quoted for text, page in sides(clause, scene)):
        return noise("boilerplate", "Words of a customer above or below the text came or went.")
    if "i" not in words or text.endswith("?") or clause.has("us", "you", *_CONTRACT):
        return None
    if (text[0] in _QUOTES or words & {"my", "me"}) and at_edge(clause, scene):
        return noise("boilerplate", "Words of a customer above or below the text came or went.")
    return None


def at_edge(clause: Clause, scene: Scene) -> bool:
    """The line stands above the running text, below it, or in the first or last twentieth of its page."""
    return all(
        page.above(text) or page.below(text) or page.last(text) or page.early(text)
        for text, page in sides(clause, scene)
    )


def sides(clause: Clause, scene: Scene) -> list[tuple[str, Page]]:
    """The texts of an edit, each with the page it stands on; an empty side is left out."""
    both = ((clause.edit.before, scene.before), (clause.edit.after, scene.after))
    return [(text, page) for text, page in both if text]


@functools.lru_cache(4096)
def _is_site_line(text: str) -> bool:
    """The label of a button or menu entry, or a message of the site."""
    words = read(text).words
    if not words or len(words) > _BRIEF:
        return False
    if words[0] in _TURNS or is_button(text):
        return True
    if len(words) <= _SHORT and named("navigation", words) * 2 >= len(words):
        return True
    return not page_words().find(words).keys().isdisjoint(_MESSAGES)
