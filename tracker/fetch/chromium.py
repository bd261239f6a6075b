"""Find the system's Chromium and start it so that it can reach nothing by itself, nor see the program's secrets."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # an extra: the program must start without it
    from playwright.async_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "XDG_RUNTIME_DIR", "FONTCONFIG_PATH")
_FLAGS = (
    # Every request is answered by us. What slips past (look-ups ahead of time, WebRTC) finds no name and no route.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:1",
    "--proxy-bypass-list=<-loopback>",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # Nothing that a page could use up or bring along.
    "--blink-settings=imagesEnabled=false",
    "--js-flags=--max-old-space-size=512",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--mute-audio",
)


def chromium_path(environ: Mapping[str, str]) -> str | None:
    """The browser's program: TRACKER_CHROMIUM, or one of the usual names."""
    if named := environ.get("TRACKER_CHROMIUM"):
        return named if os.access(named, os.X_OK) else None
    return next(filter(None, (shutil.which(name) for name in _NAMES)), None)


def missing(environ: Mapping[str, str]) -> str | None:
    """What has to be installed before a browser can be used, or None."""
    if importlib.util.find_spec("playwright") is None:
        return "pip install playwright (and apt install chromium, where it is not there yet)"
    if chromium_path(environ) is None:
        return "apt install chromium, or set TRACKER_CHROMIUM to the path of a Chromium or Chrome"
    return None


async def launch(playwright: Playwright, environ: Mapping[str, str]) -> tuple[Browser, int]:
    """A browser without a window, and its process id.

    Chromium's own sandbox is used unless the program runs as root, where Chromium refuses it.
    """
    browser = await playwright.chromium.launch(
        executable_path=chromium_path(environ),
        args=list(_FLAGS),
        chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
        env={name: value for name in _KEPT if (value := environ.get(name))},
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
        timeout=30_000,
    )
    session = await browser.new_browser_cdp_session()
    processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    return browser, next(process["id"] for process in processes if process["type"] == "browser")
