"""How somebody is connected to the child, in one sentence."""

from __future__ import annotations

import pytest

from queries.connections import how_connected
from tests.families import Family, family


def told(of: Family, name: str) -> str:
    return how_connected(of.network(), of.id(name)).sentence


def test_family_is_told_along_parents() -> None:
    amy = family("Amy").father("Dad").mother("Nan", of="Dad").sister("Bea", of="Dad")

    assert told(amy, "Dad") == "Amy’s father is Dad."
    assert told(amy, "Bea") == "Amy’s father is Dad, whose mother is Nan, whose daughter is Bea."


def test_the_rows_that_say_each_step_come_with_it() -> None:
    amy = family("Amy").father("Dad").mother("Nan", of="Dad")

    steps = how_connected(amy.network(), amy.id("Nan")).steps

    assert [(amy.known(step.person_id), step.word) for step in steps] == [
        ("Dad", "father"),
        ("Nan", "mother"),
    ]
    assert [step.relationship_id for step in steps] == [row.id for row in amy.relationships]


def test_a_couple_that_is_over_is_told_as_former() -> None:
    amy = family("Amy").father("Dad").adult("Pat", gender="female").adult("Kim", gender="female")
    amy.partners("Dad", "Pat", status="ended").partners("Dad", "Kim")

    assert told(amy, "Pat") == "Amy’s father is Dad, whose former wife is Pat."
    assert told(amy, "Kim") == "Amy’s father is Dad, whose wife is Kim."


def test_family_comes_before_a_shorter_way_through_care() -> None:
    amy = family("Amy").mother("Beth").mother("Gran", of="Beth").carer("Gran", "kinship_carer")

    assert told(amy, "Gran") == "Amy’s mother is Beth, whose mother is Gran."


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("godparent", "Amy’s godmother is Fay."),
        ("friend", "Amy’s friend is Fay."),
        ("mentor", "Amy’s mentor is Fay."),
        ("former_professional", "Amy’s former worker is Fay."),
    ],
)
def test_friends_are_told_by_what_they_are(kind: str, sentence: str) -> None:
    assert (
        told(family("Amy").adult("Fay", gender="female").tie(kind, "Fay", "Amy"), "Fay") == sentence
    )


def test_a_way_leads_to_a_worker_but_never_through_one() -> None:
    amy = family("Amy").professional("Una").adult("Fay").tie("friend", "Fay", "Una")

    assert told(amy, "Una") == "Amy’s social worker is Una."
    assert told(amy, "Fay") == "Nothing on the map joins Fay to Amy yet."


def test_a_statement_or_a_disputed_tie_joins_nobody() -> None:
    amy = family("Amy").adult("Fay").says("Fay", "loves", "Amy")

    assert "Nothing" in told(amy.tie("friend", "Fay", "Amy", status="disputed"), "Fay")


def test_the_child_needs_no_way() -> None:
    assert told(family("Amy"), "Amy") == "This is Amy’s map."
