"""Names as a map writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.maps.names import LONGEST_LINE, initials, shown, two_lines, widest


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Granny", "Gr"),
        ("Uncle Devon", "UD"),
        ("Mum (Fiona)", "MF"),
        ("Ruby's mum Jen", "RM"),
        ("Öz", "Öz"),
        ("दादी", "दादी"),
        ("?", "?"),
        ("", "?"),
    ],
)
def test_initials_are_the_first_of_two_words_or_the_first_two_signs(
    name: str, letters: str
) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Granny", ("Granny",)),
        ("Great-Grandma Jo", ("Great-Grandma", "Jo")),
        ("Uncle Devon", ("Uncle Devon",)),
        ("Mum of my best friend Ruby", ("Mum of my best", "friend Ruby")),
        ("Ammi's support worker", ("Ammi's support", "worker")),
        ("One two three four five six seven", ("One two three", "four five six…")),
        ("Llanfairpwllgwyngyll", ("Llanfairpwllg…",)),
    ],
)
def test_a_name_has_at_most_two_lines_of_fourteen_signs(name: str, lines: tuple[str, ...]) -> None:
    assert two_lines(name) == lines


@given(st.text(max_size=60))
def test_no_name_is_ever_longer_or_empty(name: str) -> None:
    lines = two_lines(name)

    assert 1 <= len(lines) <= 2
    assert all(line for line in lines)
    assert widest(lines, 20) <= 20 * 1.1 * (LONGEST_LINE + 1)


def test_signs_that_turn_text_round_are_not_shown() -> None:
    assert shown("Anna\u202egnp.exe\u0007") == "Annagnp.exe"


def test_an_accent_stays_on_its_letter() -> None:
    assert initials("e\u0301lodie") == "E\u0301l"
