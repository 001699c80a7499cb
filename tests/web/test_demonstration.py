"""The worked children of the demo live in the week in which they are looked at."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from web.demonstration import moved_date

FIVE_WEEKS = timedelta(weeks=5)


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("2026-05-02", "2026-06-06"),
        ("2026-05", "2026-06"),
        ("2026", "2026"),
        ("about 2009", "about 2009"),
        ("", ""),
        ("--05-02", "--05-02"),
        ("next spring", "next spring"),
    ],
)
def test_a_date_moves_and_stays_as_exact_as_it_was(text: str, moved: str) -> None:
    assert moved_date(text, FIVE_WEEKS) == moved


def test_a_year_moves_when_most_of_it_has() -> None:
    assert moved_date("about 2009", timedelta(weeks=30)) == "about 2010"


def test_a_day_keeps_its_day_of_the_week() -> None:
    moved = date.fromisoformat(moved_date("2026-11-16", timedelta(weeks=-3)))

    assert moved.weekday() == date(2026, 11, 16).weekday()
