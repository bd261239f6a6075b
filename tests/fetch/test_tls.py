"""Certificates are checked by the name asked for, though the connection goes to an address."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass, replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fetch.helpers import QUICK, get, get_failure, get_page
from tests.fetch.test_address import name
from tests.servers import page, redirect, serve
from tracker.model import Capture

START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
END = dt.datetime(2120, 1, 1, tzinfo=dt.UTC)


@dataclass
class Authority:
    """A certificate authority for the tests, and the environment that makes the program trust it."""

    folder: object
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def environ(self):
        return {"REQUESTS_CA_BUNDLE": str(self.folder / "ca.pem")}

    def context(self, *names, end=END):
        """What a server with a certificate for these names needs; `asked` collects the names clients ask for."""
        key, chain = ec.generate_private_key(ec.SECP256R1()), self.folder / "server.pem"
        alternatives = [
            x509.IPAddress(ipaddress.ip_address(item)) if item[0].isdigit() else x509.DNSName(item) for item in names
        ]
        made = (
            builder("server", self.certificate.subject, key, end)
            .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        chain.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
        context, asked = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
        context.load_cert_chain(chain)
        context.sni_callback = lambda connection, host, given: asked.append(host)
        return context, asked


def builder(common, issuer, key, end=END):
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(end)
    )


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder, key = tmp_path_factory.mktemp("ca"), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")])
    made = (
        builder("Test authority", issuer, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return Authority(folder, key, made)


def test_the_certificate_is_checked_by_name_and_the_name_is_sent(authority, monkeypatch):
    context, asked = authority.context("acme.example")
    name(monkeypatch, {"acme.example": ["127.0.0.1"]})
    with serve({"/a": redirect("/b"), "/b": page("text")}, tls=context) as site:
        found = get_page(site.url("/a", host="acme.example"), environ=authority.environ)
    assert found.body == b"text"
    assert asked == ["acme.example"]
    assert site.connections == 1


@pytest.mark.parametrize("names", [("other.example",), ("127.0.0.1",)])
def test_a_certificate_for_another_name_is_refused(authority, monkeypatch, names):
    context, _ = authority.context(*names)
    name(monkeypatch, {"acme.example": ["127.0.0.1"]})
    with serve({"/": page("text")}, tls=context) as site:
        failure = get_failure(site.url("/", host="acme.example"), environ=authority.environ)
    assert (failure.kind, failure.lasting, site.seen) == ("tls", True, [])
    assert "mismatch" in failure.detail


def test_behind_a_proxy_the_certificate_is_still_checked_by_name(authority, monkeypatch):
    name(monkeypatch, {"acme.example": ["8.8.8.8"]})
    guarded = replace(QUICK, allow_private_addresses=False)
    for certified in ("acme.example", "other.example"):
        context, asked = authority.context(certified)
        with serve({"/": page("text")}, tls=context) as site, tunnel(site) as (proxy, targets):
            found = get(
                site.url("/", host="acme.example"),
                settings=guarded,
                environ=authority.environ | {"https_proxy": proxy},
            )
        assert (targets, asked) == ([f"acme.example:{site.port}".encode()], ["acme.example"])
        assert isinstance(found, Capture) if certified == "acme.example" else found.kind == "tls"


@contextlib.contextmanager
def tunnel(site):
    """A proxy that takes one CONNECT, whatever its target, and passes bytes to and from the site."""
    targets = []

    def pump(source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def work():
        client, _ = listening.accept()
        with client, socket.create_connection((site.host, site.port)) as server:
            head = b""
            while b"\r\n\r\n" not in head:
                head += client.recv(65536)
            targets.append(head.split(b" ")[1])
            client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=pump, args=(server, client), daemon=True)
            back.start()
            pump(client, server)
            back.join()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", targets
        thread.join(5)


def test_a_certificate_that_has_run_out_is_refused(authority):
    context, _ = authority.context("127.0.0.1", end=START + dt.timedelta(days=1))
    with serve({"/": page("text")}, tls=context) as site:
        failure = get_failure(site.url("/"), environ=authority.environ)
    assert failure.kind == "tls"
    assert "expired" in failure.detail


def test_an_unknown_authority_is_refused(authority):
    context, _ = authority.context("127.0.0.1")
    with serve({"/": page("text")}, tls=context) as site:
        assert get_failure(site.url("/")).kind == "tls"


def test_a_server_that_speaks_no_tls_is_a_tls_failure():
    with serve({"/": page("text")}) as site:
        assert get_failure(site.url("/").replace("http:", "https:")).kind == "tls"


def test_a_redirect_from_https_to_http_is_refused(authority):
    context, _ = authority.context("127.0.0.1")
    with serve({"/": page("text")}) as plain, serve({"/": redirect(plain.url("/"))}, tls=context) as site:
        failure = get_failure(site.url("/"), environ=authority.environ)
    assert (failure.kind, failure.lasting, plain.seen) == ("unsupported", True, [])
    assert "https to http" in failure.detail
