"""An edited way of fetching is ours, for once: the next change of the company's is told."""

from __future__ import annotations

import pytest

from tests.stage import PAGE


@pytest.mark.parametrize("extra", ['language = "en"', 'headers = { "X-Team" = "legal" }'])
def test_a_change_after_an_edit_that_showed_the_same_text_is_told(here, extra):
    here.run()
    here.declare(here.entry("acme-privacy", extra=extra))
    here.run()
    here.show("acme-privacy", PAGE.replace("30 days", "24 months"))
    (line,) = here.run().policies
    assert (line.outcome, line.verdict, line.told) == ("changed", "material", True)
    (line,) = here.run().policies
    assert line.outcome == "unchanged"
