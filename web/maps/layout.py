"""Where everyone stands: rings by closeness, a sector for every side, those who share a home together.

The same people always give the same picture. With the layout that was shown before, only newcomers are placed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from web.maps.band import BAND, room_of_band, worker_spots
from web.maps.board import Board
from web.maps.labels import Wording, directions_of_words, ring_label, side_labels
from web.maps.places import Layout, Ring, Spot
from web.maps.plan import fill, is_too_narrow
from web.maps.seats import Seat
from web.maps.sectors import Sector
from web.maps.sizes import CIRCLES, WIDE, Shape
from web.maps.spreading import mates_of
from web.maps.taken import Taken

_EMPTY_RING = 0.45
_EMPTY_HEART = 0.9
_MORE = 0.25
_MUCH_MORE = 0.1
_GROWTH = 1.12
_REMEMBERED = 32


def layout(
    seats: Sequence[Seat],
    sectors: Sequence[Sector],
    wording: Wording,
    shape: Shape = WIDE,
    previous: Layout | None = None,
) -> Layout:
    """A place for everyone. Whoever is still in their circle and side stays where `previous` had them.

    A previous layout that holds somebody who is no longer shown is not used, so that nobody leaves a hole.
    """
    if previous is not None and set(previous.spots) <= {seat.person_id for seat in seats}:
        return _with_newcomers(seats, sectors, wording, previous)
    rings, sides = tuple(wording.rings.items()), tuple(wording.sides.items())
    return _laid_out(tuple(seats), tuple(sectors), rings, sides, shape)


@lru_cache(maxsize=_REMEMBERED)
def _laid_out(
    seats: tuple[Seat, ...],
    sectors: tuple[Sector, ...],
    rings: tuple[tuple[str, str], ...],
    sides: tuple[tuple[str, str], ...],
    shape: Shape,
) -> Layout:
    """Everyone placed for the first time; the same question asked again soon is not worked out again."""
    room = _Room(seats, sectors, Wording(dict(rings), dict(sides)), shape)
    for circle in CIRCLES:
        room.add(circle)
    return room.layout


class _Room:
    """Rings added one by one from the inside, each as wide as its people need."""

    def __init__(
        self, seats: Sequence[Seat], sectors: Sequence[Sector], wording: Wording, shape: Shape
    ) -> None:
        self._seats, self._sectors, self._wording, self._shape = seats, sectors, wording, shape
        self._mates = mates_of(seats)
        self._rings: list[Ring] = []
        self._taken = Taken()
        self._edge: Ring | None = None

    def add(self, circle: str) -> None:
        """The next ring, wider until everyone of its circle finds room."""
        here = [seat for seat in self._seats if seat.circle == circle]
        rows = 1.0 if here else _EMPTY_HEART if circle == CIRCLES[0] else _EMPTY_RING
        while True:
            ring = _around(self._inner, circle, rows, self._shape)
            is_narrow = is_too_narrow(self._inner, ring, self._sectors, here)
            if not is_narrow and self.fill(self._named(ring), here):
                return
            rows += max(_MORE, rows * _MUCH_MORE)

    def fill(self, ring: Ring, here: Sequence[Seat], *, is_tight: bool = False) -> bool:
        """Take a ring on with everyone placed in it; nothing is changed where somebody finds no room."""
        attempt = self._taken.copy()
        attempt.keep_free([ring_label(ring, self._wording).box])
        edge = self._edge_beyond(ring)
        if self._edge is None and not self.leaves_names_clear(edge, self._taken.spots):
            return False
        names = side_labels(edge, self._sectors, self._wording)
        attempt.name_sides(label.box for label in names)
        inner, sectors = self._inner, self._sectors
        if not fill(attempt, inner, ring, sectors, here, self._mates, is_tight=is_tight):
            return False
        self._taken = attempt
        self._rings.append(ring)
        return True

    def keep(self, seats: Sequence[Seat], kept: Layout) -> None:
        """Leave the names of rings, the band and everyone who stays where they were."""
        self._edge = kept.outer
        self._taken.keep_free(room_of_band(kept.spots.values()))
        self._taken.keep_free(ring_label(ring, self._wording).box for ring in kept.rings)
        for seat in seats:
            if seat.person_id in kept.spots:
                self._taken.sit(seat, kept.spots[seat.person_id], kept.outer)

    def leaves_names_clear(self, edge: Ring, spots: Mapping[str, Spot]) -> bool:
        """Whether none of some people stands where a side is named when the map has this edge."""
        names = side_labels(edge, self._sectors, self._wording)
        room = Board()
        room.take(label.box for label in names)
        there = [s for s in self._seats if s.person_id in spots and s.circle != BAND]
        return all(room.is_free(s.boxes(spots[s.person_id].x, spots[s.person_id].y)) for s in there)

    @property
    def layout(self) -> Layout:
        """Everything placed, with the band of workers below."""
        spots = self._taken.spots
        workers = [s for s in self._seats if s.circle == BAND and s.person_id not in spots]
        below = worker_spots(workers, spots.values(), self._foot, self._shape)
        return Layout(self._shape, tuple(self._rings), tuple(self._sectors), spots | below)

    @property
    def _foot(self) -> float:
        """How far down rings, names of sides, and people with their names reach."""
        names = side_labels(self._rings[-1], self._sectors, self._wording)
        boxes = [label.box for label in names]
        for seat in self._seats:
            if seat.circle != BAND:
                spot = self._taken.spots[seat.person_id]
                boxes += seat.boxes(spot.x, spot.y)
        return max(self._rings[-1].upwards, *(box[3] for box in boxes))

    def _named(self, ring: Ring) -> Ring:
        """The same ring, its name where nobody stands yet."""
        named = [replace(ring, words_at=at) for at in directions_of_words(self._sectors)]
        is_free = self._taken.board.is_free
        return next((r for r in named if is_free([ring_label(r, self._wording).box])), named[0])

    @property
    def _inner(self) -> Ring:
        first = Ring("child", self._shape.first_across, self._shape.first_upwards, 0.0)
        return self._rings[-1] if self._rings else first

    def _edge_beyond(self, ring: Ring) -> Ring:
        """The edge of the map: the one it had before, or the nearest it can be once every further ring is there."""
        if self._edge is not None:
            return self._edge
        further = CIRCLES[CIRCLES.index(ring.circle) + 1 :]
        return _around(ring, CIRCLES[-1], _EMPTY_RING * len(further), self._shape)


def _around(inner: Ring, circle: str, rows: float, shape: Shape) -> Ring:
    across, upwards = inner.across + rows * shape.across, inner.upwards + rows * shape.upwards
    return Ring(circle, across, upwards, rows)


def _with_newcomers(
    seats: Sequence[Seat], sectors: Sequence[Sector], wording: Wording, previous: Layout
) -> Layout:
    """Everyone where they were; where a ring is full the whole map opens out, and nobody passes anybody."""
    stays = {
        seat.person_id: previous.spots[seat.person_id]
        for seat in seats
        if (spot := previous.spots.get(seat.person_id)) is not None
        and (spot.circle, spot.side) == (seat.circle, seat.side)
    }
    opened = replace(previous, sectors=_kept_sectors(sectors, previous.sectors), spots=stays)
    while True:
        room = _Room(seats, opened.sectors, wording, opened.shape)
        is_as_before = opened.rings == previous.rings
        is_clear = is_as_before or room.leaves_names_clear(opened.outer, opened.spots)
        if is_clear and _refill(room, seats, opened):
            return room.layout
        opened = _opened_out(opened)


def _refill(room: _Room, seats: Sequence[Seat], kept: Layout) -> bool:
    """Everyone who stays, then newcomers ring by ring."""
    room.keep(seats, kept)
    waiting = [seat for seat in seats if seat.person_id not in kept.spots]
    for ring in kept.rings:
        here = [seat for seat in waiting if seat.circle == ring.circle]
        if not room.fill(ring, here) and not room.fill(ring, here, is_tight=True):
            return False
    return True


def _kept_sectors(now: Sequence[Sector], before: Sequence[Sector]) -> tuple[Sector, ...]:
    """Sectors as they were; a new side takes the room of one that went, or the border where it would have been."""
    keys = {sector.key for sector in now}
    vacant = [sector for sector in before if sector.key not in keys]
    known = {sector.key: sector for sector in before}
    found = []
    for sector in now:
        if sector.key in known:
            found.append(known[sector.key])
        elif vacant:
            found.append(replace(vacant.pop(0), key=sector.key))
        else:
            found.append(sector)
    return tuple(found)


def _opened_out(kept: Layout) -> Layout:
    """The same picture, larger round the child, while people stay as small as they were."""
    return replace(
        kept,
        rings=tuple(
            replace(ring, across=ring.across * _GROWTH, upwards=ring.upwards * _GROWTH)
            for ring in kept.rings
        ),
        spots={
            person: Spot(spot.x * _GROWTH, spot.y * _GROWTH, spot.circle, spot.side)
            for person, spot in kept.spots.items()
        },
    )
