"""A ribbon shows one person's weeks, and the plan beside what happened."""

from __future__ import annotations

from datetime import date

from queries.ribbons import Ribbon, ribbon, ribbons
from tests.families import Family, family


def amy() -> Family:
    return family("Amy").mother("Beth").father("Carl")


def of_beth(told: Family, weeks: int = 4) -> Ribbon:
    return ribbon(told.network(), told.id("Beth"), weeks)


def test_a_ribbon_ends_with_the_week_of_the_day() -> None:
    weeks = of_beth(amy()).weeks

    assert [week.monday for week in weeks] == [
        date(2026, 10, 26),
        date(2026, 11, 2),
        date(2026, 11, 9),
        date(2026, 11, 16),
    ]


def test_a_sunday_belongs_to_the_monday_before() -> None:
    told = amy().together("Beth", "2026-11-15")

    assert [week.happened for week in of_beth(told).weeks] == [0, 0, 1, 0]


def test_a_time_that_did_not_happen_says_who_cancelled_it() -> None:
    told = amy().together("Beth", "2026-11-10", happened="cancelled_by_service")

    assert of_beth(told).weeks[2].missed == {"cancelled_by_service": 1}
    assert of_beth(told).weeks[2].happened == 0
    assert [(one.on, one.how) for one in of_beth(told).missed] == [
        ("2026-11-10", "cancelled_by_service")
    ]


def test_what_was_called_off_before_the_weeks_is_not_told() -> None:
    told = amy().together("Beth", "2026-06-10", happened="cancelled_by_service")

    assert of_beth(told).missed == ()


def test_the_childs_own_rating_is_kept_with_the_week() -> None:
    told = (
        amy().together("Beth", "2026-11-10", child_view=5).together("Beth", "2026-11-11", "phone")
    )

    week = of_beth(told).weeks[2]

    assert (week.ratings, week.happened, week.was_together) == ((5,), 2, True)


def test_the_plan_stands_beside_what_happened() -> None:
    told = amy().together("Beth", "2026-11-03").together("Beth", "2026-11-10")
    told.tie("family_time_plan", "Beth", "Amy", plan_every_days=7, plan_mode="in_person")

    (practice,) = of_beth(told).plans

    assert (practice.planned, practice.happened) == (3, 2)


def test_people_with_nothing_written_down_have_no_ribbon() -> None:
    told = amy().together("Carl", "2026-11-03").together("Beth", "2020-01-01")

    assert [one.known_as for one in ribbons(told.network())] == ["Carl"]
