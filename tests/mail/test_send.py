"""Sending: encrypted, checked, logged in, and never a secret in an error."""

from __future__ import annotations

import traceback

import pytest

from tests.mail.mailserver import PASSWORD, USER, certificate, smtp_server
from tests.samples import SECOND, SETTINGS, at
from tracker.errors import MailError, RefusedError, SettingsError
from tracker.mail import Outgoing, SmtpServer, Subscriber, compose, write_eml
from tracker.mail.server import is_local
from tracker.model import Owed

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server does not see that TLS came first
LOGIN = "watch%40example.org:p%40ss%2Fword%3A1@"


def message(address: str = "ann@example.org", number: str = "0"):
    owed = Owed(number * 32, "f" * 64, (SECOND.id,), at("2026-04-06 06:00"))
    return compose(Subscriber(address), [SECOND], SETTINGS, owed)


@pytest.fixture(scope="module")
def cert(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("good"))


def server(url: str, ca: object = "") -> SmtpServer:
    return SmtpServer.from_environ({"TRACKER_SMTP_URL": url, "TRACKER_SMTP_CA": str(ca)})


def without_secrets(error: BaseException) -> str:
    shown = "".join(traceback.format_exception(error))
    for secret in (PASSWORD, USER, "p%40ss", "ann@example.org", "wrong-password"):
        assert secret not in shown
    return str(error)


def test_starttls_login_and_several_messages_over_one_connection(cert):
    ca, context = cert
    with smtp_server(starttls=context, login=True) as box:
        with Outgoing(server(f"smtp://{LOGIN}127.0.0.1:{box.port}", ca)) as outgoing:
            outgoing(message())
            outgoing(message("bob@example.org", "1"))
        assert box.recipients == ["ann@example.org", "bob@example.org"]
        assert box.encrypted == [True, True]
        assert box.logins == ["good"]


def test_tls_from_the_start(cert):
    ca, context = cert
    with smtp_server(tls=context, login=True) as box:
        with Outgoing(server(f"smtps://{LOGIN}127.0.0.1:{box.port}", ca)) as outgoing:
            outgoing(message())
        assert box.recipients == ["ann@example.org"]


def test_what_arrives_is_what_was_composed():
    with smtp_server() as box:
        with Outgoing(server(f"smtp://127.0.0.1:{box.port}")) as outgoing:
            outgoing(message())
        assert box.raw[0].rstrip(b"\r\n") == write_eml(message()).rstrip(b"\r\n")
        assert box.messages[0]["Message-ID"] == f"<{'0' * 32}@watch.example.org>"


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_that_nobody_vouches_for_is_refused(cert, scheme):
    _, context = cert
    with smtp_server(**{"starttls" if scheme == "smtp" else "tls": context}) as box:
        with pytest.raises(MailError, match="cannot be trusted") as caught:
            Outgoing(server(f"{scheme}://{LOGIN}127.0.0.1:{box.port}"))(message())
        assert not box.messages
        assert not box.logins
        without_secrets(caught.value)


def test_a_certificate_for_another_name_is_refused(tmp_path):
    ca, context = certificate(tmp_path, "mail.elsewhere.example")
    with smtp_server(starttls=context) as box:
        with pytest.raises(MailError, match="cannot be trusted"):
            Outgoing(server(f"smtp://127.0.0.1:{box.port}", ca))(message())
        assert not box.messages


def test_a_server_elsewhere_without_starttls_is_told_nothing(monkeypatch):
    monkeypatch.setattr("tracker.mail.send.is_local", lambda host: False)
    with smtp_server() as box:
        with pytest.raises(MailError, match="offers no STARTTLS"):
            Outgoing(server(f"smtp://127.0.0.1:{box.port}"))(message())
        assert not box.messages
        assert not box.logins


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("mail.example.org", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
    ],
)
def test_only_this_machine_is_local(host, local):
    assert is_local(server(f"smtp://{host}").host) is local


def test_a_wrong_password_is_an_error_that_does_not_repeat_it(cert):
    ca, context = cert
    with smtp_server(starttls=context, login=True) as box:
        url = f"smtp://watch%40example.org:wrong-password@127.0.0.1:{box.port}"
        with pytest.raises(MailError, match=r"refused the login \(535 5\.7\.8\)") as caught:
            Outgoing(server(url, ca))(message())
        without_secrets(caught.value)


def test_a_login_that_the_server_does_not_offer():
    with smtp_server() as box, pytest.raises(MailError, match="no login"):
        Outgoing(server(f"smtp://{LOGIN}127.0.0.1:{box.port}"))(message())


def test_a_refused_recipient_does_not_stop_the_next(cert):
    with smtp_server() as box:
        box.refuse = {"ann@example.org"}
        with Outgoing(server(f"smtp://127.0.0.1:{box.port}")) as outgoing:
            with pytest.raises(RefusedError, match=r"\(550 5\.1\.1\)") as caught:
                outgoing(message())
            without_secrets(caught.value)
            outgoing(message("bob@example.org", "1"))
        assert box.recipients == ["bob@example.org"]


def test_a_server_that_hangs_up_is_an_error_and_the_next_message_connects_anew():
    with smtp_server() as box:
        box.hang_up = True
        with Outgoing(server(f"smtp://127.0.0.1:{box.port}")) as outgoing:
            with pytest.raises(MailError, match="hung up") as caught:
                outgoing(message())
            assert not isinstance(caught.value, RefusedError)
            outgoing(message("bob@example.org", "1"))
        assert box.recipients == ["bob@example.org"]


def test_no_server_at_all():
    with smtp_server() as box:
        port = box.port
    with pytest.raises(MailError, match=f"127.0.0.1:{port} cannot be reached") as caught:
        Outgoing(server(f"smtp://{LOGIN}127.0.0.1:{port}"))(message())
    without_secrets(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.org:587",
        "http://mail.example.org",
        "smtp://",
        "smtp://user@mail.example.org",
        "smtp://mail.example.org:none",
        "smtp://mail.example.org/folder",
        "smtp://mail.example.org?starttls=never",
        "smtps://user:p@ss/word:1@mail.example.org",
    ],
)
def test_a_malformed_address_is_refused_without_repeating_it(url):
    with pytest.raises(SettingsError, match="TRACKER_SMTP_URL") as caught:
        server(url)
    assert "mail.example.org" not in "".join(traceback.format_exception(caught.value))


def test_ports_follow_the_scheme_and_passwords_are_decoded():
    assert (server("smtps://mail.example.org").port, server("smtp://mail.example.org").port) == (465, 587)
    made = server(f"smtp://{LOGIN}mail.example.org")
    assert (made.user, made.password) == (USER, PASSWORD)
    assert PASSWORD not in repr(made)
    assert USER not in repr(made)


def test_a_missing_file_of_certificates():
    with pytest.raises(SettingsError, match="TRACKER_SMTP_CA"):
        Outgoing(server("smtp://127.0.0.1:1", "/nowhere/ca.pem"))(message())
