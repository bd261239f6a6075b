"""The application, its exit codes, and how errors reach the terminal."""

from __future__ import annotations

import os
import sys
import traceback
from typing import NoReturn

import typer

from tracker.cli import archive_commands, history_commands, mail_commands, project_commands, run_commands, text_commands
from tracker.cli.console import fail, note
from tracker.cli.terminal import speak_unicode
from tracker.errors import TrackerError

STOPPED = 3
FAULT = 4  # never 1, which a scheduled job takes for trouble of some policies

app = typer.Typer(
    name="tracker",
    help=(
        "Know when a policy changed, what the change means, and whether people were told as the policy promised.\n\n"
        "Exit codes: 0 all well, 1 some policies failed (or, for `check`, the change is not ready), "
        "2 usage or configuration, 3 stopped: locked, no push, no mail, 4 a fault of the tracker."
    ),
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for commands in (project_commands, run_commands, archive_commands, text_commands, mail_commands, history_commands):
    commands.register(app)


def main() -> None:
    """Run the command line; the errors of the program end in one message and their exit code."""
    speak_unicode()
    try:
        app()
    except TrackerError as error:
        fail(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _stop()
    except SystemExit as ended:
        if _interrupted(ended):  # Typer takes Ctrl-C first, and makes it an exit code of its own
            _stop()
        raise
    except BrokenPipeError:  # `tracker log | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if error.filename is None:  # not about a path that the operator could mend
            _fault()
        fail(f"{error.filename}: {error.strerror}. Check the path, and who may read and write there.")
        sys.exit(TrackerError.exit_code)
    except Exception:  # noqa: BLE001 - the last resort, with all that is known
        _fault()


def _interrupted(error: BaseException | None) -> bool:
    """Whether an error came of Ctrl-C."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _fault() -> NoReturn:
    """End after an exception that nobody foresaw; its text may quote a page, so it goes through the gate."""
    note(traceback.format_exc().rstrip())
    fail("A fault of the tracker: please report the lines above. The next run goes on from here.")
    sys.exit(FAULT)


def _stop() -> NoReturn:
    note("stopped; the next run goes on from here")
    sys.exit(STOPPED)
