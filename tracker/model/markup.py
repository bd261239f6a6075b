"""The one way from values to HTML, shared by pages, feed entries and mails: the templates in `tracker/templates/`.

Whatever a template prints is escaped, and text is never read as a template.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tracker.model import wording
from tracker.model.baseline import NOT_ADVICE, baseline_in_words
from tracker.model.law import LAW_WORDS, baseline_of, law_in_words
from tracker.model.points import MOST, points
from tracker.model.words import plain


def render(name: str, /, **values: Any) -> str:
    """The template of that name filled in. Every value is cleaned of control characters and escaped as HTML."""
    return _environment().get_template(name).render(**values)


@functools.cache
def style_sheet(name: str) -> str:
    """A style sheet as it stands in the package."""
    return resources.files("tracker").joinpath("templates", name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("tracker", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_clean,
        auto_reload=False,
    )
    made.globals.update(wording=wording, points=points, most_points=MOST, plain=plain)
    made.globals.update(baseline_in_words=baseline_in_words, law_in_words=law_in_words, baseline_of=baseline_of)
    made.globals.update(LAW_WORDS=LAW_WORDS, NOT_ADVICE=NOT_ADVICE)
    made.filters["section_name"] = wording.section_name
    return made


def _clean(value: Any) -> Any:
    """What every printed value passes: None prints nothing, text loses what HTML and XML forbid.

    Markup is what a macro has printed, and so has passed already.
    """
    if value is None:
        return ""
    return wording.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
