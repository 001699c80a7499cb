"""Commitment: G17 to G20."""

from __future__ import annotations

import pytest

from queries.gaps import review
from tests.families import Family, family
from tests.queries.gaps.asked import born, severities, subjects, told


def aged(years: int, days: int = 0) -> Family:
    return family("Amy", dob=born(years, days)).adult("Fay")


@pytest.mark.parametrize(
    ("years", "days", "expected"),
    [(12, 364, "medium"), (13, 0, "high"), (15, 364, "high"), (16, 0, "urgent")],
)
def test_nobody_for_life_matters_more_with_age(years: int, days: int, expected: str) -> None:
    assert severities("G17", aged(years, days)) == [expected]


def test_one_person_for_life_is_enough_until_sixteen() -> None:
    assert told("G17", aged(15).found("Fay", "lifelong")) == []
    assert told("G18", aged(15).found("Fay", "lifelong")) == []
    assert subjects("G18", aged(16).found("Fay", "lifelong")) == ["Fay"]


def test_two_people_for_life_are_enough() -> None:
    amy = aged(17).adult("Gus").found("Fay", "lifelong")

    assert told("G18", amy.found("Gus", "lifelong")) == []


def test_somebody_who_is_not_safe_is_not_there_for_life() -> None:
    assert told("G17", aged(9).found("Fay", "lifelong").stance("Fay", "not_safe"))


@pytest.mark.parametrize(("years", "expected"), [(9, []), (10, ["high"]), (16, ["urgent"])])
def test_somebody_answers_at_night_from_ten(years: int, expected: list[str]) -> None:
    assert severities("G19", aged(years)) == expected


@pytest.mark.parametrize(
    ("promise", "rules"),
    [
        ("call_any_time", ["G20"]),
        ("emergency_place", ["G20"]),
        ("holidays", ["G19"]),
        ("home_for_life", ["G19"]),
        ("meals", ["G19", "G20"]),
    ],
)
def test_a_promise_answers_what_it_says(promise: str, rules: list[str]) -> None:
    amy = aged(15).promises("Fay", promise)

    assert [rule for rule in ("G19", "G20") if told(rule, amy)] == rules


def test_a_promise_by_a_child_or_one_that_is_over_does_not_answer() -> None:
    amy = aged(15).person("Ned", dob=born(17)).promises("Ned", "call_any_time")

    assert told("G19", amy.promises("Fay", "call_any_time", end_date="2026-11-15"))


@pytest.mark.parametrize(("years", "expected"), [(14, []), (15, ["high"])])
def test_a_table_at_festivals_is_asked_about_from_fifteen(years: int, expected: list[str]) -> None:
    assert severities("G20", aged(years)) == expected


def test_the_youngest_reading_of_a_birth_year_counts() -> None:
    assert told("G19", family("Amy", dob="2016")) == []
    assert told("G19", family("Amy", dob="2015"))


def test_without_a_birth_age_rules_cannot_tell() -> None:
    found = review(family("Amy").network())

    assert {"G17", "G18", "G19", "G20", "G26", "G27"} <= {line.rule for line in found.cannot_tell}
    assert not {gap.rule for gap in found.gaps} & {"G18", "G19", "G20", "G26", "G27"}
