"""One change to the records, written once for every store: versions, references, and the journal's lines.

A store lends a shelf (its tables inside one transaction). When the change ends, the maps on which each record stood
before and stands after decide on which chains it is journalled, and what comes along with a standing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.errors import BadValueError, ConflictError, RefusedError
from graph.journal import Event
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.pen import UNWRITABLE, Page, Pen, change_text

KINDS: dict[str, type[Record]] = {
    kind.record_kind: kind for kind in (Person, Standing, Relationship, Contact, Stay, Case, Detail)
}
NOT_KEPT = (
    "This change names a person or a map that is not kept here. Add them first, in the same change."
)
STILL_NAMED = "Something still stands with this on a map. Take that away first, in the same change."
UNDER_WAY = "A change is already under way here. Finish it first."
TAKEN = (
    "There is one like it already: the same person twice on one map, or the same workbook id twice. "
    "Change the one that is there."
)
TOO_LARGE = "A number here is too large to be kept. Look at it again."
LARGEST = 2**63 - 1

R = TypeVar("R", bound=Record)
_Key = tuple[str, str]


class Shelf(Page, Protocol):
    """A store's tables, inside one transaction."""

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""

    def keep(self, record: Record, before: Record | None) -> None:
        """Write a record, in the place of the one before. BadValueError where its workbook id is taken."""

    def drop(self, record: Record) -> None:
        """Take a record away and remember its version."""

    def removed_version(self, kind: str, record_id: str) -> int:
        """The version at which a record was taken away; 0 where it never was."""

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The children on whose maps a person stands."""

    def shared_ties(self, person_id: str) -> tuple[Relationship, ...]:
        """The ties of a person that belong to no one map."""

    def has_map(self, child_id: str) -> bool:
        """Whether a child has a map."""

    def is_named(self, record: Record) -> bool:
        """Whether anything kept still names this person, standing or case."""


@dataclass
class _Touched:
    """One record before and after the whole change, with the JSON of both."""

    before: Record | None
    before_text: str
    after: Record | None = None
    after_text: str = "null"

    @property
    def has_left(self) -> bool:
        """Whether the place on a map where it was is empty now."""
        return self.after is None or _place(self.before) != _place(self.after)


@dataclass
class RecordWriter:
    """One change under way; `finish` checks the whole of it and journals it."""

    shelf: Shelf
    pen: Pen
    event: Event
    touched: dict[_Key, _Touched] = field(default_factory=dict)

    def put(self, record: R) -> R:
        """Save a record and give it back at its new version."""
        current = self.shelf.record(record.record_kind, record.id)
        if record.version != (current.version if current else 0):
            raise ConflictError(current)
        before = (
            current.version
            if current
            else self.shelf.removed_version(record.record_kind, record.id)
        )
        kept, text = _checked(record, before + 1)
        self.shelf.keep(kept, current)
        self._remember(current, kept, text)
        return kept

    def remove(self, record: Record) -> None:
        """Take a record away; the journal keeps it."""
        current = self.shelf.record(record.record_kind, record.id)
        if current is None or current.version != record.version:
            raise ConflictError(current)
        self.shelf.drop(current)
        self._remember(current, None, "null")

    def finish(self) -> None:
        """Check what the change names, and write its lines on every chain that it touches."""
        changed = {
            key: touched
            for key, touched in self.touched.items()
            if touched.before is not None or touched.after is not None
        }
        if not changed:
            return
        placed = _Placed(self.shelf, changed)
        for touched in changed.values():
            self._refuse_loose_ends(touched, placed)
        self.pen.write(self.shelf, self.event, placed.texts(self.event.chain))

    def _remember(self, current: Record | None, kept: Record | None, text: str) -> None:
        record = kept or current
        assert record is not None  # noqa: S101 - one of the two is always there
        key = (record.record_kind, record.id)
        touched = self.touched.get(key)
        if touched is None:
            before_text = current.model_dump_json() if current else "null"
            touched = self.touched[key] = _Touched(current, before_text)
        touched.after, touched.after_text = kept, text

    def _refuse_loose_ends(self, touched: _Touched, placed: _Placed) -> None:
        if touched.has_left and touched.before is not None and self.shelf.is_named(touched.before):
            raise RefusedError(STILL_NAMED)
        if touched.after is not None and not self._is_rooted(touched.after, placed):
            raise RefusedError(NOT_KEPT)

    def _is_rooted(self, record: Record, placed: _Placed) -> bool:
        if isinstance(record, Standing):
            return self._has_person(record.person_id) and self.shelf.has_map(record.child_id)
        if isinstance(record, Relationship):
            ends = self._has_person(record.from_id) and self._has_person(record.to_id)
            return ends and (not record.child_id or self.shelf.has_map(record.child_id))
        if isinstance(record, (Contact, Stay, Detail)):
            return record.child_id in placed.after(record.person_id)
        return not isinstance(record, Case) or record.child_id in placed.after(record.child_id)

    def _has_person(self, person_id: str) -> bool:
        touched = self.touched.get(("person", person_id))
        if touched is not None:
            return touched.after is not None
        return self.shelf.record("person", person_id) is not None


def _place(record: Record | None) -> tuple[str, ...]:
    if isinstance(record, Standing):
        return record.child_id, record.person_id
    return (record.child_id,) if isinstance(record, Case) else ()


def _checked(record: R, version: int) -> tuple[R, str]:
    """A record at a version, checked field by field, with its JSON: nothing is kept that could not be read again."""
    model = type(record)
    try:
        kept = model.model_validate({**record.__dict__, "version": version})
        if any(type(value) is int and abs(value) > LARGEST for value in kept.__dict__.values()):
            raise BadValueError(TOO_LARGE)
        return kept, kept.model_dump_json()
    except ValidationError as error:
        raise BadValueError(_in_words(model, error)) from error
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        raise BadValueError(UNWRITABLE) from error


def _in_words(model: type[Record], error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"The {model.record_kind}’s {place} cannot be kept: {said}"


class _Placed:
    """Which maps the records of one change stood on before it and stand on after it."""

    def __init__(self, shelf: Shelf, changed: dict[_Key, _Touched]) -> None:
        self._shelf = shelf
        self._changed = changed
        self._after: dict[str, frozenset[str]] = {}
        self._came: dict[str, set[str]] = {}
        self._left: dict[str, set[str]] = {}
        self._note_moves()

    def _note_moves(self) -> None:
        for touched in self._changed.values():
            for moves, record in ((self._left, touched.before), (self._came, touched.after)):
                if isinstance(record, Standing):
                    moves.setdefault(record.person_id, set()).add(record.child_id)
        for person_id in self._came.keys() & self._left.keys():
            both = self._came[person_id] & self._left[person_id]
            self._came[person_id] -= both
            self._left[person_id] -= both

    def texts(self, chain_without_map: str) -> dict[str, list[str]]:
        """The JSON of every change, by the chain that it goes on."""
        found: dict[str, list[str]] = {}
        for (kind, record_id), touched in self._changed.items():
            text = change_text(kind, record_id, touched.before_text, touched.after_text)
            for chain in self._maps(touched) or (chain_without_map,):
                found.setdefault(chain, []).append(text)
        for chain, text in self._came_along():
            found.setdefault(chain, []).append(text)
        return found

    def _maps(self, touched: _Touched) -> set[str]:
        maps: set[str] = set()
        if touched.before is not None:
            maps |= self._maps_of_record(touched.before, self.before)
        if touched.after is not None:
            maps |= self._maps_of_record(touched.after, self.after)
        return maps

    def _maps_of_record(self, record: Record, maps_of: _MapsOf) -> frozenset[str]:
        if isinstance(record, Person):
            return maps_of(record.id)
        child_id: str = getattr(record, "child_id", "")
        if child_id or not isinstance(record, Relationship):
            return frozenset({child_id})
        return maps_of(record.from_id) & maps_of(record.to_id)

    def after(self, person_id: str) -> frozenset[str]:
        """The maps a person stands on when the change is over."""
        if person_id not in self._after:
            self._after[person_id] = frozenset(self._shelf.maps_of(person_id))
        return self._after[person_id]

    def before(self, person_id: str) -> frozenset[str]:
        """The maps a person stood on before the change."""
        came = self._came.get(person_id, frozenset[str]())
        return (self.after(person_id) - came) | self._left.get(person_id, frozenset[str]())

    def _came_along(self) -> Iterable[tuple[str, str]]:
        """People and shared ties that did not change, but came onto a map or left it."""
        told: set[tuple[str, str, str]] = set()
        for person_id in sorted(self._came.keys() | self._left.keys()):
            known = self._changed.get(("person", person_id))
            if known is not None and known.before is None:
                continue
            for record, chain, is_here in self._followers(person_id):
                key = (record.record_kind, record.id)
                if key in self._changed or (*key, chain) in told:
                    continue
                told.add((*key, chain))
                text = record.model_dump_json()
                sides = ("null", text) if is_here else (text, "null")
                yield chain, change_text(*key, *sides, came_along=True)

    def _followers(self, person_id: str) -> Iterable[tuple[Record, str, bool]]:
        person = self._shelf.record("person", person_id)
        ties = self._shelf.shared_ties(person_id)
        for moves, is_here, maps_of in (
            (self._came, True, self.after),
            (self._left, False, self.before),
        ):
            for chain in sorted(moves.get(person_id, ())):
                if person is not None:
                    yield person, chain, is_here
                for tie in ties:
                    if chain in maps_of(tie.other(person_id)):
                        yield tie, chain, is_here


class _MapsOf(Protocol):
    def __call__(self, person_id: str) -> frozenset[str]: ...
