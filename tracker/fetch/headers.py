"""What a request says: who asks, for what, in which language, and what the operator declared."""

from __future__ import annotations

import functools
import importlib.metadata
import string
from collections.abc import Mapping
from urllib.parse import urldefrag

from tracker.fetch.trouble import TroubleError
from tracker.model import Declaration, Settings, Validators

NAME = "policy-tracker"  # also what robots.txt calls the program by
_ENV = "env:"
_VISIBLE = frozenset(string.printable) - frozenset("\t\n\r\x0b\x0c")


def own_headers(policy: Declaration, settings: Settings) -> dict[str, str]:
    """The headers that any server may see. Markdown is not asked for: some servers would then send another text."""
    headers = {
        "User-Agent": user_agent(settings.contact),
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    if policy.language:
        headers["Accept-Language"] = f"{policy.language}, *;q=0.5"
    return headers


def user_agent(contact: str) -> str:
    """`policy-tracker/<version> (+<contact>)`, so that a site's owner can tell who asks and object."""
    return f"{NAME}/{_version()}" + (f" (+{contact})" if contact else "")


def declared_headers(policy: Declaration, environ: Mapping[str, str]) -> dict[str, str]:
    """The declared headers with their secrets, for the declared origin alone.

    Raises:
        TroubleError: an environment variable is missing, empty or cannot be a header.
    """
    return {name: _resolved(name, value, environ) for name, value in policy.headers.items()}


def conditions(known: Validators | None, url: str, requested: str) -> dict[str, str]:
    """Ask for the page only if it differs from the one these validators came with (RFC 9110, section 13).

    Only the address that gave a validator may be asked about it: another page can have the same one by chance.
    """
    if known is None or url != (known.url or urldefrag(requested).url):
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


def _resolved(name: str, value: str, environ: Mapping[str, str]) -> str:
    if not value.startswith(_ENV):
        return value
    variable = value.removeprefix(_ENV)
    secret = environ.get(variable, "")
    if not secret:
        raise TroubleError("missing_secret", f"Set the environment variable {variable} ({name}).", lasting=True)
    if not _VISIBLE.issuperset(secret):
        raise TroubleError(
            "missing_secret", f"The environment variable {variable} has a line break or other odd sign.", lasting=True
        )
    return secret


@functools.cache
def _version() -> str:
    try:
        return importlib.metadata.version(NAME)
    except importlib.metadata.PackageNotFoundError:  # run from a checkout
        return "0"
