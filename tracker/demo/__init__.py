"""A story of invented companies that shows, without a network, what the tracker does; also the widest test it has."""

from tracker.demo.play import DayPlayed, Event, play
from tracker.demo.show import table, what_to_look_at

__all__ = ["DayPlayed", "Event", "play", "table", "what_to_look_at"]
