"""The wall sheet: the whole map on A3, with its legend, and everybody on it in words."""

from __future__ import annotations

from math import ceil

from web.maps.lines import lines
from web.prints.drawings import drawing, picture_drawing
from web.prints.told import Leaves, Told, leaves

_FEW_ROWS, _MORE_ROWS = 3, 5
_SIGN = (-24.0, -16.0, 24.0, 16.0)


def wall(told: Told) -> Leaves:
    """The map, and the list that says the same."""
    return leaves(
        "wall.html",
        told,
        frozenset(told.network.people),
        drawing=picture_drawing(told.picture),
        signs=signs(told),
        room=_room(len(told.signs)),
        lines=lines(told.scene),
    )


def _room(number: int) -> str:
    """How much of the page is left to the map beside a legend of so many signs, in rows of four."""
    rows = ceil(number / 4)
    return "most" if rows <= _FEW_ROWS else "less" if rows <= _MORE_ROWS else "least"


def signs(told: Told) -> list[tuple[str, str]]:
    """The legend: each sign as drawn, and its words."""
    return [(drawing(sign.drawn, _SIGN), sign.words) for sign in told.signs]
