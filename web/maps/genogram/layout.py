"""The layout of a genogram: a place for everyone in the family and a way for every line, the child at the origin.

The same people always give the same picture: nothing here is random, and nothing rests on an id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.network import Network
from queries.generations import Generations, generations
from queries.kinfolk import Kinfolk
from web.maps.genogram.channels import Net
from web.maps.genogram.columns import columns
from web.maps.genogram.order import order
from web.maps.genogram.routes import Route, Routes, routes
from web.maps.genogram.seats import Seat, Seating
from web.maps.genogram.sizes import CHANNEL, DATES_ROOM, ROOT, TRACK, foot, half_width, name_lines
from web.maps.shapes import Point
from web.maps.sizes import PERSON

_ABOVE_TRACKS = 12.0
_BELOW_TRACKS = 22.0
_ROOM_FOR_YEARS = 12.0


@dataclass(frozen=True, slots=True)
class Laid:
    """Everyone's seat, the height of every row, and the lines."""

    seating: Seating
    generations: Generations
    routes: Routes
    heights: Mapping[int, float]
    channels: Mapping[int, float]

    def place(self, person_id: str) -> Point:
        """Where somebody stands."""
        seat = self.seating.seats[person_id]
        return seat.x, self.heights[seat.row]

    def track(self, net: Net) -> float:
        """How far down a line runs sideways."""
        return self.channels[net.channel] + _ABOVE_TRACKS + net.track * TRACK

    def points(self, route: Route) -> list[Point]:
        """The corners of a line, from its start to a child or a partner."""
        x, y = route.start.x, self._begins(route)
        found = [(x, y)]
        for net, leaves_at in route.steps:
            found += [(x, self.track(net)), (leaves_at, self.track(net))]
            x = leaves_at
        if route.to:
            found.append((route.end, self._ends(route)))
        return found

    def _begins(self, route: Route) -> float:
        if route.start.lane is not None:
            return self.track(route.start.lane)
        if route.start.beside:
            return self.place(route.start.beside)[1]
        seat = self.seating.seats[route.start.under]
        return self.heights[seat.row] + seat.foot

    def _ends(self, route: Route) -> float:
        """Under somebody’s name for a line that comes from below, else inside the symbol, which covers its end."""
        seat = self.seating.seats[route.to]
        return self.heights[seat.row] + (seat.foot if route.is_upwards else -seat.radius * 0.4)


def layout(network: Network, folk: Kinfolk) -> Laid:
    """Where everyone in the family stands."""
    found = generations(folk)
    units = order(folk, found.rows, network.people)
    seats = {person: _seat(network, person, found.rows[person]) for person in folk.people}
    xs = columns(folk, units, {person: seat.half for person, seat in seats.items()})
    middle = xs[folk.root]
    seats = {person: _moved(seat, xs[person] - middle) for person, seat in seats.items()}
    rows = {row: [seats[p] for unit in units[row] for p in unit] for row in units}
    places = {seat.person_id: nth for row in rows.values() for nth, seat in enumerate(row)}
    seating = Seating(seats, rows, places)
    lines = routes(folk, seating)
    heights, channels = _heights(seating, lines)
    return Laid(seating, found, lines, heights, channels)


def _seat(network: Network, person_id: str, row: int) -> Seat:
    lines = name_lines(network.known_as(person_id))
    radius = ROOT if person_id == network.child_id else PERSON
    return Seat(person_id, row, 0.0, radius, half_width(lines, radius), lines, foot(lines, radius))


def _moved(seat: Seat, x: float) -> Seat:
    return Seat(
        seat.person_id, seat.row, round(x, 1), seat.radius, seat.half, seat.lines, seat.foot
    )


def _heights(seating: Seating, lines: Routes) -> tuple[dict[int, float], dict[int, float]]:
    """The middle of every row and the top of every channel, the child’s row at nought."""
    first, last = min(seating.rows), max(seating.rows)
    y, middles = 0.0, {}
    above = lines.tracks.get(first - 1, 0)
    channels = {first - 1: -_room(above) if above else 0.0}
    for row in range(first, last + 1):
        here = seating.rows.get(row, ())
        y += max((seat.radius + DATES_ROOM for seat in here), default=0.0)
        middles[row] = y
        y += max((seat.foot for seat in here), default=0.0)
        y += _ROOM_FOR_YEARS if row in lines.under_couples else 0.0
        channels[row] = y
        y += _room(lines.tracks.get(row, 0))
    up = middles[0]
    return (
        {row: round(middle - up, 1) for row, middle in middles.items()},
        {row: round(top - up, 1) for row, top in channels.items()},
    )


def _room(tracks: int) -> float:
    return max(CHANNEL, _ABOVE_TRACKS + tracks * TRACK + _BELOW_TRACKS)
