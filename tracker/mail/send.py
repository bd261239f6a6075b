"""The edge to SMTP: one connection, encrypted and checked, that carries one message after another."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from typing import Self
from urllib.parse import unquote

from tracker.errors import MailError, RefusedError, SettingsError
from tracker.mail.server import address_in, is_local, tls_reason, trusting

_TIMEOUT = 30.0  # seconds, for connecting and for each answer
_HINT = "write smtps://user:password@host:465 or smtp://user:password@host:587, user and password percent-encoded"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail leaves. `smtps` speaks TLS from the start; `smtp` must upgrade (STARTTLS) before anything is said,
    save on this machine itself, where a server without TLS is accepted.
    """

    host: str
    port: int
    implicit_tls: bool
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca_file: str | None = None

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read TRACKER_SMTP_URL, and TRACKER_SMTP_CA where certificates are signed by a private authority.

        Raises:
            SettingsError: the address is missing or malformed; its text never shows the address.
        """
        parts = address_in(environ, "TRACKER_SMTP_URL", ("smtp", "smtps"), _HINT)
        wrong = parts.path not in {"", "/"} or parts.query or parts.fragment or (parts.username and not parts.password)
        if wrong:
            raise SettingsError(f"TRACKER_SMTP_URL is missing or malformed: {_HINT}.")
        return cls(
            parts.hostname or "",
            parts.port or (465 if parts.scheme == "smtps" else 587),
            parts.scheme == "smtps",
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            environ.get("TRACKER_SMTP_CA") or None,
        )


class Outgoing:
    """A connection to the mail server, opened with the first message; `with Outgoing(server) as outgoing: ...`.

    Does not decide what goes to whom and does not try again: what failed stays owed.
    """

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, message: EmailMessage) -> None:
        """Hand over one message, from its From to its To.

        Raises:
            RefusedError: the server refused this message; the next may go.
            MailError: the server cannot be reached or trusted, or refuses the login.
        """
        smtp = self._smtp or self.open()
        try:
            smtp.send_message(message)
        except smtplib.SMTPServerDisconnected:
            self._smtp = None
            raise MailError("The mail server hung up; what is owed stays owed: send again later.") from None
        except smtplib.SMTPException as error:
            raise RefusedError(f"The mail server refused a message{_code(error)}; it stays owed.") from None
        except OSError as error:
            self._smtp = None
            raise self._lost(error) from None

    def open(self) -> smtplib.SMTP:
        """Connect, encrypt, log in; called by the first message, or earlier to find out.

        Raises:
            MailError: as above; its text names host and port, never user, password or an address.
        """
        server = self._server
        context = trusting(server.ca_file, "TRACKER_SMTP_CA")
        try:
            self._smtp = smtp = _connect(server, context)
            if server.user:
                smtp.login(server.user, server.password)
        except smtplib.SMTPNotSupportedError:
            raise self._gone(f"{self._name} offers no STARTTLS or no login: use another port, or smtps://.") from None
        except smtplib.SMTPAuthenticationError as error:
            raise self._gone(f"{self._name} refused the login{_code(error)}: check TRACKER_SMTP_URL.") from None
        except ssl.SSLError as error:
            raise self._gone(f"{self._name} cannot be trusted ({tls_reason(error)}): nothing was sent.") from None
        except smtplib.SMTPException as error:
            raise self._gone(f"{self._name} did not greet as a mail server does{_code(error)}.") from None
        except OSError as error:
            raise self._lost(error) from None
        return smtp

    def close(self) -> None:
        """Say goodbye; a server that is gone already is no error."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    @property
    def _name(self) -> str:
        return f"The mail server {self._server.host}:{self._server.port}"

    def _gone(self, text: str) -> MailError:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None
        return MailError(text)

    def _lost(self, error: OSError) -> MailError:
        why = error.strerror or type(error).__name__
        return self._gone(f"{self._name} cannot be reached ({why}); what is owed stays owed: send again later.")


def write_eml(message: EmailMessage) -> bytes:
    """The message as a file that any mail program opens; the same message gives the same bytes."""
    return message.as_bytes(policy=SMTP)


def _connect(server: SmtpServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.implicit_tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
    try:
        smtp.ehlo()
        if not is_local(server.host) or smtp.has_extn("starttls"):
            smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _code(error: smtplib.SMTPException) -> str:
    """The numbers of the server's answer; its words may repeat an address."""
    answers = [(error.smtp_code, error.smtp_error)] if isinstance(error, smtplib.SMTPResponseException) else []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    for code, text in answers:
        words = text.decode("ascii", "replace") if isinstance(text, bytes) else str(text)
        extended = re.match(r"\d\.\d{1,3}\.\d{1,3}\b", words)
        return f" ({code}{' ' + extended.group() if extended else ''})"
    return ""
