"""The sizes of a map, in its own units: one unit is one pixel where the map is shown at its natural size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CHILD = 48.0
PERSON = 28.0
WORKER = 15.0
NAME = 21.0
WORKER_NAME = 15.0
RING_NAME = 17.0
SIDE_NAME = 23.0
LINE_HEIGHT = 1.16
UNDER = 5.0

CIRCLES = ("heart", "close", "in_touch", "out_there", "to_be_found")
"""The rings, from the inside."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a map is made to fill: how far one more row of people goes sideways and upwards, and the innermost ring."""

    name: str
    across: float
    upwards: float
    first_across: float
    first_upwards: float
    workers_in_a_row: int


WIDE = Shape("wide", across=112, upwards=64, first_across=84, first_upwards=62, workers_in_a_row=10)
TALL = Shape("tall", across=78, upwards=96, first_across=64, first_upwards=74, workers_in_a_row=8)
SHAPES: Mapping[str, Shape] = {shape.name: shape for shape in (WIDE, TALL)}

Box = tuple[float, float, float, float]


def person_boxes(x: float, y: float, half: float, lines: int) -> tuple[Box, Box]:
    """The room that one person takes: their circle with its small marks, and under it so many lines of name.

    `half` is half the width of the name.
    """
    room = PERSON + 6
    top = y + PERSON + UNDER
    return (
        (x - room, y - room, x + room, top),
        (x - half - 3, top, x + half + 3, top + lines * NAME * LINE_HEIGHT + 3),
    )
