"""What a server's last answer amounts to: a page, no change, or trouble."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from tracker.fetch.body import read_body, skip_body
from tracker.fetch.trouble import TroubleError
from tracker.model import Page, Validators

GOOD = {200, 203}
_REFUSED = {401, 403, 451}
_PASSING = {408, 425, 429}  # and all of 5xx
_VISIBLE = re.compile(r"[\x20-\x7e\x80-\xff]{1,500}")
_READABLE = ("text/", "application/xhtml+xml", "application/xml", "application/pdf")
_NONE = {"", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Answer:
    """An answer that is no redirect, the address that gave it, and whether it was asked for on a condition.

    `settled` is how far redirects lead that are for good.
    """

    response: requests.Response
    url: str
    hops: tuple[str, ...]
    conditional: bool
    settled: str


def read_answer(answer: Answer, requested: str, max_bytes: int, clock: Callable[[], datetime]) -> Page | None:
    """The page, or None where it has not changed.

    Raises:
        TroubleError: it is neither.
    """
    response = answer.response
    status = response.status_code
    if status not in GOOD:
        skip_body(response)
        if status == 304 and answer.conditional:
            return None
        raise refusal(response, clock)
    body = read_body(response, max_bytes)
    if not body.strip():
        raise TroubleError("empty", "The server answered with an empty page.", lasting=True)
    etag, modified = (_sendable(response.headers.get(name)) for name in ("ETag", "Last-Modified"))
    validators = Validators(etag, modified, answer.url if answer.hops and (etag or modified) else None)
    moved = answer.settled if _elsewhere(requested, answer.settled) else None
    return Page(requested, answer.url, status, _media_type(response, body), body, validators, answer.hops, moved=moved)


def _elsewhere(one: str, other: str) -> bool:
    """Whether two addresses differ in more than what servers mend by themselves: https, "www.", a slash at the end."""
    return _place(one) != _place(other)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def refusal(response: requests.Response, clock: Callable[[], datetime]) -> TroubleError:
    """The trouble that an answer stands for, with the pause that it asks for."""
    return trouble_of(response.status_code, _retry_after(response.headers.get("Retry-After"), clock))


def trouble_of(status: int, retry_after: float | None = None) -> TroubleError:
    """The trouble that a status stands for."""
    if status in {404, 410}:
        return TroubleError(
            "gone",
            f"The server answered {status}: the page is not there any more; look for its new address.",
            lasting=True,
        )
    if status in _REFUSED:
        return TroubleError(
            "http_status",
            f"The server answered {status}: it does not let programs or strangers read the page;"
            " declare headers if you have an account.",
            lasting=True,
        )
    if status in _PASSING or status >= 500:
        return TroubleError(
            "http_status", f"The server answered {status}; this usually passes.", retry_after=retry_after
        )
    return TroubleError("http_status", f"The server answered {status}; look at the address in a browser.", lasting=True)


def _sendable(value: str | None) -> str | None:
    """A validator that can be sent back; a folded or endless one would make every later request fail."""
    return value if value and _VISIBLE.fullmatch(value) else None


def _retry_after(value: str | None, clock: Callable[[], datetime]) -> float | None:
    """Seconds to wait, from a number or a date (RFC 9110, section 10.2.3); None where it is neither."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value.strip()[:9])
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max((date.replace(tzinfo=date.tzinfo or UTC) - clock()).total_seconds(), 0.0)


def _media_type(response: requests.Response, body: bytes) -> str:
    """The declared type with its parameters, unless the first bytes know better or none is declared."""
    declared = " ".join(response.headers.get("Content-Type", "")[:200].lower().split())
    bare = declared.partition(";")[0].strip()
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    if body.startswith(b"PK\x03\x04") and b"word/" in body and b"[Content_Types].xml" in body:
        return _DOCX
    if bare in _NONE:
        return "text/html" if b"<" in body[:1000].lstrip()[:1] else "text/plain"
    if not bare.startswith(_READABLE):
        raise TroubleError("unsupported", f"{bare} is no text that can be read; declare another address.", lasting=True)
    return declared
