"""Mail: who gets it, what is owed, what it says, and how it leaves."""

from tracker.mail.compose import compose, compose_alert
from tracker.mail.inbox import Mailbox, read_mailbox
from tracker.mail.outbox import WHOEVER, owe, unaddressed
from tracker.mail.send import Outgoing, SmtpServer, write_eml
from tracker.mail.subscribers import Filter, Subscriber, load_subscribers, parse_subscribers, recipient_key
from tracker.mail.text import Beside

__all__ = [
    "WHOEVER",
    "Beside",
    "Filter",
    "Mailbox",
    "Outgoing",
    "SmtpServer",
    "Subscriber",
    "compose",
    "compose_alert",
    "load_subscribers",
    "owe",
    "parse_subscribers",
    "read_mailbox",
    "recipient_key",
    "unaddressed",
    "write_eml",
]
