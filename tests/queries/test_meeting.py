"""Questions around a meeting: where it is, what has changed since it began, and what is answered already."""

from __future__ import annotations

from datetime import date

from graph.access import visible
from graph.meetings import Apart, ChosenGap, Invitation
from graph.viewers import Viewer
from queries.gaps import gaps
from queries.meeting import (
    STEPS,
    Place,
    already_answered,
    both_invited,
    next_place,
    place_before,
    review_days,
    since,
)
from tests.families import Family, family

ROOM = Viewer(account="r", audience="family_meeting")


def amy() -> Family:
    return family("Amy", dob="2015-01-01").mother("Beth").mother("Gran", of="Beth")


def test_nine_steps_follow_one_another_through_two_hours() -> None:
    ends = [step.ends for step in STEPS]

    assert len(STEPS) == 9
    assert [step.starts for step in STEPS] == [0, *ends[:-1]]
    assert ends[-1] == 120


def test_every_screen_is_reached_and_left_in_the_same_order() -> None:
    places = [Place(step="welcome")]
    while (place := next_place(places[-1])) is not None:
        places.append(place)

    assert [place.step for place in places].count("love") == 4
    assert places[-1] == Place(step="finish")
    back = [place_before(place) for place in places]
    assert back == [None, *places[:-1]]


def test_what_is_new_is_known_though_the_ids_of_the_view_have_changed() -> None:
    told = amy()
    before = visible(told.network(), ROOM)
    told.mother("Ada", of="Gran").promises("Gran", "meals", "“Sunday.”")
    told.says("Beth", "loves", "Amy", "“Mine.”")
    now = visible(told.network(), ROOM)

    found = since(before, now)

    assert [now.known_as(person) for person in found.people] == ["Ada"]
    assert [row.words for row in found.promises] == ["“Sunday.”"]
    assert [now.known_as(row.from_id) for row in found.loves] == ["Beth"]
    assert since(now, now) == since(before, before)


def test_a_gap_that_the_whole_record_does_not_have_is_answered_already() -> None:
    told = amy().father("Carl", visibility="professionals_only")
    chosen = ChosenGap(id="g", meeting_id="m", rule="G01")

    assert already_answered([chosen], gaps(told.network())) == (chosen,)
    assert already_answered([chosen], gaps(visible(told.network(), ROOM))) == ()


def test_two_who_must_not_meet_are_warned_of_only_while_both_may_come() -> None:
    apart = Apart(id="a", meeting_id="m", one_id="x", other_id="y")
    asked = [
        Invitation(id=person, meeting_id="m", person_id=person, reply="coming") for person in "xy"
    ]
    declined = asked[1].model_copy(update={"reply": "not_coming"})

    assert both_invited([apart], asked) == (apart,)
    assert both_invited([apart], [asked[0], declined]) == ()


def test_the_next_meeting_is_three_to_four_weeks_on() -> None:
    assert review_days(date(2026, 11, 16)) == (date(2026, 12, 7), date(2026, 12, 14))
