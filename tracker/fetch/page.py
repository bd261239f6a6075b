"""One page: its redirects followed by hand, its passing troubles waited out."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.sessions import SessionRedirectMixin

from tracker.fetch.answer import Answer, read_answer
from tracker.fetch.body import skip_body
from tracker.fetch.headers import conditions
from tracker.fetch.network import LONGEST_WAIT, Deadline, Effects, Network, Part
from tracker.fetch.trouble import TroubleError
from tracker.model import Page, Settings, Validators
from tracker.model.source import web_problem

_MOST_REDIRECTS = 10
_FOR_GOOD = {301, 308}
_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_Result = TypeVar("_Result")
_target = SessionRedirectMixin().get_redirect_target


@dataclass(frozen=True)
class Visit:
    """What every request for one page has in common.

    `declared` headers go to the page's own origin only. `permit` is asked before every hop and raises TroubleError.
    """

    url: str
    headers: Mapping[str, str]
    permit: Callable[[str], None]
    declared: Mapping[str, str]
    settings: Settings
    known: Validators | None = None
    method: str = "GET"
    data: bytes | None = None


def fetch_page(network: Network, visit: Visit, deadline: Deadline, effects: Effects) -> Page | None:
    """The page, or None where it answered 304. Passing troubles are tried again, all within the deadline.

    Raises:
        TroubleError: there is no page to be had now.
    """

    def once(part: Part) -> Page | None:
        with follow(network, visit, deadline, part=part) as answer:
            return read_answer(answer, visit.url, visit.settings.max_bytes, effects.clock)

    return with_patience(once, visit.settings.retries, network, deadline, effects)


def with_patience(
    once: Callable[[Part], _Result], retries: int, network: Network, deadline: Deadline, effects: Effects
) -> _Result:
    """Call until it succeeds or meets lasting trouble, with pauses that grow, differ and are as long as asked for.

    Raises:
        TroubleError: the last one.
    """
    for attempt in range(retries + 1):
        try:
            return once("more" if attempt else "page")
        except TroubleError as met:
            wait = max(2.0**attempt * random.uniform(0.5, 1.5), met.retry_after or 0)  # noqa: S311 - spread, no secret
            last = attempt == retries or network.stopped or met.lasting or met.tried
            if last or wait > min(LONGEST_WAIT, deadline.left):
                raise
            effects.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


@contextlib.contextmanager
def follow(network: Network, visit: Visit, deadline: Deadline, *, part: Part = "page") -> Iterator[Answer]:
    """The answer at the end of the redirects, its body unread.

    Cookies live as long as the visit and stay with their host.

    Raises:
        TroubleError: also for what fails while the body is read inside the block.
    """
    if problem := web_problem(visit.url):
        raise TroubleError("unsupported", f"The address {problem}.", lasting=True)
    url, hops, declared, cookies = urldefrag(visit.url).url, list[str](), visit.declared, RequestsCookieJar()
    settled = url
    while True:
        with deadline.paused():
            visit.permit(url)
        asked = conditions(visit.known, url, visit.url)
        request = requests.Request(
            visit.method, url, headers={**visit.headers, **declared, **asked}, cookies=cookies, data=visit.data
        )
        with network.exchange(request, deadline, part=part) as response:
            target = _target(response)
            if target is None:
                yield Answer(response, url, tuple(hops), conditional=bool(asked), settled=settled)
                return
            if visit.method != "GET":
                raise TroubleError("unsupported", "What was sent was answered by a redirect.", lasting=True)
            extract_cookies_to_jar(cookies, response.request, response.raw)  # type: ignore[no-untyped-call]
            skip_body(response)
        hops.append(url)
        if len(hops) > _MOST_REDIRECTS:
            raise TroubleError("too_many_redirects", f"More than {_MOST_REDIRECTS} redirects.", lasting=True)
        following = next_hop(url, target)
        if settled == url and response.status_code in _FOR_GOOD:
            settled = following
        if origin(following) != origin(url):
            declared = {}
            cookies.clear()
        if part == "page":
            part = "more" if urlsplit(following).hostname == urlsplit(url).hostname else "page"
        url = following


def next_hop(url: str, location: str) -> str:
    """Where a redirect leads, held against the same rules as a declared address, and never from https to http.

    Raises:
        TroubleError: it may not be followed.
    """
    target = location.strip(" ").replace(" ", "%20")
    if not _WHOLE.match(target) and not _CONTROL.search(target):  # joining would drop tabs and line ends
        target = urljoin(url, target)
    target = urldefrag(target).url
    if problem := web_problem(target):
        raise TroubleError("unsupported", f"A redirect leads to an address that {problem}.", lasting=True)
    if url.startswith("https:") and target.startswith("http:"):
        raise TroubleError("unsupported", f"A redirect leads from https to http: {target}", lasting=True)
    return target


def origin(url: str) -> str:
    """Scheme, host and port of a web address; the usual port is left out."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in {None, usual} else "")
