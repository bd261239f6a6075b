"""Announcements that a company mailed, read as evidence: when they came, what they say, and who vouches for them.

A mail is an announcement only where it comes from the service's own domain and speaks of a change of a document. It is
authenticated only where the operator's mail server says so in the topmost Authentication-Results field (RFC 8601):
fields below it may be the sender's invention. Nothing about people is kept.
"""

from __future__ import annotations

import email
import functools
import hashlib
import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

import lxml.html
from lxml import etree

from tracker.model import Evidence, PolicyKind, sentences
from tracker.model.datafile import data_file
from tracker.notice.banner import is_about
from tracker.notice.dates import dates_in, read_effective
from tracker.notice.phrases import phrase
from tracker.notice.text import fold

_LARGEST = 3_000_000  # bytes of a message
_LONGEST = 200_000  # characters of a body that are read
_PARTS = 50
_NAMING = 200  # characters of the words that name the document, before the sentence with the day
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_COMMENT = re.compile(r"\([^()]{0,2000}\)")
_FIELD = re.compile(r"\b(dkim|dmarc)\s?=\s?pass\b", re.IGNORECASE)
_DOMAIN = re.compile(r"\bheader\.(?:d|from|i)\s?=\s?\"?(?:[^\s@;\"]{0,64}@)?([\w.-]{1,253})", re.IGNORECASE)


def read_mail(
    raw: bytes, *, servers: Collection[str], domains: Collection[str], service: str, kind: PolicyKind, name: str
) -> Evidence | None:
    """What a message proves about a change that its sender announces; None where it is no such announcement.

    One that announces changes of other documents alone proves nothing of this one. What is quoted names this one,
    wherever the message does.

    Args:
        raw: the message as it was stored, headers and all.
        servers: authserv-ids whose Authentication-Results are believed.
        domains: the hosts of the policy's addresses; the sender's domain must share a registrable name with one.
        service: the service's name; a mail that never mentions a word of it speaks of another of the owner's services.
        kind: what sort of document the policy is.
        name: its declared name.

    Never raises, whatever the bytes.
    """
    if len(raw) > _LARGEST:
        return None
    try:
        message = email.message_from_bytes(raw)
        sender = _sender(message)
        if sender is None or not any(registrable(sender) == registrable(domain) for domain in domains):
            return None
        found = _announcement(message, service, kind, name)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # hostile headers trip the standard parser in many ways
    if found is None:
        return None
    quote, effective = found
    return Evidence(
        channel="email",
        sent_at=_moment(str(message.get("Date", ""))),
        received_at=_moment(str(message.get("Received", "")).rpartition(";")[2]),
        effective_on=effective,
        authenticated=_authenticated(message, sender, servers),
        quote=quote,
        sender=sender,
        message=_hash(message),
    )


def registrable(host: str) -> str:
    """The part of a host name that one owner registered: `mail.acme.co.uk` gives `acme.co.uk`."""
    labels = host.casefold().strip(". ").split(".")
    hosts = _hosts()
    if len(labels) > 2 and ".".join(labels[-2:]) in hosts["shared"]:
        return ".".join(labels[-3:])
    third = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in hosts["second_level"]
    return ".".join(labels[-3:] if third else labels[-2:])


@functools.cache
def _hosts() -> dict[str, list[str]]:
    return dict(data_file("tracker.notice", "hosts.toml"))


def _hash(message: Message) -> str:
    """SHA-256 of the Message-ID; empty where there is none."""
    name = str(message.get("Message-ID", "")).strip()
    return hashlib.sha256(name.encode("utf8", "replace")).hexdigest() if name else ""


def _sender(message: Message) -> str | None:
    """The domain of the one From address; a message with none or several vouches for nobody."""
    addresses = getaddresses([_decoded(field) for field in message.get_all("From", [])])
    if len(addresses) != 1 or "@" not in addresses[0][1]:
        return None
    return addresses[0][1].rpartition("@")[2].casefold()


def _decoded(field: object) -> str:
    return str(make_header(decode_header(str(field))))


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _authenticated(message: Message, sender: str, servers: Collection[str]) -> bool:
    topmost = _COMMENT.sub(" ", str(message.get("Authentication-Results", ""))[:10_000])
    server, *results = topmost.split(";")
    if not server.split() or server.split()[0].casefold() not in {name.casefold() for name in servers}:
        return False
    for result in results:
        if _FIELD.search(result):
            named = _DOMAIN.search(result)
            if named and registrable(named.group(1)) == registrable(sender):
                return True
    return False


def _announcement(message: Message, service: str, kind: PolicyKind, name: str) -> tuple[str, date | None] | None:
    """The sentence that announces the change, and the day from which it holds.

    Only what announces counts as naming a document: the foot of a mail links to all of them.
    """
    subject = " ".join(_decoded(message.get("Subject", "")).split())
    body = _body(message)
    if not _names(service, f"{_decoded(message.get('From', ''))} {subject} {body}"):
        return None
    said = [_clean(sentence) for sentence in sentences(body)]
    pattern = phrase("mail", "announce")
    telling = [sentence for sentence in said if pattern.search(fold(sentence)[:1000])]
    if not telling and not pattern.search(fold(subject)[:1000]):
        return None
    dated = [(sentence, day) for sentence in said if (day := read_effective(sentence))]
    if not dated:
        dated = [(sentence, days[0]) for sentence in telling if len(days := dates_in(sentence)) == 1]
    announcing = [one[:1000] for one in (*(sentence for sentence, _ in dated), *telling, _clean(subject))][:_PARTS]
    if not is_about(" ".join(announcing), kind, name, here=True):
        return None
    quote = announcing[0]
    naming = next((one for one in announcing if is_about(one, kind, name, here=False)), quote)
    if naming != quote:
        quote = f"{naming[:_NAMING]} … {quote}"
    return quote[:500], dated[0][1] if dated else None


def _names(service: str, text: str) -> bool:
    """Whether a text speaks of the service: owners of many services write from one domain."""
    words = re.findall(r"\w{3,}", service.casefold())
    return not words or any(word in text.casefold() for word in words)


def _clean(sentence: str) -> str:
    """Without greeting and addresses: nothing about people is kept."""
    greeting = re.match(phrase("mail", "greeting").pattern, sentence, re.IGNORECASE)
    return _ADDRESS.sub("[address]", sentence[greeting.end() :] if greeting else sentence)


def _body(message: Message) -> str:
    """The text of a message, in one line; its plain part where it has one of substance."""
    parts = dict(_texts(message))
    text = parts.get("text/plain", "")
    if len(text.split()) < 20 and "text/html" in parts:
        text = _visible(parts["text/html"])
    return " ".join(text[:_LONGEST].split())


def _texts(message: Message) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(message.walk()):
        if number > _PARTS:
            return
        kind = part.get_content_type()
        payload = part.get_payload(decode=True)
        if kind in {"text/plain", "text/html"} and isinstance(payload, bytes) and not part.get_filename():
            try:
                yield kind, payload.decode(part.get_content_charset("utf8"), "replace")
            except LookupError:  # a charset nobody knows
                yield kind, payload.decode("utf8", "replace")


def _visible(markup: str) -> str:
    try:
        root = lxml.html.document_fromstring(markup[: 5 * _LONGEST])
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(root, "script", "style", "head", with_tail=False)
    return " ".join(str(text).strip() for text in root.itertext() if str(text).strip())
