"""The guide lists every failure in the words that the operator reads, and says truly whether it is tried again."""

from __future__ import annotations

import ast
import gzip
import re
import typing
from dataclasses import replace
from pathlib import Path

import pytest

import tracker.fetch
from tests.fetch.helpers import QUICK, declared, get_failure
from tests.fetch.test_address import GUARDED
from tests.servers import drip, hang, page, raw, redirect, reset, serve
from tracker.model import FailureKind

GUIDE = (Path(__file__).parents[2] / "docs/fetching.md").read_text("utf8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("| ").split(" | "))
    for line in GUIDE.partition("## Every failure")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and "`" in line
]
KINDS = {kind.strip("`") for _, kind, *_ in ROWS}
REFUSED = "The server answered …: it does not let programs or strangers read the page; declare headers if you have an account."
SHORT = replace(QUICK, timeout=0.2, deadline=2, retries=1)  # a try waits 1.5 seconds at most
BROKEN = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>half"


def template(node, constants):
    """A message with … for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts)
        case ast.Name(id=name) if name in constants:
            return constants[name]
    return None


def said():
    """Every (kind, message) in the stage's code, with whether it lasts where the code says so plainly."""
    for path in sorted(Path(tracker.fetch.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text("utf8"))
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            keywords = {keyword.arg: keyword.value for keyword in node.keywords}
            if name == "TroubleError" and isinstance(node.args[0], ast.Constant):
                lasting = keywords.get("lasting", ast.Constant(False))
                told = lasting.value if isinstance(lasting, ast.Constant) else None
                yield node.args[0].value, template(node.args[1], constants), told
            elif name == "told" and "kind" in keywords:
                yield keywords["kind"].value, template(keywords["detail"], constants), None


SAID = {(kind, message): lasting for kind, message, lasting in said()}


def row(kind, message):
    found = [line for line in ROWS if (line[1], line[2]) == (f"`{kind}`", message)]
    assert len(found) == 1, (kind, message)
    return found[0]


def test_the_code_says_only_what_can_be_read_here():
    assert len(SAID) > 30
    assert None not in {message for _, message in SAID}


@pytest.mark.parametrize(("kind", "message"), SAID, ids=str)
def test_every_message_has_its_row(kind, message):
    again = row(kind, message)[4]
    assert again
    if SAID[kind, message] is not None:
        assert again == ("no" if SAID[kind, message] else "yes")


def test_every_row_is_a_message_of_the_program():
    assert {(kind.strip("`"), message) for _, kind, message, *_ in ROWS} == set(SAID)


def test_every_kind_is_listed():
    elsewhere = {"unreadable"}  # said by the run, of bytes that were fetched
    assert set(typing.get_args(FailureKind)) - elsewhere == KINDS
    assert all(f"`{kind}`" in GUIDE for kind in elsewhere)


@pytest.mark.parametrize(
    ("route", "message", "tries"),
    [
        ((404, {}, b""), "The server answered …: the page is not there any more; look for its new address.", 1),
        ((403, {}, b""), REFUSED, 1),
        ((500, {}, b""), "The server answered …; this usually passes.", 2),
        (reset, "The connection failed or broke off before the answer was complete.", 2),
        (raw(BROKEN), "The connection failed or broke off before the answer was complete.", 2),
        (hang, "The server did not answer in time; see timeout in [tracker].", 2),
        (drip(BROKEN.replace(b"100", b"9999")), "The page took too long as a whole; see deadline in [tracker].", 1),
        (page("x" * 3000), "The page is larger than … bytes; see max_bytes in [tracker].", 1),
        (page(gzip.compress(bytes(3000)), headers={"Content-Encoding": "br"}), "The answer is compressed in a way that was not asked for.", 1),
        (page(b"plain", headers={"Content-Encoding": "gzip"}), "The answer is not compressed as it says.", 1),
        (page(" "), "The server answered with an empty page.", 1),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>text" * 99)[:-4]),
         "The answer broke off before it was complete.", 2),
        ((418, {}, b""), "The server answered …; look at the address in a browser.", 1),
        (page("x", media_type="image/png"), "… is no text that can be read; declare another address.", 1),
        (redirect("/"), "More than … redirects.", 11),
        (redirect("file:///etc/passwd"), "A redirect leads to an address that ….", 1),
    ],
    ids=lambda item: item if isinstance(item, str) else "",
)  # fmt: skip
def test_a_server_that_misbehaves_is_met_as_the_guide_says(route, message, tries):
    with serve({"/": route}) as site:
        failure = get_failure(site.url("/"), settings=replace(SHORT, max_bytes=2000))
    pattern = ".{1,100}".join(map(re.escape, message.split("…")))
    assert re.fullmatch(pattern, failure.detail)
    assert row(failure.kind, message)
    assert len(site.seen) == tries


def test_a_proxy_that_is_not_there_is_met_as_the_guide_says():
    with serve({"http://acme.example/": reset}) as proxy:
        environ = {"http_proxy": proxy.url(""), "https_proxy": proxy.url("")}
        failure = get_failure("https://acme.example/", settings=SHORT, environ=environ)
    message = "The proxy named in the environment could not be used."
    assert failure.detail.startswith(message)
    assert row(failure.kind, message)


# Rows that the cases above do not show, and the tests that do: each against a real server, file or browser.
SHOWN = {
    REFUSED: "test_documents::test_a_server_that_misbehaves_is_met_as_the_guide_says",
    "… leads to …, which is not on the public internet. If this is your own network, set allow_private_addresses"
    " = true in [tracker].": "test_address::test_a_redirect_into_the_private_network_is_refused",
    "Set the environment variable … (…).": "test_headers::test_a_secret_that_is_missing_or_odd_is_a_failure",
    "The host name does not resolve; check its spelling.": "test_page::test_a_name_that_does_not_exist_is_a_dns_failure",
    "The proxy named in the environment could not be used.": "test_documents::test_a_proxy_that_is_not_there_is_met_as_the_guide_says",
    "The request could not be made; check the address.": "test_page::test_names_that_cannot_be_are_failures_too",
    "The run was stopped.": "test_browser::test_stopping_a_run_stops_its_browser",
    "The server's certificate is not valid: ….": "test_tls::test_a_certificate_that_has_run_out_is_refused",
    "No secure connection could be agreed on with the server.": "test_tls::test_a_server_that_speaks_no_tls_is_a_tls_failure",
    "The page took too long in the browser; see deadline in [tracker].": (
        "test_browser::test_one_browser_shows_all_pages_of_a_run_and_is_gone_after_it"
    ),
    "… is larger than … bytes; see max_bytes.": "test_local::test_other_limits_hold_for_files_too",
    "… is empty.": "test_local::test_other_limits_hold_for_files_too",
    "The host asked for a pause before this page's turn.": (
        "test_hosts::test_a_host_that_asks_for_a_long_pause_is_left_alone_for_the_rest_of_the_run"
    ),
    "The server answered … to a request of the page's scripts.": "test_browser::test_half_a_page_is_no_page",
    "The page shows no text, not even in a browser.": "test_browser::test_a_page_without_text_is_told_as_such",
    "The address ….": "test_page::test_the_first_address_is_held_against_the_same_rules",
    "A redirect leads from https to http: …": "test_tls::test_a_redirect_from_https_to_http_is_refused",
    "What was sent was answered by a redirect.": "test_browser::test_what_a_page_may_send_and_where_its_parts_may_come_from",
    "… must end in one of ….": "test_local::test_what_is_no_file_inside_is_missing",
    "… That needs a browser: ….": "test_browser::test_without_the_extra_the_way_to_install_it_is_named",
    "Chromium could not show the page, or could not be started; try it by hand, as the same user.": (
        "test_browser::test_text_at_the_bottom_of_much_is_read_and_too_much_is_refused_soon"
    ),
    "… ….": "test_local::test_links_out_of_the_repository_or_into_generated_folders_are_not",
    "… is no file that can be read; check its declaration.": "test_local::test_a_pipe_does_not_stop_the_run",
    "The environment variable … has a line break or other odd sign.": (
        "test_headers::test_a_secret_that_is_missing_or_odd_is_a_failure"
    ),
}


@pytest.mark.parametrize("line", ROWS, ids=lambda line: line[2])
def test_every_row_has_a_case_against_something_real(line):
    folder, message = Path(__file__).parent, line[2]
    if message in SHOWN:
        file, test = SHOWN[message].split("::")
        assert f"def {test}(" in (folder / f"{file}.py").read_text("utf8")
    elif line[1] == "`robots`":
        assert "def test_rules_are_kept(" in (folder / "test_robots.py").read_text("utf8")
        assert "def test_a_server_in_trouble_forbids_everything_for_now(" in (folder / "test_robots.py").read_text(
            "utf8"
        )
    else:
        assert f'"{message}"' in Path(__file__).read_text("utf8").partition("SHOWN = ")[0]


def test_addresses_and_secrets_are_met_as_the_guide_says():
    cases = {
        "… leads to …, which is not on the public internet. If this is your own network, set allow_private_addresses"
        " = true in [tracker].": get_failure("http://127.0.0.1:9/", settings=GUARDED),
        "The host name does not resolve; check its spelling.": get_failure("http://nobody.invalid/"),
        "Set the environment variable … (…).": get_failure(declared("https://a.example/", headers={"X": "env:NONE"})),
    }
    for message, failure in cases.items():
        pattern = ".{1,100}".join(map(re.escape, message.split("…")))
        assert re.match(pattern, failure.detail)
        assert row(failure.kind, message)


def test_the_attack_cases_name_tests_that_exist():
    named = re.findall(r"`(tests/[a-z_/]+\.py)(?:::(test_\w+))?`", GUIDE)
    assert named
    for path, test in named:
        text = (Path(__file__).parents[2] / path).read_text("utf8")
        assert f"def {test}(" in text, (path, test)
