"""What a reader sees of Markdown: words, sentences and links, whatever the layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import words
from tracker.model.words import fingerprint, flat, links, plain, sentences, visible_words

MARKUP = st.lists(
    st.sampled_from([*"[]()*_`~\\<>|#!&;.-+ \n\t1a", "](", "![", "<b>", "&amp;", "http://x.example", "\u200b", "\u00a0", "é"]),
    max_size=60,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("## *Fees* and **tools**", "Fees and tools"),
        ("## 3. Fees ##", "3. Fees"),
        ("* one", "one"),
        ("- [ ] a box", "[ ] a box"),
        ("12) twelve", "twelve"),
        ("(a) first", "first"),
        ("2.6 Seeds we keep", "Seeds we keep"),
        ("2.5 million seeds", "2.5 million seeds"),
        ("(30) days are left", "(30) days are left"),
        ("> quoted", "quoted"),
        ('See [the shop](https://shop.example/a_(b) "Shop") now', "See the shop now"),
        ("[a \\[b\\] c](x)", "a [b] c"),
        ("![a logo](logo.png) Club", "Club"),
        ("[![a logo](logo.png) Club](/home)", "Club"),
        ("the map](https://shop.example/map) here", "the map here"),
        ("see](above) now", "see](above) now"),
        ("an [open bracket (and this)", "an [open bracket (and this)"),
        ("<https://shop.example/x>", "https://shop.example/x"),
        ("a<br>b <b>c</b>d <your name>", "a b cd <your name>"),
        ("    *   **Dues** are [here](/dues)  ", "Dues are here"),
        ("a[]([b](/c)d) e", "a e"),
        ("### **Fees** #", "Fees"),
        ("2 * 3", "2 3"),
        ("snake_case and _slanted_ and __bold__", "snake_case and slanted and bold"),
        ("2 \\* 3 \\_ x", "2 * 3 _ x"),
        ("Tom &amp; Ada&nbsp;&lt;x&gt;", "Tom & Ada <x>"),
        ("| Tool | Own\\|er |", "Tool Own|er"),
        ("|---|:-:|", ""),
        ("* * *", ""),
        ("soft\u00adhyphen, zero\u200bwidth, wide\u00a0space", "softhyphen, zerowidth, wide space"),
        ("left\u202eright", "leftright"),
    ],
)  # fmt: skip
def test_plain_text(markdown, seen):
    assert plain(markdown) == seen


@given(MARKUP)
def test_plain_text_keeps_the_number_of_lines(text):
    assert plain(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("* first\n\n[one\n\n* two](/x)\n\n* last", "first\n\none\n\ntwo\n\nlast"),
        ("an [open bracket\n[one\ntwo](/x)\n3. three", "an [open bracket\none\ntwo\nthree"),
        ("[one [a](/b)\ntwo](\n/x) [c\nd](/y)", "one a\ntwo c\nd"),
        ("here\n](https://club.example/x)\n* there", "here\n\nthere"),
        ("see](above)\n* there", "see](above)\nthere"),
        ("an [open\nand] closed\none](https://club.example/x)", "an [open\nand] closed\none"),
    ],
)
def test_a_link_may_run_over_lines_without_touching_others(markdown, seen):
    assert plain(markdown) == seen
    assert visible_words(markdown) == visible_words(seen)


def test_only_the_first_line_of_a_block_can_hold_a_list_marker():
    assert flat("- we keep (a) seeds and\n  (b) tools.") == "we keep (a) seeds and (b) tools."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("## 3. Fees", "**Fees**"),
        ("1. We lend *spades*.", "- We lend spades"),
        ("We lend “spades” — and rakes", 'We lend "spades" - and rakes'),
        ("the club’s shed", "the club's shed"),
        ("See [the shop](https://a.example/x)", "See [the shop](https://b.example/y?z=1)"),
        ("http://www.club.example/rules", "https://club.example/rules"),
        ("We keep: (a) seeds; (iv) tools", "We keep:\n\n- seeds;\n- tools"),
        ("| Spade | Club |", "Spade Club"),
        ("ﬁne Café", "FINE cafe\u0301"),
    ],
)
def test_layout_leaves_the_visible_words_equal(one, other):
    assert visible_words(one) == visible_words(other)
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within thirty (30) days", "within thirty (60) days"),
        ("(30) days", "(60) days"),
        ("2.5 percent", "3.5 percent"),
        ("we may share", "we will share"),
        ("write to ada@club.example", "write to tom@club.example"),
        ("種を保管します", "種を売却します"),
    ],
)
def test_a_change_of_substance_changes_the_visible_words(one, other):
    assert visible_words(one) != visible_words(other)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("25. Mai 2031 tritt sie in Kraft", ("25", "mai", "2031", "tritt", "sie", "in", "kraft")),
        ("Sie gilt ab\n1. März 2031", ("sie", "gilt", "ab", "1", "märz", "2031")),
        ("1. Maier GmbH", ("maier", "gmbh")),
        ("4. May we call you?", ("may", "we", "call", "you")),
        ("1234. Mai", ("1234", "mai")),
    ],
)
def test_the_day_of_a_date_is_no_list_number(line, words):
    assert visible_words(line) == words


def test_scripts_without_spaces_have_a_word_a_sign():
    assert visible_words("種を売る") == ("種", "を", "売", "る")


@pytest.mark.parametrize(
    "parts",
    [
        ["We lend spades.", "You bring them back."],
        ["We keep seeds, e.g. beans, i.e. what members bring.", "No more."],
        ["Ask Acme Tools Inc. for a copy.", "It is free."],
        ["The club is run by Acme Tools Inc.", "We answer letters."],
        ["Held in the U.S. and elsewhere.", "It stays in the U.S.", "We may move it."],
        ["See Section 4.", "We will write to you."],
        ["No one under 13.", "If you are younger, ask."],
        ["Mr. J. F. Greene owns No. 5 at 3.5 percent.", "He agreed."],
        ["“Really?”", "Yes!", "(It is so.)", "Good."],
        ["1. We keep seeds.", "We dry them."],
        ["Es gilt ab 1. Januar 2022 für alle.", "Bis dann."],
        ["種を保管します。", "道具を貸します。"],
        ["We use Node.js and club.example.", "Both work."],
    ],
)
def test_sentences(parts):
    joined = "".join(parts) if "。" in parts[0] else " ".join(parts)
    assert list(sentences(joined)) == parts


def test_a_missing_space_does_not_hide_the_end_of_a_sentence():
    assert sentences("All of it is collected.We use it. Thanks.") == (
        "All of it is collected.",
        "We use it.",
        "Thanks.",
    )


@pytest.mark.parametrize("text", ["See a. (", "See a. ( ", f"See a. {'(' * 38} and b", f"See a.{'(' * 39} and b"])
def test_a_bracket_that_holds_nothing_ends_no_reading(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(alphabet="aA1. !?()\"'。We\u00a0", max_size=60) | st.text(max_size=60))
def test_sentences_lose_only_white_space(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_links_in_order_without_images():
    text = "[Shop](https://a.example) ![x](y.png) [![z](w.png)](/q) and [our *rules*](<b c>)"
    assert links(text) == (("Shop", "https://a.example"), ("our rules", "b c"))


def test_hidden_addresses_are_read_where_the_key_is_there():
    text = "Write to [[email protected]](/cdn-cgi/l/email-protection#2a4b4e4b6a49465f48044f524b475a464f)"
    assert plain(text) == "Write to ada@club.example"
    assert links(text) == (("ada@club.example", "mailto:ada@club.example"),)


@pytest.mark.parametrize(
    "unit", ["[", "\\[", "](", "[](", "<", "<b ", "*_", "&amp;", " ", "- ", "1. ", "|", "a. ", "A.B", ".", "![x", "`", "#", "> ", "(a) ", "'"]
)  # fmt: skip
def test_hostile_repetition_takes_linear_time(unit):
    text = unit * (200_000 // len(unit))
    for read in (plain, visible_words, sentences, links, flat):
        read(text)


LINES = st.lists(
    st.sampled_from(
        ["[fees", "](https://a.example)", "[a](b)", "]", "we keep [1", "![i](u)", "**b**", "* x", "1. y", "\\[z\\]", ""]
    ),
    max_size=7,
)


@given(LINES)
def test_a_text_reads_line_by_line_as_it_does_in_one_piece(lines):
    text = "\n".join(lines)
    whole = words._inline("\n".join(map(words._unmarked, lines)))
    assert plain(text) == whole
    assert visible_words(text) == tuple(word for line in whole.split("\n") for word in words._words(line))


def test_a_link_may_run_over_lines():
    assert plain("See [our\nfees](https://a.example) and\n[1] terms") == "See our\nfees and\n[1] terms"
