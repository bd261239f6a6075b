"""Where each limit lies by which a text is doubted or trusted: one word, line or sign more, and the answer turns."""

from __future__ import annotations

import pytest

from tests.doubt.test_version import HEAD, LINES, TEXT, reason
from tracker.doubt import hardly_a_policy, not_a_policy
from tracker.doubt.page import names_policy, titles_of
from tracker.doubt.words import count
from tracker.segment import segment

PLAIN = "the kites of the club fly high over the wide field when a good wind comes up from the sea"
TALK = "The page that you requested does not exist any more here."
SIGNS = [
    "rights",
    "liability",
    "warranty",
    "contract",
    "refund",
    "spam",
    "arbitration",
    "copyright",
    "infringe",
    "termination",
]


def doubt(text: str) -> str | None:
    return not_a_policy(segment(text))


def words(number: int) -> str:
    """So many words, none of law or data, a line of ten each."""
    many = (PLAIN.split() * (number // 10 + 1))[:number]
    return "\n\n".join(" ".join(many[at : at + 10]) for at in range(0, number, 10))


class TestWords:
    @pytest.mark.parametrize("number", [13, 24])
    def test_next_to_none_are_no_page(self, number):
        shown = words(number).replace("\n\n", " / ")
        assert doubt(words(number)) == f"The page is almost empty: {number} words, “{shown}”."

    def test_a_few_may_be_one(self):
        assert doubt(words(25)) is None

    @pytest.mark.parametrize(("number", "doubted"), [(250, True), (380, True), (400, False), (600, False)])
    def test_a_text_that_fills_pages_may_say_anything(self, number, doubted):
        talk = f"{TALK}\n\n" * 30
        assert (doubt(words(number - count(talk)) + f"\n\n{talk}") is not None) is doubted

    @pytest.mark.parametrize(("number", "doubted"), [(250, True), (390, True), (400, False)])
    def test_a_text_that_fills_pages_needs_no_sign(self, number, doubted):
        assert (hardly_a_policy(segment(words(number))) is not None) is doubted

    @pytest.mark.parametrize(("letters", "counted"), [(1, 0), (2, 1), (50, 25), (51, 25)])
    def test_two_signs_of_a_script_without_spaces_are_one(self, letters, counted):
        assert count("隐" * letters) == counted
        assert count(f"kite {'隐' * letters}") == 1 + counted


class TestSigns:
    @pytest.mark.parametrize(("signs", "doubted"), [(3, True), (4, False)])
    def test_a_handful_makes_a_policy(self, signs, doubted):
        text = f"{words(60)}\n\n{' '.join(SIGNS[:signs])}"
        assert (hardly_a_policy(segment(text)) is not None) is doubted

    @pytest.mark.parametrize(("signs", "doubted"), [(5, True), (7, True), (8, False)])
    def test_many_outweigh_the_title_of_an_error_page(self, signs, doubted):
        text = f"# Page not found\n\n{words(60)}\n\n{' '.join(SIGNS[:signs])}"
        assert (doubt(text) is not None) is doubted

    @pytest.mark.parametrize(("small", "known"), [(2, False), (3, True)])
    def test_only_in_a_language_that_is_known(self, small, known):
        """Of twenty words, so many are small words of English."""
        text = " ".join(["the"] * small + ["kukko"] * (20 - small))
        assert (hardly_a_policy(segment(f"{text}\n")) is not None) is known


class TestTalk:
    @pytest.mark.parametrize(("talking", "doubted"), [(3, False), (4, False), (5, True), (6, True)])
    def test_half_of_a_named_policy(self, talking, doubted):
        """A title and nine lines."""
        text = "\n\n".join(["# Privacy policy", *[TALK] * talking, *[PLAIN] * (9 - talking)])
        assert (doubt(text) is not None) is doubted

    @pytest.mark.parametrize(("talking", "doubted"), [(2, False), (3, False), (4, True), (6, True)])
    def test_a_fifth_of_any_other_text(self, talking, doubted):
        """Twenty lines."""
        text = "\n\n".join([*[PLAIN] * (20 - talking), *[TALK] * talking])
        assert (doubt(text) is not None) is doubted

    @pytest.mark.parametrize(("lines", "doubted"), [(2, True), (3, True), (4, False), (5, False)])
    def test_one_sentence_of_some_is_none(self, lines, doubted):
        text = "\n\n".join([*[PLAIN] * (lines - 1), TALK])
        assert (doubt(text) is not None) is doubted

    @pytest.mark.parametrize(
        ("title", "quoted"),
        [("Sorry", "The page that you"), ("Not found", "The page that you"), ("Page not found", "Page not found")],
    )
    def test_the_title_is_quoted_where_it_says_enough(self, title, quoted):
        assert f"it says “{quoted}" in doubt(f"# {title}\n\n{TALK}\n\n{words(60)}")


class TestTitles:
    def test_a_first_line_is_one_up_to_twelve_words(self):
        for number in (7, 12):
            assert titles_of(segment(f"{' '.join(['kite'] * number)}\n\n{words(60)}")) == [
                "kite " * (number - 1) + "kite"
            ]
        assert titles_of(segment(f"{' '.join(['kite'] * 13)}\n\n{words(60)}")) == []

    @pytest.mark.parametrize(("others", "names"), [(13, True), (23, True), (24, False)])
    def test_one_that_names_a_policy_is_no_paragraph(self, others, names):
        assert names_policy(f"{'kite ' * others}policy") is names

    @pytest.mark.parametrize(("others", "kind"), [(8, True), (9, True), (10, False), (16, False)])
    def test_one_of_an_error_page_is_short(self, others, kind):
        """Three words of an error page's title among others."""
        text = f"# {'kite ' * others}attention required now\n\n{words(60)}"
        assert (doubt(text) is not None) is kind


OTHER = [f"Rule {n}: nobody may bring more than {n} kites to the agreement's field." for n in range(20)]


class TestVersions:
    @pytest.mark.parametrize(("kept", "doubted"), [(2, True), (4, True), (5, False), (7, False)])
    def test_a_fifth_of_the_lines_makes_one_document_of_two(self, kept, doubted):
        """Twenty-one lines, the title among them."""
        text = "\n\n".join(["# Terms of service", *LINES[:kept], *OTHER[kept:]])
        assert (reason(TEXT, text) is not None) is doubted

    @pytest.mark.parametrize(("lines", "cut"), [(16, True), (17, True), (18, False), (19, False)])
    def test_a_text_is_cut_off_where_a_tenth_of_it_is_gone(self, lines, cut):
        """Of twenty-one lines the title and so many are there, the last in part."""
        after = HEAD + "\n\n".join([*LINES[: lines - 1], LINES[lines - 1][:30]]) + "\n"
        assert (reason(TEXT, after) is not None) is cut

    @pytest.mark.parametrize(("lines", "told"), [(5, False), (6, False), (7, True), (9, True)])
    def test_of_a_text_of_a_few_lines_nothing_is_told(self, lines, told):
        """The title is a line too."""
        before = HEAD + "\n\n".join(LINES[:lines]) + "\n"
        after = "# Terms of service\n\n" + "\n\n".join(OTHER) + "\n"
        assert (reason(before, after) is not None) is told

    @pytest.mark.parametrize(("headings", "doubted"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
    def test_the_title_stands_among_the_first_three_headings(self, headings, doubted):
        above = "".join(f"# Kites {n}\n\nThey fly.\n\n" for n in range(headings))
        before = f"{above}{TEXT}"
        after = "# Terms of service\n\n" + "\n\n".join(OTHER) + "\n"
        assert (reason(before, after) is not None) is doubted

    @pytest.mark.parametrize(("above", "doubted"), [(1, False), (2, False), (3, True), (6, True)])
    def test_whom_a_text_is_for_stands_in_its_first_lines(self, above, doubted):
        """The old text is for Canada too, and says so after its title and so many lines."""
        lines = [*LINES[:above], "It is for our members in Canada.", *LINES[above:]]
        before = HEAD + "\n\n".join(lines) + "\n"
        after = "# Privacy policy for Canada\n\n" + "\n\n".join(OTHER) + "\n"
        assert ((reason(before, after) or "").find("country") > 0) is doubted
