"""Wait until a page's text stands still, and take it, from a world of our own that the page's scripts cannot touch.

What counts as the page's text stands in `reader.js`.
"""

from __future__ import annotations

import asyncio
import functools
import time
from importlib import resources
from typing import TYPE_CHECKING, Any

from tracker.fetch.errands import Errands
from tracker.fetch.trouble import TroubleError

if TYPE_CHECKING:
    from playwright.async_api import CDPSession
    from playwright.async_api import Page as Tab

_EVERY = 0.15  # seconds between two looks
_STILL = 0.75  # seconds without a change, with nothing under way
_STILL_ANYWAY = 5.0  # the same where something is under way for ever, as open connections for news are
_LONGEST = 20.0  # for a text that never stands still; digits do not count, so clocks and counters are no such texts


@functools.cache
def _reader() -> str:
    """The expression whose value has `look` and `take`."""
    return (resources.files("tracker.fetch") / "reader.js").read_text("utf8").strip()


async def settled(tab: Tab, errands: Errands) -> str:
    """The page's HTML once its text has settled.

    Raises:
        TroubleError: it shows no text, or is too large.
        TimeoutError, playwright's Error: as they come.
    """
    session = await tab.context.new_cdp_session(tab)
    start = changed = time.monotonic()
    before: Any = None
    while errands.trouble is None:
        now, look = time.monotonic(), await _ask(tab, session, f"{_reader()}.look()")
        if look != before:
            before, changed = look, now
        still = now - changed
        if look is None and still >= _STILL_ANYWAY and not errands.pending:
            raise failed()
        ready, letters, _ = look or (False, 0, 0)
        if ready and letters and (still >= _STILL_ANYWAY or (still >= _STILL and not errands.pending)):
            break
        if now - start >= _LONGEST or (ready and not letters and still >= _STILL_ANYWAY and not errands.pending):
            break
        await asyncio.sleep(_EVERY)
    if errands.trouble:
        raise errands.trouble
    if not before or not before[1]:
        raise TroubleError("empty", "The page shows no text, not even in a browser.", lasting=True)
    most = errands.visit.settings.max_bytes
    html = await _ask(tab, session, f"{_reader()}.take({most})")
    if html is None or len(html) > most:
        raise TroubleError(
            "too_large", f"The page is larger than {most} bytes; see max_bytes in [tracker].", lasting=True
        )
    return f"<!DOCTYPE html>\n{html}"


def failed() -> TroubleError:
    return TroubleError(
        "browser", "Chromium could not show the page, or could not be started; try it by hand, as the same user."
    )


async def _ask(tab: Tab, session: CDPSession, expression: str) -> Any:
    """The value of an expression about the page as it is now; None while it changes over to another."""
    from playwright.async_api import Error  # noqa: PLC0415 - an extra

    try:
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "reader"})
        found = await session.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": world["executionContextId"], "returnByValue": True},
        )
    except Error:
        if tab.is_closed() or not (tab.context.browser and tab.context.browser.is_connected()):
            raise
        return None
    return found["result"].get("value")
