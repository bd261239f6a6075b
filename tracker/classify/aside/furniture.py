"""What stands around a policy on its page: menus, buttons, banners, counters."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from tracker.classify.aside.common import steers
from tracker.classify.aside.surroundings import sides
from tracker.classify.clause import Clause, Side, is_sentence
from tracker.classify.group import named
from tracker.classify.lexicon import SUBSTANCE, concepts, page_words
from tracker.classify.page import bounded, squash_title
from tracker.classify.reach import turned_by_a_word
from tracker.classify.reason import Reason, noise
from tracker.classify.rules.common import field, is_title, names_recipient, says
from tracker.classify.scene import Scene
from tracker.classify.tokens import DATE, MAIL, PHONE, read, squash
from tracker.classify.wording import plainly

_LABEL = 9  # words; longer text is not a menu entry
_OFFER = 14
_STROKE = re.compile(r"\s[|—–·•>/»]\s")
_PARTED = re.compile(r"\s[|—–·•>/»:-]\s|: ")  # what parts the name of a site from that of the page
_ENTRY = 5  # words of a menu entry
_BRIEF = 4  # words of a label that a menu repeats
_LOOKED_AT = 200  # edits of a section among which a label's copies are counted
_TITLES = 3  # names of documents in a row: links to the site's other texts
_MANY = 4  # names of menu entries in one line
_LEAD = 4  # words of a sentence that introduces a list; "Share this page:" has fewer
_BUTTONS = 7  # words at the beginning of a line that may be labels of buttons
_STATED = frozenset(  # what a sentence speaks of that is no banner
    {"children", "dispute", "fee", "sell", "keep", "erase", "share", "recipient", "ai", "transfer", "duty", "right"}
    | {"notice"}
)
_SAYS_NOTHING = frozenset({"us", "you", "soft", "purpose", "statute", "company", "document", "frequency", "place"})
_MARKETED = frozenset(SUBSTANCE) - {"renewal", "fee"}  # what a short offer may not speak of
_NO_ENTRY = frozenset({*SUBSTANCE, "datatype", "recipient", "document"})
_MATTERS = frozenset({*SUBSTANCE, "document", "children", "ai", "tracking", "security"})
_BIDDING = frozenset(
    {"please", "enter", "type", "check", "confirm", "update", "add", "sign", "get", "join", "subscribe", "submit"}
    | {"leave", "forgot", "choose", "select", "verify", "change", "manage", "see", "use", "find", "set", "upload"}
)
_TREATED = (*SUBSTANCE, "data", "datatype", "recipient", "children", "ai")
_OF_FIELDS = frozenset({*SUBSTANCE, "party", "children", "tracking", "recipient", "purpose"})
_COUNTED = 100  # a smaller figure in the text is an age, a price or a number of days rather than a count
_FIGURED = ("fee", "keep", "children", "liability", "right")  # what figures without a unit may be about
_FEW_LINES = 3  # of a banner
_FEW = 0.1  # share by which a count moves between two captures


def menu(clause: Clause, scene: Scene) -> Reason | None:
    """Labels of menus, buttons and tables of contents are the site's, not the policy's."""
    if all(_is_bar(text) for text in (clause.edit.before, clause.edit.after) if text):
        return noise("boilerplate", "A line of menu entries differs.")
    if _only_navigation(clause):
        return noise("boilerplate", "A menu entry or button differs.")
    if _button_beside(clause, scene):
        return noise("boilerplate", "The label of a button stands beside words that were there before.")
    return None


def label(clause: Clause, scene: Scene) -> Reason | None:
    """A label above or below the text, or in a list that follows it, belongs to the page."""
    if clause.longest > _OFFER and clause.said.is_sentence and not _above(clause, scene):
        return None  # most of what is asked about
    if names_recipient(clause) or _lists_matter(clause, scene) or not _OF_FIELDS.isdisjoint(field(clause)):
        return None
    if _beyond_policy(clause):
        return noise("boilerplate", "A line of a list that follows the policy on its page differs.")
    if _introduced(clause) or _states_figure(clause) or _retitled(clause, scene) or _binds(clause.said):
        return None
    if _promotes(clause) and (_above(clause, scene) or _below(clause, scene)):
        return noise("boilerplate", "An offer above or below the text differs.")
    if _above(clause, scene) and not (
        _in_list(clause) or any(map(_speaks, (clause.old, clause.new))) or _renamed(clause)
    ):
        return noise("boilerplate", "A label above the text differs.")
    if not _plain_label(clause) or _renamed(clause):
        return None
    linked = all(squash(text) in page.linked for text, page in sides(clause, scene))
    if _below(clause, scene) and (linked or not clause.has(*SUBSTANCE, "document") or _in_menu(clause, scene)):
        return noise("boilerplate", "A label below the text differs.")
    if _repeated(clause, scene):
        return noise("boilerplate", "A label that came or went several times over belongs to a menu.")
    return _menu_entry(clause, scene)


def listing(clause: Clause, scene: Scene) -> Reason | None:
    """Short entries of a list that no sentence introduces and that name no data, no recipient, no purpose: a menu."""
    if clause.edit.kind != "item" or _in_list(clause):
        return None
    if clause.lead_in.rstrip().endswith(":") or clause.has(*SUBSTANCE, "datatype", "recipient", "purpose", "company"):
        return None
    edits = scene.group(clause.group).like(clause.edit)
    entries = [edit.after or edit.before for edit in edits[:_LOOKED_AT] if edit.kind == "item"]
    if sum(len(text.split()) <= _ENTRY and not _ends(text) for text in entries) <= _MANY:
        return None
    return noise("boilerplate", "An entry of a list without a lead-in, such as a menu, differs.")


def _only_navigation(clause: Clause) -> bool:
    """Nothing but the names of menu entries, or a label that says how a link opens."""
    if clause.longest > _LABEL or clause.edit.kind == "row" or clause.has_any(_NO_ENTRY):
        return False
    sides = [side for side in (clause.old, clause.new) if side.words]
    return all(
        named("navigation", side.words) >= len(side.words) or {"opens", "window"} <= {*side.words} for side in sides
    )


def _repeated(clause: Clause, scene: Scene) -> bool:
    if clause.shape == "modified" or clause.longest > _BRIEF or _ends(clause.edit.after or clause.edit.before):
        return False
    edits = scene.groups[clause.group].edits
    same = sum(edit.before == clause.edit.before and edit.after == clause.edit.after for edit in edits[:_LOOKED_AT])
    return same > 1 and not clause.has(*SUBSTANCE, "datatype", "purpose")


def _promotes(clause: Clause) -> bool:
    """A short line without a full stop that offers something for sale."""
    if clause.longest > _OFFER or clause.has("datatype", "recipient"):
        return False
    brief = clause.longest <= _ENTRY and not _ends(clause.edit.after or clause.edit.before)
    if clause.has_any(_MARKETED if brief else SUBSTANCE):
        return False
    return all("promotion" in side.site for side in (clause.old, clause.new) if side.words)


def _plain_label(clause: Clause) -> bool:
    """No sentence, no contact, no entry of a list of data or recipients."""
    sides = [side for side in (clause.old, clause.new) if side.words]
    contact = any({MAIL, PHONE} & {*side.words} for side in sides)
    return not (contact or any(side.is_sentence for side in sides) or _in_list(clause) or clause.edit.kind == "row")


def _in_menu(clause: Clause, scene: Scene) -> bool:
    """Several short labels came or went together below the text: a menu, whatever its entries are called."""
    edits = scene.group(clause.group).like(clause.edit)
    labels = [text for text in (edit.after or edit.before for edit in edits) if len(text.split()) <= _LABEL]
    page = scene.after if clause.edit.after else scene.before
    below = [text for text in labels[:50] if page.below(text) and not _ends(text)]
    return len(below) > _MANY or sum(is_title(text) for text in below) >= _TITLES


def _menu_entry(clause: Clause, scene: Scene) -> Reason | None:
    longer = max(clause.old, clause.new, key=lambda side: len(side.words))
    if len(longer.words) > _LABEL:
        return None
    if named("navigation", longer.words) * 2 >= len(longer.words) and not clause.touched("document", "binding"):
        return noise("boilerplate", "A menu entry or button differs.")
    if clause.edit.kind != "heading" and _is_heading(clause, scene):
        return noise("boilerplate", "An entry of a table of contents differs.")
    return None


def _renamed(clause: Clause) -> bool:
    """The company in a title or label has another name or form."""
    return clause.shape == "modified" and clause.touched("company")


def _speaks(side: Side) -> bool:
    """The company says what it does, or a figure is stated: a statement even above the text."""
    if (
        any(quantity.kind != "number" for quantity in side.quantities)
        or side.has("binding", "announce")
        or DATE in side.words
    ):
        return True
    if side.has("us") and side.has(*SUBSTANCE, "use"):
        return True
    if not side.text.raw.rstrip().endswith((".", ":", ";")) or not side.is_sentence:
        return False
    return any(name not in _SAYS_NOTHING and not name.startswith("topic_") for name in side.terms)


def _binds(said: Side) -> bool:
    """However short, a statement of what is done or owed, or of what somebody may, must or will not do."""
    if says(said) and "counted" not in said.site and said.has(*_TREATED):
        return True
    if said.ended and "your" in said.words[1:] and said.has("datatype") and not said.site:
        return said.words[0] not in _BIDDING  # "drivers see your number", no "enter your number"
    return said.ended and said.has("us", "you") and said.has("firm", "soft", "negation", "duty")


def _in_list(clause: Clause) -> bool:
    """An entry of a list of data or recipients; a short label above a list introduces nothing."""
    listed = ("collect", "share", "recipient", "datatype")
    if clause.edit.kind not in {"item", "row"} or clause.context.keys().isdisjoint(listed):
        return False
    lead = read(clause.lead_in).words
    if (
        clause.lead_in.rstrip().endswith(":")
        or is_sentence(lead)
        or {"collect", "share"} & concepts().find(lead).keys()
    ):
        return True
    titles = " . ".join((*clause.path[-2:], clause.heading))
    return not concepts().find(read(titles).words).keys().isdisjoint(listed)


def _retitled(clause: Clause, scene: Scene) -> bool:
    """The text has another title, in words of policies: "Terms" for "Rules"; what signs set apart is the site's."""
    before, after = scene.before.title, scene.after.title
    if clause.edit.kind != "heading" or squash(clause.edit.after or clause.edit.before) not in map(
        squash, (before, after)
    ):
        return False
    if any(_PARTED.search(title) or len(title.split()) > _LABEL for title in (before, after)):
        return False
    if squash_title(before) in scene.after.headings or squash_title(after) in scene.before.headings:
        return False
    old, new = (read(title).words for title in (before, after))
    named = all(any(map(_of_policies, concepts().find(title))) for title in (old, new))
    return named and {*plainly(old)} != {*plainly(new)}


def _of_policies(concept: str) -> bool:
    return concept in _MATTERS or concept.startswith("topic_")


def _lists_matter(clause: Clause, scene: Scene) -> bool:
    """An entry, no link, of a list right under a title that says what is done, owed, forbidden or asked: "Fees"."""
    if clause.edit.kind != "item" or squash(clause.lead_in) != squash(clause.heading):
        return False
    if all(squash(text) in page.linked for text, page in sides(clause, scene)):
        return False
    return not concepts().find(read(clause.heading).words).keys().isdisjoint(_MATTERS - {"document"})


def _introduced(clause: Clause) -> bool:
    """Whether a sentence introduces the list that the line stands in: "You may not do any of these:"."""
    lead = clause.lead_in.rstrip()
    return clause.edit.kind == "item" and lead.endswith(":") and len(lead.split()) >= _LEAD


def _states_figure(clause: Clause) -> bool:
    """Whether another figure stands under a heading about ages, prices or periods ("Peru: 16"), another last day,
    another "every day", some for all, the opposite of what was said or, in a sentence about people, another "not" or
    "may".
    """
    if clause.shape != "modified":
        return False
    redated = clause.has("deadline") and clause.old.text.dates != clause.new.text.dates
    spoken = all(side.has("us", "you") for side in (clause.old, clause.new))
    as_often = "frequency" not in clause.gained or "frequency" not in clause.lost
    if redated or not as_often or (spoken and steers(clause)) or turned_by_a_word(clause):
        return True
    return clause.old.quantities != clause.new.quantities and (clause.about(*_FIGURED) or clause.has("duty", "firm"))


def _beyond_policy(clause: Clause) -> bool:
    """A label below a heading such as "Related articles" or "Acknowledgements"."""
    if any(side.is_sentence for side in (clause.old, clause.new)) or clause.edit.kind == "row":
        return False
    return "beyond" in page_words().find(read(clause.heading).words)


def _is_heading(clause: Clause, scene: Scene) -> bool:
    sides = ((clause.edit.before, scene.before), (clause.edit.after, scene.after))
    return all(not text or squash(text).lstrip("0123456789") in page.headings for text, page in sides)


def _above(clause: Clause, scene: Scene) -> bool:
    return all(page.above(text) for text, page in sides(clause, scene)) and _same_within(clause, scene)


def _below(clause: Clause, scene: Scene) -> bool:
    return all(page.below(text) for text, page in sides(clause, scene)) and _same_within(clause, scene)


def _same_within(clause: Clause, scene: Scene) -> bool:
    """The running text holds the words as often as it did."""
    texts = [text for text, _ in sides(clause, scene)]
    return all(scene.before.within(text) == scene.after.within(text) for text in texts)


def table_head(clause: Clause, _: Scene) -> Reason | None:
    """A list turned into a table, or back: the head comes or goes, the rows are judged by themselves."""
    header = " ".join(clause.edit.table_header)
    if clause.edit.kind != "row" or not squash(header):
        return None
    if squash(header) == squash(clause.edit.before or clause.edit.after):
        return noise("layout", "The head of a table came or went.")
    return None


def _is_bar(text: str) -> bool:
    """`Home — Privacy — Support`: short labels between strokes, or many of them in a row."""
    if text.rstrip().endswith((".", ";", ":")):
        return False
    parts = _STROKE.split(text)
    if len(parts) >= 3 and all(len(part.split()) <= 5 for part in parts):
        return True
    words = read(text).words
    found = page_words().find(words).get("navigation", ())
    return len(found) >= _MANY and named("navigation", words) * 3 >= len(words)


def _button_beside(clause: Clause, scene: Scene) -> bool:
    """Without the labels of buttons at its beginning, the line stands on the other page as well."""
    if clause.shape == "modified":
        return False
    if "navigation" not in page_words().find(clause.said.words[:_BUTTONS]):
        return False
    text, page = (clause.edit.after, scene.before) if clause.shape == "added" else (clause.edit.before, scene.after)
    words = text.split()
    for taken in range(2, min(_BUTTONS, len(words) - 2)):
        label, rest = " ".join(words[:taken]), " ".join(words[taken:])
        if rest[0].islower():
            continue  # "contact you about ..." holds no button
        if "navigation" in page_words().find(read(label).words) and bounded(rest) in page.bounded:
            return True
    return False


def banner(clause: Clause, scene: Scene) -> Reason | None:
    """Banners, form messages and promotions are laid over the page; "we have updated this policy" announces nothing."""
    side = clause.said
    late = all(page.last(text) for text, page in sides(clause, scene))
    if late and "footer" in side.site and not side.has("you", "data", "ai", "firm", "binding"):
        return noise("boilerplate", "A line of the site's footer came or went.")
    if clause.has_any(_STATED):
        return None
    stood = sides(clause, scene)
    first = all(page.early(text) for text, page in stood)
    if "interface" in side.site and side.text.raw.rstrip().endswith("?"):
        return noise("boilerplate", "A question of the site to its visitor came or went.")
    counts = "counted" in side.site and clause.edit.kind != "item" and clause.longest <= _OFFER
    if (late or first) and counts and not clause.has_any(SUBSTANCE) and not side.has("negation", "soft", "firm"):
        return noise("boilerplate", "A line that counts visits or opinions came or went.")
    if _beside_banner(clause, scene):
        return noise("boilerplate", "A line of a banner came or went.")
    owed = side.has("choice", "soft", "firm", "tracking", "use", "data") and not (late or first)
    if "interface" in side.site and not owed and not side.has("datatype", "us", "collect"):
        return noise("boilerplate", "A message of the site, not of the policy, came or went.")
    if side.has("update_note") and not side.has("announce", "soft") and (late or first):
        return noise("boilerplate", "A banner that says the policy was updated came or went.")
    return None


def _beside_banner(clause: Clause, scene: Scene) -> bool:
    """A short line that came or went together with a banner, saying nothing by itself."""
    if clause.longest > _LABEL or clause.has(*SUBSTANCE):
        return False
    others = (
        edit.after or edit.before
        for edit in scene.group(clause.group).like(clause.edit)
        if edit.before != clause.edit.before or edit.after != clause.edit.after
    )
    texts = list(islice(others, _FEW_LINES + 1))
    return len(texts) <= _FEW_LINES and any("update_note" in concepts().find(read(text).words) for text in texts)


def counter(clause: Clause, scene: Scene) -> Reason | None:
    """A label that counts (comments, articles, partners) goes up and down by itself."""
    if clause.edit.kind == "row" or clause.fresh or clause.gone or (_ends(clause.edit.after) and not _counts(clause)):
        return None
    moved = Counter(clause.old.quantities) - Counter(clause.new.quantities)
    came = Counter(clause.new.quantities) - Counter(clause.old.quantities)
    numbers = {quantity.kind for quantity in (*moved, *came)} == {"number"}  # "30 days" in a sentence count nothing
    if _counts(clause) and moved and came and (numbers or not _ends(clause.edit.after)):
        return noise("token", "A counter differs.")
    if len(moved) != 1 or len(came) != 1 or not numbers:
        return None
    old, new = next(iter(moved)).size, next(iter(came)).size
    if clause.has("postal") or clause.about(*_FIGURED):
        return None
    bracketed = clause.edit.after.rstrip().endswith(")") and (_above(clause, scene) or _below(clause, scene))
    if old < _COUNTED and not bracketed:
        return None
    if abs(new - old) > _FEW * old and clause.longest > _ENTRY:
        return None
    return noise("token", "A counter differs.")


def _counts(clause: Clause) -> bool:
    """A short line about visits, readers or comments."""
    return clause.longest <= _LABEL and "counted" in clause.new.site


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ":", "!", "?"))
