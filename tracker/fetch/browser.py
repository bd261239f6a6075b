"""Pages that say nothing without scripts, shown by the system's Chromium: one for a run, one page at a time.

Playwright and Chromium are an extra. The browser has no network of its own; see `chromium` and `errands`.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import os
import signal
import threading
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.fetch.chromium import launch, missing
from tracker.fetch.errands import Errands
from tracker.fetch.network import Deadline, Network
from tracker.fetch.page import Visit
from tracker.fetch.settle import failed, settled
from tracker.fetch.trouble import TroubleError
from tracker.model import Page, Validators

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page as Tab
    from playwright.async_api import Playwright

_GRACE = 15.0  # seconds for Chromium to go by itself before it is made to
# Ways out that no interception sees, and helpers that live on after the page.
_WITHOUT = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebSocket", "WebSocketStream", "WebTransport",
                    "SharedWorker", "Worker"]) { delete self[name]; }
"""


class Browser:
    """The browser of a run: started when a page first needs it, killed with what it shows when the time is up."""

    def __init__(self, network: Network, environ: Mapping[str, str]) -> None:
        self._network, self._environ = network, environ
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._playwright: Playwright | None = None
        self._chromium: Chromium | None = None
        self._process: int | None = None
        self._task: concurrent.futures.Future[Page] | None = None

    def require(self, why: str) -> None:
        """Return if there is a browser.

        Raises:
            TroubleError: it has to be installed.
        """
        if needed := missing(self._environ):
            raise TroubleError("browser", f"{why} That needs a browser: {needed}.", lasting=True)

    def show(self, page: Page, visit: Visit, deadline: Deadline) -> Page:
        """The page as it stands when its scripts have written their text.

        Raises:
            TroubleError: it shows no text, is too large, takes too long, or the browser fails.
        """
        with deadline.paused():
            self._turn.acquire()
        try:
            self._task = asyncio.run_coroutine_threadsafe(self._show(page, visit, deadline), self._running())
            if self._network.stopped:
                self._task.cancel()
            return self._task.result(max(deadline.left, 0) + 2 * _GRACE)
        except concurrent.futures.CancelledError:
            raise TroubleError("connection", "The run was stopped.") from None
        except concurrent.futures.TimeoutError:  # the loop itself is stuck
            self._kill()
            raise _too_long() from None
        finally:
            self._turn.release()

    def cut(self) -> None:
        """End what is under way, at once; the network has been stopped before."""
        if self._task is not None:
            self._task.cancel()
        self._kill()

    def close(self) -> None:
        """Leave no process behind."""
        if self._loop is None or self._thread is None:
            return
        with contextlib.suppress(concurrent.futures.TimeoutError):
            asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(_GRACE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_GRACE)

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="browser", daemon=True)
            self._thread.start()
        return self._loop

    async def _show(self, page: Page, visit: Visit, deadline: Deadline) -> Page:
        from playwright.async_api import Error  # noqa: PLC0415 - an extra

        errands = Errands(self._network, page, visit, deadline)
        try:
            async with asyncio.timeout(max(deadline.left, 0.001)):
                return await self._shown(await self._started(), errands, page)
        except TimeoutError:
            self._kill()  # whatever the page does, it does no longer
            raise errands.trouble or _too_long() from None
        except TroubleError as trouble:
            if trouble.kind == "browser":
                self._kill()
            raise
        except Error as error:
            self._kill()
            if self._network.stopped:  # nobody waits for this page any more
                raise asyncio.CancelledError from error
            raise errands.trouble or failed() from error
        finally:
            errands.close()

    async def _shown(self, chromium: Chromium, errands: Errands, page: Page) -> Page:
        headers = errands.visit.headers
        context = await chromium.new_context(
            user_agent=headers["User-Agent"],
            locale=headers.get("Accept-Language", "en").partition(",")[0],
            accept_downloads=False,
            service_workers="block",
        )
        try:
            await context.add_init_script(_WITHOUT)
            await context.route("**/*", errands.run)
            tab = await context.new_page()
            context.on("page", lambda other: other.close())
            await tab.goto(page.url, wait_until="commit")
            html = await _unless_it_crashes(tab, settled(tab, errands))
            url = errands.document
        finally:
            await context.close()
        if errands.trouble:
            raise errands.trouble
        hops = page.redirects if url == page.url else (*page.redirects, page.url)
        return replace(
            page,
            url=url,
            media_type="text/html; charset=utf-8",
            body=html.encode("utf-8", "replace"),
            validators=Validators(),
            redirects=hops,
            rendered=True,
        )

    async def _started(self) -> Chromium:
        from playwright.async_api import async_playwright  # noqa: PLC0415 - an extra

        if self._chromium is None or not self._chromium.is_connected():
            self._playwright = self._playwright or await async_playwright().start()
            self._chromium, self._process = await launch(self._playwright, self._environ)
        return self._chromium

    async def _stop(self) -> None:
        self._kill()
        if self._playwright is not None:
            await self._playwright.stop()

    def _kill(self) -> None:
        process, self._process, self._chromium = self._process, None, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


async def _unless_it_crashes(tab: Tab, reading: Coroutine[Any, Any, str]) -> str:
    """What the reading gives; a page that has crashed would not answer until the time is up."""
    crashed = asyncio.Event()
    tab.on("crash", lambda _tab: crashed.set())
    tasks = asyncio.create_task(reading), asyncio.create_task(crashed.wait())
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[0].done():
            return tasks[0].result()
        raise failed()
    finally:
        for task in tasks:
            task.cancel()


def _too_long() -> TroubleError:
    return TroubleError("timeout", "The page took too long in the browser; see deadline in [tracker].")
