"""What a telephone types reaches no big screen, and one telephone that guesses shuts nobody else out for long."""

from __future__ import annotations

import re

import pytest

from tests.families import Family
from tests.web.pages import Page
from tests.web.test_joining import Room, offer, open_room
from tests.web.town import Town
from web.joining import TRIES

CROOKED = "Jo\u202e\x00\r\nX-Name: 14 Heron\u200b Lane\u2028"


@pytest.fixture
def room(town: Town, amy: Family) -> Room:
    return open_room(town, amy)


def knock(room: Room, code: str) -> int:
    return room.town.browser().send("/join", code=code, called="Gran").status_code


def test_the_room_shows_a_number_and_never_what_a_telephone_typed(room: Room) -> None:
    room.joined(called="14 Heron Lane, Leeds")
    waits = room.joining(room.code(), "LS7 4QP")
    screen = room.joining(room.code("screen"), "Number 14")

    wall, own = room.wall.get(room.at).text, room.own.get(room.at).text

    assert not re.search("Heron|LS7|Number 14", wall)
    assert "A telephone, number 1" in Page(wall).words
    assert "A telephone, number 2" in Page(wall).words
    assert "A second screen, number 1" in Page(wall).words
    assert re.search("number 2: “LS7 4QP”", own)
    assert "you are telephone number 2" in waits.get("/joined").text
    assert "you are second screen number 1" in screen.get("/joined").text


def test_a_number_stays_with_its_telephone_when_another_has_gone(room: Room) -> None:
    room.joined(called="First")
    room.joined(called="Second")
    first = re.findall(
        r'name="ticket" value="(\w+)"', room.own.get(room.at).text.split("First”")[1]
    )

    room.post(room.own, "end", ticket=first[0])
    room.joined(called="Third")

    own = room.own.get(room.at).text
    found = sorted(re.findall(r"number (\d): “(\w+)”", own))
    assert found == [("2", "Second"), ("3", "Third")]


def test_nothing_that_turns_or_hides_text_is_kept_of_what_was_typed(room: Room) -> None:
    phone = room.joined(called=CROOKED)
    sent = offer(phone, kind="name", name=CROOKED, tie="Mum’s\r\nbrother\u202e")
    offer(phone, kind="promise", words="I ring\r\nevery\x00 Sunday.\u202e")

    name, promise = sorted(room.offers(), key=lambda offer: offer.kind)
    clean = "Jo X-Name: 14 Heron Lane"
    assert (sent, name.by_name, name.name, name.tie) == (303, clean, clean, "Mum’s brother")
    assert promise.words == "I ring every Sunday."


def test_a_name_of_nothing_that_can_be_read_is_no_name(room: Room) -> None:
    unread = room.town.browser().send("/join", code=room.code(), called="\u202e\u200b")
    phone = room.joined()

    assert unread.status_code == 400
    assert "Say what we may call you." in unread.text
    assert offer(phone, kind="name", name="\u202e") == 400
    assert room.offers() == []


def test_a_new_code_lets_the_others_in_again_where_one_telephone_guessed(room: Room) -> None:
    old = room.code()
    guesses = [knock(room, "wrong234") for _ in range(TRIES)]
    shut_out = knock(room, old)

    new = room.code()

    assert {*guesses, shut_out} == {400}
    assert knock(room, new) == 303
    assert [knock(room, "wrong234") for _ in range(TRIES)] == [400] * TRIES
    assert knock(room, old) == 400


def test_who_goes_on_guessing_while_shut_out_shuts_nobody_out_for_longer(room: Room) -> None:
    code = room.code()
    for _ in range(TRIES):
        knock(room, "wrong234")
    room.town.clock.forward(minutes=14)
    shut_out = [knock(room, "wrong234") for _ in range(TRIES)]
    room.town.clock.forward(minutes=2)

    assert shut_out == [400] * TRIES
    assert knock(room, code) == 303


def test_a_code_made_while_nobody_is_shut_out_gives_nobody_more_tries(room: Room) -> None:
    code = [room.code() for _ in range(3)][-1]
    for _ in range(TRIES):
        knock(room, "wrong234")

    assert knock(room, code) == 400
