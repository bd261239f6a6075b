"""The pages in a real browser: nothing refused, nothing asked from elsewhere, nothing wider than a phone."""

from __future__ import annotations

import shutil

import pytest

from tests.publish.whole import publish_site
from tests.samples import COMING, FERNWEH, HISTORIES, HOSTILE_HISTORY, KIOSK, SECOND, SETTINGS, STATUS, TERMS, history
from tests.servers import page, serve
from tracker.publish import comparison_page

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
    known = [HISTORIES[0], history(KIOSK, TERMS, COMING), HOSTILE_HISTORY]
    files = publish_site(known, STATUS, SETTINGS)
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


def test_a_list_is_narrowed_by_keyboard_and_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(site.url("/changes/index.html"))
    items, none = view.locator("ol.changes > li"), view.get_by_text("No change of this kind here.")
    everything = items.count()
    assert items.locator("visible=true").count() == everything > 3
    view.get_by_label("all changes").focus()
    for _ in range(2):
        view.keyboard.press("ArrowRight")
    assert view.get_by_label("material only").is_checked()
    assert 0 < items.locator("visible=true").count() < everything
    assert view.locator("ol.changes > li.editorial").first.is_hidden()
    assert not none.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(browser, site, scheme):
    """WCAG 2.2, 1.4.3 (AA): at least 4.5 to 1."""
    context = browser.new_context(color_scheme=scheme)
    view = context.new_page()
    for path in ("/index.html", f"/changes/{SECOND.id}/index.html", "/services/kiosk/index.html"):
        view.goto(site.url(path))
        faint = view.evaluate(FAINT)
        assert faint == [], path
    context.close()


# Every element with text of its own whose colour is too near to the nearest background behind it.
FAINT = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const [r, g, b] = rgb(text).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!(rgb(colour).length === 4 && rgb(colour)[3] === 0)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const element of document.body.querySelectorAll("*:not(svg, svg *)")) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push([element.tagName, element.className, element.textContent.slice(0, 40), ratio]);
  }
  return found;
}"""


def test_folded_text_opens_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(site.url(f"/changes/{SECOND.id}/index.html"))
    hidden = view.get_by_text("“Your rights”")
    assert not hidden.is_visible()
    view.get_by_text("2 unchanged sections").click()
    assert hidden.is_visible()
    context.close()
