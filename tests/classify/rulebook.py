"""Writes docs/rules.md from the rules themselves: `python -m tests.classify.rulebook`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from tracker.classify.aside import ASIDES
from tracker.classify.rules import RULES, SLIGHT
from tracker.model import Category, Verdict

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
_HEAD = """# The rules, one by one

<!-- Written by `python -m tests.classify.rulebook`; a test fails where this page and the rules differ. -->

The name of a rule is the `rule` of the findings it makes. What a sentence is *about* is looked up in word lists
(`tracker/classify/words/*.toml`); the rules ask for concepts such as "keep" or "recipient", never for words.
How the findings add up to a verdict stands in [verdicts.md](verdicts.md).
"""
_PARTS: tuple[tuple[str, str, tuple[Callable[..., object], ...]], ...] = (
    (
        "Set aside first",
        "Asked in this order of every difference; the first that answers decides, and nothing else is asked.",
        tuple(each.function for each in ASIDES),
    ),
    (
        "Substance",
        "All are asked; of those that answer, the weightiest for each category are told. A title is asked only where it\n"
        "says that somebody does something, an explanation of a word not at all.",
        RULES,
    ),
    ("Small matters", "Asked where no rule above has answered; the first answer is told.", SLIGHT),
)
_WHOLE = """
## Of the page as a whole

| rule | looks for | weight |
|---|---|---|
| `renamed_everywhere` | the same name replaced in three places or more, and hardly left: told once | minor |
| `link_moved` | words that stayed and whose link leads elsewhere: another form of the same address is noise | noise, editorial, minor |
| `moved` | sections or sentences in another order, or under other titles, that say the same | editorial |
| `entry_turned` | an entry of a list that now stands under a "we do" and stood under a "we do not", or the other way round | material |
| `renumbered` | headings that got numbers or other ones | editorial |
| `replaced` | what is left of the page says which text governs now; the removed sentences are not told one by one | material |
| `notice_promised`, `notice_dropped` | the promise about changes of the text itself came or went | material |
| `notice_tier`, `notice_lead`, `notice_channel`, `notice_strength`, `notice_acceptance`, `notice_condition`, `notice_hedge` | its tiers, days, channels and whether each is owed, firmness ("will", "may"), whether consent is asked, exceptions, what the company alone decides, compared field by field | material |
| `notice_duty` | whether people are asked to look for changes themselves | editorial |
| `unread_figure`, `unread_row` | in a language without rules: a figure that changed, a sentence with a period, an age or an amount or a row that came or went | material |
| `unread_size` | in a language without rules: a quarter of the text, or more, came or went | material |
| `unread_language` | in a language without rules: other words; a title or label is editorial | editorial, minor |
| `not_weighed` | what is left of a wholesale replacement, after 1,500 differences of which one is material | minor |
"""
_SOUGHT = ("category_of", "own_scores", "_governed", "_telling", "_table")


def rulebook() -> str:
    """The page: an entry for each rule, in the order in which they are asked."""
    parts = [_HEAD]
    for title, lead, rules in _PARTS:
        rows = [
            f"| `{rule.__name__}` | {_looks_for(rule)} | {_weights(rule)} | {_categories(rule)} |" for rule in rules
        ]
        parts.append(
            "\n".join(
                [
                    f"\n## {title}\n",
                    lead,
                    "",
                    "| rule | looks for | weight | category |",
                    "|---|---|---|---|",
                    *rows,
                    "",
                ]
            )
        )
    return "".join([*parts, _WHOLE])


def _looks_for(rule: Callable[..., object]) -> str:
    return " ".join((rule.__doc__ or "").split()).replace("|", "\\|")


def _weights(rule: Callable[..., object]) -> str:
    source = inspect.getsource(rule)
    return (
        ", ".join(weight for weight in get_args(Verdict) if re.search(rf"\b{weight}\b(?=\(| if | else |\n)", source))
        or "noise"
    )


def _categories(rule: Callable[..., object]) -> str:
    source = inspect.getsource(rule)
    named = [name for name in get_args(Category) if re.search(rf'(?<![=!]= )"{name}"', source) and name != "other"]
    if any(name in source for name in _SOUGHT):
        named.append("what the sentence is about")
    return ", ".join(named) or "other"


if __name__ == "__main__":
    PAGE.write_text(rulebook(), "utf8")
