"""A list of the companies that get data, in any of the forms that lists have: each name on it is material."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import check_material

PAGE = """# Sub-processors of Marrow Lane

Marrow Lane Press uses companies to process the personal data of those who order a book.

## Our sub-processors

{entries}

## Changes

We tell customers of new sub-processors by e-mail.
"""
FORMS = {
    "names": ("* Acorn Hosting\n* Birch Mail\n", "* Dune Metrics\n"),
    "words": ("* Acorn\n* Birch\n", "* Dune\n"),
    "strokes": ("* Acorn Hosting - servers in Ireland\n* Birch Mail - letters\n", "* Dune Metrics - statistics\n"),
    "bold": ("* **Acorn Hosting** — servers\n* **Birch Mail** — letters\n", "* **Dune Metrics** — statistics\n"),
    "colons": ("* Acorn Hosting: servers\n* Birch Mail: letters\n", "* Dune Metrics: statistics of visits\n"),
    "brackets": (
        "* Acorn Hosting (servers, Ireland)\n* Birch Mail (letters, Spain)\n",
        "* Dune Metrics (counting, Peru)\n",
    ),
    "links": (
        "* [Acorn](https://acorn.example)\n* [Birch](https://birch.example)\n",
        "* [Dune](https://dune.example)\n",
    ),
    "lines": ("Acorn Hosting - servers\n\nBirch Mail - letters\n\n", "Dune Metrics - statistics\n\n"),
    "titles": (
        "### Acorn Hosting\n\nServers.\n\n### Birch Mail\n\nLetters.\n\n",
        "### Dune Metrics\n\nStatistics.\n\n",
    ),
    "bold lines": ("**Acorn Hosting**\nServers.\n\n**Birch Mail**\nLetters.\n\n", "**Dune Metrics**\nStatistics.\n\n"),
    "commas": ("Acorn Hosting, Birch Mail, ", "Dune Metrics, "),
    "table": ("| Name | Task |\n| --- | --- |\n| Acorn | servers |\n| Birch | letters |\n", "| Dune | statistics |\n"),
}


def _page(entries: str, more: str = "") -> str:
    end = "Cedar Pay.\n" if entries.endswith(", ") else ""
    return PAGE.format(entries=entries + more + end)


@pytest.mark.parametrize("form", FORMS)
def test_a_company_added_dropped_or_swapped(form):
    entries, more = FORMS[form]
    without, dune = _page(entries), _page(entries, more)
    for before, after in ((without, dune), (dune, without), (dune, dune.replace("Dune", "Elm"))):
        check_material(before, after, category="third_party_sharing")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Our site has links to sites like Acorn.", "Our site has links to third parties' sites like Acorn and Birch."),
        ("We work with suppliers to run our house.", "We work with suppliers to run our house and the Service."),
    ],
)
def test_names_that_get_nothing(old, new):
    more = f"{PAGE.format(entries='')}\n## More\n\n{{}}\n"
    found = tracker.compare(more.format(old), more.format(new)).findings
    assert "recipient_named" not in {finding.rule for finding in found}


def test_a_cell_that_names_the_company_of_its_row_names_no_other():
    table = _page("| Name | Task |\n| --- | --- |\n| Acorn Hosting | servers{} |\n| Birch | letters |\n")
    change = tracker.compare(table.format(""), table.format(" if the customer chooses Acorn Cloud"))
    assert change.verdict == "minor", change.findings
    check_material(table.format(""), table.format(" together with Dune"), category="third_party_sharing")


@pytest.mark.parametrize("line", ["## Overview\n", "## Contact\n", "* [Blog](/blog)\n* [Shop](/shop)\n* [Home](/)\n"])
def test_what_else_stands_on_such_a_page_is_not(line):
    entries, _ = FORMS["names"]
    page = _page(entries)
    found = tracker.compare(page, f"{page}\n{line}").findings
    assert "recipient_listed" not in {finding.rule for finding in found}
