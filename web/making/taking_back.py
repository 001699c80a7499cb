"""What one person did on the page of a map, taken back and done again, one step at a time."""

from __future__ import annotations

from graph.errors import UnknownError
from graph.history import Undone, undo
from graph.journal import Entry
from graph.network import Network
from graph.people import Person
from graph.placements import Placement
from graph.standings import Standing
from graph.stores.protocol import Store
from web.asking import NOT_HERE
from web.chronicle import chronicle
from web.taps import change_called

_BY_HAND = frozenset({"added", "changed", "undo", "placed"})


def last_of(store: Store, child_id: str, actor: str) -> str:
    """What somebody’s pages call the last change that they made on a map; empty where they made none."""
    for entry in store.entries(child_id, newest_first=True):
        if entry.actor == actor and entry.action in _BY_HAND and entry.changes:
            return change_called(entry, actor)
    return ""


def take_back(store: Store, network: Network, called: str, actor: str) -> Undone:
    """One’s own change taken back, as a new one; UnknownError for anybody else’s and for what is not all shown."""
    child_id = network.own_id(network.child_id)
    for entry in store.entries(child_id, newest_first=True):
        if change_called(entry, actor) == called:
            if entry.actor != actor or not _is_own(entry, network):
                break
            return undo(store, entry, actor)
    raise UnknownError(NOT_HERE)


def _is_own(entry: Entry, network: Network) -> bool:
    if entry.action not in _BY_HAND:
        return False
    kinds = {change.record_kind for change in entry.changes}
    if kinds == {Placement.record_kind}:
        return all(
            _speaks_of_seen(change.after or change.before, network) for change in entry.changes
        )
    line = next(chronicle([entry], _with_removed(entry, network)), None)
    return line is not None and (line.is_whole or _is_all_ones_own(entry))


def _is_all_ones_own(entry: Entry) -> bool:
    """Whether a step only added, or only took that back: whoever did it filled in every field, shown to them or not."""
    is_added = all(change.before is None for change in entry.changes)
    is_taken_back = all(change.after is None for change in entry.changes)
    return is_added or (entry.action == "undo" and is_taken_back)


def _with_removed(entry: Entry, network: Network) -> Network:
    """The map with whoever this very step took away, so that the step can be looked at as a whole."""
    gone = [change.before for change in entry.changes if change.before and not change.after]
    kinds = [change.record_kind for change in entry.changes if change.before and not change.after]
    rows = list(zip(kinds, gone, strict=True))
    people = [Person.model_validate(row) for kind, row in rows if kind == "person"]
    standings = [Standing.model_validate(row) for kind, row in rows if kind == "standing"]
    return network.changed(
        people={**{person.id: person for person in people}, **network.people},
        standings={**{one.person_id: one for one in standings}, **network.standings},
    )


def _speaks_of_seen(row: object, network: Network) -> bool:
    people = Placement.model_validate(row).people
    return all(person in network.people for person in people)
