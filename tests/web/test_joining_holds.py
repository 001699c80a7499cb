"""A telephone belongs to one meeting and a second screen to one room, and neither is good in the next."""

from __future__ import annotations

import pytest

from graph.journal import Event
from graph.meetings import Meeting
from tests.families import Family
from tests.web.meetings import Day
from tests.web.meetings import amy as told_amy
from tests.web.pages import Browser, Page
from tests.web.test_joining import Room, is_out, offer, open_room
from tests.web.test_second_screen import told
from tests.web.town import NOON, Town


@pytest.fixture
def room(town: Town, amy: Family) -> Room:
    amy.adult("Eve", visibility="adults_only")
    return open_room(town, amy)


def begin_another_meeting(room: Room) -> None:
    with room.town.store.writer(Event(actor="tests", action="added", chain=room.child)) as pen:
        pen.put(Meeting(id="n" * 32, child_id=room.child, began_at=room.town.clock()))


def second_screen(room: Room) -> Browser:
    screen = room.joined("screen", "The wall")
    screen.secrets = frozenset({"Eve"})
    return screen


def test_a_second_screen_is_in_no_room_but_the_one_it_was_let_into(room: Room) -> None:
    screen = second_screen(room)
    code = room.code("screen")
    room.town.clock.forward(minutes=40)

    later = room.town.signed_in(room.sam)
    opened = later.send(f"/child/{room.child}/room", child_absent="yes")

    assert opened.status_code == 303
    assert is_out(screen)
    assert screen.get(f"/child/{room.child}/map.json").status_code == 303
    assert room.town.browser().send("/join", code=code, called="Late").status_code == 400


def test_of_two_open_rooms_a_second_screen_shows_the_one_where_its_code_was_made(
    room: Room,
) -> None:
    screen = second_screen(room)
    room.town.clock.forward(minutes=1)
    other = room.town.signed_in(room.sam)
    other.send(f"/child/{room.child}/room", child_absent="yes")
    at = f"/child/{room.child}/people"
    headers = {"X-CSRFToken": Page(other.get(at).text).fields["csrf_token"]}
    other.post(f"/child/{room.child}/first-screen", json={"path": at}, headers=headers)

    assert "Eve" in other.get(at).text
    assert screen.get(at).status_code == 200
    assert told(room, screen)["path"] == f"/child/{room.child}/map"


def test_a_telephone_of_one_meeting_is_not_in_the_next(room: Room) -> None:
    phone, waiting, code = room.joined(), room.joining(room.code()), room.code()
    room.change_meeting(ended_at=NOON)
    begin_another_meeting(room)

    assert is_out(phone)
    assert is_out(waiting)
    assert room.town.browser().send("/join", code=code, called="Late").status_code == 400


def test_whoever_ends_the_meeting_ends_every_telephone_of_it_for_good(town: Town) -> None:
    day, fay, phone = fays_telephone(town)
    day.end()
    ended = day.meeting.model_copy(update={"ended_at": None})
    with town.store.writer(day.event) as pen:
        pen.put(ended)
    fay.get(f"{day.home}/map")

    assert is_out(phone)


def fays_telephone(town: Town) -> tuple[Day, Browser, Browser]:
    """Sam’s meeting goes on, and Fay, who works with the child too, has let a telephone in from her own page."""
    day = Day(town, told_amy()).begun()
    fay = town.signed_in(day.second)
    theirs = Room(town, day.told, day.second, fay, fay)
    phone = theirs.joined()
    assert phone.get("/joined").status_code == 200
    return day, fay, phone


def test_whoever_works_with_the_child_no_more_has_nobody_at_its_meeting(room: Room) -> None:
    phone, screen, code = room.joined(), second_screen(room), room.code()
    token = Page(phone.get("/joined").text).fields["csrf_token"]
    (grant,) = room.town.store.grants(account_id=room.sam.id, child_id=room.child)
    event = Event(actor="tests", action="revoked", chain=room.child)
    room.town.store.save_grant(grant.model_copy(update={"is_revoked": True}), event)

    sent = phone.post("/joined/offer", data={"csrf_token": token, "kind": "name", "name": "Zed"})

    assert (sent.status_code, room.offers()) == (303, [])
    assert is_out(phone)
    assert is_out(screen)
    assert room.town.browser().send("/join", code=code, called="Late").status_code == 400


def test_an_offer_belongs_to_the_meeting_of_its_telephone(room: Room) -> None:
    phone = room.joined()
    begin_another_meeting(room)

    assert offer(phone, kind="name", name="Uncle Ray") == 303
    assert room.offers()[0].meeting_id == "m" * 32
