"""Questions about dates, and about times together."""

from __future__ import annotations

import pytest

from tests.importers.books import book
from tests.importers.questions.asked import asked


def test_dates_the_wrong_way_round() -> None:
    assert asked(book().change("relationships", 2, start_date="2020", end_date="2019-12")) == [
        "This ended (2019-12) before it began (2020). Are the dates the wrong way round?"
    ]


@pytest.mark.parametrize(
    ("sheet", "row", "cells"),
    [
        ("people", 3, {"dob": "2027", "life_stage": "unknown"}),
        ("people", 3, {"finding_status_date": "2027"}),
        ("people", 3, {"first_known_date": "2027"}),
        ("relationships", 2, {"source_date": "2027"}),
    ],
)
def test_something_that_happened_on_a_day_still_to_come(
    sheet: str, row: int, cells: dict[str, str]
) -> None:
    assert "2027 is still to come. Is the year right?" in asked(book().change(sheet, row, **cells))


def test_a_time_together_that_is_still_to_come() -> None:
    assert asked(book().time("P2", "2026-11-17")) == [
        "2026-11-17 is still to come. Is the year right?"
    ]


def test_an_unborn_childs_day_is_still_to_come() -> None:
    made = book().person(
        "P3",
        known_as="Bump",
        entity_type="unborn",
        life_status="unborn",
        dob="2027",
        life_stage="unknown",
    )

    assert asked(made.tie("P2", "birth_parent", "P3")) == []


def test_a_plan_that_begins_next_year_is_no_question() -> None:
    assert (
        asked(book().tie("P2", "family_time_plan", "P1", status="planned", start_date="2027")) == []
    )


def test_a_time_together_after_a_death() -> None:
    made = book().change("people", 3, life_status="died", dod="2020")

    assert asked(made.time("P2", "2021-01-02")) == [
        "Mum had died by 2021-01-02. Is it the right person, and the right day?"
    ]


def test_a_time_that_did_not_happen_after_a_death_is_no_question() -> None:
    made = book().change("people", 3, life_status="died", dod="2020")

    assert asked(made.time("P2", "2021-01-02", happened="did_not_attend")) == []


def test_a_time_together_before_the_child_was_born() -> None:
    made = book().change("people", 2, dob="2016-05-02")

    assert asked(made.time("P2", "2016-05-01")) == [
        "Amy was not yet born on 2016-05-01. Is the day right?"
    ]


def test_a_time_together_without_a_date() -> None:
    assert asked(book().time("P2", "")) == [
        "This time with Mum has no date. Is at least the month known?"
    ]


def test_a_time_with_a_professional_and_with_oneself() -> None:
    made = book().person(
        "P3", known_as="Ms Lee", network_kind="professional", professional_role="teacher"
    )
    made.tie("P3", "professional", "P1")

    assert asked(made.time("P3", "2026-10-01").time("P1", "2026-10-02")) == [
        "Ms Lee is here because it is their job, and such visits are not counted as family time. Is it meant?",
        "This is a time of Amy with Amy. Who else was there?",
    ]
