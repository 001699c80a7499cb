"""What a genogram draws: McGoldrick’s symbols and lines, and every sign in its legend."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from graph.access import visible
from graph.viewers import Viewer
from tests.families import Family, family
from tests.web.maps.genogram.kin import drawn, figures, rows
from web.maps.colours import PAPER
from web.maps.faces import SOFT
from web.maps.genogram.display import genogram
from web.maps.genogram.paths import rounded_square, slashes, square, square_cross
from web.maps.picture import Face, Figure, Mark, Tie, Words
from web.maps.scene import scene
from web.maps.shapes import circle, diamond, triangle
from web.maps.sizes import PERSON
from web.maps.svg import svg


def figure(amy: Family, name: str) -> Figure:
    return figures(drawn(amy))[amy.id(name)]


def marks(found: Figure | Tie) -> list[Mark]:
    return [thing for thing in found.drawn if isinstance(thing, Mark)]


def words(found: Figure | Tie) -> list[str]:
    return [line for thing in found.drawn if isinstance(thing, Words) for line in thing.lines]


def tie(amy: Family, *names: str) -> Tie:
    ends = {amy.id(name) for name in names}
    return next(found for found in drawn(amy).ties if set(found.ends) == ends)


@pytest.mark.parametrize(
    ("gender", "path"),
    [
        ("female", circle),
        ("male", square),
        ("nonbinary", rounded_square),
        ("unknown", rounded_square),
    ],
)
def test_gender_is_a_circle_a_square_or_a_square_with_round_corners(
    gender: str, path: type[circle]
) -> None:
    amy = family("Amy").adult("Jo", gender).tie("birth_parent", "Jo", "Amy")

    assert marks(figure(amy, "Jo"))[0].d == path(0, 0, PERSON)


def test_an_unborn_child_is_a_triangle_and_a_pet_a_diamond() -> None:
    amy = family("Amy").mother("Beth").sibling("Bump", entity_type="unborn").pet("Rex")

    assert marks(figure(amy, "Bump"))[0].d == triangle(0, 0, PERSON)
    assert marks(figure(amy, "Rex"))[0].d == diamond(0, 0, figure(amy, "Rex").radius)


def test_the_child_has_a_double_outline() -> None:
    amy = family("Amy", gender="female")

    assert len({mark.d for mark in marks(figure(amy, "Amy"))}) == 2


def test_the_dead_are_crossed_and_have_their_years() -> None:
    amy = family("Amy").father("Cai", life_status="died", dob="1980", dod="about 2019")

    found = figure(amy, "Cai")

    assert square_cross(0, 0, PERSON) in [mark.d for mark in marks(found)]
    assert {"1980", "~2019"} <= set(words(found))


def test_ages_and_years_are_for_those_who_are_shown_them() -> None:
    amy = family("Amy").mother("Beth", dob="1990-01-01")

    seen = visible(amy.network(), Viewer(account="", audience="family_meeting"))
    said = {line for f in genogram(scene(seen)).figures for line in words(f)}

    assert said == {"Am", "Be"}
    assert "36" in words(figure(amy, "Beth"))


def faced() -> Family:
    amy = family("Amy").mother("Beth", dob="1985").father("Cal", dob="1980").parent("Dee", "Beth")
    amy.person("Dee", gender="unknown", life_status="died", dod="2020")
    for name in ("Beth", "Cal", "Dee"):
        amy.picture(name, kind="photo", content="/9j/")
    return amy


def test_a_face_is_cut_to_the_shape_of_its_symbol_with_the_age_beside_it() -> None:
    amy = faced()
    pictures = {one.person_id: one for one in amy.pictures}
    found = {f.person_id: f for f in genogram(scene(amy.network(), pictures=pictures)).figures}

    beth, cal, dee = (found[amy.id(name)] for name in ("Beth", "Cal", "Dee"))

    faces = [next(one for one in each.drawn if isinstance(one, Face)) for each in (beth, cal, dee)]
    assert [face.corner for face in faces] == [1.0, 0.0, SOFT]
    assert "40" in words(beth)
    assert all(one.line != "gone-line" or one.d != square_cross(0, 0, PERSON) for one in marks(dee))


def test_an_empty_chair_is_dashed_with_a_question_mark() -> None:
    amy = family("Amy").placeholder("Dad").tie("birth_parent", "Dad", "Amy")

    assert marks(figure(amy, "Dad"))[0].dash
    assert words(figure(amy, "Dad")) == ["?"]


@pytest.mark.parametrize(
    ("detail", "status", "dashed", "strokes"),
    [
        ("married", "current", False, 0),
        ("married", "ended", False, 2),
        ("cohabiting", "current", True, 0),
        ("cohabiting", "ended", True, 1),
        ("relationship", "ended", True, 1),
    ],
)
def test_a_couples_line_tells_of_marriage_living_together_and_parting(
    detail: str, status: str, *, dashed: bool, strokes: int
) -> None:
    amy = family("Amy").mother("Beth").adult("Cai", "male")
    amy.partners("Beth", "Cai", detail, status=status)

    line, *across = marks(tie(amy, "Beth", "Cai"))

    assert bool(line.dash) == dashed
    assert sum(mark.d.count("M") for mark in across) == strokes == slashes(0, 0, strokes).count("M")


def test_a_donors_line_says_so() -> None:
    amy = family("Amy").mother("Beth").parent("Don", kind="donor")

    assert words(tie(amy, "Don", "Amy")) == ["donor"]


def test_a_line_of_adoption_is_solid_and_dashed() -> None:
    amy = family("Amy").mother("Beth").parent("Ann", kind="adoptive_parent")

    assert [bool(mark.dash) for mark in marks(tie(amy, "Ann", "Amy"))] == [False, True]


def test_twins_leave_the_line_of_their_parents_at_one_point() -> None:
    amy = family("Amy").mother("Beth").sister("Bea").tie("twin", "Amy", "Bea", detail="full")

    one, other = (marks(tie(amy, "Beth", name))[0].d for name in ("Amy", "Bea"))

    assert one.rpartition("L")[0].split("L")[:-1] == other.rpartition("L")[0].split("L")[:-1]


def test_a_man_stands_left_of_his_wife() -> None:
    amy = family("Amy").mother("Beth").father("Cai").partners("Beth", "Cai")

    assert figure(amy, "Cai").x < figure(amy, "Beth").x


def test_a_mother_stands_between_the_fathers_of_her_children() -> None:
    amy = family("Amy", dob="2010").mother("Beth").father("Cai").sibling("Dan", through=["Beth"])
    amy.father("Eli", of="Dan")

    assert figure(amy, "Cai").x < figure(amy, "Beth").x < figure(amy, "Eli").x


def test_a_half_brother_does_not_come_between_the_childs_parents() -> None:
    amy = family("Amy").mother("Beth").father("Cai").partners("Beth", "Cai")
    amy.mother("Gran", of="Beth").father("Lee", of="Beth").mother("Nan", of="Cai")
    amy.sibling("Riley", "Beth", ["Gran"])

    places = [figure(amy, name).x for name in ("Cai", "Beth", "Riley")]

    assert places == sorted(places)


def test_friends_and_workers_stand_below_everyone_in_the_family() -> None:
    amy = family("Amy").mother("Beth").friend("Fay").professional("Sam")
    *_above, child, friends, workers = rows(drawn(amy), [*amy.network().people])

    found = [[amy.known(f.person_id) for f in row] for row in (child, friends, workers)]

    assert found == [["Amy"], ["Fay"], ["Sam"]]


def test_somebody_who_is_their_own_ancestor_is_told_of_in_a_sentence() -> None:
    amy = family("Amy").mother("Beth").tie("birth_parent", "Amy", "Beth")

    said = [line for thing in drawn(amy).ground if isinstance(thing, Words) for line in thing.lines]

    assert any("their own ancestor" in line for line in said)


def test_a_genogram_is_an_svg_that_says_what_it_is() -> None:
    amy = family("Amy <&>").mother("Beth")

    drawing = svg(drawn(amy), "Amy’s family tree", PAPER)
    root = ElementTree.fromstring(drawing)  # noqa: S314  # our own drawing

    assert root.get("aria-label") == "Amy’s family tree"
