"""Every kin word comes from parent and partner rows: term, class, degree, side, path."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.kin import Kin
from queries.kinship import kinship
from tests.families import TODAY, Family, family


def kin(told: Family, name: str) -> Kin:
    return kinship(told.network())[told.id(name)]


def word(told: Family, name: str) -> tuple[str, str, int | None, str]:
    found = kin(told, name)
    return found.term, found.kin_class, found.degree, found.side


def big_family() -> Family:
    """Amy, her mother Beth, father Carl, and three generations above."""
    return (
        family("Amy", dob="2015-01-01", gender="female")
        .mother("Beth")
        .father("Carl")
        .mother("Gran", of="Beth")
        .father("Grandad", of="Beth")
        .mother("Great-Gran", of="Gran")
        .mother("Great-Great-Gran", of="Great-Gran")
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amy", ("the child", "self", 0, "own")),
        ("Beth", ("mother", "blood", 1, "maternal")),
        ("Carl", ("father", "blood", 1, "paternal")),
        ("Grandad", ("maternal grandfather", "blood", 2, "maternal")),
        ("Great-Gran", ("maternal great-grandmother", "blood", 3, "maternal")),
        ("Great-Great-Gran", ("maternal great-great-grandmother", "blood", 4, "maternal")),
    ],
)
def test_the_line_goes_up_by_mother_and_father(name: str, expected: object) -> None:
    assert word(big_family(), name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dan", ("maternal uncle", "blood", 3, "maternal")),
        ("Eve", ("maternal first cousin", "blood", 4, "maternal")),
        ("Fay", ("maternal first cousin once removed", "blood", 5, "maternal")),
        ("Gil", ("maternal great-uncle", "blood", 4, "maternal")),
        ("Hal", ("maternal first cousin once removed", "blood", 5, "maternal")),
        ("Ian", ("maternal second cousin", "blood", 6, "maternal")),
        ("Jan", ("known to the family", "none", None, "none")),
    ],
)
def test_aunts_and_cousins_are_steps_up_and_down_and_six_is_the_end(
    name: str, expected: object
) -> None:
    told = big_family().sibling("Dan", of="Beth", gender="male").person("Eve").person("Fay")
    told.tie("birth_parent", "Dan", "Eve").tie("birth_parent", "Eve", "Fay")
    told.person("Gil", gender="male").tie("birth_parent", "Great-Gran", "Gil")
    told.person("Hal").person("Ian").person("Jan")
    told.tie("birth_parent", "Gil", "Hal").tie("birth_parent", "Hal", "Ian")
    told.tie("birth_parent", "Ian", "Jan")

    assert word(told, name) == expected


def test_brothers_and_sisters_who_share_two_parents_are_full() -> None:
    told = big_family().sister("Kit")

    assert word(told, "Kit") == ("sister", "blood", 2, "both")


def test_half_brothers_share_exactly_one_parent_of_two() -> None:
    told = big_family().sibling("Leo", through=("Beth",), gender="male").father("Max", of="Leo")

    assert word(told, "Leo") == ("half-brother (same mother)", "half", 2, "maternal")


def test_where_a_parent_is_not_recorded_full_or_half_is_not_known_and_said_so() -> None:
    told = big_family().sibling("Leo", through=("Beth",), gender="male")

    assert word(told, "Leo") == (
        "brother (full or half not yet known)",
        "blood",
        2,
        "maternal",
    )


def test_a_placeholder_father_is_enough_to_know_half() -> None:
    told = big_family().sibling("Leo", through=("Beth",), gender="male")
    told.placeholder("Leo's dad", gender="male").tie("birth_parent", "Leo's dad", "Leo")

    assert kin(told, "Leo").kin_class == "half"
    assert word(told, "Leo's dad") == (
        "half-brother's father (not yet known)",
        "none",
        None,
        "none",
    )


def test_nieces_of_a_full_sister_are_on_both_sides() -> None:
    told = (
        big_family().sister("Kit").person("Liv", gender="female").tie("birth_parent", "Kit", "Liv")
    )

    assert word(told, "Liv") == ("niece", "blood", 3, "both")


def test_a_full_sibling_row_gives_each_the_others_recorded_parents() -> None:
    told = family("Amy").mother("Beth").father("Carl").person("Kit", gender="female")
    told.tie("sibling", "Amy", "Kit", detail="full")

    assert word(told, "Kit") == ("sister", "blood", 2, "both")


def test_a_half_sibling_row_is_half_through_a_parent_nobody_names() -> None:
    told = family("Amy").mother("Beth").person("Kit", gender="female")
    told.tie("sibling", "Amy", "Kit", detail="half")

    assert word(told, "Kit") == ("half-sister", "half", 2, "unknown-side")


def test_recorded_parents_win_over_a_sibling_row() -> None:
    told = big_family().person("Kit").mother("Nan", of="Kit").father("Ned", of="Kit")
    told.tie("sibling", "Amy", "Kit", detail="full")

    assert kin(told, "Kit").kin_class == "none"


def test_a_disputed_sibling_row_never_makes_family() -> None:
    told = family("Amy").mother("Beth").person("Kit", gender="male")
    told.tie("sibling", "Amy", "Kit", detail="full", certainty="disputed")

    assert word(told, "Kit") == ("possible brother", "possible", 2, "possible unknown-side")


def test_a_disputed_parent_is_only_possible_and_so_is_everyone_behind() -> None:
    told = family("Amy").mother("Beth").father("Carl", of="Amy").mother("Pat", of="Carl")
    told.relationships[1] = told.relationships[1].model_copy(update={"status": "disputed"})

    assert word(told, "Carl") == ("possible father", "possible", 1, "possible paternal")
    assert word(told, "Pat") == (
        "possible paternal grandmother",
        "possible",
        2,
        "possible paternal",
    )


def test_a_row_that_was_taken_back_is_not_there() -> None:
    told = family("Amy").adult("Carl", "male")
    told.tie("birth_parent", "Carl", "Amy", status="retracted")

    assert kin(told, "Carl").kin_class == "none"


def test_an_ended_parent_row_still_counts() -> None:
    told = family("Amy").adult("Carl", "male").tie("birth_parent", "Carl", "Amy", status="ended")

    assert kin(told, "Carl").term == "father"


def two_mums() -> Family:
    told = family("Amy", gender="female").mother("Mama Jo").adult("Mummy Kate", "female")
    told.tie("legal_parent", "Mummy Kate", "Amy").sibling("Bo", through=("Mama Jo",), gender="male")
    told.tie("legal_parent", "Mummy Kate", "Bo").adult("Don", "male").tie("donor", "Don", "Amy")
    return told.mother("Nan", of="Mummy Kate").mother("Don's mum", of="Don")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mama Jo", ("mother", "blood", 1, "maternal")),
        ("Mummy Kate", ("second mother (legal parent)", "legal", 1, "other-mum")),
        ("Nan", ("other-mum grandmother", "legal", 2, "other-mum")),
        ("Don", ("donor", "donor", 1, "donor")),
        ("Don's mum", ("donor's mother", "donor", 2, "donor")),
    ],
)
def test_two_mothers_and_a_donor(name: str, expected: object) -> None:
    assert word(two_mums(), name) == expected


def test_two_children_of_the_same_two_mums_are_full_brother_and_sister() -> None:
    found = kin(two_mums(), "Bo")

    assert (found.term, found.side) == ("brother", "both")


def test_children_by_the_same_donor_are_half_and_told_so() -> None:
    told = two_mums().person("Uma", gender="female").tie("donor", "Don", "Uma")

    assert word(told, "Uma") == ("half-sister (same donor)", "donor", 2, "donor")


def adopted() -> Family:
    told = family("Amy").adult("Fi", "female").adult("Gray", "male")
    told.tie("adoptive_parent", "Fi", "Amy").tie("adoptive_parent", "Gray", "Amy")
    told.person("Hugo", gender="male")
    told.tie("birth_parent", "Fi", "Hugo").tie("birth_parent", "Gray", "Hugo")
    told.mother("Lor").father("Dele").sister("Temi").mother("Pat", of="Fi").mother(
        "Fola", of="Dele"
    )
    return told.person("Tiny", gender="male").tie("birth_parent", "Temi", "Tiny")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fi", ("adoptive mother", "adoptive", 1, "adoptive")),
        ("Hugo", ("adoptive brother", "adoptive", 2, "both")),
        ("Pat", ("adoptive grandmother", "adoptive", 2, "adoptive")),
        ("Lor", ("birth mother", "blood", 1, "birth maternal")),
        ("Temi", ("birth sister", "blood", 2, "both")),
        ("Tiny", ("birth nephew", "blood", 3, "both")),
        ("Fola", ("birth paternal grandmother", "blood", 2, "birth paternal")),
    ],
)
def test_an_adopted_child_has_two_families_side_by_side(name: str, expected: object) -> None:
    assert word(adopted(), name) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("stepfather", "step", None, "step")),
        ({"detail": "cohabiting"}, ("stepfather", "step", None, "step")),
        ({"detail": "relationship"}, ("mother's partner", "step", None, "step")),
        (
            {"status": "ended", "start_date": "2016", "end_date": "2020"},
            ("former stepfather", "step", None, "step"),
        ),
        (
            {"detail": "relationship", "status": "ended", "end_date": "2020"},
            ("mother's former partner", "step", None, "step"),
        ),
        (
            {"status": "ended", "start_date": "2009", "end_date": "2013"},
            ("mother's former partner", "past", None, "step"),
        ),
        (
            {"status": "current", "start_date": "2016", "end_date": "2020"},
            ("former stepfather", "step", None, "step"),
        ),
    ],
)
def test_the_partner_of_a_parent(fields: dict[str, str], expected: object) -> None:
    told = big_family().adult("Sid", "male").partners("Beth", "Sid", **fields)

    assert word(told, "Sid") == expected


def test_a_hundred_and_eighty_days_in_the_childs_life_make_a_step_parent() -> None:
    def sid(end: str) -> str:
        told = big_family().adult("Sid", "male")
        return kin(told.partners("Beth", "Sid", status="ended", end_date=end), "Sid").kin_class

    assert sid("2015-06-29") == "past"
    assert sid("2015-06-30") == "step"


def test_a_widow_stays_stepmother_and_aunt_by_marriage() -> None:
    told = big_family().person("Carl", life_status="died", dod="2020-02-02")
    told.adult("Una", "female")
    told.partners("Carl", "Una", status="ended", start_date="2016", end_date="2020-02-02")
    told.sibling("Dan", of="Beth", gender="male", life_status="died", dod="2021").adult(
        "Viv", "female"
    )
    told.partners("Dan", "Viv", status="ended", start_date="2016", end_date="2021")

    assert kin(told, "Una").term == "stepmother"
    assert kin(told, "Viv").term == "maternal aunt by marriage"


def test_a_widow_from_before_the_childs_life_keeps_the_word_but_is_not_kin() -> None:
    told = big_family().person("Grandad", life_status="died", dod="2001").adult("Wyn", "female")
    told.partners("Grandad", "Wyn", status="ended", start_date="1990", end_date="2001")

    assert word(told, "Wyn") == ("maternal step-grandmother", "past", None, "maternal")


@pytest.mark.parametrize(
    ("of", "fields", "expected"),
    [
        ("Dan", {}, "maternal aunt by marriage"),
        ("Dan", {"detail": "cohabiting"}, "maternal uncle's partner"),
        ("Dan", {"status": "ended", "end_date": "2020"}, "former maternal aunt by marriage"),
        (
            "Dan",
            {"detail": "relationship", "status": "ended", "end_date": "2020"},
            "maternal uncle's former partner",
        ),
        ("Kit", {}, "sister-in-law"),
        ("Eve", {}, "maternal first cousin's wife"),
        ("Eve", {"status": "ended", "end_date": "2020"}, "maternal first cousin's former wife"),
        ("Grandad", {"detail": "relationship"}, "maternal step-grandmother"),
        ("Grandad", {"status": "ended", "end_date": "2020"}, "former maternal step-grandmother"),
    ],
)
def test_partners_of_relatives(of: str, fields: dict[str, str], expected: str) -> None:
    told = big_family().sibling("Dan", of="Beth", gender="male").brother("Kit").person("Eve")
    told.tie("birth_parent", "Dan", "Eve").adult("Xen", "female").partners(of, "Xen", **fields)

    assert kin(told, "Xen").term == expected


def test_no_couple_is_followed_from_a_possible_relative() -> None:
    told = family("Amy").adult("Jo", "male").tie("possible_birth_parent", "Jo", "Amy")
    told.adult("Xen", "female").partners("Jo", "Xen")

    assert kin(told, "Xen").kin_class == "none"


def test_the_people_of_a_step_parent_are_step_too() -> None:
    told = big_family().adult("Sid", "male").partners("Beth", "Sid")
    told.person("Step", gender="female").tie("birth_parent", "Sid", "Step").mother(
        "Sid's mum", of="Sid"
    )

    assert kin(told, "Step").term == "stepsister"
    assert kin(told, "Sid's mum").term == "step-grandmother"


def test_a_step_parent_row_speaks_where_no_couple_does() -> None:
    told = big_family().adult("Sid", "male").tie("step_parent", "Sid", "Amy", status="ended")

    assert word(told, "Sid") == ("former stepfather", "step", None, "step")


def test_a_half_sisters_other_family_is_hers() -> None:
    told = (
        big_family().sibling("Ellie", through=("Beth",), gender="female").father("Max", of="Ellie")
    )
    told.mother("Ellie's nan", of="Max")

    assert word(told, "Ellie's nan") == (
        "half-sister's paternal grandmother",
        "sibling-line",
        None,
        "none",
    )


def test_children_of_cousins_are_related_twice() -> None:
    told = (
        family("Amy")
        .mother("Beth")
        .father("Carl")
        .mother("Nani", of="Beth")
        .father("Dada", of="Carl")
    )
    for name in ("Nani", "Dada"):
        told.mother("Begum", of=name).father("Fazal", of=name)

    assert kin(told, "Dada").term == "paternal grandfather"
    assert kin(told, "Dada").also == "maternal great-uncle"
    assert kin(told, "Nani").also == "paternal great-aunt"
    assert kin(told, "Begum").also == "paternal great-grandmother"


def test_the_path_is_told_in_words() -> None:
    told = big_family().sister("Dot", of="Beth").person("Eve", gender="female")
    told.tie("birth_parent", "Dot", "Eve")

    assert kin(told, "Eve").told == "your mum's sister's daughter"
    assert kin(told, "Great-Gran").told == "your mum's mum's mum"
    assert kin(told, "Beth").told == "your mum"


@pytest.mark.parametrize(
    ("gender", "terms"),
    [
        ("unknown", ("parent", "maternal grandparent", "maternal aunt or uncle")),
        ("nonbinary", ("parent", "maternal grandparent", "maternal aunt or uncle")),
    ],
)
def test_words_do_not_guess_a_gender(gender: str, terms: tuple[str, str, str]) -> None:
    told = family("Amy").mother("Beth").parent("Carl", gender=gender)
    told.parent("Pip", of="Beth", gender=gender).sibling("Sam", of="Beth", gender=gender)

    assert (kin(told, "Carl").term, kin(told, "Pip").term, kin(told, "Sam").term) == terms


def test_an_unknown_side_is_left_out_of_the_word() -> None:
    told = family("Amy").parent("Carl").mother("Pat", of="Carl")

    assert word(told, "Pat") == ("grandmother", "blood", 2, "unknown-side")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Beth", "MTH"), ("Grandad", "MGRFTH"), ("Great-Gran", "MGGRMTH"), ("Great-Great-Gran", "")],
)
def test_a_role_code_is_given_where_one_fits_exactly(name: str, code: str) -> None:
    assert kin(big_family(), name).hl7 == code


def test_twins_have_a_code_of_their_own() -> None:
    told = big_family().sister("Kit").tie("twin", "Kit", "Amy")

    assert kin(told, "Kit").hl7 == "TWINSIS"


def test_a_circle_in_the_data_ends_with_an_answer() -> None:
    told = family("Amy").adult("Beth", "female").adult("Carl", "male")
    told.tie("birth_parent", "Beth", "Amy").tie("birth_parent", "Carl", "Beth")
    told.tie("birth_parent", "Amy", "Carl").tie("birth_parent", "Beth", "Beth")

    assert set(kinship(told.network())) == {told.id(name) for name in ("Amy", "Beth", "Carl")}


PEOPLE = tuple(f"P{number:02d}" for number in range(14))
TIES = st.tuples(
    st.sampled_from(
        [
            "birth_parent",
            "adoptive_parent",
            "legal_parent",
            "donor",
            "possible_birth_parent",
            "sibling",
            "twin",
            "partner",
            "step_parent",
        ]
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
    st.sampled_from(["", "full", "half", "married", "cohabiting"]),
    st.sampled_from(["current", "ended", "disputed"]),
)


def any_family(ties: list[tuple[str, str, str, str, str]]) -> Family:
    told = family("P00", ref="P00")
    for number, name in enumerate(PEOPLE[1:]):
        told.person(name, ref=name, gender=("female", "male", "unknown")[number % 3])
    for kind, one, other, detail, status in ties:
        told.tie(kind, one, other, detail=detail, status=status)
    return told


@settings(max_examples=150, deadline=None)
@given(st.lists(TIES, max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(ties: list[tuple[str, ...]], random: object) -> None:
    told = any_family(ties)  # type: ignore[arg-type]
    before = kinship(told.network())

    random.shuffle(told.relationships)  # type: ignore[attr-defined]

    assert kinship(told.network()) == before


@settings(max_examples=150, deadline=None)
@given(st.lists(TIES, max_size=40))
def test_a_degree_is_up_to_six_steps_along_the_path(ties: list[tuple[str, ...]]) -> None:
    for found in kinship(any_family(ties).network()).values():  # type: ignore[arg-type]
        if found.path:
            assert found.degree == len(found.path) - 1 <= 6
            assert len(set(found.path)) == len(found.path)


HASHED = """
import json, random
from tests.queries.test_kinship import PEOPLE, any_family
from queries.kinship import kinship
dice = random.Random(7)
kinds = ["birth_parent", "adoptive_parent", "donor", "sibling", "partner", "possible_birth_parent"]
ties = [(dice.choice(kinds), dice.choice(PEOPLE), dice.choice(PEOPLE), dice.choice(["", "full", "half"]), "current")
        for _ in range(40)]
print(json.dumps([kin.model_dump(mode="json") for kin in kinship(any_family(ties).network()).values()]))
"""


def test_every_hash_seed_gives_the_same_words() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "77")
    }

    assert len(answers) == 1
    assert len(json.loads(answers.pop())) == len(PEOPLE)


def test_kinship_is_read_at_a_day() -> None:
    told = (
        big_family()
        .adult("Sid", "male")
        .partners("Beth", "Sid", start_date="2016", end_date="2020")
    )

    assert kinship(told.network(TODAY))[told.id("Sid")].term == "former stepfather"
    assert kinship(told.network(TODAY.replace(year=2018)))[told.id("Sid")].term == "stepfather"
