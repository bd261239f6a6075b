"""Two laws over many pages: noise alone stays noise, and one sentence of substance decides amid any of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

import tracker
from tests.classify.checks import POLICY, check_quiet

Noise = Callable[[str], str]
TITLES = re.findall(r"^## (.*)$", POLICY, re.MULTILINE)


def above(text: str) -> Noise:
    return lambda policy: f"{text}\n\n{policy}"


def below(text: str) -> Noise:
    return lambda policy: f"{policy}\n{text}\n"


def each(pattern: str, new: str) -> Noise:
    return lambda policy: re.sub(pattern, new, policy, flags=re.MULTILINE)


def misread(policy: str) -> str:
    """UTF-8 signs read as Windows-1252."""
    return policy.replace("Nobody", "Nobody\u00e2\u20ac\u2122").replace("Changes", "\u00e2\u20ac\u0153Changes")


NOISES: dict[str, Noise] = {
    "list marks": each(r"^- ", "• "),
    "lettered list": each(r"^- ", "a) "),
    "titles without markup": each(r"^## (.*)$", r"**\1**"),
    "titles of another level": each(r"^## ", "### "),
    "titles in capitals": lambda policy: re.sub(
        r"^## .*$", lambda title: title.group().upper(), policy, flags=re.MULTILINE
    ),
    "titles with anchors": each(r"^(## .*)$", r"\1 [¶](#here)"),
    "titles that are links": each(r"^## (.*)$", r"## [\1](#here)"),
    "back to top": each(r"^(## .*)$", r"[Back to top](#top)\n\n\1"),
    "hard spaces": each(r"(?<=\w) (?=data)", "\u00a0"),
    "soft hyphens": each(r"(?<=bi)(?=cycle)", "\u00ad"),
    "sentences a line": each(r"(?<=[a-z]\.) (?=[A-Z])", "\n"),
    "table as list": lambda policy: "\n".join(
        "- " + ", ".join(cell.strip() for cell in line.strip("|").split("|")) if line.startswith("| ") else line
        for line in policy.replace("| --- | --- | --- |\n", "").split("\n")
    ),
    "contents": above("\n".join(f"* [{title}](#{place})" for place, title in enumerate(TITLES))),
    "contents in one line": above(" ".join(TITLES)),
    "paragraph twice": below("Nobody under the age of 16 may open an account."),
    "section twice": lambda policy: (
        policy + "\n" + policy[policy.index("## Your rights") : policy.index("## Children")]
    ),
    "hidden address": each(r"privacy@lindenhof\.example", "[email protected]"),
    "address for people": each(r"privacy@lindenhof\.example", "privacy [at] lindenhof.example"),
    "linked address": each(r"(privacy@lindenhof\.example)", r"[\1](mailto:\1)"),
    "misread signs": misread,
    "cookie banner": above("We use cookies to make your visit to our website better.\n\n[Find out more](/c)\n\nAccept"),
    "cookie banner below": below("Cookies help us run this site. By using it you agree to our use of cookies.\n\nOK"),
    "trail": above("Home > About > Legal"),
    "languages": above("* English\n* Dansk\n* Suomi\n* Deutsch"),
    "reading time": above("Reading time: 4 minutes"),
    "sharing buttons": above("Share\n\n* [Facebook](/f)\n* [X](/x)\n* [LinkedIn](/l)\n* [Copy link](#)"),
    "author": above("By Karla Svendsen"),
    "menu": above("* [Bicycles](/b)\n* [Towns](/t)\n* [Prices](/p)\n* [Log in](/l)"),
    "footer menu": below("### Company\n\n* [About](/a)\n* [Jobs](/j)\n* [Press room](/p)\n* [Investors](/i)"),
    "newsletter": below("Stay in the loop\n\nGet our news by mail.\n\nEnter your email\n\nSubscribe"),
    "offer": above("Spring sale: up to 30% off all yearly passes. Shop now"),
    "neighbours": below("Previous: Terms of hire\n\nNext: Cookie policy"),
    "related": below("### More in Legal\n\n[Terms of hire](/t)\n\n[Rules of the road](/r)"),
    "copyright line": below("© 2024 Lindenhof Cycles ApS. All rights reserved. Your friends on two wheels since 1998."),
    "helpful": below("Was this article helpful?\n\nYes\n\nNo\n\n61 out of 143 found this helpful"),
    "slogan": below("Bringing people together, one ride at a time."),
    "testimonial": above("“I left the car at home for a year. My knees are grateful!” Dale, Odense"),
    "credit": below("Site design by Blue Heron Studio"),
    "visitors": below("You are visitor number 51377"),
    "weekday": above("Monday, March 3, 2008"),
    "archive": below("### Archives\n\n* [May 2009](/5)\n* [April 2009](/4)\n* [March 2009](/3)"),
    "legal pages": below("Terms of Hire\n\nPrivacy Statement\n\nLegal Notices"),
    "basket": above("Shopping cart: 0 items 0.00"),
    "networks": below("Connect with us:\n\n* Facebook\n* Twitter\n* Google+"),
    "print": above("[Print this page](/print)\n\n[Download as PDF](/p.pdf)"),
}
EDITS = {
    "negation": ("We do not record the route", "We record the route"),
    "period": ("for 30 days", "for 300 days"),
    "firmness": ("we will send you an e-mail", "we may send you an e-mail"),
    "recipient": ("with the garage that repairs our bicycles", "with the garage and with advertising networks"),
    "right": ("You have the right to see, correct and delete your data. ", ""),
    "arbitration": ("this policy.\n\n## Changes", "this policy. Any dispute goes to arbitration.\n\n## Changes"),
    "age": ("under the age of 16", "under the age of 14"),
    "row": (
        "| Paylane Oy | payments | Finland |\n",
        "| Paylane Oy | payments | Finland |\n| Qu Ads Inc. | ads | USA |\n",
    ),
    "sale": ("We will never sell your personal data.", ""),
}


@pytest.mark.parametrize("name", NOISES)
def test_noise_alone_stays_noise(name):
    noisy = NOISES[name](POLICY)
    assert noisy != POLICY
    check_quiet(POLICY, noisy)
    check_quiet(noisy, POLICY)


@pytest.mark.parametrize("name", NOISES)
@pytest.mark.parametrize("edit", EDITS)
def test_one_sentence_decides_amid_noise(name, edit):
    old, new = EDITS[edit]
    assert old in POLICY
    after = NOISES[name](POLICY.replace(old, new))
    assert tracker.compare(POLICY, after).verdict == "material"


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        (
            "Categories of personal data we collect",
            "Precise location data – such as latitude / longitude, with consent.",
        ),
        ("Categories of personal data we collect", "Items placed in a shopping cart."),
        ("Third parties with whom we share data", "Google+"),
    ],
)
def test_an_entry_that_looks_like_a_menu_is_judged_under_such_a_title(title, entry):
    before = f"{POLICY}\n## {title}\n\n- Names of riders.\n- Numbers of tickets.\n\nWrite to us if you wish to know more of this.\n"
    assert tracker.compare(before, before.replace("- Numbers", f"- {entry}\n- Numbers")).verdict == "material"


def test_thanks_to_people_are_no_policy_although_a_sentence_introduces_them():
    before = f"{POLICY}\n## Acknowledgements\n\nWe thank these people for their help:\n\n* Ada\n* Grace\n"
    check_quiet(before, before.replace("* Grace", "* Edsger\n* Grace"), kind="boilerplate")


SPOKEN = (
    "All temporary storage is purged when a ride is over.",
    "Dune Bicycles retains all rights to its drawings.",
    "This is collected for paid rides only.",
    "You can fix personal information that is not correct.",
    "These technologies include cookies, pixels and local storage.",
    "Transient cookies are automatically deleted when you close your browser.",
    "Some tools pass data to a search company as part of the review.",
)


@pytest.mark.parametrize("sentence", SPOKEN)
@pytest.mark.parametrize("place", ["top", "middle", "end"])
@pytest.mark.parametrize("mark", ["", "- "])
def test_a_sentence_of_substance_is_no_furniture_wherever_it_stands(sentence, place, mark):
    line = f"{mark}{sentence}"
    texts = {
        "top": f"{line}\n\n{POLICY}",
        "middle": POLICY.replace("## Your rights", f"{line}\n\n## Your rights"),
        "end": f"{POLICY}\n{line}\n",
    }
    assert tracker.compare(POLICY, texts[place]).verdict != "noise"
    assert tracker.compare(texts[place], POLICY).verdict != "noise"
