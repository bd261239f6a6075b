"""What must not be quiet: pairs that look alike, point somewhere or sound kind, each with the least weight it may have.

Unknown words prove nothing, words that lawyers tell apart are not the same, and a phrase that often points somewhere
says as much as its sentence says.
"""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, changed
from tracker.model import SCALE

_BEFORE = "We may use your e-mail address"


def _with(sentence: str) -> str:
    """The sentence as a paragraph of its own among those on the use of data."""
    return POLICY.replace(_BEFORE, f"{sentence}\n\n{_BEFORE}") if sentence else POLICY


def _at_least(least: str, before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        change = tracker.compare(old, new)
        told = change.verdict, [finding.rule for finding in change.findings], old[-60:]
        assert SCALE.index(change.verdict) >= SCALE.index(least), told


# Other words in the place of some, which no rule knows.
UNKNOWN = [
    ("We respect the signals of browsers.", "We disregard the signals of browsers.", "minor"),
    ("The lock opens once you nod.", "The lock opens although you frown.", "minor"),
    ("Beacons are placed after you agree.", "Beacons are placed before you agree.", "minor"),
    ("The list is kept as ciphertext.", "The list is kept as plaintext.", "minor"),
    ("Your portrait is shown to neighbours.", "Your portrait is shown to passers-by.", "minor"),
    ("Our cover includes broken bones.", "Our cover omits broken bones.", "minor"),
    ("Nurses look at your results.", "Bosses look at your results.", "minor"),
    ("Letters come at least 14 days before a ride.", "Letters come at most 14 days before a ride.", "minor"),
    ("Locks are optional.", "Locks are mandatory.", "minor"),
    ("Riders are insured", "Riders are uninsured", "minor"),
    ("Tools hang on a wall.", "Tools hang on a board.", "minor"),
]

# Sentences in which a pointer, an explanation or an assurance is not all that is said; they come or go whole.
POINTED = [
    ("When you visit our shop, we collect your shoe size and share it with cobblers.", "material"),
    ("If you visit our garage, we keep a film of your face for two weeks.", "material"),
    ("Whenever you read our letters, we note it and pass it on to sponsors.", "material"),
    ("See our bicycle come back within 40 days of your letter.", "material"),
    ("Learn more about how we share your telephone number with clubs.", "material"),
    ("See our garages, with which we share your precise location.", "material"),
    ("Please see the list of garages to which we disclose your telephone number.", "material"),
    ("This policy explains that you give up your right to a jury trial.", "material"),
    ("This privacy policy describes how we rent your data to brokers.", "material"),
    ("This notice tells you that our mechanics read your messages.", "minor"),
    ("Below we describe the clubs that receive your medical data: Heron, Plover and Curlew.", "material"),
    ("Your rides can be found by anybody.", "material"),
    ("Your profile may be found by search engines.", "material"),
    ("Your contacts are available at all times to our partners.", "material"),
    ("If you have any questions, calls are recorded and shared with our desk in India.", "material"),
    ("For any questions, our operators keep a record of your call for a year.", "material"),
    ("Questions about your bill cost four euros each.", "material"),
    ("If you have questions about a ride, you pay five euros for each answer.", "material"),
    ("You can find more information in our help pages, which share your address with advertisers.", "material"),
    ("Learn more on our site, where we collect your heart rate.", "material"),
    ("Most browsers let advertisers read your messages here.", "material"),
    ("Beacons are small pictures with which advertisers follow you to other shops.", "material"),
    ("Cookies are small files that we sell.", "material"),
    ("We strive to answer all letters within 30 days.", "material"),
    ("We are committed to telling you of every breach within 48 hours.", "material"),
    ("In compliance with the law we store rides for the police for two years.", "material"),
    ("We are dedicated to erasing your rides.", "material"),
    ("Our mechanics are aware of our obligations and read your messages.", "minor"),
    ("Partners are committed to buying your ride history.", "material"),
    ("Garages use your location in compliance with their own terms.", "material"),
    ("We take your privacy seriously and store your rides abroad.", "material"),
]

# Words that only look like other words for the same.
WORDED = [
    ("You will not pay for a broken lock.", "You may not pay for a broken lock.", "minor"),
    ("If you write to us, you will not get letters.", "If you write to us, you must not get letters.", "minor"),
    ("Your rides are only shown to you.", "Your rides are only shown to users.", "minor"),
    ("We share your location with other users.", "We share your location with you.", "minor"),
    (
        "Your club rents bicycles, and the company reads your messages.",
        "Your club rents bicycles, and we read your messages.",
        "minor",
    ),
    (
        "If a club pays for your rides, the club may read your messages.",
        "If a club pays for your rides, we may read your messages.",
        "minor",
    ),
    ("The service provider collects your address.", "We collect your address.", "minor"),
    (
        "When you follow a link, the website collects your address.",
        "When you follow a link, we collect your address.",
        "minor",
    ),
    ("We do not sell your rides.", "We no longer sell your rides.", "minor"),
    ("We have never sold your rides.", "We have not sold your rides.", "minor"),
    ("We do not lend bicycles to minors.", "We do not lend bicycles to children.", "minor"),
    ("We do not record your calls.", "We do not log your calls.", "minor"),
    ("Quarrels under our privacy policy go to the clerk.", "Quarrels under this page go to the clerk.", "minor"),
    ("Either party may choose the garage.", "Both parties may choose the garage.", "minor"),
    ("Garages use your name for their own letters.", "Garages use your name for their letters.", "minor"),
    ("Garages may keep the letters as their own.", "Garages may keep the letters as theirs.", "minor"),
    ("We stop using your location.", "We limit using your location.", "minor"),
    ("We encrypt and safeguard your rides.", "We encrypt and handle your rides.", "minor"),
    ("We show your name to insurers.", "We show your name to the insured.", "minor"),
    ("The publisher sees your letters.", "The published sees your letters.", "minor"),
    ("We ask the employer about you.", "We ask the employed about you.", "minor"),
    ("All rides are deleted.", "Certain rides are deleted.", "minor"),
    ("We share certain rides.", "We share any ride.", "minor"),
    ("You have the option to pay.", "You have the obligation to pay.", "minor"),
    ("You have the option of a lock.", "You have the duty of a lock.", "minor"),
    ("You are able to opt out.", "You are unable to opt out.", "minor"),
    ("We refuse riders under a roof.", "We accept riders under a roof.", "minor"),
    ("We inform you of your rides.", "We inform your clubs of your rides.", "minor"),
    ("Disclosure of rides is prohibited.", "Disclosure of rides is permitted.", "minor"),
    ("We are required by law to show rides.", "We are prohibited by law to show rides.", "minor"),
    ("We send you an e-mail message.", "We send you a text message.", "minor"),
]

WORDED += [
    (
        "You lose the deposit if you are late and leave no note.",
        "You lose the deposit if you are late or leave no note.",
        "material",
    ),
    (
        "Minors ride only with the consent of school and club.",
        "Minors ride only with the consent of school or club.",
        "material",
    ),
    ("Heron (formerly Plover) gets your rides.", "Plover gets your rides.", "minor"),
    ("Residents may ask by calling 1-888-555-0100.", "Landlords may ask by calling 1-888-555-0100.", "minor"),
    ("Our bookkeeper sits at 5 Hill Street, Delft.", "Our gamekeeper sits at 5 Hill Street, Delft.", "minor"),
    ("Paint our hall at 5 Hill Street, Delft.", "Paint your hall at 5 Hill Street, Delft.", "minor"),
    ("Paint your hall.", "Paint our hall.", "minor"),
    ("Bells are paid by you.", "Bells are paid by us.", "minor"),
    ("Rides are passed on to us.", "Rides are passed on to you.", "minor"),
    ("Letters come to the hall.", "Letters come from the hall.", "minor"),
    ("Bells are lent to clubs.", "Bells are lent by clubs.", "minor"),
    ("Click on “Bells” to share rides.", "Click on “Bells” to share locks.", "minor"),
    ("Ride as section 3 (Bells) says.", "Ride as section 3 (Bells) says if you must.", "minor"),
]

# Titles that run into a sentence.
TITLED = [
    (
        "Consent: we send riders letters about pumps.",
        "Legitimate interest: we send riders letters about pumps.",
        "material",
    ),
    ("Opt-in: we send riders letters about pumps.", "Opt-out: we send riders letters about pumps.", "minor"),
    (
        "Paid accounts: we send riders letters about pumps.",
        "Free accounts: we send riders letters about pumps.",
        "minor",
    ),
    (
        "Anonymous data: we pass it to clubs that do research.",
        "Health data: we pass it to clubs that do research.",
        "minor",
    ),
    (
        "Garages: these are sent the list of rides each night.",
        "Advertisers: these are sent the list of rides each night.",
        "minor",
    ),
    ("Norway: riders have to wear a helmet on the road.", "Kenya: riders have to wear a helmet on the road.", "minor"),
    (
        "Heron Ltd: mends the bicycles and sees the rides.",
        "Plover Ltd: mends the bicycles and sees the rides.",
        "minor",
    ),
    (
        "We may ask: riders have to wear a helmet on the road.",
        "Rule: riders have to wear a helmet on the road.",
        "minor",
    ),
    (
        "From age 12: riders have to wear a helmet on the road.",
        "From age 15: riders have to wear a helmet on the road.",
        "minor",
    ),
]

TITLED += [
    (f"{old}: {said}", f"{new}: {said}", "minor")
    for old, new, said in (
        ("Paid lists", "Free lists", "free and paid lists are handed out at the door each night."),
        ("Garages", "Sponsors", "the list of rides is for the eyes of garages and of sponsors."),
        ("Neighbours", "Passers-by", "the list of rides is read out to the ones at the door."),
    )
]

# Names.
NAMED = [
    ("On this page Heron reads your card.", "On this page Plover reads your card.", "minor"),
    ("The settings page sends what you type to Heron.", "The settings page sends what you type to Plover.", "minor"),
    ("You may complain under the Irish Wheel Act.", "You may complain under the Delaware Wheel Act.", "minor"),
    ("Questions go to Heron, who keeps the list.", "Questions go to Plover, who keeps the list.", "minor"),
    ("On this page Heron reads all cards.", "On this page Plover reads all cards.", "minor"),
    ("Contact Heron under the Wheel Act.", "Contact Plover under the Bell Act.", "minor"),
    ("We contact Heron about riders.", "We contact Plover about riders.", "minor"),
    (
        "The Heron menu shares the list of pumps with all.",
        "The Plover menu shares the list of pumps with all.",
        "minor",
    ),
    ("The Heron menu sells pumps.", "The Plover menu sells pumps.", "minor"),
    ("Contact Heron about a dispute.", "Contact Plover about a dispute.", "minor"),
    ("The page shares rides with Heron.", "The page shares rides with Plover.", "minor"),
    ("The screen sells pumps of Heron.", "The screen sells pumps of Plover.", "minor"),
    ("Quarrels about a page go to Heron as arbitrator.", "Quarrels about a page go to Plover as arbitrator.", "minor"),
]


# Whole sentences, however short, at the edges of a page or in bold print.
SHORT = [
    "Drivers see your phone number.",
    "Your profile is public.",
    "Bells are not refunded and fees are high.",
    "Voice commands are kept.",
    "Disputes are settled by arbitration.",
    "We record your calls.",
]


@pytest.mark.parametrize("form", ["{}", "**{}**", "* {}"])
@pytest.mark.parametrize("sentence", SHORT)
def test_a_short_sentence_anywhere(sentence, form):
    line = form.format(sentence)
    for page in (f"{line}\n\n{POLICY}", f"{POLICY}\n{line}\n", POLICY.replace("## Children", f"{line}\n\n## Children")):
        _at_least("minor", POLICY, page)


def test_the_end_of_another_sentence_makes_no_button_of_its_beginning():
    said = "We lend bells to visitors.\n\nWe may not lend bells about which we contact you.\n"
    page = POLICY + f"\n## Bells\n\n{said}\n- We contact you regarding bells of this hall.\n"
    _at_least("minor", page, f"{page}- To contact you regarding bells of this hall.\n")


# Under titles that name a history.
LOGGED = [
    ("Recent changes", "1 June 2031: we now sell your location to brokers."),
    ("Revision history", "4 June 2031: we share the number of your bicycle with the police."),
    ("Location history", "1 June 2031: the map of the year was drawn for advertisers."),
    ("Revision history", "4 June 2031: the club now sees who rides."),
    ("Payment history", "1 June 2031: we charge two euros for each copy."),
]


@pytest.mark.parametrize(("old", "new", "least"), [*UNKNOWN, *WORDED, *TITLED, *NAMED])
def test_words_exchanged(old, new, least):
    _at_least(least, _with(old), _with(new))


@pytest.mark.parametrize(("sentence", "least"), POINTED)
def test_a_sentence_that_comes_or_goes(sentence, least):
    _at_least(least, _with(""), _with(sentence))


@pytest.mark.parametrize(("title", "entry"), LOGGED)
def test_an_entry_of_a_history_that_says_what_is_done(title, entry):
    log = f"{POLICY}\n## {title}\n\n- 1 May 2030: spelling.\n"
    _at_least("minor", log, f"{log}- {entry}\n")


def test_a_not_that_moves_to_another_verb():
    old = "We lend your pump and do not lend your lock."
    _at_least("minor", _with(old), _with("We do not lend your pump and do not lend your lock."))


def test_the_promise_of_notice_is_never_only_put_otherwise():
    for words, instead in (("at least 14 days", "at most 14 days"), ("before the change", "after the change")):
        _at_least("material", POLICY, changed((words, instead)))


@pytest.mark.parametrize(
    ("sentence", "pointer"),
    [
        ("For more about pumps, visit our site.", True),
        ("Please see our list of pumps.", True),
        ("You can read the list of pumps on our site.", True),
        ("If you visit our garage mechanics look at shoes.", False),
        ("You may see the shoes of others.", False),
        ("Mechanics visit our garage at night.", False),
        ("Learn more on our site, which mechanics run at night.", False),
        ("Pumps can be found by everybody.", False),
        ("Pumps can be found on our site.", True),
        ("Your pump can be found on our site.", False),
    ],
)
def test_what_a_pointer_is(sentence, pointer):
    found = {one.rule for one in tracker.compare(_with(""), _with(sentence)).findings}
    assert ("pointer" in found) is pointer, found
