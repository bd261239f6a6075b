"""What is set aside before a clause is judged: differences that a reader of the page would not call a change.

Each is a function of a clause and its scene whose docstring is its reason. The first that answers decides.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass

from tracker.classify.aside import contacts, copies, dates, form, furniture, slips, surroundings
from tracker.classify.clause import Clause
from tracker.classify.reason import Reason
from tracker.classify.scene import Scene

_ANY = sys.maxsize
_MANY = 81  # words; no limit below is so high


@dataclass(frozen=True, slots=True)
class Aside:
    """A function and the most words of a clause that it is asked about, 0 for none.

    `modified` where a sentence stayed and says something else, `whole` where one came or went. `english` where it tells
    labels from statements by English words: of a language that is not read it is asked about labels only.
    """

    function: Callable[[Clause, Scene], Reason | None]
    modified: int = _ANY
    whole: int = _ANY
    english: bool = False


ASIDES = (
    Aside(form.same_letters),
    Aside(form.link_remains),
    Aside(form.left_over),
    Aside(form.bare_marker, modified=4, whole=4),
    Aside(form.hidden_address, whole=0),
    Aside(form.garbled),
    Aside(copies.title_repeated, modified=0),
    Aside(copies.stands_elsewhere),
    Aside(dates.copyright_year, modified=25, whole=25),
    Aside(dates.clock, modified=14, whole=14),
    Aside(dates.logged, modified=0, whole=60),
    Aside(dates.date_moved, whole=14),
    Aside(contacts.defined_links, modified=20, whole=0),
    Aside(contacts.address_replaced, whole=0),
    Aside(contacts.named_before, modified=80, whole=0),
    Aside(contacts.name_replaced, modified=45, whole=0),
    Aside(contacts.address_line, modified=0, whole=9),
    Aside(contacts.postal_address, modified=45, whole=0),
    Aside(furniture.table_head, modified=0),
    Aside(furniture.counter, whole=0, english=True),
    Aside(surroundings.contents),
    Aside(surroundings.dialog, modified=0, whole=45, english=True),
    Aside(surroundings.testimonial, modified=0, english=True),
    Aside(furniture.menu, english=True),
    Aside(furniture.label, english=True),
    Aside(furniture.listing, modified=0, whole=5, english=True),
    Aside(furniture.banner, modified=0, whole=45, english=True),
    Aside(surroundings.credit, modified=14, whole=14, english=True),
    Aside(surroundings.footer, english=True),
    Aside(surroundings.company, modified=0, whole=14, english=True),
    Aside(surroundings.slogan, modified=0, whole=14, english=True),
    Aside(form.renumbered, whole=0),
    Aside(form.style, whole=0),
    Aside(form.reworded, modified=80, whole=0),
    Aside(form.restated, modified=0, whole=60),
    Aside(form.titled_anew, whole=0),
    Aside(slips.slip, whole=0),
)


def asides(clause: Clause) -> tuple[Callable[[Clause, Scene], Reason | None], ...]:
    """The functions to ask about a clause, in order."""
    unread = not clause.english and (clause.old.ended or clause.new.ended)
    return _asked(clause.shape == "modified", unread, min(clause.longest, _MANY))


@functools.cache
def _asked(  # the arguments are a key
    modified: bool,  # noqa: FBT001
    unread: bool,  # noqa: FBT001
    words: int,
) -> tuple[Callable[[Clause, Scene], Reason | None], ...]:
    able = (each for each in ASIDES if words <= (each.modified if modified else each.whole))
    return tuple(each.function for each in able if not (unread and each.english))
