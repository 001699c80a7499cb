"""The wall sheet: the whole map on A3, with its legend, and everybody on it in words."""

from __future__ import annotations

from graph.sensitivity import RECORD
from web.maps.legend import Sign, legend
from web.maps.lines import lines
from web.prints.drawings import drawing, map_drawing, map_label
from web.prints.told import Leaves, Told, leaves

_SIGN = (-24.0, -16.0, 24.0, 16.0)


def wall(told: Told) -> Leaves:
    """The map, and the list that says the same."""
    return leaves(
        "wall.html",
        told,
        frozenset(told.network.people),
        drawing=map_drawing(told.scene),
        label=map_label(told.scene),
        signs=signs(told),
        lines=lines(told.scene),
    )


def signs(told: Told) -> list[tuple[str, str]]:
    """The legend: each sign as drawn, and its words."""
    return [
        (_drawn(sign), sign.words)
        for sign in legend(told.child, is_record=told.network.shows(RECORD), is_paper=True)
    ]


def _drawn(sign: Sign) -> str:
    return drawing(sign.drawn, _SIGN)
