"""What became of each section: kept, edited, renamed, moved, cut in two, joined, new or gone."""

from hypothesis import given
from hypothesis import strategies as st

from tests.diff.texts import PARTS, document, of
from tracker.diff import diff
from tracker.segment import segment


def kinds(before, after):
    return [
        (a.kind, [s.heading for s in a.before], [s.heading for s in a.after])
        for a in diff(segment(before), segment(after)).sections
        if a.kind != "unchanged"
    ]


def check_quiet(before, after):
    comparison = diff(segment(before), segment(after))
    assert [a.kind for a in comparison.sections if a.kind != "unchanged"] == []
    assert all(not a.edits and not a.redline for a in comparison.sections)


DOCUMENTS = st.lists(st.sampled_from(sorted(PARTS)), max_size=8).map(of)
TEXTS = DOCUMENTS | st.text(max_size=200)


@given(TEXTS)
def test_a_text_compared_with_itself_is_unchanged(text):
    check_quiet(text, text)


@given(TEXTS, TEXTS)
def test_every_section_is_in_exactly_one_group(before, after):
    left, right = segment(before), segment(after)
    groups = diff(left, right).sections
    assert sorted(s.start_line for a in groups for s in a.before) == [s.start_line for s in left.sections]
    assert sorted(s.start_line for a in groups for s in a.after) == [s.start_line for s in right.sections]


@given(TEXTS, TEXTS)
def test_groups_follow_the_newer_text(before, after):
    starts = [a.after[0].start_line for a in diff(segment(before), segment(after)).sections if a.after]
    assert starts == sorted(starts)


@given(TEXTS, TEXTS)
def test_the_other_way_round_what_was_added_is_removed(before, after):
    there, back = diff(segment(before), segment(after)), diff(segment(after), segment(before))
    added = [[b.text for b in s.blocks] for a in there.sections if a.kind == "added" for s in a.after]
    removed = [[b.text for b in s.blocks] for a in back.sections if a.kind == "removed" for s in a.before]
    assert sorted(added) == sorted(removed)


@given(TEXTS, TEXTS)
def test_the_same_texts_give_the_same_answer(before, after):
    assert diff(segment(before), segment(after)) == diff(segment(before), segment(after))


def test_layout_links_and_numbers_are_quiet():
    before = document(
        ("1. Fees", "- We charge *two* coins.\n- You pay in [the shop](a.html)."), ("2. Tools", PARTS["Tools"])
    )
    after = document(("3. Fees", "We charge two coins.\n\nYou pay in the shop."), ("4. Tools", PARTS["Tools"]))
    check_quiet(before, after)


def test_an_edited_section_is_modified():
    after = of(["Seeds", "Tools", "Fees"]).replace("two coins", "five coins")
    assert kinds(of(["Seeds", "Tools", "Fees"]), after) == [("modified", ["Fees"], ["Fees"])]


def test_a_section_under_another_title_is_renamed_even_if_it_was_edited():
    before = of(["Seeds", "Tools", "Fees"])
    after = before.replace("## Tools", "## Things we lend").replace("spade", "shovel")
    assert kinds(before, after) == [("renamed", ["Tools"], ["Things we lend"])]


def test_renumbering_is_not_renaming():
    before = document(("1. Seeds", PARTS["Seeds"]), ("2. Tools", PARTS["Tools"]))
    after = document(("1. News", PARTS["Water"]), ("2. Seeds", PARTS["Seeds"]), ("Section 3: Tools", PARTS["Tools"]))
    assert kinds(before, after) == [("added", [], ["1. News"])]


def test_the_fewest_sections_move():
    assert kinds(of(["Seeds", "Tools", "Fees", "Water"]), of(["Water", "Seeds", "Tools", "Fees"])) == [
        ("moved", ["Water"], ["Water"])
    ]


def test_of_two_that_changed_places_the_shorter_moved():
    shorter = min(("Seeds", "Tools"), key=lambda name: len(PARTS[name]))
    assert kinds(of(["Seeds", "Tools"]), of(["Tools", "Seeds"])) == [("moved", [shorter], [shorter])]


def test_a_section_cut_in_two_is_split_and_two_joined_are_merged():
    whole = document(("Garden", PARTS["Seeds"] + "\n\n" + PARTS["Tools"]), ("Fees", PARTS["Fees"]))
    parts = document(("Garden", PARTS["Seeds"]), ("Tools", PARTS["Tools"]), ("Fees", PARTS["Fees"]))
    assert kinds(whole, parts) == [("split", ["Garden"], ["Garden", "Tools"])]
    assert kinds(parts, whole) == [("merged", ["Garden", "Tools"], ["Garden"])]


def test_sections_come_and_go_where_they_stood():
    assert kinds(of(["Seeds", "Tools", "Fees"]), of(["Seeds", "Water", "Fees"])) == [
        ("removed", ["Tools"], []),
        ("added", [], ["Water"]),
    ]


def test_short_sections_with_other_titles_have_nothing_to_do_with_each_other():
    before = document(("Seeds", PARTS["Seeds"]), ("Visits", "Ask the club first."))
    after = document(("Seeds", PARTS["Seeds"]), ("Parking", "Ask the club first."))
    assert kinds(before, after) == [("removed", ["Visits"], []), ("added", [], ["Parking"])]


def test_a_sentence_that_moved_to_a_new_section_makes_no_split():
    stray = "Nobody may sell them on."
    before = document(("Seeds", f"{PARTS['Seeds']} {stray}"), ("Tools", PARTS["Tools"]))
    after = document(("Seeds", PARTS["Seeds"]), ("Water", f"{PARTS['Water']} {stray}"), ("Tools", PARTS["Tools"]))
    assert kinds(before, after) == [("modified", ["Seeds"], ["Seeds"]), ("added", [], ["Water"])]


def test_a_copy_of_a_section_is_added_not_split():
    before, after = of(["Seeds", "Tools", "Fees"]), of(["Seeds", "Tools", "Fees", "Tools"])
    assert kinds(before, after) == [("added", [], ["Tools"])]


def test_a_section_of_which_hardly_three_words_in_a_row_are_left_is_still_found():
    words = PARTS["Water"].split()
    rewritten = " ".join("so" if at % 3 == 0 else word for at, word in enumerate(words))
    before = document(("Seeds", PARTS["Seeds"]), ("Water", PARTS["Water"]), ("Tools", PARTS["Tools"]))
    after = document(("Seeds", PARTS["Seeds"]), ("Rain", rewritten), ("Tools", PARTS["Tools"]))
    assert kinds(before, after) == [("renamed", ["Water"], ["Rain"])]


def test_of_two_edited_copies_each_is_compared_with_its_own():
    before = of(["Seeds", "Tools", "Seeds", "Tools"])
    first, second = before.split("## Seeds", 2)[1:]
    for word in ("spring", "years", "spade", "tool"):
        first = first.replace(word, "other")
    after = (
        "# Club rules\n\n## Seeds" + first + "## Seeds" + second.replace("county", "state").replace("day", "evening")
    )
    assert [kind for kind, _, _ in kinds(before, after)] == ["modified"] * 4


def test_a_section_whose_text_was_replaced_in_its_place_is_that_section_still():
    before = (
        "## 4. Fees\n\nYou pay what the price list says on the day of your order, and nothing more than that in any case.\n\n"
        "## 5. Disputes\n\nThe courts of the county where you live decide about any quarrel that you and we may have here.\n\n"
        "## 6. Contact\n\nWrite to us at the address that stands on every invoice, and we will answer within two weeks.\n"
    )
    after = before.replace(
        "The courts of the county where you live decide about any quarrel that you and we may have here.",
        "Binding arbitration before one arbitrator replaces every lawsuit, and class actions are waived by each user.",
    )
    assert [aligned.kind for aligned in diff(segment(before), segment(after)).sections] == [
        "unchanged",
        "modified",
        "unchanged",
    ]
