"""Pictures of people, as far as one viewer may see them."""

from __future__ import annotations

from graph.access import guarded_people, visible_records
from graph.network import Network
from graph.pictures import Picture, Pictures
from graph.sensitivity import RECORD
from graph.stores.protocol import Store


def pictures_of(store: Store, network: Network) -> Pictures:
    """By the ids of this view, the picture of everyone who has one that its viewer may see.

    A picture can give a place away: of somebody whose address is confidential, and of whoever lives or lived with them,
    nobody outside work sees one before two people have looked at it. It is asked each time, so that an address which
    becomes confidential hides it at once.
    """
    kept = store.kept(Picture, network.own_id(network.child_id))
    seen = visible_records(kept, network)
    if not network.shows(RECORD):
        unchecked = {one.id for one in seen if not one.is_place_checked}
        guarded = _guarded(store, network) if unchecked else frozenset[str]()
        seen = tuple(
            one
            for one in seen
            if one.id not in unchecked or network.own_id(one.person_id) not in guarded
        )
    return {one.person_id: one for one in seen}


def is_guarded(store: Store, network: Network, person_id: str) -> bool:
    """Whether a picture of somebody on this view could tell where somebody lives whose address is confidential."""
    return network.own_id(person_id) in _guarded(store, network)


def gives_place_away(store: Store, network: Network, picture: Picture) -> bool:
    """Whether a picture, as it is kept, might still tell such a place, for all that was looked at."""
    return not picture.is_place_checked and picture.person_id in _guarded(store, network)


def _guarded(store: Store, network: Network) -> frozenset[str]:
    """By their own ids, everyone who is guarded; whoever this view hides guards others too."""
    return guarded_people(store.network(network.own_id(network.child_id)))
