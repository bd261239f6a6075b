"""Two texts compared, as one HTML file that can be kept and sent: it needs nothing beside it and leads nowhere else."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from tracker.model import Change
from tracker.model.markup import render, style_sheet
from tracker.model.wording import one_line
from tracker.publish.sections import parts

_LONGEST_NAME = 200


def comparison_page(change: Change, before_name: str, after_name: str) -> bytes:
    """The comparison as the page of a change shows it, with its style inside; the same change gives the same bytes.

    Args:
        change: what `tracker.compare` found.
        before_name: how the older text is called, for example its file name; any text.
        after_name: likewise for the newer one.
    """
    style = style_sheet("style.css")
    made = render(
        "comparison.html",
        change=change,
        parts=parts(change.sections),
        before_name=one_line(before_name, _LONGEST_NAME),
        after_name=one_line(after_name, _LONGEST_NAME),
        style=Markup(style),  # noqa: S704 - a file of this package, without any value filled in
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return made.encode()
