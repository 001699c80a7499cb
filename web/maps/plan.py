"""Filling a ring: everyone as near as there is room to where they would like to stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import cos, degrees, hypot, pi, radians, sin

from web.maps.places import Ring, Spot
from web.maps.seats import Seat
from web.maps.sectors import FULL_TURN, Sector
from web.maps.spreading import Mates, spread
from web.maps.taken import Taken

_EDGE_SHARE = 0.32
_LOOK_FURTHER = 60
_NEIGHBOURLY = 25.0
_FEW = 60
_A_CROWD = 40
_FILLED = 0.78


@dataclass(frozen=True, slots=True)
class _Tries:
    """How finely to look for room: steps along a ring, slides across a row, and the way to stay off a border."""

    step: float
    slides: tuple[float, ...]
    edge: float


_AT_EASE = _Tries(12.0, (0.0, 0.14, -0.14, 0.26, -0.26, 0.36, -0.36), 40.0)
_IN_A_CROWD = _Tries(28.0, (0.0, 0.3, -0.3), 40.0)
_EDGE_TO_EDGE = _Tries(8.0, (0.0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45), 20.0)


def fill(
    taken: Taken,
    inner: Ring,
    outer: Ring,
    sectors: Sequence[Sector],
    here: Sequence[Seat],
    mates: Mates,
    *,
    is_tight: bool = False,
) -> bool:
    """Place everyone of one ring, side by side; false where somebody finds no room.

    `is_tight` uses the ring to its very edges, and a little of the neighbours' sides.
    """
    for sector in sectors:
        group = [seat for seat in here if seat.side == sector.key]
        wishes = spread(group, sector, mates, taken.angles)
        if is_tight:
            sector = Sector(sector.key, sector.start - _NEIGHBOURLY, sector.end + _NEIGHBOURLY)
        for nth, (seat, angle) in enumerate(wishes):
            tries = _EDGE_TO_EDGE if is_tight else _IN_A_CROWD if len(here) > _A_CROWD else _AT_EASE
            points = _points(inner, outer, sector, angle, nth, tries)
            if not _slide_in(taken, seat, points, outer):
                return False
    return True


def is_too_narrow(
    inner: Ring, outer: Ring, sectors: Sequence[Sector], here: Sequence[Seat]
) -> bool:
    """Whether a ring plainly has less room on some side than its people and their names need."""
    area = pi * (outer.across * outer.upwards - inner.across * inner.upwards)
    for sector in sectors:
        names = sum(_room(seat) for seat in here if seat.side == sector.key)
        if names > area * sector.span / FULL_TURN * _FILLED:
            return True
    return False


def _room(seat: Seat) -> float:
    circle, name = seat.boxes(0, 0)
    return (name[2] - name[0]) * (name[3] - circle[1])


def _slide_in(taken: Taken, seat: Seat, points: Iterator[tuple[float, float]], outer: Ring) -> bool:
    """The nearest free room, preferably where nobody stands between it and the child."""
    free = (point for point in points if taken.is_free(seat.boxes(*point)))
    first = next(free, None)
    if first is None:
        return False
    further = islice(free, _LOOK_FURTHER) if len(taken.spots) < _FEW else ()
    clear = (point for point in chain((first,), further) if taken.lines.is_clear(*point))
    x, y = next(clear, first)
    taken.sit(seat, Spot(x, y, seat.circle, seat.side), outer)
    return True


def _points(
    inner: Ring, outer: Ring, sector: Sector, angle: float, nth: int, tries: _Tries
) -> Iterator[tuple[float, float]]:
    """Points of a ring within a sector, the nearest to a direction first; people take its rows in turn."""
    reaches = [_reach(inner, outer, depth) for depth in _depths(outer.rows, nth, tries.slides)]
    across, upwards = _reach(inner, outer, 0.5)
    turn = radians(angle)
    scale = hypot(across * cos(turn), upwards * sin(turn))
    for turned in _directions(sector, angle, degrees(1 / scale), tries):
        right, up = sin(radians(turned)), cos(radians(turned))
        for across, upwards in reaches:
            yield round(across * right, 1), round(-upwards * up, 1)


def _directions(sector: Sector, angle: float, unit: float, tries: _Tries) -> Iterator[float]:
    """Directions within a sector, away from its edges, outwards from the one that is wished for."""
    edge, step = min(sector.span * _EDGE_SHARE, tries.edge * unit), tries.step
    first, last = sector.start + edge, sector.end - edge
    angle = min(max(angle, first), last)
    yield angle
    for away in range(1, int(sector.span / (step * unit)) + 2):
        for turned in (angle + away * step * unit, angle - away * step * unit):
            if first <= turned <= last:
                yield turned


def _depths(rows: float, nth: int, slides: Sequence[float]) -> list[float]:
    """How deep in a ring to try, from 0 inside to 1 outside."""
    count = int(rows + 0.5) or 1
    in_turn = [1 - (row + 0.45) / count for row in range(count)]
    in_turn = in_turn[nth % count :] + in_turn[: nth % count]
    return [row + slide / count for slide in slides for row in in_turn]


def _reach(inner: Ring, outer: Ring, depth: float) -> tuple[float, float]:
    return (
        inner.across + depth * (outer.across - inner.across),
        inner.upwards + depth * (outer.upwards - inner.upwards),
    )
