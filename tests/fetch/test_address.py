"""No connection goes to an address inside a private network, however the address is written."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace

import pytest

from tests.fetch.helpers import QUICK, get_failure, get_page
from tests.servers import page, redirect, serve
from tracker.fetch.address import BlockedAddressError, is_public, resolve

GUARDED = replace(QUICK, allow_private_addresses=False)
PRIVATE = """
0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.192 192.168.1.1 198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::10.0.0.1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1
2001::1 2001:db8::1 2002:a00:1:: 64:ff9b::a00:1 64:ff9b:1::1""".split()  # noqa: SIM905 - a table, not a list
PUBLIC = """
1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 100.128.0.1 ::ffff:8.8.8.8 2606:4700::1111 64:ff9b::808:808
""".split()  # noqa: SIM905 - as above


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told_from_public_ones(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]", "localhost"],
)
def test_loopback_is_refused_in_every_spelling(host):
    with serve({"/": page("inside")}) as site:
        failure = get_failure(f"http://{host}:{site.port}/", settings=GUARDED)
    assert (failure.kind, failure.lasting) == ("blocked_address", True)
    assert "allow_private_addresses" in failure.detail
    assert site.connections == 0


def test_a_redirect_into_the_private_network_is_refused(monkeypatch):
    with serve() as site:
        name(monkeypatch, {"public.example": ["127.0.0.1"]})
        pretend_public(monkeypatch, "127.0.0.1")
        site.routes["/"] = redirect(f"http://10.0.0.1:{site.port}/secret")
        failure = get_failure(f"http://public.example:{site.port}/", settings=GUARDED)
    assert failure.kind == "blocked_address"
    assert site.paths() == ["/"]


def test_one_private_record_among_public_ones_refuses_the_name(monkeypatch):
    name(monkeypatch, {"mixed.example": ["8.8.8.8", "10.0.0.1"]})
    with pytest.raises(BlockedAddressError, match=r"10\.0\.0\.1"):
        resolve("mixed.example", 443, allow_private=False, timeout=5)
    assert resolve("mixed.example", 443, allow_private=True, timeout=5) == ("8.8.8.8", "10.0.0.1")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """Rebinding: each look-up after the first would lead elsewhere, so there must be no other for the name."""
    looked_up = name(monkeypatch, {"rebind.example": ["127.0.0.1"]})
    pretend_public(monkeypatch, "127.0.0.1")
    with serve({"/": page("text")}) as site:
        found = get_page(f"http://rebind.example:{site.port}/", settings=GUARDED)
    assert found.body == b"text"
    assert looked_up.count("rebind.example") == 1
    assert site.seen[0].headers["host"] == f"rebind.example:{site.port}"


def test_the_next_address_is_tried_where_the_first_does_not_answer(monkeypatch):
    with serve({"/": page("text")}) as site:
        name(monkeypatch, {"two.example": ["127.9.9.9", "127.0.0.1"]})
        assert get_page(f"http://two.example:{site.port}/").body == b"text"


def test_behind_a_proxy_the_target_is_checked_too():
    with serve({"http://10.0.0.1/": page("inside")}) as proxy:
        failure = get_failure("http://10.0.0.1/", settings=GUARDED, environ={"http_proxy": proxy.url("")})
    assert failure.kind == "blocked_address"
    assert proxy.seen == []


def test_behind_a_proxy_a_name_without_address_is_not_passed_on_unchecked(monkeypatch):
    name(monkeypatch, {})
    with serve() as proxy:
        environ = {"HTTP_PROXY": proxy.url("")}
        assert get_failure("http://unknown.example/", settings=GUARDED, environ=environ).kind == "dns"
    assert proxy.seen == []


def test_behind_a_proxy_public_pages_are_fetched_through_it(monkeypatch):
    name(monkeypatch, {"acme.example": ["8.8.8.8"]})
    with serve({"http://acme.example/privacy": page("text")}) as proxy:
        environ = {"http_proxy": proxy.url("")}
        assert get_page("http://acme.example/privacy", settings=GUARDED, environ=environ).body == b"text"


def test_hosts_exempt_from_the_proxy_are_reached_directly():
    with serve({"/": page("text")}) as site:
        environ = {"http_proxy": "http://127.0.0.1:9/", "no_proxy": "127.0.0.1"}
        assert get_page(site.url("/"), environ=environ).body == b"text"


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch):
    over = threading.Event()

    def getaddrinfo(*args, **kwargs):
        over.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    for environ in ({}, {"http_proxy": "http://127.0.0.1:9/"}):
        settings = replace(GUARDED, timeout=0.1, retries=0)
        failure = get_failure("http://slow.example/", settings=settings, environ=environ)
        assert (failure.kind, failure.lasting) == ("timeout", False)
    over.set()


def name(monkeypatch, table):
    """Answer look-ups of names from a table; numeric addresses go to the real resolver."""
    real, asked = socket.getaddrinfo, []

    def getaddrinfo(host, port, *args, **kwargs):
        if host.replace(".", "").isdigit() or ":" in host:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [answer for address in table[host] for answer in real(address, port, type=socket.SOCK_STREAM)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def pretend_public(monkeypatch, chosen):
    monkeypatch.setattr("tracker.fetch.address.is_public", lambda address: address == chosen or is_public(address))
