"""What the two edges of mail share: an address in the environment, and whom to trust."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from tracker.errors import SettingsError


def address_in(environ: Mapping[str, str], variable: str, schemes: tuple[str, str], hint: str) -> SplitResult:
    """The parts of a server's address.

    Raises:
        SettingsError: the address is missing or malformed; its text never shows the address, which holds a password.
    """
    try:
        parts = urlsplit(environ.get(variable, "").strip())
        valid = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        raise SettingsError(f"{variable} is missing or malformed: {hint}.")
    return parts


def is_local(host: str) -> bool:
    """Whether the server is this machine, so that nothing said to it crosses a network."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def trusting(ca_file: str | None, variable: str) -> ssl.SSLContext:
    """A context that checks certificates, against the system's authorities or those of a file.

    Raises:
        SettingsError: the file cannot be read.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError:
        raise SettingsError(f"{variable} names no readable file of certificates (PEM).") from None


def tls_reason(error: ssl.SSLError) -> str:
    """Why a certificate or a handshake was refused, in the library's words."""
    return str(getattr(error, "verify_message", "") or error.reason or "TLS failed")
