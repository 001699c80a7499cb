"""Lenses: other lines, marks and emphasis on the same places; told apart without colour, and the same in words."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

import pytest

from graph.access import visible
from graph.network import Network
from graph.viewers import Viewer
from tests.families import Family, family
from tests.web.town import Town
from web.maps.colours import PAPER
from web.maps.display import display
from web.maps.lenses import (
    LENSES,
    Layer,
    Lens,
    layers,
    layers_as_json,
    lens_named,
    lenses_for,
    through,
    under,
)
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import scene

DRAWN = tuple(lens for lens in LENSES if lens.layer)
IN_PLACE = tuple(lens for lens in DRAWN if lens.name != "genogram")
EVERYTHING = tuple(lens.name for lens in LENSES)
AUDIENCES = ("child", "family_meeting", "professionals", "manager")


@pytest.fixture(scope="module")
def amy() -> Family:
    """Amy, with somebody for every sign of every lens."""
    made = family("Amy").mother("Beth").father("Carl").mother("Nan", of="Beth").friend("Fay")
    made.pet("Rex").professional("Hal").placeholder("Chair").adult("Joy").adult("Kay")
    made.carer("Linda").adult("Old", life_status="died")
    made.says("Nan", "loves", "Amy", "“My heartstring.”").says("Amy", "loves", "Nan")
    made.says("Beth", "loves", "Amy").says("Amy", "misses", "Fay").promises("Nan", "meals")
    made.together("Beth", "2026-11-07").together("Joy", "2026-01-07").together("Kay", "2020-01-07")
    made.lives("H1", "Amy", "Nan").lives("H2", "Joy", "Kay")
    for name, stance in (("Nan", "safe"), ("Beth", "safe_with_support"), ("Carl", "not_safe")):
        made.stance(name, stance)
    made.stance("Joy", "unknown")
    return made.tie("family_friend", "Joy", "Amy", quality="strong", certainty="likely")


def seen(made: Family, audience: str) -> Network:
    return visible(made.network(), Viewer(account="v", audience=audience, is_allocated=True))


def layer(made: Family, name: str) -> Layer:
    return layers(scene(made.network()))[name]


def colourless(things: tuple[Drawn, ...]) -> str:
    """What is left of some things where every colour looks alike; only what is filled and how dark stays."""
    shades = {"ink": "dark", "paper": "pale", "light": "pale", "": ""}
    return json.dumps(
        [
            {
                k: shades.get(v, "middle") if k in ("fill", "line", "colour") else v
                for k, v in asdict(t).items()
            }
            for t in things
        ]
    )


@pytest.mark.parametrize("lens", IN_PLACE, ids=lambda lens: lens.name)
def test_a_lens_moves_nobody(amy: Family, lens: Lens) -> None:
    found = scene(amy.network())
    picture = display(found)

    looked = through(picture, found, lens)

    assert looked.box == picture.box
    assert [(f.person_id, f.x, f.y, f.radius) for f in looked.figures] == [
        (f.person_id, f.x, f.y, f.radius) for f in picture.figures
    ]


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.name)
def test_every_sign_of_a_lens_is_told_apart_without_colour(amy: Family, lens: Lens) -> None:
    signs = [colourless(sign.drawn) for sign in lens.legend(amy.network())]
    tapped = 4 if lens.name == "circles" else 0

    assert len(set(signs)) >= len(signs) - tapped


@pytest.mark.parametrize("lens", DRAWN, ids=lambda lens: lens.name)
def test_a_lens_says_in_words_what_it_draws_of_everyone(amy: Family, lens: Lens) -> None:
    said = layer(amy, lens.name).says
    child = {amy.child_id} if lens.name == "genogram" else set()

    assert said.keys() == scene(amy.network()).layout.spots.keys() | child
    assert all(re.fullmatch(r"\S.*[.?”]", words) for words in said.values())


@pytest.mark.parametrize("lens", DRAWN, ids=lambda lens: lens.name)
def test_every_line_and_mark_of_a_lens_is_of_somebody_on_the_map(amy: Family, lens: Lens) -> None:
    found, people = layer(amy, lens.name), set(amy.network().people)

    assert {end for tie in found.ties for end in tie.ends} <= people
    assert found.marks.keys() <= people
    assert found.quiet.isdisjoint(tie.ends[1] for tie in found.ties if tie.is_always)


def test_whoever_a_lens_steps_back_from_is_still_readable(amy: Family) -> None:
    found = scene(amy.network())
    looked = through(display(found), found, lens_named(amy.network(), "love"))

    carl = next(f for f in looked.figures if f.person_id == amy.id("Carl"))

    assert {t.colour for t in carl.drawn if isinstance(t, Words)} == {"quiet"}
    assert all(t.alpha == 1 for t in carl.drawn if isinstance(t, Mark))


def test_love_is_drawn_both_ways_with_its_words(amy: Family) -> None:
    found = layer(amy, "love")

    nan = next(tie for tie in found.ties if amy.id("Nan") in tie.ends)
    assert isinstance(nan.drawn[0], Mark)
    assert not nan.drawn[0].dash
    assert nan.over
    assert "Nan loves Amy: “My heartstring.”" in found.says[amy.id("Nan")]
    assert amy.id("Carl") in found.quiet


def test_how_long_ago_stands_on_everyone_who_was_in_touch(amy: Family) -> None:
    found = layer(amy, "time")

    texts = {t.lines[0] for t in found.marks[amy.id("Beth")] if isinstance(t, Words)}
    assert len(texts) == 1
    assert found.says[amy.id("Beth")].startswith("Last in touch 7 November 2026: together")
    assert found.says[amy.id("Nan")].startswith("Lives with Amy.")


def test_help_has_an_arrow_at_whoever_is_helped(amy: Family) -> None:
    found = layer(amy, "help")

    nan = next(tie for tie in found.ties if amy.id("Nan") in tie.ends)
    assert len(nan.over) == 1
    assert found.says[amy.id("Nan")] == "Has promised: Meals together."
    assert "A strong tie." in found.says[amy.id("Joy")]


def test_each_stance_has_a_shield_of_its_own(amy: Family) -> None:
    marks = layer(amy, "safety").marks

    assert len({colourless(marks[amy.id(n)]) for n in ("Nan", "Beth", "Carl", "Joy")}) == 4


def test_after_eighteen_paid_roles_end_and_promises_stay(amy: Family) -> None:
    found = layer(amy, "later")

    assert amy.id("Hal") in found.quiet
    assert found.says[amy.id("Hal")] == "Is there as long as it is their job."
    assert "Has promised: Meals together." in found.says[amy.id("Nan")]


def test_a_shared_home_has_a_number_and_a_line(amy: Family) -> None:
    found = layer(amy, "homes")

    assert len(found.ground) == 2
    assert found.says[amy.id("Nan")] == "Home 1: lives with Amy."
    assert found.says[amy.id("Joy")] == "Home 2: lives with Kay."


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_lens_that_reads_what_is_not_shown_is_not_there(amy: Family, audience: str) -> None:
    network = seen(amy, audience)
    names = {lens.name for lens in lenses_for(network)}

    assert layers_as_json(scene(network))["layers"].keys() == names - {"circles"}
    assert names >= {"circles", "genogram", "love", "time", "later", "homes", "help"}
    assert ("safety" in names) == (audience in ("professionals", "manager"))
    assert ("knowing" in names) == (audience in ("professionals", "manager"))


def test_safety_is_not_there_for_a_worker_who_is_not_the_childs_own(amy: Family) -> None:
    viewer = Viewer(account="v", audience="professionals", is_allocated=False)

    assert "safety" not in {lens.name for lens in lenses_for(visible(amy.network(), viewer))}


@pytest.mark.parametrize("audience", ["family_meeting", "child"])
def test_what_is_hidden_leaves_no_trace_in_any_lens(audience: str) -> None:
    viewer = Viewer(account="f", audience=audience)
    plain = family("Amy").mother("Beth").friend("Fay").together("Beth", "2026-11-01")
    hiding = family("Amy").mother("Beth").friend("Fay").together("Beth", "2026-11-01")
    hiding.mother("Secret", of="Beth", visibility="professionals_only").lives("H9", "Secret")
    hiding.says("Secret", "loves", "Amy").together("Secret", "2026-11-01")
    hiding.stance("Beth", "not_safe").found("Beth", "do_not_contact")

    one, twin = (layers_as_json(scene(visible(f.network(), viewer))) for f in (hiding, plain))

    assert json.dumps(one) == json.dumps(twin)


def test_every_colour_of_every_lens_is_declared(amy: Family) -> None:
    found = scene(amy.network())
    things = [
        t for made in layers(found).values() for _x, _y, t in under(display(found), made).in_order()
    ]
    things += [t for lens in LENSES for sign in lens.legend(amy.network()) for t in sign.drawn]

    used = set()
    for thing in things:
        used |= {thing.fill, thing.line} if isinstance(thing, Mark) else {thing.colour}

    assert used - {""} <= PAPER.keys()


def test_the_page_has_a_chooser_and_a_legend_for_each_lens(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)

    text = town.worker_of(child).get(f"/child/{child}/map").text

    assert [name for name in EVERYTHING if f'<option value="{name}">' in text] == list(EVERYTHING)
    assert all(f'data-map-lens-told="{name}"' in text for name in EVERYTHING)


@pytest.mark.parametrize("role", ["family_member", "child"])
def test_the_family_finds_no_word_of_safety(town: Town, amy: Family, role: str) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child, "granny", role)

    for page in ("map", "lenses.json", "map/day.json?on=2026-11-10&lens=safety"):
        assert "safe" not in browser.get(f"/child/{child}/{page}").text.casefold()
    plain = browser.get(f"/child/{child}/map/day.json?on=2026-11-10").text
    assert browser.get(f"/child/{child}/map/day.json?on=2026-11-10&lens=safety").text == plain
