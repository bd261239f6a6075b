"""What robots.txt says (RFC 9309), asked once for each origin and run, before its first page."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import cast

from protego import Protego

from tracker.fetch.answer import refusal
from tracker.fetch.body import read_body, skip_body
from tracker.fetch.headers import NAME, user_agent
from tracker.fetch.network import Deadline, Effects, Network, Part
from tracker.fetch.page import Visit, follow, origin, with_patience
from tracker.fetch.trouble import TroubleError
from tracker.model import Settings

_MOST_BYTES = 500 * 1024  # RFC 9309, section 2.5: what lies beyond may be left unread
LONGEST_CRAWL_DELAY = 30.0  # seconds; a host that asks for more would hold up the whole run
# The host as a whole cannot be reached: its pages would meet the same.
_NO_WAY = {"dns", "connection", "tls", "timeout", "blocked_address"}
_AGENT_LINE = re.compile(r"\s{0,99}user[\s-]{0,9}agent[\s:]{1,99}([^#]{0,500})", re.IGNORECASE)


@dataclass
class _Origin:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | None = None
    met: TroubleError | None = None


class Robots:
    """The rules of all origins of a run.

    4xx means that there are none. 5xx and 429 mean that nothing may be fetched in this run (section 2.3.1.4); where
    the host cannot be reached at all, the trouble is told as it is.
    """

    def __init__(self, network: Network, settings: Settings, effects: Effects) -> None:
        self._network, self._settings, self._effects = network, settings, effects
        self._retries = settings.retries
        self._origins: dict[str, _Origin] = {}
        self._lock = threading.Lock()

    def permit(self, url: str) -> None:
        """Return if the address may be fetched.

        Raises:
            TroubleError: it may not, or that cannot be known.
        """
        with self._lock:
            known = self._origins.setdefault(origin(url), _Origin())
        with known.lock:
            if known.rules is None and known.met is None:
                try:
                    known.rules = self._rules(origin(url))
                except TroubleError as met:
                    known.met = met
        if known.met:
            raise known.met.told()
        assert known.rules is not None
        if not known.rules.can_fetch(url, NAME):
            raise TroubleError(
                "robots",
                "The site's robots.txt asks programs not to fetch this page."
                " If you have reason to, set ignore_robots = true on the policy.",
                lasting=True,
            )

    def once_more(self) -> None:
        """Let the next page ask again, and once, where there was no answer."""
        self._retries = 0
        for known in self._origins.values():
            known.met = None

    def _rules(self, place: str) -> Protego:
        try:
            text = self._read(f"{place}/robots.txt")
        except TroubleError as met:
            if met.kind in _NO_WAY:
                where = " What was asked for was robots.txt." if met.kind in {"connection", "timeout"} else ""
                raise met.told(detail=met.detail + where) from met
            if not met.lasting:
                raise met.told(
                    kind="robots",
                    detail=f"robots.txt cannot be had, so nothing may be fetched for now (RFC 9309). {met.detail}"
                    " If it stays so, set ignore_robots = true on the policy.",
                ) from met
            text = ""
        rules = Protego.parse(_relevant(text))
        self._network.slow_down(place, min(rules.crawl_delay(NAME) or 0.0, LONGEST_CRAWL_DELAY))
        return rules

    def _read(self, url: str) -> str:
        headers = {"User-Agent": user_agent(self._settings.contact), "Accept-Encoding": "gzip, deflate"}
        visit = Visit(url, headers, permit=lambda _url: None, declared={}, settings=self._settings)
        deadline = Deadline(self._settings.deadline)

        def once(_part: Part) -> str:
            with follow(self._network, visit, deadline, part="aside") as answer:
                if answer.response.status_code not in {200, 203}:
                    skip_body(answer.response)
                    raise refusal(answer.response, self._effects.clock)
                body = read_body(answer.response, _MOST_BYTES, keep=True)
                return body.decode("utf-8-sig", "replace")

        return with_patience(once, self._retries, self._network, deadline, self._effects)


def _relevant(text: str) -> str:
    """The text with all other programs under one name.

    Each rule is kept for each program above it, so a file of many of both would take their product in memory.
    """
    return "\n".join(map(_relevant_line, text.splitlines()))


def _relevant_line(line: str) -> str:
    found = _AGENT_LINE.match(line)
    if not found:
        return line
    agent = cast("str", found[1]).strip().lower()
    return line if agent == "*" or (agent.replace("*", "") or " ") in NAME else "user-agent: another"
