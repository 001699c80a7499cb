"""A child’s own layer in the room: where they put people, with the faces they chose, and nothing that they did not."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.own_words import HouseItem, OwnView
from graph.placements import OwnPlacement, Placement
from tests.families import family
from tests.web.meetings import Day, amy
from tests.web.pages import Page
from tests.web.test_meeting import FAMILY_TIME
from tests.web.town import Town
from web.maps.own_map import own_map

PLACED, FACE, WORRY = "e1" * 16, "e2" * 16, "e3" * 16


@pytest.fixture
def day(town: Town) -> Day:
    """A child who has put two people in rings, and said how it is with one of them."""
    day = Day(town, amy().detail("Beth", "address", "14 Heron Lane"))
    own = {"child_id": day.child, "by": "amy", "shown_to": "family"}
    gran, beth = day.told.id("Gran"), day.told.id("Beth")
    records = (
        OwnPlacement(id=PLACED, person_id=gran, circle="heart", **own),
        OwnPlacement(id="e4" * 16, person_id=beth, circle="out_there", words="Not told.", **own),
        OwnView(id=FACE, person_id=gran, face="happy", words="She sings.", **own),
        HouseItem(id=WORRY, house="worries", words="Nights at 14 Heron Lane.", **own),
    )
    with town.store.writer(day.event) as writer:
        for record in records:
            writer.put(record)
    return day


def test_the_room_sees_the_childs_own_map_and_faces_as_far_as_they_chose(day: Day) -> None:
    day.prepare("child", item=[PLACED, FACE])
    day.begun().go()

    page = day.browser.get(f"{day.home}/meeting").text
    words = Page(page).words
    assert "Where Amy puts people" in words
    assert "Gran (happy)" in words
    assert ("She sings." in words, "Not told." in words) == (True, False)
    assert page.count('class="own-spot"') == 1


def test_whose_view_is_on_the_maps_of_the_meeting(day: Day) -> None:
    day.prepare("child", item=[PLACED])
    day.begun().go(times=2)

    assert "data-placing" in day.browser.get(f"{day.home}/meeting").text
    (voice,) = day.browser.get(f"{day.home}/voices.json").json["voices"]
    assert list(voice["placed"].values()) == ["heart"]


def given_in_family_time(day: Day) -> dict[str, object]:
    """What the page of family time carries of whose view there is, with every name that is in it."""
    page = day.go(times=FAMILY_TIME)
    held = re.findall(r"<pre hidden data-map-contents>(.*?)</pre>", page, re.DOTALL)
    contents = json.loads(unescape(held[0]))
    assert contents["wide"]["views"]["names"] == contents["tall"]["views"]["names"]
    return dict(contents["wide"])


def test_the_page_of_family_time_carries_every_view_that_the_room_may_see(day: Day) -> None:
    sue = day.told.professional("Sue").id("Sue")
    said = {"child_id": day.child, "by": "sam", "voice_id": day.told.id("Gran")}
    beth = day.told.id("Beth")
    with day.town.store.writer(day.event) as writer:
        for record in day.told.records():
            if getattr(record, "person_id", record.id) == sue:
                writer.put(record)
        writer.put(Placement(id="f1" * 16, person_id=beth, circle="heart", **said))
        writer.put(Placement(id="f2" * 16, person_id=sue, circle="close", **said))
        kept = {**said, "visibility": "professionals_only", "words": "Not for the room."}
        writer.put(Placement(id="f3" * 16, person_id=day.child, circle="close", **kept))
    day.prepare("child", item=[PLACED])

    found = given_in_family_time(day.begun())

    voices, people = found["views"]["voices"], found["people"]
    placed = {
        one["name"]: {people[who]["name"]: circle for who, circle in one["placed"].items()}
        for one in voices
    }
    assert placed == {"Amy": {"Gran": "heart"}, "Gran": {"Beth": "heart"}}
    assert [one["versions"] for one in voices] == [{}, {}]
    assert {one["name"] for one in people.values()} == {"Amy", "Beth", "Gran"}
    assert not {"Sue", "Not for the room.", "Not told."} & set(
        re.findall(r"Sue|Not[^\"]*", str(found))
    )


def test_family_time_begins_without_views_while_words_in_them_give_something_away(day: Day) -> None:
    day.prepare("child", item=[PLACED])
    day.begun()
    leak = {"words": "She lives at 14 Heron Lane.", "circle": "close", "by": "sam"}
    people = {"voice_id": day.told.id("Gran"), "person_id": day.told.id("Beth")}
    with day.town.store.writer(day.event) as writer:
        writer.put(Placement(id="f1" * 16, child_id=day.child, **people, **leak))

    found = given_in_family_time(day)

    assert (found["views"]["voices"], "Heron" in str(found)) == ([], False)


def test_the_room_stays_closed_while_chosen_words_give_something_away(day: Day) -> None:
    day.prepare("child", item=[WORRY])
    day.sign()

    assert not day.open()
    page = day.browser.get(day.page).text
    assert "Words of the child’s own seem to give away something protected." in page

    day.prepare("child", item=[FACE])
    day.sign()
    assert day.open()


def test_the_room_sees_the_pictures_that_the_child_chose_once_they_were_looked_at(day: Day) -> None:
    gran, beth = day.told.id("Gran"), day.told.id("Beth")
    known = {"child_id": day.child, "by": "amy", "shown_to": "family", "content": "AAAA"}
    drawn = [
        OwnPicture(id=number * 16, person_id=person, kind="drawing", **known)
        for number, person in (("f1", gran), ("f2", beth), ("f3", day.child))
    ]
    looks = [
        OwnPictureLook(
            id=one.id[::-1],
            child_id=day.child,
            person_id=one.person_id,
            picture_id=one.id,
            looked_for=tuple(one.looks_needed(())),
        )
        for one in drawn[:2]
    ]
    with day.town.store.writer(day.event) as writer:
        for record in (*drawn, *looks):
            writer.put(record)
    day.prepare("child", item=[PLACED, FACE, *(one.id for one in drawn[::2])])
    day.begun().go()

    page = day.browser.get(f"{day.home}/meeting").text

    # Gran's picture stands on the child's own map with the face beside it; their own was not looked at yet, and Beth's
    # was not chosen.
    assert page.count("data:image/jpeg") == 1
    assert 'beside-picture"' in page
    assert "Pictures that Amy gave" not in page


def test_a_picture_of_whoever_is_not_on_the_own_map_stands_beside_it(day: Day) -> None:
    mark = OwnPicture(
        id="f1" * 16,
        child_id=day.child,
        person_id=day.told.id("Beth"),
        by="amy",
        shown_to="family",
        kind="mark",
        content="sun",
    )
    with day.town.store.writer(day.event) as writer:
        writer.put(mark)
    day.prepare("child", item=[PLACED, mark.id])
    before = digest_of(day)
    with day.town.store.writer(day.event) as writer:
        writer.put(
            day.town.store.kept(OwnPicture, day.child)[0].model_copy(update={"content": "cat"})
        )
    changed = digest_of(day)
    day.begun().go()

    said = Page(day.browser.get(f"{day.home}/meeting").text).words
    assert "Beth" in said.partition("Pictures that Amy gave")[2]
    assert before != changed


def digest_of(day: Day) -> str:
    """By which the room would be known, were it opened now."""
    found = re.findall(r'name="view" value="(\w+)"', day.browser.get(day.page).text)
    return str(found[0])


def test_on_a_childs_own_map_everybody_stands_apart_in_the_ring_where_they_were_put() -> None:
    told = family("Amy")
    for number in range(30):
        told.adult(f"Person {number}")
    network = told.network()
    others = [person for person in network.in_order if person != network.child_id]
    rings = ("heart", "close", "in_touch", "out_there", "")
    found = own_map(network, {p: rings[n % 5] for n, p in enumerate(others)})

    apart = [
        (one.x - other.x) ** 2 + (one.y - other.y) ** 2
        for n, one in enumerate(found.spots)
        for other in found.spots[:n]
    ]
    assert [len(ring.people) for ring in found.rings] == [6, 6, 6, 6]
    assert min(apart) > 120**2
    assert all(abs(spot.x) < found.reach and -found.reach < spot.y < 0 for spot in found.spots)
