"""Erasing a person by law: every record of them, and every line of the journal that says what was known of them.

Written once on what every store promises. A line that is erased keeps its place, its time and its seal, so that every
chain holds. Whatever else it said is said once more by a new line, so that each map is still as its journal tells it.
It may be begun again wherever it was stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from graph.dates import When
from graph.erasures import Erasure, digest_of_ref
from graph.errors import RefusedError, UnknownError
from graph.journal import ERASED, Change, Entry, Event
from graph.map_records import MAP_RECORDS
from graph.network import Network
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.reviews import every_view
from graph.stores.protocol import Store, Writer
from graph.stores.writing import KINDS, MAP_KINDS

ERASED_LINE, SAID_AGAIN = "erased_line", "said_again"
NOBODY_HERE = "There is nobody with this id here."
IS_A_CHILD = (
    "A child’s own map is kept for as long as the law says, and is not erased person by person."
)
_NAMING = ("person_id", "from_id", "to_id")
_SPOKEN_BY = ("source_id", "recorded_by")
_OF_A_MAP = ("person", "standing", "relationship", "contact", "stay", "case")

_Key = tuple[str, str]


def erase_person(store: Store, person_id: str, event: Event, on: When) -> int:
    """Erase a person from every map; how many lines of the journal were erased.

    `event` says who does it and why: its reason is kept, so it must not name the person.
    """
    if any(line.child_id == person_id for line in store.children()):
        raise RefusedError(IS_A_CHILD)
    chains = [chain for chain in store.chains() if _tells_of(store, chain, person_id)]
    if not chains and store.record("person", person_id) is None:
        raise UnknownError(NOBODY_HERE)
    _remember(store, person_id, event, on)
    _remove(store, person_id, event, [key for c in chains for key in _keys(store, c, person_id)])
    erased = 0
    for chain in chains:
        erased += _erase_lines(store, chain, event, lambda change: _names(change, person_id))
        if chain:
            erased += _say_again(store, chain, event)
    return erased


def forget_lines(store: Store, record: MapRecord, event: Event) -> int:
    """Erase what the journal says of one record that belongs to a map; how many lines were erased."""
    key, chain = (record.record_kind, record.id), record.child_id
    erased = _erase_lines(
        store, chain, event, lambda change: (change.record_kind, change.record_id) == key
    )
    return erased + (_say_again(store, chain, event) if erased else 0)


def _tells_of(store: Store, chain: str, person_id: str) -> bool:
    return next(_keys(store, chain, person_id), None) is not None


def _keys(store: Store, chain: str, person_id: str) -> Iterator[_Key]:
    """The records that a chain tells of and that name a person."""
    for entry in store.entries(chain):
        for change in entry.changes:
            if _names(change, person_id):
                yield change.record_kind, change.record_id


def _names(change: Change, person_id: str) -> bool:
    if change.record_kind == Erasure.record_kind:
        return False
    return any(
        _is_named(change.record_kind, row, person_id) for row in (change.before, change.after)
    )


def _is_named(kind: str, row: Mapping[str, Any] | None, person_id: str) -> bool:
    if row is None:
        return False
    if kind == "person":
        return row.get("id") == person_id
    ends = MAP_KINDS[kind].ends if kind in MAP_KINDS else (*_NAMING, *_SPOKEN_BY)
    values = [row.get(name) for name in ends]
    return any(
        value == person_id or (isinstance(value, list) and person_id in value) for value in values
    )


def _remember(store: Store, person_id: str, event: Event, on: When) -> None:
    """Keep on each of their maps that they were erased, before anything is."""
    for child_id in store.maps_of(person_id):
        ref = store.network(child_id).standings[person_id].ref
        erasure = Erasure(
            id=sha256(f"{child_id} {person_id}".encode()).hexdigest()[:32],
            child_id=child_id,
            person_id=person_id,
            ref_digest=digest_of_ref(child_id, ref),
            on=on,
            by=event.actor,
        )
        if store.record(Erasure.record_kind, erasure.id) is None:
            told = event.model_copy(update={"action": ERASED, "chain": child_id})
            with store.writer(told) as writer:
                writer.put(erasure)


def _remove(store: Store, person_id: str, event: Event, told: list[_Key]) -> None:
    maps = store.maps_of(person_id)
    found = {(row.record_kind, row.id): row for c in maps for row in _kept(store, c, person_id)}
    for kind, record_id in told:
        record = store.record(kind, record_id) if kind in KINDS or kind in MAP_KINDS else None
        if record is not None and _is_named(kind, record.model_dump(mode="json"), person_id):
            found[kind, record_id] = record
    if person := store.record("person", person_id):
        found["person", person_id] = person
    if found:
        with store.writer(event.model_copy(update={"action": ERASED})) as writer:
            for record in found.values():
                _without(writer, record, person_id)
    _forget_reviews(store, maps)


def _kept(store: Store, child_id: str, person_id: str) -> Iterator[Record]:
    """Everything on one map that names a person."""
    network = store.network(child_id)
    kept = [one for kind in MAP_RECORDS for one in store.kept(kind, child_id)]
    records = (*_records(network), *store.details(child_id, person_id), *kept)
    for record in records:
        is_theirs = _is_named(record.record_kind, record.model_dump(mode="json"), person_id)
        if is_theirs and not isinstance(record, Erasure):
            yield record


def _without(writer: Writer, record: Record, person_id: str) -> None:
    """Take a record away; where somebody is only its source, or what else it says stands without them, only they go."""
    left: Record | None = record
    if isinstance(record, MapRecord):
        left = record.without(person_id)
    elif record.id == person_id or any(getattr(record, n, "") == person_id for n in _NAMING):
        left = None
    if left is None:
        writer.remove(record)
    else:
        spoken = {name: "" for name in _SPOKEN_BY if getattr(record, name, "") == person_id}
        writer.put(left.model_copy(update=spoken))


def _forget_reviews(store: Store, maps: tuple[str, ...]) -> None:
    """Kept answers are made anew from the map; until then they say nothing."""
    found = [one for view in every_view() for one in store.kept_reviews(maps, view)]
    store.keep_reviews(one.model_copy(update={"change": 0, "body": "{}"}) for one in found)


def _erase_lines(store: Store, chain: str, event: Event, is_to_go: Any) -> int:
    going = [entry.sequence for entry in store.entries(chain) if any(map(is_to_go, entry.changes))]
    for sequence in going:
        store.erase(
            chain, sequence, event.model_copy(update={"action": ERASED_LINE, "chain": chain})
        )
    return len(going)


def _say_again(store: Store, chain: str, event: Event) -> int:
    """Write down what is on a map where erased lines had said it; lines about what is there no more go too."""
    network = store.network(chain)
    now = {(row.record_kind, row.id): row.model_dump(mode="json") for row in _records(network)}
    gone = _told(store.entries(chain)).keys() - now.keys()
    erased = _erase_lines(store, chain, event, lambda c: (c.record_kind, c.record_id) in gone)
    if _told(store.entries(chain)) != now:
        told = event.model_copy(update={"action": SAID_AGAIN, "chain": chain})
        with store.writer(told) as writer:
            for record in _records(network):
                writer.put(record)
    return erased


def _told(entries: Iterator[Entry]) -> dict[_Key, Mapping[str, Any]]:
    """What the lines of a chain say is on its map."""
    state: dict[_Key, Mapping[str, Any]] = {}
    for entry in entries:
        for change in entry.changes:
            key = (change.record_kind, change.record_id)
            if change.record_kind in _OF_A_MAP and change.after is not None:
                state[key] = change.after
            else:
                state.pop(key, None)
    return state


def _records(network: Network) -> list[Record]:
    ties: tuple[Relationship, ...] = network.relationships
    return [
        *network.people.values(),
        network.case,
        *network.standings.values(),
        *ties,
        *network.contacts,
        *network.stays,
    ]
