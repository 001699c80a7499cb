"""What the memory store holds, indexed as the other stores' tables are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.errors import BadValueError, JournalError, UnknownError
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.places import Place
from graph.stores.seals import Anchor, Head, Line, Payload
from graph.stores.writing import NO_ENTRY, TAKEN

R = TypeVar("R", bound=Record)
_Name = tuple[str, ...]


class MemoryShelf:
    """Tables as dictionaries; every step remembers how to take itself back until the change has ended."""

    def __init__(self, anchor: Anchor) -> None:
        """Empty tables, and a journal that ends where it begins."""
        self.lines: list[tuple[Line, Payload]] = []
        self.chains: dict[str, list[int]] = {}
        self._anchor: Anchor = anchor
        self.records: dict[tuple[str, str], Record] = {}
        self._on_map: dict[tuple[str, str], dict[str, Record]] = {}
        self._ties: dict[str, dict[str, Relationship]] = {}
        self._maps: dict[str, set[str]] = {}
        self._taken: dict[_Name, str] = {}
        self.removed: dict[tuple[str, str], int] = {}
        self._steps_back: list[Callable[[], None]] = []

    def begin(self) -> None:
        """Forget how to take back what is committed."""
        self._steps_back.clear()

    def roll_back(self) -> None:
        """Take back every step since the change began, the last one first."""
        while self._steps_back:
            self._steps_back.pop()()

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""
        return self.records.get((kind, record_id))

    def keep(self, record: Record, before: Record | None) -> None:
        """Write a record, in the place of the one before."""
        is_there = before is None and (record.record_kind, record.id) in self.records
        if is_there or any(
            self._taken.get(name, record.id) != record.id for name in names_of(record)
        ):
            raise BadValueError(TAKEN)
        self._swap(before, record)
        self._steps_back.append(lambda: self._swap(record, before))

    def drop(self, record: Record) -> None:
        """Take a record away and remember its version."""
        key = (record.record_kind, record.id)
        last = self.removed.get(key, 0)
        self._swap(record, None)
        self.removed[key] = record.version
        self._steps_back.append(lambda: self._put_back(record, last))

    def removed_version(self, kind: str, record_id: str) -> int:
        """The version at which a record was taken away; 0 where it never was."""
        return self.removed.get((kind, record_id), 0)

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The children on whose maps a person stands."""
        return tuple(sorted(self._maps.get(person_id, ())))

    def shared_ties(self, person_id: str) -> tuple[Relationship, ...]:
        """The ties of a person that belong to no one map."""
        return tuple(self._ties.get(person_id, {}).values())

    def has_map(self, child_id: str) -> bool:
        """Whether a child has a map."""
        return bool(self._on_map.get(("case", child_id)))

    def is_named(self, kind: str, place: Place) -> bool:
        """Whether anything kept still names this person, standing or case."""
        if kind == "person":
            return bool(self._maps.get(place.person_id) or self._ties.get(place.person_id))
        if kind == "standing":
            is_child = place.person_id == place.child_id and self.has_map(place.child_id)
            return is_child or place.person_id in self._with_more_than_a_standing(place.child_id)
        return kind == "case" and self._holds_anything(place.child_id)

    def _holds_anything(self, child_id: str) -> bool:
        return any(
            rows
            for (kind, child), rows in self._on_map.items()
            if child == child_id and kind != "case"
        )

    def _with_more_than_a_standing(self, child_id: str) -> set[str]:
        kinds: tuple[type[Contact] | type[Stay] | type[Detail], ...] = (Contact, Stay, Detail)
        people = {row.person_id for kind in kinds for row in self.on_map(kind, child_id)}
        return people.union(
            *((tie.from_id, tie.to_id) for tie in self.on_map(Relationship, child_id))
        )

    def on_map(self, kind: type[R], child_id: str) -> list[R]:
        """The records of one kind that belong to one child's map."""
        rows = self._on_map.get((kind.record_kind, child_id), {})
        return [row for row in rows.values() if isinstance(row, kind)]

    def every(self, kind: type[R]) -> Iterator[R]:
        """Every record of one kind."""
        return (row for row in self.records.values() if isinstance(row, kind))

    def anchor(self) -> Anchor:
        """Where the whole journal ends."""
        last = self.lines[-1][0] if self.lines else None
        if (last.number if last else 0) != self._anchor.number:
            raise JournalError(
                "The journal does not end where it should. Run `kith journal verify`."
            )
        return self._anchor

    def head(self, chain: str) -> Head:
        """Where one chain ends."""
        numbers = self.chains.get(chain)
        if not numbers:
            return Head()
        last = self.lines[numbers[-1] - 1][0]
        return Head(last.sequence, last.seal)

    def append(self, line: Line, payload: Payload) -> None:
        """Write one line and what it says."""
        self.lines.append((line, payload))
        self.chains.setdefault(line.chain, []).append(line.number)
        self._steps_back.append(lambda: self._forget_last(line.chain))

    def set_anchor(self, anchor: Anchor) -> None:
        """Say where the whole journal ends now."""
        last, self._anchor = self._anchor, anchor
        self._steps_back.append(lambda: setattr(self, "_anchor", last))

    def line(self, chain: str, sequence: int) -> Line:
        """One line. UnknownError where there is none."""
        numbers = self.chains.get(chain, [])
        if not 0 < sequence <= len(numbers):
            raise UnknownError(NO_ENTRY)
        return self.lines[numbers[sequence - 1] - 1][0]

    def replace_words(self, line: Line, payload: Payload) -> None:
        """Put other words in the place of what a line says."""
        before = self.lines[line.number - 1]
        self.lines[line.number - 1] = (line, payload)
        self._steps_back.append(lambda: self.lines.__setitem__(line.number - 1, before))

    @property
    def last_anchor(self) -> Anchor:
        """The anchor as it is, checked against nothing."""
        return self._anchor

    def _put_back(self, record: Record, removed_before: int) -> None:
        self._swap(None, record)
        self.removed[record.record_kind, record.id] = removed_before

    def _forget_last(self, chain: str) -> None:
        self.lines.pop()
        self.chains[chain].pop()
        if not self.chains[chain]:
            del self.chains[chain]

    def _swap(self, old: Record | None, new: Record | None) -> None:
        if old is not None:
            self.take_out(old)
        if new is not None:
            self._put_in(new)

    def _put_in(self, record: Record) -> None:
        self.records[record.record_kind, record.id] = record
        for name in names_of(record):
            self._taken[name] = record.id
        child_id = getattr(record, "child_id", "")
        if child_id:
            self._on_map.setdefault((record.record_kind, child_id), {})[record.id] = record
        elif isinstance(record, Relationship):
            for end in (record.from_id, record.to_id):
                self._ties.setdefault(end, {})[record.id] = record
        if isinstance(record, Standing):
            self._maps.setdefault(record.person_id, set()).add(child_id)

    def take_out(self, record: Record) -> None:
        del self.records[record.record_kind, record.id]
        for name in names_of(record):
            del self._taken[name]
        child_id = getattr(record, "child_id", "")
        if child_id:
            del self._on_map[record.record_kind, child_id][record.id]
        elif isinstance(record, Relationship):
            for end in {record.from_id, record.to_id}:
                del self._ties[end][record.id]
        if isinstance(record, Standing):
            self._maps[record.person_id].discard(child_id)


def names_of(record: Record) -> list[_Name]:
    """What only one record may be called: its place on a map, and its workbook id."""
    names: list[_Name] = []
    if isinstance(record, Case):
        names = [("case", record.child_id), ("case ref", record.ref)]
    elif isinstance(record, Standing):
        place = (record.child_id, record.person_id)
        names = [("standing", *place), ("standing ref", record.child_id, record.ref)]
    elif isinstance(record, Contact):
        names = [("contact ref", record.child_id, record.ref)]
    elif isinstance(record, Relationship):
        names = [("relationship ref", record.ref_case or record.child_id, record.ref)]
    return [name for name in names if name[-1]]
