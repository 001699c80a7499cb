"""Pictures of people, as far as one viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from graph.access import visible_records, whose_place_is_guarded
from graph.consent import Given
from graph.history import is_undoable
from graph.journal import Entry
from graph.network import Network
from graph.pictures import Picture, Pictures
from graph.sensitivity import RECORD
from graph.stores.protocol import Store

_NOBODY = frozenset[str]()
_LATELY = 400


def pictures_of(store: Store, network: Network) -> Pictures:
    """By the ids of this view, the picture of everyone who has one that its viewer may see.

    A picture can give a place away: of somebody whose address is confidential, and of whoever lives or lived with them,
    nobody outside work sees one before two people have looked at it. It is asked each time, so that an address which
    becomes confidential hides it at once.
    """
    seen = visible_records(store.kept(Picture, network.own_id(network.child_id)), network)
    if seen and not network.shows(RECORD):
        guarded = guards(store, network)
        seen = tuple(
            one
            for one in seen
            if one.was_looked_at_for(guarded.get(network.own_id(one.person_id), _NOBODY))
        )
    return {one.person_id: one for one in seen}


def guarded_by(store: Store, network: Network, person_id: str) -> frozenset[str]:
    """The confidential people whose place a picture of somebody on this view could tell, by their own ids."""
    return guards(store, network).get(network.own_id(person_id), _NOBODY)


def guards(store: Store, network: Network) -> Mapping[str, frozenset[str]]:
    """The same of everybody, under their own ids; whoever this view hides guards others too."""
    return whose_place_is_guarded(store.network(network.own_id(network.child_id)))


def taken_away(store: Store, network: Network, person_id: str, kind: type[Given]) -> Entry | None:
    """The entry that took somebody’s picture of a kind away, where nothing came after it."""
    own, chain = network.own_id(person_id), network.own_id(network.child_id)
    for entry in islice(store.entries(chain, newest_first=True), _LATELY):
        for one in entry.changes:
            row = one.after or one.before or {}
            if one.record_kind == kind.record_kind and row.get("person_id") == own:
                is_gone = one.after is None and is_undoable(store, entry)
                return entry if is_gone else None
    return None
