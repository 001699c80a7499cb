"""Who stands where once a change is carried out: what the server held before, and the change laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.cases import Case
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j_properties import LAYOUTS
from graph.stores.neo4j_records import Asking, batches, record_in
from graph.stores.places import Key, Place, place_of
from graph.stores.sealing import Sealer


class Neo4jGround:
    """Asked about everyone whom a change names in a few large questions, and about anybody else one by one."""

    def __init__(self, ask: Asking, sealer: Sealer, now: Mapping[Key, Record | None]) -> None:
        """Lay the records of a change over what a transaction sees."""
        self._ask = ask
        self._sealer = sealer
        self._now = now
        self._people: dict[str, Person | None] = {}
        self._stood: dict[str, dict[str, str]] = {}
        self._cases: dict[str, str] = {}
        self._come: dict[str, set[str]] = {}
        self._with_map: set[str] = set()
        for record in now.values():
            if isinstance(record, Standing):
                self._come.setdefault(record.person_id, set()).add(record.child_id)
            if isinstance(record, Case):
                self._with_map.add(record.child_id)

    def look_up(self, places: Iterable[Place]) -> None:
        """Ask about all these places at once."""
        named = list(places)
        self._look_up_people({one for place in named for one in (place.person_id, place.other_id)})
        children = {place.child_id for place in named} - {""}
        for batch in batches(sorted(children)):
            self._cases.update(dict(self._ask(cypher.MAPS, ids=batch)))

    @property
    def chains(self) -> set[str]:
        """Every chain that a change of these places may be written on."""
        stood = {child for places in self._stood.values() for child in places.values()}
        return stood.union(self._cases, self._with_map, *self._come.values(), {""})

    def person(self, person_id: str) -> Person | None:
        """A person as the server holds them."""
        self._look_up_people({person_id} - self._people.keys())
        return self._people[person_id]

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The children on whose maps a person stands."""
        self._look_up_people({person_id} - self._people.keys())
        stood = self._stood.get(person_id, {}).items()
        stayed = {child for standing, child in stood if ("standing", standing) not in self._now}
        return tuple(sorted(stayed | self._come.get(person_id, set())))

    def shared_ties(self, person_id: str) -> tuple[Relationship, ...]:
        """The ties of a person that belong to no one map."""
        rows = self._ask(cypher.SHARED_TIES_OF, person=person_id)
        found = [facts for row in rows for part in row for facts in part]
        kept = [LAYOUTS["relationship"].model(facts, self._sealer) for facts in found]
        ties = {tie.id: tie for tie in kept if ("relationship", tie.id) not in self._now}
        for record in self._now.values():
            if isinstance(record, Relationship) and not record.child_id:
                ties.update({record.id: record} if record.joins(person_id) else {})
        return tuple(ties.values())

    def has_map(self, child_id: str) -> bool:
        """Whether a child has a map."""
        if child_id in self._with_map:
            return True
        if child_id not in self._cases:
            rows = self._ask(cypher.MAPS, ids=[child_id])
            self._cases[child_id] = rows[0][1] if rows else ""
        case = self._cases[child_id]
        return bool(case) and ("case", case) not in self._now

    def is_named(self, kind: str, place: Place) -> bool:
        """Whether anything kept still names this person, standing or case."""
        if kind not in cypher.NAMED:
            return False
        rows = self._ask(cypher.NAMED[kind], child=place.child_id, person=place.person_id)
        if any((named, record_id) not in self._now for named, record_id in rows):
            return True
        return any(_names(record, kind, place) for record in self._now.values() if record)

    def _look_up_people(self, ids: set[str]) -> None:
        for batch in batches(sorted(ids - {""})):
            self._people.update(dict.fromkeys(batch))
            for person_id, found, standings in self._ask(cypher.PEOPLE, ids=batch):
                person = record_in("person", found, self._sealer)
                self._people[person_id] = person if isinstance(person, Person) else None
                self._stood[person_id] = dict(standings)


def _names(record: Record, kind: str, place: Place) -> bool:
    """Whether a record names what stands, or stood, at a place."""
    mine = place_of(record)
    if kind == "person":
        ends = (mine.person_id, mine.other_id)
        return record.record_kind in ("standing", "relationship") and place.person_id in ends
    if kind == "standing":
        on_it = record.record_kind in ("contact", "stay", "detail", "case")
        return on_it and mine[:2] == place[:2]
    return record.record_kind in ("standing", "relationship") and mine.child_id == place.child_id
