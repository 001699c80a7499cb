"""The one road from a store to a face: fetch, filter, ask, journal, show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from graph.access import visible
from graph.journal import Event
from graph.network import Network
from graph.stores.protocol import Store
from graph.viewers import Viewer


def network_for(
    store: Store, child_id: str, viewer: Viewer, on: date, known_on: datetime | None = None
) -> Network:
    """One child's map on a day, as far as this viewer may see it. Nothing of it may be shown before `note_shown`."""
    return visible(store.network(child_id, known_on).at(on), viewer)


def note_shown(
    store: Store,
    network: Network,
    viewer: Viewer,
    action: str,
    people: Iterable[str],
    reason: str = "",
) -> None:
    """Commit one journal entry holding the people an answer shows; JournalError means that it may not be shown."""
    shown = tuple(sorted({network.own_id(person) for person in people}))
    chain = network.own_id(network.child_id)
    store.note(Event(actor=viewer.account, action=action, chain=chain, reason=reason, people=shown))
