"""One mail to one subscriber about the changes of one run; and the operator's mail about policies that fail.

Pure and stable: the same debt gives the same message, byte for byte, so that one sent twice is known as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import parseaddr

import css_inline

from tracker.errors import SettingsError
from tracker.mail.subscribers import Filter, Subscriber
from tracker.mail.text import IN_FULL, NOTHING_BESIDE, Beside, alert_text, message_text
from tracker.model import SCALE, Owed, Record, Settings
from tracker.model.address import absolute, change_page, contact_address, mail_address, policy_page, web_address
from tracker.model.baseline import NOT_ADVICE
from tracker.model.markup import render, style_sheet
from tracker.model.wording import briefly, clean, listed, one_line, policy_title, summary_of

_LONGEST_SUBJECT = 150


class _Whole(UnstructuredHeader):
    """A header that is never folded: the standard library would encode a long address out of recognition."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]


class _Words(UniqueUnstructuredHeader):
    """A header encoded as one: the standard library loses spaces between the pieces that it encodes one by one."""

    def fold(self, *, policy: Policy) -> str:
        charset, name = "us-ascii" if self.isascii() else "utf-8", self.name  # type: ignore[attr-defined]
        words = Header(str(self), charset, header_name=name, maxlinelen=policy.max_line_length or 0)
        return f"{name}: {words.encode(linesep=policy.linesep)}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Words)  # type: ignore[arg-type]
_HEADERS.map_to_type("list-unsubscribe", _Whole)  # type: ignore[arg-type]  # a mixin, as its own classes are
_POLICY = SMTP.clone(header_factory=_HEADERS)


def compose(
    subscriber: Subscriber, records: Sequence[Record], settings: Settings, owed: Owed, beside: Beside = NOTHING_BESIDE
) -> EmailMessage:
    """The message about these records (one at least): text and HTML, the weightiest change first.

    Args:
        subscriber: whom it is for.
        records: what it tells.
        settings: addresses and sender.
        owed: the debt that it pays.
        beside: what it goes by beside them.

    Raises:
        SettingsError: `mail_from` or `contact` does not hold what a mail needs.
    """
    heaviest = sorted(records, key=lambda record: (-_rank(record), policy_title(record.policy), record.id))
    footer = footer_lines(subscriber, settings)
    if any(beside.laws.get(record.id) for record in records):
        footer = (NOT_ADVICE, *footer)
    message = _envelope(Address(one_line(subscriber.name, 80), addr_spec=subscriber.address), settings, owed)
    message["Subject"] = subject(heaviest)
    text, page = message_text(heaviest, settings, footer, beside), mail_html(heaviest, settings, footer, beside)
    _fill(message, text, page, owed)
    return message


def compose_alert(owed: Owed, settings: Settings) -> EmailMessage:
    """The operator's mail: policies that could not be followed several times in a row, because they fail or are held.

    Raises:
        SettingsError: `mail_from` is missing, or `contact` is no mail address.
    """
    to = mail_address(settings.contact)
    if to is None:
        raise SettingsError('"contact" in policies.toml must be a mail address to be told of failures.')
    message = _envelope(Address(addr_spec=to), settings, owed)
    names = one_line(", ".join(owed.failing), 100)
    message["Subject"] = f"[not followed] {names}"
    message.set_content(alert_text(owed, settings), cte="quoted-printable")
    return message


def subject(records: Sequence[Record]) -> str:
    """`[material] Fernweh: Privacy policy – Shares data with advertisers.`; the services where there are several."""
    worst = "withdrawn" if records[0].withdraws else records[0].change.verdict
    if len(records) > 1:
        services = listed(dict.fromkeys(one_line(record.policy.service, 40) for record in records))
        return one_line(f"[{worst}] {len(records)} changes: {services}", _LONGEST_SUBJECT)
    policy = records[0].policy
    return briefly(f"[{worst}] {policy.service}: {policy.name} – {summary_of(records[0])}", _LONGEST_SUBJECT)


def footer_lines(subscriber: Subscriber, settings: Settings) -> tuple[str, ...]:
    """Why this came, and how to stop it."""
    asked = listed((_filter_in_words(wish) for wish in subscriber.filters), "and to")
    why = f"You get this because {subscriber.address} is subscribed to {asked}."
    if web_address(settings.contact):
        return why, f"To stop or change it: {settings.contact}"
    return why, f"To stop or change it, write to {settings.contact} with the subject “unsubscribe”."


def mail_html(
    records: Sequence[Record], settings: Settings, footer: Sequence[str], beside: Beside = NOTHING_BESIDE
) -> str:
    """The HTML part: one document without anything external, its style inlined."""
    page = render(
        "mail.html",
        title=subject(records),
        changes=[
            {
                "record": record,
                "link": absolute(change_page(record.id), settings),
                "withdrawn": absolute(change_page(record.withdraws), settings) if record.withdraws else None,
                "history": absolute(policy_page(record.policy.id), settings),
                "notice": beside.notice(record),
                "taken_back": beside.taken_back(record),
                "own": record.policy.id in beside.own,
                "laws": beside.laws.get(record.id, ()),
                "sources": [url for url in map(web_address, record.policy.urls) if url],
            }
            for record in records
        ],
        in_full=IN_FULL,
        footer=footer,
        site=absolute("index.html", settings),
        project=settings.title,
    )
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=style_sheet("mail.css"))
    return str(inliner.inline(page))


def _filter_in_words(wish: Filter) -> str:
    least = {"editorial": "all changes", "minor": "minor and material changes", "material": "material changes"}
    tagged = f" tagged {listed(wish.tags, 'or')}" if wish.tags else ""
    return f"{least.get(wish.least, 'all changes')} of {listed(wish.policies) or 'all policies'}{tagged}"


def _rank(record: Record) -> int:
    return SCALE.index(record.change.verdict)


def _envelope(to: Address, settings: Settings, owed: Owed) -> EmailMessage:
    sender_name, sender = parseaddr(settings.mail_from)
    unsubscribe = contact_address(settings.contact)
    try:
        author = Address(one_line(sender_name, 80), addr_spec=sender)
    except (ValueError, IndexError):  # IndexError: the library's answer to an empty one
        author = Address()
    if not author.domain or not sender.isascii():
        raise SettingsError('Mail needs a sender: set "mail_from" in policies.toml to "Name <address>", in ASCII.')
    if unsubscribe is None:
        raise SettingsError('Mail must say how to stop it: set "contact" in policies.toml to an address or a page.')
    if unsubscribe.startswith("mailto:"):
        unsubscribe += "?subject=unsubscribe"
    message = EmailMessage(policy=_POLICY)
    message["From"] = author
    message["To"] = to
    message["Date"] = owed.owed_at
    message["Message-ID"] = f"<{one_line(owed.id).replace(' ', '')}@{author.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"<policy-changes.{author.domain}>"
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    return message


def _fill(message: EmailMessage, text: str, html: str, owed: Owed) -> None:
    message.set_content(clean(text), cte="quoted-printable")
    message.add_alternative(clean(html), subtype="html", cte="quoted-printable")
    # "=_" cannot stand in quoted-printable text, and the rest makes the same debt the same bytes.
    message.set_boundary(f"=_{owed.id}")
