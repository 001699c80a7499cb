"""While the family has the room to itself no telephone asks, no code is made, and no line says that anybody tried."""

from __future__ import annotations

import re

import pytest

from tests.families import Family
from tests.web.meetings import Day
from tests.web.meetings import amy as told_amy
from tests.web.pages import Browser, Page
from tests.web.test_joining import Room, open_room
from tests.web.town import Town


@pytest.fixture
def room(town: Town, amy: Family) -> Room:
    return open_room(town, amy)


def lines(room: Room) -> int:
    return sum(len([*room.town.store.entries(chain)]) for chain in (room.child, ""))


def rows(room: Room) -> list[object]:
    """Everything that is kept of the sessions of the facilitator’s account, telephones among them."""
    return [row for row in room.town.store.sessions(room.sam.id) if '"ticket"' in row.data]


def token(browser: Browser, path: str) -> str:
    return Page(browser.get(path).text).fields["csrf_token"]


def test_a_telephone_that_waits_is_told_once_and_then_asks_no_more(room: Room) -> None:
    phone = room.joining(room.code())
    assert "data-waiting-at" in phone.get("/joined").text
    room.change_meeting(step="family_time")

    told = phone.get("/joined/now").json
    page = phone.get("/joined").text

    assert told == {"in": False, "alone": True}
    assert "data-waiting-at" not in page
    assert "to itself just now" in page
    room.change_meeting(step="plan")
    assert "data-waiting-at" in phone.get("/joined").text


def test_whatever_a_telephone_asks_nothing_is_written(room: Room) -> None:
    waiting, phone = room.joining(room.code()), room.joined()
    room.change_meeting(step="family_time")
    written, kept = lines(room), rows(room)
    room.town.clock.forward(minutes=1)

    for browser in (waiting, phone):
        browser.get("/joined")
        browser.get("/joined/now")

    assert (lines(room), rows(room)) == (written, kept)


def test_the_room_shows_no_code_and_nobody_who_waits_and_writes_no_line(room: Room) -> None:
    room.joining(room.code(), "Jo")
    code = room.code()
    room.change_meeting(step="family_time")
    written = lines(room)

    page = room.wall.get(room.at)

    assert (page.status_code, lines(room)) == (200, written)
    assert "to itself just now" in page.text
    assert not re.search(f"{code}|is-waiting|A code for|data-joining-at", page.text)


def test_no_code_is_made_nobody_is_let_in_and_no_line_says_so(room: Room) -> None:
    room.joining(room.code(), "Jo")
    ticket = re.findall(r'name="ticket" value="(\w+)"', room.wall.get(room.at).text)[0]
    tokens = [(one, token(one, room.at)) for one in (room.wall, room.own)]
    room.change_meeting(step="family_time")
    written = lines(room)

    answers = [
        browser.post(path, data={"csrf_token": csrf, "ticket": ticket, "kind": kind})
        for browser, csrf in tokens
        for path, kind in (
            (room.at, "phone"),
            (room.at, "screen"),
            (f"{room.at}/let-in", ""),
        )
    ]

    assert {(answer.status_code, answer.location) for answer in answers} == {(303, room.at)}
    assert lines(room) == written
    own = room.own.get(room.at).text
    assert ("A code for" in own, "is-waiting" in own) == (False, True)


def test_the_facilitators_own_page_still_ends_a_telephone(room: Room) -> None:
    phone = room.joined()
    room.change_meeting(step="family_time")

    assert room.post(room.own, "end") == 303
    assert phone.get("/joined").status_code == 303


def test_a_code_tried_at_the_door_is_refused_as_any_other_without_a_line_or_a_count(
    room: Room,
) -> None:
    code = room.code()
    wrong = room.town.browser().send("/join", code="wrong234", called="Jo").text
    room.change_meeting(step="family_time")
    written = lines(room)

    answers = [room.town.browser().send("/join", code=code, called="Jo") for _ in range(6)]

    assert {answer.status_code for answer in answers} == {400}
    masked = {re.sub(r'value="[^"]*"', "", text) for text in (wrong, answers[-1].text)}
    assert (len(masked), lines(room)) == (1, written)
    room.change_meeting(step="plan")
    assert room.town.browser().send("/join", code=code, called="Jo").status_code == 303


def test_a_wrong_code_leaves_no_line_while_a_family_of_its_network_is_alone(town: Town) -> None:
    day = Day(town, told_amy()).begun()
    day.go(times=9)
    assert day.meeting.step == "family_time"
    written = len([*town.store.entries("")])

    tries = [town.browser().send("/join", code="wrong234", called="Jo") for _ in range(2)]

    assert {answer.status_code for answer in tries} == {400}
    assert len([*town.store.entries("")]) == written
    day.go()
    town.browser().send("/join", code="wrong234", called="Jo")
    assert [line.action for line in town.store.entries("")][-1] == "joining_refused"


def test_a_telephone_that_leaves_is_out_and_no_line_says_that_it_left(room: Room) -> None:
    phone = room.joined()
    csrf = token(phone, "/joined")
    room.change_meeting(step="family_time")
    written = lines(room)

    left = phone.post("/joined/leave", data={"csrf_token": csrf})

    assert (left.status_code, lines(room)) == (303, written)
    assert phone.get("/joined").status_code == 303


def test_the_room_of_a_meeting_is_led_back_to_it(town: Town) -> None:
    day = Day(town, told_amy()).begun()
    at = f"{day.home}/joining"
    while day.meeting.step != "family_time":
        day.go()

    assert f"{day.home}/meeting" in Page(day.browser.get(at).text).links
