"""What is strong."""

from __future__ import annotations

from datetime import date

import pytest

from graph.access import visible
from graph.viewers import Viewer
from queries.strengths import strengths
from tests.families import Family, family
from tests.queries.gaps.asked import ago


def told(of: Family, kind: str, since: date | None = None) -> list[str]:
    return [one.sentence for one in strengths(of.network(), since) if one.kind == kind]


def test_who_loves_the_child_comes_first() -> None:
    amy = family("Amy").adult("Fay").together("Fay", ago(1)).says("Fay", "loves", "Amy")

    assert strengths(amy.network())[0].sentence == "Fay loves Amy."


def test_the_dead_are_not_among_those_who_are_there() -> None:
    amy = family("Amy").adult("Gran", life_status="died").says("Gran", "loves", "Amy")

    assert strengths(amy.network()) == ()


def test_every_promise_is_told_in_plain_words() -> None:
    amy = family("Amy").adult("Fay").promises("Fay", "call_any_time").promises("Fay", "respite")

    assert told(amy, "promised") == [
        "Fay has promised Amy: You can ring at any time.",
        "Fay has promised Amy: Sleepovers.",
    ]


@pytest.mark.parametrize(("days", "is_kept"), [(21, True), (22, False)])
def test_a_plan_is_kept_while_the_next_time_is_not_overdue(days: int, is_kept: bool) -> None:
    amy = family("Amy").adult("Fay").tie("family_time_plan", "Fay", "Amy", plan_every_days=14)

    assert bool(told(amy.together("Fay", ago(days)), "kept")) is is_kept


@pytest.mark.parametrize(
    ("lately", "before", "grows"), [(3, 1, True), (3, 2, False), (2, 0, False), (4, 2, True)]
)
def test_twice_as_many_times_is_growing(lately: int, before: int, grows: bool) -> None:
    amy = family("Amy").adult("Fay")
    for day in (*range(lately), *range(91, 91 + before)):
        amy.together("Fay", ago(day))

    assert bool(told(amy, "growing")) is grows


def test_people_found_count_from_a_day() -> None:
    amy = family("Amy").adult("Fay", first_known_date="2026-10-01")

    assert told(amy, "found", date(2026, 10, 1)) == ["We have found Fay."]
    assert told(amy, "found", date(2026, 10, 2)) == []


def test_no_strength_but_love_points_to_somebody_who_must_not_be_prompted() -> None:
    amy = family("Amy").father("Dad", first_known_date=ago(1)).promises("Dad", "meals")
    amy.says("Dad", "loves", "Amy").together("Dad", ago(1))

    assert {one.kind for one in strengths(amy.network())} > {"loves"}
    assert {one.kind for one in strengths(amy.stance("Dad", "not_safe").network())} == {"loves"}


def test_the_room_sees_strengths_from_what_it_may_see() -> None:
    amy = family("Amy").adult("Fay", first_known_date=ago(1)).says("Fay", "loves", "Amy")
    amy.adult("Gus", visibility="professionals_only").says("Gus", "loves", "Amy")

    seen = strengths(visible(amy.network(), Viewer(account="f", audience="family_meeting")))

    assert [(one.kind, one.sentence) for one in seen] == [("loves", "Fay loves Amy.")]
