"""One page: its redirects followed by hand, its status judged, its passing troubles waited out."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

import requests

from tracker.fetch.body import read_body, skip_body
from tracker.fetch.headers import conditions
from tracker.fetch.trouble import ERRORS, TroubleError, trouble
from tracker.fetch.wire import Adapter, proxies
from tracker.model import Page, Settings, Validators
from tracker.model.source import web_problem

_MOST_REDIRECTS = 10
LONGEST_WAIT = 60.0  # seconds that a run waits for a server, whatever it asks for
_REFUSED = {401, 403, 451}
_PASSING = {408, 425, 429}  # and all of 5xx
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_VISIBLE = re.compile(r"[\x20-\x7e\x80-\xff]{1,500}")
_READABLE = ("text/", "application/xhtml+xml", "application/xml", "application/pdf")


@dataclass(frozen=True)
class Visit:
    """What every request for one page has in common. `declared` headers go to the page's own origin only."""

    url: str
    headers: Mapping[str, str]
    declared: Mapping[str, str]
    known: Validators | None
    settings: Settings
    environ: Mapping[str, str]


@dataclass(frozen=True)
class Effects:
    """The world outside, as far as fetching needs it."""

    clock: Callable[[], datetime]
    sleep: Callable[[float], object]


def fetch_page(session: requests.Session, adapter: Adapter, visit: Visit, effects: Effects) -> Page | None:
    """The page, or None where it answered 304. Passing troubles are tried again, all within the deadline.

    Raises:
        TroubleError: there is no page to be had in this run.
    """
    if problem := web_problem(visit.url):
        raise TroubleError("unsupported", f"The address {problem}.", lasting=True)
    until = time.monotonic() + visit.settings.deadline
    for attempt in range(visit.settings.retries + 1):
        try:
            return _attempt(session, adapter, visit, until, effects.clock)
        except TroubleError as met:
            wait = max(2.0**attempt * random.uniform(0.5, 1.5), met.retry_after or 0)  # noqa: S311 - spread, no secret
            last = attempt == visit.settings.retries or adapter.cutoff.closed
            if last or met.lasting or wait > min(LONGEST_WAIT, until - time.monotonic()):
                raise
            effects.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _attempt(
    session: requests.Session, adapter: Adapter, visit: Visit, until: float, clock: Callable[[], datetime]
) -> Page | None:
    left = until - time.monotonic()
    out_of_time = TroubleError("timeout", "The page took too long as a whole; see deadline in [tracker].")
    try:
        with adapter.cutoff.after(left):
            found = _follow(session, visit, until, clock)
    except ERRORS as error:
        raise (out_of_time if adapter.cutoff.expired else trouble(error)) from error
    except TroubleError:
        if adapter.cutoff.expired:
            raise out_of_time from None
        raise
    if adapter.cutoff.expired:  # a body without a length ends where the socket is shut
        raise out_of_time
    return found


def _follow(session: requests.Session, visit: Visit, until: float, clock: Callable[[], datetime]) -> Page | None:
    session.cookies.clear()
    url, hops, declared = urldefrag(visit.url).url, list[str](), visit.declared
    while True:
        headers = {**visit.headers, **declared, **conditions(visit.known)}
        with _ask(session, url, headers, visit, until) as response:
            target = session.get_redirect_target(response)
            if target is None:
                return _page(response, url, tuple(hops), visit, clock)
            skip_body(response)
        hops.append(url)
        if len(hops) > _MOST_REDIRECTS:
            raise TroubleError("too_many_redirects", f"More than {_MOST_REDIRECTS} redirects.", lasting=True)
        following = _next_hop(url, target)
        if _origin(following) != _origin(url):
            declared = {}
            session.cookies.clear()
        url = following


def _ask(
    session: requests.Session, url: str, headers: Mapping[str, str], visit: Visit, until: float
) -> requests.Response:
    request = session.prepare_request(requests.Request("GET", url, headers=headers))
    timeout = max(min(visit.settings.timeout, until - time.monotonic()), 0.001)
    return session.send(
        request, stream=True, allow_redirects=False, timeout=timeout, proxies=proxies(url, visit.environ)
    )


def _next_hop(url: str, location: str) -> str:
    """Where a redirect leads, held against the same rules as a declared address, and never from https to http."""
    target = location.strip(" ").replace(" ", "%20")
    if not _WHOLE.match(target) and not _CONTROL.search(target):  # joining would drop tabs and line ends
        target = urljoin(url, target)
    target = urldefrag(target).url
    if problem := web_problem(target):
        raise TroubleError("unsupported", f"A redirect leads to an address that {problem}.", lasting=True)
    if url.startswith("https:") and target.startswith("http:"):
        raise TroubleError("unsupported", f"A redirect leads from https to http: {target}", lasting=True)
    return target


def _origin(url: str) -> tuple[str, str | None, int]:
    parts: SplitResult = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme]


def _page(
    response: requests.Response, url: str, hops: tuple[str, ...], visit: Visit, clock: Callable[[], datetime]
) -> Page | None:
    status = response.status_code
    if status not in {200, 203}:
        skip_body(response)
        if status == 304 and conditions(visit.known):
            return None
        raise _refusal(status, _retry_after(response.headers.get("Retry-After"), clock))
    body = read_body(response, visit.settings.max_bytes)
    if not body.strip():
        raise TroubleError("empty", "The server answered with an empty page.", lasting=True)
    etag, modified = (_sendable(response.headers.get(name)) for name in ("ETag", "Last-Modified"))
    validators = Validators(etag, modified)
    return Page(visit.url, url, status, _media_type(response, body), body, validators, hops)


def _sendable(value: str | None) -> str | None:
    """A validator that can be sent back; a folded or endless one would make every later request fail."""
    return value if value and _VISIBLE.fullmatch(value) else None


def _refusal(status: int, retry_after: float | None) -> TroubleError:
    if status in {404, 410}:
        return TroubleError("gone", f"The server answered {status}: the page is not there any more.", lasting=True)
    if status in _REFUSED:
        advice = "it does not let programs or strangers read the page; declare headers if you have an account"
        return TroubleError("http_status", f"The server answered {status}: {advice}.", lasting=True)
    passing = status in _PASSING or status >= 500
    advice = "this usually passes" if passing else "look at the address in a browser"
    detail = f"The server answered {status}; {advice}."
    return TroubleError("http_status", detail, lasting=not passing, retry_after=retry_after)


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
    """The declared type with its parameters; guessed where none is declared or only "some bytes"."""
    declared = " ".join(response.headers.get("Content-Type", "")[:200].lower().split())
    bare = declared.partition(";")[0].strip()
    if bare in {"", "application/octet-stream", "binary/octet-stream"}:
        start = body[:1000].lstrip().lower()
        declared = bare = (
            "application/pdf" if start.startswith(b"%pdf-") else "text/html" if b"<" in start[:1] else "text/plain"
        )
    if not bare.startswith(_READABLE):
        raise TroubleError("unsupported", f"{bare} is no text that can be read; declare another address.", lasting=True)
    return declared
