"""What changed between two days: who and what was added, ended or moved."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.access import visible
from graph.network import Network
from graph.viewers import Viewer
from queries.changes import ADDED, ENDED, MOVED, Change, changes
from tests.families import TODAY, Family, family

BEFORE = date(2026, 6, 1)


def different(told: Family, since: date = BEFORE) -> tuple[Change, ...]:
    network = told.network()
    return changes(network.at(since), network.at(TODAY))


def said(told: Family, since: date = BEFORE) -> set[tuple[str, str, str]]:
    return {(one.kind, one.about, told.known(one.person_id)) for one in different(told, since)}


def test_a_carer_who_came_since_is_added_with_the_tie() -> None:
    told = family("Amy").adult("Gus").tie("foster_carer", "Gus", "Amy", start_date="2026-08-01")

    assert said(told) == {(ADDED, "person", "Gus"), (ADDED, "tie", "Gus")}


def test_a_tie_that_ended_since_has_ended_and_its_person_is_still_there() -> None:
    told = family("Amy").adult("Gus")
    told.tie("foster_carer", "Gus", "Amy", status="ended", start_date="2020", end_date="2026-07-04")

    (ended,) = different(told)

    assert (ended.kind, ended.about) == (ENDED, "tie")
    assert ended.message == "{name} stopped looking after {child}"


def test_words_of_love_said_since_move_somebody_into_the_heart() -> None:
    told = family("Amy").mother("Beth").together("Beth", "2026-05-30")
    told.says("Amy", "loves", "Beth", on="2026-09-01")

    assert said(told) == {(ADDED, "words", "Beth"), (MOVED, "circle", "Beth")}


def test_nobody_is_said_to_have_moved_from_what_was_not_written_down() -> None:
    told = family("Amy").mother("Beth").says("Amy", "loves", "Beth", on="2026-09-01")

    assert said(told) == {(ADDED, "words", "Beth")}


def test_a_step_of_finding_is_a_move_for_those_who_see_the_ladder() -> None:
    ladder = ({"to": "not_traced", "on": "2026-01-01"}, {"to": "engaged", "on": "2026-09-01"})
    told = family("Amy").mother("Beth", ladder=ladder)

    assert (MOVED, "ladder", "Beth") in said(told)


def test_a_death_and_a_birth_are_told() -> None:
    told = family("Amy").mother("Beth").mother("Nan", of="Beth").brother("Cai", dob="2026-08-08")
    told.person("Nan", life_status="died", dod="2026-07-07")

    found = {(told.known(one.person_id), one.message) for one in different(told)}

    assert ("Nan", "{name} died") in found
    assert ("Cai", "{name} was born") in found


def test_whoever_we_came_to_know_since_is_new_on_the_map() -> None:
    assert (ADDED, "person", "Joe") in said(family("Amy").adult("Joe", first_known_date="2026-08"))


def moved_home(told: Family, viewer: Viewer) -> list[Change]:
    seen = visible(told.network(), viewer)
    return [one for one in changes(seen.at(BEFORE), seen) if one.about == "home"]


def test_a_move_is_told_but_never_one_to_a_home_that_is_confidential() -> None:
    told = family("Amy").mother("Beth")
    told.lives("H1", "Amy", start_date="2020", end_date="2026-07-31")
    told.lives("H2", "Amy", start_date="2026-08-01").lives("H2", "Beth")
    family_seat = Viewer(account="f", audience="family_meeting")
    worker = Viewer(account="w", audience="professionals")

    assert len(moved_home(told, family_seat)) == 1
    told.person("Beth", address_confidential=True)
    assert moved_home(told, family_seat) == []
    assert len(moved_home(told, worker)) == 1


DAYS = st.dates(date(2020, 1, 1), TODAY)


@st.composite
def maps(draw: st.DrawFn) -> Network:
    """A few people with ties, words, homes and deaths on any days."""
    told = family("Amy").mother("Beth").mother("Nan", of="Beth").brother("Cai").adult("Gus")
    for name in ("Beth", "Nan", "Gus"):
        begins = draw(DAYS)
        ends = begins + timedelta(days=draw(st.integers(1, 900)))
        told.tie("foster_carer", name, "Amy", start_date=begins, end_date=ends)
        told.says(name, "loves", "Amy", on=draw(DAYS).isoformat()).together(
            name, draw(DAYS).isoformat()
        )
    told.person("Nan", life_status="died", dod=draw(DAYS).isoformat()).person(
        "Cai", dob=draw(DAYS).isoformat()
    )
    told.lives("H1", "Amy", start_date="2019", end_date=draw(DAYS).isoformat())
    return told.lives("H2", "Amy", start_date=draw(DAYS).isoformat()).network()


@settings(max_examples=30, deadline=None)
@given(maps(), DAYS, DAYS)
def test_nothing_is_different_from_itself_and_looking_back_swaps_added_and_ended(
    network: Network, one: date, other: date
) -> None:
    then, now = network.at(one), network.at(other)
    forwards, backwards = changes(then, now), changes(now, then)

    assert changes(now, now) == ()
    assert keys(forwards, ADDED) == keys(backwards, ENDED)
    assert keys(forwards, ENDED) == keys(backwards, ADDED)


def keys(found: tuple[Change, ...], kind: str) -> set[tuple[str, str, str, str]]:
    return {(o.about, o.person_id, o.other_id, o.row_kind) for o in found if o.kind == kind}
