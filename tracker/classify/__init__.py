"""What a change means: each edit set aside or judged by small rules, and the findings added up to a verdict."""

from tracker.classify.decide import classify

__all__ = ["classify"]
