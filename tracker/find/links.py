"""Links of a page that lead to policies, told by their words and their addresses, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

import lxml.html
from lxml import etree

from tracker.find.words import is_other, kind_of, kind_of_path, share
from tracker.model import PolicyKind

_LONGEST = 80  # characters of a link's text; a longer one is a sentence that mentions a policy
_SURE = 0.3  # share of a text that names the policy; "Why our privacy matters to us" has less
_LINKS = 20_000  # of a page; the fullest known have some thousand
_PIECES = 100  # of a link's text
_ABOVE = 30  # elements around a link among which the foot of the page is sought
_RELATIONS: dict[str, PolicyKind] = {"privacy-policy": "privacy", "terms-of-service": "terms"}  # RFC 6903
_FEET = ("footer", "contentinfo", "legal")
_ORDER: tuple[PolicyKind, ...] = ("privacy", "terms", "cookies", "dpa", "subprocessors", "guidelines", "other")
_SECOND_LEVELS = {"ac", "co", "com", "edu", "gov", "gob", "gouv", "net", "org", "or", "ne", "go"}


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """A link to a policy: its address, its words, the kind they name, and the host where that is another site's."""

    url: str
    text: str
    kind: PolicyKind
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    link: PolicyLink
    worth: float

    @property
    def rank(self) -> tuple[float, int]:
        """Smaller for likelier links; by kind where they are alike."""
        return -round(self.worth), _ORDER.index(self.link.kind)


def policy_links(body: bytes, url: str) -> tuple[PolicyLink, ...]:
    """The links of a page to policies, each address once: the likeliest first, by kind where they are alike.

    Args:
        body: the bytes of an HTML page; anything else has no links.
        url: where the page was found; relative links are resolved against it.
    """
    best: dict[str, _Found] = {}
    for found in _links(body, url):
        key = _folded_address(found.link.url)
        known = best.setdefault(key, found)
        if found.worth > known.worth:
            best[key] = replace(found, link=replace(found.link, url=known.link.url))
    ranked = sorted(best.values(), key=lambda found: found.rank)
    return tuple(found.link for found in ranked)


def _links(body: bytes, url: str) -> Iterator[_Found]:
    try:
        tree = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding=_encoding(body)))
    except (etree.ParserError, ValueError):
        return
    base = _joined(url, next((element.get("href") for element in tree.iter("base")), None) or "")
    for anchor in islice(tree.iter("a", "area", "link"), _LINKS):
        target = _joined(base, anchor.get("href") or "")
        if target and urlsplit(target).scheme in {"http", "https"} and target != urldefrag(url).url:
            found = _judged(anchor, target, url)
            if found is not None:
                yield found


def _judged(anchor: lxml.html.HtmlElement, target: str, url: str) -> _Found | None:
    """The link, where it leads to a policy, and what it is worth: 0 for a guess by the address, 4 for a sure one."""
    text = _words(anchor)
    parts = urlsplit(target)
    relation = next(
        (kind for name, kind in _RELATIONS.items() if name in (anchor.get("rel") or "").lower().split()), None
    )
    if anchor.tag == "link" and relation is None:
        return None
    said = kind_of(text) if len(text) <= _LONGEST else None
    kind = relation or said or (kind_of_path(parts.path) if len(text) <= _LONGEST else None)
    if kind is None or is_other(text) or (relation is None and is_other(parts.path)):
        return None
    sure = share(text, said) if said else 0.0
    if said and not relation and sure < _SURE and kind_of_path(parts.path) != said:
        return None
    elsewhere = "" if _same_site(urlsplit(url), parts) else parts.hostname or ""
    worth = 2 * bool(relation) + (1 + sure if said else 0) + _at_foot(anchor) - bool(elsewhere)
    return _Found(PolicyLink(target, text or target, kind, elsewhere), worth)


def _words(anchor: lxml.html.HtmlElement) -> str:
    """What a link says: its text, else what it tells those who cannot see it."""
    shown = " ".join("".join(str(part) for part in islice(anchor.itertext(), _PIECES)).split())
    hidden = (anchor.get("aria-label"), anchor.get("title"), *(image.get("alt") for image in anchor.iter("img")))
    return shown or " ".join((next(filter(None, hidden), "")).split())


def _at_foot(anchor: lxml.html.HtmlElement) -> bool:
    """Whether the link stands in the foot of the page, where policies are."""
    return any(
        parent.tag == "footer"
        or any(
            word in f"{parent.get('class', '')} {parent.get('id', '')} {parent.get('role', '')}".lower()
            for word in _FEET
        )
        for parent in islice(anchor.iterancestors(), _ABOVE)
    )


def _joined(url: str, href: str) -> str:
    """The address that a link leads to, without its fragment; empty where it is none."""
    try:
        target, _ = urldefrag(urljoin(url, href.strip()))
        urlsplit(target)
    except ValueError:
        return ""
    return target


def _folded_address(url: str) -> str:
    """The address as far as it tells pages apart: not by its scheme, "www.", a slash or what tracks."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not p.startswith(("utm_", "ref=", "source="))))
    return f"{host}:{parts.netloc.rpartition(':')[2] if ':' in parts.netloc else ''}{parts.path.rstrip('/')}?{query}"


def _same_site(one: SplitResult, other: SplitResult) -> bool:
    """Whether two addresses are of one owner, as far as their names tell."""
    return _domain(one.hostname or "") == _domain(other.hostname or "")


def site_of(url: str) -> str:
    """The domain that an address belongs to, as far as its name tells; empty where it names none."""
    return _domain(urlsplit(url).hostname or "")


def _domain(host: str) -> str:
    labels = host.split(".")
    if labels[-1].isdigit() or ":" in host:
        return host
    short = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS  # as in co.uk
    return ".".join(labels[-3 if short else -2 :])


def _encoding(body: bytes) -> str | None:
    """UTF-8 where the bytes are; what the page declares otherwise."""
    try:
        body.decode("utf8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
