"""subscribers, inbox: who is told, and what companies told."""

from __future__ import annotations

import mailbox
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tracker.cli.console import HERE, AsJson, Now, Root, cell, day, moment, output, print_json, warn
from tracker.declare import load
from tracker.errors import InputError, TrackerError
from tracker.mail import Mailbox, read_mailbox
from tracker.run import collect, sender_domains, unmet_wishes
from tracker.run.people import people, shown

_KEY_BYTES = 32
_REACH = timedelta(days=60)


def subscribers(
    root: Root = HERE,
    new_key: Annotated[bool, typer.Option("--new-key", help="Print a new secret for TRACKER_KEY and stop.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check the subscribers and the key, and show each one's filters beside the name the repository has for them.

    Example: `TRACKER_SUBSCRIBERS_FILE=~/subscribers.toml tracker subscribers`
    """
    if new_key:
        typer.echo(secrets.token_urlsafe(_KEY_BYTES))
        return
    known = people(root, os.environ)
    by_key = known.by_key() if known.key is not None else {}
    rows = [(name, subscriber, asked) for name, subscriber in by_key.items() for asked in subscriber.filters]
    if as_json:
        print_json(
            [
                {"recipient": name, "policies": list(asked.policies), "tags": list(asked.tags), "least": asked.least}
                for name, _, asked in rows
            ]
        )
        return
    table = Table("recipient", "address", "policies", "tags", "least", box=None, pad_edge=False, header_style="bold")
    for key, subscriber, asked in rows:
        name, _, host = subscriber.address.partition("@")
        policies, tags = ", ".join(asked.policies) or "all", ", ".join(asked.tags) or "all"
        table.add_row(shown(key), cell(f"{name[:1]}…@{host}"), cell(policies), cell(tags), asked.least)
    output.print(table if rows else "Nobody subscribes: set TRACKER_SUBSCRIBERS or TRACKER_SUBSCRIBERS_FILE.")
    with suppress(TrackerError):  # the list can be checked before there is a repository
        for line in unmet_wishes(root, load(root), os.environ):
            warn(line)


def inbox(
    sources: Annotated[
        list[Path] | None, typer.Argument(help=".eml files, mbox files, Maildir folders or folders of .eml.")
    ] = None,
    root: Root = HERE,
    since: Annotated[
        str | None, typer.Option("--since", help="Mailbox only: mails since this day (ISO; 60 days back).")
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Read mails that companies sent and keep what proves an announcement (dates and quote, no addresses).

    Without files it reads the mailbox that TRACKER_IMAP_URL names, and there only the mails of the companies followed;
    no mail is marked as read. Example: `tracker inbox ~/Maildir`
    """
    at = moment(now)
    if sources:
        messages = _messages(sources)
    else:
        first = day(since, "--since") or (at - _REACH).date()
        domains = {domain for policy in load(root).policies for domain in sender_domains(policy)}
        messages = read_mailbox(Mailbox.from_environ(os.environ), domains, first)
    report = collect(root, messages, now=at)
    if as_json:
        print_json(report.to_dict())
        return
    output.print(f"{report.read} mails read, {sum(report.kept.values())} announcements kept", highlight=False)
    for policy, count in report.kept.items():
        output.print(cell(f"  {policy}: {count}"))
    for number, said in enumerate(report.remarks, 1):
        output.print(cell(f"  mail {number}, {said}"))


def _messages(sources: list[Path]) -> Iterator[bytes]:
    for source in sources:
        if (source / "cur").is_dir():
            yield from (bytes(message) for message in mailbox.Maildir(source, create=False))
        elif source.is_dir():
            yield from (path.read_bytes() for path in sorted(source.glob("*.eml")))
        elif not source.is_file():
            raise InputError(f"{source} does not exist; name .eml files, an mbox, or a Maildir.")
        elif source.read_bytes()[:5] == b"From ":
            yield from (bytes(message) for message in mailbox.mbox(source, create=False))
        else:
            yield source.read_bytes()


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (subscribers, inbox):
        app.command()(command)
