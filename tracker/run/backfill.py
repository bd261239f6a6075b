"""Captures from a web archive that speaks the Wayback Machine's protocols: a CDX index and unchanged originals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from tracker.errors import InputError
from tracker.fetch import fetch
from tracker.model import Capture, Declaration, Failure, Page, Settings

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

    def read(address: str) -> Page | Failure:
        one = Declaration(policy.id, policy.name, policy.service, policy.kind, urls=(address,))
        ((_, result),) = fetch([one], settings, {}, clock=clock, root=Path(), environ=environ)
        match result:
            case Capture(pages=(page,)):
                return page
            case Failure():
                return result
            case _:
                return Failure("empty", "The archive answered without a page.", address, clock())

    stamps = _chosen(_index(read, url, wanted, archive), wanted.most)
    for number, stamp in enumerate(stamps, 1):
        page = read(f"{archive}/web/{stamp}id_/{url}")
        progress(f"[{number}/{len(stamps)}] {stamp[:8]}{f': {page.detail}' if isinstance(page, Failure) else ''}")
        if isinstance(page, Page):
            at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            yield Capture((Page(url, url, 200, page.media_type, page.body),), at)


def _index(read: Callable[[str], Page | Failure], url: str, wanted: Wanted, archive: str) -> list[str]:
    """The times of the captures whose content differs from the one before, as the index has them."""
    query = [
        ("url", url),
        ("fl", "timestamp"),
        ("filter", "statuscode:200"),
        ("collapse", "digest"),
    ]
    query += [(name, f"{day:%Y%m%d}") for name, day in (("from", wanted.first), ("to", wanted.last)) if day]
    page = read(f"{archive}/cdx/search/cdx?{urlencode(query)}")
    if isinstance(page, Failure):
        raise InputError(f"The web archive did not answer ({page.kind}): {page.detail}")
    stamps = page.body.decode("ascii", "replace").split()
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
