"""Places: on which maps the records of one change stood before it, and stand after it.

That decides on which chains a change is journalled, and who and what came along onto a map, or left it, with somebody's
standing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from graph.cases import Case
from graph.people import Person
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.stores.pen import change_text

Key = tuple[str, str]
MapsOf = Callable[[str], frozenset[str]]
NOBODY: frozenset[str] = frozenset()


class Place(NamedTuple):
    """Where a record stands: the map it belongs to (if to one), and the one or two people it names."""

    child_id: str
    person_id: str
    other_id: str = ""


def place_of(record: Record) -> Place:
    """The place of a record of any kind."""
    if isinstance(record, Person):
        return Place("", record.id)
    if isinstance(record, Relationship):
        return Place(record.child_id, record.from_id, record.to_id)
    if isinstance(record, Case):
        return Place(record.child_id, record.child_id)
    if isinstance(record, MapRecord):
        return Place(record.child_id, "")
    return Place(getattr(record, "child_id", ""), getattr(record, "person_id", ""))


@dataclass(slots=True)
class Touched:
    """One record before and after a whole change: its place and its JSON, and no more, so that large imports fit."""

    before: Place | None
    before_text: str
    after: Place | None
    after_text: str


class Ground(Protocol):
    """What must be known of a store to say what came along."""

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The children on whose maps a person stands."""

    def shared_ties(self, person_id: str) -> tuple[Relationship, ...]:
        """The ties of a person that belong to no one map."""


class Places:
    """Who stood and stands where, over one whole change."""

    def __init__(self, ground: Ground, touched: Mapping[Key, Touched]) -> None:
        """Work out who came onto which map, and who left."""
        self._ground = ground
        self._touched = touched
        self._after: dict[str, frozenset[str]] = {}
        self._came: dict[str, set[str]] = {}
        self._left: dict[str, set[str]] = {}
        for (kind, _), step in touched.items():
            if kind == "standing" and step.before != step.after:
                self._note_move(step)

    def _note_move(self, step: Touched) -> None:
        if step.before is not None:
            self._left.setdefault(step.before.person_id, set()).add(step.before.child_id)
        if step.after is not None:
            self._came.setdefault(step.after.person_id, set()).add(step.after.child_id)

    def after(self, person_id: str) -> frozenset[str]:
        """The maps a person stands on when the change is over."""
        if person_id not in self._after:
            self._after[person_id] = frozenset(self._ground.maps_of(person_id))
        return self._after[person_id]

    def before(self, person_id: str) -> frozenset[str]:
        """The maps a person stood on before the change."""
        came = self._came.get(person_id, NOBODY)
        return (self.after(person_id) - came) | self._left.get(person_id, NOBODY)

    def texts(self, chain_without_map: str) -> dict[str, Iterable[str]]:
        """The JSON of every change, made as it is asked for, by the chain that it goes on."""
        keys: dict[str, list[Key]] = {}
        for key, step in self._touched.items():
            for chain in self._chains(key[0], step) or (chain_without_map,):
                keys.setdefault(chain, []).append(key)
        came_along: dict[str, list[str]] = {}
        for chain, text in self._came_along():
            came_along.setdefault(chain, []).append(text)
        return {
            chain: _Texts(self._touched, keys.get(chain, []), came_along.get(chain, []))
            for chain in keys.keys() | came_along.keys()
        }

    def _chains(self, kind: str, step: Touched) -> frozenset[str]:
        before = self._maps(kind, step.before, self.before) if step.before is not None else NOBODY
        after = self._maps(kind, step.after, self.after) if step.after is not None else NOBODY
        return before | after

    def _maps(self, kind: str, place: Place, maps_of: MapsOf) -> frozenset[str]:
        if place.child_id:
            return frozenset({place.child_id})
        if not place.person_id:
            return NOBODY
        maps = maps_of(place.person_id)
        return maps if kind == "person" else maps & maps_of(place.other_id)

    def _came_along(self) -> Iterator[tuple[str, str]]:
        """People and shared ties that did not change, but came onto a map or left it."""
        told: set[tuple[str, str, str]] = set()
        for person_id in sorted(self._came.keys() | self._left.keys()):
            if self._is_new(person_id):
                continue
            for record, chain, is_here in self._followers(person_id):
                key = (record.record_kind, record.id)
                if key in self._touched or (*key, chain) in told:
                    continue
                told.add((*key, chain))
                text = record.model_dump_json()
                sides = ("null", text) if is_here else (text, "null")
                yield chain, change_text(*key, *sides, came_along=True)

    def _is_new(self, person_id: str) -> bool:
        step = self._touched.get(("person", person_id))
        return step is not None and step.before is None

    def _followers(self, person_id: str) -> Iterator[tuple[Record, str, bool]]:
        person = self._ground.record("person", person_id)
        ties = self._ground.shared_ties(person_id)
        came = self._came.get(person_id, set()) - self.before(person_id)
        left = self._left.get(person_id, set()) - self.after(person_id)
        for chains, is_here, maps_of in ((came, True, self.after), (left, False, self.before)):
            for chain in sorted(chains):
                if person is not None:
                    yield person, chain, is_here
                yield from (
                    (tie, chain, is_here) for tie in ties if chain in maps_of(tie.other(person_id))
                )


@dataclass(frozen=True, slots=True)
class _Texts:
    """The changes of one chain."""

    touched: Mapping[Key, Touched]
    keys: list[Key]
    came_along: list[str]

    def __iter__(self) -> Iterator[str]:
        for key in self.keys:
            step = self.touched[key]
            yield change_text(*key, step.before_text, step.after_text)
        yield from self.came_along
