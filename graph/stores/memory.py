"""The memory store: the reference for every other, and the one that tests and trials use.

It keeps every promise but one: what it holds is gone when it is closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.errors import UnknownError
from graph.journal import Entry, Event
from graph.network import Network
from graph.people import Person
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.memory_reviews import MemoryReviews
from graph.stores.names import name_to_search
from graph.stores.pen import entry_from
from graph.stores.protocol import ChildLine
from graph.stores.replay import NO_MAP, known_network
from graph.stores.seals import Payload, Reader, erasure_of
from graph.stores.snapshot import snapshot
from graph.stores.writing import RecordWriter

M = TypeVar("M", bound=MapRecord)


class MemoryStore(MemoryReviews):
    """Children's maps, the journal and the accounts, in dictionaries behind one lock."""

    def network(self, child_id: str, known_on: datetime | None = None) -> Network:
        """Everything on one child's map, or what was known of it at a moment."""
        if known_on is not None:
            return known_network(self.entries(child_id), known_on)
        with self._lock:
            shelf = self._shelf
            case = next(iter(shelf.on_map(Case, child_id)), None)
            if case is None:
                raise UnknownError(NO_MAP)
            standings = shelf.on_map(Standing, child_id)
            shared = {tie.id: tie for row in standings for tie in shelf.shared_ties(row.person_id)}
            return snapshot(
                case,
                {row.person_id: self._person(row.person_id) for row in standings},
                standings,
                [*shelf.on_map(Relationship, child_id), *shared.values()],
                shelf.on_map(Contact, child_id),
                shelf.on_map(Stay, child_id),
            )

    def children(self) -> tuple[ChildLine, ...]:
        """Every child with a map, by what they are called, then id."""
        with self._lock:
            lines = [self._child_line(case) for case in self._shelf.every(Case)]
        return tuple(sorted(lines, key=lambda line: (line.known_as.casefold(), line.child_id)))

    @contextmanager
    def writer(self, event: Event) -> Iterator[RecordWriter]:
        """A change that commits, with its journal entries, when the block ends without an error."""
        with self._change() as shelf:
            writer = RecordWriter(shelf, self._pen, event)
            yield writer
            writer.finish()

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""
        with self._lock:
            return self._shelf.record(kind, record_id)

    def details(self, child_id: str, person_id: str = "") -> tuple[Detail, ...]:
        """The protected facts about a person, or about everyone on a map."""
        with self._lock:
            rows = self._shelf.on_map(Detail, child_id)
        found = [row for row in rows if person_id in ("", row.person_id)]
        return tuple(sorted(found, key=lambda row: row.id))

    def kept(self, kind: type[M], child_id: str = "") -> tuple[M, ...]:
        """The records of one kind that belong to a map, or to none, by id."""
        with self._lock:
            rows = [row for row in self._shelf.every(kind) if row.child_id == child_id]
        return tuple(sorted(rows, key=lambda row: row.id))

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The ids of the children on whose maps a person stands."""
        with self._lock:
            return self._shelf.maps_of(person_id)

    def people_like(self, text: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """Pairs of child id and person id whose names hold the text."""
        sought = name_to_search(text)
        with self._lock:
            found = [
                (row.child_id, row.person_id)
                for row in self._shelf.every(Standing)
                if sought in name_to_search(row.known_as)
                or sought in name_to_search(self._person(row.person_id).full_name)
            ]
        return tuple(sorted(found)[:limit])

    def changed_since(self, moment: datetime) -> tuple[str, ...]:
        """The ids of the children whose map has changed since a moment."""
        return tuple(
            chain
            for chain in self.chains()
            if chain and any(entry.changes and entry.at >= moment for entry in self.entries(chain))
        )

    def close(self) -> None:
        """Nothing is held open."""

    def note(self, event: Event) -> Entry:
        """Commit an entry that changes nothing: a view, a refusal, an export, a sign-in."""
        with self._change() as shelf:
            return entry_from(*self._pen.write(shelf, event, {event.chain: ()}))

    def entries(self, chain: str, newest_first: bool = False) -> Iterator[Entry]:
        """The entries of a chain, in order."""
        with self._lock:
            numbers = self._shelf.chains.get(chain, [])
            lines = [self._shelf.lines[number - 1] for number in numbers]
        return (entry_from(*line) for line in (reversed(lines) if newest_first else lines))

    def chains(self) -> tuple[str, ...]:
        """Every chain: one for each child, and the system's own."""
        with self._lock:
            return tuple(sorted(self._shelf.chains))

    def erase(self, chain: str, sequence: int, event: Event) -> None:
        """Erase by law what an entry says, and journal that; its chain holds as before."""
        with self._change() as shelf:
            line = shelf.line(chain, sequence)
            shelf.replace_words(line, Payload("", "", erasure_of(self._pen.key, line)))
            self._pen.write(shelf, event, {event.chain: ()})

    def verify(self, anchored: str = "") -> str:
        """Nothing where every chain holds; else one sentence that names the first bad entry."""
        with self._lock:
            return Reader(self._pen.key, anchored).fault(self._shelf.lines, self._shelf.last_anchor)

    def head(self) -> str:
        """One seal over the heads of all chains, to be anchored somewhere else."""
        with self._lock:
            return self._shelf.last_anchor.text

    def _person(self, person_id: str) -> Person:
        person = self._shelf.record("person", person_id)
        assert isinstance(person, Person)  # noqa: S101 - a standing is never kept without its person  # nosec B101
        return person

    def _child_line(self, case: Case) -> ChildLine:
        standings = self._shelf.on_map(Standing, case.child_id)
        own = next(row for row in standings if row.person_id == case.child_id)
        full_name = self._person(case.child_id).full_name
        return ChildLine(
            child_id=case.child_id,
            ref=own.ref,
            case_ref=case.ref,
            known_as=own.known_as or full_name,
            full_name=full_name,
            people=len(standings),
        )
