"""run, send, publish, serve: the scheduled job and what it leaves."""

from __future__ import annotations

import functools
import http.server
import os
from contextlib import ExitStack, nullcontext, suppress
from email.message import EmailMessage
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from tracker.cli.advice import next_steps
from tracker.cli.console import HERE, AsJson, Now, Root, clock, errors, moment, note, output, print_json, warn
from tracker.cli.tables import duty_in_words, run_table
from tracker.declare import load
from tracker.errors import InputError
from tracker.mail import Outgoing, SmtpServer
from tracker.run import publish as publish_archive
from tracker.run import quietly, unmet_wishes
from tracker.run import run as run_once
from tracker.run import send as send_owed


def run(
    root: Root = HERE,
    only: Annotated[list[str] | None, typer.Option("--only", help="Check this policy only; repeatable.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Fetch and decide, but write nothing.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Check every policy once: fetch, compare, commit, push, and note down which mails are owed.

    Example: `tracker run --only acme-privacy`
    """
    project = load(root)
    for line in (*next_steps(project), *unmet_wishes(root, project, os.environ)):
        warn(line)
    count = len(only or project.policies)
    on_terminal = errors.is_terminal and not as_json
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=errors, transient=True)
    with bar if on_terminal else nullcontext():
        task = bar.add_task("checking", total=count)

        def progress(line: str) -> None:
            bar.advance(task)
            if not on_terminal:
                note(line)

        report = run_once(
            root,
            now=moment(now),
            environ=os.environ,
            only=only or (),
            dry_run=dry_run,
            clock=clock if now is None else None,
            progress=progress,
            project=project,
        )
    if as_json:
        print_json(report.to_dict())
    else:
        output.print(run_table(report))
    if report.push_problem:
        warn(report.push_problem)
    for line in (*report.damaged, *report.moved):
        warn(line)
    for duty in report.duties:
        if duty.state in {"due_soon", "late"}:
            warn(duty_in_words(duty))
    details = {line.policy: line.detail for line in report.policies}
    for name in report.alerts:
        warn(f"{name} has failed or been held several times in a row: {details[name]}")
    raise typer.Exit(report.exit_code)


def send(root: Root = HERE, now: Now = None, as_json: AsJson = False) -> None:
    """Mail what is owed, once the remote has it; each message is ticked off before the next one goes.

    Needs TRACKER_SMTP_URL, TRACKER_KEY and the subscribers in the environment. Example: `tracker send`
    """
    progress = quietly if as_json else note
    with ExitStack() as stack:
        server: list[Outgoing] = []

        def outgoing(message: EmailMessage) -> None:
            if not server:  # asked for only where there is something to send
                server.append(stack.enter_context(Outgoing(SmtpServer.from_environ(os.environ))))
            server[0](message)

        report = send_owed(root, now=moment(now), environ=os.environ, outgoing=outgoing, progress=progress)
    if as_json:
        print_json(report.to_dict())
    else:
        waiting = f"{report.waiting} waiting (for a push, or for damaged files)"
        output.print(
            f"{report.sent} sent, {waiting}, {report.dropped} dropped, {report.refused} refused", highlight=False
        )
    for line in report.troubles:
        warn(line)
    raise typer.Exit(report.exit_code)


def publish(root: Root = HERE, now: Now = None, as_json: AsJson = False) -> None:
    """Write feeds and pages again from snapshots/, as after an edited base_url; feeds are committed where they differ.

    Exits 1 where files are damaged: what the feeds held of them stays there. Example: `tracker publish`
    """
    damaged: list[str] = []
    paths = publish_archive(root, now=moment(now), progress=damaged.append)
    if as_json:
        print_json({"schema": "tracker/publish@1", "files": list(paths), "damaged": damaged})
    else:
        output.print(f"{len(paths)} files in {root / 'feeds'}", markup=False, highlight=False)
    for line in damaged:
        warn(f"damaged: {line}")
    raise typer.Exit(1 if damaged else 0)


def serve(
    root: Root = HERE,
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1; 0 takes a free one.", min=0, max=65535)] = 8000,
) -> None:
    """Show feeds/ at http://127.0.0.1:8000 until stopped, as a look before publishing.

    Example: `tracker serve --port 8080`
    """
    folder = root / "feeds"
    if not (folder / "index.html").is_file():
        raise InputError(f"{folder} holds no index.html yet: call `tracker run` or `tracker publish` first.")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise InputError(
            f"Port {port} cannot be used ({error.strerror}); name another, or --port 0 for a free one."
        ) from error
    with server, suppress(KeyboardInterrupt):
        note(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C stops it)")
        server.serve_forever()


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (run, send, publish, serve):
        app.command()(command)
