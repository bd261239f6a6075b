"""What is set aside before a clause is judged: differences that a reader of the page would not call a change.

Each is a function of a clause and its scene whose docstring is its reason. The first that answers decides.
"""

from collections.abc import Callable

from tracker.classify.aside import contacts, copies, dates, form, furniture, slips, surroundings
from tracker.classify.clause import Clause
from tracker.classify.reason import Reason
from tracker.classify.scene import Scene

ASIDES: tuple[Callable[[Clause, Scene], Reason | None], ...] = (
    form.same_letters,
    form.link_remains,
    form.bare_marker,
    form.hidden_address,
    form.garbled,
    copies.title_repeated,
    copies.stands_elsewhere,
    dates.copyright_year,
    dates.clock,
    dates.date_moved,
    contacts.address_replaced,
    contacts.address_line,
    contacts.postal_address,
    furniture.table_head,
    furniture.counter,
    surroundings.contents,
    surroundings.dialog,
    surroundings.testimonial,
    furniture.menu,
    furniture.label,
    furniture.listing,
    furniture.banner,
    surroundings.credit,
    surroundings.footer,
    surroundings.company,
    surroundings.slogan,
    form.renumbered,
    form.style,
    slips.slip,
)
