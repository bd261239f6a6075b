"""A text falls into the sections and blocks that a reader sees, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Document
from tracker.segment import segment

LINES = st.sampled_from(
    [
        "# Garden Club", "## 2. Seeds we keep", "Seeds", "=====", "---", "", "", " ", "- Fees", "* we water, daily;", "  and weed",
        "1. Rain", "1) You may leave.", "(a) by post", "**Sharing**", "**Tools.** We lend spades to members who ask for them.",
        "WATER AND SOIL", "| Tool | Owner |", "|---|---|", "| Spade | Club |", "Last updated: 3 May 2021", "\t", "\r", "```", "> quoted",
        "We keep the seeds that members bring in spring and give them back in autumn.", "Section 4 Compost", "\x0b", "\u2028x",
    ]
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=30).map("\n".join) | st.text(max_size=200)


def headings(document: Document) -> list[str]:
    return [section.heading for section in document.sections]


def check_headings(markdown: str, *expected: str) -> None:
    assert headings(segment(markdown)) == list(expected)


BODY = "We write down what members bring, and we keep that list for two years after the season has ended."


@given(TEXTS)
def test_every_line_is_in_exactly_one_section(text):
    document = segment(text)
    assert "\n".join(document.lines) == text
    covered = [line for s in document.sections for line in range(s.start_line, s.end_line + 1)]
    assert covered == list(range(1, len(document.lines) + 1))


@given(TEXTS)
def test_blocks_are_the_text_as_it_stands_and_lie_within_their_section(text):
    document = segment(text)
    for section in document.sections:
        last = section.start_line - 1
        for block in section.blocks:
            assert last < block.start_line <= block.end_line <= section.end_line
            assert block.text == "\n".join(document.lines[block.start_line - 1 : block.end_line])
            last = block.end_line


@given(TEXTS)
def test_only_rules_and_blank_lines_belong_to_no_block(text):
    document = segment(text)
    held = {n for s in document.sections for b in s.blocks for n in range(b.start_line, b.end_line + 1)}
    loose = [line for number, line in enumerate(document.lines, 1) if number not in held]
    assert all(not any(char.isalnum() for char in line) for line in loose)


@given(TEXTS)
def test_anchors_are_given_once_and_the_same_each_time(text):
    anchors = [section.anchor for section in segment(text).sections]
    assert len(set(anchors)) == len(anchors)
    assert anchors == [section.anchor for section in segment(text).sections]


def test_written_headings_make_levels_and_paths():
    document = segment(f"# Club rules\n\n{BODY}\n\n## Fees\n\n{BODY}\n\n### Refunds\n\n{BODY}\n\n## Tools\n\n{BODY}\n")
    assert [(s.heading, s.level, s.path) for s in document.sections] == [
        ("Club rules", 1, ()),
        ("Fees", 2, ("Club rules",)),
        ("Refunds", 3, ("Club rules", "Fees")),
        ("Tools", 2, ("Club rules",)),
    ]


def test_underlined_headings():
    check_headings(f"Club rules\n==========\n\n{BODY}\n\nFees\n----\n\n{BODY}\n", "Club rules", "Fees")


def test_a_rule_below_a_paragraph_does_not_make_it_a_heading():
    check_headings(f"# Club\n\n{BODY}\n{BODY}\n---\n\n# Fees\n\n{BODY}\n", "Club", "Fees")


def test_written_headings_are_trusted_alone_where_there_are_enough():
    text = "".join(
        f"## Part {name}\n\n**Note**\n\n{BODY}\n\nA short line\n\n{BODY}\n\n" for name in ("one", "two", "three")
    )
    check_headings(text, "Part one", "Part two", "Part three")


def test_bold_lines_numbers_and_section_words():
    check_headings(f"**What we keep**\n\n{BODY}\n\n**What we lend**\n\n{BODY}\n", "What we keep", "What we lend")
    check_headings(f"1. Seeds\n\n{BODY}\n\n2. Tools\n\n{BODY}\n", "1. Seeds", "2. Tools")
    check_headings(
        f"Section 1 – Seeds\n\n{BODY}\n\nSection 2 – Tools\n\n{BODY}\n", "Section 1 – Seeds", "Section 2 – Tools"
    )


def test_capitals_and_short_lines_above_a_longer_block():
    check_headings(f"SEEDS AND PLANTS\n\n{BODY}\n\nTOOLS AND SHEDS\n\n{BODY}\n", "SEEDS AND PLANTS", "TOOLS AND SHEDS")
    check_headings(f"Seeds you bring\n\n{BODY}\n\nTools we lend\n{BODY}\n", "Seeds you bring", "Tools we lend")


def test_lists_that_start_again_at_one_lose_their_useless_numbers():
    check_headings(f"  1. Seeds:\n\n{BODY}\n\n  1. Tools:\n\n{BODY}\n", "Seeds:", "Tools:")


def test_bullets_above_a_paragraph_are_titles_and_the_items_of_a_list_are_not():
    text = f"- Seeds you bring\n{BODY}\n- we dry them;\n- we label them\n- we store them\n- Tools we lend\n{BODY}\n"
    check_headings(text, "Seeds you bring", "Tools we lend")


def test_bold_words_that_open_paragraphs_where_nothing_else_gives_structure():
    text = f"**Seeds.** {BODY}\n\n**Tools.** {BODY}\n\n**Shed:** {BODY}\n"
    check_headings(text, "Seeds", "Tools", "Shed")
    assert [b.kind for b in segment(text).sections[0].blocks] == ["paragraph"]


def test_date_lines_are_no_headings():
    for line in (
        "Last updated: 3 May 2021", "**Effective Date: January 1, 2020**", "## Last modified 2021-05-03", "Dated: May 18th, 2017",
        "Version 2.1 of 4 June 2020", "Stand: 1. Januar 2022", "Dernière mise à jour : 3 mai 2021",
    ):  # fmt: skip
        check_headings(
            f"# Club\n\n{line}\n\n{BODY}\n\n# Fees\n\n{BODY}\n\n# Tools\n\n{BODY}\n", "Club", "Fees", "Tools"
        )


def test_a_title_that_holds_a_date_stays_a_title():
    check_headings(f"# Garden rules (May 2021)\n\n{BODY}\n", "Garden rules (May 2021)")


def test_menus_and_addresses_are_no_headings():
    check_headings(f"Home\n\nShop\n\nNews\n\nClub\n\nMap\n\n# Rules\n\n{BODY}\n", "", "Rules")
    check_headings(
        f"# Contact\n\nWrite to us:\n\nclub@garden.example\n\n{BODY}\n\nPhone: 555 0100\n\n{BODY}\n", "Contact"
    )


def test_sentences_on_lines_of_their_own_are_one_paragraph_and_indented_lines_belong_to_their_item():
    text = "# Club\n\nWe meet on Mondays.\nWe plant on Tuesdays.\n\n- bring seeds,\n  if you have any;\n- bring tools.\n\nWe thank you.\n"
    kinds = [(b.kind, b.start_line, b.end_line) for b in segment(text).sections[0].blocks]
    assert kinds == [("heading", 1, 1), ("paragraph", 3, 4), ("item", 6, 7), ("item", 8, 8), ("paragraph", 10, 10)]


def test_a_text_of_one_paragraph_a_line_keeps_them_apart():
    text = f"Seeds\n{BODY}\n{BODY}\n{BODY}\nTools\n{BODY}\n{BODY}"
    assert [[b.kind for b in s.blocks] for s in segment(text).sections] == [
        ["heading", "paragraph", "paragraph", "paragraph"],
        ["heading", "paragraph", "paragraph"],
    ]


def test_hard_wrapped_lines_are_one_paragraph():
    text = "SEEDS\n\nWe write down what members\nbring, and keep that list for\ntwo years after the season.\n\nTOOLS\n\nWe lend spades to any member\nwho asks for one in time.\n"
    assert [[b.kind for b in s.blocks] for s in segment(text).sections] == [["heading", "paragraph"]] * 2


def test_table_rows_are_blocks_and_the_rule_below_the_first_is_none():
    text = "# Tools\n\n| Tool | Owner |\n|------|-------|\n| Spade | Club |\n| Rake | Ada |\n"
    assert [(b.kind, b.start_line) for b in segment(text).sections[0].blocks] == [
        ("heading", 1), ("row", 3), ("row", 5), ("row", 6),
    ]  # fmt: skip


def test_rows_without_outer_borders():
    text = "Tools we have and who keeps them for the club over winter:\n\nNo | Tool | Owner |\n1. | Spade | Club |\n"
    assert [b.kind for s in segment(text).sections for b in s.blocks] == ["paragraph", "row", "row"]


def test_anchors_leave_out_numbers_and_count_repeats():
    text = f"# 1. Fees\n\n{BODY}\n\n# 2. Tools\n\n{BODY}\n\n# 7. Fees\n\n{BODY}\n\n# Fees 2\n\n{BODY}\n"
    assert [s.anchor for s in segment(text).sections] == ["fees", "tools", "fees-2", "fees-2-2"]


def test_what_stands_before_the_first_heading_is_a_section_without_one():
    first = segment(f"{BODY}\n\n# Fees\n\n{BODY}\n\n# Tools\n\n{BODY}").sections[0]
    assert (first.heading, first.level, first.anchor, first.start_line, first.end_line) == ("", 0, "start", 1, 2)


def test_the_empty_text_is_one_empty_section():
    document = segment("")
    assert [(s.heading, s.start_line, s.end_line, s.blocks) for s in document.sections] == [("", 1, 1, ())]


def test_hostile_texts_take_linear_time():
    for text in (
        "- a\n" * 20_000,
        "# h\n" * 20_000,
        "*" * 300_000,
        "|" * 300_000,
        "1. " * 100_000,
        "- " * 100_000 + "x",
        "a\n" * 50_000,
    ):
        assert "\n".join(segment(text).lines) == text


def test_headings_whose_words_stand_on_the_line_below():
    check_headings(
        f"#####\nSeeds you bring\n\n{BODY}\n\n#####\nTools we lend\n\n{BODY}\n", "Seeds you bring", "Tools we lend"
    )


def test_bold_lines_before_a_hard_break():
    check_headings(
        f"**SECTION 1 - SEEDS**  \n{BODY}\n\n**SECTION 2 - TOOLS**  \n{BODY}\n",
        "SECTION 1 - SEEDS",
        "SECTION 2 - TOOLS",
    )


def test_numbered_titles_may_end_in_a_full_stop_and_numbered_sentences_may_not():
    check_headings(f"1\\. Seeds And Plants.\n\n{BODY}\n\n2\\. Tools.\n\n{BODY}\n", "1. Seeds And Plants.", "2. Tools.")
    check_headings(f"1. We keep seeds.\n\n{BODY}\n\n2. We lend tools.\n\n{BODY}\n", "")
