"""Rows that say who is a brother or sister, where the parents are not all known."""

from __future__ import annotations

import pytest

from queries.kinship import kinship
from tests.families import Family, family


def children(*rows: tuple[str, str, str]) -> Family:
    """Amy, Bo and Cai, and what rows say of them."""
    told = family("Amy").person("Bo", gender="male").person("Cai", gender="female")
    for one, other, detail in rows:
        told.tie("sibling", one, other, detail=detail)
    return told


def word(told: Family, name: str) -> tuple[str, str, str | None]:
    found = kinship(told.network())[told.id(name)]
    return (found.term, found.kin_class, found.side)


def test_a_half_sibling_recorded_both_ways_is_still_half() -> None:
    told = children(("Amy", "Bo", "half"), ("Bo", "Amy", "half"))

    assert word(told, "Bo")[:2] == ("half-brother", "half")


def test_a_half_sister_of_full_siblings_is_half_to_each_of_them() -> None:
    told = children(("Amy", "Bo", "full"), ("Amy", "Cai", "half"), ("Bo", "Cai", "half"))

    assert word(told, "Bo") == ("brother", "blood", "both")
    assert word(told, "Cai")[:2] == ("half-sister", "half")


def test_two_rows_that_do_not_say_leave_it_unknown() -> None:
    told = children(("Amy", "Bo", ""), ("Bo", "Amy", ""))

    assert word(told, "Bo")[:2] == ("brother (full or half not yet known)", "blood")


def test_a_father_of_a_half_brother_recorded_twice_is_known_by_him() -> None:
    told = children(("Amy", "Bo", "half"), ("Bo", "Amy", "half")).father("Fred", of="Bo")

    assert word(told, "Fred")[0] == "half-brother's father"


def test_half_siblings_of_a_full_sister_are_all_kept() -> None:
    told = (
        family("Bo").person("Amy", gender="female").mother("Mia", of="Bo").mother("Mia", of="Amy")
    )
    for name in ("Cai", "Dee"):
        told.person(name, gender="male").tie("sibling", "Amy", name, detail="half")
    told.tie("sibling", "Bo", "Amy", detail="full")

    assert {word(told, name)[0] for name in ("Cai", "Dee")} == {
        "brother (full or half not yet known)"
    }


@pytest.mark.parametrize(
    ("link", "term"),
    [
        ("donor", "half-brother (same donor)"),
        ("possible_birth_parent", "possible half-brother (same donor)"),
    ],
)
def test_a_donor_who_is_only_possible_makes_only_possible_brothers(link: str, term: str) -> None:
    told = family("Amy").adult("Jo", "male").person("Xan", gender="male")
    told.tie(link, "Jo", "Amy").tie("donor", "Jo", "Xan").mother("Una", of="Xan")

    assert word(told, "Xan")[0] == term
    assert word(told, "Una")[1] == ("sibling-line" if link == "donor" else "none")


def test_people_who_are_all_each_others_parents_end_with_an_answer() -> None:
    names = [f"P{nth}" for nth in range(12)]
    told = family("P0")
    for name in names[1:]:
        told.person(name)
    for one in names:
        for other in names:
            if one != other:
                told.tie("birth_parent", one, other)

    assert len(kinship(told.network())) == len(names)
