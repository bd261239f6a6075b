"""From two segmented texts to what became of each section and which sentences, items and rows differ."""

from tracker.diff.comparison import diff

__all__ = ["diff"]
