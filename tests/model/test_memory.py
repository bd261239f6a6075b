from __future__ import annotations

from tracker.model.memory import remembered


def test_short_texts_are_asked_once_and_long_ones_every_time():
    asked = []

    @remembered
    def shout(text):
        """Louder."""
        asked.append(text)
        return text.upper()

    short, long = "a few words", "x" * 3000
    assert [shout(short), shout(short), shout(long), shout(long)] == [short.upper()] * 2 + [long.upper()] * 2
    assert asked == [short, long, long]
    assert (shout.__name__, shout.__doc__) == ("shout", "Louder.")
