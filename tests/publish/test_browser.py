"""The pages in a real browser: nothing refused, nothing asked from elsewhere, nothing wider than a phone."""

from __future__ import annotations

import shutil

import pytest

from tests.samples import FERNWEH, HISTORIES, HOSTILE_HISTORY, SECOND, SETTINGS, STATUS
from tests.servers import page, serve
from tracker.publish import comparison_page, publish_site

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as tool:
        made = tool.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def site():
    files = publish_site([*HISTORIES, HOSTILE_HISTORY], STATUS, SETTINGS)
    files["comparison.html"] = comparison_page(HOSTILE_HISTORY.records[0].change, "a" * 300, "b" * 300)
    kinds = {"html": "text/html; charset=utf-8", "css": "text/css"}
    routes = {f"/{path}": page(body, media_type=kinds[path.rpartition(".")[2]]) for path, body in files.items()}
    with serve(routes) as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/index.html",
        f"/policies/{FERNWEH.id}/index.html",
        f"/changes/{SECOND.id}/index.html",
        "/services/kiosk/index.html",
        "/comparison.html",
        f"/changes/{HOSTILE_HISTORY.records[0].id}/index.html",
        f"/policies/{HOSTILE_HISTORY.snapshot.policy.id}/index.html",
    ],
)
def test_a_page_on_a_phone(browser, site, path):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=True)
    view = context.new_page()
    said, asked = [], []
    view.on("console", lambda message: said.append(message.text))
    view.on("dialog", lambda dialog: said.append(dialog.message))
    view.on("request", lambda request: asked.append(request.url))
    view.goto(site.url(path))
    assert said == []
    assert all(url.startswith((site.url("/"), "data:image/svg+xml")) for url in asked)
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    assert view.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 243)"
    context.close()


def test_folded_text_opens_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(site.url(f"/changes/{SECOND.id}/index.html"))
    hidden = view.get_by_text("“Your rights”")
    assert not hidden.is_visible()
    view.get_by_text("2 unchanged sections").click()
    assert hidden.is_visible()
    context.close()
