"""What proves a breach, what excuses one, and which promise a verdict speaks of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tracker import compare
from tracker.model import Evidence, Lead, NoticeRule, Seen, Tier
from tracker.model.promise import judged_promises
from tracker.notice.assess import assess
from tracker.notice.banner import only_announces
from tracker.segment import segment

BODY = (
    "# Privacy policy\n\n" + "\n\n".join(f"We keep list {n} of our kites to build them well." for n in range(30)) + "\n"
)
NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
SEEN = Seen(NOW - timedelta(days=1), NOW)
SALE = compare(BODY, f"{BODY}\nWe sell your personal data to advertisers. Disputes go to binding arbitration.\n")
POSTED = NoticeRule(
    none_found=False, tiers=(Tier("any", {"post_page": "will"}, lead=Lead("fixed", 30, "day", "posting")),)
)


def shown(days_ahead: int) -> Evidence:
    at = NOW - timedelta(days=days_ahead)
    quote = "The new version, which you can read here, takes effect on 2 March 2027."
    return Evidence("website_notice", at - timedelta(days=1), at, date(2027, 3, 2), authenticated=False, quote=quote)


def test_a_text_that_the_page_may_have_shown_beside_an_announcement_breaks_nothing() -> None:
    assert assess(POSTED, SALE, SEEN).verdict == "breached"
    assert assess(POSTED, SALE, SEEN, (shown(40),)).verdict == "not_shown"
    assert assess(POSTED, SALE, SEEN, (shown(20),)).verdict == "breached"


def test_a_verdict_names_the_promise_that_it_is_about() -> None:
    training = Tier(
        "practice_change", {"email": "will"}, lead=Lead("fixed", 30, "day", "notice"), topics=("ai_training",)
    )
    other = Tier("practice_change", {"in_product": "will"}, lead=Lead("fixed", 7, "day", "notice"))
    rule = NoticeRule(none_found=False, tiers=(training, other))
    verdict = assess(rule, SALE, SEEN)
    assert [judged.tier for judged in verdict.tiers] == [1]
    (promise,) = judged_promises(verdict, rule)
    assert "7 days" in promise.promise
    assert "training" not in promise.promise


def test_a_paragraph_at_the_end_that_begins_like_an_announcement_owes_its_notice() -> None:
    announced = "We are updating this policy. From 15 March 2027 we sell your personal data to advertisers."
    today = date(2027, 3, 2)
    assert not only_announces(segment(BODY), segment(f"{BODY}\n{announced}\n"), today)
    long = f"{announced} {'We also keep it for ten years. ' * 60}"
    assert not only_announces(segment(BODY), segment(BODY.replace("\n\n", f"\n\n{long}\n\n", 1)), today)
