"""Whether a text is in a language whose clauses are read; one that is not must not be called silent."""

from __future__ import annotations

import functools
from collections import Counter

from tracker.model import visible_words
from tracker.model.datafile import data_file

_FIRST = 20_000  # characters looked at
_LEAST = 20  # words below which a text is too short to tell
_SHARE = 0.12  # of all words; running text of a known language has twice as many small words
_MARGIN = 1.5  # the likeliest language must have so many times the small words of English


def unread_language(text: str) -> str | None:
    """The language of a text (`german`), where it clearly is not English; None where it is, or cannot be told."""
    return _language(text[:_FIRST])


@functools.lru_cache(maxsize=8)  # versions of a policy mostly begin alike
def _language(text: str) -> str | None:
    counts = Counter(visible_words(text))
    total = counts.total()
    if total < _LEAST:
        return None
    shares = {name: sum(counts[word] for word in words) / total for name, words in _small_words().items()}
    english = shares.pop("english")
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= _SHARE and shares[best] > _MARGIN * english else None


@functools.cache
def _small_words() -> dict[str, list[str]]:
    data = data_file("tracker.notice", "languages.toml")
    return {name: entry["words"] for name, entry in data.items()}
