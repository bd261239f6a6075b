"""The hard limits of one exchange, where a server cannot show them."""

from __future__ import annotations

import socket
from dataclasses import replace

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
