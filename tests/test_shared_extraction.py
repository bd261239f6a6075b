"""Real pages with the text that people took from them, and real captures in a row: figures nobody should fall below."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tracker.extract import extract
from tracker.model.words import visible_words

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold"
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []
STREAMS = (
    "dating_Bumble_Trackers_Policy_1988",
    "demo_Brevo_Privacy_Policy_91",
)  # two short ones: the suite must stay quick
pytestmark = pytest.mark.skipif(
    not (GOLD / "extraction").is_dir(), reason="needs the labelled pages beside the repository"
)


def test_targets_are_met():
    done = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "extraction.py"), str(GOLD / "extraction")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("form", ["text", "preformatted", "paragraphs", "breaks"])
def test_policies_in_plain_text_keep_their_words_in_every_form(path, form):
    text = path.read_text("utf8")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    around = "<html><body><nav><a href=/a>Home</a></nav><main>{}</main><footer>Imprint</footer></body></html>"
    body = {
        "text": text,
        "preformatted": around.format(f"<pre>{escaped}</pre>"),
        "paragraphs": around.format("".join(f"<p>{line}</p>" for line in escaped.split("\n") if line.strip())),
        "breaks": around.format("<p>" + "<br>\n".join(escaped.split("\n")) + "</p>"),
    }[form]
    found = extract(body.encode(), media_type="text/plain" if form == "text" else "text/html")
    assert visible_words(found.markdown) == visible_words(text)
    assert extract(found.markdown.encode(), media_type="text/markdown").markdown == found.markdown
    assert found.problems == ()


@pytest.mark.parametrize("stream", STREAMS)
def test_captures_without_a_recorded_change_have_equal_words(stream):
    labels = [json.loads(line) for line in (GOLD / "streams" / "labels.jsonl").read_text("utf8").splitlines()]
    row = next(row for row in labels if row["id"] == stream)
    with lzma.open(GOLD / "streams" / f"{stream}.tar.xz") as packed, tarfile.open(fileobj=packed) as archive:
        captures = {member.name: archive.extractfile(member).read() for member in archive}
    words = [visible_words(extract(captures[name]).markdown) for name in sorted(captures)]
    quiet = [place for place in range(1, len(words)) if not row["changed"][place]]
    assert quiet
    assert [place for place in quiet if words[place] != words[place - 1]] == []
