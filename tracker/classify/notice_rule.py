"""What a comparison tells of the promise about changes of the policy itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tracker.classify.reason import Reason, editorial, material
from tracker.classify.rule_changes import rule_changes
from tracker.model import Direction, NoticeRule
from tracker.model.rule_change import RuleField

# What the comparison of two texts tells as a finding of its own, by its rule. Of the other fields its rules for clauses
# tell where their words changed; a reading of the whole promise is not sure enough of them to speak first.
TOLD: Mapping[RuleField, str] = {
    "promise": "notice_dropped",
    "tier": "notice_tier",
    "trigger": "notice_tier",
    "lead": "notice_lead",
    "channels": "notice_channel",
    "choice": "notice_channel",
    "condition": "notice_condition",
    "strength": "notice_strength",
    "consent": "notice_acceptance",
    "hedge": "notice_hedge",
    "precision": "notice_hedge",
    "duty": "notice_duty",
}


def compare_rules(before: NoticeRule, after: NoticeRule) -> Iterator[tuple[str, Reason]]:
    """What became of the promise, as (rule, reason); nothing where both texts promise the same.

    A promise that was dropped or weakened, or won, is material whatever the number of words: by it people learn of
    every later change.
    """
    old, new = " ".join(before.clauses), " ".join(after.clauses)
    for found in rule_changes(before, after):
        if found.field not in TOLD:
            continue
        rule = "notice_promised" if found.field == "promise" and before.none_found else TOLD[found.field]
        if found.direction == "other":
            yield rule, editorial("policy_change_notice", found.said, old, new)
        else:
            direction: Direction = "protects_user" if found.direction == "stronger" else "expands_company"
            yield rule, material("policy_change_notice", found.said, direction, old, new)
