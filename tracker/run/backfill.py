"""Captures from a web archive that speaks the Wayback Machine's protocols: a CDX index and unchanged originals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from tracker.errors import InputError
from tracker.fetch import fetch
from tracker.model import Capture, Declaration, Failure, FetchResult, Page, Settings

ARCHIVE = "https://web.archive.org"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which captures: of these days, at most so many, spread evenly over them."""

    first: date | None = None
    last: date | None = None
    most: int = 50


def archived_captures(
    policy: Declaration,
    settings: Settings,
    wanted: Wanted,
    *,
    clock: Callable[[], datetime],
    environ: Mapping[str, str],
    progress: Callable[[str], None],
    archive: str = ARCHIVE,
) -> Iterator[Capture]:
    """The archived captures of a policy's page, oldest first, as the site had sent them.

    One request at a time with the project's delay, through the same gate as every other. A capture that cannot be read
    is passed over with a word.

    Raises:
        InputError: the policy is no single page of the web, or the archive has nothing or does not answer.
    """
    if len(policy.urls) != 1:
        raise InputError(f"{policy.id} is not one page of the web; an archive can be asked for one address only.")
    (url,) = policy.urls

    def read(addresses: Mapping[str, str]) -> dict[str, FetchResult]:
        asked = [
            Declaration(name, policy.name, policy.service, policy.kind, urls=(at,)) for name, at in addresses.items()
        ]
        answers: dict[str, FetchResult] = {}
        for name, answer in fetch(asked, settings, {}, clock=clock, root=Path(), environ=environ):
            answers[name] = answer
            trouble = f": {answer.detail}" if isinstance(answer, Failure) else ""
            progress(f"[{len(answers)}/{len(asked)}] {name[:8]}{trouble}")
        return answers

    index = read({"index": f"{archive}/cdx/search/cdx?{_query(url, wanted)}"})["index"]
    stamps = _chosen(_stamps(index, url), wanted.most)
    answers = read({stamp: f"{archive}/web/{stamp}id_/{url}" for stamp in stamps})
    for stamp in stamps:
        answer = answers[stamp]
        if isinstance(answer, Capture):
            (page,) = answer.pages
            at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            yield Capture((Page(url, url, 200, page.media_type, page.body),), at)


def _query(url: str, wanted: Wanted) -> str:
    """What asks the index for the times of the captures whose content differs from the one before."""
    query = [
        ("url", url),
        ("fl", "timestamp"),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
    ]
    query += [(name, f"{day:%Y%m%d}") for name, day in (("from", wanted.first), ("to", wanted.last)) if day]
    return urlencode(query)


def _stamps(index: FetchResult, url: str) -> list[str]:
    """The times that the index lists, oldest first."""
    if isinstance(index, Failure):
        raise InputError(f"The web archive did not answer ({index.kind}): {index.detail}")
    body = index.pages[0].body if isinstance(index, Capture) else b""
    stamps = body.decode("ascii", "replace").split()
    kept = sorted({stamp for stamp in stamps if len(stamp) == len("20240501060000") and stamp.isdigit()})
    if not kept and stamps:
        raise InputError("The web archive's index is not what its protocol says; try again later.")
    if not kept:
        raise InputError(f"The web archive has no capture of {url} in that time.")
    return kept


def _chosen(stamps: list[str], most: int) -> list[str]:
    """At most so many, the first and the last among them, evenly spread."""
    if len(stamps) <= most:
        return stamps
    if most == 1:
        return stamps[-1:]
    step = (len(stamps) - 1) / (most - 1)
    return [stamps[round(place * step)] for place in range(most)]
