"""What is taken while a map is being laid out: room, lines of sight, places, and in which direction each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, degrees

from web.maps.band import BAND
from web.maps.board import Board
from web.maps.places import Ring, Spot
from web.maps.seats import Seat
from web.maps.sightlines import Sightlines
from web.maps.sizes import CHILD, Box


class Taken:
    """People placed so far; a copy may be tried and thrown away."""

    def __init__(self) -> None:
        """Begin with the child alone."""
        self.board, self.names = Board(), Board()
        self.lines = Sightlines()
        self.spots: dict[str, Spot] = {}
        self.angles: dict[str, float] = {}
        self.keep_free([(-CHILD - 10, -CHILD - 10, CHILD + 10, CHILD + 10)])

    def copy(self) -> Taken:
        """The same, to go on from without changing this one."""
        found = Taken()
        found.board, found.names = self.board.copy(), self.names
        found.lines = self.lines.copy()
        found.spots, found.angles = dict(self.spots), dict(self.angles)
        return found

    def keep_free(self, boxes: Iterable[Box]) -> None:
        """Keep people out of some room."""
        self.board.take(boxes)

    def name_sides(self, boxes: Iterable[Box]) -> None:
        """Keep people out of where the sides are named now, and no longer out of where they were named before."""
        self.names = Board()
        self.names.take(boxes)

    def is_free(self, boxes: Sequence[Box]) -> bool:
        """Whether nothing stands or is written in some room."""
        return self.board.is_free(boxes) and self.names.is_free(boxes)

    def sit(self, seat: Seat, spot: Spot, ring: Ring) -> None:
        """Give somebody a place; `ring` is the one whose shape tells directions."""
        self.spots[seat.person_id] = spot
        if seat.circle == BAND:
            return
        self.board.take(seat.boxes(spot.x, spot.y))
        self.lines.take(spot.x, spot.y)
        turn = atan2(spot.x / ring.across, -spot.y / ring.upwards)
        self.angles[seat.person_id] = degrees(turn)
