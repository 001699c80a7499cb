"""What is drawn: every sign says something that is known, and none of it by colour alone."""

from __future__ import annotations

import json
from math import hypot
from xml.etree import ElementTree

import pytest

from graph.access import visible
from graph.viewers import Viewer
from tests.families import Family, family
from web.maps.colours import PAPER, PRINT
from web.maps.contents import contents
from web.maps.display import display
from web.maps.legend import legend
from web.maps.picture import Figure, Mark, Picture, Tie, Words
from web.maps.scene import scene
from web.maps.shapes import circle, cross, diamond, house, triangle
from web.maps.sizes import PERSON
from web.maps.svg import svg


def drawn(amy: Family) -> Picture:
    return display(scene(amy.network()))


def figure(amy: Family, name: str) -> Figure:
    return next(f for f in drawn(amy).figures if f.person_id == amy.id(name))


def paths(found: Figure) -> list[str]:
    return [mark.d for mark in (*found.drawn, *found.marks) if isinstance(mark, Mark)]


def tie(amy: Family, one: str, other: str) -> Tie:
    ends = {amy.id(one), amy.id(other)}
    return next(found for found in drawn(amy).ties if set(found.ends) == ends)


def line(found: Tie) -> Mark:
    mark = found.drawn[0]
    assert isinstance(mark, Mark)
    return mark


def test_a_person_is_a_circle_a_pet_a_diamond_and_an_unborn_child_a_triangle() -> None:
    amy = family("Amy").mother("Beth").pet("Rex").person("Bump", entity_type="unborn")

    assert paths(figure(amy, "Beth"))[0] == circle(0, 0, PERSON)
    assert paths(figure(amy, "Rex"))[0] == diamond(0, 0, PERSON)
    assert paths(figure(amy, "Bump"))[0] == triangle(0, 0, PERSON)


def test_an_empty_chair_is_a_dashed_outline_with_a_question_mark() -> None:
    amy = family("Amy").placeholder("Dad")

    found = figure(amy, "Dad")

    assert isinstance(found.drawn[0], Mark)
    assert found.drawn[0].dash
    assert any(isinstance(thing, Words) and thing.lines == ("?",) for thing in found.drawn)


def test_somebody_not_found_yet_is_a_dashed_outline_that_keeps_their_letters() -> None:
    amy = family("Amy").adult("Joy").found("Joy", "not_traced")

    found = figure(amy, "Joy")

    assert isinstance(found.drawn[0], Mark)
    assert found.drawn[0].dash
    assert any(isinstance(thing, Words) and thing.lines == ("Jo",) for thing in found.drawn)


def test_the_dead_are_crossed_through_and_grey() -> None:
    amy = family("Amy").adult("Nan", life_status="died")

    found = figure(amy, "Nan")

    assert cross(0, 0, PERSON) in paths(found)
    assert isinstance(found.drawn[0], Mark)
    assert found.drawn[0].fill == "gone"


def test_a_heart_sits_with_whoever_loves() -> None:
    amy = family("Amy").mother("Beth").adult("Joy")
    amy.says("Beth", "loves", "Amy").says("Amy", "loves", "Joy").says("Amy", "misses", "Beth")

    assert len(paths(figure(amy, "Beth"))) == len(paths(figure(amy, "Joy"))) + 1
    assert tie(amy, "Amy", "Joy").over[0] != tie(amy, "Amy", "Beth").over[0]
    missed, loved = tie(amy, "Amy", "Beth").over[0], tie(amy, "Amy", "Joy").over[0]
    assert isinstance(missed, Mark)
    assert isinstance(loved, Mark)
    assert (missed.fill, loved.fill) == ("light", "deep")


def test_hearts_beside_the_child_never_hide_each_other() -> None:
    amy = family("Amy").mother("Beth")
    for nth in range(12):
        amy.adult(f"A{nth}").tie("family_friend", f"A{nth}", "Amy").says("Amy", "loves", f"A{nth}")

    hearts = [found.over[0] for found in drawn(amy).ties if found.over]

    assert len({heart.d for heart in hearts if isinstance(heart, Mark)}) == 12


def test_a_house_stands_by_those_who_share_a_home() -> None:
    amy = family("Amy").mother("Beth").adult("Joy").adult("Kay").adult("Sue")
    amy.lives("H1", "Amy", "Beth").lives("H2", "Joy", "Kay").lives("H3", "Sue")

    assert house(-23, -22, 10) in paths(figure(amy, "Beth"))
    assert house(-23, -22, 9) in paths(figure(amy, "Joy"))
    assert len(paths(figure(amy, "Sue"))) == 1


QUALITIES = ("strong", "good", "ordinary", "tenuous", "stressful", "cut_off", "unknown")


def test_every_quality_has_a_line_of_its_own_without_its_colour() -> None:
    looks = set()
    for quality in QUALITIES:
        amy = family("Amy").adult("Joy").tie("family_friend", "Joy", "Amy", quality=quality)
        found = tie(amy, "Amy", "Joy")
        looks.add((line(found).width, line(found).dash, line(found).d.count("L"), len(found.drawn)))

    assert len(looks) == len(QUALITIES)


def test_a_line_is_solid_in_touch_and_dotted_when_not() -> None:
    amy = family("Amy").adult("Joy").adult("Kay").together("Joy", "2026-11-01")

    assert not line(tie(amy, "Amy", "Joy")).dash
    assert line(tie(amy, "Amy", "Kay")).dash


def test_ties_to_the_child_are_always_there_and_others_only_when_tapped() -> None:
    amy = family("Amy").mother("Beth").mother("Nan", of="Beth").professional("Hal")

    assert tie(amy, "Amy", "Beth").is_always
    assert not tie(amy, "Nan", "Beth").is_always
    assert not tie(amy, "Amy", "Hal").is_always


def test_a_tie_between_others_reads_from_either_end() -> None:
    amy = family("Amy").mother("Beth").mother("Nan", of="Beth")

    says = tie(amy, "Nan", "Beth").says

    assert says[amy.id("Nan")].lines == ("mother of",)
    assert says[amy.id("Beth")].lines == ("daughter of",)


def test_those_whose_job_it_is_are_small_and_below_everyone() -> None:
    amy = family("Amy").mother("Beth").professional("Hal")

    found = figure(amy, "Hal")

    assert found.radius < figure(amy, "Beth").radius
    assert found.y > max(f.y for f in drawn(amy).figures if f.person_id != found.person_id)


def test_a_side_with_nobody_on_it_asks_kindly() -> None:
    said = {
        line
        for thing in drawn(family("Amy").mother("Beth")).ground
        if isinstance(thing, Words)
        for line in thing.lines
    }

    assert {"Who else is there?", "Who could tell us more?", "Who likes being with Amy?"} <= said


def test_a_question_for_a_side_stands_in_nobodys_face() -> None:
    picture = drawn(family("Amy").mother("Beth").father("Carl"))

    asked = [one for one in picture.ground if isinstance(one, Words) and one.slant]

    apart = [hypot(f.x - one.x, f.y - one.y) for f in picture.figures for one in asked]
    assert len(asked) == 3
    assert min(apart) > PERSON * 2


def test_the_picture_holds_everything_that_is_drawn() -> None:
    picture = drawn(family("Amy").mother("Beth").father("Carl").professional("Hal"))
    left, top, right, bottom = picture.box

    assert all(left < f.x < right and top < f.y < bottom for f in picture.figures)


def test_svg_draws_the_same_list_mark_for_mark() -> None:
    picture = drawn(family("Amy").mother("Beth").says("Beth", "loves", "Amy"))

    root = ElementTree.fromstring(svg(picture, "Amy’s map"))  # noqa: S314  # our own drawing

    things = [thing for _x, _y, thing in picture.in_order()]
    seen = [element for element in root.iter() if not element.get("aria-hidden")]
    tags = [element.tag.rpartition("}")[2] for element in seen]
    assert tags.count("path") == sum(isinstance(thing, Mark) for thing in things)
    assert tags.count("text") == sum(isinstance(thing, Words) for thing in things)


def test_a_name_stays_a_name_in_svg() -> None:
    picture = drawn(family("Amy").mother("<script>alert(1)</script>"))

    text = svg(picture, "<b>map</b>", PRINT)

    assert "<script" not in text
    assert "<b>" not in text


def test_every_colour_that_is_drawn_is_declared_for_every_theme() -> None:
    amy = family("Amy").mother("Beth").father("Carl").placeholder("Chair").pet("Rex").friend("Fay")
    amy.carer("Linda").professional("Hal").adult("Nan", life_status="died").lives(
        "H1", "Amy", "Beth"
    )
    signs = [thing for sign in legend("Amy", is_record=True) for thing in sign.drawn]

    used = set()
    for thing in (*signs, *(thing for _x, _y, thing in drawn(amy).in_order())):
        used |= {thing.fill, thing.line} if isinstance(thing, Mark) else {thing.colour}

    assert used - {""} <= PAPER.keys()
    assert PAPER.keys() == PRINT.keys()


def test_no_colour_is_red() -> None:
    for name, value in PAPER.items():
        red, green, blue = (int(value[n : n + 2], 16) for n in (1, 3, 5))
        assert red < 1.75 * max(green, blue), name


def test_what_an_audience_may_not_see_leaves_no_trace_in_the_contents() -> None:
    viewer = Viewer(account="f", audience="family_meeting")
    plain = family("Amy").mother("Beth").friend("Fay")
    hiding = family("Amy").mother("Beth").friend("Fay")
    hiding.mother("Secret", of="Beth", visibility="professionals_only")
    hiding.says("Secret", "loves", "Amy").together("Secret", "2026-11-01")
    hiding.tie("court_order", "Beth", "Amy", words="hidden").stance("Beth", "not_safe")

    seen, twin = (contents(scene(visible(f.network(), viewer))) for f in (hiding, plain))

    assert json.dumps(seen) == json.dumps(twin)


@pytest.mark.parametrize("audience", ["family_meeting", "child"])
def test_the_legend_does_not_speak_of_what_is_not_shown(audience: str) -> None:
    amy = family("Amy").adult("Joy").tie("family_friend", "Joy", "Amy", quality="cut_off")
    seen = visible(amy.network(), Viewer(account="f", audience=audience))

    words = {sign.words for sign in legend("Amy", is_record=False)}

    assert "cut off" not in words
    assert display(scene(seen)).ties[0].drawn[0] != display(scene(amy.network())).ties[0].drawn[0]
