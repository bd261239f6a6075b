"""What spares sentences the long searches never spares one that they would find."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model import Document
from tracker.notice import dates, find
from tracker.notice.find import _has_stems, find_clause
from tracker.notice.phrases import _expand
from tracker.notice.text import Sentence, read_sentences
from tracker.segment import segment

FINDER = tomllib.loads(resources.files("tracker.notice").joinpath("phrases.toml").read_text("utf8"))["finder"]


@pytest.mark.parametrize("pattern", [*FINDER["about"], *FINDER["mechanics"]])
def test_every_phrase_about_the_document_has_its_stems(pattern):
    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(re.compile(_expand(pattern), re.ASCII), fullmatch=True))
    def holds(found):
        assert _has_stems(found)

    holds()


@settings(max_examples=300, deadline=None)
@given(st.from_regex(re.compile(dates._dates().pattern, re.VERBOSE | re.ASCII), fullmatch=True))
def test_every_date_passes_the_quick_look(found):
    assert dates._DATED.search(found)
    assert dates._DIGITS.search(found)


CLAUSES = (
    "We may change this policy at any time.",
    "If we do, we will e-mail you 30 days before.",
    "We will notify you of material changes to these terms.",
    "The new version of our terms is posted on this page.",
    "Please check this page regularly.",
    "We use your address to notify you of changes to our policy.",
    "You agree that we may:\n\n- amend these terms\n- close an account\n- notify you",
    "We may change our prices.",
    "Notices, including those regarding changes to these terms, are sent by e-mail.",
    "These terms, as amended from time to time, are the whole agreement.",
    "Material changes are announced by e-mail.",
)
OTHERS = (
    "Lamps are kept dry.",
    "Our head office is in Lindhaven. It is new.",
    "Apples keep best in the dark. Pears do not. Plums neither.",
    "- wicks\n- oil\n- glass",
    "| Lamp | Price |\n|---|---|\n| Tern | 9 |",
)
HEADINGS = ("Changes to this policy", "Changes", "Cookies", "Changes to our cookie policy", "Payment", "General")


def exhaustive(document: Document) -> tuple[str, tuple[Sentence, ...]] | None:
    """The clause as `find_clause` says that it is chosen, by reading every sentence of every section."""
    best, clause = 0.0, None
    for number, section in enumerate(document.sections):
        sentences = read_sentences(document, number)
        heading = find._heading(section.heading)
        whole = heading >= find._TITLED
        start = [at for at, one in enumerate(sentences) if whole or find._is_about(one.low)]
        run = find._run(list(zip(sentences, find._scores(sentences, start), strict=True)), whole=whole)
        if run and max(score for _, score in run) >= (0.5 if whole else find._LEAST):
            total = min(sum(score for _, score in run), find._ENOUGH) + heading
            total -= find._PART * find._of_part(document, section.heading)
            if clause is None or total > best:
                best, clause = total, (section.heading, tuple(one for one, _ in run))
    return clause


def unnamed(document: Document) -> list[Sentence]:
    """What is announced of changes that name no document, in the first section that says so."""
    for number, section in enumerate(document.sections):
        said = read_sentences(document, number) if find._heading(section.heading) >= 0 else ()
        if told := [one for one in said if find._announces(one.low)]:
            return told
    return []


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(HEADINGS), st.lists(st.sampled_from(CLAUSES + OTHERS), max_size=6)),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_left_unread_holds_no_better_clause(sections):
    document = segment("\n\n".join(part for heading, said in sections for part in (f"## {heading}", *said)))
    expected = exhaustive(document)
    found = find_clause(document)
    if expected is None:
        assert list(found.sentences if found else ()) == unnamed(document)
        return
    assert found is not None
    heading, sentences = expected
    assert (found.heading, found.sentences[: len(sentences)]) == (heading, sentences)
    assert all("Notices" in also.text for also in found.sentences[len(sentences) :])


def test_of_clauses_that_count_the_same_the_first_one_holds():
    whole = "We may change this policy. If we do, we will notify you of changes to this policy by e-mail."
    part = f"## Changes to our cookie policy\n\n{whole}"  # read first, for its heading; counts as that of a part
    top = "# Lantern\n\n## Lamps\n\n## Oil"
    for text, heading in (
        (f"{top}\n\n## General\n\n{whole}\n\n{part}", "General"),
        (f"{top}\n\n{part}\n\n## General\n\n{whole}", "Changes to our cookie policy"),
    ):
        document = segment(text)
        clause, slowly = find_clause(document), exhaustive(document)
        assert clause is not None
        assert slowly is not None
        assert clause.heading == slowly[0] == heading


def test_sections_that_cannot_count_more_are_not_read(monkeypatch):
    read = []
    monkeypatch.setattr(
        find, "read_sentences", lambda text, number: read.append(number) or read_sentences(text, number)
    )
    general = "## General\n\nWe may change this policy. We will notify you of changes to this policy by e-mail."
    clause = find_clause(segment(f"# Lantern\n\n{general}\n\n## Changes to this policy\n\nWe may change this policy."))
    assert clause is not None
    assert clause.heading == "Changes to this policy"
    assert read == [2]


def test_a_list_is_read_with_what_leads_up_to_it_and_other_matters_are_left_out():
    text = """# General

Our head office is in Lindhaven.

We may change these terms and will then:

- write to the members of the guild
- leave a note at the door

Apples keep best in the dark.

Pears do not.

Plums neither."""
    clause = find_clause(segment(text))
    assert clause is not None
    assert [sentence.text.split()[0] for sentence in clause.sentences] == ["We", "write", "leave"]
    assert [(span.line, span.start) for sentence in clause.sentences for span in sentence.spans] == [
        (5, 0),
        (7, 2),
        (8, 2),
    ]
