"""Seats of a genogram: everyone's place, with the room that their symbol and name take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Seat:
    """One person in a row: the middle of the symbol, its radius, and the name under it."""

    person_id: str
    row: int
    x: float
    radius: float
    half: float
    lines: tuple[str, ...]
    foot: float


@dataclass(frozen=True, slots=True)
class Seating:
    """Everyone in the family, row by row from left to right, and by their place in it."""

    seats: Mapping[str, Seat]
    rows: Mapping[int, Sequence[Seat]]
    places: Mapping[str, int]

    def are_neighbours(self, one: str, other: str) -> bool:
        """Whether two stand side by side with nobody between."""
        here, there = self.seats[one], self.seats[other]
        return here.row == there.row and abs(self.places[one] - self.places[other]) == 1

    def between(self, one: str, other: str, wanted: float) -> float:
        """The middle of two neighbours, clear of their names; or where their only child stands, if that is near."""
        left, right = sorted((self.seats[one], self.seats[other]), key=lambda seat: seat.x)
        middle = (left.x + left.radius + right.x - right.radius) / 2
        near = wanted if abs(wanted - middle) <= _SLIDE else middle
        return _within(left.x + left.half, right.x - right.half, near)

    def gap_near(self, row: int, wanted: float, taken: Sequence[float]) -> float:
        """Where a line may pass through a row: nearest to where it would like to, through nobody and their name."""
        here = self.rows.get(row, ())
        if not here:
            return wanted
        edges = [(float("-inf"), here[0].x - here[0].half)]
        for left, right in pairwise(here):
            edges.append((left.x + left.half, right.x - right.half))
        edges.append((here[-1].x + here[-1].half, float("inf")))
        free = [x for left, right in edges for x in _free_in(left, right, wanted, taken)]
        return min(free, key=lambda x: (abs(x - wanted), x))


_BESIDE = 5.0
_OFF = 6.0
_SLIDE = 24.0


def _free_in(left: float, right: float, wanted: float, taken: Sequence[float]) -> Iterator[float]:
    """The place in one gap that is nearest to where a line would pass and clear of other lines, if there is any."""
    near = _within(left, right, wanted)
    for nth in range(len(taken) + 1):
        for x in (near + nth * _BESIDE, near - nth * _BESIDE):
            is_inside = nth == 0 or left + _OFF <= x <= right - _OFF
            if is_inside and all(abs(x - other) >= _BESIDE for other in taken):
                yield x
                return


def _within(left: float, right: float, wanted: float) -> float:
    if right - left < 2 * _OFF:
        return (left + right) / 2
    return min(max(wanted, left + _OFF), right - _OFF)
