"""The one gate between text and terminal or log: what a page says can neither steer a terminal nor command a runner."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook, RenderResult
from rich.segment import Segment

# Escape sequences and direction marks from a page must not reach the operator's terminal.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# GitHub's runner takes "::name::" at the start of a line and "##[name]" anywhere in it for commands. It compares as its
# language does, so a character that it ignores may stand in between: every one beyond ASCII is kept apart too.
_COMMAND = re.compile(r"(?<=:)(?=[:\u0080-\U0010ffff])|(?<=##)(?=\[)|(?<=#)(?=[\u0080-\U0010ffff])")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_REACH = 2  # characters of a segment that may begin a command which the next one ends


def speak_unicode() -> None:
    """Let no letter of a policy end the program: files and pipes get UTF-8, a terminal without it shows "?"."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):  # a test's, or the caller's own
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


def safe(text: str) -> str:
    """Text of a page for a terminal or a log: no control characters, no direction overrides, no workflow commands."""
    return unarmed(_UNSAFE.sub("", text))


def unarmed(text: str, before: str = "") -> str:
    """Text that the runner of a GitHub workflow takes for text; `before` is what stands in front of it."""
    return _COMMAND.sub(" ", before + text)[len(before) :] if on_github() else text


def safe_json(text: str) -> str:
    """JSON that says the same, with such characters escaped."""
    text = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    if not _unicode():
        text = _BEYOND_ASCII.sub(_escape, text)
    return text.replace("#", "\\u0023") if on_github() else text


def _unicode() -> bool:
    """Whether standard output takes every letter."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") in {"utf8", "utf16", "utf32"}


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def on_github() -> bool:
    """Whether what is printed becomes the log of a GitHub workflow."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def escaped(text: str) -> str:
    """The message of a workflow command, as GitHub asks, so that text of a policy cannot start one of its own."""
    return _UNSAFE.sub("", text.replace("\r", "")).replace("%", "%25").replace("\n", "%0A")


class Gate(RenderHook):
    """Makes everything that a console prints safe, after wrapping, which may put any word at the start of a line."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Gated(renderable) for renderable in renderables]


@dataclass(frozen=True, slots=True)
class _Gated:
    inner: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _safe_segments(console.render(self.inner, options))


def _safe_segments(segments: Iterable[Segment]) -> Iterator[Segment]:
    before = ""
    for segment in segments:
        if segment.control:
            yield segment
            continue
        text = unarmed(_UNSAFE.sub("", segment.text), before)
        before = (before + text)[-_REACH:]
        yield Segment(text, segment.style)


def gated(*, stderr: bool = False) -> Console:
    """A console behind the gate."""
    console = Console(stderr=stderr)
    console.push_render_hook(Gate())
    return console
