"""Safety: G24 and G25."""

from __future__ import annotations

import pytest

from tests.families import Family, family
from tests.queries.gaps.asked import ago, born, severities, told


def with_dad(stance: str, **fields: object) -> Family:
    return family("Amy").father("Dad", **fields).stance("Dad", stance)


@pytest.mark.parametrize(
    ("stance", "expected"),
    [("not_safe", ["urgent"]), ("safe_with_support", ["high"]), ("safe", [])],
)
def test_somebody_dear_needs_a_safety_plan(stance: str, expected: list[str]) -> None:
    assert severities("G24", with_dad(stance).matters("Dad")) == expected


@pytest.mark.parametrize(("plan", "fires"), [("yes", False), ("no", True), ("not_needed", True)])
def test_only_an_agreed_plan_is_a_plan(plan: str, fires: bool) -> None:
    amy = with_dad("not_safe", safety_plan=plan).matters("Dad")

    assert bool(told("G24", amy)) is fires


@pytest.mark.parametrize(("days", "fires"), [(90, True), (91, False)])
def test_somebody_in_touch_needs_a_safety_plan(days: int, fires: bool) -> None:
    assert bool(told("G24", with_dad("not_safe").together("Dad", ago(days)))) is fires


def test_a_plan_and_a_stance_are_never_for_the_room() -> None:
    (plan,) = told("G24", with_dad("not_safe").matters("Dad"))
    (stance,) = told("G25", with_dad("unknown"))

    assert (plan.show_in_meeting, stance.show_in_meeting) == ("no", "no")


@pytest.mark.parametrize(
    ("rung", "fires"),
    [("discovered", False), ("contacted", False), ("engaged", True), ("lifelong", True)],
)
def test_safety_is_asked_about_before_somebody_is_well_in(rung: str, fires: bool) -> None:
    amy = with_dad("unknown", ladder=({"to": rung, "on": ago(100)},))

    assert bool(told("G25", amy)) is fires


@pytest.mark.parametrize(("days", "fires"), [(90, True), (91, False)])
def test_safety_is_asked_about_of_somebody_in_touch(days: int, fires: bool) -> None:
    amy = with_dad("unknown", ladder=()).together("Dad", ago(days))

    assert bool(told("G25", amy)) is fires


@pytest.mark.parametrize(
    ("fields", "fires"),
    [
        ({"dob": born(17)}, False),
        ({"dob": born(18)}, True),
        ({"life_stage": "unknown"}, True),
        ({"life_stage": "child"}, False),
        ({"life_stage": "unknown", "dob": born(9)}, False),
    ],
)
def test_safety_is_asked_about_of_those_who_may_be_grown_up(
    fields: dict[str, str], fires: bool
) -> None:
    assert bool(told("G25", with_dad("unknown", **fields))) is fires
