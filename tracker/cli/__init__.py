"""The command line: it reads the clock and the environment, calls the program, and shows what came of it."""

from tracker.cli.app import app, main

__all__ = ["app", "main"]
