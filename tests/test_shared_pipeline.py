"""The main job on five real policies: first sight, then an edited copy of each, then nothing new.

Skips where the real texts are not beside the checkout; they are not part of the product.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import feedparser
import pytest

from tests.stage import Stage, stage

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real texts are not beside this checkout")
NAMES = ("enhancier", "clicentrix", "webengage", "interactcx", "contactengine")


def page(text: str, *, footer: str = "© 2026 · Imprint · Careers", style: str = "a") -> str:
    """A page as a site would show the text: navigation, lists, tables, a footer."""
    body: list[str] = []
    for line in text.splitlines():
        words = html.escape(line.strip())
        if line.count(" | ") > 1:
            cells = "".join(f"<td>{cell.strip()}</td>" for cell in words.rstrip("| ").split(" | "))
            body.append(f"<tr>{cells}</tr>")
        elif re.match(r"[-•] ", line.strip()):
            body.append(f"<li class='{style}'>{words[2:]}</li>")
        elif words:
            body.append(f"<p class='{style}'>{words}</p>")
    joined = re.sub(r"((?:<li.*?</li>\n?)+)", r"<ul>\1</ul>", "\n".join(body))
    joined = re.sub(r"((?:<tr>.*?</tr>\n?)+)", r"<table>\1</table>", joined)
    return (
        "<!DOCTYPE html><html lang=en><head><title>Privacy</title></head><body>"
        f"<nav><a href=/>Home</a> <a href=/x>Products</a></nav><main>{joined}</main><footer><p>{footer}</p></footer></body></html>"
    )


def texts() -> dict[str, str]:
    return dict(zip(NAMES, (path.read_text("utf8") for path in sorted(SEEDS.glob("*.txt"))), strict=True))


def edited(name: str, text: str) -> str:
    """One edit a policy, as the reader of its page would see it."""
    match name:
        case "enhancier":  # a sub-processor joins the table
            row = next(line for line in text.splitlines() if "Simplify 360" in line)
            new = "6. | Northwind Analytics | Session replay of visitors to our websites. | Singapore |"
            return text.replace(row, f"{row}\n{new}")
        case "clicentrix":  # a section moves up
            lines = text.splitlines()
            start = next(i for i, line in enumerate(lines) if "Children’s Privacy:" in line)
            end = next(i for i, line in enumerate(lines) if "Changes and Updates to this" in line)
            target = next(i for i, line in enumerate(lines) if "Third Party Services:" in line)
            return "\n".join([*lines[:target], *lines[start:end], *lines[target:start], *lines[end:]])
        case "webengage":  # the lead time shrinks
            assert "at least 1 week prior" in text
            return text.replace("at least 1 week prior", "at least 2 days prior")
        case _:
            return text


@pytest.fixture
def here(tmp_path):
    with stage(tmp_path / "repository") as made:
        made.declare(*NAMES)
        for name, text in texts().items():
            made.show(name, page(text))
        yield made


def edit(here: Stage) -> None:
    for name, text in texts().items():
        footer = "© 2027 · Imprint · Jobs · Press" if name == "interactcx" else "© 2026 · Imprint · Careers"
        here.show(name, page(edited(name, text), footer=footer, style="b" if name == "contactengine" else "a"))


def test_five_real_policies_from_first_sight_to_mail(here):
    first = here.run()
    assert [line.outcome for line in first.policies] == ["first"] * 5
    edit(here)
    report = {line.policy: line for line in here.run().policies}
    assert report["enhancier"].verdict == "material"
    assert "Northwind Analytics" in report["enhancier"].detail
    assert report["webengage"].verdict == "material"
    assert report["webengage"].notice == "not_shown"
    assert report["interactcx"].outcome == "unchanged"
    assert report["contactengine"].outcome == "unchanged"
    assert report["clicentrix"].outcome in {"changed", "unchanged"}
    assert report["clicentrix"].verdict in {None, "noise", "editorial"}
    moved = here.records("clicentrix")[-1].change.sections if report["clicentrix"].change else ()
    assert not [section for section in moved if section.kind in {"added", "removed"}]
    check_told(here)
    again = here.run()
    assert {line.outcome for line in again.policies} == {"unchanged"}


def check_told(here: Stage) -> None:
    entries = feedparser.parse(here.text("feeds/material.xml")).entries
    assert {re.search(r"/changes/(\w+)/", entry.link).group(1) for entry in entries} == {
        here.records(name)[-1].id for name in ("enhancier", "webengage")
    }
    change = here.records("enhancier")[-1]
    assert "Northwind Analytics" in here.text(f"feeds/changes/{change.id}/index.html")
    assert change.change.categories[0] == "third_party_sharing"
    notice = here.records("webengage")[-1]
    assert "policy_change_notice" in notice.change.categories
    assert (notice.rule.tiers[0].lead.value, notice.rule.tiers[0].lead.unit) == (1, "week")
    diff = here.git("log", "-1", "-p", "--format=", "--", "snapshots/webengage/policy.md")
    changed = [line for line in diff.splitlines() if re.match(r"[-+][^-+]", line)]
    assert len(changed) == 2
    assert here.send().sent == 1
    text = here.mails[0].get_body(("plain",)).get_content()
    assert "Northwind Analytics" in text
    assert "1 week" in text
    assert "interactcx" not in text.lower()
