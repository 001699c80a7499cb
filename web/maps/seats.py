"""Seats: what the layout needs to know of each person, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.network import Network
from queries.circles import Placing
from queries.kin import Kin
from queries.sides import Side
from web.maps.names import two_lines, widest
from web.maps.sizes import NAME, PERSON, Box, person_boxes

_FAR = 99
_CLOSE_TIES = frozenset({"kin", "couple"})


@dataclass(frozen=True, slots=True)
class Seat:
    """One person to place: circle, side, name and half its width, home, and those they belong beside."""

    person_id: str
    circle: str
    side: str
    lines: tuple[str, ...]
    half: float
    home: str = ""
    beside: tuple[str, ...] = ()

    def boxes(self, x: float, y: float) -> tuple[Box, Box]:
        """The room that this person would take at a point."""
        return person_boxes(x, y, self.half, len(self.lines))


def seats(
    network: Network,
    placings: Mapping[str, Placing],
    sides: Sequence[Side],
    kin: Mapping[str, Kin],
) -> tuple[Seat, ...]:
    """Everyone but the child, in an order that rests only on what is shown, never on an id that could change."""
    side_of = {person: side.key for side in sides for person in side.people}
    people = [person for person in network.in_order if person != network.child_id]
    people.sort(key=lambda person: _order(network, kin, person))
    return tuple(
        seat(
            person,
            placings[person].circle,
            side_of.get(person, ""),
            network.known_as(person),
            network.home_code(person),
            _beside(network, person),
        )
        for person in people
    )


def seat(
    person_id: str,
    circle: str,
    side: str,
    name: str,
    home: str = "",
    beside: tuple[str, ...] = (),
) -> Seat:
    """A seat for somebody with a name."""
    lines = two_lines(name)
    return Seat(person_id, circle, side, lines, max(widest(lines, NAME) / 2, PERSON), home, beside)


def _order(network: Network, kin: Mapping[str, Kin], person_id: str) -> tuple[object, ...]:
    found = kin.get(person_id)
    degree = _FAR if found is None or found.degree is None else found.degree
    is_over = network.standings[person_id].network_kind == "professional" and not _is_working(
        network, person_id
    )
    return (is_over, degree, network.known_as(person_id).casefold(), network.key(person_id))


def _is_working(network: Network, person_id: str) -> bool:
    return any(
        row.family == "professional" and (network.on is None or row.is_current(network.on))
        for row in network.ties[person_id]
    )


def _beside(network: Network, person_id: str) -> tuple[str, ...]:
    rows = [row for row in network.ties[person_id] if row.family in _CLOSE_TIES]
    others = dict.fromkeys(row.other(person_id) for row in rows)
    return tuple(other for other in others if other in network.people and other != network.child_id)
