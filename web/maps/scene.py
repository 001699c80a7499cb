"""A scene: one network with everything a map of it is drawn from, each asked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graph.network import Network
from graph.pictures import Pictures
from queries.circles import Placing, circles
from queries.kin import Kin
from queries.kinship import kinship
from queries.sides import Side, sides
from web.maps.asked import Asked
from web.maps.layout import layout
from web.maps.places import Layout
from web.maps.seats import seats
from web.maps.sectors import sectors
from web.maps.sizes import WIDE, Shape
from web.maps.wording import wording

_OF_SIDES: Mapping[str, str] = {
    "brothers_and_sisters": "teal",
    "friends": "green",
    "carers": "earth",
    "own": "ochre",
    "others": "slate",
}
_OF_PARENTS = ("plum", "blue", "rose", "ochre")


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is on the map, how close, on which side, and where.

    `homes` holds the people of each home by its code, `asked` the questions that may be shown on this map,
    `pictures` what stands for somebody instead of their initials. The scene of an earlier day has that of `today`,
    whose places are its own.
    """

    network: Network
    kin: Mapping[str, Kin]
    placings: Mapping[str, Placing]
    sides: tuple[Side, ...]
    layout: Layout
    homes: Mapping[str, tuple[str, ...]]
    asked: tuple[Asked, ...] = ()
    pictures: Pictures = field(default_factory=dict)
    today: Scene | None = None

    @property
    def of_places(self) -> Scene:
        """The scene after which everyone is placed: today’s."""
        return self.today or self

    def of(self, network: Network) -> Scene:
        """The same places with whoever of another network has one, in its homes."""
        spots = {p: spot for p, spot in self.layout.spots.items() if p in network.people}
        return replace(
            self,
            network=network,
            kin={person: kin for person, kin in self.kin.items() if person in network.people},
            homes=homes_of(network),
            layout=replace(self.layout, spots=spots),
        )

    @property
    def child_name(self) -> str:
        """What the child is called."""
        return self.network.known_as(self.network.child_id)

    def mates(self, person_id: str) -> tuple[str, ...]:
        """Everyone else in somebody's home."""
        everyone = self.homes.get(self.network.home_code(person_id), ())
        return tuple(person for person in everyone if person != person_id)

    def has_mates(self, person_id: str) -> bool:
        """Whether somebody else lives in somebody's home."""
        return len(self.homes.get(self.network.home_code(person_id), ())) > 1

    def shares_home(self, person_id: str) -> bool:
        """Whether somebody lives with the child."""
        code = self.network.home_code(self.network.child_id)
        return bool(code) and self.network.home_code(person_id) == code

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


def scene(
    network: Network,
    shape: Shape = WIDE,
    previous: Layout | None = None,
    pictures: Pictures | None = None,
) -> Scene:
    """The scene of a network that has already been filtered for whoever will see it."""
    kin = kinship(network)
    placings = circles(network)
    found = sides(network, kin)
    seated = seats(network, placings, found, kin)
    placed = layout(seated, sectors(found), wording(network, found), shape, previous)
    in_order, homes = in_order_of_map(placed, network), homes_of(network)
    return Scene(network, kin, placings, found, in_order, homes, pictures=pictures or {})


def in_order_of_map(placed: Layout, network: Network) -> Layout:
    """The same places told in the order of the map, so that nothing tells in which order people were placed."""
    order = [person for person in network.in_order if person in placed.spots]
    return replace(placed, spots={person: placed.spots[person] for person in order})


def homes_of(network: Network) -> dict[str, tuple[str, ...]]:
    """The people of each home by its code."""
    found: dict[str, list[str]] = {}
    for person in network.in_order:
        if code := network.home_code(person):
            found.setdefault(code, []).append(person)
    return {code: tuple(people) for code, people in found.items()}
