"""Which way each side of the child's people lies: parents' families left and right, the others above and below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from queries.sides import BROTHERS_AND_SISTERS, CARERS, FRIENDS, OTHERS, OWN, UNKNOWN_PARENT, Side

FULL_TURN = 360.0
_PARENT_WEIGHT = 3.6
_WEIGHTS = ((4, 1.6), (8, 2.2))
_MOST = 2.8
_BELOW = (FRIENDS, OTHERS, OWN, CARERS)


@dataclass(frozen=True, slots=True)
class Sector:
    """One side of the map, in degrees clockwise from the top; `end` may be more than a full turn."""

    key: str
    start: float
    end: float

    @property
    def middle(self) -> float:
        """Half way between its two edges."""
        return (self.start + self.end) / 2

    @property
    def span(self) -> float:
        """How many degrees it has."""
        return self.end - self.start


def sectors(sides: Sequence[Side]) -> tuple[Sector, ...]:
    """A sector for every side: parents have the same room as each other, however few their people are.

    So the side that has nobody on it is seen before a word is read.
    """
    in_order = list(_clockwise(sides))
    weights = [_weight(side) for side in in_order]
    start = _where_to_start(in_order, weights)
    found = []
    for side, weight in zip(in_order, weights, strict=True):
        span = FULL_TURN * weight / sum(weights)
        found.append(Sector(side.key, start, start + span))
        start += span
    return tuple(found)


def _clockwise(sides: Sequence[Side]) -> Iterable[Side]:
    """Brothers and sisters at the top, later parents down the right, first parents up the left."""
    parents = [side for side in sides if side.kind in ("parent", UNKNOWN_PARENT)]
    left = parents[: (len(parents) + 1) // 2]
    right = parents[len(left) :]
    by_key = {side.key: side for side in sides}
    yield from (side for side in sides if side.key == BROTHERS_AND_SISTERS)
    yield from right
    yield from (by_key[key] for key in _BELOW if key in by_key)
    yield from reversed(left)


def _weight(side: Side) -> float:
    if side.kind in ("parent", UNKNOWN_PARENT):
        return _PARENT_WEIGHT
    return next((weight for most, weight in _WEIGHTS if len(side.people) <= most), _MOST)


def _where_to_start(in_order: Sequence[Side], weights: Sequence[float]) -> float:
    """Half of the topmost side lies left of the middle; where there is none, the top is a border."""
    if in_order and in_order[0].key == BROTHERS_AND_SISTERS:
        return -FULL_TURN * weights[0] / sum(weights) / 2
    return 0.0
