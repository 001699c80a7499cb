"""Parent sets: any number of them for one person, each of its own kind."""

from __future__ import annotations

from queries.family_tree import family_tree
from queries.parent_sets import parent_sets
from tests.families import Family, family


def sets_of(amy: Family, name: str = "Amy") -> list[tuple[str, tuple[str, ...], bool]]:
    network = amy.network()
    return [
        (each.kind, tuple(amy.known(parent) for parent in each.parents), each.is_over)
        for each in parent_sets(network, family_tree(network))
        if each.child == amy.id(name)
    ]


def kinds_of(amy: Family) -> dict[str, set[str]]:
    return {kind: set(parents) for kind, parents, _is_over in sets_of(amy)}


def test_two_mothers_by_birth_and_by_law_are_one_set() -> None:
    amy = family("Amy").mother("Jo").parent("Kim", kind="legal_parent", gender="female")

    assert kinds_of(amy) == {"birth": {"Jo", "Kim"}}


def test_birth_adoption_fostering_and_donation_are_four_sets() -> None:
    amy = family("Amy").mother("Beth").parent("Ann", kind="adoptive_parent")
    amy.parent("Don", kind="donor").carer("Flo")

    assert kinds_of(amy) == {
        "birth": {"Beth"},
        "adoptive": {"Ann"},
        "foster": {"Flo"},
        "donor": {"Don"},
    }


def test_carers_who_are_a_couple_are_one_set_and_others_are_sets_alone() -> None:
    amy = family("Amy").carer("Flo").carer("Gus").carer("Hal").partners("Flo", "Gus")

    assert sorted(len(parents) for _kind, parents, _is_over in sets_of(amy)) == [1, 2]


def test_a_former_carer_is_a_set_that_is_over() -> None:
    amy = family("Amy").adult("Flo").tie("foster_carer", "Flo", "Amy", status="ended")

    assert sets_of(amy) == [("foster", ("Flo",), True)]


def test_a_carer_who_has_yet_to_begin_is_no_set() -> None:
    amy = family("Amy").adult("Flo").tie("foster_carer", "Flo", "Amy", start_date="2027-01-01")

    assert sets_of(amy) == []


def test_care_that_is_planned_is_only_a_prospect() -> None:
    amy = family("Amy").adult("Flo").tie("foster_carer", "Flo", "Amy", status="planned")

    assert sets_of(amy) == [("prospective", ("Flo",), False)]


def test_a_parent_who_is_doubted_is_only_possibly_one() -> None:
    amy = family("Amy").mother("Beth").adult("Dan")
    amy.tie("birth_parent", "Dan", "Amy", certainty="possible")

    assert kinds_of(amy) == {"birth": {"Beth"}, "possible": {"Dan"}}
