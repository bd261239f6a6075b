"""Which sentences, items and rows differ, and as what."""

from hypothesis import given
from hypothesis import strategies as st

from tests.diff.texts import PARTS, document, of
from tracker.diff import diff
from tracker.model import visible_words
from tracker.segment import segment

PIECES = st.sampled_from(
    ["We keep seeds.", "We keep all seeds.", "You may ask, in time.", "\n\n", "\n- ", "\n", "**Ask!** ", "| a | b |\n|--|--|\n| c | d |\n", "## Fees\n\n",
     "*we* lend [tools](x)", " 30 days ", "\n1. "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=100)


def edits(before, after):
    return [edit for a in diff(segment(before), segment(after)).sections for edit in a.edits]


def changes(before, after):
    return [(edit.before, edit.after) for edit in edits(before, after)]


def body(text):
    return document(("Garden", text), ("Water", PARTS["Water"]))


@given(TEXTS, TEXTS)
def test_redlines_rebuild_both_sides(before, after):
    for a in diff(segment(before), segment(after)).sections:
        for line, sides in [(edit.redline, (edit.before, edit.after)) for edit in a.edits]:
            assert "".join(text for operation, text in line if operation != "insert") == sides[0]
            assert "".join(text for operation, text in line if operation != "delete") == sides[1]
        if a.kind == "unchanged":
            assert (a.redline, a.edits, a.words_added, a.words_removed) == ((), (), 0, 0)


@given(TEXTS, TEXTS)
def test_an_edit_is_something_a_reader_sees(before, after):
    for edit in edits(before, after):
        assert visible_words(edit.before) != visible_words(edit.after)


@given(TEXTS, TEXTS)
def test_where_words_differ_something_is_told(before, after):
    if set(visible_words(before)) != set(visible_words(after)):
        assert any(a.kind != "unchanged" for a in diff(segment(before), segment(after)).sections)


def test_one_sentence_of_a_paragraph():
    before = of(["Seeds", "Fees"])
    assert changes(before, before.replace("two coins", "five coins")) == [
        ("Membership costs two coins a month.", "Membership costs five coins a month.")
    ]


def test_a_new_and_a_deleted_sentence_have_an_empty_side():
    before, after = body("We dry seeds. You may take some."), body("You may take some. Ask the warden about beans.")
    assert changes(before, after) == [("We dry seeds.", ""), ("", "Ask the warden about beans.")]


def test_a_sentence_that_moved_is_no_edit_within_its_section_or_to_another():
    first, second = "We dry all seeds in the long shed.", "Beans are kept apart from peas there."
    assert changes(body(f"{first} {second} Bye."), body(f"{second} {first} Bye.")) == []
    before = document(("Garden", f"{first} {second} {PARTS['Tools']}"), ("Water", PARTS["Water"]))
    after = document(("Garden", f"{second} {PARTS['Tools']}"), ("Water", f"{PARTS['Water']} {first}"))
    assert changes(before, after) == []


def test_a_sentence_edited_on_its_way_to_another_section_is_one_edit():
    old, new = "We dry all seeds in the long shed for three weeks.", "We dry all seeds in the long shed for nine weeks."
    before = document(("Garden", f"{old} {PARTS['Tools']}"), ("Water", PARTS["Water"]))
    after = document(("Garden", PARTS["Tools"]), ("Water", f"{PARTS['Water']} {new}"))
    assert changes(before, after) == [(old, new)]


def test_a_sentence_that_became_two_is_one_edit():
    before = body("We lend spades to every member and we charge nothing at all for the first week of use.")
    after = body("We lend spades to every member. We charge nothing at all for the first two weeks of use.")
    assert len(changes(before, after)) == 1


def test_a_paragraph_that_became_a_list_is_no_edit():
    before = body("We lend: (a) spades; (b) rakes; and (c) cans.")
    after = body("We lend:\n\n- spades;\n- rakes; and\n- cans.")
    assert changes(before, after) == []


def test_case_punctuation_and_spaces_are_no_edit():
    assert changes(body("We lend the tool-set, daily."), body("WE LEND THE TOOLSET daily")) == []


def test_items_and_headings_say_what_they_are():
    before = document(("Tools", "We lend these things to members of the club:\n\n- spades;\n- two old rakes."))
    after = before.replace("old", "new").replace("## Tools", "## Loans")
    assert [(e.kind, e.before, e.after) for e in edits(before, after)] == [
        ("heading", "Tools", "Loans"),
        ("item", "two old rakes.", "two new rakes."),
    ]


def test_rows_are_paired_by_their_key_and_know_their_columns():
    table = "| No | Tool | Loan |\n|---|---|---|\n| 1 | Spade | 7 days |\n| 2 | Rake | 7 days |\n"
    after = "| No | Tool | Loan |\n|---|---|---|\n| 1 | Rake | 14 days |\n| 2 | Saw | 1 day |\n| 3 | Spade | 7 days |\n"
    found = edits(body(table), body(after))
    assert {(e.kind, e.table_header) for e in found} == {("row", ("No", "Tool", "Loan"))}
    assert ("2 Rake 7 days", "1 Rake 14 days") in [(e.before, e.after) for e in found]
    assert ("", "2 Saw 1 day") in [(e.before, e.after) for e in found]


def test_an_added_section_is_told_sentence_by_sentence():
    found = edits(of(["Seeds"]), of(["Seeds", "Fees"]))
    assert [e.after for e in found] == ["Fees", *(f"{part}." for part in PARTS["Fees"].rstrip(".").split(". "))]
    assert all(not e.before for e in found)


def test_links_that_point_elsewhere_are_told_apart_from_edits():
    before = body("See [the list](a.html) and [the list](b.html) or [map](m).")
    after = body("See [the list](b.html) and **[the list](c.html)** or [map](m).")
    (group,) = [a for a in diff(segment(before), segment(after)).sections if a.links]
    assert (group.kind, group.edits, group.links) == ("unchanged", (), (("the list", "a.html", "c.html"),))


def test_addresses_that_a_network_hides_are_no_edit():
    hidden = "Write to [[email protected]](/cdn-cgi/l/email-protection)."
    assert changes(body("Write to [ada@club.example](mailto:ada@club.example)."), body(hidden)) == []
    assert len(changes(body("Write to ada@club.example."), body("Write to tom@club.example."))) == 1


def test_a_broken_encoding_is_no_edit_but_the_words_around_it_are():
    good = "The club’s café opens at eight."
    assert changes(body(good), body(good.replace("’", "\ufffd").replace("é", "\ufffd"))) == []
    assert len(changes(body(good), body(good.replace("’", "\ufffd").replace("eight", "nine")))) == 1


def test_a_large_rewrite_is_bounded_and_says_so():
    before, after = (" ".join(f"{letter}{number}" for number in range(30_000)) for letter in "ab")
    comparison = diff(segment(before), segment(after))
    assert [a.kind for a in comparison.sections] == ["removed", "added"]
    common = "".join(f"c{number} " for number in range(10_000))
    assert diff(segment(common + before), segment(common + after)).truncated
