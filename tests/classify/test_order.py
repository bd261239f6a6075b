"""The same words in another order, and small words exchanged: what is style, and what never is."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY
from tracker.classify.order import in_order
from tracker.model import SCALE

SAYS_ELSE = [
    ("We show sponsors some of your letters.", "We show sponsors your letters."),
    ("Rents include light and exclude heat.", "Rents exclude light and exclude heat."),
    ("The lender bears the risk and the borrower bears the cost.", "The borrower bears the risk and the lender bears the cost."),
    ("Light is included and heat is excluded.", "Heat is included and light is excluded."),
    ("Sponsors use it for their own ends.", "Sponsors use it for our own ends."),
    ("Boats are mended at your request.", "Boats are mended at our request."),
    ("Whether a boat is mended is up to you.", "Whether a boat is mended is up to us."),
    ("You own the photos and we own the frames.", "We own the photos and we own the frames."),
    ("You or we may end the loan.", "We may end the loan."),
    ("The hall is lit for you and for us.", "The hall is lit for us."),
    ("We get the lists from the carriers.", "We get the lists for the carriers."),
    ("Lists go from the porter to the guide.", "Lists go from the guide to the porter."),
    ("Damage to a sail or a mast is ours.", "Damage of a mast by a sail is ours."),
]  # fmt: skip
LOOKS_ALIKE = [
    ("We pass your number to insurers to get a quote.", "We pass your number to insurers if you wish to get a quote."),
    ("We track your conduct.", "We track your performance."),
    ("The loan is binding once it is executed.", "The loan is binding once it is performed."),
    ("We post your test results to you.", "We publish your test results."),
    ("We combine it with data from our other sites.", "We combine it with data from external websites."),
    ("The fee is less than the tariff.", "The fee is in accordance with the tariff."),
    ("We keep it as long as your account is active.", "We keep it as long as you have an account."),
    ("You keep all IP in your letters.", "You keep all IP addresses in your letters."),
    ("Job applications are deleted after six months.", "Job apps are deleted after six months."),
    ("We may use your questions and comments without paying you.", "We may use your questions without paying you."),
    ("We disclose your rides when required.", "We disclose your rides when necessary."),
    ("We share data contained in your letters.", "We share data and your letters."),
    ("We use your profile to set prices.", "We use profiling to set prices."),
    ("You alone can contact us by letter.", "You can only contact us by letter."),
    ("We record your work.", "We record your function."),
    ("Your posts are scraped.", "Your posts are scrapped."),
    ("We taped your calls.", "We tapped your calls."),
    ("We filed your letters.", "We filled your letters."),
    ("We share your stats with garages.", "We share your states with garages."),
    ("You grant us your inventions.", "You provide us your inventions."),
    ("You have the right to correct data.", "You have the right to accurate data."),
    ("We edit your messages.", "We update your messages."),
    ("We inspect your bags.", "We review your bags."),
    ("Meetings are held virtually.", "Meetings are nearly held."),
    ("We collect marital data.", "We collect martial data."),
    ("Certain rides are filmed.", "Rides are filmed."),
    ("We process your rides under article 6 (b) GDPR.", "We process your rides under article 6 (f) GDPR."),
    ("If you click “Reject all”, we set no cookies.", "If you click “Accept all”, we set no cookies."),
    ("To opt out of the sale of your data, select “Never”.", "To opt out of the sale of your data, select “Always”."),
    ("Disputes are settled under section 7 (Courts).", "Disputes are settled under section 9 (Arbitration)."),
    ("We process your rides under Article 6 (consent).", "We process your rides under Article 9 (interests)."),
    ("30 people see your letters.", "300 people see your letters."),
]
ALLOWED = [
    ("Please see the table above for the data we collect.", "Please see the table below for the data we collect."),
    ("We ask for your prior written permission.", "We ask for your written permission in advance."),
    ("We ask for your explicit consent.", "We ask for your express consent."),
    ("Your precise location is not known to us.", "Your exact location is not known to us."),
]
SAYS_THE_SAME = [
    ("You may at any time leave the club.", "You may leave the club at any time."),
    ("The club lends pumps and ropes and tents.", "The club lends tents and pumps and ropes."),
    ("Guests and members may row.", "Members and guests may row."),
]


def _page(said):
    return POLICY.replace("We may use your e-mail address", f"{said}\n\nWe may use your e-mail address")


@pytest.mark.parametrize(("old", "new"), SAYS_ELSE)
def test_what_says_something_else_is_told(old, new):
    for before, after in ((old, new), (new, old)):
        change = tracker.compare(_page(before), _page(after))
        assert SCALE.index(change.verdict) >= SCALE.index("minor"), [finding.why for finding in change.findings]


@pytest.mark.parametrize(("old", "new"), LOOKS_ALIKE)
def test_what_only_looks_alike_is_told(old, new):
    test_what_says_something_else_is_told(old, new)


@pytest.mark.parametrize("article", ["Article 6(1)({})", "article 6 ({})", "Art. 6 para. 1 ({})"])
def test_another_legal_ground_is_told(article):
    before, after = (f"We process your rides under {article.format(point)} GDPR." for point in "bf")
    assert tracker.compare(_page(before), _page(after)).verdict == "material"


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_bounds_put_otherwise_are_none_moved(old, new):
    for before, after in ((old, new), (new, old)):
        rules = {finding.rule for finding in tracker.compare(_page(before), _page(after)).findings}
        assert rules.isdisjoint({"scope_changed", "opposite_said"})


@pytest.mark.parametrize(("old", "new"), SAYS_THE_SAME)
def test_what_says_the_same_is_style(old, new):
    for before, after in ((old, new), (new, old)):
        assert tracker.compare(_page(before), _page(after)).verdict == "editorial"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("", "", True),
        ("a boat", "a boat", True),
        ("boats may sink here", "here boats may sink", True),
        ("cats chase dogs", "dogs chase cats", False),
        ("cats and dogs", "dogs and cats", True),
        ("porters lead guides", "guides lead porters", False),
        ("porters lead guides", "porters follow guides", True),
    ],
)
def test_order(old, new, same):
    assert in_order(old.split(), new.split()) is same
    assert in_order(new.split(), old.split()) is same
