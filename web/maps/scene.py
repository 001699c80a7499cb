"""A scene: one network with everything a map of it is drawn from, each asked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.network import Network
from queries.circles import Placing, circles
from queries.kin import Kin
from queries.kinship import kinship
from queries.sides import Side, sides
from web.maps.layout import layout
from web.maps.places import Layout
from web.maps.seats import seats
from web.maps.sectors import sectors
from web.maps.sizes import WIDE, Shape
from web.maps.wording import wording

_OF_SIDES: Mapping[str, str] = {
    "brothers_and_sisters": "teal",
    "friends": "moss",
    "carers": "umber",
    "own": "ochre",
    "others": "slate",
}
_OF_PARENTS = ("plum", "blue", "indigo", "ochre")


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is on the map, how close, on which side, and where."""

    network: Network
    kin: Mapping[str, Kin]
    placings: Mapping[str, Placing]
    sides: tuple[Side, ...]
    layout: Layout

    @property
    def child_name(self) -> str:
        """What the child is called."""
        return self.network.known_as(self.network.child_id)

    def side_of(self, person_id: str) -> str:
        """The key of the side somebody is on."""
        spot = self.layout.spots.get(person_id)
        return spot.side if spot else ""

    def hue(self, side_key: str) -> str:
        """The colour of a side; its place and its name say the same."""
        parents = [side.key for side in self.sides if side.key not in _OF_SIDES]
        if side_key in _OF_SIDES:
            return _OF_SIDES[side_key]
        return (
            _OF_PARENTS[parents.index(side_key) % len(_OF_PARENTS)]
            if side_key in parents
            else "slate"
        )


def scene(network: Network, shape: Shape = WIDE, previous: Layout | None = None) -> Scene:
    """The scene of a network that has already been filtered for whoever will see it."""
    kin = kinship(network)
    placings = circles(network)
    found = sides(network, kin)
    seated = seats(network, placings, found, kin)
    return Scene(
        network,
        kin,
        placings,
        found,
        layout(seated, sectors(found), wording(network, found), shape, previous),
    )
