"""Spreading: in which order and directions the people of one ring and one side would like to stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from web.maps.band import BAND
from web.maps.seats import Seat
from web.maps.sectors import FULL_TURN, Sector

_MATES_GAP = 0.55
_PULL = 0.6
_HOME_COUNTS = 3

Mates = Mapping[str, tuple[tuple[str, int], ...]]


def mates_of(seats: Sequence[Seat]) -> Mates:
    """For each person, those they belong beside and how strongly: a shared home counts most."""
    homes: dict[str, list[str]] = {}
    for seat in seats:
        if seat.home and seat.circle != BAND:
            homes.setdefault(seat.home, []).append(seat.person_id)
    found = {}
    for seat in seats:
        weights = dict.fromkeys(seat.beside, 1)
        weights |= dict.fromkeys(homes.get(seat.home, ()), _HOME_COUNTS)
        weights.pop(seat.person_id, None)
        found[seat.person_id] = tuple(weights.items())
    return found


def spread(
    group: Sequence[Seat], sector: Sector, mates: Mates, angles: Mapping[str, float]
) -> list[tuple[Seat, float]]:
    """Evenly over the sector, in the order of those already placed whom they belong beside."""
    wanted = {seat.person_id: _pull(mates[seat.person_id], sector, angles) for seat in group}
    order = sorted(group, key=lambda seat: _or_else(wanted[seat.person_id], sector.middle))
    order = _homes_together(order)
    gaps = [_MATES_GAP if _share_home(*pair) else 1.0 for pair in pairwise(order)]
    total = sum(gaps) + 1.0
    found, along = [], 0.5
    for seat, gap in zip(order, [*gaps, 0.0], strict=False):
        even = sector.start + sector.span * along / total
        pull = _or_else(wanted[seat.person_id], even)
        found.append((seat, even + _PULL * (pull - even)))
        along += gap
    return found


def _pull(
    mates: Sequence[tuple[str, int]], sector: Sector, angles: Mapping[str, float]
) -> float | None:
    """The direction of those already placed whom a person lives with or is kin to."""
    found = [(_near(angles[mate], sector), weight) for mate, weight in mates if mate in angles]
    if not found:
        return None
    mean = sum(angle * weight for angle, weight in found) / sum(weight for _, weight in found)
    return min(max(mean, sector.start), sector.end)


def _near(angle: float, sector: Sector) -> float:
    """The same direction, counted so that it is nearest to a sector."""
    return angle + round((sector.middle - angle) / FULL_TURN) * FULL_TURN


def _homes_together(order: Sequence[Seat]) -> list[Seat]:
    """The same order, with those who share a home side by side."""
    homes: dict[str, list[Seat]] = {}
    for seat in order:
        homes.setdefault(seat.home or seat.person_id, []).append(seat)
    return [seat for together in homes.values() for seat in together]


def _share_home(one: Seat, other: Seat) -> bool:
    return bool(one.home) and one.home == other.home


def _or_else(angle: float | None, otherwise: float) -> float:
    return otherwise if angle is None else angle
