"""A picture: the display list that canvas and SVG both draw. Colours are names of `web.maps.colours`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain
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


Drawn = Mark | Words


@dataclass(frozen=True, slots=True)
class Figure:
    """One person as drawn, round their own middle, which is at (x, y)."""

    person_id: str
    x: float
    y: float
    radius: float
    drawn: tuple[Drawn, ...]
    name: Words | None
    circle: str
    home: str = ""


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

    def in_order(self) -> Iterator[tuple[float, float, Drawn]]:
        """Each thing that is always drawn, in order, with the point it is drawn round."""
        for thing in (*self.ground, *self.band):
            yield 0.0, 0.0, thing
        always = [tie for tie in self.ties if tie.is_always]
        for thing in chain(*(tie.drawn for tie in always), *(tie.over for tie in always)):
            yield 0.0, 0.0, thing
        for figure in self.figures:
            named = (figure.name,) if figure.name else ()
            yield from ((figure.x, figure.y, thing) for thing in (*figure.drawn, *named))

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, without what is at its default."""
        return {
            "box": self.box,
            "ground": [_plain(thing) for thing in self.ground],
            "band": [_plain(thing) for thing in self.band],
            "ties": [
                {
                    "ends": tie.ends,
                    "always": tie.is_always,
                    "drawn": [_plain(thing) for thing in tie.drawn],
                    "over": [_plain(thing) for thing in tie.over],
                    "says": {person: _plain(words) for person, words in tie.says.items()},
                }
                for tie in self.ties
            ],
            "figures": [
                {
                    "id": figure.person_id,
                    "x": figure.x,
                    "y": figure.y,
                    "radius": figure.radius,
                    "circle": figure.circle,
                    "home": figure.home,
                    "drawn": [_plain(thing) for thing in figure.drawn],
                    "name": _plain(figure.name) if figure.name else None,
                }
                for figure in self.figures
            ],
        }


_DEFAULTS: dict[str, Any] = {**asdict(Mark("")), **asdict(Words((), 0, 0, 0))}
_ALWAYS = frozenset({"x", "y", "size", "d", "lines"})


def _plain(thing: Drawn) -> dict[str, Any]:
    return {
        name: value
        for name in thing.__slots__
        if (value := getattr(thing, name)) != _DEFAULTS[name] or name in _ALWAYS
    }
