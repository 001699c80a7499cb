"""Keeping places: each audience's map stays where it was, so that adding somebody moves nobody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from graph.access import visible
from graph.journal import Event
from graph.layouts import KeptLayout
from graph.network import Network
from graph.people import Person
from graph.standings import Standing
from graph.stores.protocol import Store, put_all
from graph.viewers import Viewer
from web.maps.places import Layout, Ring, Spot
from web.maps.scene import scene
from web.maps.sectors import Sector
from web.maps.sizes import SHAPES, Shape

KEPT_PLACES = "kept_places"

_SAME_PEOPLE: Mapping[str, str] = {
    "manager": "professionals",
    "print_child": "child",
    "print_family": "family_meeting",
}
_VIEWERS = (
    Viewer(account="", audience="professionals"),
    Viewer(account="", audience="family_meeting"),
    Viewer(account="", audience="family_meeting", child_absent=True),
    Viewer(account="", audience="child"),
)


def kept_layout(store: Store, network: Network, viewer: Viewer, shape: Shape) -> Layout | None:
    """The places in which this viewer last saw a map, under the ids of this view; none before anybody was added."""
    if viewer.only is not None or viewer.but:
        return (
            None  # Places that were found for more people than are seen would tell of the others.
        )
    name = _view_name(viewer)
    child = network.own_id(network.child_id)
    for found in store.kept(KeptLayout, child):
        if (found.audience, found.shape) == (name, shape.name):
            return _read(json.loads(found.body), network, shape)
    return None


def keep_places(
    store: Store, child_id: str, on: date, actor: str, newcomer: Standing | None = None
) -> None:
    """Keep every audience's places as they are now; to be called before something on the map is changed.

    With a newcomer, only of those who will see them: for others nothing happens, and nothing may tell that it did.
    """
    whole = store.network(child_id).at(on)
    kept = {found.id: found for found in store.kept(KeptLayout, child_id)}
    changed = [
        record
        for record in _layouts(store, whole, child_id, newcomer)
        if record.id not in kept or kept[record.id].body != record.body
    ]
    if changed:
        versions = {record.id: kept[record.id].version for record in changed if record.id in kept}
        with store.writer(Event(actor=actor, action=KEPT_PLACES, chain=child_id)) as writer:
            put_all(
                writer,
                (r.model_copy(update={"version": versions.get(r.id, 0)}) for r in changed),
            )


def _layouts(
    store: Store, whole: Network, child_id: str, newcomer: Standing | None
) -> Iterable[KeptLayout]:
    for viewer in _VIEWERS:
        name = _view_name(viewer)
        network = visible(whole, viewer)
        if newcomer and not _will_see(whole, viewer, newcomer):
            continue
        for shape in SHAPES.values():
            previous = kept_layout(store, network, viewer, shape)
            yield KeptLayout(
                id=sha256(f"{child_id} {name} {shape.name}".encode()).hexdigest()[:32],
                child_id=child_id,
                audience=name,
                shape=shape.name,
                body=_written(scene(network, shape, previous).layout, network),
            )


def _will_see(whole: Network, viewer: Viewer, newcomer: Standing) -> bool:
    person = newcomer.person_id
    coming = whole.changed(
        people={**whole.people, person: Person(id=person)},
        standings={**whole.standings, person: newcomer},
    )
    seen = visible(coming, viewer)
    return person in {seen.own_id(other) for other in seen.people}


def _view_name(viewer: Viewer) -> str:
    """One name for all who see the same people; a meeting without the child may see more."""
    audience = _SAME_PEOPLE.get(viewer.audience, viewer.audience)
    return f"{audience}, child absent" if viewer.child_absent else audience


def _written(layout: Layout, network: Network) -> str:
    own = network.own_id
    return json.dumps(
        {
            "rings": [
                [ring.circle, ring.across, ring.upwards, ring.rows, ring.words_at]
                for ring in layout.rings
            ],
            "sectors": [[own(s.key), s.start, s.end] for s in layout.sectors],
            "spots": {
                own(person): [spot.x, spot.y, spot.circle, own(spot.side)]
                for person, spot in layout.spots.items()
            },
        },
        sort_keys=True,
    )


def _read(body: Mapping[str, Any], network: Network, shape: Shape) -> Layout:
    ids = {network.own_id(person): person for person in network.people}

    def in_view(own_id: str) -> str:
        return ids.get(own_id, own_id)

    return Layout(
        shape,
        tuple(Ring(*ring) for ring in body["rings"]),
        tuple(Sector(in_view(key), start, end) for key, start, end in body["sectors"]),
        {
            in_view(person): Spot(x, y, circle, in_view(side))
            for person, (x, y, circle, side) in body["spots"].items()
        },
    )
