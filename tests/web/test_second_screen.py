"""A second screen follows the first: the rights of the room and no others, and no view where nothing is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from graph.access import visible
from graph.accounts import Account
from graph.dates import read_date
from graph.journal import Event
from graph.network import Lifetime, Network
from graph.pictures import Picture
from graph.record import Record
from graph.viewers import Viewer
from queries.kinship import kinship
from tests.families import Family, family
from tests.trust.worlds import twins
from tests.web.meetings import Day
from tests.web.meetings import amy as told_amy
from tests.web.pages import Browser, Page
from tests.web.test_joining import Room, is_out, open_room
from tests.web.town import PASSWORD, Town
from web.following import version

VIEWER = Viewer(account="r", role="room", audience="family_meeting")


@pytest.fixture
def room(town: Town, amy: Family) -> Room:
    amy.adult("Dot", visibility="professionals_only").adult("Eve", visibility="adults_only")
    return open_room(town, amy)


@pytest.fixture
def screen(room: Room) -> Iterator[Browser]:
    browser = room.joined("screen", "The wall")
    browser.secrets = frozenset({"Dot", "Eve"})
    yield browser


def account_of(town: Town) -> Account:
    found = town.store.account("sam@example.org")
    assert found is not None
    return found


def now(room: Room, screen: Browser, etag: str = "") -> TestResponse:
    headers = {"If-None-Match": etag} if etag else {}
    return screen.get(f"/child/{room.child}/second-screen/now", headers=headers)


def publish(room: Room, **said: object) -> int:
    token = Page(room.wall.get(room.at).text).fields["csrf_token"]
    path = f"/child/{room.child}/first-screen"
    return room.wall.post(path, json=said, headers={"X-CSRFToken": token}).status_code


def told(room: Room, screen: Browser) -> dict[str, Any]:
    found = now(room, screen).json
    assert isinstance(found, dict)
    return found


def lines(room: Room) -> int:
    return len([*room.town.store.entries(room.child)]) + len([*room.town.store.entries("")])


def test_the_room_lets_a_second_screen_in_with_the_facilitators_password_alone(room: Room) -> None:
    """Whoever is in the room can touch its screen, and what a second screen shows is taken along."""
    screen = room.joining(room.code("screen"), "The wall")
    name = re.findall(r'name="ticket" value="(\w+)"', room.wall.get(room.at).text)[0]
    assert 'type="password"' in room.wall.get(room.at).text
    assert 'type="password"' not in room.own.get(room.at).text

    for typed in ("", "not the one"):
        assert room.post(room.wall, "let-in", ticket=name, password=typed) == 303
        assert "is-waiting" in room.wall.get(room.at).text

    assert screen.get(f"/child/{room.child}/map").status_code == 404
    assert room.post(room.own, "let-in", ticket=name) == 303
    assert "is-waiting" not in room.wall.get(room.at).text


def test_a_second_screen_is_let_in_and_led_to_what_the_first_is_at(room: Room) -> None:
    publish(room, path=f"/child/{room.child}/people")
    screen = room.joining(room.code("screen"), "The wall")
    screen.secrets = frozenset()
    waits = screen.get(f"/child/{room.child}/map")
    room.let_in()

    joined = screen.get("/joined")
    led = screen.get(joined.location)

    assert waits.status_code == 404
    assert led.location == f"/child/{room.child}/people"
    assert "Nan" in screen.get(led.location).text


def test_it_has_the_rooms_rights_read_only_and_for_this_child_only(
    room: Room, screen: Browser
) -> None:
    zoe = family("Zoe").put_into(room.town.store)
    child = f"/child/{room.child}"
    token = Page(screen.get(f"{child}/people").text).fields["csrf_token"]

    closed = (
        f"/child/{zoe}/map",
        f"{child}/joining",
        f"{child}/history",
        "/account",
        "/leave-room",
    )
    forms = (f"{child}/first-screen", f"{child}/joining", f"{child}/meeting/go", "/joined/offer")

    assert screen.get(f"{child}/map.json").status_code == 200
    assert {screen.get(path).status_code for path in closed} == {404}
    sent = [screen.post(path, data={"csrf_token": token}).status_code for path in forms]
    assert set(sent) == {404}


def test_a_room_without_the_child_shows_its_second_screen_what_is_for_adults(
    town: Town, amy: Family
) -> None:
    amy.adult("Eve", visibility="adults_only")
    room = open_room(town, amy, child_absent="yes")
    screen = room.joined("screen")
    screen.secrets = frozenset()

    assert "Eve" in screen.get(f"/child/{room.child}/people").text


def test_in_a_meeting_it_reads_each_step_and_never_whom_the_child_left_out(town: Town) -> None:
    day = Day(town, told_amy())
    day.prepare("child", left_out=[day.told.id("Gran")])
    room = Room(town, day.told, account_of(town), day.begun().browser, day.browser)
    screen = room.joined("screen")
    screen.secrets = frozenset({"Gran", "Dot"})
    publish(room, path=f"{day.home}/meeting")

    welcome = screen.get(told(room, screen)["path"]).text
    before = now(room, screen).headers["ETag"]
    day.go(times=2)

    assert "Welcome" in welcome
    assert now(room, screen, before).status_code == 200
    assert "drawn by the family" in screen.get(f"{day.home}/meeting").text
    assert {
        person["name"] for person in screen.get(f"{day.home}/map.json").json["people"].values()
    } == {"Amy", "Beth"}


def test_while_the_family_is_alone_it_is_told_so_beforehand_and_nothing_is_written(
    room: Room, screen: Browser
) -> None:
    before = now(room, screen)
    room.change_meeting(step="family_time")
    written = lines(room)

    after = now(room, screen, before.headers["ETag"])

    assert (after.status_code, after.json["alone"]) == (200, True)
    assert "version" not in after.json
    assert lines(room) == written
    assert "data-alone=yes" in screen.get(f"/child/{room.child}/map").text


def test_it_is_told_the_page_the_lens_and_who_is_lit(room: Room, screen: Browser) -> None:
    at = f"/child/{room.child}/map"

    assert publish(room, path=at, lens="love", focus=["p02", "p03"], chosen="p02", day="40") == 200

    found = told(room, screen)
    assert (found["path"], found["lens"], found["blank"]) == (at, "love", False)
    assert (found["focus"], found["chosen"], found["day"]) == (["p02", "p03"], "p02", "40")


def test_it_stays_where_it_was_while_the_first_is_at_a_page_of_its_own(
    room: Room, screen: Browser
) -> None:
    publish(room, path=f"/child/{room.child}/people")
    for path in ("/leave-room", room.at, "https://elsewhere.example/", "/child/other/map", ""):
        publish(room, path=path)

    assert told(room, screen)["path"] == f"/child/{room.child}/people"


def test_an_unchanged_answer_is_empty_and_no_line_in_the_journal(
    room: Room, screen: Browser
) -> None:
    first = now(room, screen)
    before = lines(room)

    again = [now(room, screen, first.headers["ETag"]) for _ in range(3)]

    assert {(answer.status_code, answer.data) for answer in again} == {(304, b"")}
    assert lines(room) == before


def test_what_the_first_screen_is_at_is_no_record_and_no_line(room: Room, screen: Browser) -> None:
    path = f"/child/{room.child}/map"
    room.wall.get(room.at)
    before = lines(room)
    token = Page(room.wall.get("/sign-in").text).fields["csrf_token"]
    headers = {"X-CSRFToken": token}
    room.wall.post(f"/child/{room.child}/first-screen", json={"path": path}, headers=headers)

    assert lines(room) == before


def test_a_changed_map_has_another_version_and_is_journalled_when_it_is_fetched(
    room: Room, screen: Browser
) -> None:
    before = now(room, screen)
    change(room, "Nan", known_as="Nanny")

    after = now(room, screen, before.headers["ETag"])
    entries = lines(room)
    screen.get(f"/child/{room.child}/map.json")

    assert after.status_code == 200
    assert after.json["version"] != before.json["version"]
    assert lines(room) == entries + 1


def change(room: Room, name: str, **fields: object) -> None:
    store, person = room.town.store, room.amy.id(name)
    standing = store.network(room.child).standings[person]
    with store.writer(Event(actor="tests", action="changed", chain=room.child)) as pen:
        pen.put(standing.model_copy(update=fields))


def test_a_version_says_nothing_of_what_is_hidden(room: Room, screen: Browser) -> None:
    before = now(room, screen)

    change(room, "Dot", known_as="Dorothy", notes="Hidden.")
    change(room, "Nan", notes="For the record.")

    assert now(room, screen, before.headers["ETag"]).status_code == 304


def test_twin_worlds_have_the_same_version(town: Town) -> None:
    house = town.app.extensions["kith"]

    def seen(told: Family) -> str:
        network = visible(told.network(), VIEWER)
        return version(house, network, VIEWER, None)

    for seed in range(24):
        pair = twins(seed)
        assert seen(pair.whole) == seen(pair.without), pair.what


def test_ids_under_another_version_light_nobody(room: Room, screen: Browser) -> None:
    publish(room, path=f"/child/{room.child}/map", focus=["p02"], chosen="p02")
    change(room, "Nan", known_as="Nanny")

    assert (told(room, screen)["focus"], told(room, screen)["chosen"]) == ([], "")


def test_blanking_the_first_blanks_the_second(room: Room, screen: Browser) -> None:
    publish(room, path=f"/child/{room.child}/map", blank=True)

    assert told(room, screen)["blank"] is True


def test_it_is_out_once_the_room_is_left(room: Room, screen: Browser) -> None:
    room.wall.send("/leave-room", password=PASSWORD, code=room.town.code())

    assert is_out(screen)
    answer = screen.get(f"/child/{room.child}/map")
    assert (answer.status_code, answer.location) == (303, "/join?over=yes")
    assert now(room, screen).status_code == 303


def test_it_is_out_once_the_room_has_ended_by_itself(room: Room, screen: Browser) -> None:
    for _ in range(2):
        room.town.clock.forward(minutes=16)
        now(room, screen)

    assert is_out(screen)


def test_no_second_screen_joins_where_no_room_is_open(town: Town, amy: Family) -> None:
    room = open_room(town, amy)
    room.wall.send("/leave-room", password=PASSWORD, code=town.code())

    assert room.own.send(room.at, kind="screen").status_code == 404


def test_a_second_screen_sees_no_code_and_no_telephone(room: Room, screen: Browser) -> None:
    pages = [screen.get(f"/child/{room.child}/{name}").text for name in ("map", "people")]

    assert all(
        "joining" not in link for page in pages for link in Page(page).links if "/child/" in link
    )


def test_a_version_says_nothing_of_the_year_of_a_birth_or_of_a_death(
    room: Room, screen: Browser
) -> None:
    born(room, dob="1950-01-02")
    before = now(room, screen)

    born(room, dob="1951-01-02")
    born(room, dod="2025-01-02")

    assert now(room, screen, before.headers["ETag"]).status_code == 304


def born(room: Room, **days: str) -> None:
    nan = room.town.store.record("person", room.amy.id("Nan"))
    assert nan is not None
    put(room, nan.model_copy(update={name: read_date(day) for name, day in days.items()}))


def test_another_kin_word_is_another_version(town: Town) -> None:
    house = town.app.extensions["kith"]
    told = (
        family("Amy", dob="2016-05-04")
        .mother("Beth")
        .adult("Ron", gender="male")
        .partners("Beth", "Ron", "married", start_date="2010", end_date="2016-06")
    )
    before = visible(told.network(), VIEWER)
    ron = next(person for person in before.people if before.known_as(person) == "Ron")
    days = {**before.lifetimes, before.child_id: Lifetime(born=read_date("2009-05-04"))}

    def seen(network: Network) -> tuple[str, str]:
        return kinship(network)[ron].term, version(house, network, VIEWER, None)

    one, other = seen(before), seen(before.changed(lifetimes=days))

    assert (one[0] != other[0], one[1] != other[1]) == (True, True)


def put(room: Room, record: Record) -> None:
    with room.town.store.writer(Event(actor="tests", action="changed", chain=room.child)) as pen:
        pen.put(record)


def test_a_face_for_workers_only_is_taken_from_the_second_screen(town: Town, amy: Family) -> None:
    room = open_room(town, amy.picture("Nan"))
    screen = room.joined("screen")
    screen.secrets = frozenset()
    before = now(room, screen)

    (picture,) = town.store.kept(Picture, room.child)
    put(room, picture.model_copy(update={"visibility": "professionals_only"}))

    assert now(room, screen, before.headers["ETag"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["http://[::1/child/{child}/map", "/child/{child}/map#\ud800", "/child/{child}/map\r\nX: y"],
)
def test_a_first_screen_that_says_nonsense_is_left_where_it_was(
    room: Room, screen: Browser, path: str
) -> None:
    publish(room, path=f"/child/{room.child}/people")

    assert publish(room, path=path.format(child=room.child)) == 200
    assert told(room, screen)["path"] == f"/child/{room.child}/people"
    assert screen.get(f"/child/{room.child}/second-screen").status_code == 303
