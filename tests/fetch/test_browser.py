"""Pages in a real Chromium: what their scripts write is read, and nothing goes past our own door."""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fetch.helpers import NOW, QUICK, declared, get, get_failure, get_page
from tests.fetch.test_address import GUARDED, name, pretend_public
from tests.servers import hang, page, redirect, serve
from tracker.extract import extract
from tracker.fetch import fetch
from tracker.fetch.chromium import chromium_path, missing
from tracker.fetch.settle import _reader
from tracker.model import Capture, Failure, Validators

ENVIRON = {name: os.environ[name] for name in ("PATH", "HOME", "TRACKER_CHROMIUM") if name in os.environ}
needs_browser = pytest.mark.skipif(bool(missing(ENVIRON)), reason=f"there is no browser: {missing(ENVIRON)}")
ONCE = replace(QUICK, retries=0, deadline=30)
POLICY = "We keep your data for 30 days. " * 10


@pytest.fixture(autouse=True)
def _quickly(monkeypatch):
    monkeypatch.setattr("tracker.fetch.settle._STILL", 0.3)
    monkeypatch.setattr("tracker.fetch.settle._STILL_ANYWAY", 1.0)
    monkeypatch.setattr("tracker.fetch.settle._LONGEST", 2.0)


def app(script, head=""):
    """A page whose text is written by a script."""
    return page(f'<html><head><title>App</title>{head}</head><body><div id="r"></div><script>{script}</script></body>')


def script(text):
    return page(text, media_type="text/javascript")


def data(text, **headers):
    return page(json.dumps({"text": text}), media_type="application/json", headers=headers)


def written(text=POLICY):
    return f"document.getElementById('r').textContent = {json.dumps(text)};"


def fetched(address, **options):
    return (
        f"fetch({json.dumps(address)}, {json.dumps(options)}).then(r => r.json())"
        ".then(d => { document.getElementById('r').textContent += d.text; })"
        ".catch(e => { document.getElementById('r').textContent += ' refused '; });"
    )


def browse(url, **fields):
    return declared(url, fetch="browser", **fields)


def shown(policy, **options):
    found = get_page(policy, **{"settings": ONCE, "environ": ENVIRON} | options)
    assert found.rendered
    assert found.validators == Validators()
    return found.body.decode()


def refused(policy, **options):
    return get_failure(policy, **{"settings": ONCE, "environ": ENVIRON} | options)


@needs_browser
def test_what_scripts_write_is_read_and_what_is_no_text_is_not_asked_for():
    routes = {
        "/": app(
            written("") + fetched("/data.json"),
            '<link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.png"><script src="/lib.js"></script>',
        ),
        "/style.css": page("@font-face { font-family: X; src: url(/font.woff2) } * { font-family: X }", media_type="text/css"),
        "/lib.js": script(
            "addEventListener('load', () => { document.body.insertAdjacentHTML('beforeend', `<img src='/a.png'>"
            "<video src='/a.mp4' autoplay></video><audio src='/a.mp3' autoplay></audio><iframe src='/frame'></iframe>"
            "<object data='/object'></object><embed src='/embed'>`); navigator.sendBeacon('/beacon', 'x');"
            "new EventSource('/events'); })"
        ),
        "/data.json": data(POLICY),
    }  # fmt: skip
    with serve(routes) as site:
        known = {site.url("/"): Validators('"1"')}
        body = shown(browse(site.url("/"), language="de"), known=known)
    assert POLICY.strip() in body
    assert body.startswith("<!DOCTYPE html>")
    assert set(site.paths()) == {"/", "/data.json", "/style.css", "/lib.js", "/frame"}  # a frame can hold text
    for request in site.seen:
        assert request.headers["user-agent"].startswith("policy-tracker/")
        assert request.headers["accept-language"] == "de, *;q=0.5"
        assert request.headers["accept-encoding"] == "gzip, deflate"
        assert {"if-none-match", "cookie"}.isdisjoint(request.headers)


@needs_browser
def test_an_empty_shell_is_shown_in_a_browser_where_there_is_one():
    with serve({"/": app(fetched("/data.json")), "/data.json": data(POLICY)}) as site:
        assert POLICY.strip() in shown(declared(site.url("/")))
        failure = refused(declared(site.url("/")), environ={"TRACKER_CHROMIUM": "/nowhere/chromium"})
    assert (failure.kind, failure.lasting) == ("browser", True)
    assert "shows nothing without scripts" in failure.detail
    assert "apt install chromium" in failure.detail


def test_without_the_extra_the_way_to_install_it_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with serve({"/": app(written())}) as site:
        failure = refused(browse(site.url("/")))
    assert (failure.kind, failure.lasting, site.seen) == ("browser", True, [])
    assert "pip install playwright" in failure.detail
    assert "apt install chromium" in failure.detail


@needs_browser
def test_a_program_that_is_no_browser_is_a_failure(tmp_path):
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    with serve({"/": app(written())}) as site:
        failure = refused(browse(site.url("/")), environ={**ENVIRON, "TRACKER_CHROMIUM": str(fake)})
    assert failure.kind == "browser"
    assert "Chromium" in failure.detail


@needs_browser
def test_one_browser_shows_all_pages_of_a_run_and_is_gone_after_it():
    """Also where one of them hangs it: that one is over at its deadline, and the next has a new browser."""
    processes = set()

    def answer(request):
        processes.update(running())
        return 200, {"Content-Type": "application/json"}, json.dumps({"text": POLICY}).encode()

    late = (
        f"setTimeout(() => {{ {written(POLICY)} }}, 150); setInterval(() => {{ document.title = Date.now() }}, 10);"
        "let n = 0; setInterval(() => { document.body.dataset.n = n++; }, 10);"
    )
    restless = f"{written(POLICY)} setInterval(() => {{ document.body.append(' and ' + Math.random()) }}, 50);"
    forged = (
        "Object.defineProperty(HTMLElement.prototype, 'innerText', { get: () => 'forged' });"
        "Object.defineProperty(Element.prototype, 'outerHTML', { get: () => 'forged' });"
        "JSON.stringify = () => 'forged'; String.prototype.replace = () => 'forged';" + written(POLICY)
    )
    routes = {
        "/data": app(fetched("/data.json")),
        "/late": app(late),
        "/restless": app(restless),
        "/forged": app(forged),
        "/news": app(written(POLICY) + "fetch('/open');"),
        "/open": hang,
        "/loop": app("while (true) {}"),
        "/popup": app(written(POLICY) + "open('/window'); alert('x'); print(); location.hash = 'x';"),
        "/download": app(written(POLICY) + "const a = document.createElement('a'); a.href = '/f.zip'; a.download = ''; a.click();"),
        "/f.zip": page(b"PK", media_type="application/zip"),
        "/window": page("window"),
        "/nothing": app("document.body.remove();"),
        "/data.json": answer,
    }  # fmt: skip
    wanted = ["data", "late", "restless", "loop", "forged", "news", "popup", "download", "nothing"]
    with serve(routes) as site:
        policies = [browse(site.url(f"/{name}"), id=name) for name in wanted]
        found = dict(
            fetch(
                policies,
                replace(ONCE, deadline=5),
                {},
                clock=lambda: NOW,
                root=Path("/nowhere"),
                environ=ENVIRON | {"SECRET": "s3cret"},
            )
        )
    for policy, result in found.items():
        if policy in {"loop", "nothing"}:
            assert isinstance(result, Failure), policy
        else:
            assert isinstance(result, Capture), (policy, result)
            assert POLICY.strip() in result.pages[0].body.decode(), policy
    assert (found["loop"].kind, found["nothing"].kind) == ("timeout", "empty")
    assert "/window" not in site.paths()
    assert processes
    assert not processes & running()


@needs_browser
def test_clocks_and_counters_do_not_keep_a_page_from_standing_still(monkeypatch):
    monkeypatch.setattr("tracker.fetch.settle._LONGEST", 60.0)
    clock = (
        f"{written(POLICY)} const c = document.createElement('p'); document.body.append(c);"
        "setInterval(() => { c.textContent = Date.now() + ' visitors'; }, 20);"
    )
    with serve({"/": app(clock)}) as site:
        assert POLICY.strip() in shown(browse(site.url("/")), settings=replace(ONCE, deadline=15))


@needs_browser
def test_secrets_do_not_enter_the_browser():
    found = []

    def answer(request):
        for process in running():
            with contextlib.suppress(OSError):
                found.append(Path(f"/proc/{process}/environ").read_bytes())
        return 200, {"Content-Type": "application/json"}, json.dumps({"text": POLICY}).encode()

    with serve({"/": app(fetched("/data.json")), "/data.json": answer}) as site:
        shown(browse(site.url("/")), environ=ENVIRON | {"ACME_TOKEN": "s3cret"})
    assert any(b"PATH=" in text for text in found)
    assert all(b"s3cret" not in text for text in found)


def running():
    """The processes of browsers that this program has started; those of a test beside it are another's."""
    parents, browsers = {}, set()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            line = (folder / "cmdline").read_bytes()
            if b"--host-resolver-rules=MAP * ~NOTFOUND" in line and b"--type=" not in line:
                browsers.add(int(folder.name))

    def ours(process):
        return process == os.getpid() or (process in parents and ours(parents[process]))

    return set(filter(ours, browsers))


@needs_browser
def test_private_addresses_are_out_of_reach_for_the_page_too(monkeypatch):
    name(monkeypatch, {"acme.example": ["127.0.0.1"], "rebind.example": ["10.0.0.1"]})
    pretend_public(monkeypatch, "127.0.0.1")
    answer = data("secret", **{"Access-Control-Allow-Origin": "*"})
    with serve({"/": answer}, host="127.0.0.2") as inside, serve({}) as site:
        site.routes["/"] = app(
            fetched(inside.url("/"))
            + fetched("http://rebind.example/")
            + fetched("http://2130706434:" + str(inside.port))
            + fetched("/moved")
            + f"new Image().src = '{inside.url('/img')}';"
            + written(POLICY)
        )
        site.routes["/moved"] = redirect(inside.url("/"))
        body = shown(browse(site.url("/", host="acme.example")), settings=replace(GUARDED, retries=0))
    assert "secret" not in body
    assert body.partition("</div>")[0].count(" refused ") == 4
    assert inside.connections == 0


@needs_browser
def test_the_browser_has_no_way_out_of_its_own():
    with serve({"/": page("x", headers={"Access-Control-Allow-Origin": "*"})}) as outside, serve({}) as site:
        place = f"127.0.0.1:{outside.port}"
        site.routes["/"] = app(
            f"""
            const ways = [
              () => new WebSocket("ws://{place}/"), () => new EventSource("http://{place}/"),
              () => new WebTransport("https://{place}/"),
              () => {{ const c = new RTCPeerConnection({{iceServers: [{{urls: "stun:{place}"}}]}});
                       c.createDataChannel("x"); c.createOffer().then(o => c.setLocalDescription(o)); }},
              () => navigator.serviceWorker.register("/worker.js"),
              () => new Worker("/worker.js"), () => new SharedWorker("/worker.js"),
              () => new Worker(URL.createObjectURL(new Blob(["fetch('http://{place}/')"]))),
              () => navigator.sendBeacon("http://{place}/", "x"),
              () => open("http://{place}/"),
              () => {{ const f = document.createElement("form"); f.action = "http://{place}/"; f.method = "POST";
                       document.body.append(f); f.target = "frame"; f.submit(); }},
              () => document.body.insertAdjacentHTML("beforeend", `<iframe name=frame src="http://{place}/"></iframe>
                    <iframe srcdoc="<script>new WebSocket('ws://{place}/')</script>"></iframe>
                    <iframe src="file:///etc/passwd"></iframe>`),
            ];
            for (const way of ways) {{ try {{ way(); }} catch (error) {{}} }}
            {written(POLICY)}""",
            f'<link rel="preconnect" href="http://{place}"><link rel="dns-prefetch" href="http://{place}">'
            f'<link rel="prefetch" href="http://{place}/"><link rel="prerender" href="http://{place}/">'
            f'<script type="speculationrules">{{"prefetch": [{{"urls": ["http://{place}/"]}}]}}</script>'
            f'<link rel="manifest" href="http://{place}/">',
        )
        site.routes["/worker.js"] = script(f"fetch('http://{place}/'); importScripts('http://{place}/');")
        body = shown(browse(site.url("/")))
    assert POLICY.strip() in body
    assert outside.connections == 0


SHADOW = """
class Clause extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({mode: "open"}).innerHTML =
      "<style>p { color: red }</style><h2><slot name=title>Untitled</slot></h2><p>We keep it for 30 days.</p><slot></slot>";
  }
}
customElements.define("x-clause", Clause);
document.getElementById("r").innerHTML = "<x-clause><b>Nobody else gets it.</b><i slot=title>Retention</i></x-clause>"
  + "<x-clause></x-clause><div id=closed></div>";
document.getElementById("closed").attachShadow({mode: "closed"}).innerHTML = "<p>Behind the wall.</p>";
"""


@needs_browser
def test_text_in_open_shadow_roots_stands_where_a_reader_sees_it():
    with serve({"/": app(SHADOW)}) as site:
        text = extract(shown(browse(site.url("/"))).encode()).markdown
    assert text == (
        "## Retention\n\nWe keep it for 30 days.\n\n**Nobody else gets it.**\n\n"
        "## Untitled\n\nWe keep it for 30 days.\n"
    )


@needs_browser
def test_frames_of_the_same_origin_are_read_and_no_others():
    def frame(text):
        return page(f"<style>p {{}}</style><p>{text}</p>")

    with serve({"/": frame("From elsewhere.")}) as other, serve() as site:
        site.routes["/"] = page(
            f"""<h1>Privacy policy</h1><iframe src="/inner"></iframe><iframe src="/old"></iframe>
            <iframe srcdoc="<p>Written into the frame.</p>"></iframe><iframe src="/hidden" style="display: none"></iframe>
            <iframe src="/pixel" width=1 height=1></iframe><iframe src="{other.url("/")}"></iframe>
            <iframe src="/away"></iframe><iframe src="/closed"></iframe><iframe src="/gone"></iframe>"""
        )
        site.routes["/inner"] = page('<p>Within.</p><iframe src="/innermost"></iframe>')
        site.routes["/innermost"] = frame("Within the frame within.")
        site.routes["/old"], site.routes["/new/"] = (
            redirect("/new/"),
            page('<p>Moved.</p><script src="part.js"></script>'),
        )
        site.routes["/new/part.js"] = script("document.body.append('By its own script.')")
        site.routes["/away"] = redirect(other.url("/"))
        site.routes |= {f"/{name}": frame(f"Not {name}.") for name in ("hidden", "pixel", "closed")}
        site.routes["/robots.txt"] = page("User-agent: *\nDisallow: /closed", media_type="text/plain")
        text = extract(shown(browse(site.url("/"))).encode()).markdown
        assert "/closed" not in site.paths()
    for words in ("Within.", "Within the frame within.", "Moved.", "By its own script.", "Written into the frame."):
        assert words in text
    assert not any(words in text for words in ("elsewhere", "Not "))


@needs_browser
def test_a_frame_that_fails_for_the_moment_fails_the_page():
    with serve({"/": page('<p>Policy.</p><iframe src="/inner"></iframe>'), "/inner": (503, {}, b"")}) as site:
        assert refused(browse(site.url("/"))).kind == "http_status"


@needs_browser
@pytest.mark.parametrize("status", [404, 500])
def test_a_script_that_leads_to_an_error_leads_to_no_page(status):
    routes = {"/": app("location.href = '/next'"), "/next": (status, {"Content-Type": "text/html"}, POLICY.encode())}
    with serve(routes) as site:
        assert refused(browse(site.url("/"))).kind == {404: "gone", 500: "http_status"}[status]


@needs_browser
def test_a_page_without_text_is_told_as_such():
    with serve({"/": app("document.title = 'Nothing';")}) as site:
        failure = refused(browse(site.url("/")))
    assert (failure.kind, failure.lasting) == ("empty", True)


def nested(start, step, most):
    """Text below so many elements, each put there by `step`."""
    return app(f"let e = document.getElementById('r'); for (let n = 0; n < {most}; n++) {{ {step} }} {start}")


@needs_browser
def test_text_at_the_bottom_of_much_is_read_and_too_much_is_refused_soon(monkeypatch):
    bottom = "e.textContent = 'The bottom.';"
    element = "const d = document.createElement('div'); e.append(d); e = d;"
    root = "const d = document.createElement('div'); e.attachShadow({mode: 'open'}).append(d); e = d;"
    routes = {"/deep": nested(bottom, f"{{{element}}} {{{root}}}", 200), "/crash": nested(bottom, element, 20_000)}
    with serve(routes) as site:
        assert "The bottom." in shown(browse(site.url("/deep")))
        start = time.monotonic()
        assert refused(browse(site.url("/crash"))).kind == "browser"
        assert time.monotonic() - start < ONCE.deadline / 2
        fewer = _reader().replace("COPIED = 300000", "COPIED = 300")
        monkeypatch.setattr("tracker.fetch.settle._reader", lambda: fewer)
        assert refused(browse(site.url("/deep"))).kind == "too_large"


@needs_browser
def test_what_a_page_may_send_and_where_its_parts_may_come_from():
    """Asking its own site for data by POST is common; telling others something is not what a reader does."""
    posted = []

    def answer(request):
        posted.append((request.method, request.headers["content-type"]))
        return 200, {"Content-Type": "application/json"}, json.dumps({"text": POLICY}).encode()

    with serve({"/lib.js": script("window.told = ' from a library ';"), "/post": data("x")}) as other, serve() as site:
        send = {"method": "POST", "body": "{}", "headers": {"Content-Type": "application/json"}}
        site.routes["/"] = app(
            "document.getElementById('r').textContent = window.told;"
            + fetched("/post", **send)
            + fetched(other.url("/post"), **send)
            + fetched("/put", **send | {"method": "PUT"}),
            '<script src="/lib.js"></script>',
        )
        site.routes["/lib.js"] = redirect(other.url("/lib.js"))
        site.routes["/post"] = answer
        body = shown(browse(site.url("/"))).partition("</div>")[0]
    assert posted == [("POST", "application/json")]
    assert other.paths() == ["/lib.js"]
    assert "from a library" in body
    assert body.count("refused") == 2


@needs_browser
def test_a_page_may_ask_for_so_much_and_no_more(monkeypatch):
    monkeypatch.setattr("tracker.fetch.errands._MOST", 5)
    many = "for (let n = 0; n < 50; n++) fetch('/data.json?' + n).catch(() => {});" + written(POLICY)
    with serve({"/": app(many)}) as site:
        shown(browse(site.url("/")))
    assert len(site.seen) == 5  # the first answer, and four of the five that the browser may ask for beside itself


@needs_browser
def test_declared_headers_go_to_the_declared_origin_only():
    with serve({"/data.json": data(POLICY, **{"Access-Control-Allow-Origin": "*"})}) as other, serve({}) as site:
        site.routes["/"] = app(fetched("/own.json") + fetched(other.url("/data.json")) + fetched("/moved.json"))
        site.routes["/own.json"] = data(POLICY)
        site.routes["/moved.json"] = redirect(other.url("/data.json"))
        body = shown(
            browse(site.url("/"), headers={"X-Key": "env:ACME_TOKEN"}), environ=ENVIRON | {"ACME_TOKEN": "s3cret"}
        )
    assert "s3cret" not in body
    asked = {request.path: request.headers.get("x-key") for request in site.seen}  # in whatever order they came
    assert (asked["/"], asked["/own.json"], asked["/moved.json"]) == ("s3cret", "s3cret", "s3cret")
    assert len(other.seen) == 2
    assert all("x-key" not in request.headers for request in other.seen)
    assert "refused" in body.partition("</div>")[0]  # the moved one: the browser could not tell whose it is


@needs_browser
def test_a_script_that_leads_to_another_page_is_a_redirect():
    routes = {f"/?{number}": app(f"location.replace('/?{number + 1}');") for number in range(30)} | {
        "/robots.txt": page("User-agent: *\nDisallow: /hidden", media_type="text/plain"),
        "/moves": app("location.replace('/moved');"),
        "/moved": redirect("/new/here"),
        "/new/here": app(written(POLICY)),
        "/hides": app("location.replace('/hidden');"),
        "/turns": app("location.replace('/?0');"),
        "/reads": page(f'<meta http-equiv="refresh" content="0; url=file:///etc/passwd"><script></script>{POLICY}'),
    }
    with serve(routes) as site:
        policies = [browse(site.url(f"/{name}"), id=name) for name in ("moves", "hides", "turns", "reads")]
        found = dict(fetch(policies, ONCE, {}, clock=lambda: NOW, root=Path("/nowhere"), environ=ENVIRON))
        (moved,) = found["moves"].pages
        assert (moved.url, moved.redirects) == (site.url("/new/here"), (site.url("/moves"),))
    assert POLICY.strip() in moved.body.decode()
    assert (found["hides"].kind, found["turns"].kind) == ("robots", "too_many_redirects")
    assert b"root:" not in found["reads"].pages[0].body


@needs_browser
def test_half_a_page_is_no_page():
    """A script or data of its own site that could not be had just now might have held the text."""
    with serve({"/": app(written("A menu. ") + fetched("/data.json")), "/data.json": (503, {}, b"")}) as site:
        failure = refused(browse(site.url("/")))
    assert (failure.kind, failure.lasting) == ("http_status", False)


@needs_browser
@pytest.mark.parametrize(
    "route",
    [
        app("const a = ['x'.repeat(1e6)]; for (let n = 0; n < 3; n++) document.body.append(a[0]);"),
        app(
            "for (let n = 0; n < 3; n++) fetch('/big.json').then(r => r.text()).then(t => window.kept = t);"
            + written(POLICY)
        ),
    ],
    ids=["made", "fetched"],
)
def test_the_limit_on_size_holds_for_what_the_browser_makes(route):
    big = page("x" * 900_000, media_type="application/json", zipped=True)
    with serve({"/": route, "/big.json": big}) as site:
        failure = refused(browse(site.url("/")), settings=replace(ONCE, max_bytes=2_000_000))
    assert (failure.kind, failure.lasting) == ("too_large", True)


@needs_browser
def test_the_first_answer_is_judged_as_ever():
    with serve({"/gone": (404, {}, b""), "/pdf": page(b"%PDF-1.7", media_type="application/pdf")}) as site:
        assert refused(browse(site.url("/gone"))).kind == "gone"
        found = get(browse(site.url("/pdf")), environ=ENVIRON)
        assert not found.pages[0].rendered


@needs_browser
@pytest.mark.parametrize("wait", [0, 1.5], ids=["while it starts", "while its page hangs"])
def test_stopping_a_run_stops_its_browser(wait):
    with (
        serve({"/": app("while (true) {}"), "/b": page("text")}, host="127.0.0.2") as slow,
        serve({"/": page(POLICY)}) as site,
    ):
        policies = [browse(slow.url("/"), id="slow"), declared(site.url("/"), id="quick")]
        results = fetch(
            policies, replace(ONCE, deadline=60), {}, clock=lambda: NOW, root=Path("/nowhere"), environ=ENVIRON
        )
        assert next(results)[0] == "quick"
        started = time.monotonic()
        while not running() and time.monotonic() - started < 10:
            time.sleep(0.05)
        time.sleep(wait)
        results.close()
    assert time.monotonic() - started < 30
    assert not running()


def test_the_browser_is_found_by_its_usual_names_or_where_it_is_said_to_be(tmp_path, monkeypatch):
    fake = tmp_path / "google-chrome"
    fake.write_text("")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium_path({}) == str(fake)
    assert chromium_path({"TRACKER_CHROMIUM": "/bin/sh"}) == "/bin/sh"
    assert chromium_path({"TRACKER_CHROMIUM": "/nowhere"}) is None
