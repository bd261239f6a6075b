"""Why a mail did not count as an announcement, or does not prove one: in words for whoever runs the program."""

from __future__ import annotations

import email
from collections.abc import Mapping
from email.errors import MessageError
from email.utils import parseaddr

from tracker.model import Evidence
from tracker.model.phrase import listed
from tracker.notice.evidence import registrable


def remark(raw: bytes, found: Mapping[str, Evidence], senders: Mapping[str, frozenset[str]]) -> str:
    """What became of one mail: `from acme.example: does not prove ...`; nobody's name or address.

    Args:
        raw: the message.
        found: what it says about each policy that it announces a change of, by id.
        senders: the domains that mails about each policy on file may come from, by id.
    """
    domain = _domain(raw)
    known = [name for name, domains in senders.items() if registrable(domain) in map(registrable, domains)]
    if not domain:
        return "it names no single sender"
    if not known:
        return f"from {domain}: no policy on file has senders {domain}"
    if not found:
        return f"from {domain}: it announces no change of {listed(known, 'or')}"
    lacks = []
    if not all(item.authenticated for item in found.values()):
        lacks.append("no Authentication-Results of a trusted server (authentication_servers) vouches for it")
    if not all(item.received_at for item in found.values()):
        lacks.append("no Received date says when it came")
    about = f"from {domain}, about {listed(found)}"
    return f"{about}: it does not prove notice: {listed(lacks)}" if lacks else f"{about}: it counts"


def _domain(raw: bytes) -> str:
    """The domain that a mail says it is from; empty where that cannot be read."""
    try:
        address = parseaddr(str(email.message_from_bytes(raw[:100_000]).get("From", "")))[1]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""  # hostile headers trip the standard parser in many ways
    domain = address.rpartition("@")[2].casefold() if "@" in address else ""
    return domain if all(letter.isalnum() or letter in ".-" for letter in domain) else ""
