"""Two verbs for what a change must come to, and a policy of an invented company to change."""

from __future__ import annotations

import tracker

POLICY = """# Privacy policy of Lindenhof Cycles

Last updated: 3 March 2024

Lindenhof Cycles rents bicycles in twelve towns. This policy explains what we do with your personal data.

## What we collect

When you open an account, we collect the following:

- your name and e-mail address
- your telephone number
- the place where each ride begins and ends

We do not record the route of a ride between its two ends.

## How we use your data

We use your personal data to bill your rides and to answer your questions. We may use your e-mail address to tell you about repairs in your town.

## Who receives your data

We share your data with the garage that repairs our bicycles. We will never sell your personal data.

| Processor | Purpose | Country |
| --- | --- | --- |
| Aarhus Hosting ApS | servers | Denmark |
| Paylane Oy | payments | Finland |

## How long we keep data

We keep the data of a ride for 30 days. We delete your account within one week after you close it.

## Your rights

You have the right to see, correct and delete your data. Write to privacy@lindenhof.example and we will answer within one month.

## Children

Nobody under the age of 16 may open an account.

## Disputes

The courts of Aarhus decide disputes about this policy.

## Changes to this policy

If we change this policy, we will send you an e-mail at least 14 days before the change takes effect.
"""


def changed(*pairs: tuple[str, str], text: str = POLICY) -> str:
    """The text with each first string replaced by the second; each must stand in it."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def check_quiet(before: str, after: str, *, kind: str | None = None, earlier: tuple[str, ...] = ()) -> tracker.Change:
    """Noise, of the kind named if one is; and quiet the other way round too, unless the history decides."""
    change = tracker.compare(before, after, earlier=earlier)
    assert change.verdict == "noise", (change.summary, change.findings)
    assert change.noise_kind is not None
    if kind:
        assert change.noise_kind == kind, change
    assert change.categories == ()
    return change


def check_material(before: str, after: str, *, rule: str | None = None, category: str | None = None) -> tracker.Change:
    """Material, found by the rule named and filed under the category."""
    change = tracker.compare(before, after)
    material = [finding for finding in change.findings if finding.weight == "material"]
    assert change.verdict == "material", (change.verdict, change.summary)
    assert material[0] == change.findings[0], "the weightiest finding comes first"
    if rule:
        assert rule in {finding.rule for finding in material}, material
    if category:
        assert category in change.categories, change.categories
    return change


def check_weight(before: str, after: str, weight: str, *, rule: str | None = None) -> tracker.Change:
    """Editorial or minor, by the rule named."""
    change = tracker.compare(before, after)
    assert change.verdict == weight, (change.verdict, change.summary, change.findings)
    if rule:
        assert rule in {finding.rule for finding in change.findings}, change.findings
    return change
