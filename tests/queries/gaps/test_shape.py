"""The shape of the network: G14 to G16 and G34."""

from __future__ import annotations

import pytest

from tests.families import Family, family
from tests.queries.gaps.asked import ago, severities, subjects, told


def with_workers(workers: int, friends: int, days: int = 90) -> Family:
    amy = family("Amy")
    for number in range(workers):
        amy.professional(f"Worker {number}")
    for number in range(friends):
        amy.adult(f"Friend {number}").together(f"Friend {number}", ago(days))
    return amy


@pytest.mark.parametrize(
    ("workers", "friends", "expected"),
    [(2, 2, ["high"]), (2, 3, []), (3, 0, []), (4, 0, ["high"])],
)
def test_half_of_those_active_are_paid(workers: int, friends: int, expected: list[str]) -> None:
    assert severities("G14", with_workers(workers, friends)) == expected


def test_a_friend_not_met_for_three_months_is_not_active() -> None:
    (gap,) = told("G14", with_workers(4, 5, days=91))

    assert gap.sentence == "4 of the 4 people active in Amy's life are paid to be there."


def test_a_worker_whose_work_is_over_is_not_paid_to_be_there() -> None:
    amy = with_workers(3, 0).adult("Una", network_kind="professional")

    assert told("G14", amy.tie("professional", "Una", "Amy", end_date=ago(1))) == []


def through_dad(people: int) -> Family:
    amy = family("Amy").father("Dad").together("Dad", ago(180))
    for number in range(people):
        amy.adult(f"Friend {number}").tie("friend", f"Friend {number}", "Dad")
    return amy


@pytest.mark.parametrize(
    ("people", "expected"), [(2, []), (3, ["medium"]), (5, ["medium"]), (6, ["high"])]
)
def test_three_people_behind_one_carry_a_question(people: int, expected: list[str]) -> None:
    assert severities("G15", through_dad(people)) == expected


def test_who_is_met_directly_does_not_depend_on_dad() -> None:
    amy = through_dad(3)

    assert subjects("G15", amy) == ["Dad"]
    assert told("G15", amy.together("Friend 0", ago(180), "phone")) == []


def test_a_partner_and_children_come_along_and_do_not_count() -> None:
    amy = through_dad(2).adult("Pat").partners("Dad", "Pat").person("Kit")

    assert told("G15", amy.tie("birth_parent", "Dad", "Kit")) == []


@pytest.mark.parametrize(
    "fields", [{"quality": "cut_off"}, {"certainty": "disputed"}, {"end_date": "2026-11-15"}]
)
def test_a_tie_that_does_not_carry_joins_nobody(fields: dict[str, str]) -> None:
    amy = through_dad(2).adult("Zoe").tie("friend", "Zoe", "Dad", **fields)

    assert told("G15", amy) == []


def test_the_dead_carry_no_route_to_a_grandparent() -> None:
    amy = family("Amy").mother("Beth").mother("Gran", of="Beth").lives("H1", "Amy", "Beth")

    assert told("G16", amy) == []
    (gap,) = told("G16", amy.person("Beth", life_status="died"))
    assert gap.sentence == "1 relative is on the map with no one joining them to Amy."


def test_two_who_share_a_dead_parent_are_joined_unless_they_are_cut_off() -> None:
    amy = family("Amy").mother("Beth").mother("Gran", of="Beth", life_status="died")
    amy.brother("Uncle", of="Beth", life_stage="adult").lives("H1", "Amy", "Beth")

    assert told("G16", amy) == []
    assert told("G16", amy.tie("sibling", "Uncle", "Beth", quality="cut_off"))


def test_nobody_is_reached_through_somebody_who_is_not_safe() -> None:
    amy = family("Amy").father("Dad").mother("Nan", of="Dad").together("Dad", ago(1))

    assert told("G16", amy) == []
    assert told("G16", amy.stance("Dad", "not_safe"))


def caring(people: int, days: int = 90) -> Family:
    amy = family("Amy").mother("Beth").lives("H1", "Amy", "Beth").says("Beth", "loves", "Amy")
    for number in range(people):
        name = f"Friend {number}"
        amy.adult(name).promises(name, "meals").together(name, ago(days))
    return amy


@pytest.mark.parametrize(("people", "expected"), [(0, ["high"]), (2, ["medium"]), (3, [])])
def test_three_grown_ups_besides_parents(people: int, expected: list[str]) -> None:
    assert severities("G34", caring(people)) == expected


def test_how_many_grown_ups_agrees_with_the_number() -> None:
    (none,), (one,) = told("G34", caring(0)), told("G34", caring(1))

    assert "0 grown-ups have shown they care" in none.sentence
    assert "1 grown-up has shown they care" in one.sentence


def test_three_who_were_not_in_touch_lately_do_not_count() -> None:
    assert severities("G34", caring(3, days=91)) == ["high"]


def test_a_possible_father_is_a_grown_up_like_any_other() -> None:
    amy = caring(2).parent("Jo", kind="possible_birth_parent").promises("Jo", "meals")

    assert told("G34", amy.together("Jo", ago(1))) == []
