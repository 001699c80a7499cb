"""A picture: the display list that canvas and SVG both draw. Colours are names of `web.maps.colours`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import chain
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """One path, filled, stroked or both."""

    d: str
    fill: str = ""
    line: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text; `y` is the foot of the first. A halo of paper keeps them readable over lines."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    colour: str = "ink"
    weight: int = 400
    anchor: str = "middle"
    halo: bool = True
    slant: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A photograph or a drawing of somebody, as a `data:` address, cut to a circle round a point.

    `corner` is how round its corners are: a circle at 1, a square at 0, and between them a square with round corners.
    `href` may be the `name` after a “#” instead, where whoever draws has the photograph of that name already.
    """

    href: str
    radius: float
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    alpha: float = 1.0
    corner: float = 1.0


Drawn = Mark | Words | Face


@dataclass(frozen=True, slots=True)
class Figure:
    """One person as drawn, round their own middle, which is at (x, y); a lens draws other `marks` on them."""

    person_id: str
    x: float
    y: float
    radius: float
    drawn: tuple[Drawn, ...]
    name: Words | None
    circle: str
    home: str = ""
    marks: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two people, or from parents to a child: always there, or only while one of them is tapped.

    `over` lies above all lines; `says` holds the words for it from either end, by the id of the person there.
    """

    ends: tuple[str, ...]
    drawn: tuple[Drawn, ...]
    over: tuple[Drawn, ...] = ()
    is_always: bool = False
    says: dict[str, Words] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "ends": self.ends,
            "always": self.is_always,
            "drawn": plain(self.drawn),
            "over": plain(self.over),
            "says": {person: _plain(words) for person, words in self.says.items()},
        }


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw, from the ground up, and the box (left, top, right, bottom) it fills.

    `band` is the ground of those whose job it is, who can be hidden together.
    """

    box: tuple[float, float, float, float]
    ground: tuple[Drawn, ...]
    band: tuple[Drawn, ...]
    ties: tuple[Tie, ...]
    figures: tuple[Figure, ...]

    @property
    def has_faces(self) -> bool:
        """Whether a photograph or a drawing is on it, which has to be cut to a circle."""
        return any(isinstance(thing, Face) for _x, _y, thing in self.in_order())

    def in_order(self) -> Iterator[tuple[float, float, Drawn]]:
        """Each thing that is always drawn, in order, with the point it is drawn round."""
        for thing in (*self.ground, *self.band):
            yield 0.0, 0.0, thing
        always = [tie for tie in self.ties if tie.is_always]
        for thing in chain(*(tie.drawn for tie in always), *(tie.over for tie in always)):
            yield 0.0, 0.0, thing
        for figure in self.figures:
            named = (figure.name,) if figure.name else ()
            things = (*figure.drawn, *figure.marks, *named)
            yield from ((figure.x, figure.y, thing) for thing in things)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, without what is at its default."""
        return {
            "box": self.box,
            "ground": plain(self.ground),
            "band": plain(self.band),
            "ties": [tie.as_json() for tie in self.ties],
            "figures": [
                {
                    "id": figure.person_id,
                    "x": figure.x,
                    "y": figure.y,
                    "radius": figure.radius,
                    "circle": figure.circle,
                    "home": figure.home,
                    "drawn": plain(figure.drawn),
                    "marks": plain(figure.marks),
                    "name": _plain(figure.name) if figure.name else None,
                }
                for figure in self.figures
            ],
        }


_ALWAYS = frozenset({"x", "y", "size", "d", "lines", "href", "radius"})
_NO_VALUE = object()
_Reading = Callable[[Any], tuple[Any, ...]]
_Names = tuple[str, ...]
_Usual = tuple[Any, ...]


def _usual(kind: type[Mark] | type[Words] | type[Face]) -> tuple[_Reading, _Names, _Usual]:
    """How to read every field of a kind of thing at once; their names; and of each what is left out."""
    names = tuple(one.name for one in fields(kind))
    usual = tuple(_NO_VALUE if one.name in _ALWAYS else one.default for one in fields(kind))
    return attrgetter(*names), names, usual


_USUAL = {kind: _usual(kind) for kind in (Mark, Words, Face)}


def plain(things: Iterable[Drawn]) -> list[dict[str, Any]]:
    """Things to draw as plain values, without what is at its default."""
    return [_plain(thing) for thing in things]


def _plain(thing: Drawn) -> dict[str, Any]:
    read, names, usual = _USUAL[type(thing)]
    rows = zip(names, read(thing), usual, strict=True)
    return {name: value for name, value, default in rows if value != default}
