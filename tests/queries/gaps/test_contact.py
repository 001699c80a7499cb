"""Time with people who matter: G10 to G13 and G31."""

from __future__ import annotations

import pytest

from queries.gaps import DEFAULTS, review_until
from tests.families import TODAY, Family, family
from tests.queries.gaps.asked import ago, severities, subjects, told


def with_fay(**fields: object) -> Family:
    return family("Amy").adult("Fay", **fields).matters("Fay")


def meeting(amy: Family, *days: int, **fields: object) -> Family:
    for day in days:
        amy.together("Fay", ago(day), **fields)
    return amy


@pytest.mark.parametrize(
    ("days", "expected"), [(42, []), (43, ["medium"]), (84, ["medium"]), (85, ["high"])]
)
def test_six_weeks_without_somebody_who_matters(days: int, expected: list[str]) -> None:
    assert severities("G10", meeting(with_fay(), days)) == expected


def test_somebody_who_matters_and_was_never_there() -> None:
    (gap,) = told("G10", with_fay())

    assert gap.severity == "high"
    assert gap.sentence == "Fay matters to Amy, and we have no record of them being in touch."


@pytest.mark.parametrize(("days", "expected"), [(22, []), (23, ["Fay"])])
def test_the_most_frequent_plan_sets_the_wait(days: int, expected: list[str]) -> None:
    amy = meeting(with_fay(), days)
    for interval in (15, 60):
        amy.tie("family_time_plan", "Fay", "Amy", plan_every_days=interval, plan_mode="phone")

    assert subjects("G10", amy) == expected


@pytest.mark.parametrize(("days", "expected"), [(7, []), (8, ["Fay"])])
def test_the_childs_own_how_often_comes_first(days: int, expected: list[str]) -> None:
    amy = meeting(with_fay(target_days=7), days)

    assert (
        subjects("G10", amy.tie("family_time_plan", "Fay", "Amy", plan_every_days=60)) == expected
    )


def test_an_authority_may_wait_longer() -> None:
    amy = meeting(with_fay(), 50)

    assert told("G10", amy, DEFAULTS.changed({"g10_default_days": 50})) == []


def test_a_pet_can_be_missed_and_a_worker_is_not() -> None:
    amy = family("Amy").pet("Rex").professional("Una")
    amy.says("Amy", "loves", "Rex").says("Amy", "loves", "Una")

    assert subjects("G10", amy) == ["Rex"]


def test_a_brother_is_asked_about_by_his_own_rule() -> None:
    amy = family("Amy").mother("Beth").brother("Ben").matters("Ben").says("Amy", "loves", "Ben")

    assert told("G10", amy) + told("G31", amy) == []
    assert subjects("G08", amy) == ["Ben"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([90, 91, 92, 93], ["Fay"]),
        ([90, 89, 91, 92, 93], []),
        ([91, 92], []),
        ([91, 92, 180], ["Fay"]),
        ([91, 92, 181], []),
    ],
)
def test_half_as_many_times_is_getting_rarer(days: list[int], expected: list[str]) -> None:
    assert subjects("G11", meeting(with_fay(), *days)) == expected


def test_how_much_rarer_is_said_as_people_say_it() -> None:
    (gap,) = told("G11", meeting(with_fay(), 91, 92, 93))

    assert gap.sentence == (
        "Time with Fay is getting rarer: 3 times in the three months before, "
        "not at all in the last three."
    )


def test_getting_rarer_matters_sooner_with_somebody_important() -> None:
    amy = meeting(family("Amy").adult("Fay"), 91, 92, 93)

    assert severities("G11", amy) == ["medium"]
    assert severities("G11", amy.matters("Fay")) == ["high"]


@pytest.mark.parametrize(
    ("missed", "happened", "expected"),
    [([1], [], []), ([1, 2], [3, 4, 5, 6], ["Fay"]), ([1, 2], [3, 4, 5, 6, 7], [])],
)
def test_a_third_of_the_times_not_happening(
    missed: list[int], happened: list[int], expected: list[str]
) -> None:
    amy = meeting(with_fay(), *missed, happened="did_not_attend")

    assert subjects("G12", meeting(amy, *happened)) == expected


@pytest.mark.parametrize(("days", "expected"), [(90, ["Fay"]), (91, [])])
def test_only_the_last_three_months_count_as_not_happening(days: int, expected: list[str]) -> None:
    amy = meeting(with_fay(), 1, days, happened="did_not_attend")

    assert subjects("G12", amy) == expected


def test_how_many_times_we_cancelled_is_said() -> None:
    amy = meeting(with_fay(), 1, 2, happened="cancelled_by_service")

    (gap,) = told("G12", meeting(amy, 3, 4, happened="cancelled_by_family"))

    assert gap.severity == "high"
    assert gap.sentence == (
        "4 of the last 4 times planned with Fay did not happen (2 of them because of us)."
    )


def with_plan(interval: int, mode: str = "in_person") -> Family:
    plan = {"plan_every_days": interval, "plan_mode": mode}
    return with_fay().tie("family_time_plan", "Fay", "Amy", **plan)


@pytest.mark.parametrize(
    ("interval", "times", "expected"),
    [(18, 3, []), (18, 2, ["Fay"]), (45, 1, ["Fay"]), (45, 2, []), (46, 0, [])],
)
def test_a_plan_kept_less_than_three_times_in_five(
    interval: int, times: int, expected: list[str]
) -> None:
    amy = meeting(with_plan(interval), *range(1, times + 1))

    assert subjects("G13", amy) == expected


def test_only_plans_to_be_together_in_person_are_counted() -> None:
    assert told("G13", with_plan(7, "phone")) == []
    assert subjects("G13", meeting(with_plan(7), *range(13), kind="phone")) == ["Fay"]


def test_a_longer_plan_expects_fewer_times() -> None:
    (gap,) = told("G13", with_plan(30))

    assert (
        gap.sentence
        == "The plan says about 3 times with Fay in three months. It happened not at all."
    )


@pytest.mark.parametrize(("days", "expected"), [(30, []), (31, ["Fay"])])
def test_love_without_a_plan_may_wait_a_month(days: int, expected: list[str]) -> None:
    amy = meeting(family("Amy").adult("Fay").says("Amy", "misses", "Fay"), days)

    assert subjects("G31", amy) == expected


@pytest.mark.parametrize("kind", ["family_time_plan", "promise"])
def test_love_with_a_plan_or_a_promise_is_not_without_a_plan(kind: str) -> None:
    amy = family("Amy").adult("Fay").says("Amy", "loves", "Fay")

    assert told("G31", amy.tie(kind, "Fay", "Amy")) == []


def test_the_day_on_which_time_alone_makes_it_rarer_is_known() -> None:
    amy = meeting(with_fay(), 10, 20, 91, 92, 93)

    assert str(review_until(amy.kept(), TODAY).closing["G11"]) == ago(20 - 91)
