"""How close everybody stands, and why."""

from __future__ import annotations

import pytest

from graph.access import visible
from graph.network import Network
from graph.viewers import Viewer
from queries.circles import circles, is_in_touch
from tests.families import Family, family


def circle_of(amy: Family, name: str) -> str:
    return circles(amy.network())[amy.id(name)].circle


def as_family(amy: Family) -> Network:
    return visible(amy.network(), Viewer(account="f", audience="family_meeting"))


@pytest.mark.parametrize("kind", ["loves", "misses"])
def test_whom_the_child_loves_or_misses_is_in_the_heart(kind: str) -> None:
    amy = family("Amy").mother("Beth").says("Amy", kind, "Beth")

    assert circle_of(amy, "Beth") == "heart"


def test_two_voices_of_love_put_somebody_in_the_heart() -> None:
    amy = family("Amy").mother("Beth").adult("Nan").says("Beth", "loves", "Amy")
    amy.tie("loves", "Beth", "Amy", said_by="Nan", source_type="family_member")

    assert circle_of(amy, "Beth") == "heart"


def test_two_rows_of_one_voice_are_one_voice() -> None:
    amy = family("Amy").mother("Beth").says("Beth", "loves", "Amy").says("Beth", "loves", "Amy")

    assert circle_of(amy, "Beth") == "close"


def test_rows_without_a_source_are_one_voice_together() -> None:
    amy = family("Amy").mother("Beth").tie("loves", "Beth", "Amy").tie("loves", "Beth", "Amy")

    assert circle_of(amy, "Beth") == "close"


@pytest.mark.parametrize("rung", ["committed", "lifelong"])
def test_whoever_is_committed_or_lifelong_is_close(rung: str) -> None:
    amy = family("Amy").adult("Joy").found("Joy", rung)

    assert circle_of(amy, "Joy") == "close"


def test_the_last_day_of_half_a_year_still_counts_as_in_touch() -> None:
    amy = family("Amy").adult("Joy").together("Joy", "2026-05-20", "phone")
    amy.adult("Kay").together("Kay", "2026-05-19", "phone")

    assert circle_of(amy, "Joy") == "in_touch"
    assert circle_of(amy, "Kay") == "out_there"


def test_a_time_that_did_not_happen_is_not_being_in_touch() -> None:
    amy = family("Amy").adult("Joy")
    amy.together("Joy", "2026-11-01", happened="cancelled_by_service")

    assert not is_in_touch(amy.network(), amy.id("Joy"))


def test_the_same_home_is_being_in_touch() -> None:
    amy = family("Amy").adult("Joy").lives("H1", "Amy", "Joy")

    assert circle_of(amy, "Joy") == "in_touch"


def test_an_empty_chair_and_whoever_is_not_traced_are_to_be_found() -> None:
    amy = family("Amy").placeholder("Dad").adult("Joy").found("Joy", "not_traced")

    assert circle_of(amy, "Dad") == circle_of(amy, "Joy") == "to_be_found"


def test_somebody_the_child_misses_is_in_the_heart_though_nobody_has_found_them() -> None:
    amy = family("Amy").adult("Joy").found("Joy", "not_traced").says("Amy", "misses", "Joy")

    assert circle_of(amy, "Joy") == "heart"


def test_those_whose_job_it_is_stand_apart_even_if_they_are_loved() -> None:
    amy = family("Amy").professional("Hal").says("Amy", "loves", "Hal")

    assert circle_of(amy, "Hal") == "professionals"


def test_the_dead_stay_and_are_not_forgotten() -> None:
    amy = family("Amy").adult("Nan", life_status="died", dod="2015-02-09")

    placing = circles(amy.network())[amy.id("Nan")]

    assert (placing.circle, placing.reason) == (
        "out_there",
        "{name} has died, and is not forgotten.",
    )


def test_love_that_was_taken_back_does_not_count() -> None:
    amy = family("Amy").mother("Beth").says("Beth", "loves", "Amy", status="retracted")

    assert circle_of(amy, "Beth") == "out_there"


def test_the_family_is_not_shown_the_ladder_but_sees_a_promise() -> None:
    amy = family("Amy").adult("Joy").found("Joy", "lifelong")
    amy.adult("Kay").found("Kay", "committed").promises("Kay", "meals")

    seen = as_family(amy)
    by_name = {seen.known_as(p): placing.circle for p, placing in circles(seen).items()}

    assert by_name["Joy"] == "out_there"
    assert by_name["Kay"] == "close"


def test_words_that_are_not_shown_bring_nobody_closer() -> None:
    amy = family("Amy").mother("Beth")
    amy.says("Amy", "loves", "Beth", visibility="professionals_only")

    seen = as_family(amy)

    assert {placing.circle for placing in circles(seen).values()} == {"child", "out_there"}


def test_every_placing_names_what_it_rests_on() -> None:
    amy = family("Amy").mother("Beth").says("Beth", "loves", "Amy").lives("H1", "Amy", "Beth")

    placing = circles(amy.network())[amy.id("Beth")]

    assert placing.rests_on == (amy.relationships[-1].id,)
    assert placing.reason == "One voice so far says that {name} loves {child}."
