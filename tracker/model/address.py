"""Where things live under `feeds/`, and which addresses may be linked."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urlsplit

from tracker.model.declaration import Settings

CALENDAR = "dates.ics"  # the path of the dates of all told changes
_ADDRESS = re.compile(r"[^\s@<>?&:/]{1,64}@[^\s@<>?&:/]{1,255}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}"
_MAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM}){{0,10}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,10}}")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


def change_page(change: str) -> str:
    """The path of a change's page."""
    return f"changes/{_folder(change)}/index.html"


def policy_page(policy: str) -> str:
    """The path of a policy's page."""
    return f"policies/{_folder(policy)}/index.html"


def policy_feed(policy: str) -> str:
    """The path of a policy's feed, without its ending."""
    return f"policies/{_folder(policy)}"


def service_page(service: str) -> str:
    """The path of a service's record. A name that does not make a folder as it stands is told apart by its hash."""
    name = " ".join(service.split()).casefold()
    folder = re.sub(r"[^a-z0-9]{1,100}", "-", name).strip("-")[:60]
    if not folder or folder.replace("-", " ") != name:
        folder = f"{folder}-{_hash(name)[:8]}".lstrip("-")
    return f"services/{folder}/index.html"


def absolute(path: str, settings: Settings) -> str:
    """The public address of a path; a folder's page is named by its folder."""
    return f"{settings.base_url.rstrip('/')}/{path.removesuffix('index.html')}"


def web_address(url: str) -> str | None:
    """The address if a browser may follow it from a page of ours (http and https only), else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def mail_address(contact: str) -> str | None:
    """The operator's contact where mail can be sent to it: one plain ASCII address; nothing for a page."""
    return contact if len(contact) <= 254 and _MAIL.fullmatch(contact) else None


def contact_address(contact: str) -> str | None:
    """The operator's contact as a link: mailto for an address, itself for a page."""
    if web_address(contact):
        return contact
    return f"mailto:{quote(contact, safe='@')}" if _ADDRESS.fullmatch(contact) else None


def _folder(name: str) -> str:
    """Ids come from files. One that is no slug, and could lead elsewhere, is represented by its hash."""
    return name if _NAME.fullmatch(name) else _hash(name)[:20]


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
