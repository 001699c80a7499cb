"""Who is missing: G01 to G05."""

from __future__ import annotations

import pytest

from tests.families import family
from tests.queries.gaps.asked import severities, subjects, told


def test_one_known_parent_asks_about_the_other() -> None:
    (gap,) = told("G01", family("Amy").mother("Beth"))

    assert gap.sentence == "We only know one of Amy's parents so far."
    assert (gap.severity, gap.show_in_meeting, gap.subject_id) == ("high", "softened", "")


def test_two_mothers_are_two_parents() -> None:
    amy = family("Amy").mother("Beth").parent("Jo", kind="legal_parent", gender="female")

    assert told("G01", amy) == []


@pytest.mark.parametrize("kind", ["donor", "possible_birth_parent", "adoptive_parent"])
def test_a_donor_a_possible_or_an_adoptive_parent_is_not_the_second_one(kind: str) -> None:
    assert told("G01", family("Amy").mother("Beth").parent("Cai", kind=kind))


def test_an_empty_chair_is_not_a_known_parent() -> None:
    amy = family("Amy").mother("Beth").placeholder("?").tie("birth_parent", "?", "Amy")

    assert told("G01", amy)


def test_a_disputed_father_is_not_a_known_parent() -> None:
    amy = family("Amy").mother("Beth").adult("Cai")

    assert told("G01", amy.tie("birth_parent", "Cai", "Amy", status="disputed"))


def test_a_parent_without_family_is_asked_about() -> None:
    amy = family("Amy").mother("Beth").father("Cai").mother("Gran", of="Beth")

    assert subjects("G02", amy) == ["Cai"]


def test_a_wife_and_other_children_are_not_a_fathers_side() -> None:
    amy = family("Amy").father("Cai").adult("Dee").partners("Cai", "Dee").person("Eve")

    assert subjects("G02", amy.tie("birth_parent", "Cai", "Eve")) == ["Cai"]


@pytest.mark.parametrize("kind", ["sibling", "twin"])
def test_a_brother_recorded_without_parents_is_a_fathers_side(kind: str) -> None:
    amy = family("Amy").father("Cai").adult("Dan").tie(kind, "Dan", "Cai")

    assert subjects("G02", amy) == []


def test_an_uncle_behind_an_empty_chair_is_a_fathers_side() -> None:
    amy = family("Amy").father("Cai").placeholder("?").tie("birth_parent", "?", "Cai").adult("Dan")

    assert subjects("G02", amy) == ["Cai"]
    assert subjects("G02", amy.tie("birth_parent", "?", "Dan")) == []


def test_a_side_with_a_third_of_the_others_is_lopsided() -> None:
    amy = family("Amy").mother("Beth").father("Cai").mother("Nan", of="Cai")
    for name in ("Gran", "Grandpa"):
        amy.parent(name, of="Beth")

    assert subjects("G03", amy) == []
    (gap,) = told("G03", amy.mother("Old Gran", of="Gran"))
    assert gap.subject == "Cai"
    assert "has 1 people on the map; the other side has 3." in gap.sentence


def test_a_side_with_nobody_is_not_lopsided_but_empty() -> None:
    amy = family("Amy").mother("Beth").father("Cai").mother("Gran", of="Beth")

    assert told("G03", amy) == []
    assert subjects("G02", amy) == ["Cai"]


def test_the_dead_do_not_make_a_side_bigger() -> None:
    amy = family("Amy").mother("Beth").father("Cai").mother("Nan", of="Cai")
    amy.parent("Gran", of="Beth").parent("Grandpa", of="Beth")

    assert told("G03", amy.parent("Old Gran", of="Gran", life_status="died")) == []


def test_grandparents_are_asked_about_one_by_one() -> None:
    amy = family("Amy").mother("Beth")

    assert severities("G04", amy) == ["medium"]
    assert severities("G04", amy.mother("Gran", of="Beth", life_status="died")) == ["low"]
    assert severities("G04", amy.father("Grandpa", of="Beth")) == []


def test_an_empty_chair_is_not_a_known_grandparent() -> None:
    amy = family("Amy").mother("Beth").mother("Gran", of="Beth").placeholder("?")

    (gap,) = told("G04", amy.tie("birth_parent", "?", "Beth"))

    assert gap.sentence == "We do not yet know 1 of Beth's own parents (Amy's grandparents)."


@pytest.mark.parametrize(
    ("known", "expected"),
    [(9, ["high"]), (10, ["medium"]), (24, ["medium"]), (25, ["low"]), (39, ["low"]), (40, [])],
)
def test_few_people_found_is_told_as_progress(known: int, expected: list[str]) -> None:
    amy = family("Amy")
    for number in range(known):
        amy.adult(f"Friend {number}")

    assert severities("G05", amy) == expected


def test_professionals_pets_and_the_dead_are_not_found_family() -> None:
    amy = (
        family("Amy")
        .mother("Beth")
        .professional("Una")
        .pet("Rex")
        .adult("Gran", life_status="died")
    )

    (gap,) = told("G05", amy)

    assert gap.sentence.startswith("We have found 1 of the people who belong to Amy.")
