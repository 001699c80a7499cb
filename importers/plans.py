"""What each row would do to a map: the records as they are, and as the row would have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TypeVar, cast

from graph.cases import Case
from graph.contacts import Contact
from graph.dates import UNKNOWN, PartialDate, as_partial
from graph.people import Person
from graph.placements import Placement
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Move, Moves, Standing
from graph.vocabulary import RELATIONSHIP_KINDS
from importers.homes import Lodging, stays_after
from importers.maps import KeptMap, NewId
from importers.protecting import guarded_address, guarded_stance, guarded_visibility
from importers.report import Question
from importers.rows import CaseRows, Row

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Plan:
    """One row: the records it is about as they are now, those to save, and what there is to ask about it."""

    sheet: str
    ref: str
    row: Row
    before: tuple[Record, ...]
    after: tuple[Record, ...]
    questions: list[Question] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """Whether the row is added, changed or unchanged."""
        if not self.before:
            return "added"
        return "changed" if self.after else "unchanged"

    @property
    def people(self) -> set[str]:
        """The ids of the people it would save."""
        return {record.id for record in self.after if isinstance(record, Person)}

    def names_any(self, people: set[str]) -> bool:
        """Whether it would save anything that names one of these people."""
        return any(
            value in people
            for record in self.after
            for _, value in record
            if isinstance(value, str)
        )


@dataclass(frozen=True)
class Planner:
    """Plans one case onto one map; `day` is when the file says that things are so."""

    rows: CaseRows
    kept: KeptMap
    new_id: NewId
    day: date

    def plans(self) -> Iterator[Plan]:
        """What every row would do, the people before what is between them."""
        self.kept.add_people_of(self.rows, self.new_id)
        yield self._case()
        for ref, row in self.rows.people.items():
            yield self._person(ref, row)
        for ref, row in self.rows.relationships.items():
            yield self._tie(ref, row)
        for ref, row in self.rows.contacts.items():
            yield self._time(ref, row)
        for row in self.rows.placements.values():
            yield self._placement(row)

    @property
    def _child_id(self) -> str:
        return self.kept.child_id(self.rows)

    def _case(self) -> Plan:
        row, now = self.rows.head, self.kept.case
        said = row.said_of(Case)
        born = {"child_id": self._child_id, "ref": self.rows.ref}
        return Plan(
            "case", self.rows.ref, row, *_sides(now, _record(Case, now, said, born, self.new_id))
        )

    def _person(self, ref: str, row: Row) -> Plan:
        person_id = self.kept.person_id(ref)
        questions: list[Question] = []
        person, standing = self.kept.persons.get(person_id), self.kept.standings.get(person_id)
        home = self.kept.homes.get(person_id)
        wanted = (
            self._who(person, row, person_id, questions),
            self._standing(standing, row, ref, questions),
        )
        now: tuple[Record, ...] = tuple(filter(None, (person, standing, home)))
        changed: tuple[Record, ...] = tuple(record for record in wanted if record not in now)
        after = changed + stays_after(home, row, self._lodging(ref))
        return Plan("people", ref, row, now if standing else (), after, questions)

    def _who(
        self, now: Person | None, row: Row, person_id: str, questions: list[Question]
    ) -> Person:
        said = row.said_of(Person)
        guarded_address(now, row, said, questions)
        return _record(Person, now, said, {}, lambda: person_id)

    def _standing(
        self, now: Standing | None, row: Row, ref: str, questions: list[Question]
    ) -> Standing:
        said = row.said_of(Standing)
        guarded_visibility(now, row, said, questions)
        stance = guarded_stance(now, row, row["safety_stance"] or "", questions)
        reached = row["finding_status_date"] or UNKNOWN
        said |= {
            "ladder": _moved(now.ladder if now else (), row["finding_status"], reached, self.day),
            "stance": _moved(now.stance if now else (), stance, UNKNOWN, self.day),
            "importance": _moved(
                now.importance if now else (), row["child_says_important"], UNKNOWN, self.day
            ),
        }
        born = {"child_id": self._child_id, "person_id": self.kept.person_id(ref), "ref": ref}
        return _record(Standing, now, said, born, self.new_id)

    def _lodging(self, ref: str) -> Lodging:
        is_child = ref == self.rows.child_ref
        since = (self.rows.head["home_since"] if is_child else None) or UNKNOWN
        return Lodging(self._child_id, self.kept.person_id(ref), self.new_id, since, self.day)

    def _tie(self, ref: str, row: Row) -> Plan:
        now = self.kept.ties.get(ref)
        questions: list[Question] = []
        said = row.said_of(Relationship)
        guarded_visibility(now, row, said, questions)
        said |= {
            "from_id": self.kept.person_id(row["from_id"]),
            "to_id": self.kept.person_id(row["to_id"]),
            "child_id": "" if RELATIONSHIP_KINDS[row["kind"]].is_shared else self._child_id,
        }
        said |= self._name_of(row, "source_id")
        born = {"ref_case": self.rows.ref, "ref": ref}
        wanted = _record(Relationship, now, said, born, self.new_id)
        return Plan("relationships", ref, row, *_sides(now, wanted), questions)

    def _time(self, ref: str, row: Row) -> Plan:
        now = self.kept.times.get(ref)
        said = row.said_of(Contact)
        said |= {"person_id": self.kept.person_id(row["person_id"])}
        said |= self._name_of(row, "recorded_by")
        born = {"child_id": self._child_id, "ref": ref}
        return Plan(
            "contacts", ref, row, *_sides(now, _record(Contact, now, said, born, self.new_id))
        )

    def _placement(self, row: Row) -> Plan:
        voice, person = (self.kept.person_id(row[name]) for name in ("voice_id", "person_id"))
        now = self.kept.placements.get((voice, person))
        questions: list[Question] = []
        said = row.said_of(Placement)
        guarded_visibility(now, row, said, questions)
        said |= {"voice_id": voice, "person_id": person}
        wanted = _record(Placement, now, said, {"child_id": self._child_id}, self.new_id)
        return Plan("placements", f"{voice} {person}", row, *_sides(now, wanted), questions)

    def _name_of(self, row: Row, column: str) -> dict[str, object]:
        ref = row[column]
        return {} if ref is None else {column: self.kept.person_id(ref)}


def _record(
    model: type[R], now: R | None, said: dict[str, object], born: dict[str, str], new_id: NewId
) -> R:
    """A record as a row would have it: new, or as it is now with what the row says."""
    if now is None:
        new = _blank(model).model_copy(update={"id": new_id(), **born, **said})
        return cast("R", new)
    return now.model_copy(update=said)


@cache
def _blank(model: type[Record]) -> Record:
    """A record with nothing in it but what every new one has.

    Copying it costs a tenth of checking a new record; each cell has been checked, and the store checks the whole.
    """
    return model.model_construct(id="")


def _sides(now: Record | None, wanted: Record) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    if now is None:
        return (), (wanted,)
    return (now,), (() if wanted == now else (wanted,))


def _moved(moves: Moves, to: str | None, on: PartialDate, day: date) -> Moves:
    """The moves with one more at the end, where the file says something that the last of them does not.

    A first move without a date counts from the beginning; a later one from the day of the file.
    """
    last = moves[-1] if moves else Move(to="n/a")
    if not to or (to == last.to and (not on.is_known or on == last.on)):
        return moves
    since = as_partial(day) if moves and not on.is_known else on
    return (*moves, Move(to=to, on=since))
