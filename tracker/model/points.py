"""Findings as they are told: those about the same words together, the weighty ones first, the rest on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.change import SCALE, Category, Finding, Redline, Verdict
from tracker.model.phrase import count, one_line, sentence
from tracker.model.quotes import sides
from tracker.model.wording import VERDICTS, categories_in_words

MOST = 12  # points in a feed entry or a mail; the page shows all


@dataclass(frozen=True, slots=True)
class Point:
    """What was found about one pair of quotes; `before` and `after` have the differing words marked."""

    why: str
    section: str
    categories: tuple[Category, ...]
    weight: Verdict
    before: Redline
    after: Redline

    @property
    def where(self) -> str:
        """`In “Cookies” · cookies and tracking · material change`."""
        section = f"In “{one_line(self.section, 160)}”" if self.section else ""
        return " · ".join(filter(None, [section, categories_in_words(self.categories), VERDICTS[self.weight]]))


@dataclass(frozen=True, slots=True)
class Points:
    """`main` carry the verdict or come near it; `rest` are slighter or too many."""

    main: tuple[Point, ...]
    rest: tuple[Point, ...]

    @property
    def more(self) -> str:
        """Where the rest is, for those that show the main ones only."""
        return f"{count(len(self.rest), 'further finding')} on the page of this change." if self.rest else ""


def points(findings: Sequence[Finding], most: int | None = None) -> Points:
    """The findings as points, heaviest first, else in their order; editorial ones are main only where all are."""
    grouped: dict[tuple[str, str, str], list[Finding]] = {}
    for number, finding in enumerate(findings):
        quoted = finding.before or finding.after
        grouped.setdefault((finding.section, finding.before, finding.after if quoted else str(number)), []).append(
            finding
        )
    found = sorted(map(_point, grouped.values()), key=lambda point: -SCALE.index(point.weight))
    heavy = [point for point in found if SCALE.index(point.weight) >= SCALE.index("minor")] or found
    main = tuple(heavy[:most])
    return Points(main, tuple(found[len(main) :]))


def _point(together: Sequence[Finding]) -> Point:
    before, after = sides(together[0].before, together[0].after)
    return Point(
        " ".join(dict.fromkeys(sentence(finding.why) for finding in together)),
        together[0].section,
        tuple(dict.fromkeys(finding.category for finding in together)),
        max((finding.weight for finding in together), key=SCALE.index),
        before,
        after,
    )
