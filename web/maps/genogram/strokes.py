"""Strokes: how every way of being a parent and every kind of couple is drawn; the legend reads the same table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.pairs import Pair


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: its colour, width and dash, a dashed line beside it where it is double, and a word on it."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    is_double: bool = False
    sign: str = ""


OF_PARENTS: Mapping[str, Stroke] = {
    "birth": Stroke("quiet", 2.2),
    "adoptive": Stroke("plum", 2.0, is_double=True),
    "guardian": Stroke("blue", 2.2, (18, 6)),
    "kinship": Stroke("teal", 2.2, (11, 6)),
    "foster": Stroke("earth", 2.2, (6, 6)),
    "step": Stroke("slate", 2.0, (12, 5, 2, 5)),
    "prospective": Stroke("earth", 1.8, (1.5, 8)),
    "possible": Stroke("faint", 2.2, (1, 6), sign="?"),
    "donor": Stroke("green", 2.2, (1, 6), sign="donor"),
}
OF_COUPLES: Mapping[str, Stroke] = {
    "married": Stroke("quiet", 2.2),
    "civil_partnership": Stroke("quiet", 2.2),
    "cohabiting": Stroke("quiet", 2.2, (9, 6)),
    "relationship": Stroke("quiet", 2.0, (3, 5)),
    "": Stroke("faint", 1.6, (1, 5)),
}
OVER = 1.2
"""How wide the line of care is that is over; a stroke goes across it too."""

_UNSURE = (1.0, 6.0)


def stroke_of(pair: Pair) -> Stroke:
    """The line of a couple; dotted where it is not sure that they are one."""
    found = OF_COUPLES[pair.form]
    return found if pair.is_sure else Stroke(found.colour, found.width, _UNSURE)
