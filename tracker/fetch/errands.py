"""What a page in the browser asks for, fetched by us: through the one door, within the page's limits, or not at all."""

from __future__ import annotations

import asyncio
import html
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from tracker.fetch.answer import GOOD, trouble_of
from tracker.fetch.body import read_body
from tracker.fetch.network import Deadline, Network
from tracker.fetch.page import Visit, follow, next_hop, origin
from tracker.fetch.trouble import TroubleError
from tracker.model import Page
from tracker.model.source import web_problem

if TYPE_CHECKING:
    from playwright.async_api import Request, Route

_TEXT_MAKERS = {"script", "xhr", "fetch"}
_WANTED = _TEXT_MAKERS | {"stylesheet"}  # which can hide text
_MOST = 300  # requests for one page
_MOST_DOCUMENTS = 10  # as many as redirects
_MOST_FRAMES = 10
_AT_ONCE = 6
_OWN = {"user-agent", "accept-encoding", "accept-language", "host", "cookie", "connection", "content-length", "range"}
_DROPPED = {"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "keep-alive"}


@dataclass(frozen=True)
class _Found:
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Errands:
    """The errands for one page.

    `document` is the address shown, `pending` counts what is under way, `trouble` is why the page cannot be whole.
    """

    def __init__(self, network: Network, page: Page, visit: Visit, deadline: Deadline) -> None:
        self.visit = visit
        self.document = page.url
        self.pending = 0
        self.trouble: TroubleError | None = None
        self._network, self._deadline = network, deadline
        self._documents = {page.url: _Found(page.url, page.status, {"Content-Type": page.media_type}, page.body)}
        self._left = visit.settings.max_bytes - len(page.body)
        self._count = self._turned = self._framed = 0
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="errand")

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def run(self, route: Route) -> None:
        """Answer one request of the browser, or refuse it."""
        from playwright.async_api import Error  # noqa: PLC0415 - an extra

        self.pending += 1
        try:
            found = await self._answer(route.request)
            if found is None:
                await route.abort()
            else:
                await route.fulfill(status=found.status, headers=dict(found.headers), body=found.body)
        except Error:  # the page has gone meanwhile
            return
        finally:
            self.pending -= 1

    async def _answer(self, request: Request) -> _Found | None:
        url, kind = urldefrag(request.url).url, request.resource_type
        top = request.is_navigation_request() and request.frame.parent_frame is None
        if web_problem(url) or self.trouble:
            return None
        own = origin(url) == origin(self.document)
        frame = request.is_navigation_request() and not top and own and await _is_iframe(request)
        if not (top or frame or kind in _WANTED):
            return None
        if request.method not in ({"GET", "POST"} if own and not top else {"GET"}):
            return None
        self._count += 1
        if self._count > _MOST:
            return None
        try:
            if top:
                return await self._document(url)
            return await (self._frame(url) if frame else self._part(request, url))
        except TroubleError as met:
            # Half a page is no page: what its own site could not give just now might have held the text.
            if top or met.kind == "too_large" or (own and (frame or kind in _TEXT_MAKERS) and not met.lasting):
                self.trouble = self.trouble or met
            return None

    async def _document(self, url: str) -> _Found:
        """The page itself, or another one that a script leads to: a redirect, held against the same rules."""
        if url not in self._documents:
            self._turned += 1
            if self._turned > _MOST_DOCUMENTS:
                raise TroubleError("too_many_redirects", f"More than {_MOST_DOCUMENTS} redirects.", lasting=True)
            next_hop(self.document, url)
            if (led := await self._page(url)) is not None:
                return led
        self.document = url
        return self._documents[url]

    async def _frame(self, url: str) -> _Found | None:
        """A page of the same origin inside the page, held against robots.txt as the page is; where it stays there."""
        if url not in self._documents:
            self._framed += 1
            if self._framed > _MOST_FRAMES:
                return None
            led = await self._page(url)
            if led is not None:
                return led if origin(led.url) == origin(self.document) else None
        return self._documents[url]

    async def _page(self, url: str) -> _Found | None:
        """Fetch a page; None where it stays at its address, else what leads the browser to the one it has."""
        declared = self.visit.declared if origin(url) == origin(self.visit.url) == origin(self.document) else {}
        found = await self._fetched(replace(self.visit, url=url, known=None, declared=declared))
        if found.status not in GOOD:
            raise trouble_of(found.status)
        self._documents[found.url] = found
        if found.url == url:
            return None
        # The browser would follow a redirect by itself, so it is led by the page.
        body = f'<meta charset="utf-8"><meta http-equiv="refresh" content="0; url={html.escape(found.url)}">'.encode()
        return _Found(found.url, 200, {"Content-Type": "text/html; charset=utf-8"}, body)

    async def _part(self, request: Request, url: str) -> _Found | None:
        """A script, a style or data. What robots.txt says is about pages and not asked here."""
        sent = {name: value for name, value in request.headers.items() if name.lower() not in _OWN and name[:1] != ":"}
        trusted = origin(url) == origin(self.visit.url) == origin(self.document)
        visit = replace(
            self.visit,
            url=url,
            headers=sent | dict(self.visit.headers) | {"Accept": request.headers.get("accept", "*/*")},
            permit=lambda _url: None,
            declared=self.visit.declared if trusted else {},
            known=None,
            method=request.method,
            data=request.post_data_buffer,
        )
        found = await self._fetched(visit)
        own, kind = origin(url) == origin(self.document), request.resource_type
        if origin(found.url) != origin(url) and kind in {"xhr", "fetch"}:
            return None  # the browser could not tell any more whose answer the page may read
        if own and kind in _TEXT_MAKERS and (found.status >= 500 or found.status == 429):
            raise TroubleError("http_status", f"The server answered {found.status} to a request of the page's scripts.")
        return found

    async def _fetched(self, visit: Visit) -> _Found:
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._fetch, visit)

    def _fetch(self, visit: Visit) -> _Found:
        with follow(self._network, visit, Deadline(self._deadline.left), part="more") as answer:
            body = read_body(answer.response, max(self._left, 0))
            with self._lock:
                self._left -= len(body)
            headers = {name: value for name, value in answer.response.headers.items() if name.lower() not in _DROPPED}
            return _Found(answer.url, answer.response.status_code, headers, body)


async def _is_iframe(request: Request) -> bool:
    """Whether a page inside the page is one that can be read, and no object or plug-in."""
    element = await request.frame.frame_element()
    return bool(await element.evaluate("element => element.localName === 'iframe'"))
