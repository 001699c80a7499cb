"""Kinfolk and generations: who belongs in the tree, and in whose row."""

from __future__ import annotations

from queries.generations import generations
from queries.kinfolk import kinfolk
from tests.families import Family, family


def row_of(amy: Family) -> dict[str, int]:
    rows = generations(kinfolk(amy.network())).rows
    return {amy.known(person): row for person, row in rows.items()}


def groups(amy: Family) -> list[list[str]]:
    return [
        [amy.known(person) for person in group.people] for group in kinfolk(amy.network()).siblings
    ]


def test_parents_are_above_and_partners_beside() -> None:
    amy = (
        family("Amy").mother("Beth").mother("Gran", of="Beth").adult("Cai").partners("Beth", "Cai")
    )

    assert row_of(amy) == {"Amy": 0, "Beth": -1, "Gran": -2, "Cai": -1}


def test_cousins_who_marry_stay_in_their_row() -> None:
    amy = (
        family("Amy").mother("Beth").father("Cai").mother("Ann", of="Beth").mother("Eve", of="Cai")
    )
    amy.mother("Old", of="Ann").tie("birth_parent", "Old", "Eve").partners("Beth", "Cai")

    assert row_of(amy) == {"Amy": 0, "Beth": -1, "Cai": -1, "Ann": -2, "Eve": -2, "Old": -3}


def test_an_uncle_who_marries_a_niece_stays_above_her() -> None:
    amy = family("Amy").mother("Beth").mother("Gran", of="Beth").sibling("Hal", "Beth", ["Gran"])
    amy.partners("Amy", "Hal")

    assert row_of(amy)["Hal"] < row_of(amy)["Amy"]


def test_a_grandmother_who_adopts_stays_a_generation_above_the_parents() -> None:
    amy = (
        family("Amy").mother("Beth").mother("Gran", of="Beth").tie("adoptive_parent", "Gran", "Amy")
    )

    assert row_of(amy)["Gran"] == -2


def test_a_sister_who_cares_for_the_child_stays_in_the_childs_row() -> None:
    amy = family("Amy").mother("Beth").sister("Cat").tie("kinship_carer", "Cat", "Amy")

    assert row_of(amy)["Cat"] == 0


def test_a_brother_who_adopts_stays_beside_the_child() -> None:
    amy = family("Amy").mother("Beth").brother("Cai").tie("adoptive_parent", "Cai", "Amy")

    assert row_of(amy)["Cai"] == 0


def test_an_adoptive_parent_is_above_the_child_like_a_parent_by_birth() -> None:
    amy = family("Amy").mother("Beth").parent("Ann", kind="adoptive_parent")

    assert row_of(amy) == {"Amy": 0, "Beth": -1, "Ann": -1}


def test_somebody_who_is_their_own_ancestor_is_named() -> None:
    amy = family("Amy").mother("Beth").tie("birth_parent", "Amy", "Beth")

    assert len(generations(kinfolk(amy.network())).circular) == 1


def test_brothers_and_sisters_are_in_order_of_birth() -> None:
    amy = (
        family("Amy", dob="2015")
        .mother("Beth")
        .brother("Cai", dob="2018")
        .sister("Dee", dob="2011")
    )

    assert groups(amy) == [["Dee", "Amy", "Cai"]]


def test_half_brothers_are_a_group_of_their_own() -> None:
    amy = family("Amy").mother("Beth").father("Cai").sibling("Dan", through=["Beth"])

    assert sorted(groups(amy)) == [["Amy"], ["Dan"]]


def test_brothers_without_recorded_parents_are_one_group() -> None:
    amy = family("Amy").person("Ben").tie("sibling", "Amy", "Ben", detail="full")

    assert [sorted(group) for group in groups(amy)] == [["Amy", "Ben"]]


def test_friends_and_workers_are_not_in_the_tree() -> None:
    amy = family("Amy").mother("Beth").friend("Fay").professional("Sam")

    assert {amy.known(person) for person in kinfolk(amy.network()).others} == {"Fay", "Sam"}
