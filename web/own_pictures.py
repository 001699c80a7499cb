"""The pictures that a child gave on their own view of the map, as far as one viewer may see them."""

from __future__ import annotations

from collections.abc import Container, Mapping

from graph.access import visible_records
from graph.network import Network
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.pictures import Pictures
from graph.sensitivity import CHILD_PRIVATE, RECORD
from graph.stores.protocol import Store
from graph.viewers import Viewer
from web.pictures import guards, pictures_of

OwnPictures = Mapping[str, OwnPicture]
_CHILD = "child"
_NOBODY = frozenset[str]()


def own_pictures_of(
    store: Store, network: Network, chosen: Container[str] | None = None
) -> OwnPictures:
    """By the ids of this view, the child’s picture of everyone of whom they gave one that its viewer may see.

    The family sees one once somebody who works with the child has looked at it; where it could give a guarded place
    away, once two have. It is asked each time, and of this very content. `chosen`, in the room of a meeting, are the
    ids of what the child chose for it.
    """
    seen = visible_records(store.kept(OwnPicture, network.own_id(network.child_id)), network)
    if chosen is not None:
        seen = tuple(one for one in seen if one.id in chosen)
    if seen and not network.shows(RECORD) and not network.shows(CHILD_PRIVATE):
        guarded, looks = guards(store, network), looks_at(store, network)
        seen = tuple(
            one
            for one in seen
            if one.was_looked_at(
                looks.get(one.id), guarded.get(network.own_id(one.person_id), _NOBODY)
            )
        )
    return {one.person_id: one for one in seen}


def looks_at(store: Store, network: Network) -> Mapping[str, OwnPictureLook]:
    """By the picture’s id, what somebody who works with the child has looked for in it, as it is kept."""
    looks = store.kept(OwnPictureLook, network.own_id(network.child_id))
    return {one.picture_id: one for one in looks}


def faces_of(store: Store, network: Network, viewer: Viewer) -> Pictures:
    """Everybody’s picture as a page draws it: the record’s, or on the child’s own view what they gave themself."""
    faces = pictures_of(store, network)
    if viewer.audience != _CHILD:
        return faces
    return {**faces, **as_faces(own_pictures_of(store, network))}


def as_faces(pictures: OwnPictures) -> Pictures:
    """Pictures that a child gave, as they are drawn."""
    return {person: one.as_picture() for person, one in pictures.items()}
