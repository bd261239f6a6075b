"""Checks of single values. Each returns the value or raises ValueError with a text that says what would be right."""

from __future__ import annotations

import difflib
import ipaddress
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable
from urllib.parse import urlsplit

import cssselect

from tracker.model.baseline import baselines
from tracker.model.source import web_problem

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
# Names that Windows keeps for devices in every folder, with any suffix.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")  # a BCP 47 tag as servers understand it
_VARIABLE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]{0,99}")
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,10}[a-z0-9-]{2,63}")
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")  # RFC 9110, section 5.6.2
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,2000}[\x21-\x7e])?")
_SECRET_HEADER = re.compile(r"auth|cookie|token|secret|key|session|password", re.IGNORECASE)
# Headers that belong to the connection, to conditional requests or to the honest name of the program.
_OWN_HEADERS = frozenset(
    """accept-encoding connection content-length expect host if-match if-modified-since if-none-match if-range
    if-unmodified-since keep-alive proxy-authorization proxy-connection range te trailer transfer-encoding upgrade
    user-agent""".split()  # noqa: SIM905 - reads better than twenty quoted words
)
# A merged entry must not be able to post the keys of the repository or of the mail server to a page.
_OWN_VARIABLES = ("TRACKER_", "GITHUB_", "ACTIONS_", "RUNNER_")
_ADDRESS = re.compile(r"[^\s@<>,;\"()]{1,64}@[^\s@<>,;\"()]{1,255}")
_SENDER = re.compile(r"[^@<>,;:\"()\[\]\\\x00-\x1f\x7f-\x9f]{1,80} <(?P<address>[^<>]{3,320})>")


def slug(value: str) -> str:
    """An id: it names a folder, a feed and an address on every system, so it stays in the smallest common alphabet."""
    if value.startswith("_"):
        raise ValueError("is reserved: names that start with _ belong to the program")
    if not _SLUG.fullmatch(value):
        guess = re.sub(r"[^a-z0-9]+", "-", value.casefold())[:80].strip("-")
        hint = f", such as {guess!r}" if guess and guess not in _DEVICES else ""
        raise ValueError(f"must be 1 to 80 of a-z, 0-9 and -, with no - at either end{hint}")
    if value in _DEVICES:
        raise ValueError(f"is a device name on Windows; {value + '-policy'!r} would do")
    return value


def line(value: str) -> str:
    """Text on one line for titles and names: what goes into mail headers and feeds must not bring its own lines."""
    if not value.strip():
        raise ValueError("must not be empty")
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in value):
        raise ValueError("must be one line without control characters")
    return value.strip()


def tag(value: str) -> str:
    if "," in value or len(value) > 50:
        raise ValueError("must be at most 50 characters without a comma")
    return line(value)


def domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value):
        raise ValueError("must be a domain such as mail.example.com, in lower case")
    return value


def web_address(value: str) -> str:
    if problem := web_problem(value):
        raise ValueError(f"{problem}; write it like https://example.com/privacy")
    return value


def is_confidential(address: str) -> bool:
    """Whether nobody on the way can read what is sent to a web address: by https, or not leaving the machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:  # a name
        return False


def different(value: list[str]) -> list[str]:
    if len(set(value)) < len(value):
        raise ValueError("names one address twice")
    return value


def base_url(value: str) -> str:
    """Where feeds are published: links are made by putting paths behind it."""
    web_address(value)
    if "?" in value or "#" in value:
        raise ValueError("must not contain ? or #")
    return value.rstrip("/")


def time_zone(value: str) -> str:
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        hint = similar(value, zoneinfo.available_timezones()) or "; write it like Europe/Berlin"
        raise ValueError(f"is not a time zone{hint}") from None
    return value


def language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError("is not a language tag; write it like en or pt-BR")
    return value


def baseline(value: str) -> str:
    """The id of a legal baseline."""
    known = [item.id for item in baselines()]
    if value not in known:
        raise ValueError(f"is no legal baseline{similar(value, known) or '; docs/baselines.md lists them'}")
    return value


def country(value: str) -> str:
    """A country whose holidays are known."""
    import holidays  # noqa: PLC0415 - takes a tenth of a second, and few declare a country

    known = holidays.list_supported_countries(include_aliases=False)
    if value not in known:
        hint = f"; did you mean {value.upper()!r}?" if value.upper() in known else "; write two letters like DE"
        raise ValueError(f"is no country whose holidays are known{hint}")
    return value


def selector(value: str) -> str:
    """A CSS selector, as far as lxml can follow it."""
    if len(value) > 1000:
        raise ValueError("is longer than 1000 characters")
    try:
        cssselect.HTMLTranslator().css_to_xpath(value)
    except (cssselect.SelectorError, RecursionError) as error:
        raise ValueError(f"is not a CSS selector that can be used ({error})") from None
    return value


def header_name(value: str) -> str:
    if not _HEADER_NAME.fullmatch(value):
        raise ValueError("is not a header name")
    if value.lower() in _OWN_HEADERS:
        raise ValueError("is a header that the program sets itself")
    return value


def headers(value: dict[str, str]) -> dict[str, str]:
    """Secrets stay out of the repository: headers that carry one must name an environment variable."""
    seen = set[str]()
    for name, content in value.items():
        if name.lower() in seen:
            raise ValueError(f"names {name} twice")
        seen.add(name.lower())
        if content.startswith("env:"):
            if not _VARIABLE.fullmatch(content):
                raise ValueError(f"{name}: write the name of the environment variable like env:ACME_TOKEN")
            if content.removeprefix("env:").upper().startswith(_OWN_VARIABLES):
                raise ValueError(f"{name}: {content} belongs to the program or its runner and is never sent to a page")
        elif _SECRET_HEADER.search(name):
            raise ValueError(f'{name}: a secret does not belong here; write "env:NAME" and set NAME where it runs')
        elif not _HEADER_VALUE.fullmatch(content):
            raise ValueError(f"{name}: must be visible ASCII characters")
    return value


def sender(value: str) -> str:
    """An address, or a name and an address; no sign that means something in a header (RFC 5322) stands in the name."""
    named = _SENDER.fullmatch(value)
    address = named["address"] if named else value
    if value and not (_ADDRESS.fullmatch(address) and address.isascii()):
        raise ValueError("is not a mail address; write it like tracker@example.com or Acme <tracker@example.com>")
    return value


def contact(value: str) -> str:
    """It goes into the User-Agent and into mail headers."""
    if value and not (_ADDRESS.fullmatch(value) and value.isascii()) and web_problem(value):
        raise ValueError("must be a mail address or a web address")
    if not value.isascii() or len(value) > 200 or "(" in value or ")" in value:
        raise ValueError("must be at most 200 ASCII characters without parentheses")
    return value


def similar(word: str, known: Iterable[str]) -> str:
    """A hint for a mistyped word: `; did you mean 'kind'?`, or nothing."""
    if len(word) > 100:  # the comparison is quadratic
        return ""
    folded = {item.casefold(): item for item in sorted(known)}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean {folded[close[0]]!r}?" if close else ""
