"""A consent wall that only its words give away: it goes where it is short beside the document, and stays where it may be one."""

from __future__ import annotations

import pytest

from tracker.extract import extract

SENTENCE = "We lend kites to members, and mend what they break. "  # 52 characters
ASKED = "We and our partners use cookies to measure how this page is read. "
ACCEPT = "<button>Accept all</button>"


def page(wall: str, prose: int) -> bytes:
    """A document of so many characters with a wall in its midst."""
    half = f"<p>{SENTENCE * 10}</p>" * round(prose / len(SENTENCE) / 20)
    return f"<body><main><h1>Privacy policy</h1>{half}<div><div>{wall}</div></div>{half}</main></body>".encode()


def wall(prose: int, button: str = ACCEPT) -> str:
    """A text of so many characters that asks, and a button."""
    return f"<p>{ASKED}{'They count visits. ' * 200}"[: prose + 3] + f"</p>{button}"


def is_left_out(body: bytes) -> bool:
    return ASKED[:30] not in extract(body).markdown


@pytest.mark.parametrize(("characters", "gone"), [(200, True), (1450, True), (1600, False), (2500, False)])
def test_a_wall_is_no_longer_than_a_few_sentences(characters, gone):
    assert is_left_out(page(wall(characters), 40_000)) is gone


@pytest.mark.parametrize(("characters", "gone"), [(350, True), (480, True), (660, False), (900, False)])
def test_a_wall_is_a_small_part_of_its_page(characters, gone):
    assert is_left_out(page(wall(characters), 5_200)) is gone


@pytest.mark.parametrize(
    ("button", "gone"),
    [
        (ACCEPT, True),
        ("<button>Accept all of them and read on</button>", True),
        ("<button>Accept that we lend kites to members only, and mend what they break</button>", False),
        ("<button>Read how long the cookies stay</button>", False),
        ("<a href='/x'>Accept all</a>", False),
        ("", False),
    ],
)
def test_a_wall_has_a_button_that_agrees_in_a_few_words(button, gone):
    assert is_left_out(page(wall(300, button), 40_000)) is gone
