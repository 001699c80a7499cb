"""The band of those whose job it is: small, below the rings, out of the family's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from web.maps.places import Spot
from web.maps.seats import Seat
from web.maps.sizes import LINE_HEIGHT, UNDER, WORKER, WORKER_NAME, Box, Shape

BAND = "professionals"

_ROOM = 132.0
_ROW = 62.0
_AWAY = 42.0


def worker_spots(
    workers: Sequence[Seat], placed: Iterable[Spot], foot: float, shape: Shape
) -> dict[str, Spot]:
    """Rows from the middle below the foot of the map; whoever comes later stands at the end."""
    here = [spot for spot in placed if spot.circle == BAND]
    if here:
        return _at_the_end(workers, here, shape)
    found = {}
    for nth, seat in enumerate(workers):
        row, place = divmod(nth, shape.workers_in_a_row)
        in_row = min(len(workers) - row * shape.workers_in_a_row, shape.workers_in_a_row)
        x = (place - (in_row - 1) / 2) * _ROOM
        found[seat.person_id] = _spot(x, foot + _AWAY + row * _ROW, seat)
    return found


def room_of_band(placed: Iterable[Spot]) -> list[Box]:
    """The strip that a band already shown keeps to itself, so that a newcomer's name does not hang into it."""
    here = [spot for spot in placed if spot.circle == BAND]
    if not here:
        return []
    half = max(abs(spot.x) for spot in here) + _ROOM
    top, bottom = min(spot.y for spot in here), max(spot.y for spot in here)
    return [(-half, top - WORKER, half, bottom + WORKER + UNDER + WORKER_NAME * LINE_HEIGHT)]


def _at_the_end(workers: Sequence[Seat], here: Sequence[Spot], shape: Shape) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    for seat in workers:
        taken = [*here, *found.values()]
        last = max(taken, key=lambda spot: (spot.y, spot.x))
        in_row = sum(spot.y == last.y for spot in taken)
        if in_row < shape.workers_in_a_row:
            found[seat.person_id] = _in_row(last.x + _ROOM, last.y, seat)
        else:
            found[seat.person_id] = _in_row(min(s.x for s in taken), last.y + _ROW, seat)
    return found


def _in_row(x: float, y: float, seat: Seat) -> Spot:
    """A place at exactly the height of its row, which is no round number where the map has opened out."""
    return Spot(round(x, 1), y, seat.circle, seat.side)


def _spot(x: float, y: float, seat: Seat) -> Spot:
    return Spot(round(x, 1), round(y, 1), seat.circle, seat.side)
