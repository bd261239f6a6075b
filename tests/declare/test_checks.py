"""What may stand in each key, and what is said about anything else."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.declare.helpers import ENTRY, GOOD, policy, problem, problems
from tracker.declare import load_text
from tracker.errors import DeclarationError
from tracker.mail import compose_alert
from tracker.model import Lead, Logic, NoticeRule, Owed, Tier
from tracker.model.source import web_problem


def entry(**keys):
    """An entry with these keys in place of, or beside, the usual ones; None leaves a key out."""
    usual = {"id": "acme", "name": "Privacy", "service": "Acme", "kind": "privacy", "url": "https://acme.example/"}
    lines = [f"{key} = {toml(value)}" for key, value in (usual | keys).items() if value is not None]
    return "[[policies]]\n" + "\n".join(lines) + "\n"


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(letter):08x}" for letter in value) + '"'
    return str(value).lower()


@pytest.mark.parametrize("value", ["a", "7", "acme-privacy", "a--b", "a" * 80])
def test_slugs_are_ids(tmp_path, value):
    assert policy(tmp_path, entry(id=value)).id == value


@pytest.mark.parametrize(
    "value",
    [
        *("", "A", "a b", "a_b", "ä", "-a", "a-", "a.b", "a/b", "../a", "a" * 81, "a\n", "a\x00", ".git", "a."),
        *("_state", "con", "nul", "com1", "lpt9", "aux", "prn"),
    ],
)
def test_other_ids_are_refused(tmp_path, value):
    assert ": id: " in problem(tmp_path, entry(id=value))


def test_a_better_id_is_proposed(tmp_path):
    assert "such as 'acme-s-privacy'" in problem(tmp_path, entry(id="Acme's Privacy"))


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.example/privacy?lang=en#top",
        "http://acme.example:8080/",
        "https://münchen.example/datenschutz",
        "https://[2606:4700::1111]/",
        "https://1.1.1.1/",
        "https://a_b.example./",
    ],
)
def test_web_addresses(url):
    assert web_problem(url) is None


@pytest.mark.parametrize(
    "url",
    [
        *("", "acme.example", "//acme.example/", "ftp://acme.example/", "file:///etc/passwd", "javascript:alert(1)"),
        *(
            "source:https://acme.example/",
            "https:///x",
            "https://",
            "https://@acme.example/",
            "https://u@acme.example/",
        ),
        *("https://u:p@acme.example/", "http://A\\@B/", "https://acme.example\\x", "https://acme.example/a b"),
        *(
            "https://acme.example/\n",
            "\thttps://acme.example/",
            "https://acme.example/\x00",
            "https://acme.example/\u202e",
        ),
        *("https://acme.example/\u2028", "https://acme.example:0/", "https://acme.example:99999/", "https://a:b/"),
        *(
            "https://[::1/",
            "https://[fe80::1%25eth0]/",
            "https://a%00b/",
            "https://*.example/",
            "https://-/?" + "a" * 2000,
        ),
        *("https://.acme.example/", "https://a!b/", "https:acme.example"),
    ],
)
def test_what_is_no_web_address(tmp_path, url):
    assert web_problem(url)
    assert ": url: " in problem(tmp_path, entry(url=url))


@given(st.text(max_size=40))
def test_no_text_after_the_scheme_breaks_the_check(text):
    web_problem(f"https://{text}")
    web_problem(text)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"url": None}, "needs exactly one of url, urls and file, not none"),
        ({"file": "a.md"}, "not url and file"),
        ({"urls": ["https://b.example/"], "file": "a.md"}, "not url and urls and file"),
    ],
)
def test_one_source_is_declared(tmp_path, keys, said):
    assert said in problem(tmp_path, entry(**keys))


@pytest.mark.parametrize(
    ("urls", "said"),
    [
        ([], "at least 1"),
        (["https://a.example/", "https://a.example/"], "names one address twice"),
        (["https://a.example/", "nothing"], r"urls[2]: 'nothing' must start with https://"),
    ],
)
def test_several_addresses(tmp_path, urls, said):
    assert said in problem(tmp_path, entry(url=None, urls=urls))


@pytest.mark.parametrize("file", ["legal/privacy.md", "./privacy.md", "policies/a.html", "a/snapshots/b.md"])
def test_files_inside_the_repository(tmp_path, file):
    assert policy(tmp_path, entry(url=None, file=file)).file == file


@pytest.mark.parametrize(
    "file",
    [
        *("", "/etc/passwd", "../a.md", "a/../../a.md", "a\\b.md", "C:/a.md", "a\n.md", "a\x00.md", "."),
        *(
            "snapshots/a.md",
            "./snapshots/a.md",
            "feeds/a.md",
            "Feeds/a.md",
            ".git/config",
            "a/.git/b",
            ".GIT/a",
            "out/a.md",
            "in/a.md",
        ),
    ],
)
def test_other_files_are_refused(tmp_path, file):
    root = tmp_path / "repo"
    (root / "snapshots").mkdir(parents=True)
    (root / "out").symlink_to(tmp_path)
    (root / "in").symlink_to(root / "snapshots")
    (root / "kept").mkdir()
    (root / "feeds").symlink_to(root / "kept")  # still the program's folder, wherever it is kept
    assert ": file: " in problem(root, entry(url=None, file=file))


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Authorization": "Bearer abc"}, 'write "env:NAME"'),
        ({"cookie": "a=b"}, 'write "env:NAME"'),
        ({"X-Api-Key": "abc"}, 'write "env:NAME"'),
        ({"Authorization": "env:"}, "like env:ACME_TOKEN"),
        ({"Authorization": "env:A B"}, "like env:ACME_TOKEN"),
        ({"Authorization": "env:GITHUB_TOKEN"}, "never sent to a page"),
        ({"X-Team": "env:TRACKER_KEY"}, "never sent to a page"),
        ({"X-Team": "a\r\nHost: b"}, "visible ASCII"),
        ({"X-Team": "ä"}, "visible ASCII"),
        ({"X-Team": ""}, "visible ASCII"),
        ({"X Team": "a"}, "not a header name"),
        ({"X-Team\n": "a"}, "not a header name"),
        ({"Host": "b"}, "sets itself"),
        ({"User-Agent": "Mozilla/5.0"}, "sets itself"),
        ({"If-None-Match": "x"}, "sets itself"),
        ({"X-Team": "a", "x-team": "b"}, "twice"),
    ],
)
def test_headers_that_are_refused(tmp_path, headers, said):
    line = problem(tmp_path, entry(headers=headers))
    assert said in line
    assert ": headers" in line
    assert "abc" not in line


SECRET = {"X-Team": "env:ACME_TOKEN"}


@pytest.mark.parametrize(
    "url", ["http://acme.example/", "http://10.0.0.1/", "http://127.0.0.1.example/", "http://localhost.example/"]
)
def test_a_secret_is_sent_where_nobody_can_overhear_it(tmp_path, url):
    line = problem(tmp_path, entry(url=url, headers=SECRET))
    assert "headers: a secret is sent to https:// addresses only" in line
    assert url in line
    mixed = problem(tmp_path, entry(url=None, urls=["https://acme.example/", url], headers=SECRET))
    assert url in mixed
    assert policy(tmp_path, entry(url=url, headers={"X-Team": "legal"}))


@pytest.mark.parametrize(
    "url", ["https://acme.example/", "http://127.0.0.1:8000/", "http://[::1]/", "http://localhost/"]
)
def test_or_does_not_leave_the_machine(tmp_path, url):
    assert policy(tmp_path, entry(url=url, headers=SECRET)).headers == SECRET


@pytest.mark.parametrize(("key", "value"), [("fetch", "http"), ("headers", {"X-Team": "a"}), ("ignore_robots", True)])
def test_what_is_about_pages_does_not_stand_beside_a_file(tmp_path, key, value):
    assert f"{key}: is for pages" in problem(tmp_path, entry(url=None, file="a.md", **{key: value}))


def test_robots_txt_is_ignored_only_where_that_is_said(tmp_path):
    assert not policy(tmp_path, entry()).ignore_robots
    assert policy(tmp_path, entry(ignore_robots=True)).ignore_robots


def test_headers_that_are_fine(tmp_path):
    headers = {"Cookie": "env:ACME_COOKIE", "X-Team": "legal, all", "Accept-Language": "en"}
    assert policy(tmp_path, entry(headers=headers)).headers == headers


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"kind": "privcy"}, "kind: 'privcy' must be one of privacy, terms, .*; did you mean 'privacy'"),
        ({"role": "owner"}, "role: 'owner' must be one of watcher, publisher"),
        ({"fetch": "curl"}, "fetch: 'curl' must be one of http, browser"),
        ({"timezone": "Europe/Berln"}, "timezone: .* is not a time zone; did you mean 'Europe/Berlin'"),
        ({"timezone": "Europe"}, "timezone: .* is not a time zone"),
        ({"timezone": "../etc/passwd"}, "timezone: .* is not a time zone"),
        ({"timezone": "/etc/localtime"}, "timezone: .* is not a time zone"),
        ({"timezone": ""}, "timezone: .* is not a time zone"),
        ({"language": "English!"}, "language: .* is not a language tag"),
        ({"language": "en\r\nX: y"}, "language: .* is not a language tag"),
        ({"select": "main"}, "select: 'main' must be a list in square brackets"),
        ({"select": ["main", "p["]}, r"select\[2\]: 'p\[' is not a CSS selector"),
        ({"remove": ["p::before"]}, r"remove\[1\]: .* is not a CSS selector"),
        ({"remove": ["p:hover("]}, r"remove\[1\]: .* is not a CSS selector"),
        ({"select": [":not(" * 300]}, r"select\[1\]: .*(longer|not a CSS)"),
        ({"name": ""}, "name: '' must not be empty"),
        ({"name": " "}, "name: ' ' must not be empty"),
        ({"name": "a\nb"}, "name: .* must be one line"),
        ({"service": "a\x1b[31m"}, "service: .* must be one line"),
        ({"service": "a" * 201}, "service: .* must have at most 200"),
        ({"name": 3}, "name: 3 must be text in quotes"),
        ({"name": None}, "name: is missing; write it like name = "),
        ({"tags": ["a,b"]}, r"tags\[1\]: 'a,b' must be at most 50 characters without a comma"),
        ({"start": ""}, "start: '' must have at least 1"),
        ({"titel": "x"}, "titel: unknown key; the keys are id, name"),
        ({"slect": ["p"]}, "slect: unknown key; did you mean 'select'"),
        ({"notice_rule": {"tier": []}}, r"notice_rule\.tier: unknown key; did you mean 'tiers'"),
        ({"notice_rule": {"tiers": [{"trigger": "materal"}]}}, r"tiers\[1\]\.trigger: .*did you mean 'material'"),
        ({"notice_rule": {"tiers": [{"chanels": {}}]}}, r"tiers\[1\]\.chanels: unknown key; did you mean 'channels'"),
        ({"notice_rule": {"tiers": [{"channels": {"mail": "will"}}]}}, r"channels.*did you mean 'email'"),
        ({"notice_rule": {"tiers": [{"lead": {"kind": "fixed", "value": 7}}]}}, "lead: needs value and unit"),
        ({"notice_rule": {"tiers": [{"lead": {"value": 7, "unit": "day"}}]}}, "lead: needs value and unit"),
        (
            {"notice_rule": {"tiers": [{"lead": {"kind": "fixed", "value": "7", "unit": "day"}}]}},
            "must be a whole number",
        ),
    ],
)
def test_each_key_says_what_would_be_right(tmp_path, keys, said):
    line = problem(tmp_path, entry(**keys))
    assert line.startswith("policies.toml: entry 1 ('acme'): ")
    assert re.search(said, line), line
    assert line.isprintable()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("delay = -1", "delay: -1 must be greater than or equal to 0"),
        ('delay = "1"', "delay: '1' must be a number"),
        ("delay = nan", "delay: "),
        ("timeout = 0", "timeout: 0 must be greater than 0"),
        ("deadline = inf", "deadline: "),
        ("retries = 1.5", "retries: 1.5 must be a whole number"),
        ("retries = true", "retries: True must be a whole number"),
        ('auto_push = "no"', "auto_push: 'no' must be true or false"),
        ('base_url = "example.org"', "base_url: 'example.org' must start with https://"),
        ('base_url = "https://example.org/?a"', "must not contain ? or #"),
        ('contact = "me"', "must be a mail address or a web address"),
        ('contact = "a@b.example\\r\\nX: y"', "must be a mail address or a web address"),
        ('contact = "https://a.example/(x)"', "without parentheses"),
        ('mail_from = "Me <a@b.example"', "is not a mail address"),
        ('mail_from = "Me, you <a@b.example>"', "is not a mail address"),
        ('mail_from = "Me <a@b.example> <c@d.example>"', "is not a mail address"),
        ('mail_from = "Me\\r\\nBcc: <a@b.example>"', "is not a mail address"),
        ('mail_from = "wätch@b.example"', "write it like tracker@example.com or Acme <tracker@example.com>"),
        ("max_byte = 3", "unknown key; did you mean 'max_bytes'"),
    ],
)
def test_settings_say_what_would_be_right(tmp_path, line, said):
    found = problem(tmp_path, f"[tracker]\n{line}\n")
    assert found.startswith("policies.toml: [tracker]: ")
    assert said in found


@pytest.mark.parametrize(
    "value",
    ["a@b.example", "Acme <a@b.example>", "Dr. A. Müller & Co – Policies <a@b.example>", "O'Hara <a@b.example>"],
)
def test_a_sender_may_have_a_name_and_mail_bears_it(tmp_path, value):
    text = f'[tracker]\nmail_from = "{value}"\ncontact = "op@b.example"\n'
    settings = load_text(text, tmp_path).settings
    assert settings.mail_from == value
    alert = compose_alert(
        Owed("1" * 32, "2" * 64, (), datetime(2027, 3, 1, tzinfo=UTC), ("acme",), ("gone",)), settings
    )
    (author,) = alert["From"].addresses
    assert author.addr_spec == "a@b.example"
    assert author.display_name == ("" if value == author.addr_spec else value.removesuffix(" <a@b.example>"))


def test_a_notice_rule_as_the_program_writes_it_is_accepted(tmp_path):
    rule = NoticeRule(
        none_found=False,
        heading="Changes",
        clauses=("We will e-mail you.",),
        tiers=(
            Tier(
                "material",
                {"email": "will", "website_notice": "may"},
                (Logic("one_of", ("email", "website_notice")),),
                Lead("fixed", 30, "day", "notice"),
                "after_period",
                ("continued_use",),
            ),
        ),
        flags=("x",),
    )

    def without_null(item):
        if isinstance(item, dict):
            return {key: without_null(value) for key, value in item.items() if value is not None}
        return [without_null(value) for value in item] if isinstance(item, list) else item

    table = {key: value for key, value in without_null(rule.to_dict()).items() if key != "schema"}
    assert policy(tmp_path, entry(notice_rule=table)).notice_rule == rule


def test_a_rule_without_tiers_promises_nothing(tmp_path):
    rule = policy(tmp_path, GOOD + "[policies.notice_rule]\nuser_duty_to_check = true\n").notice_rule
    assert (rule.none_found, rule.tiers, rule.user_duty_to_check) == (True, (), True)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "url", "headers", "tiers", "notice_rule", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_whatever_stands_there_only_declaration_errors_come(tmp_path_factory, value):
    text = ENTRY + "notice_rule = " + toml({"a": value} if value is not None else {}) + "\n"
    with pytest.raises(DeclarationError):
        load_text(text, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(
    "text",
    [
        '"\\u001b[31m" = 1\n',
        GOOD + '"a\\nb" = 1\n',
        GOOD + "select = ['p:\\1b [x']\n",
        GOOD + f'"{"x" * 100_000}" = 1\n',
        '[[policies]]\nid = "\\u001b[31m\u202e"\n',
    ],
    ids=["key", "key of an entry", "selector", "long key", "id"],
)
def test_what_stands_in_the_file_cannot_disturb_the_terminal(tmp_path, text):
    for line in problems(tmp_path, text):
        assert line.isprintable()
        assert len(line) <= 600


def test_passwords_in_addresses_are_not_quoted(tmp_path):
    assert "5ecret" not in problem(tmp_path, entry(url="https://me:5ecret@acme.example/"))


def test_headers_are_not_quoted_even_where_they_are_no_text(tmp_path):
    assert not any(
        "5ecret" in line for line in problems(tmp_path, ENTRY + 'headers = "5ecret"\nurl = "https://a.example/"\n')
    )
