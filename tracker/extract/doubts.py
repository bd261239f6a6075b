"""What an operator should look at: signs that the text read is not, or not only, the policy."""

from __future__ import annotations

import functools

from tracker.model.datafile import data_file
from tracker.model.words import visible_words

_FEW = 120  # words; the shortest policies have more
_DOCUMENT = 2000  # characters; what is shorter is a part of something
_FIRST = 6000  # characters looked at
_GLANCE = 1500  # characters in which most policies show what they are


@functools.cache
def _matter() -> dict[str, tuple[str, ...]]:
    return {tag: tuple(words.split()) for tag, words in data_file("tracker.extract", "matter.toml").items()}


def _documents(markdown: str) -> list[str]:
    """The headings of level one under which a good part of a long text stands, where there are several."""
    parts = f"\n{markdown}".split("\n# ")
    weights = [len(part) for part in parts[1:]]
    return [
        part.split("\n", 1)[0]
        for part, weight in zip(parts[1:], weights, strict=True)
        if weight >= _DOCUMENT and weight >= 0.25 * sum(weights)
    ]


def _doubt(markdown: str, language: str | None) -> str | None:
    """What is doubtful about the first words of a text."""
    words = visible_words(markdown)
    if len(words) < _FEW:
        return f"The text is suspiciously short: {len(words)} words."
    text, matter = " ".join(words), _matter().get(language or "en", ())
    if matter and not any(word in text for word in matter):  # be it inside a longer word
        return "Nothing in the text reads like a policy: no word of privacy, data, terms, rights or use."
    return None


def doubts(markdown: str, language: str | None) -> list[str]:
    """Doubts about a text by itself."""
    first_lines = markdown[: markdown.rfind("\n", 0, _GLANCE) + 1]
    doubt = _doubt(first_lines, language) and _doubt(markdown[:_FIRST], language)  # where a glance leaves it open
    found = [doubt] if doubt else []
    if len(titles := _documents(markdown)) > 1:
        named = ", ".join(f'"{title}"' for title in titles)
        found.append(f"The page holds {len(titles)} documents ({named}); `start` and `end`, or `select`, choose one.")
    return found
