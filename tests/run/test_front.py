"""A file with front matter: the dates in it are kept and told of, the rest is the business of the site."""

from __future__ import annotations

import json

import pytest

from tests.run.test_publisher import OWN, write
from tracker.run import bring_in, dated_captures, reprocess

FRONT = '---\ntitle: "Privacy"\nlayout: legal\neffective_date: {effective}\nlastmod: 2027-02-01T08:30:00Z\ntags:\n  - shop\n---\n\n'


def fronted(text=OWN, *, effective="2027-03-01"):
    return FRONT.format(effective=effective) + text


@pytest.fixture
def own(here):
    """A publisher's policy on file, dated by its front matter alone."""
    here.declare(
        '[[policies]]\nid = "own"\nname = "Privacy policy"\nservice = "We"\nkind = "privacy"\nfile = "privacy.md"\n'
        'role = "publisher"\n'
    )
    write(here, fronted())
    here.run()
    return here


def outcome(here):
    (line,) = here.run().policies
    return line.outcome, line.verdict


def test_the_dates_are_kept_above_the_text(own):
    head, _, text = own.text("snapshots/own/policy.md").partition("\n\n")
    assert head == "---\neffective_date: 2027-03-01\nlastmod: 2027-02-01\n---"
    assert text.startswith("# Privacy\n\nWe are a shop for kites.\n")


def test_the_rest_comes_and_goes_without_a_version(own):
    write(own, fronted().replace("layout: legal", "layout: page\ndraft: false").replace("08:30:00", "23:59:59"))
    assert outcome(own) == ("unchanged", None)
    assert len(own.subjects("snapshots/own/policy.md")) == 1


def test_a_date_moved_there_alone_is_an_editorial_change(own):
    for day in ("2027-04-01", "2027-05-01", "2027-06-01"):
        write(own, fronted(effective=day))
        assert outcome(own) == ("changed", "editorial")
        record = own.records("own")[-1]
        assert (record.change.effective_on.isoformat(), [finding.rule for finding in record.change.findings]) == (
            day, ["date_moved"],
        )  # fmt: skip
        assert outcome(own) == ("unchanged", None)
    diff = own.git("log", "-1", "-p", "--unified=0", "--format=", "--", "snapshots/own/policy.md").splitlines()
    assert [line for line in diff if line[0] in "+-"][2:] == [
        "-effective_date: 2027-05-01",
        "+effective_date: 2027-06-01",
    ]


def test_a_date_put_back_takes_the_change_back(own):
    write(own, fronted(effective="2027-04-01"))
    own.run()
    write(own, fronted())
    own.run()
    moved, back = own.records("own")
    assert (back.withdraws, back.told, str(back.change.effective_on)) == (moved.id, True, "2027-03-01")


def test_toml_in_place_of_yaml_is_no_version(own):
    write(own, f'+++\ntitle = "Privacy"\neffective-date = 2027-03-01\nlastmod = 2027-02-01T08:30:00Z\n+++\n{OWN}')
    assert outcome(own) == ("unchanged", None)


def test_the_day_is_told_everywhere(own):
    write(own, fronted(OWN.replace("30 days", "two years"), effective="2027-03-20"))
    assert outcome(own) == ("changed", "material")
    own.send()
    (record,) = own.records("own")
    (item,) = json.loads(own.text("feeds/all.json"))["items"]
    mail = " ".join(own.mails[0].get_body(("plain",)).get_content().split())
    page = own.text(f"feeds/changes/{record.id}/index.html")
    assert str(record.change.effective_on) == "2027-03-20"
    assert "20270320" in own.text("feeds/dates.ics")
    assert all("20 March 2027" in told for told in (mail, page, item["content_html"]))
    assert not any("effective_date" in told for told in (mail, page, item["content_html"]))


def test_it_is_no_heading_and_no_text_of_the_pages(own):
    page = own.text("feeds/policies/own/index.html")
    assert "Data" in page
    assert "lastmod" not in page


def test_what_is_read_again_stays(own):
    before = own.text("snapshots/own/policy.md")
    assert reprocess(own.root, now=own.now) == ()
    assert own.text("snapshots/own/policy.md") == before


def test_earlier_files_are_read_alike(here, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2026-01-01.md").write_text(fronted(effective="2026-01-01"))
    (folder / "2026-05-01.md").write_text(fronted(effective="2026-06-01"))
    bring_in(here.root, "acme-privacy", dated_captures(folder, "https://acme.example/privacy"), now=here.now)
    (record,) = here.records("acme-privacy")
    assert (record.change.verdict, str(record.change.effective_on)) == ("editorial", "2026-06-01")
