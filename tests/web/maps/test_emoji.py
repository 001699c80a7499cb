"""An emoji is drawn by its outline like any other mark, the same on every machine and on paper."""

from __future__ import annotations

import re

import pytest

from graph.vocabulary import TABLES
from tests.families import family
from web.maps.display import display
from web.maps.emoji import EMOJI
from web.maps.faces import paths_of_mark
from web.maps.picture import Mark
from web.maps.scene import scene
from web.maps.svg import svg

_PLACE = re.compile(r"-?\d+(?:\.\d+)?")


@pytest.mark.parametrize("mark", TABLES["picture_mark"])
def test_every_mark_has_something_to_draw_inside_the_circle(mark: str) -> None:
    paths = paths_of_mark(mark)

    places = [abs(float(found)) for path in paths for found in _PLACE.findall(path)]
    assert 12 < max(places) <= 18.5
    assert all(re.fullmatch(r"[MLHVQCAZ\d., -]+", path) for path in paths)


def test_every_emoji_can_be_chosen_and_no_two_look_the_same() -> None:
    assert set(EMOJI) <= set(TABLES["picture_mark"])
    assert len({paths_of_mark(code) for code in TABLES["picture_mark"]}) == 48


def test_an_emoji_stands_on_the_map_and_in_print_and_no_letter_of_it() -> None:
    amy = family("Amy").mother("Beth").picture("Beth", content="unicorn")
    network = amy.network()
    drawn = display(scene(network, pictures={amy.id("Beth"): amy.pictures[0]}))

    figure = next(one for one in drawn.figures if one.person_id == amy.id("Beth"))
    longest = max((one.d for one in figure.drawn if isinstance(one, Mark)), key=len)
    assert len(longest) > 500
    assert longest in svg(drawn, "the map")
    assert EMOJI["unicorn"] not in svg(drawn, "the map")
