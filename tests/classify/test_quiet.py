"""What a reader of the page would not call a change."""

from __future__ import annotations

import pytest

from tests.classify.checks import POLICY, changed, check_material, check_quiet
from tracker import compare

MENU = "[Home](/) \n\n* [Bikes](/bikes)\n* [Towns](/towns)\n* [Sign in](/login)\n\n"


def test_the_same_text():
    assert check_quiet(POLICY, POLICY, kind="same_words").findings == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n- ", "\n* "),
        ("data.\n", "data.   \n"),
        ("e-mail", "email"),
        ("your name and", "your name  and"),
        ("## Your rights", "Your rights\n-----------"),
        ("We share your data", "**We share** your data"),
        ("Lindenhof Cycles rents", "LINDENHOF CYCLES rents"),
        ("at least 14 days", "at least 14\u00a0days"),
    ],
)
def test_layout(old, new):
    check_quiet(POLICY, changed((old, new)))
    check_quiet(changed((old, new)), POLICY)


def test_quotes():
    straight = changed(("the garage", 'the "garage"'))
    check_quiet(straight, straight.replace('"garage"', "“garage”"))


def test_a_list_in_place_of_a_table():
    rows = "| Processor | Purpose | Country |\n| --- | --- | --- |\n| Aarhus Hosting ApS | servers | Denmark |\n| Paylane Oy | payments | Finland |\n"
    listed = "Processor Purpose Country\n\n- Aarhus Hosting ApS servers Denmark\n- Paylane Oy payments Finland\n"
    check_quiet(POLICY, changed((rows, listed)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://lindenhof.example/terms", "http://www.lindenhof.example/terms/"),
        ("https://lindenhof.example/terms", "https://lindenhof.example/en-gb/terms?from=policy#top"),
        ("https://lindenhof.example/terms", "https://lindenhof.example/Terms.html"),
        ("https://legal.lindenhof.example/terms", "https://www.lindenhof.example/about/terms"),
        ("/legal/hire/index.md", "../hire/index.md"),
        ("https://lindenhof.example/terms", "https://m.lindenhof.example/terms"),
        ("https://lindenhof.example/terms", "https://lindenhof.example/ter\u00adms"),
        ("https://lindenhof.example/terms-of-hire", "https://lindenhof.example/Terms_of_Hire"),
        ("https://lindenhof.example/news/may/hire-rules", "https://lindenhof.example/news/may/hirerules"),
    ],
)
def test_a_link_to_the_same_place(old, new):
    before = POLICY + f"\nSee also our [terms of hire]({old}).\n"
    check_quiet(before, before.replace(old, new), kind="link")


def test_a_hidden_address():
    hidden = changed(("privacy@lindenhof.example", "[[email protected]](/cdn-cgi/l/email-protection#1f2e)"))
    check_quiet(POLICY, hidden)
    check_quiet(hidden, hidden.replace("#1f2e", "#9a01"))


def test_broken_encoding():
    before = POLICY + "\nWe don’t follow you, and we’ll say so.\n"
    check_quiet(before.replace("’", "\ufffd"), before, kind="token")


def test_signs_of_utf8_read_as_another_encoding():
    before = POLICY + "\nWe call this “riding home”, and it’s free.\n"
    worse = before.replace("“", "\u00e2\u20ac\u0153").replace("”", "\u00e2\u20ac").replace("’", "\u00e2\u20ac\u2122")
    check_quiet(before, worse, kind="token")
    check_quiet(before, before.replace("“", "\u00e2").replace("”", "\u00e2").replace("’", "\u00e2"), kind="token")


def test_another_page_of_the_site():
    home = "# Lindenhof\n\n" + " ".join(
        "Ride through the spring with our new bells, lamps and saddles in seven bright colours." for _ in range(9)
    )
    check_quiet(POLICY, home, kind="not_policy")
    check_quiet(home, POLICY, kind="not_policy")


def test_icons():
    check_quiet(
        changed(("## Your rights", "## \ue900 Your rights")), changed(("## Your rights", "## \ue901 Your rights"))
    )


def test_a_copyright_year():
    before = POLICY + "\n© 2023 Lindenhof Cycles ApS. All rights reserved.\n"
    check_quiet(before, before.replace("2023", "2024"), kind="boilerplate")


def test_a_date_in_another_form():
    check_quiet(POLICY, changed(("3 March 2024", "March 3, 2024")))


def test_a_menu_above_the_text():
    check_quiet(POLICY, MENU + POLICY, kind="boilerplate")
    check_quiet(MENU + POLICY, POLICY, kind="boilerplate")


def test_a_button_below_the_text():
    check_quiet(POLICY, POLICY + "\nBack to top\n", kind="boilerplate")


def test_a_footer_line():
    footer = "\nHome — Towns — Privacy policy — Imprint\n"
    check_quiet(POLICY + footer, POLICY + footer.replace("— Imprint", "— Jobs — Imprint"), kind="boilerplate")


def test_a_table_of_contents():
    contents = "- [What we collect](#a)\n- [Children](#b)\n- [Disputes](#c)\n\n"
    check_quiet(POLICY, changed(("Lindenhof Cycles rents", contents + "Lindenhof Cycles rents")))


def test_related_articles():
    check_quiet(POLICY, POLICY + "\n## Related articles\n\n- Where is my bicycle\n- Opening hours in Odense\n")


def test_a_counter():
    before = POLICY + "\n## Comments\n\n12 readers\n"
    check_quiet(before, before.replace("12", "13"))


def test_a_second_copy_of_the_text():
    check_quiet(POLICY, POLICY + "\n" + POLICY, kind="duplicate")
    check_quiet(POLICY + "\n" + POLICY, POLICY, kind="duplicate")


def test_a_return_to_an_earlier_state():
    check_quiet(changed(("for 30 days", "for 24 months")), POLICY, kind="return", earlier=(POLICY,))


@pytest.mark.parametrize(
    "stub",
    [
        "",
        "# Not found\n\nWe are sorry, this page could not be found.\n",
        "Just a moment...\n\nChecking your browser.\n",
    ],
)
def test_what_is_no_policy(stub):
    check_quiet(POLICY, stub, kind="not_policy")
    check_quiet(stub, POLICY, kind="not_policy")


def test_another_language():
    german = """# Datenschutz bei Lindenhof

    Wir vermieten Fahrräder in zwölf Städten. Diese Erklärung sagt, was wir mit Ihren Daten tun und wie lange wir sie
    behalten. Wir geben Ihre Daten an die Werkstatt weiter, die unsere Räder repariert, und an niemanden sonst. Sie haben
    das Recht, Ihre Daten zu sehen und zu berichtigen. Die Daten einer Fahrt werden nach 30 Tagen gelöscht, wenn Sie
    nicht widersprechen. Für Fragen sind wir immer da, und Sie können uns jederzeit schreiben oder anrufen. """
    check_quiet(POLICY, german * 2, kind="language")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("We value your privacy\n\nWe and our partners use cookies.\n\n- Accept all\n- Reject all\n\n", ""),
        (
            "",
            "\nWe use cookies to improve your visit. Choose which you allow.\n\nReject\n\nAllow selection\n\nAllow all\n",
        ),
        ("", "\n- Wheels\n- Saddles\n- Our story\n- Find a shop\n- Gift ideas\n- Winter rides\n"),
        ("", "\nGet the app (opens in new window)\n"),
        ("", "\nHow would you rate this page?\n"),
        ("", "\nHow can we help you today?\n\nStart chat\n"),
        ("Winter sale: up to 50% off\n\n", ""),
        ("", "\nPage generated on 3 March 2024 at 10:22:31\n"),
        ("Share on Facebook Share on Twitter Share by e-mail\n\n", ""),
        ("", "\n![](data:image/svg+xml,%3Csvg%3E)\n"),
    ],
)
def test_what_is_laid_over_or_around_the_text(above, below):
    check_quiet(POLICY, above + POLICY + below)
    check_quiet(above + POLICY + below, POLICY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Viewed 48,112 times.", "Viewed 51,377 times."),
        ("Rated 4.6 out of 5 based on 1,312 reviews", "Rated 4.7 out of 5 based on 1,356 reviews"),
        ("Updated 3 months ago", "Updated 4 months ago"),
        ("Page generated on 3 March 2024 (0.12 s)", "Page generated on 4 March 2024 (0.09 s)"),
    ],
)
def test_what_counts_by_itself(old, new):
    check_quiet(f"{POLICY}\n{old}\n", f"{POLICY}\n{new}\n", kind="token")


def test_a_long_row_that_names_what_menus_name_too_is_judged() -> None:
    row = (
        "| Support | We use tools of companies such as Facebook and Twitter to answer questions, to run our blog, to keep"
        " a help center and to find out how our products and our pricing are liked{} by those who write to us |"
    )
    before = f"# Data\n\n| Who | What for |\n| --- | --- |\n{row.format('')}\n| Lark GmbH | Payment |\n"
    after = before.replace("are liked by", "are liked, and to follow you on other sites, by")
    assert compare(before, after).verdict in {"minor", "material"}


def test_what_is_added_to_an_item_with_dashes_is_judged() -> None:
    before = f"# Conduct\n\nYou may not post any of these:\n\n- pictures that show only — or mostly — text\n{POLICY}"
    after = before.replace("text\n", "text; we sell what you post to companies that advertise on other sites\n", 1)
    assert compare(before, after).verdict == "material"


@pytest.mark.parametrize(
    "list_", ["- Norway: 13\n- Peru: {}\n", "Norway: 13\n\nPeru: {}\n", "- {} years in Peru\n- 14 years in Spain\n"]
)
@pytest.mark.parametrize("after", [16, 17])
def test_a_bare_figure_that_states_an_age_is_no_counter(list_: str, after: int) -> None:
    text = f"# Minimum age\n\nYou may use Kestrel from this age on, by country of residence:\n\n{list_}\n{POLICY}"
    assert compare(text.format(15), text.format(after)).verdict in {"minor", "material"}


@pytest.mark.parametrize(
    ("old", "new"), [("Small: 5", "Small: 7"), ("Small (120)", "Small (150)"), ("Large: 1200", "Large: 1250")]
)
def test_a_bare_figure_that_states_a_price_is_no_counter(old: str, new: str) -> None:
    text = f"{POLICY}\n## Fees\n\nYou pay each month:\n\n- {old}\n\n## End\n\nYou can leave at any time.\n"
    assert compare(text, text.replace(old, new)).verdict == "material"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We keep records of visits for 30 days.", "We keep records of visits for 24 months."),
        ("We delete comments after 30 days.", "We delete comments after 2 years."),
    ],
)
def test_a_period_for_what_is_counted_is_no_counter(old: str, new: str) -> None:
    change = compare(f"{POLICY}\n\n{old}\n", f"{POLICY}\n\n{new}\n")
    assert (change.verdict, change.categories) == ("material", ("data_retention",))


@pytest.mark.parametrize(("old", "new"), [("Comments (3)", "Comments (9)"), ("1,204 views", "1,377 views")])
def test_a_counter_of_the_page_is_quiet(old: str, new: str) -> None:
    text = f"{POLICY}\n{old}\n"
    assert compare(text, text.replace(old, new)).verdict == "noise"


def test_a_forbidden_act_is_no_copyright_line() -> None:
    before = f"# Conduct\n\nYou may not do any of these:\n\n- sell another person's account\n- break copyright or trademark law\n{POLICY}"
    after = before.replace("- break copyright or trademark law\n", "- send spam\n")
    change = compare(before, after)
    assert change.verdict != "noise"
    assert any("copyright" in finding.before for finding in change.findings if finding.weight != "noise")


def test_a_kind_of_data_added_to_a_list_of_them_is_material() -> None:
    before = f"{POLICY}\n## The app\n\nThis includes, but is not limited to, motion data and location data, also in the background.\n\n## End\n\nYou can leave.\n"
    change = compare(before, before.replace("motion data and location data", "motion, health, and location data"))
    assert change.verdict == "material"
    assert change.categories == ("first_party_collection",)


def test_a_line_that_names_the_text_to_come_is_no_label() -> None:
    after = f"# Terms of use\n\nSuperseded by the Kestrel terms of service: day to be named\n{POLICY}"
    assert (
        compare(after.replace("Superseded by the Kestrel terms of service: day to be named\n", ""), after).verdict
        != "noise"
    )


def test_a_short_sentence_below_the_text_that_is_turned_round_is_no_label():
    before = POLICY + "\nWe do not tell the neighbours.\n"
    assert compare(before, before.replace("do not tell", "do tell")).verdict not in {"noise", "editorial"}
    before = POLICY + "\nYour lock is read monthly.\n"
    check_material(before, before.replace("monthly", "daily"), rule="frequency_changed")


@pytest.mark.parametrize("said", ["We may film the shop.", "We will not answer letters."])
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_short_statement_at_the_edge_of_a_page_is_no_label(said: str, place: str) -> None:
    after = f"{said}\n\n{POLICY}" if place == "above" else f"{POLICY}\n\n{said}\n"
    assert compare(POLICY, after).verdict == "material"
