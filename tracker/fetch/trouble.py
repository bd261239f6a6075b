"""What can go wrong on the way to a page, told apart by the types of exceptions and never by their words.

Messages are written here, for the operator; those of libraries are left out because they may quote an address of a
proxy with its password.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import datetime

import requests
import urllib3.exceptions as wire

from tracker.fetch.address import BlockedAddressError
from tracker.model import Failure, FailureKind

# What requests, urllib3 and the gate raise, and ValueError for hosts and headers that neither can put on the wire.
ERRORS: tuple[type[Exception], ...] = (
    requests.RequestException,
    wire.HTTPError,
    BlockedAddressError,
    OSError,
    ValueError,
)
_TIMEOUTS = (requests.Timeout, wire.TimeoutError, TimeoutError)
_TLS = (ssl.SSLError, wire.SSLError, requests.exceptions.SSLError)
_CODING = (wire.DecodeError, requests.exceptions.ContentDecodingError)


class TroubleError(Exception):
    """A page could not be had. Lasting trouble is not worth another try in this run; `tried` has had its tries."""

    def __init__(
        self, kind: FailureKind, detail: str, *, lasting: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.lasting, self.retry_after = kind, detail, lasting, retry_after
        self.tried = False

    def told(self, *, kind: FailureKind | None = None, detail: str | None = None) -> TroubleError:
        """The same trouble, met before and told of another page, in other words if need be."""
        told = TroubleError(
            kind or self.kind, detail or self.detail, lasting=self.lasting, retry_after=self.retry_after
        )
        told.tried = True
        return told

    def failure(self, url: str, at: datetime) -> Failure:
        return Failure(self.kind, self.detail, url, at, lasting=self.lasting, retry_after=self.retry_after)


def trouble(error: BaseException) -> TroubleError:
    """Name what an exception of the network libraries stands for, by the innermost cause that says something."""
    causes = tuple(_causes(error))
    if _any(causes, (wire.ProxyError, requests.exceptions.ProxyError)):
        return TroubleError("connection", "The proxy named in the environment could not be used.")
    for cause in causes:
        if isinstance(cause, BlockedAddressError):
            return TroubleError(
                "blocked_address",
                f"{cause.host} leads to {cause.address}, which is not on the public internet. If this is your own"
                " network, set allow_private_addresses = true in [tracker].",
                lasting=True,
            )
        if isinstance(cause, socket.gaierror):
            passing = cause.errno == socket.EAI_AGAIN
            return TroubleError("dns", "The host name does not resolve; check its spelling.", lasting=not passing)
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = getattr(cause, "verify_message", "it cannot be verified").rstrip(".")
            return TroubleError("tls", f"The server's certificate is not valid: {reason}.", lasting=True)
    if isinstance(error, ValueError):  # InvalidURL, InvalidHeader, LocationParseError, UnicodeError
        return TroubleError("connection", "The request could not be made; check the address.", lasting=True)
    if _any(causes, _TLS):
        return TroubleError("tls", "No secure connection could be agreed on with the server.", lasting=True)
    if _any(causes, _TIMEOUTS) and not _any(causes, (wire.NewConnectionError,)):  # which derives from a timeout
        return TroubleError("timeout", "The server did not answer in time; see timeout in [tracker].")
    if _any(causes, _CODING):
        return TroubleError("undecodable", "The answer is not compressed as it says.", lasting=True)
    return TroubleError("connection", "The connection failed or broke off before the answer was complete.")


def _any(causes: tuple[BaseException, ...], kinds: tuple[type[BaseException], ...]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and what it wraps; the libraries keep the wrapped one in `args`, `reason` or `__cause__`."""
    waiting, seen = [error], set[int]()
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inner = (*current.args, getattr(current, "reason", None), current.__cause__, current.__context__)
        waiting += [item for item in inner if isinstance(item, BaseException)]
