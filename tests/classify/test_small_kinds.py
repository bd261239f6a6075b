"""Kinds of small change: titles, addresses in another form, entries of lists, ages under a title, words in passing."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, changed, check_material, check_quiet, check_weight

CONTRACT = """# House rules

Harbour Shed Ltd lends tools from a shed by the harbour. These rules are for everybody who borrows one.

## What is forbidden

The following is not allowed in the shed:

- welding without a mask
- cutting stone
- lending tools to others

## Handling

Contact the shed at shed@harbourshed.example. Name the card of the tool that you want back, and tell us your name.

## Ages

The minimum age for borrowing tools:

- Ireland: 16
- Malta: 15
"""


def test_another_title_is_editorial():
    check_weight(CONTRACT, CONTRACT.replace("# House rules", "# Terms of lending"), "editorial")
    check_weight(POLICY, POLICY.replace("# Privacy policy of Lindenhof Cycles", "# Copyright policy"), "editorial")


@pytest.mark.parametrize(
    "title",
    ["# Lindenhof Cycles : Privacy policy", "# Bicycles for rent | Lindenhof Cycles", "# Bicycles in your town"],
)
def test_the_title_of_the_page_around_the_policy_is_quiet(title):
    check_quiet(POLICY, POLICY.replace("# Privacy policy of Lindenhof Cycles", title))


def test_a_title_about_copyright_is_no_copyright_line():
    found = tracker.compare(CONTRACT, CONTRACT + "\n## Copyright infringement\n\nTell us of copies.\n").findings
    assert "copyright_year" not in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://www.harbourshed.example/rules/", "harbourshed.example/rules"),
        ("http://harbourshed.example/rules", "https://www.harbourshed.example/rules"),
    ],
)
def test_an_address_in_another_form_is_quiet(old, new):
    line = "The list of tools stands at {}."
    check_quiet(CONTRACT + "\n" + line.format(old) + "\n", CONTRACT + "\n" + line.format(new) + "\n")


def test_addresses_that_a_file_keeps_for_its_links():
    links = CONTRACT + "\n[1]: https://shed.example/{}\n[2]: https://shed.example/{}\n"
    check_quiet(links.format("legal/rules", "legal/words"), links.format("rules", "words"), kind="link")
    change = tracker.compare(links.format("legal/rules", "legal/words"), links.format("prices", "words"))
    assert change.verdict != "noise"


def test_a_telephone_number_grouped_in_another_way_is_quiet():
    line = "\nRing the shed at {} before noon.\n"
    check_quiet(CONTRACT + line.format("+353 21 555 0100"), CONTRACT + line.format("+353-21-5550100"))


def test_words_beside_an_address_that_stays_are_no_contact_replaced():
    new = CONTRACT.replace("Name the card of the tool", "Name the card or the crate of the tool")
    check_weight(CONTRACT, new, "minor")


@pytest.mark.parametrize("entry", ["Usage data;", "saddle height"])
def test_a_short_entry_of_a_list_of_data_collected_is_material(entry):
    new = changed(("- your telephone number", f"- your telephone number\n- {entry}"))
    check_material(POLICY, new, category="first_party_collection")


def test_an_entry_of_a_list_of_what_is_forbidden_is_material():
    new = CONTRACT.replace("- cutting stone", "- cutting stone\n- loud music")
    check_material(CONTRACT, new, rule="entry_listed")
    check_material(new, CONTRACT, rule="entry_listed")


def test_an_entry_of_a_list_of_links_is_not():
    line = "\nSee the following:\n\n- Opening hours\n"
    change = tracker.compare(CONTRACT + line, CONTRACT + line + "- Parking\n")
    assert change.verdict != "material"


@pytest.mark.parametrize(
    "sentence",
    [
        "For more information on cookies, visit www.crumbs.example.",
        "To learn more about data protection law, see the website of the regulator.",
        "Please read our cookie policy for details.",
        "You can find answers to common questions about your account in our help centre.",
        "If you have questions about cookies, please contact us.",
        "This policy describes how we collect, use and share your personal data.",
        "Below is a summary of what we collect and why.",
        "See below for details on the kinds of cookies that this site uses.",
    ],
)
def test_a_pointer_to_more_is_minor(sentence):
    new = changed(("We may use your e-mail address", f"{sentence} We may use your e-mail address"))
    check_weight(POLICY, new, "minor")
    check_weight(new, POLICY, "minor")


@pytest.mark.parametrize(
    "sentence",
    [
        "For more information, and to opt out of cookies, visit www.crumbs.example.",
        "This policy explains why we do not sell your data.",
        "Read the riders' forum: we share your data with those who write there.",
        "We share your data with the town, as can be found on its site.",
    ],
)
def test_a_pointer_that_says_more_is_judged(sentence):
    check_material(POLICY, changed(("We may use your e-mail address", f"{sentence} We may use your e-mail address")))


def test_the_company_that_says_whom_it_shares_with_is_renamed_too():
    said = (
        "{0} does not sell your data.\n\n{0} shares it with nobody.\n\n{0} lends pumps.\n\nThe flag of {0} is blue.\n"
    )
    old, new = (f"# Privacy\n\n{said.format(name)}" for name in ("Acorn Sheds", "Birch"))
    check_weight(old, new, "minor", rule="renamed_everywhere")
    given = "We share it with {0}.\n\nWe sell it to {0}.\n\n{0} gets it from us, and we share more.\n\nThe flag of {0} is blue.\n"
    old, new = (f"# Privacy\n\n{given.format(name)}" for name in ("Acorn Sheds", "Birch"))
    assert "renamed_everywhere" not in {finding.rule for finding in tracker.compare(old, new).findings}


def test_a_name_that_lost_a_part_everywhere_is_renamed():
    lines = "".join(f"\nWren Boats Rental, Inc. {verb}.\n" for verb in ("lends dinghies", "mends sails", "paints oars"))
    old = CONTRACT + lines
    new = old.replace("Wren Boats Rental, Inc.", "Wren Boats, Inc.")
    check_weight(old, new, "minor", rule="renamed_everywhere")
    check_weight(new, old, "minor", rule="renamed_everywhere")


def test_the_company_called_we_is_no_recipient():
    line = "\n{} shall not be liable to partners for rust.\n"
    found = tracker.compare(CONTRACT + line.format("The Company"), CONTRACT + line.format("We")).findings
    assert "recipient_named" not in {finding.rule for finding in found}


def test_the_sentence_tells_what_click_here_leads_to():
    line = "\nIf you do not want your data to be used for advertising, [click here]({}).\n"
    old, new = "https://optout.ads-alliance.example/start", "https://choices.marketers.example/"
    check_weight(CONTRACT + line.format(old), CONTRACT + line.format(new), "minor", rule="link_moved")
    line = "\nFor the opening hours of the shed, [click here]({}).\n"
    check_weight(CONTRACT + line.format(old), CONTRACT + line.format(new), "editorial", rule="link_moved")


def test_a_bare_age_in_a_list_of_ages_is_material():
    new = CONTRACT.replace("Malta: 15", "Malta: 17")
    check_material(CONTRACT, new, rule="number_changed", category="children_specific_audiences")


def test_a_dispute_that_is_only_named_in_passing_settles_nothing():
    line = "\nThe shed keeps a shelf for each {}.\n"
    check_weight(CONTRACT + line.format("dispute"), CONTRACT + line.format("case"), "minor")
    line = "\nYou must bring each {} to the harbour court.\n"
    check_material(CONTRACT + line.format("dispute"), CONTRACT + line.format("question"))


def test_another_kind_of_data_that_is_shared_is_material():
    new = changed(("We share your data with the garage", "We share your data and your voice with the garage"))
    check_material(POLICY, new, rule="sharing", category="third_party_sharing")


def test_a_third_party_in_figures():
    old = CONTRACT + "\nWe ask a third party to sharpen the tools.\n"
    check_weight(old, old.replace("third party", "3rd party"), "editorial")
    new = old.replace("sharpen the tools", "sharpen our tools").replace("third party", "3rd party")
    check_weight(old, new, "editorial")


def test_training_on_what_people_write():
    line = "\nWe do {}train on your notes without asking you.\n"
    check_material(CONTRACT + line.format(""), CONTRACT + line.format("not "), category="ai_training")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("You must not weld.", "You must not weld until the evening."),
        ("We may end your card after a warning.", "We may end your card."),
        ("We use your name to find your card.", "We use your name to find your card and to recommend other tools."),
        ("We read the lock when you open the shed.", "We read the lock when you open the shed and when it is closed."),
        ("We do not sell your data.", "We do not sell your data for money."),
        ("We collect your approximate location.", "We collect your precise location."),
    ],
)
def test_a_condition_or_a_purpose_put_in_or_taken_out_is_material(old, new):
    check_material(f"{CONTRACT}\n{old}\n", f"{CONTRACT}\n{new}\n")
    check_material(f"{CONTRACT}\n{new}\n", f"{CONTRACT}\n{old}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "We use your name to find your card.",
            "We use your name to find your card (for example, when the lock is open).",
        ),
        ("We lend tools to members.", "We lend tools to members for our services."),
        ("We lend rakes, hoes and saws to you.", "We lend rakes, hoes and saws."),
    ],
)
def test_an_example_or_an_empty_phrase_is_no_condition(old, new):
    found = tracker.compare(f"{CONTRACT}\n{old}\n", f"{CONTRACT}\n{new}\n").findings
    assert "limb_changed" not in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The shop runs on servers in Norway.", "The shop runs on servers in Norway and Canada."),
        (
            "The app is operated in the European Union.",
            "The app is operated in the European Union and the United Kingdom.",
        ),
        ("Your data are stored in Iceland.", "Your data are stored in Kenya."),
    ],
)
def test_another_country_where_data_are_is_a_transfer(old, new):
    check_material(f"{POLICY}\n{old}\n", f"{POLICY}\n{new}\n", rule="transfer", category="international_transfer")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Write to Lindenhof Cycles, 3 Gate Street, Bergen, Norway.",
            "Write to Lindenhof Cycles, 8 Pier Street, Ghent, Belgium.",
        ),
        ("Our bicycles come from Italy.", "Our bicycles come from Portugal."),
    ],
)
def test_another_country_elsewhere_is_not(old, new):
    found = tracker.compare(f"{POLICY}\n{old}\n", f"{POLICY}\n{new}\n").findings
    assert "transfer" not in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## How we use your data", "## How we use your data {#use}"),
        ("We share your data with the garage", "{% include share.html %}We share your data with the garage"),
        ("to bill your rides", "to bill your rides (opens in a new window)"),
        ("## Who receives your data", "## Who receives your data [Permalink](#who)"),
    ],
)
def test_what_software_left_in_the_text_is_quiet(old, new):
    check_quiet(POLICY, changed((old, new)))
    check_quiet(changed((old, new)), POLICY)


def test_an_address_spelled_out_for_people_is_quiet():
    line = "\nThe garage reads {}.\n"
    spelled = line.format("bikes (at) lindenhof (dot) example")
    check_quiet(POLICY + line.format("bikes@lindenhof.example"), POLICY + spelled)


def test_a_company_with_another_name_and_another_address_is_another_party():
    seat = "\nHarbour Shed Ltd\n{}\n"
    lines = "\nHarbour Shed Ltd lends rakes.\n\nHarbour Shed Ltd lends hoes.\n\nHarbour Shed Ltd lends saws.\n"
    old = CONTRACT + lines + seat.format("5 Rope Walk, Cork T12 X2Y4")
    renamed = old.replace("Harbour Shed Ltd", "Pier Tools Ltd")
    check_weight(old, renamed, "minor", rule="renamed_everywhere")
    moved = renamed.replace("5 Rope Walk, Cork T12 X2Y4", "91 Dam, Amsterdam 1012 JS")
    check_material(old, moved, rule="renamed_everywhere", category="entity_contact")


@pytest.mark.parametrize(
    "sentence",
    [
        "We are committed to protecting your personal data.",
        "Lindenhof Cycles strives to comply with all data protection laws.",
        "Your privacy is important to us.",
    ],
)
def test_an_assurance_is_minor(sentence):
    check_weight(
        POLICY, changed(("We may use your e-mail address", f"{sentence} We may use your e-mail address")), "minor"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "We are committed to deleting your data within a week.",
        "We are committed to encrypting your data.",
        "We strive to answer your request for a copy of your data within ten days.",
    ],
)
def test_an_assurance_of_something_in_particular_is_material(sentence):
    check_material(POLICY, changed(("We may use your e-mail address", f"{sentence} We may use your e-mail address")))


def test_another_name_of_a_menu_or_a_law_is_editorial():
    line = "\nOpen the {} in the Help menu to see the list.\n"
    check_weight(CONTRACT + line.format("Connectivity Item"), CONTRACT + line.format("Mail Tab"), "editorial")
    line = "\nName the card from {} that you want back.\n"
    check_weight(CONTRACT + line.format("GitHub"), CONTRACT + line.format("GitHub or Bitbucket"), "minor")


def test_what_somebody_needs_to_do_under_a_condition_is_no_duty():
    line = "\nPlease ring the bell{} if you need to reach the upper floor.\n"
    found = tracker.compare(CONTRACT + line.format(""), CONTRACT + line.format(" at the door")).findings
    assert "duty" not in {finding.rule for finding in found}


def test_an_entry_of_the_history_of_the_text_is_editorial():
    log = "\n## Revision history\n\n- 1 May 2023: first version\n"
    check_weight(POLICY + log, POLICY + log + "- 4 June 2024: new wording of section 3\n", "editorial", rule="logged")
    entry = "- 4 June 2024: We now share the serial number of your bicycle with the police\n"
    check_material(POLICY + log, POLICY + log + entry)
    check_material(POLICY + "\n## Deadlines\n\n", POLICY + f"\n## Deadlines\n\n{entry}")


@pytest.mark.parametrize(
    "sentence",
    ["We get your shoe size from your club.", "We store a drawing of each lock.", "We read your letters aloud."],
)
def test_what_the_company_does_with_what_is_yours_is_material_in_any_words(sentence):
    check_material(POLICY, changed(("We may use your e-mail address", f"{sentence} We may use your e-mail address")))


@pytest.mark.parametrize(
    "sentence",
    [
        "We hope that your ride is a pleasure.",
        "By personal data we mean any information about you.",
        "Most browsers accept cookies by default.",
    ],
)
def test_a_wish_or_an_explanation_is_minor(sentence):
    check_weight(
        POLICY, changed(("We may use your e-mail address", f"{sentence} We may use your e-mail address")), "minor"
    )


@pytest.mark.parametrize(
    ("old", "new", "weight"),
    [
        ("Tools hang on a wall.", "Tools hang on a board.", "minor"),
        ("Tools hang on the wall.", "Tools will hang on a wall.", "editorial"),
        ("Send private notes by the box.", "Send direct notes by the box.", "minor"),
        ("Tools hang on a wall.", "Tools and gloves hang on a wall.", "minor"),
        ("Tools hang on a wall by the door.", "Tools hang on a wall.", "minor"),
        ("We collect a list of your hats.", "We collect a list of your boots.", "minor"),
    ],
)
def test_what_no_rule_knows_is_minor(old, new, weight):
    old, new = (CONTRACT.replace("Name the card", f"{line} Name the card") for line in (old, new))
    check_weight(old, new, weight)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- by letter to 5 Rope Walk", "- by letter to 5 Rope Walk\n- by telephone: 021 555 0100"),
        ("- by letter to 5 Rope Walk", "- by letter to 5 Rope Walk\n- ask@harbourshed.example"),
    ],
)
def test_another_way_to_ask_in_a_list_of_them_is_minor(old, new):
    lead = "\nYou can exercise your right to a copy in these ways:\n\n- by letter to 5 Rope Walk\n"
    check_weight(CONTRACT + lead, CONTRACT + lead.replace(old, new), "minor")


def test_the_announcement_of_a_coming_version_is_minor():
    for line in ("The new version will take effect on 1 July 2024.", "We are updating our policy on 1 July 2024."):
        new = changed(("We may use your e-mail address", f"{line} We may use your e-mail address"))
        assert tracker.compare(POLICY, new).verdict == "minor", line
    title = "# We are updating our terms of lending on 1 July 2024; see what is coming"
    check_weight(CONTRACT, CONTRACT.replace("# House rules", title), "minor")
    check_weight(CONTRACT, CONTRACT + "\n## Versions\n\nSuperseded by the Pier Terms: soon\n", "minor")


def test_another_form_of_company_in_a_title_is_minor():
    title = "# House rules of Harbour Shed {}"
    old, new = (CONTRACT.replace("# House rules", title.format(form)) for form in ("Corp.", "Ltd."))
    check_weight(old, new, "minor", rule="heading")


def test_a_site_that_calls_itself_by_another_name_is_minor():
    line = "\n{} is (“we”) happy to lend tools to members.\n"
    check_weight(CONTRACT + line.format("sheds.example.org"), CONTRACT + line.format("piers.example.org"), "minor")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "# Privacy policy",
            "---\nlayout: page\ntitle: Riders\ndescription: How we collect data\n---\n\n# Privacy policy",
        ),
        ("We share your data with the garage", "We share your data[^2] with the garage"),
        ("We share your data with the garage", "We share your data with the [garage][1]"),
        ("## Who receives your data", "[1]: /garage\n\n## Who receives your data"),
        ("answer your questions", "answer your&amp;nbsp;questions"),
        ("## Your rights", "Page 3 of 7\n\n## Your rights"),
        ("we collect the following:", "we collect the following: 1."),
    ],
)
def test_more_of_what_software_left_in_the_text_is_quiet(old, new):
    check_quiet(POLICY, changed((old, new)))
    check_quiet(changed((old, new)), POLICY)


def test_a_figure_behind_a_colon_is_no_number_of_a_list():
    line = "\nLocks that you may borrow: {}\n"
    change = tracker.compare(POLICY + line.format("2"), POLICY + line.format("1"))
    assert change.verdict != "noise"


def test_a_figure_in_brackets_is_no_mark_of_a_note():
    line = "\nWe answer within [{}] days.\n"
    check_material(POLICY + line.format(30), POLICY + line.format(60))


@pytest.mark.parametrize("line", ["4.8 out of 5 stars from 203 reviews", "← Terms   Cookies →"])
def test_more_lines_below_the_text_are_quiet(line):
    check_quiet(POLICY, f"{POLICY}\n{line}\n")


def test_a_title_about_disputes_stands_above_the_text():
    titled = CONTRACT.replace("# House rules", "# Dispute policy")
    check_quiet(titled, titled.replace("# Dispute policy\n\n", ""))


def test_a_doubled_number_of_a_title_set_right_is_editorial():
    check_weight(
        CONTRACT.replace("## Ages", "## 4.5 4.8 Ages"), CONTRACT.replace("## Ages", "## 4.5 Ages"), "editorial"
    )
