"""Histories written by hand: two invented companies, with a change of every kind that is shown somewhere."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

from tracker.model import (
    Change,
    Evidence,
    Finding,
    Fingerprint,
    Held,
    History,
    Lead,
    Logic,
    NoticeRule,
    NoticeVerdict,
    PageInfo,
    PolicyInfo,
    PolicyStatus,
    Record,
    SectionChange,
    SectionRef,
    Seen,
    Settings,
    Snapshot,
    State,
    Status,
    Tier,
    TierVerdict,
    fingerprint,
)

SETTINGS = Settings(
    title="Policy changes we follow",
    base_url="https://watch.example.org/policies",
    contact="watch@example.org",
    mail_from="Policy watch <policies@watch.example.org>",
)

FERNWEH = PolicyInfo(
    "fernweh-privacy", "Privacy policy", "Fernweh", "privacy", ("https://fernweh.example/privacy",), ("vendor", "eu")
)
KIOSK = PolicyInfo("kiosk-terms", "Terms of service", "Kiosk", "terms", ("https://kiosk.example/terms",), ("vendor",))

WEEK = NoticeRule(
    none_found=False,
    heading="Changes to this policy",
    clauses=("We may change this policy. If a change is significant, we will e-mail you at least seven days before.",),
    tiers=(
        Tier("any", {"post_page": "will"}, effect="on_posting"),
        Tier("material", {"email": "will"}, lead=Lead("fixed", 7, "day", "effective"), acceptance=("continued_use",)),
    ),
    user_duty_to_check=True,
)
SILENT = NoticeRule(none_found=True)
EITHER = Tier(
    "any",
    {"email": "will", "website_notice": "will", "post_page": "implied"},
    (Logic("one_of", ("email", "website_notice")),),
    Lead("fixed", 30, "day", "posting"),
)

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

FERNWEH_TEXT = """# Privacy policy

Effective 20 April 2026.

## What we collect

We collect your name, your e-mail address and the places you search for.

## Who receives it

We share it with our mail provider and with advertising partners.

### Partners

| Partner | Purpose |
| --- | --- |
| Lindenpost | mail |
| Adhoc Media | advertising |

## Changes to this policy

We may change this policy.
If a change is significant, we will e-mail you at least seven days before it takes effect.
Other changes are posted here.
"""


def at(text: str) -> datetime:
    """An aware time from `2026-04-01 06:00`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ref(heading: str, start: int, end: int, *path: str) -> SectionRef:
    return SectionRef(heading, path, start, end)


def untouched(heading: str, start: int, end: int, *path: str) -> SectionChange:
    here = (ref(heading, start, end, *path),)
    return SectionChange("unchanged", here, here, 0, 0, "noise", (), ())


COLLECTION = SectionChange(
    "modified",
    (ref("What we collect", 5, 8, "Privacy policy"),),
    (ref("What we collect", 5, 8, "Privacy policy"),),
    5,
    1,
    "editorial",
    (),
    (
        ("equal", "We collect your name"),
        ("delete", " and"),
        ("insert", ","),
        ("equal", " your e-mail address"),
        ("insert", " and the places you search for"),
        ("equal", "."),
    ),
)
RECIPIENTS = SectionChange(
    "split",
    (ref("Who receives it", 9, 20, "Privacy policy"),),
    (ref("Who receives it", 9, 12, "Privacy policy"), ref("Partners", 13, 19, "Privacy policy", "Who receives it")),
    9,
    4,
    "material",
    ("third_party_sharing",),
    (
        ("equal", "We share it with our mail provider"),
        ("delete", ".\nWe never sell it"),
        ("insert", " and with advertising partners"),
        ("equal", ".\n"),
        ("insert", "Partners\n"),
        ("equal", "Partner Purpose\nLindenpost mail\n"),
        ("insert", "Adhoc Media advertising\n"),
        ("equal", "Each of them is bound by contract.\nEach may use it for its purpose only.\nWe check them yearly."),
    ),
)
MOVED = SectionChange(
    "moved",
    (ref("Cookies", 28, 31, "Privacy policy"),),
    (ref("Cookies", 3, 4, "Privacy policy"),),
    0,
    0,
    "editorial",
    (),
    (("equal", "We set one cookie to keep you signed in."),),
)
GONE = SectionChange(
    "removed",
    (ref("Promise", 21, 23, "Privacy policy"),),
    (),
    0,
    7,
    "material",
    ("user_choice_control",),
    (("delete", "We never sell your data to anyone."),),
)
NEW = SectionChange(
    "added", (), (ref("Machine learning", 24, 26, "Privacy policy"),), 9, 0, "material", ("ai_training",),
    (("insert", "We train our models on what you search for."),),
)  # fmt: skip

SHARED = Finding(
    "new-recipient",
    "third_party_sharing",
    "material",
    "Who receives it",
    "We share it with our mail provider.",
    "We share it with our mail provider and with advertising partners.",
    "A new kind of recipient is named: advertising partners.",
    "expands_company",
)
ROW = Finding(
    "new-row",
    "third_party_sharing",
    "material",
    "Partners",
    "",
    "Adhoc Media advertising",
    "A row was added to a table of recipients.",
    "expands_company",
)
PROMISE = Finding(
    "negated-promise-gone",
    "user_choice_control",
    "material",
    "Promise",
    "We never sell your data to anyone.",
    "",
    "A promise was taken out.",
    "expands_company",
)
WORDS = Finding(
    "wording", "first_party_collection", "editorial", "What we collect", "your name and", "your name,", "Wording."
)

MATERIAL = Change(
    "material",
    "expands_company",
    ("third_party_sharing", "user_choice_control", "ai_training"),
    (SHARED, ROW, PROMISE),
    (
        untouched("Privacy policy", 1, 2),
        MOVED,
        COLLECTION,
        RECIPIENTS,
        GONE,
        NEW,
        untouched("Your rights", 32, 40, "Privacy policy"),
        untouched("Changes to this policy", 41, 46, "Privacy policy"),
    ),
    date(2026, 4, 20),
    None,
    "Shares data with advertising partners, names Adhoc Media, and no longer promises never to sell data.",
)
EDITORIAL = Change(
    "editorial",
    "neutral",
    (),
    (WORDS,),
    (untouched("Privacy policy", 1, 4), COLLECTION),
    None,
    date(2026, 3, 1),
    "Wording of “What we collect”.",
)

NOT_SHOWN = NoticeVerdict(
    "not_shown",
    (
        TierVerdict("any", "met", None, 0.0, 0.0, ("The policy promises no more than the new text on its page.",)),
        TierVerdict(
            "material",
            "not_shown",
            7.0,
            0.0,
            0.0,
            ("An e-mail was promised; none was collected.", "The page gave 0 of 7 days: first seen on 2026-04-02."),
        ),
    ),
)
BREACHED = NoticeVerdict(
    "breached", (TierVerdict("any", "breached", 30.0, 9.0, 10.0, ("The clock of this promise starts with posting.",)),)
)


def record(number: int, policy: PolicyInfo = FERNWEH, change: Change = MATERIAL, **other: object) -> Record:
    """A told record with a readable id, first seen on the day of April 2026 that is its number."""
    day = at("2026-03-31 06:00") + number * DAY
    fields: dict[str, object] = {
        "id": f"{policy.id[:4]}{number:012d}",
        "tag": f"tag:watch.example.org,{day.date()}:{policy.id}/{number}",
        "policy": policy,
        "previous": f"{policy.id[:4]}{number - 1:012d}" if number > 1 else None,
        "before": Fingerprint(100, f"{number:064x}"),
        "after": Fingerprint(110, f"{number + 1:064x}"),
        "seen": Seen(day - DAY - MINUTE, day),
        "change": change,
        "rule": WEEK,
        "notice": NOT_SHOWN,
    }
    return Record(**(fields | other))  # type: ignore[arg-type]


FIRST = record(1, change=EDITORIAL, notice=NoticeVerdict("met", (TierVerdict("any", "met", None, None, None, ()),)))
SECOND = record(2)
THIRD = record(
    5,
    change=dataclasses.replace(
        MATERIAL,
        verdict="noise",
        noise_kind="return",
        direction="neutral",
        categories=(),
        findings=(),
        summary="Withdrawn: the change first seen on 2026-04-02 was taken back.",
    ),
    notice=NoticeVerdict("nothing_promised"),
    withdraws=SECOND.id,
    previous=SECOND.id,
)
NOISE = record(
    3,
    change=dataclasses.replace(EDITORIAL, verdict="noise", noise_kind="layout", summary="Only the layout differs."),
    told=False,
)
TERMS = record(
    4,
    KIOSK,
    dataclasses.replace(
        MATERIAL,
        categories=("liability_disputes",),
        findings=(dataclasses.replace(SHARED, category="liability_disputes", section="Disputes"),),
        summary="Disputes go to arbitration.",
    ),
    rule=NoticeRule(False, "Changes", ("We post changes 30 days before they take effect.",), (), (EITHER,)),
    notice=BREACHED,
    evidence=(
        Evidence("email", at("2026-04-04 07:00"), None, date(2026, 4, 14), True, "Our terms change on 14 April."),
    ),
)
OBJECT = NoticeRule(
    none_found=False,
    heading="Changes to these terms",
    clauses=("We e-mail changes six weeks before. If you do not object by then, you are deemed to accept them.",),
    tiers=(
        Tier("non_material", {"post_page": "will"}),
        Tier(
            "material",
            {"email": "will"},
            lead=Lead("fixed", 6, "week", "effective"),
            acceptance=("right_to_object", "deemed_by_silence", "right_to_terminate", "continued_use"),
        ),
    ),
    grandfathering=("prior_disputes_protected", "existing_purchases_protected"),
)
COMING = record(
    10,
    KIOSK,
    dataclasses.replace(TERMS.change, effective_on=date(2027, 5, 12), summary="Fees rise."),
    rule=OBJECT,
    notice=NoticeVerdict("met", (TierVerdict("material", "met", 42.0, 397.0, 398.0, ("The page gave 397 days.",)),)),
)


def history(policy: PolicyInfo, *records: Record, markdown: str = FERNWEH_TEXT, rule: NoticeRule = WEEK) -> History:
    """A history whose first sight was on 1 March 2026."""
    words = fingerprint(markdown)
    page = PageInfo("page.html", policy.urls[0], policy.urls[0], "text/html", "0" * 64)
    snapshot = Snapshot(
        policy, (page,), at("2026-04-05 06:00"), "0" * 64, "0" * 64, policy.name, "en", problems=(), fingerprint=words
    )
    states = (State(words, at("2026-03-01 06:00"), None),)
    return History(snapshot, markdown, rule, states, records)


HISTORIES = (
    history(FERNWEH, FIRST, SECOND, NOISE, THIRD),
    history(KIOSK, TERMS, markdown="# Terms\n\nBe kind.\n", rule=SILENT),
)
STATUS = Status(
    at("2026-04-06 06:10"),
    {
        "fernweh-privacy": PolicyStatus(at("2026-04-06 06:00"), at("2026-04-06 06:00")),
        "kiosk-terms": PolicyStatus(
            at("2026-04-06 06:00"),
            at("2026-04-05 06:00"),
            held=Held("shrank to a stub of 40 words", Fingerprint(40, "f" * 64), at("2026-04-06 06:00"), 1),
        ),
        "moss-privacy": PolicyStatus(
            at("2026-04-06 06:00"), None, failures=4, failing_since=at("2026-04-03 06:00"),
            failure="https://moss.example/privacy answered 404.",
        ),
    },
)  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>]]>--><!-- {{ 7*7 }}{% raise %} "
    "\x00\x1b[31m\u202eevil\u2066\ufffe\ud800\u2028 \r\nBcc: thief@evil.example\r\n\r\n=cmd()"
)
_BAD_SECTION = SectionChange(
    "renamed",
    (SectionRef(HOSTILE, (HOSTILE,), 1, 2),),
    (SectionRef(HOSTILE + "!", (HOSTILE,), 1, 2),),
    3,
    2,
    "material",
    ("other",),
    (("equal", HOSTILE), ("delete", HOSTILE), ("insert", HOSTILE)),
)
HOSTILE_POLICY = PolicyInfo(
    "hostile-terms",
    HOSTILE,
    HOSTILE,
    "terms",
    ("javascript:alert(1)", 'https://hostile.example/"><script>alert(1)</script>', "file:../../etc/passwd"),
    (HOSTILE,),
    "../../etc/passwd",
    '"><script>alert(1)</script>',
)
HOSTILE_RECORD = record(
    6,
    HOSTILE_POLICY,
    Change(
        "material",
        "mixed",
        ("other",),
        (Finding(HOSTILE, "other", "material", HOSTILE, HOSTILE, HOSTILE + " more", HOSTILE),),
        (_BAD_SECTION, dataclasses.replace(_BAD_SECTION, kind="unchanged", redline=())),
        None,
        None,
        HOSTILE,
        truncated=True,
    ),
    rule=NoticeRule(False, HOSTILE, (HOSTILE,), (), (dataclasses.replace(EITHER, condition=HOSTILE),)),
    notice=NoticeVerdict("not_shown", (TierVerdict("any", "not_shown", 30.0, None, None, (HOSTILE,)),)),
    evidence=(Evidence("email", at("2026-04-04 07:00"), None, None, False, HOSTILE),),
)
HOSTILE_HISTORY = history(HOSTILE_POLICY, HOSTILE_RECORD, markdown=f"# {HOSTILE}\n", rule=HOSTILE_RECORD.rule)
