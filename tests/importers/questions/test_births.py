"""Questions about birth, age and death."""

from __future__ import annotations

import pytest

from tests.importers.books import Book, book
from tests.importers.questions.asked import asked


def born(child: str, mum: str, **cells: str) -> Book:
    """Amy and her mother, born."""
    return book().change("people", 2, dob=child).change("people", 3, dob=mum, **cells)


@pytest.mark.parametrize(
    ("dob", "stage", "is_asked"),
    [
        ("2016-11-16", "child", False),
        ("2016-11-16", "baby", True),
        ("2013-11-17", "child", False),
        ("2013-11-16", "child", True),
        ("2013", "young_person", False),
        ("2013", "child", False),
        ("2013", "adult", True),
        ("2008-11-16", "adult", False),
        ("2016", "unknown", False),
        ("0984-05-02", "child", True),
        ("0984-05-02", "adult", False),
        ("", "adult", False),
    ],
)
def test_a_life_stage_that_the_date_of_birth_contradicts(
    dob: str, stage: str, is_asked: bool
) -> None:
    found = asked(book().change("people", 2, dob=dob, life_stage=stage))

    assert found == [f"Amy was born {dob}, and is written as {stage}. Which is right?"] * is_asked


@pytest.mark.parametrize(
    ("dob", "precision", "is_asked"),
    [
        ("1990-02-14", "day", False),
        ("1990-02", "day", True),
        ("1990-02", "month", False),
        ("1990", "month", True),
        ("1990", "year", False),
        ("1990", "about", False),
        ("about 1990", "about", False),
        ("", "unknown", False),
        ("1990", "unknown", True),
        ("", "year", True),
        ("1990", "", False),
    ],
)
def test_a_date_of_birth_that_is_not_as_exact_as_it_is_said_to_be(
    dob: str, precision: str, is_asked: bool
) -> None:
    found = asked(book().change("people", 3, dob=dob, dob_precision=precision))

    assert len(found) == is_asked


def test_death_without_a_date_and_a_date_without_death() -> None:
    assert asked(book().change("people", 3, life_status="died")) == [
        "Mum has died, but there is no date. Is at least the year known?"
    ]
    assert asked(book().change("people", 3, dod="2020")) == [
        "Mum has a date of death, but is not written as having died. Which is right?"
    ]


def test_a_death_before_the_birth() -> None:
    assert "Mum died before being born. Which date is right?" in asked(
        book().change("people", 3, dob="1990", dod="1980", life_status="died")
    )


def test_a_parent_of_eleven() -> None:
    assert asked(born("2016-05", "2005-01")) == [
        "Mum would have been 11 when Amy was born. Are both dates right?"
    ]


def test_a_parent_of_fourteen_is_no_question() -> None:
    assert asked(born("2016", "2002")) == []


def test_a_parent_younger_than_their_child() -> None:
    assert asked(born("2016", "2020", life_stage="child")) == [
        "Mum is younger than Amy, and is written as a parent of Amy. Is it the other way round?"
    ]


def test_an_adoptive_parent_of_eleven_more_years_is_no_question() -> None:
    made = born("2016", "2004").change("relationships", 2, kind="adoptive_parent")

    assert asked(made) == []


def test_a_child_born_long_after_a_parent_died() -> None:
    made = born("2016-05-02", "1980", life_status="died", dod="2014")

    assert asked(made) == ["Amy was born long after Mum died. Are both dates right?"]


def test_a_child_born_after_a_fathers_death_is_no_question() -> None:
    assert asked(born("2016-05-02", "1980", life_status="died", dod="2015-12-24")) == []
