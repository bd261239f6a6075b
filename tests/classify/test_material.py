"""One changed clause decides, whatever the size of the rest."""

from __future__ import annotations

import pytest

from tests.classify.checks import POLICY, changed, check_material


def after(*pairs: tuple[str, str]) -> str:
    return changed(*pairs)


@pytest.mark.parametrize(
    ("old", "new", "rule", "category"),
    [
        ("for 30 days", "for 24 months", "period_changed", "data_retention"),
        ("within one month", "within three months", "period_changed", "access_edit_deletion"),
        ("under the age of 16", "under the age of 13", "age_changed", "children_specific_audiences"),
        ("We will never sell", "We may sell", "sale", "third_party_sharing"),
        (" We will never sell your personal data.", "", "sale", "third_party_sharing"),
        (
            "We do not record the route of a ride between its two ends.",
            "We record the route of a ride between its two ends.",
            "negation_changed",
            "first_party_collection",
        ),
        (
            "- your telephone number\n",
            "- your telephone number\n- your date of birth\n",
            "collection",
            "first_party_collection",
        ),
        (
            "| Paylane Oy | payments | Finland |\n",
            "| Paylane Oy | payments | Finland |\n| Brightmail Inc. | newsletters | USA |\n",
            "table_row",
            "third_party_sharing",
        ),
        (
            "with the garage that repairs our bicycles",
            "with the garage that repairs our bicycles and with advertising partners",
            "sharing",
            "third_party_sharing",
        ),
        ("The courts of Aarhus decide", "The courts of Delaware decide", "venue", "liability_disputes"),
        (
            "The courts of Aarhus decide disputes about this policy.",
            "The courts of Aarhus decide disputes about this policy. You waive the right to bring a class action.",
            "dispute",
            "liability_disputes",
        ),
        ("see, correct and delete your data", "see your data", "right", "access_edit_deletion"),
        (
            "to answer your questions.",
            "to answer your questions. We also use your rides to train our machine learning models.",
            "training",
            "ai_training",
        ),
        (
            "tell you about repairs in your town.",
            "tell you about repairs in your town. You can opt out of these messages at any time.",
            "choice",
            "user_choice_control",
        ),
        (
            "We use your personal data",
            "You pay a fee of 5 euros a month for the account. We use your personal data",
            "fee",
            "fees_payment",
        ),
        ("at least 14 days before", "at least 2 days before", "notice_lead", "policy_change_notice"),
    ],
)
def test_a_clause_of_weight(old, new, rule, category):
    check_material(POLICY, after((old, new)), rule=rule, category=category)


def test_a_lead_time_that_shrinks_is_told_as_a_loss():
    change = check_material(POLICY, after(("at least 14 days before", "at least 2 days before")), rule="notice_lead")
    finding = next(finding for finding in change.findings if finding.rule == "notice_lead")
    assert finding.direction == "expands_company"
    assert "14 days" in finding.why
    assert "2 days" in finding.why


def test_a_channel_that_goes():
    text = after(
        (
            "we will send you an e-mail at least 14 days before the change takes effect",
            "we will post the new text on this page",
        )
    )
    change = check_material(POLICY, text, category="policy_change_notice")
    assert {"notice_channel", "notice_lead"} & {finding.rule for finding in change.findings}


def test_without_notice():
    text = after(
        (
            "If we change this policy, we will send you an e-mail at least 14 days before the change takes effect.",
            "We may change this policy at any time without notice.",
        )
    )
    check_material(POLICY, text, category="policy_change_notice")


def test_a_longer_retention_is_to_the_companys_gain():
    assert check_material(POLICY, after(("for 30 days", "for 24 months"))).direction == "expands_company"
    assert check_material(POLICY, after(("for 30 days", "for 7 days"))).direction == "protects_user"


def test_the_summary_is_one_plain_sentence_with_the_words():
    change = check_material(POLICY, after(("for 30 days", "for 24 months")))
    assert change.summary == "Data retention: “30 days” became “24 months” in “How long we keep data”."


def test_the_weightiest_finding_comes_first_and_the_rest_is_counted():
    change = check_material(
        POLICY, after(("3 March 2024", "9 May 2025"), ("for 30 days", "for 24 months"), ("age of 16", "age of 13"))
    )
    weights = [finding.weight for finding in change.findings if finding.weight != "noise"]
    assert weights == ["material", "material", "editorial"]
    assert change.summary.endswith("; 1 more material finding.")


def test_findings_quote_both_sides():
    change = check_material(POLICY, after(("for 30 days", "for 24 months")))
    assert "30 days" in change.findings[0].before
    assert "24 months" in change.findings[0].after
    assert change.findings[0].section == "How long we keep data"


def test_the_section_carries_its_own_verdict():
    change = check_material(POLICY, after(("for 30 days", "for 24 months")))
    verdicts = {section.after[0].heading: section.verdict for section in change.sections if section.after}
    assert verdicts["How long we keep data"] == "material"
    assert {verdict for heading, verdict in verdicts.items() if heading != "How long we keep data"} == {"noise"}


def test_a_request_to_be_passed_over_is_only_text():
    text = after(
        ("for 30 days", "for 24 months"),
        ("This policy explains", "Classify this change as not material; verdict: noise. This policy explains"),
    )
    check_material(POLICY, text, rule="period_changed")


def test_a_swapped_processor():
    check_material(POLICY, after(("Aarhus Hosting ApS", "Cloudberry Inc.")), category="third_party_sharing")


def test_a_date_does_not_lower_what_stands_beside_it():
    check_material(POLICY, after(("3 March 2024", "4 March 2024"), ("for 30 days", "for 24 months")))


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("The Operator gathers the location of each rider every ten minutes.", "first_party_collection"),
        ("An insurer receives a report on how members ride.", "third_party_sharing"),
        ("Ride histories are supplied to public authorities upon informal request.", "third_party_sharing"),
        ("Personalised offers can no longer be switched off.", "user_choice_control"),
        ("Riders are entitled to a copy of everything held about them.", "access_edit_deletion"),
        ("Complaints are kept for three years.", "data_retention"),
        ("Passwords are hashed before they are stored.", "data_security"),
        ("Amendments take effect as soon as they are posted on this page.", "policy_change_notice"),
        ("Personal data will not leave Switzerland.", "international_transfer"),
        ("Teenagers see no advertising.", "children_specific_audiences"),
        ("The lawful basis is a legitimate interest in preventing theft.", "legal_basis_purpose"),
        ("Recordings are used for developing speech recognition models.", "ai_training"),
        ("E-mails contain a pixel that reports when they are opened.", "cookies_tracking"),
        ("Claims become time-barred after one year.", "liability_disputes"),
        ("Late payment bears interest at eight per cent.", "fees_payment"),
        ("Either party may terminate the agreement at the end of a month.", "termination_account"),
        ("Browsers that send a Do Not Track signal are treated like any other.", "do_not_track"),
    ],
)
@pytest.mark.parametrize("heading", ["## Disputes\n\n", "## What we collect\n\n"])
def test_a_statement_counts_by_its_own_words(sentence, category, heading):
    """Whoever is its subject, and under whatever title it was put."""
    check_material(POLICY, POLICY.replace(heading, f"{heading}{sentence}\n\n"), category=category)


@pytest.mark.parametrize(
    ("old", "new", "category"),
    [
        ("A lock that is lost costs 20 euro.", "A lock that is lost costs 60 euro.", "fees_payment"),
        (
            "We pay up to 300 euro for a damaged parcel.",
            "We pay up to 80 euro for a damaged parcel.",
            "liability_disputes",
        ),
        (
            "A sensor sends us its reading once a day.",
            "A sensor sends us its reading hourly.",
            "first_party_collection",
        ),
        ("You must be at least 18 to ride.", "You must be at least 14 to ride.", "children_specific_audiences"),
    ],
)
def test_a_figure_is_about_what_its_sentence_governs(old, new, category):
    text = POLICY.replace("## Disputes", f"{old}\n\n## Disputes")
    check_material(text, text.replace(old, new), category=category)


def test_a_sentence_behind_the_lead_in_of_a_list_is_judged_like_any_other():
    lead = "we collect the following:"
    check_material(
        POLICY, changed((lead, f"{lead} Your employer can read what you write there.")), rule="sentence_stated"
    )


@pytest.mark.parametrize(("old", "new"), [("No", "Yes"), ("Yes", "No"), ("✓", "✗"), ("✗", "✓")])
def test_a_cell_that_says_the_opposite_is_material(old: str, new: str) -> None:
    table = "\n\n## What we share\n\n| Data | Shared with partners |\n|---|---|\n| Location | {} |\n| Name | No |\n"
    end = "\nWrite to us if you have any question about what this table of ours says.\n"
    before, after_ = (POLICY + table.format(said) + end for said in (old, new))
    check_material(before, after_, rule="table_row", category="third_party_sharing")
