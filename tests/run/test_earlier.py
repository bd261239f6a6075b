"""Earlier versions from dated files and from a web archive: recorded at their dates, told to nobody."""

from __future__ import annotations

import io
import json
import random
import tarfile
import zipfile
from datetime import UTC, datetime

import feedparser
import pytest
from typer.testing import CliRunner

from tests.stage import PAGE
from tracker.cli import app
from tracker.errors import InputError
from tracker.run import bring_in, dated_captures

LONGER = PAGE.replace("30 days", "24 months")
ERROR = "<h1>Page not found</h1><p>The page you are looking for has moved; the menu above leads on from here.</p>"
FILES = {"2024-01-01.html": PAGE, "2024-03-01.html": ERROR, "2024-05-01T06-30-00Z.html": LONGER, "notes.txt": "mine"}
URL = "https://acme.example/privacy"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "captures"
    place.mkdir()
    for name, text in FILES.items():
        (place / name).write_text(text)
    return place


def call(*words: str) -> dict:
    result = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def check_history(here) -> None:
    dates = here.git("log", "--format=%aI %s", "--", "snapshots/acme-privacy/policy.md").splitlines()
    assert [line[:10] for line in dates] == ["2024-05-01", "2024-01-01"]
    (record,) = here.records("acme-privacy")
    assert (record.change.verdict, record.told) == ("material", False)
    assert record.seen.last_without == datetime(2024, 1, 1, 12, tzinfo=UTC)
    assert feedparser.parse(here.text("feeds/all.xml")).entries == []
    here.show("acme-privacy", LONGER)
    assert [line.outcome for line in here.run().policies] == ["unchanged"]
    assert here.send().sent == 0


def test_dated_files_become_the_history_and_tell_nobody(here, folder):
    report = call("import", "acme-privacy", str(folder), "--root", str(here.root))
    assert report["versions"] == {"first": 1, "material": 1}
    assert [line[:10] for line in report["passed_over"]] == ["2024-03-01"]
    check_history(here)


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_archives_are_read_without_unpacking_to_disk(here, folder, tmp_path, kind):
    packed = tmp_path / f"captures.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text in FILES.items():
                archive.writestr(f"../../{name}", text)
    else:
        with tarfile.open(packed, "w:gz") as tar:
            for name, text in FILES.items():
                info = tarfile.TarInfo(f"/etc/{name}")
                info.size = len(text.encode())
                tar.addfile(info, io.BytesIO(text.encode()))
            link = tarfile.TarInfo("2024-02-01.html")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(link)
    assert len(dated_captures(packed, URL)) == 3


def test_a_bomb_is_refused(tmp_path):
    packed = tmp_path / "bomb.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2024-01-01.html", b"0" * 30_000_000)
    with pytest.raises(InputError, match="unpacks to more"):
        dated_captures(packed, URL)


def test_what_bears_no_date_is_not_read(folder):
    (folder / "dump.html").write_bytes(b"0" * 21_000_000)
    assert len(dated_captures(folder, URL)) == 3


@pytest.mark.parametrize(("kind", "kept"), [("zip", 0.5), ("zip", 1.0), ("tar.gz", 0.5), ("tar.gz", 0.9)])
def test_a_damaged_archive_is_told_as_such(tmp_path, kind, kept):
    packed, body = tmp_path / f"captures.{kind}", random.Random(7).randbytes(60_000)
    if kind == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("2024-01-01.html", body)
    else:
        with tarfile.open(packed, "w:gz") as tar:
            info = tarfile.TarInfo("2024-01-01.html")
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    data = bytearray(packed.read_bytes())
    data[20_000:20_100] = bytes(100)
    packed.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(InputError, match=r"cannot be read|no folder, zip or tar"):
        dated_captures(packed, URL)


def test_every_capture_is_accounted_for(here, folder):
    (folder / "2024-02-01.html").write_text(PAGE)
    result = CliRunner().invoke(app, ["import", "acme-privacy", str(folder), "--root", str(here.root)])
    assert "4 captures read: 1 first, 1 material, 1 unchanged, 1 passed over" in result.stdout


def test_dated_files_cannot_be_a_policy_of_several_pages(here, folder):
    url = here.site.url("/acme-privacy")
    here.declare(here.entry("acme-privacy").replace(f'url = "{url}"', f'urls = ["{url}", "{url}-2"]'))
    result = CliRunner().invoke(app, ["import", "acme-privacy", str(folder), "--root", str(here.root)])
    assert isinstance(result.exception, InputError)
    assert "2 pages" in str(result.exception)


def test_nothing_dated_and_one_time_twice_are_told(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    with pytest.raises(InputError, match="holds no dated file"):
        dated_captures(tmp_path, URL)
    (tmp_path / "2024-01-01.html").write_text(PAGE)
    (tmp_path / "2024-01-01.htm").write_text(PAGE)
    with pytest.raises(InputError, match="two files of 2024-01-01"):
        dated_captures(tmp_path, URL)


def test_earlier_versions_are_not_put_before_those_on_file(here, folder):
    here.run()
    with pytest.raises(InputError, match="holds versions already"):
        bring_in(here.root, "acme-privacy", dated_captures(folder, URL), now=here.now)


def test_a_web_archive_is_asked_for_what_differs(here):
    stamps = {"20240101120000": PAGE, "20240301120000": ERROR, "20240501063000": LONGER}
    url = here.site.url("/acme-privacy")

    def index(request):
        assert "collapse=digest" in request.path
        assert "from=20230101" in request.path
        return 200, {"Content-Type": "text/plain"}, "\n".join(stamps).encode()

    class Routes(dict):
        def get(self, path, default=None):
            if path.startswith("/cdx/"):
                return index
            return super().get(path, default)

        def __contains__(self, path):
            return path.startswith("/cdx/") or super().__contains__(path)

        def __getitem__(self, path):
            return index if path.startswith("/cdx/") else super().__getitem__(path)

    here.site.routes = Routes(here.site.routes)
    for stamp, text in stamps.items():
        here.site.routes[f"/web/{stamp}id_/{url}"] = (200, {"Content-Type": "text/html"}, text.encode())
    report = call(
        "backfill", "acme-privacy", "--root", str(here.root), "--archive", here.site.url("/"), "--from", "2023-01-01"
    )
    assert report["read"] == 3
    assert report["versions"] == {"first": 1, "material": 1}
    assert len(here.site.asides) == 2, "robots.txt is asked once for the index and once for all captures"
    check_history(here)


def test_an_archive_that_has_nothing_is_told(here):
    result = CliRunner().invoke(
        app, ["backfill", "acme-privacy", "--root", str(here.root), "--archive", here.site.url("/none")]
    )
    assert isinstance(result.exception, InputError)
    assert "did not answer" in str(result.exception)
