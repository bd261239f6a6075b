"""Ctrl-C in a real process: one sentence, the documented exit code, and a next run that goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import urllib.request

import pytest

from tests.stage import ENVIRON, PAGE, stage
from tests.workflow.job import ROOT


@pytest.fixture
def here(tmp_path):
    with stage(tmp_path / "repository") as made:
        yield made


def start(here, *words: str) -> subprocess.Popen[str]:
    environ = {**os.environ, **ENVIRON, "PYTHONPATH": str(ROOT), "TRACKER_ROOT": str(here.root)}
    command = [sys.executable, "-m", "tracker", *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ, start_new_session=True
    )


def test_a_run_stopped_while_it_waits_says_so_and_the_next_one_goes_on(here):
    asked, go_on = threading.Event(), threading.Event()

    def slow(_request):
        asked.set()
        go_on.wait(20)
        return 200, {"Content-Type": "text/html"}, PAGE.encode()

    here.site.routes["/acme-privacy"] = slow
    with start(here, "run") as process:
        assert asked.wait(20)
        process.send_signal(signal.SIGINT)
        threading.Timer(1.0, go_on.set).start()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 3, said
    assert "stopped; the next run goes on from here" in said
    assert "Traceback" not in said
    here.show("acme-privacy", PAGE)
    assert [line.outcome for line in here.run().policies] == ["first"]


def test_serve_ends_well(here):
    here.run()
    with start(here, "serve", "--port", "0") as process:
        url = process.stderr.readline().split()[0]
        with urllib.request.urlopen(url) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "Traceback" not in said
