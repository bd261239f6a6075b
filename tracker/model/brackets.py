"""Links in a text, bracket by bracket: a link may hold another, and run over lines.

Characters that a backslash escapes are to stand aside, so that none of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACKET = re.compile(r"!\[|\[|\]\(|\]")  # spelled out: looked for by first characters, five times as fast
_TARGET = re.compile(
    r"\(\s{0,4}(?:<([^<>\n]{0,4000})>|([^()\s<>]{0,4000}(?:\([^()\s<>]{0,500}\)[^()\s<>]{0,500}){0,4}))"
    r"(?:\s{1,4}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?\s{0,4}\)"
)
_ADDRESSED = ("http://", "https://", "mailto:", "/", "#")
CLOAKED = "/cdn-cgi/l/email-protection#"  # Cloudflare hides addresses: the first byte is a key for the others
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){4,200}")


def unlinked(text: str, found: list[tuple[str, str]]) -> str:
    """Text with links reduced to what they show, images to nothing; appends (label as Markdown, target) to `found`."""
    out: list[str] = []
    opened: list[int] = []  # where in `out` the brackets stand that are still open
    at = 0
    while mark := _BRACKET.search(text, at):
        out.append(text[at : mark.start()])
        at = mark.end()
        target = _TARGET.match(text, at - 1) if mark[0] == "](" else None
        if target and not opened and (target[2] or "").startswith(_ADDRESSED):
            at = target.end()  # the link was opened in a block above
        elif target and opened:
            _close_link(out, opened.pop(), target[1] or target[2] or "", found)
            at = target.end()
        elif mark[0][-1] == "[":
            opened.append(len(out))
            out.append(mark[0])
        else:
            del opened[-1:]
            out.append(mark[0])
    out.append(text[at:])
    return "".join(out)


def _close_link(out: list[str], start: int, target: str, found: list[tuple[str, str]]) -> None:
    """Replace what stands from the opening bracket on by what the link shows."""
    if out[start] == "![":
        del out[start:]
        return
    label = "".join(out[start + 1 :])
    if address := _uncloaked(target):
        label, target = address, f"mailto:{address}"
    del out[start:]
    out.append(label)
    found.append((label, target))


def _uncloaked(target: str) -> str:
    _, cloak, code = target.partition(CLOAKED)
    if not cloak or not _HEX.fullmatch(code):
        return ""
    data = bytes.fromhex(code)
    address = bytes(byte ^ data[0] for byte in data[1:]).decode("utf8", "replace")
    return address if "@" in address and address.isprintable() and " " not in address else ""


def reaches_back(text: str) -> bool:
    """Whether a line ends a link that it did not begin, or leaves the target of one to the next."""
    opened, at = 0, 0
    while mark := _BRACKET.search(text, at):
        at = mark.end()
        if mark[0] == "](":
            target = _TARGET.match(text, at - 1)
            if not target or not opened:
                return True
            opened, at = opened - 1, target.end()
        elif mark[0][-1] == "[":
            opened += 1
        else:
            opened = max(0, opened - 1)
    return False


def links_over_lines(text: str) -> Iterator[tuple[int, int]]:
    """From which line up to before which the links run that are not within one."""
    opened: list[int] = []
    line = at = 0
    while mark := _BRACKET.search(text, at):
        line += text.count("\n", at, mark.start())
        at = mark.end()
        target = _TARGET.match(text, at - 1) if mark[0] == "](" else None
        if target and (opened or (target[2] or "").startswith(_ADDRESSED)):
            start = opened.pop() if opened else line
            line += text.count("\n", at, target.end())
            at = target.end()
            if start < line:
                yield start, line + 1
        elif mark[0][-1] == "[":
            opened.append(line)
        else:
            del opened[-1:]
