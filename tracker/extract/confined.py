"""Readers of formats that can do harm, each call in a process of its own with limits on time and memory.

The one place among the pure stages that starts a process: a parser written in C cannot be stopped in any other way.
The result still depends on the bytes alone. The process gets no secret from the environment, reads the body from its
standard input and answers with one line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess  # the reason of this module
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Literal

from tracker.errors import ExtractionError
from tracker.extract.reading import Reading

SECONDS = 30  # of wall time; a policy of 100 pages takes two
MEMORY = 1 << 30  # bytes of address space; the interpreter with its libraries takes 200 MB of them
LONGEST = 4_000_000  # characters of Markdown; the largest known policy has 700,000

Format = Literal["pdf", "docx"]
_MODULES: Mapping[Format, str] = {"pdf": "tracker.extract.pdf.read", "docx": "tracker.extract.docx"}
_PASSED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")  # what an interpreter may need


def confined(name: Format, body: bytes, *, seconds: float = SECONDS, memory: int = MEMORY) -> Reading:
    """What the reader called `name` makes of a body.

    Raises:
        ExtractionError: with the reader's own words, or because it took too long, too much memory, or crashed.
    """
    environment = {key: os.environ[key] for key in _PASSED if key in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-P", "-X", "utf8", "-m", __name__, name, str(int(seconds) + 1), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603 - no word of the command comes from outside
            command, input=body, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractionError(
            f"Reading the {name.upper()} took longer than {seconds:g} seconds and was stopped. Open the file: if it is "
            "an honest policy, declare the address of its web page or of a simpler file."
        ) from error
    except OSError as error:
        raise ExtractionError(
            f"The process that reads a {name.upper()} could not start ({error}): the machine may be "
            "out of memory or of processes. Run again."
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise ExtractionError(
            f"The {name.upper()} cannot be read: its reader crashed or ran out of its {memory >> 20} MB of memory. The "
            "file is damaged or made to do harm; open it with care, and declare another address of the policy."
        ) from error
    if "error" in answer:
        raise ExtractionError(answer["error"])
    return Reading(answer["markdown"], answer["title"], answer["language"], tuple(answer["problems"]))


def _limit(seconds: int, memory: int) -> None:
    """Hold this process to its limits, where the system knows such."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        held = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (held, held))
        except (OSError, ValueError):  # a system that knows the limit but does not set it, as macOS does with memory
            continue


def _answer(read: Callable[[bytes], Reading], body: bytes) -> dict[str, object]:
    try:
        reading = read(body)
    except ExtractionError as error:
        return {"error": str(error)}
    if len(reading.markdown) > LONGEST:
        return {
            "error": f"The document holds more than {LONGEST:,} characters of text; no policy does. It was not read."
        }
    return {
        "markdown": reading.markdown,
        "title": reading.title,
        "language": reading.language,
        "problems": reading.problems,
    }


def main(arguments: list[str]) -> None:
    """The process itself: limits first, then the libraries and the body."""
    name, seconds, memory = arguments
    _limit(int(seconds), int(memory))
    read = import_module(_MODULES[name]).read  # type: ignore[index] # the caller's own word
    sys.stdout.write(json.dumps(_answer(read, sys.stdin.buffer.read())))


if __name__ == "__main__":
    main(sys.argv[1:])
