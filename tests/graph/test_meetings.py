"""What of a meeting reaches whom: the room reads what is said, and nothing of what was prepared behind it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from graph.access import visible, visible_records
from graph.meeting_words import Mark, Offer, Scale
from graph.meetings import Meeting, MeetingChoice
from graph.record import MapRecord
from graph.viewers import Viewer
from tests.families import Family
from tests.trust.canaries import TOKEN_AT, canary_family
from tests.trust.meeting_canaries import MEETING_ID, meeting_records
from tests.trust.tokens import token

ROOM = {"action", "chosen_gap", "mark", "meeting", "note", "present", "scale"}


def records(told: Family) -> tuple[MapRecord, ...]:
    return meeting_records(told, TOKEN_AT)


def seen_by(audience: str, *, is_allocated: bool = False) -> set[str]:
    told = canary_family()
    viewer = Viewer(account="v", audience=audience, is_allocated=is_allocated)
    network = visible(told.network(), viewer)
    return {one.record_kind for one in visible_records(records(told), network)}


@pytest.mark.parametrize("audience", ["family_meeting", "child"])
def test_the_family_reads_what_is_said_and_nothing_that_was_prepared(audience: str) -> None:
    kinds = seen_by(audience)

    # What a child chose for it, and why somebody did otherwise, is told to the child.
    of_the_child = {"meeting_choice", "choice_changed"}
    assert kinds - of_the_child == ROOM
    assert kinds & of_the_child == (of_the_child if audience == "child" else set())


def test_whoever_works_with_the_child_reads_all_of_it() -> None:
    kinds = seen_by("professionals", is_allocated=True)

    assert kinds == {one.record_kind for one in records(canary_family())}


def test_nothing_that_speaks_of_somebody_hidden_is_in_the_room() -> None:
    told = canary_family()
    room = visible(told.network(), Viewer(account="v", audience="family_meeting"))

    shown = " ".join(one.model_dump_json() for one in visible_records(records(told), room))

    for place in ("note about hidden", "note of hidden", "mark of hidden", "action of hidden"):
        assert token(place) not in shown
    assert token("note words") in shown


def test_an_offer_is_the_rooms_once_it_is_taken_and_not_before() -> None:
    offer = next(one for one in records(canary_family()) if isinstance(one, Offer))
    room = visible(canary_family().network(), Viewer(account="v", audience="family_meeting"))
    states = ("waiting", "left", "taken")

    seen = [visible_records([offer.model_copy(update={"state": s})], room) for s in states]

    assert [len(one) for one in seen] == [0, 0, 1]


def test_a_meeting_is_on_from_its_beginning_to_its_end() -> None:
    (meeting, *_rest) = records(canary_family())
    assert isinstance(meeting, Meeting)
    moment = next(one.at for one in records(canary_family()) if isinstance(one, Scale))

    planned = meeting.model_copy(update={"began_at": None})

    assert (meeting.id, planned.is_on, meeting.is_on) == (MEETING_ID, False, True)
    assert not meeting.model_copy(update={"ended_at": moment}).is_on


def test_a_number_is_from_nought_to_ten_and_a_childs_choice_is_their_own() -> None:
    mark = next(one for one in records(canary_family()) if isinstance(one, Mark))
    choice = next(one for one in records(canary_family()) if isinstance(one, MeetingChoice))

    with pytest.raises(ValidationError):
        Mark.model_validate(mark.model_dump() | {"number": 11})
    assert choice.sensitivity.value == "child-private"
