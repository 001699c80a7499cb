"""Sightlines: the directions from the child in which somebody already stands, so that no line runs through a face."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, atan2, degrees, hypot

from web.maps.sizes import PERSON

_SLOTS = 720
_ROOM = PERSON + 4


class Sightlines:
    """For each half degree round the child, the nearest face and the farthest line."""

    def __init__(self) -> None:
        """Begin with every direction open."""
        self._nearest = [float("inf")] * _SLOTS
        self._farthest = [0.0] * _SLOTS

    def copy(self) -> Sightlines:
        """The same lines, to go on from without changing these."""
        found = Sightlines()
        found._nearest, found._farthest = [*self._nearest], [*self._farthest]
        return found

    def take(self, x: float, y: float) -> None:
        """Somebody stands here, and a line leads to them."""
        away = hypot(x, y)
        for slot in _covered(x, y):
            self._nearest[slot] = min(self._nearest[slot], away)
        here = _slot(x, y)
        self._farthest[here] = max(self._farthest[here], away)

    def is_clear(self, x: float, y: float) -> bool:
        """Whether a line to this point passes no face, and a face here would stand on no line."""
        away = hypot(x, y)
        if self._nearest[_slot(x, y)] < away:
            return False
        return all(self._farthest[slot] <= away for slot in _covered(x, y))


def _slot(x: float, y: float) -> int:
    return int(degrees(atan2(x, -y)) * _SLOTS / 360) % _SLOTS


def _covered(x: float, y: float) -> Iterator[int]:
    half = int(degrees(asin(min(1.0, _ROOM / (hypot(x, y) or 1.0)))) * _SLOTS / 360) + 1
    middle = _slot(x, y)
    return (slot % _SLOTS for slot in range(middle - half, middle + half + 1))
