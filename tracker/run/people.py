"""Who is told: subscribers and the key, from the environment, never from the repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import SettingsError
from tracker.mail import Subscriber, load_subscribers, recipient_key

_SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True)
class People:
    """The subscribers and the key under which the repository knows them; no key, no subscribers."""

    subscribers: tuple[Subscriber, ...]
    key: bytes | None

    def by_key(self) -> dict[str, Subscriber]:
        """Subscribers by the name the repository has for them."""
        assert self.key is not None
        return {recipient_key(subscriber.address, self.key): subscriber for subscriber in self.subscribers}


def shown(recipient: str) -> str:
    """A recipient as people are shown it: the beginning of its keyed hash."""
    return recipient[:12]


def people(root: Path, environ: Mapping[str, str]) -> People:
    """Read TRACKER_SUBSCRIBERS (or the file TRACKER_SUBSCRIBERS_FILE names) and TRACKER_KEY.

    Raises:
        SettingsError: there are subscribers and no key, or either is malformed.
    """
    subscribers = load_subscribers(root, environ)
    key = environ.get("TRACKER_KEY", "")
    if not key and not subscribers:
        return People((), None)
    if len(key) < _SHORTEST_KEY:
        raise SettingsError(
            f"TRACKER_KEY must hold a secret of at least {_SHORTEST_KEY} characters where there are subscribers: "
            "`tracker subscribers --new-key` prints one."
        )
    return People(subscribers, key.encode())
