"""The hard limits of one exchange, where a server cannot show them."""

from __future__ import annotations

import ast
import socket
from dataclasses import replace
from pathlib import Path

import tracker
from tests.fetch.helpers import QUICK, get_failure
from tests.fetch.test_address import name
from tracker.fetch.wire import Cutoff, proxies


def test_a_closed_cutoff_cuts_whatever_starts_later():
    ours, theirs = socket.socketpair()
    cutoff = Cutoff()
    cutoff.close()
    with ours, theirs, cutoff.after(60):
        cutoff.watch(ours)
        assert cutoff.expired
        assert theirs.recv(1) == b""


def test_a_cutoff_can_be_used_again():
    cutoff = Cutoff()
    cutoff.cut()
    with cutoff.after(60):
        assert not cutoff.expired


def test_addresses_of_a_host_share_the_time_for_connecting(monkeypatch):
    name(monkeypatch, {"acme.example": ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"]})
    allowed = []

    def slow(address, timeout, **options):
        allowed.append((address[0], timeout))
        raise TimeoutError

    monkeypatch.setattr("tracker.fetch.wire.create_connection", slow)
    failure = get_failure("http://acme.example/", settings=replace(QUICK, timeout=8, retries=0))
    assert failure.kind == "timeout"
    assert [address for address, _ in allowed] == ["127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"]
    assert 1 < allowed[0][1] <= 2


def test_the_proxy_is_read_from_the_environment_that_is_given(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://real.example/")
    url = "https://acme.example/"
    assert proxies(url, {}) == {}
    assert proxies(url, {"HTTPS_PROXY": "http://p.example/"}) == {"https": "http://p.example/"}
    assert proxies(url, {"all_proxy": "http://p.example/"}) == {"https": "http://p.example/"}
    assert proxies(url, {"http_proxy": "http://p.example/"}) == {}
    for exempt in ("acme.example", ".example", "*", "x.example, acme.example"):
        assert proxies(url, {"https_proxy": "http://p.example/", "no_proxy": exempt}) == {}
    assert proxies(url, {"https_proxy": "http://p.example/", "no_proxy": "other.example"})


def test_there_is_one_door():
    """Whatever sends, connects or looks up a name does so in one place; everything else has to go through it."""
    doors = {"send": {"network.py", "wire.py"}, "create_connection": {"wire.py"}, "getaddrinfo": {"address.py"}}
    for path in Path(tracker.__file__).parent.rglob("*.py"):
        if path.parent.name in {"mail", "archive"}:  # SMTP, IMAP and git have doors of their own
            continue
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
            if name in {"create_connection", "getaddrinfo", "urlopen", "HTTPSConnection"} or (
                name == "send" and path.parent.name == "fetch"
            ):
                allowed = doors.get(name, {"wire.py"})
                assert path.name in allowed or _is_browser(path, name), f"{path}: {name}"


def _is_browser(path, name):
    """What is sent to Chromium goes down a pipe."""
    return name == "send" and path.name in {"chromium.py", "settle.py"}
