"""A story of invented companies that shows, without a network, what the tracker does; also the widest test it has."""

from tracker.demo.judge import differences
from tracker.demo.play import DayPlayed, Event, play
from tracker.demo.show import show_story

__all__ = ["DayPlayed", "Event", "differences", "play", "show_story"]
