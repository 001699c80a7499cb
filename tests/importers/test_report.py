"""A report’s sentences can stand anywhere: short, translatable, and never commanded by a name."""

from __future__ import annotations

import pytest

from importers.report import Question, quoted


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\x1b", "\x00", "\n", "\ufeff"])
def test_marks_that_turn_a_sentence_around_are_shown_as_marks(mark: str) -> None:
    assert quoted(f"a{mark}b") == "a\ufffdb"


@pytest.mark.parametrize("name", ["نور الهدی", "مهدی‌زاده", "👩‍👧", "Zoë O’Brien"])
def test_a_name_in_any_script_is_shown_as_it_is(name: str) -> None:
    assert quoted(name) == name


def test_a_long_text_is_cut_short() -> None:
    assert quoted("x" * 500) == "x" * 60 + "…"


def test_a_name_with_braces_is_only_a_name() -> None:
    line = Question(
        sheet="people", row=2, message="{name} is here.", words={"name": "{0.__class__} {row}"}
    )

    assert line.sentence == "{0.__class__} {row} is here."
