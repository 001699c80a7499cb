"""The same person on other children’s maps: told only to somebody who may see them on both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from graph.errors import UnknownError
from graph.network import Network
from graph.sensitivity import RECORD
from web.asking import account, house, viewer_of
from web.reading import network_for, note_shown

_MOST = 20


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another child’s map on which somebody stands, and what that child calls them."""

    child_id: str
    child: str
    known_as: str


def elsewhere(network: Network, person_id: str) -> tuple[Elsewhere, ...]:
    """The other maps on which whoever is signed in may see somebody, journalled on each of them.

    Workers are left out: to stand on many maps is their work.
    """
    is_worker = network.standings[person_id].network_kind == "professional"
    if not network.shows(RECORD) or person_id == network.child_id or is_worker:
        return ()
    own = network.own_id(person_id)
    return tuple(
        Elsewhere(other.child_id, other.known_as(other.child_id), other.known_as(own))
        for other in islice(_seen(network, own), _MOST)
    )


def _seen(network: Network, own_id: str) -> Iterator[Network]:
    place = house()
    for child_id in place.store.maps_of(own_id):
        if child_id == network.own_id(network.child_id):
            continue
        try:
            viewer = viewer_of(account(), child_id)
        except UnknownError:
            continue
        other = network_for(place.store, child_id, viewer, place.today())
        if other.shows(RECORD) and own_id in other.people:
            note_shown(place.store, other, viewer, "saw_elsewhere", (child_id, own_id))
            yield other
