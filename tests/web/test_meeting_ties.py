"""How somebody new belongs is said in the room as on the map: every tie, and whoever stands in between."""

from __future__ import annotations

import re
from html import unescape

import pytest

from queries.lines import Answers, Question, belongs, is_only_possible
from tests.families import TODAY, Family
from tests.web.meetings import Day, amy
from tests.web.town import Town
from web.meeting.ties import GROUPS, TAPS

_ANSWER = re.compile(r"<form[^>]*data-answer>(.*?)<button[^>]*>(.*?)</button>", re.S)
_FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


def answers(day: Day, **fields: str) -> dict[str, dict[str, str]]:
    """The question that comes first: by what stands on each answer, what it sends."""
    data = {"csrf_token": day.token(), **fields}
    text = day.browser.post(f"{day.home}/meeting/say/person", data=data).text
    return {
        unescape(label): {name: unescape(value) for name, value in _FIELD.findall(sent)}
        for sent, label in _ANSWER.findall(text)
    }


def ties(day: Day, name: str) -> set[tuple[str, str, str]]:
    network = day.town.store.network(day.child)
    person = network.find(name)
    rows = [row for row in network.relationships if person in (row.from_id, row.to_id)]
    known = {one: network.known_as(one) for one in network.people}
    return {(known[row.from_id], row.kind, known[row.to_id]) for row in rows}


def test_every_tie_of_the_room_is_understood() -> None:
    """No word of it is one that nobody taught us, and none says that somebody may be a parent."""
    network = amy().network().at(TODAY)
    ways = [*TAPS, *(way for ways in GROUPS.values() for way in ways)]

    found = {way: belongs("Jo", way, network, Answers(of=network.child_id)) for way in ways}

    assert [
        way for way, one in found.items() if isinstance(one, Question) and not one.choices
    ] == []
    assert not [way for way in ways if is_only_possible(way)]
    assert len(found) == len(ways)


@pytest.mark.parametrize(
    ("way", "row"),
    [
        ("mother's father", ("Jo", "birth_parent", "Beth")),
        ("foster mother", ("Jo", "foster_carer", "Amy")),
        ("foster brother", ("Jo", "carer_family", "Amy")),
        ("family friend", ("Jo", "family_friend", "Amy")),
        ("from school", ("Jo", "school", "Amy")),
        ("pet", ("Jo", "pet_of", "Amy")),
    ],
)
def test_a_tie_of_the_list_is_kept_at_once(town: Town, way: str, row: tuple[str, str, str]) -> None:
    day = Day(town, amy()).begun()

    assert day.say("person", name="Jo", tie_other=way) == 303
    assert ties(day, "Jo") == {row}


def test_somebody_in_between_who_is_not_known_gets_a_chair_or_is_chosen(town: Town) -> None:
    day = Day(town, amy()).begun()
    gran = day.ids()["Gran"]

    found = answers(day, name="Auntie Flo", tie="aunt", speaker=gran, has_died="yes")

    assert set(found) == {
        "Beth’s sister",
        "Amy’s father is not known yet: leave an empty chair",
        "No relation: a friend of the family who is called so",
    }
    assert "Auntie Flo" not in day.ids()
    chair = found["Amy’s father is not known yet: leave an empty chair"]
    assert day.say("person", **chair) == 303
    network = town.store.network(day.child)
    flo = network.find("Auntie Flo")
    assert ties(day, "Auntie Flo") == {("Auntie Flo", "sibling", "someone")}
    assert network.people[flo].has_died
    rows = [row for row in network.ties[flo] if row.kind == "sibling"]
    assert [row.source_id for row in rows] == [day.told.id("Gran")]


def test_half_brothers_share_one_parent_and_nobody_has_to_know_which(town: Town) -> None:
    told = amy().father("Carl")
    day = Day(town, told).begun()

    found = answers(day, name="Max", tie_other="half-brother")

    assert set(found) == {
        "Beth, as far as we know",
        "Carl, as far as we know",
        "We do not know yet",
    }
    assert day.say("person", **found["Carl, as far as we know"]) == 303
    assert ties(day, "Max") == {("Carl", "birth_parent", "Max")}


def test_what_is_only_possible_is_neither_offered_nor_taken_in_the_room(town: Town) -> None:
    day = Day(town, amy()).begun()

    found = answers(day, name="Ann", tie="mother")

    assert "a second mother or father by law" in found
    assert not [label for label in found if "possibl" in label]
    assert day.say("person", name="Ray", tie="possible father") == 400


def test_a_name_that_the_room_may_not_know_is_asked_about_like_any_other(town: Town) -> None:
    """Neither the question nor its answers tell whether the whole map knows the name, or who else is on it."""
    told: Family = amy().father("Carl", visibility="professionals_only")
    day = Day(town, told).begun()

    asked = [list(answers(day, name=name, tie="grandmother")) for name in ("Dot", "Nobody", "Gran")]

    assert asked[0] == asked[1] == asked[2]
    assert not [label for label in asked[0] if "Carl" in label or "on the map" in label]
    assert day.say("person", name="Gran, Amy's aunt: Flo (x)", tie="friend") == 303
    assert "Gran, Amy's aunt: Flo (x)" in day.ids()
