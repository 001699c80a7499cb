"""One attempt at placing everyone in rings of a given width: spread out evenly, then slid to the nearest free room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from math import atan2, cos, degrees, hypot, radians, sin

from web.maps.band import BAND, worker_spots
from web.maps.board import Board
from web.maps.labels import Wording, direction_of_words, ring_labels, side_labels
from web.maps.places import Layout, Ring, Spot
from web.maps.seats import Seat
from web.maps.sectors import FULL_TURN, Sector
from web.maps.sightlines import Sightlines
from web.maps.sizes import CHILD, CIRCLES, Shape

_STEP = 12.0
_EDGE = 40.0
_LOOK_FURTHER = 60
_MATES_GAP = 0.55
_PULL = 0.6
_HOME_COUNTS = 3
_SLIDES = (0.0, 0.14, -0.14, 0.26, -0.26, 0.36, -0.36)


class Plan:
    """Rings and sectors of a size, filled from the inside."""

    def __init__(
        self,
        shape: Shape,
        rings: Sequence[Ring],
        sectors: Sequence[Sector],
        wording: Wording,
    ) -> None:
        """Keep room for the child and for the names of rings and sides."""
        self._shape = shape
        self._rings = tuple(rings)
        self._sectors = {sector.key: sector for sector in sectors}
        self._board = Board()
        self._lines = Sightlines()
        self._spots: dict[str, Spot] = {}
        self._angles: dict[str, float] = {}
        self._mates: dict[str, tuple[tuple[str, int], ...]] = {}
        self._words_at = direction_of_words(sectors)
        self._board.take([(-CHILD - 10, -CHILD - 10, CHILD + 10, CHILD + 10)])
        self._names = side_labels(self._rings[-1], sectors, wording)
        self._board.take(label.box for label in self._names)
        self._board.take(label.box for label in ring_labels(self._rings, self._words_at, wording))

    @property
    def layout(self) -> Layout:
        """What has been placed."""
        return Layout(
            self._shape,
            self._rings,
            tuple(self._sectors.values()),
            self._spots,
            self._words_at,
        )

    def place(self, seats: Sequence[Seat], kept: Mapping[str, Spot]) -> str:
        """Place everyone, those in `kept` where they were; gives back the circle that was too full, or nothing."""
        self._mates = _mates(seats)
        for seat in seats:
            if seat.person_id in kept:
                self._sit(seat, kept[seat.person_id])
        waiting = [seat for seat in seats if seat.person_id not in kept]
        for number, circle in enumerate(CIRCLES):
            here = [seat for seat in waiting if seat.circle == circle]
            if not all(self._place_sector(number, key, here) for key in self._sectors):
                return circle
        workers = [seat for seat in waiting if seat.circle == BAND]
        foot = max([self._rings[-1].upwards, *(label.box[3] for label in self._names)])
        self._spots |= worker_spots(workers, self._spots.values(), foot, self._shape)
        return ""

    def _place_sector(self, number: int, key: str, here: Sequence[Seat]) -> bool:
        group = [seat for seat in here if seat.side == key]
        sector = self._sectors[key]
        return all(
            self._slide_in(seat, number, sector, angle, nth)
            for nth, (seat, angle) in enumerate(self._spread(group, sector))
        )

    def _spread(self, group: Sequence[Seat], sector: Sector) -> list[tuple[Seat, float]]:
        """Evenly over the sector, in the order of those already placed whom they belong beside."""
        wanted = {seat.person_id: self._pull(seat, sector) for seat in group}
        order = sorted(group, key=lambda seat: _or_else(wanted[seat.person_id], sector.middle))
        order = _mates_together(order)
        gaps = [_gap(one, other) for one, other in zip(order, order[1:], strict=False)]
        total = sum(gaps) + 1.0
        found, along = [], 0.5
        for nth, seat in enumerate(order):
            even = sector.start + sector.span * along / total
            pull = wanted[seat.person_id]
            found.append((seat, even if pull is None else even + _PULL * (pull - even)))
            along += gaps[nth] if nth < len(gaps) else 0
        return found

    def _pull(self, seat: Seat, sector: Sector) -> float | None:
        """The direction of those already placed whom a person lives with or is kin to."""
        found = [
            (_near(self._angles[mate], sector), weight)
            for mate, weight in self._mates[seat.person_id]
            if mate in self._angles
        ]
        if not found:
            return None
        mean = sum(angle * weight for angle, weight in found) / sum(weight for _, weight in found)
        return min(max(mean, sector.start), sector.end)

    def _slide_in(self, seat: Seat, number: int, sector: Sector, angle: float, nth: int) -> bool:
        """The nearest free room, preferably where nobody stands between it and the child."""
        free = (
            (round(x, 1), round(y, 1))
            for spot_angle, depth in self._nearby(number, sector, angle, nth)
            for x, y in [self._point(number, spot_angle, depth)]
            if self._board.is_free(seat.boxes(x, y))
        )
        looked_at = list(islice(free, 1))
        if not looked_at:
            return False
        clear = (
            point
            for point in chain(looked_at, islice(free, _LOOK_FURTHER))
            if self._lines.is_clear(*point)
        )
        x, y = next(clear, looked_at[0])
        self._sit(seat, Spot(x, y, seat.circle, seat.side))
        return True

    def _nearby(
        self, number: int, sector: Sector, angle: float, nth: int
    ) -> Iterator[tuple[float, float]]:
        """Directions and depths within a ring and a sector, the nearest to what was wished for first."""
        middle = self._point_scale(number, angle)
        step = degrees(_STEP / middle)
        edge = min(sector.span * 0.32, degrees(_EDGE / middle))
        first, last = sector.start + edge, sector.end - edge
        angle = min(max(angle, first), last)
        depths = self._depths(number, nth)
        for away in range(int(sector.span / step) + 2):
            for turned in (angle + away * step, angle - away * step)[: 2 if away else 1]:
                if first <= turned <= last:
                    yield from ((turned, depth) for depth in depths)

    def _depths(self, number: int, nth: int) -> list[float]:
        """How deep in a ring to try, from 0 inside to 1 outside: people take its rows in turn."""
        rows = int(self._rings[number].rows + 0.5) or 1
        in_turn = [1 - (row + 0.45) / rows for row in range(rows)]
        in_turn = in_turn[nth % rows :] + in_turn[: nth % rows]
        return [row + slide / rows for slide in _SLIDES for row in in_turn]

    def _point(self, number: int, angle: float, depth: float) -> tuple[float, float]:
        across, upwards = self._reach(number, depth)
        turn = radians(angle)
        return across * sin(turn), -upwards * cos(turn)

    def _point_scale(self, number: int, angle: float) -> float:
        across, upwards = self._reach(number, 0.5)
        turn = radians(angle)
        return hypot(across * cos(turn), upwards * sin(turn))

    def _reach(self, number: int, depth: float) -> tuple[float, float]:
        outer = self._rings[number]
        if number:
            inner = self._rings[number - 1]
            across, upwards = inner.across, inner.upwards
        else:
            across, upwards = self._shape.first_across, self._shape.first_upwards
        return across + depth * (outer.across - across), upwards + depth * (outer.upwards - upwards)

    def _sit(self, seat: Seat, spot: Spot) -> None:
        self._spots[seat.person_id] = spot
        if seat.circle == BAND:
            return
        self._board.take(seat.boxes(spot.x, spot.y))
        self._lines.take(spot.x, spot.y)
        outer = self._rings[-1]
        angle = degrees(_direction(spot.x / outer.across, spot.y / outer.upwards))
        self._angles[seat.person_id] = angle


def _direction(x: float, y: float) -> float:
    return atan2(x, -y)


def _mates(seats: Sequence[Seat]) -> dict[str, tuple[tuple[str, int], ...]]:
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


def _mates_together(order: Sequence[Seat]) -> list[Seat]:
    """The same order, with those who share a home or are kin side by side."""
    left, found = list(order), []
    while left:
        found.append(left.pop(0))
        while mate := next((seat for seat in left if _belong(found[-1], seat)), None):
            left.remove(mate)
            found.append(mate)
    return found


def _belong(one: Seat, other: Seat) -> bool:
    return bool(one.home) and one.home == other.home


def _gap(one: Seat, other: Seat) -> float:
    return _MATES_GAP if _belong(one, other) else 1.0


def _or_else(angle: float | None, otherwise: float) -> float:
    return otherwise if angle is None else angle


def _near(angle: float, sector: Sector) -> float:
    """The same direction, counted so that it is nearest to a sector."""
    turns = round((sector.middle - angle) / FULL_TURN)
    return angle + turns * FULL_TURN
