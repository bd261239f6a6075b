from __future__ import annotations

from tracker.model import memory
from tracker.model.memory import Memory, forget, remembered


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


def test_a_full_memory_begins_again_and_answers_all_the_same():
    known = Memory(len)
    texts = [f"{number:0>1000}" for number in range(memory._CHARACTERS // 1000 + 5)]
    assert [known[text] for text in texts] == [1000] * len(texts)
    assert sum(map(len, known)) <= memory._CHARACTERS
    assert texts[-1] in known


def test_what_is_forgotten_is_asked_again():
    asked = []

    @remembered
    def note(text):
        asked.append(text)
        return len(asked)

    assert [note("a"), note("a")] == [1, 1]
    forget()
    assert note("a") == 2


def test_what_is_forgotten_leaves_all_its_room():
    known = Memory(len)
    text = "x" * 2000
    for number in range(memory._CHARACTERS // 2000):
        assert known[f"{number:0>2000}"] == 2000
    forget()
    assert [known["short"], known[text], len(known)] == [5, 2000, 2]
