"""Links as a reader means them: decoded, absolute, without what tracks the reader or changes at every load."""

from __future__ import annotations

import functools
import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from tracker.extract.tree import Element, unwrap
from tracker.model.datafile import data_file

_PROTECTED = "/cdn-cgi/l/email-protection"
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){4,300}$")
_KEPT = frozenset(("http", "https", "mailto", "tel"))
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]{0,200}", re.IGNORECASE)
_LONGEST = 2000  # characters; a longer address holds data, not a place


@functools.cache
def _lists() -> tuple[frozenset[str], tuple[str, ...], dict[str, str]]:
    raw = data_file("tracker.extract", "links.toml")
    names = raw["tracking"].split()
    starts = tuple(sorted(name[:-1] for name in names if name.endswith("*")))
    return frozenset(name for name in names if not name.endswith("*")), starts, dict(raw["redirects"])


def reveal_addresses(body: Element) -> None:
    """Decode the e-mail addresses that Cloudflare hides from programs; its key changes at every load."""
    for element in body.xpath("descendant::*[@data-cfemail]"):
        if address := _unhidden(element.get("data-cfemail")):
            for child in list(element):
                element.remove(child)
            element.text = address
    for link in body.xpath("descendant::a[contains(@href, 'email-protection')]"):
        before, _, code = (link.get("href") or "").partition(_PROTECTED + "#")
        if code and len(before) < 200 and (address := _unhidden(code)):
            link.set("href", f"mailto:{address}")


def _unhidden(code: str) -> str | None:
    """The address in Cloudflare's form: hexadecimal, each byte combined with the first."""
    if not _HEX.match(code):
        return None
    key, *rest = bytes.fromhex(code)
    text = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return text if text.isprintable() and "\ufffd" not in text else None


def mend_links(root: Element, url: str | None) -> None:
    """Give each link its lasting address; a link that leads nowhere else becomes its text."""
    for link in list(root.iter("a")):
        target = lasting(link.get("href"), url)
        if target is None or (not len(link) and not (link.text or "").strip()):
            unwrap(link)
        else:
            link.set("href", target)


def lasting(href: str | None, url: str | None) -> str | None:
    """An address without tracking and session parameters, absolute where `url` is known; None for nowhere."""
    href = "".join(href.split()) if href else ""
    if not href or href.startswith("#") or len(href) > _LONGEST:
        return None
    try:
        target = urljoin(url, href) if url else href
        parts = urlsplit(target)
        scheme = parts.scheme.lower()
        if scheme not in _KEPT and scheme:
            return None
        if scheme in {"mailto", "tel"}:
            return f"{scheme}:{_quoted(parts.path)}"
        if url and parts.fragment and target.partition("#")[0] == url.partition("#")[0]:
            return None  # another place on this page
        names, starts, redirects = _lists()
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200) if parts.query else []
        if (name := redirects.get(f"{parts.netloc.lower()}{parts.path}")) and (inner := dict(query).get(name)):
            return lasting(inner, None) if "://" in inner[:12] else None
    except ValueError:
        return None
    kept = [pair for pair in query if pair[0].lower() not in names and not pair[0].lower().startswith(starts)]
    text = parts.query if len(kept) == len(query) else urlencode(kept)
    path = _SESSION_PATH.sub("", parts.path)
    return _quoted(urlunsplit((parts.scheme, parts.netloc, path, text, parts.fragment)))


def _quoted(target: str) -> str:
    """An address with what Markdown or HTML could take for markup in percent form."""
    return quote(target, safe="!#$%&'()*+,-./:;=?@[]_~")
