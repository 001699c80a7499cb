"""Tables fit the terminal, and no name can command it."""

from __future__ import annotations

import json

import pytest

from web.tables import as_json, paragraph, plain, table, width_of, wrapped

NASTY = [
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "back\x08\x08space",
    "nul\x00",
    "\u202egnp.exe",
    "\u2066isolate\u2069",
    "line\u2028separator",
    "tag\U000e0041",
    "half\ud800",
    "del\x7f",
    "bell\x07",
]


@pytest.mark.parametrize("name", NASTY)
def test_no_name_can_command_a_terminal(name: str) -> None:
    shown = table(("Name",), [(name,)], 40) + plain(name) + paragraph(name, 40) + as_json([name])

    assert all(char.isprintable() or char == "\n" for char in shown)


@pytest.mark.parametrize("name", [*NASTY, "two\nlines", "Zoë “Bee”", "שרה", "\u200bnothing"])
def test_json_gives_back_exactly_the_name_that_went_in(name: str) -> None:
    assert json.loads(as_json({"known_as": name})) == {"known_as": name}


def test_a_name_with_a_line_break_cannot_forge_a_second_row() -> None:
    shown = table(("Name", "Who"), [("Ann\nBeth", "aunt")], 60)

    assert shown.splitlines()[-1] == "Ann Beth  aunt"


def test_joined_scripts_and_emoji_families_stay_as_they_are() -> None:
    assert plain("می‌خواهم 👩‍👧") == "می‌خواهم 👩‍👧"


def test_a_name_from_right_to_left_is_kept_from_turning_its_neighbours() -> None:
    assert "\u2068שרה\u2069" in table(("Name", "Who"), [("שרה", "aunt")], 60)


@pytest.mark.parametrize("width", [24, 40, 80, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    rows = [
        ("Granny", "“She is my heartstring.” " * 9, "safe with support"),
        ("x" * 300, "y", "祖母" * 40),
    ]

    assert (
        max(map(width_of, table(("Who", "How we know", "Take care"), rows, width).splitlines()))
        <= width
    )


def test_wide_characters_keep_their_columns_aligned() -> None:
    first, second = table(("Who", "To"), [("祖母", "a"), ("Nan", "b")], 40).splitlines()[-2:]

    assert width_of(first[: first.index("a")]) == width_of(second[: second.index("b")])


def test_a_column_with_nothing_in_it_is_left_out() -> None:
    assert "Care" not in table(("Who", "Care"), [("Nan", "")], 40)


def test_wrapping_loses_no_word() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven"]

    assert " ".join(wrapped(" ".join(words), 9)).split() == words


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrapped("", 10) == [""]
