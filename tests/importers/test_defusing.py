"""A cell that a spreadsheet would take for a formula opens as text, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from importers.defusing import defused, restored

_SIGNS = "=+-@|%\t\r\n\x00\uff1d\uff0b\uff0d\uff20"
_LETTERS = "'=+-@ a\t\ufeff\uff1d"
_FIRST = ("", " ", "\ufeff", "\u200b", "\u00a0", "  \ufeff", "\u3000")


@pytest.mark.parametrize("sign", _SIGNS)
@pytest.mark.parametrize("first", _FIRST)
def test_every_sign_that_begins_a_formula_is_defused(sign: str, first: str) -> None:
    text = f"{first}{sign}cmd|' /C calc'!A0"

    assert defused(text) == f"'{text}"
    assert restored(defused(text)) == text


@pytest.mark.parametrize(
    "text", ["Nan", "O'Brien", "'tis", "2026-05-02", "a=b", "", "''", "'quoted'", "1-2"]
)
def test_an_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert defused(text) == text
    assert restored(text) == text


@given(some.text(alphabet=_LETTERS))
def test_every_text_comes_back(text: str) -> None:
    assert restored(defused(text)) == text


@given(
    some.text(alphabet=_LETTERS, max_size=5),
    some.text(alphabet=_LETTERS, max_size=5),
)
def test_no_two_texts_are_written_alike(one: str, other: str) -> None:
    assert (defused(one) == defused(other)) == (one == other)


def test_a_text_that_a_worker_quoted_by_hand_loses_the_quote() -> None:
    assert restored("'+44 7700") == "+44 7700"
