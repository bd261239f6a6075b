"""Plain words for a notice rule: what a policy promises about telling people of its own changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from tracker.model.notice import (
    NOT_READ,
    READ_IN_PART,
    Acceptance,
    Channel,
    Effect,
    Lead,
    LeadKind,
    LinkedClauses,
    NoticeRule,
    NoticeVerdict,
    Strength,
    Tier,
    TierVerdict,
    Trigger,
    WayOut,
)
from tracker.model.phrase import count, listed, sentence

NoticeWord = Literal["met", "not_shown", "breached", "nothing_promised"]

NOTICES: Mapping[NoticeWord, str] = {
    "met": "promise kept",
    "not_shown": "promise not shown to be kept",
    "breached": "promise broken",
    "nothing_promised": "nothing promised",
}
UNREAD = "promise not read"  # in place of a word of NOTICES
TRIGGERS: Mapping[Trigger, str] = {
    "any": "any change",
    "material": "material changes",
    "adverse": "changes to users' disadvantage",
    "retroactive_adverse": "weaker protection of data already collected",
    "new_purpose_or_use": "use for a new purpose",
    "practice_change": "changes of practice",
    "rights_affecting": "changes that affect certain users' rights",
    "non_material": "small changes",
    "new_or_favourable": "new features and changes in users' favour",
    "legal_or_urgent": "changes that are urgent or required by law",
    "mutual_only": "changes that both sides must agree to",
    "other": "other changes",
}
CHANNELS: Mapping[Channel, str] = {
    "email": "e-mail",
    "personal_other": "a personal message",
    "in_product": "a notice in the product",
    "website_notice": "a notice on the website",
    "updates_page": "a page of updates",
    "unspecified": "notice in a way not named",
    "other": "a public announcement",
    "post_page": "posting the new text",
    "date_stamp": "a new date on the page",
    "none_disclaimed": "no notice at all",
}
_UNREAD = "The text is not in English: what it promises about its changes was not read."
_NONE_FOUND = "The text is not in English: in what is read of it no promise of notice was found."
_STRENGTHS: Mapping[Strength, str] = {
    "will": "",
    "efforts": " (an effort is promised)",
    "conditional": " (where appropriate or required)",
    "may": " (perhaps)",
    "implied": " (implied)",
}
_LEADS: Mapping[LeadKind, str] = {
    "fixed": "",
    "prior_unspecified": "before it takes effect",
    "reasonable": "a reasonable time before it takes effect",
    "on_or_before_effective": "no later than the day it takes effect",
    "as_required_by_law": "as early as the law requires",
    "after_or_promptly": "promptly, perhaps afterwards",
    "immediate": "taking effect at once",
    "disclaimed": "without notice beforehand",
    "none_stated": "",
}
_EFFECTS: Mapping[Effect, str] = {
    "on_posting": "It takes effect when it is posted.",
    "on_notice": "It takes effect when notice is given.",
    "on_date_stated": "It takes effect on the date stated.",
    "after_period": "It takes effect when the period has passed.",
    "on_acceptance": "It takes effect when it is accepted.",
    "on_renewal_or_next_term": "It takes effect with the next term.",
    "unstated": "",
}
ACCEPTANCES: Mapping[Acceptance, str] = {
    "continued_use": "continued use counts as acceptance",
    "deemed_by_silence": "silence counts as acceptance",
    "explicit_consent": "consent is asked for",
    "right_to_object": "users may object",
    "right_to_terminate": "users may end the contract",
    "must_stop_using": "whoever disagrees must stop using the service",
    "opt_out": "users may opt out",
}
_KEPT: Mapping[str, str] = {
    "prospective_only": "changes hold for the future only, not for what happened before",
    "policy_at_collection": "what was collected earlier stays under the text in force when it was collected",
    "policy_at_time_of_use": "data are handled under the text in force when they are used",
    "consent_for_adverse": "rights are not reduced without consent",
    "consent_for_retroactive_adverse": "data collected earlier are not protected less without consent",
    "consent_for_retroactive_use": "data collected earlier are put to a new use only with consent",
    "choice_for_retroactive_use": "users choose whether data collected earlier are put to a new use",
    "retroactive_claimed": "the new text is said to hold for data collected earlier too",
    "prior_disputes_protected": "disputes that arose earlier stay under the earlier text",
    "existing_term_protected": "a running term or subscription stays under the earlier text until it ends",
    "existing_purchases_protected": "earlier purchases stay under the earlier text",
    "terms_at_time_of_transaction": "a purchase stays under the text in force when it was made",
    "preferences_preserved": "preferences already set stay as they are",
}
_TOPICS: Mapping[str, str] = {"third_party_sharing": "sub-processors and other recipients"}
WAYS: Mapping[Literal["object", "terminate"], str] = {"object": "object", "terminate": "end the contract"}
_STARTS = {"notice": "the notice", "posting": "the posting", "after_effective": "the day it takes effect"}
_LINKED: Mapping[str, str] = {
    "read": "it is read together with {}",
    "silent": "{} says nothing about changes of this text",
    "not_read": "{} is not in English: what it promises about changes of this text was not read",
    "not_fetched": "{} is not on file, so what it promises about changes of this text is not known",
}
_UNITS = {
    "hour": "hour",
    "day": "day",
    "calendar_day": "calendar day",
    "business_day": "business day",
    "week": "week",
    "month": "month",
    "year": "year",
}


def lead_in_words(lead: Lead) -> str:
    """`at least 7 days before it takes effect`; empty where nothing is stated."""
    if lead.kind != "fixed" or lead.value is None or lead.unit is None:
        return _LEADS[lead.kind]
    time = f"at least {count(lead.value, _UNITS[lead.unit])}"
    if lead.measured_from == "posting":
        return f"taking effect {time} after it is posted"
    if lead.measured_from == "continued_use":
        return f"{time} before continued use counts as acceptance"
    return f"{time} before it takes effect"


def channels_in_words(tier: Tier) -> str:
    """The channels, strength and all: `e-mail or a notice on the website, and posting the new text`."""
    groups = []
    left = list(tier.channels)
    for logic in tier.logic:
        named = [channel for channel in logic.channels if channel in left]
        left = [channel for channel in left if channel not in named]
        if named:
            spoken = listed((_channel(channel, tier) for channel in named), "and" if logic.op == "all" else "or")
            groups.append(f"for example {spoken}" if logic.op == "examples" else spoken)
    if left:
        groups.append(listed(_channel(channel, tier) for channel in left))
    return ", and ".join(groups)


def _channel(channel: Channel, tier: Tier) -> str:
    return CHANNELS[channel] + _STRENGTHS[tier.channels[channel]]


def promise_in_words(tier: Tier) -> str:
    """What one tier promises: `e-mail, at least 7 days before it takes effect`."""
    return ", ".join(filter(None, [channels_in_words(tier), lead_in_words(tier.lead)])) or "nothing in particular"


def trigger_in_words(tier: Tier) -> str:
    """The changes that a promise is about: `material changes`, `changes of practice in matters of sub-processors`."""
    topics = listed(_TOPICS.get(topic, topic.replace("_", " ")) for topic in tier.topics)
    return TRIGGERS[tier.trigger] + (f" in matters of {topics}" if topics else "")


def tier_in_words(tier: Tier, names: Mapping[str, str] | None = None) -> str:
    """One tier as sentences: for which changes, how, how long before, and what then counts as acceptance.

    `names` gives the names of other documents by id; a promise that one of them makes says so.
    """
    by = f", by “{(names or {}).get(tier.source, tier.source)}”" if tier.source else ""
    spoken = [sentence(f"{trigger_in_words(tier)}{by}: {promise_in_words(tier)}")]
    if tier.lead.kind != "immediate" and _EFFECTS[tier.effect]:
        spoken.append(_EFFECTS[tier.effect])
    if tier.acceptance:
        spoken.append(sentence(listed(ACCEPTANCES[way] for way in tier.acceptance)))
    spoken += [sentence(f"time to {WAYS[way.way]}: {way_in_words(way)}") for way in tier.ways_out]
    if tier.condition:
        spoken.append(sentence(f"Condition: {tier.condition}"))
    return " ".join(spoken)


def way_in_words(way: WayOut) -> str:
    """`within 60 days of the notice`; `before it takes effect`."""
    if way.value is None or way.unit is None:
        return "before it takes effect"
    time = count(way.value, _UNITS[way.unit])
    if way.counted_from == "before_effective":
        return f"until {time} before it takes effect"
    return f"within {time} of {_STARTS[way.counted_from]}"


def rule_sentences(rule: NoticeRule) -> tuple[str, ...]:
    """A notice rule, a line for each tier and each side promise, and for each other document that is read with it."""
    return (*_rule_sentences(rule), *linked_sentences(rule))


def linked_sentences(rule: NoticeRule) -> tuple[str, ...]:
    """What came of each other document that the declaration names under `rules_from`."""
    return tuple(sentence(_LINKED[other.state].format(_named(other))) for other in rule.linked)


def _named(other: LinkedClauses) -> str:
    """`“Terms of service” (acme-terms)`, with the lines of its promise where they are known."""
    lines = sorted({span.line for span in other.spans})
    return linked_in_words(other, lines_in_words(lines[0], lines[-1]) if lines else "")


def linked_in_words(other: LinkedClauses, where: str) -> str:
    """`“Terms of service” (acme-terms, line 12)`; a document that has no id but its name is named once."""
    inside = ", ".join(filter(None, ["" if other.policy == other.name else other.policy, where]))
    return f"“{other.name}”" + (f" ({inside})" if inside else "")


def lines_in_words(first: int, last: int) -> str:
    """`line 12`, or `lines 12 to 14`."""
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _rule_sentences(rule: NoticeRule) -> tuple[str, ...]:
    if NOT_READ in rule.flags:
        return (_UNREAD,)
    partly = "The text is not in English: exceptions and rarer phrases may be missing here."
    if rule.none_found:
        return ("The text says nothing about how its changes are announced.",)
    names = {other.policy: other.name for other in rule.linked}
    telling = [tier for tier in rule.tiers if replace(tier, trigger="any", source="") != Tier()]
    lines = [tier_in_words(tier, names) for tier in telling]
    lines += grandfathering_in_words(rule)
    if rule.user_duty_to_check:
        lines.append("Readers are asked to look at the page again from time to time.")
    if rule.prior_versions == "linked":
        lines.append("Earlier versions are promised or linked.")
    if rule.prior_versions == "change_log":
        lines.append("A list of changes is promised or kept.")
    if READ_IN_PART in rule.flags:
        return (
            *(lines or ["The text reserves changes; in what is read of it no promise of notice was found."]),
            partly,
        )
    return tuple(lines or ["The text reserves changes and promises no notice of them."])


def unread_in_words(rule: NoticeRule) -> str:
    """Why it is not known what a text promises; empty where it is.

    A text that is read in part may hold a promise beside the little that was found: the right to change the text, what
    counts as consent. That nobody is told, or at once, is something found.
    """
    if NOT_READ in rule.flags:
        return _UNREAD
    found = any(tier.channels or tier.lead.kind != "none_stated" for tier in rule.tiers)
    return "" if found or READ_IN_PART not in rule.flags else _NONE_FOUND


def grandfathering_in_words(rule: NoticeRule) -> tuple[str, ...]:
    """What stays as it was for earlier data, purchases, disputes; a sentence each. Declared rules may say it freely."""
    hedge = "generally, " if "hedged_grandfathering" in rule.flags else ""
    return tuple(sentence(hedge + _KEPT[kept] if kept in _KEPT else kept) for kept in rule.grandfathering)


@dataclass(frozen=True, slots=True)
class JudgedPromise:
    """One tier held against a change, in words: what was promised, whether that was kept, and why it is said so."""

    promise: str
    word: NoticeWord
    verdict: str
    reasons: tuple[str, ...]
    read: bool = True  # else `promise` says that it was not


def judged_promises(notice: NoticeVerdict, rule: NoticeRule | None = None) -> tuple[JudgedPromise, ...]:
    """The tiers of a notice verdict in words; with the rule, what each promises is said too.

    A tier that promises nothing is left out where another does: "nothing for any change" would read as its contrary.
    """
    if rule and promise_unread(notice, rule):
        why = unread_in_words(rule)
        said = dict.fromkeys(sentence(reason) for judged in notice.tiers for reason in judged.reasons)
        further = tuple(reason for reason in said if reason != why)
        return (JudgedPromise(why, "not_shown", sentence(UNREAD), further, read=False),)
    found: list[JudgedPromise] = []
    silent: list[JudgedPromise] = []
    names = {other.policy: other.name for other in rule.linked} if rule else {}
    for judged, tier in judged_tiers(notice, rule):
        by = f" by “{names.get(tier.source, tier.source)}”" if tier and tier.source else ""
        changes = trigger_in_words(tier) if tier else TRIGGERS[judged.trigger]
        promised = f"promised for {changes}{by}" + (f": {promise_in_words(tier)}" if tier else "")
        told = found
        if judged.verdict == "nothing_promised" and not (tier and tier.channels):
            promised, told = f"nothing is promised for {changes}", silent
        reasons = tuple(dict.fromkeys(sentence(reason) for reason in judged.reasons if reason.strip()))
        told.append(JudgedPromise(sentence(promised), judged.verdict, sentence(NOTICES[judged.verdict]), reasons))
    return tuple(found or silent)


def notice_sentences(notice: NoticeVerdict, rule: NoticeRule | None = None) -> tuple[str, ...]:
    """The notice verdict, then a line for each tier: what is promised and the reasons.

    `Promised for any change: e-mail, at least 7 days before it takes effect. An e-mail was promised; none was
    collected. The page gave 0 of 7 days.`
    """
    tiers = (" ".join([judged.promise, *judged.reasons]) for judged in judged_promises(notice, rule))
    return (sentence(notice_in_words(notice, rule)), *tiers)


def promise_unread(notice: NoticeVerdict, rule: NoticeRule | None) -> bool:
    """Whether nothing is shown because what the text promises was not read: such a change is on nobody's record."""
    return notice.verdict == "not_shown" and rule is not None and bool(unread_in_words(rule))


def notice_in_words(notice: NoticeVerdict, rule: NoticeRule | None = None) -> str:
    """The notice verdict: `promise kept`; `promise not read` where the rule says so."""
    return UNREAD if promise_unread(notice, rule) else NOTICES[notice.verdict]


def judged_tiers(notice: NoticeVerdict, rule: NoticeRule | None) -> Iterator[tuple[TierVerdict, Tier | None]]:
    """Each tier verdict with the tier that it speaks of, given the rule; verdicts keep the order of the tiers."""
    seen: dict[Trigger, int] = {}
    for judged in notice.tiers:
        if rule and judged.tier is not None and judged.tier < len(rule.tiers):
            yield judged, rule.tiers[judged.tier]
            continue
        nth = seen[judged.trigger] = seen.get(judged.trigger, -1) + 1
        same = [tier for tier in rule.tiers if tier.trigger == judged.trigger] if rule else []
        yield judged, same[min(nth, len(same) - 1)] if same else None
