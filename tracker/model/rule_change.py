"""What became of one field of a notice rule from one text to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.model.value import Value

RuleField = Literal[
    "promise",  # whether anything is promised at all
    "tier",  # a promise for changes of one kind
    "trigger",  # for which changes
    "topics",  # in which matters
    "lead",
    "channels",  # those that reach people
    "choice",  # whether each channel is owed, or any one of them
    "strength",
    "condition",
    "consent",
    "places",  # channels that people must look at themselves
    "refusal",  # the text says that no notice is given
    "rights",
    "ways_out",
    "silence",
    "hedge",  # what leaves it to the company when the promise holds
    "precision",  # of the time ahead
    "exclusion",  # a kind of change, or of notice, that the promise leaves out
    "kept",  # what stays as it was for earlier data, purchases, disputes
    "duty",  # that people are asked to look for changes themselves
]
Way = Literal["weaker", "stronger", "other"]


@dataclass(frozen=True, slots=True)
class RuleChange(Value):
    """One field that two texts hold differently: what either promises, and which of them promises readers less.

    `before` and `after` are plain words without a stop, empty where a text says nothing of the field; `said` is a
    sentence. `about` are the changes that the promise is for, empty where the field belongs to the whole rule.
    """

    field: RuleField
    direction: Way
    before: str
    after: str
    said: str
    about: str = ""
