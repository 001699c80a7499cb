"""Whose family, home or company everybody belongs to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.access import visible
from graph.viewers import Viewer
from queries.kinship import kinship
from queries.sides import Side, sides
from tests.families import Family, family


def sides_of(amy: Family) -> dict[str, set[str]]:
    network = amy.network()
    return {
        _name(amy, side): {network.known_as(person) for person in side.people}
        for side in sides(network, kinship(network))
    }


def _name(amy: Family, side: Side) -> str:
    network = amy.network()
    return network.known_as(side.about[0]) if side.kind == "parent" else side.kind


def test_each_parent_has_a_side_of_their_own() -> None:
    amy = family("Amy").mother("Beth").father("Carl").mother("Nan", of="Beth")
    amy.brother("Uncle", of="Beth")

    assert sides_of(amy)["Beth"] == {"Beth", "Nan", "Uncle"}
    assert sides_of(amy)["Carl"] == {"Carl"}


def test_a_parent_nobody_knows_has_a_side_too() -> None:
    amy = family("Amy").mother("Beth")

    assert sides_of(amy)["unknown_parent"] == set()


def test_friends_have_a_side_even_while_nobody_is_on_it() -> None:
    assert sides_of(family("Amy").mother("Beth"))["friends"] == set()


def test_an_empty_chair_keeps_the_side_of_whoever_it_stands_for() -> None:
    amy = family("Amy").mother("Beth").placeholder("Dad").tie("birth_parent", "Dad", "Amy")
    amy.adult("Ty").tie("possible_birth_parent", "Ty", "Amy").mother("Denise", of="Ty")

    assert sides_of(amy)["Dad"] == {"Dad", "Ty", "Denise"}


def test_brothers_and_sisters_stand_together_with_their_children() -> None:
    amy = family("Amy").mother("Beth").father("Carl").sister("Kim")
    amy.sibling("Joe", through=["Beth"]).parent("Lexi's mum", of="Joe")
    amy.person("Lexi").tie("birth_parent", "Kim", "Lexi")

    assert sides_of(amy)["brothers_and_sisters"] >= {"Kim", "Joe", "Lexi"}


def test_a_partner_stands_on_the_side_of_whom_they_married() -> None:
    amy = family("Amy").mother("Beth").brother("Uncle", of="Beth").adult("Auntie").adult("Ted")
    amy.mother("Nan", of="Beth").tie("birth_parent", "Nan", "Uncle")
    amy.partners("Uncle", "Auntie").partners("Beth", "Ted", "relationship")

    assert {"Auntie", "Ted"} <= sides_of(amy)["Beth"]


def test_carers_stand_with_their_family_and_give_it_their_names() -> None:
    amy = family("Amy").mother("Beth").carer("Linda").carer("Steve")
    amy.adult("Eli").tie("carer_family", "Eli", "Amy")
    network = amy.network()

    found = next(s for s in sides(network, kinship(network)) if s.kind == "carers")

    assert {network.known_as(person) for person in found.people} == {"Linda", "Steve", "Eli"}
    assert {network.known_as(person) for person in found.about} == {"Linda", "Steve"}


def test_a_grandmother_who_cares_stays_on_her_side_of_the_family() -> None:
    amy = family("Amy").mother("Beth").mother("Nan", of="Beth").carer("Nan", "kinship_carer")

    assert "Nan" in sides_of(amy)["Beth"]
    assert "carers" not in sides_of(amy)


def test_a_pet_sits_with_those_it_lives_with() -> None:
    amy = family("Amy").mother("Beth").mother("Nan", of="Beth").pet("Rex").pet("Tom")
    amy.lives("H1", "Amy", "Nan", "Rex")

    assert "Rex" in sides_of(amy)["Beth"]
    assert "Tom" in sides_of(amy)["friends"]


def test_a_friends_mother_comes_with_the_friend() -> None:
    amy = family("Amy").mother("Beth").friend("Fay").mother("Fay's mum", of="Fay")

    assert sides_of(amy)["friends"] == {"Fay", "Fay's mum"}


def test_the_childs_own_partner_and_child_are_the_childs_own_family() -> None:
    amy = family("Amy").mother("Beth").person("Baby").tie("birth_parent", "Amy", "Baby")
    amy.adult("Max").partners("Amy", "Max")

    assert sides_of(amy)["own"] == {"Baby", "Max"}


def test_whose_tie_is_not_shown_stands_with_the_others_and_tells_nothing() -> None:
    amy = family("Amy").mother("Beth").father("Carl", visibility="adults_only")
    amy.mother("Gran", of="Carl")
    seen = visible(amy.network(), Viewer(account="f", audience="child"))

    found = {side.kind: len(side.people) for side in sides(seen, kinship(seen))}

    assert found == {"parent": 1, "unknown_parent": 0, "friends": 0, "others": 1}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "birth_parent",
                    "possible_birth_parent",
                    "partner",
                    "friend",
                    "foster_carer",
                    "donor",
                ]
            ),
            st.integers(0, 7),
            st.integers(0, 7),
        ),
        max_size=14,
    )
)
def test_everybody_but_the_child_is_on_exactly_one_side(rows: list[tuple[str, int, int]]) -> None:
    names = ["Amy", "B", "C", "D", "E", "F", "G", "H"]
    amy = family("Amy")
    for name in names[1:]:
        amy.adult(name)
    for kind, one, other in rows:
        if one != other:
            amy.tie(kind, names[one], names[other])
    network = amy.network()

    seated = [person for side in sides(network, kinship(network)) for person in side.people]

    assert sorted(seated) == sorted(set(network.people) - {network.child_id})
