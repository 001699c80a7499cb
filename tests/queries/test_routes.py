"""Routes: whom the child can reach today, and through whom."""

from __future__ import annotations

from random import Random

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.moment import Moment
from queries.routes import gone_without, only_through, routes, separate_routes, way_to
from tests.families import Family, family


def reached(of: Family) -> set[str]:
    found = routes(Moment(of.network())).reached
    return {name for name, person in of.people.items() if person.id in found}


def with_dad() -> Family:
    return family("Amy").father("Dad").mother("Nan", of="Dad").lives("H1", "Amy", "Dad")


def test_a_home_or_a_time_together_begins_a_route() -> None:
    amy = with_dad().adult("Fay").adult("Gus")

    assert reached(amy) == {"Dad", "Nan"}
    assert reached(amy.together("Fay", "2026-10-01", "phone")) == {"Dad", "Nan", "Fay"}


@pytest.mark.parametrize(
    ("day", "is_reached"), [("2026-05-20", True), ("2026-05-19", False)], ids=["180", "181"]
)
def test_a_route_lasts_for_half_a_year(day: str, is_reached: bool) -> None:
    amy = family("Amy").adult("Fay").together("Fay", day)

    assert (reached(amy) == {"Fay"}) is is_reached


@pytest.mark.parametrize(
    "fields",
    [{"life_status": "died"}, {"life_status": "unknown"}, {"network_kind": "professional"}],
)
def test_only_the_living_of_the_family_and_friends_carry_a_route(fields: dict[str, str]) -> None:
    assert reached(with_dad().person("Dad", **fields)) == set()


def test_who_is_not_traced_or_not_safe_carries_no_route() -> None:
    assert reached(with_dad().found("Dad", "not_traced")) == set()
    assert reached(with_dad().stance("Dad", "not_safe")) == set()


def test_a_promise_or_a_statement_joins_nobody() -> None:
    amy = with_dad().adult("Fay")

    assert reached(amy.says("Fay", "trusts", "Dad")) == {"Dad", "Nan"}


def test_brothers_are_joined_through_a_mother_who_died() -> None:
    amy = with_dad().person("Nan", life_status="died").brother("Uncle", of="Dad")

    assert reached(amy) == {"Dad", "Uncle"}


def test_a_child_of_the_child_does_not_join_the_child_to_the_other_parent() -> None:
    amy = family("Amy").person("Kit").adult("Pat").lives("H1", "Amy", "Kit")
    amy.tie("birth_parent", "Amy", "Kit").tie("birth_parent", "Pat", "Kit")

    assert reached(amy) == {"Kit", "Pat"}


def test_who_is_behind_somebody_is_named_without_those_who_come_along() -> None:
    amy = with_dad().adult("Pat").partners("Dad", "Pat")
    now = Moment(amy.network())

    assert only_through(now) == {amy.id("Dad"): (amy.id("Nan"),)}
    assert set(gone_without(now, amy.id("Dad"))) == {amy.id("Nan"), amy.id("Pat")}


def test_a_second_way_round_makes_nobody_a_bottleneck() -> None:
    amy = with_dad().adult("Fay").lives("H1", "Fay").tie("friend", "Fay", "Nan")

    assert only_through(Moment(amy.network())) == {}


def test_a_ring_behind_one_person_hangs_on_that_person_alone() -> None:
    amy = with_dad().adult("Fay").adult("Gus")
    for one, other in (("Nan", "Fay"), ("Fay", "Gus"), ("Gus", "Nan")):
        amy.tie("friend", one, other)
    now = Moment(amy.network())

    assert set(only_through(now)[amy.id("Nan")]) == {amy.id("Fay"), amy.id("Gus")}
    assert amy.id("Fay") not in only_through(now)


def test_separate_routes_share_nobody_in_between() -> None:
    amy = with_dad().adult("Fay").lives("H1", "Fay").tie("friend", "Fay", "Nan")
    now = Moment(amy.network())

    ways = separate_routes(now, amy.id("Nan"))

    assert {way[1] for way in ways} == {amy.id("Dad"), amy.id("Fay")}
    assert len(separate_routes(now, amy.id("Fay"))) == 2
    assert separate_routes(Moment(amy.adult("Zoe").network()), amy.id("Zoe")) == ()


def test_a_way_can_be_found_past_somebody() -> None:
    amy = with_dad().adult("Fay").adult("Gus").lives("H1", "Fay")
    amy.tie("friend", "Fay", "Gus").tie("friend", "Gus", "Nan")
    now = Moment(amy.network())

    assert [amy.known(person) for person in way_to(now, amy.id("Nan"))] == ["Amy", "Dad", "Nan"]
    around = way_to(now, amy.id("Nan"), without=frozenset({amy.id("Dad")}))
    assert [amy.known(person) for person in around] == ["Amy", "Fay", "Gus", "Nan"]


def a_village(seed: int) -> Family:
    """Twelve people who are friends of one another at random, three of them in touch with the child."""
    chance = Random(seed)
    amy = family("Amy")
    names = [f"Friend {number}" for number in range(12)]
    for name in names:
        amy.adult(name)
    for _ in range(chance.randint(6, 16)):
        amy.tie("friend", *chance.sample(names, 2))
    return amy.lives("H1", "Amy", *chance.sample(names, 3))


@given(st.integers(min_value=0, max_value=2**32))
@settings(max_examples=60, deadline=None)
def test_who_is_gone_without_somebody_is_who_cannot_be_reached_past_them(seed: int) -> None:
    amy = a_village(seed)
    now = Moment(amy.network())
    graph, all_reached = routes(now).graph, routes(now).reached

    for person in now.others:
        past = graph.subgraph([other for other in graph if other != person])
        still = networkx.node_connected_component(past, now.child_id)
        assert set(gone_without(now, person)) == all_reached - still - {person}
