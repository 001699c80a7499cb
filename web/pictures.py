"""Pictures of people, as far as one viewer may see them."""

from __future__ import annotations

from graph.access import visible_records
from graph.network import Network
from graph.people import Person
from graph.pictures import Picture, Pictures
from graph.sensitivity import RECORD
from graph.stores.protocol import Store


def pictures_of(store: Store, network: Network) -> Pictures:
    """By the ids of this view, the picture of everyone who has one that its viewer may see.

    A picture can give a place away: of somebody whose address is confidential, nobody outside work sees one before two
    people have looked at it. It is asked each time, so that an address which becomes confidential hides it at once.
    """
    kept = store.kept(Picture, network.own_id(network.child_id))
    return {
        one.person_id: one
        for one in visible_records(kept, network)
        if network.shows(RECORD) or not gives_place_away(store, network.own_id(one.person_id), one)
    }


def gives_place_away(store: Store, person_id: str, picture: Picture) -> bool:
    """Whether a picture might tell where somebody lives whose address is confidential, for all that was looked at."""
    person = store.record("person", person_id)
    is_guarded = isinstance(person, Person) and person.address_confidential
    return is_guarded and not picture.is_place_checked
