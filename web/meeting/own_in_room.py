"""A child’s own layer in the room of a meeting: what they chose for it, and nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.network import Network
from graph.own_pictures import OwnPicture
from graph.own_words import HouseItem, OwnView
from graph.pictures import Pictures
from graph.stores.protocol import Store
from queries.leaks import Leak
from web.making.voices import placings, voices
from web.maps.own_map import OwnMap, own_map
from web.meeting.own_choices import who_speaks
from web.meetings import chosen_words
from web.own_pictures import as_faces
from web.own_words import own_layer, whole_layer
from web.reading import undecided_in


@dataclass(frozen=True, slots=True)
class OwnInRoom:
    """What the room is shown: words by house, faces and pictures by person, the own map, and who speaks for them."""

    houses: Mapping[str, tuple[HouseItem, ...]]
    faces: Mapping[str, OwnView]
    given: Mapping[str, OwnPicture]
    map: OwnMap
    speaks: str

    @property
    def unplaced(self) -> tuple[OwnView, ...]:
        """The faces of whoever is not on the child’s own map, and words about whoever is."""
        placed = {spot.person_id for spot in self.map.spots}
        return tuple(
            view for person, view in self.faces.items() if person not in placed or view.words
        )

    @property
    def pictures(self) -> Pictures:
        """The pictures that the child gave, as they are drawn."""
        return as_faces(self.given)

    @property
    def unplaced_pictures(self) -> tuple[str, ...]:
        """Of whom the child gave a picture who is not on their own map, where they stand themself."""
        placed = {spot.person_id for spot in self.map.spots}
        return tuple(
            one.person_id
            for one in self.given.values()
            if one.person_id not in placed and not (placed and self._is_of_child(one))
        )

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom it names."""
        items = (item for house in self.houses.values() for item in house)
        spots = (spot.person_id for spot in self.map.spots)
        named = (person for item in items for person in item.people_ids)
        return frozenset({*named, *self.faces, *self.given, *spots, self.speaks}) - {""}

    @property
    def is_empty(self) -> bool:
        """Whether the child chose nothing that can be shown."""
        return not (any(self.houses.values()) or self.faces or self.given or self.map.spots)

    def _is_of_child(self, picture: OwnPicture) -> bool:
        return picture.person_id == picture.child_id


def own_in_room(store: Store, seen: Network, meeting_id: str) -> OwnInRoom:
    """What the child chose for a meeting, of what its room may see at all."""
    chosen = chosen_words(store, seen.own_id(seen.child_id), meeting_id)
    layer = own_layer(store, seen, chosen)
    own = next((one for one in voices(store, seen, chosen) if one.is_child), None)
    placed = {person: one.circle for person, one in own.placed.items()} if own else {}
    return OwnInRoom(
        houses=layer.houses,
        given={
            person: layer.pictures[person] for person in seen.in_order if person in layer.pictures
        },
        faces={person: layer.views[person] for person in seen.in_order if person in layer.views},
        map=own_map(seen, placed),
        speaks=who_speaks(store, seen, meeting_id),
    )


def undecided_own(store: Store, seen: Network, meeting_id: str) -> tuple[Leak, ...]:
    """Where the room could read a protected fact in what the child chose for it, or in where others put people."""
    child_id = seen.own_id(seen.child_id)
    chosen = chosen_words(store, child_id, meeting_id)
    said = (*whole_layer(store, seen, chosen).said, *placings(store, seen, chosen))
    return undecided_in(store, child_id, said)
