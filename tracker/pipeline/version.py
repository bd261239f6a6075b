"""The files of a version: extracted from a new capture, or again from the stored snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from tracker.extract import extract_beside
from tracker.model import Capture, Declaration, Extraction, History, Page, PageInfo, Record, Snapshot, State
from tracker.model.front import without_front
from tracker.pipeline.announced import announcements, with_announcements
from tracker.pipeline.compare import read
from tracker.pipeline.situation import Situation, policy_info, reader, rule_in_force, sources

_SUFFIX = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def extract_pages(policy: Declaration, pages: Sequence[tuple[bytes, str, str]]) -> tuple[Extraction, tuple[str, ...]]:
    """All pages of a policy (body, media type, address), in order, as one text; and what they show beside it."""
    read_pages = [
        extract_beside(
            body,
            media_type=media_type,
            url=url,
            select=policy.select,
            remove=policy.remove,
            start=policy.start,
            end=policy.end,
        )
        for body, media_type, url in pages
    ]
    texts = [page for page, _ in read_pages]
    problems = tuple(dict.fromkeys(problem for page in texts for problem in page.problems))
    markdown = "\n".join([texts[0].markdown, *(without_front(page.markdown) for page in texts[1:])])
    text = Extraction(markdown, texts[0].title, policy.language or texts[0].language, problems)
    return text, tuple(line for _, beside in read_pages for line in beside)


def refresh(known: Situation, history: History) -> History:
    """The stored snapshot as today's code and declaration read it (our upgrade is never their change)."""
    pages = [
        (body, info.media_type, info.url) for body, info in zip(history.bodies, history.snapshot.pages, strict=True)
    ]
    text, beside = extract_pages(known.policy, pages)
    reading = read(text.markdown)
    mark = reading.fingerprint
    snapshot = replace(
        history.snapshot,
        policy=policy_info(known.policy),
        reader=reader(known),
        title=text.title,
        language=text.language,
        problems=_problems(text, history.snapshot.pages),
        fingerprint=mark,
    )
    states = history.states
    if states and states[-1].fingerprint != mark:
        states = (*states[:-1], replace(states[-1], fingerprint=mark))
    rule = rule_in_force(known, reading.rule)
    again = replace(history, snapshot=snapshot, markdown=text.markdown, rule=rule, states=states)
    at = history.snapshot.fetched_at
    return with_announcements(again, announcements(known.policy, text.markdown, beside, since=None, at=at))


def make_version(
    known: Situation, capture: Capture, text: Extraction, before: History | None, record: Record | None
) -> History:
    """The files of a new version, with the change that led to it."""
    reading = read(text.markdown)
    pages = tuple(_page_info(page, number, len(capture.pages)) for number, page in enumerate(capture.pages, 1))
    snapshot = Snapshot(
        policy=policy_info(known.policy),
        pages=pages,
        fetched_at=capture.fetched_at,
        sources=sources(known.policy),
        reader=reader(known),
        title=text.title,
        language=text.language,
        problems=_problems(text, pages),
        fingerprint=reading.fingerprint,
    )
    state = State(reading.fingerprint, capture.fetched_at, record.id if record else None)
    return History(
        snapshot=snapshot,
        markdown=text.markdown,
        rule=rule_in_force(known, reading.rule),
        states=(*(before.states if before else ()), state),
        records=(*(before.records if before else ()), *([record] if record else [])),
        bodies=tuple(page.body for page in capture.pages),
        evidence=before.evidence if before else (),
    )


def _problems(text: Extraction, pages: Sequence[PageInfo]) -> tuple[str, ...]:
    """What was doubtful, and whether a browser had to show the page."""
    shown = ("It was shown in a browser to be read.",) if any(page.rendered for page in pages) else ()
    return (*text.problems, *shown)


def _page_info(page: Page, number: int, count: int) -> PageInfo:
    suffix = _SUFFIX.get(page.media_type.partition(";")[0].strip().lower(), "txt")
    name = f"page.{suffix}" if count == 1 else f"page-{number}.{suffix}"
    return PageInfo(
        name, page.requested, page.url, page.media_type, hashlib.sha256(page.body).hexdigest(), page.rendered
    )
