"""The edge to IMAP: the mails of given senders, read without marking, moving or keeping anything."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from urllib.parse import unquote

from tracker.errors import MailError, SettingsError
from tracker.mail.server import address_in, is_local, tls_reason, trusting

_TIMEOUT = 30.0  # seconds, for connecting and for each answer
_LARGEST = 2_000_000  # bytes of one mail; an announcement is a hundredth of that
_MOST = 2000  # mails of one sender; the newest are read
_HINT = "write imaps://user:password@host:993/INBOX, user and password percent-encoded"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DOMAIN = re.compile(r"[A-Za-z0-9.-]{1,253}")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where announcements arrive. `imaps` speaks TLS from the start; `imap` upgrades (STARTTLS) before the login."""

    host: str
    port: int
    implicit_tls: bool
    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str = "INBOX"
    ca_file: str | None = None

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read TRACKER_IMAP_URL, and TRACKER_IMAP_CA where the certificate is signed by a private authority.

        Raises:
            SettingsError: the address is missing or malformed; its text never shows the address.
        """
        parts = address_in(environ, "TRACKER_IMAP_URL", ("imap", "imaps"), _HINT)
        if not parts.username or not parts.password:
            raise SettingsError(f"TRACKER_IMAP_URL is missing or malformed: {_HINT}.")
        folder = unquote(parts.path.strip("/")) or "INBOX"
        if not folder.isascii() or not folder.isprintable():
            raise SettingsError("TRACKER_IMAP_URL names a folder that is not plain ASCII: use another folder.")
        return cls(
            parts.hostname or "",
            parts.port or (993 if parts.scheme == "imaps" else 143),
            parts.scheme == "imaps",
            unquote(parts.username),
            unquote(parts.password),
            folder,
            environ.get("TRACKER_IMAP_CA") or None,
        )


def read_mailbox(box: Mailbox, domains: Collection[str], since: date) -> Iterator[bytes]:
    """The mails from these domains (and domains below them) that arrived since a day; nothing else is downloaded.

    The folder is opened read-only: no mail is marked as read.

    Raises:
        MailError: the server cannot be reached or trusted, or refuses; its text names no user and no password.
    """
    name = f"The mail server {box.host}:{box.port}"
    try:
        imap = _connect(box)
        try:
            imap.login(box.user, box.password)
            answer, _ = imap.select(_quoted(box.folder), readonly=True)
            if answer != "OK":
                raise MailError(f"{name} has no folder of the name that TRACKER_IMAP_URL gives.")
            for number in _found(imap, domains, since):
                yield from _fetched(imap, number)
        finally:
            imap.logout()
    except ssl.SSLError as error:
        raise MailError(f"{name} cannot be trusted ({tls_reason(error)}): nothing was read.") from None
    except imaplib.IMAP4.error:
        raise MailError(f"{name} refused the login or a command: check TRACKER_IMAP_URL.") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise MailError(f"{name} cannot be reached ({why}): try again later.") from None


def _connect(box: Mailbox) -> imaplib.IMAP4:
    context = trusting(box.ca_file, "TRACKER_IMAP_CA")
    if box.implicit_tls:
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=_TIMEOUT)
    imap = imaplib.IMAP4(box.host, box.port, timeout=_TIMEOUT)
    try:
        if not is_local(box.host) or "STARTTLS" in imap.capabilities:
            imap.starttls(context)
    except BaseException:
        imap.shutdown()
        raise
    return imap


def _found(imap: imaplib.IMAP4, domains: Collection[str], since: date) -> list[bytes]:
    """The numbers of the mails, oldest first. IMAP searches for text in From; `read_mail` checks the domain."""
    day = f"{since.day:02d}-{_MONTHS[since.month - 1]}-{since.year}"  # RFC 3501 writes English months in any locale
    numbers: set[bytes] = set()
    for domain in sorted(domains):
        if _DOMAIN.fullmatch(domain):
            _, data = imap.search(None, "SINCE", day, "FROM", _quoted(domain))
            numbers |= set((data[0] or b"").split()[-_MOST:])
    return sorted(numbers, key=int)


def _fetched(imap: imaplib.IMAP4, number: bytes) -> Iterator[bytes]:
    _, sizes = imap.fetch(number.decode(), "(RFC822.SIZE)")
    size = re.search(rb"RFC822\.SIZE (\d{1,12})", b" ".join(part for part in sizes if isinstance(part, bytes)))
    if size is None or int(size.group(1)) > _LARGEST:
        return
    _, parts = imap.fetch(number.decode(), "(BODY.PEEK[])")
    yield from (part[1] for part in parts if isinstance(part, tuple))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
