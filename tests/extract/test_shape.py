"""How the parts of a document look as Markdown."""

from __future__ import annotations

from tests.extract.pages import ARTICLE, CLAUSES, page
from tracker.extract import extract


def part(html, *, keep_headings=True):
    """The Markdown of a fragment that stands at the end of an article."""
    text = extract(
        page(
            (ARTICLE if keep_headings else "<p>" + "</p><p>".join(CLAUSES) + "</p>")
            + f"<p>Fragment:</p>{html}<p>{CLAUSES[0]} The end.</p>"
        )
    ).markdown
    return text.split("Fragment:\n\n")[1].split("\n\n" + CLAUSES[0])[0]


def test_a_table_of_data_keeps_its_short_rows():
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>"
        for a, b, c in [("Norvik", "Hosting", "Iceland"), ("Post Ltd", "Mail", "Malta")]
    )
    assert part(f"<table><tr><th>Name</th><th>Purpose</th><th>Place</th></tr>{rows}</table>") == (
        "| Name | Purpose | Place |\n| --- | --- | --- |\n| Norvik | Hosting | Iceland |\n| Post Ltd | Mail | Malta |"
    )


def test_a_page_that_is_mostly_a_table_of_short_rows():
    rows = "".join(f"<tr><td>Firm {n}</td><td>Mail</td><td>Malta</td></tr>" for n in range(40))
    after = f"<section class=letters><h3>Stay in touch</h3><p>{' '.join(CLAUSES[:2])}</p></section>"
    article = (
        f"<h1>Sub-processors</h1><p>These firms work for us.</p><table><tr><th>Firm<th>Task<th>Place</tr>{rows}</table>"
    )
    text = extract(page(article, after=after)).markdown
    assert "| Firm 39 | Mail | Malta |" in text
    assert text.startswith("# Sub-processors\n\nThese firms work for us.\n")


def test_layout_tables_are_unwrapped():
    assert part(f"<table><tr><td><p>{CLAUSES[1]}</p><p>{CLAUSES[2]}</p></td></tr></table>").count("|") == 0
    assert (
        part("<table role=presentation><tr><td>one</td><td>two</td></tr><tr><td>3</td><td>4</td></tr></table>").count(
            "|"
        )
        == 0
    )


def test_a_table_that_only_numbers_paragraphs_is_a_list():
    assert part(
        "<table><tr><td>1.</td><td>First duty of all.</td></tr><tr><td>2.</td><td>Second.</td></tr></table>"
    ) == ("1. First duty of all.\n2. Second.")


def test_lists_keep_numbers_and_nesting():
    assert (
        part("<ol start=3><li>three<ul><li>inner</li></ul></li><li>four</li></ol>") == "3. three\n   - inner\n4. four"
    )


def test_list_items_break_by_sentence_under_their_marker():
    assert part("<ul><li>One thing. Another thing.</li></ul>") == "- One thing.\n  Another thing."


def test_a_list_of_sections_becomes_an_outline():
    assert part("<ol><li><h3>Scope</h3><p>All of it.</p></li><li><h3>Law</h3><p>Of Malta.</p></li></ol>") == (
        "### 1. Scope\n\nAll of it.\n\n### 2. Law\n\nOf Malta."
    )


def test_definition_lists():
    assert part("<dl><dt>Account</dt><dd>What you sign in to.</dd><dt>User</dt><dd>You.</dd></dl>") == (
        "**Account**\n\nWhat you sign in to.\n\n**User**\n\nYou."
    )


def test_footnotes_keep_apart_from_their_word():
    assert part("<p>as agreed<sup><a href='#n1'>1</a></sup> on the 4<sup>th</sup></p>") == "as agreed[1] on the 4th"


def test_line_breaks_part_addresses_and_paragraphs():
    assert part("<p>Lumora Ltd<br>4 Quay Street<br>Valletta</p>") == "Lumora Ltd  \n4 Quay Street  \nValletta"
    assert part(f"<p>{CLAUSES[1]} {CLAUSES[3]}<br>{CLAUSES[2]}</p>").count("\n\n") == 1
    assert part("<p>We collect:<br>• names<br>• addresses</p>") == "We collect:\n\n- names\n- addresses"


def test_preformatted_text_is_read_as_text():
    assert part("<pre>First line.\n\n  * a bullet\n  * another\n</pre>") == "First line.\n\n- a bullet\n- another"


def test_bold_lines_are_headings_only_where_there_are_no_others():
    assert part("<p><strong>Our duties</strong></p><p>None.</p>", keep_headings=False).startswith("## Our duties\n")
    assert part("<p><strong>Our duties</strong></p><p>None.</p>").startswith("**Our duties**\n")


def test_what_only_says_that_it_is_a_heading():
    assert part('<div role="heading" aria-level="3">Scope</div>') == "### Scope"


def test_images_are_read_by_their_text_where_they_stand_alone():
    rows = "<tr><td>Mail</td><td><img src=y.png alt=Yes></td></tr><tr><td>Fax</td><td><img src=n.png alt=No></td></tr>"
    assert "| Mail | Yes |\n| Fax | No |" in part(f"<table><tr><th>Way<th>Used</tr>{rows}</table>")
    assert part('<p>Text <img src="x.png" alt="A smiling person with a laptop"> goes on.</p>') == "Text goes on."


def test_text_that_looks_like_markup_stays_text():
    assert part("<p>We never store &lt;script&gt; or &amp;lt; in a*b*c fields.</p>") == (
        "We never store &lt;script> or &amp;lt; in a\\*b\\*c fields."
    )


def test_rows_written_with_bars_become_a_table():
    assert part("<p>Name | Task | Place |</p><p>Norvik | Hosting | Iceland |</p>") == (
        "| Name | Task | Place |\n| --- | --- | --- |\n| Norvik | Hosting | Iceland |"
    )


def test_a_column_of_text_is_no_table():
    cells = "".join(f"<tr><td>{clause}</td></tr>" for clause in CLAUSES[:2])
    assert "|" not in part(f"<table>{cells}</table>")


def test_blocks_inside_a_link_stay_blocks():
    assert part('<a href="/x"><h3>Scope</h3><p>All of it.</p></a>') == "### Scope\n\nAll of it."


def test_code_is_text():
    assert part("<p>Set <code>a &lt;b&gt;</code> in your browser.</p>") == "Set a &lt;b> in your browser."


def test_a_headings_link_to_itself_is_no_word_of_it():
    assert part('<h3>Use<a class="headerlink" href="#use" title="Permanent link">¶</a></h3>') == "### Use"
    assert part('<h3><a href="#use"><span>#</span></a> Use</h3>') == "### Use"
    assert part("<h3><x-anchor><x-icon>#</x-icon></x-anchor><span>Use</span></h3>") == "### Use"
    assert part("<h3>C<span>#</span> in our shop</h3>") == "### C# in our shop"
