"""A child’s own map, as the child put it: the child below like a rising sun, and rings over them with whom they placed.

Half of every ring is drawn, so that names can be read from the last chair. Only whom the child placed is on it: where
the record would put somebody, and of which side they are, it does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from graph.network import Network
from web.maps.names import shown

RINGS = ("heart", "close", "in_touch", "out_there")
# What one person takes along their ring, how far the rings are from each other, and the first from the child.
_ALONG, _BETWEEN, _FIRST = 170.0, 164.0, 192.0
_EDGE, _BELOW = 82.0, 84.0
_LINE, _LINES = 10, 2


@dataclass(frozen=True, slots=True)
class OwnRing:
    """One ring: its people, how far out they stand, and how far out it ends."""

    circle: str
    people: tuple[str, ...]
    radius: float
    edge: float


@dataclass(frozen=True, slots=True)
class OwnSpot:
    """Where one person stands, and their name in at most two lines."""

    person_id: str
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnMap:
    """The rings in which somebody stands, from the inside, and everybody’s place, seen from the child’s."""

    rings: tuple[OwnRing, ...]
    spots: tuple[OwnSpot, ...]

    @property
    def reach(self) -> float:
        """How far out it goes, to either side and upwards."""
        return self.rings[-1].edge + 6 if self.rings else 0.0

    @property
    def below(self) -> float:
        """How far it goes below the child’s middle."""
        return _BELOW


def own_map(network: Network, placed: Mapping[str, str]) -> OwnMap:
    """The map of whom a child put where, in the order of their whole map; nothing on it where nobody is placed."""
    rings: list[OwnRing] = []
    for circle in RINGS:
        people = tuple(person for person in network.in_order if placed.get(person) == circle)
        if people:
            rings.append(_ring(circle, people, rings[-1] if rings else None))
    return OwnMap(tuple(rings), tuple(spot for ring in rings for spot in _spots(ring, network)))


def _ring(circle: str, people: tuple[str, ...], within: OwnRing | None) -> OwnRing:
    """Far enough out to have room for everybody in it, and outside the ring before."""
    least = _FIRST if within is None else within.radius + _BETWEEN
    radius = max(least, _ALONG * len(people) / pi)
    return OwnRing(circle, people, radius, radius + _EDGE)


def _spots(ring: OwnRing, network: Network) -> list[OwnSpot]:
    """From left to right over the child, each as far from the next."""
    step = pi / len(ring.people)
    return [
        OwnSpot(
            person,
            round(-ring.radius * cos(step * (place + 0.5)), 1),
            round(-ring.radius * sin(step * (place + 0.5)), 1),
            _lines(shown(network.known_as(person))),
        )
        for place, person in enumerate(ring.people)
    ]


def _lines(name: str) -> tuple[str, ...]:
    """A name on at most two short lines; what is longer is cut, and stands whole in the list."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = [line if len(line) <= _LINE + 2 else f"{line[:_LINE]}…" for line in lines[:_LINES]]
    if len(lines) > _LINES:
        kept[-1] = f"{kept[-1].rstrip('…')}…"
    return tuple(kept)
