"""One change to the records, written once for every store: versions, references, and the journal's lines.

A store lends a shelf (its tables inside one transaction). When the change ends, the maps on which each record stood
before and stands after decide on which chains it is journalled, and what comes along with a standing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from graph.cases import Case
from graph.contacts import Contact
from graph.details import Detail
from graph.errors import BadValueError, ConflictError, RefusedError
from graph.journal import CONSENT_WITHDRAWN, ERASED, PROTECTED_AGAIN, Event
from graph.map_records import MAP_RECORDS
from graph.own_pictures import OwnPicture
from graph.own_words import OwnWords
from graph.people import Person
from graph.protection import most_protective
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.pen import UNWRITABLE, Page, Pen
from graph.stores.places import Ground, Key, Place, Places, Touched, place_of

KINDS: dict[str, type[Record]] = {
    kind.record_kind: kind for kind in (Person, Standing, Relationship, Contact, Stay, Case, Detail)
}
MAP_KINDS: dict[str, type[MapRecord]] = {kind.record_kind: kind for kind in MAP_RECORDS}
NOT_KEPT = (
    "This change names a person or a map that is not kept here. Add them first, in the same change."
)
STILL_NAMED = "Something still stands with this on a map. Take that away first, in the same change."
NO_ENTRY = "There is no such entry in the journal."
UNDER_WAY = "A change is already under way here. Finish it first."
TAKEN = (
    "There is one like it already: the same person twice on one map, or the same workbook id twice. "
    "Change the one that is there."
)
NOT_YOURS = "These are somebody’s own words. Nobody else can change them or take them away."
TOO_LARGE = "A number here is too large to be kept. Look at it again."
LARGEST = 2**63 - 1

R = TypeVar("R", bound=Record)


class Shelf(Page, Ground, Protocol):
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

    def is_named(self, kind: str, place: Place) -> bool:
        """Whether anything kept still names this person, standing or case."""


@dataclass
class RecordWriter:
    """One change under way; `finish` checks the whole of it and journals it."""

    shelf: Shelf
    pen: Pen
    event: Event
    touched: dict[Key, Touched] = field(default_factory=dict)

    def put(self, record: R) -> R:
        """Save a record and give it back at its new version."""
        current = self.shelf.record(record.record_kind, record.id) if record.version else None
        if not self._only_protects(record, current):
            self._refuse_other_hands(record, current)
        if record.version != (current.version if current else 0):
            raise ConflictError(current)
        kept, text = _checked(record, 1 + (record.version or self._removed_version(record)))
        self._keep(kept, current)
        self._remember(kept, current, place_of(kept), text)
        return kept

    def remove(self, record: Record) -> None:
        """Take a record away; the journal keeps it."""
        current = self.shelf.record(record.record_kind, record.id)
        if current is None or current.version != record.version:
            raise ConflictError(current)
        self._refuse_other_hands(current)
        self.shelf.drop(current)
        self._remember(current, current, None, "null")

    def finish(self) -> None:
        """Check what the change names, and write its lines on every chain that it touches."""
        changed = {key: step for key, step in self.touched.items() if step.before or step.after}
        if not changed:
            return
        places = Places(self.shelf, changed)
        for (kind, _), step in changed.items():
            self._refuse_loose_ends(kind, step, places)
        self.pen.write(self.shelf, self.event, places.texts(self.event.chain))

    def _removed_version(self, record: Record) -> int:
        return self.shelf.removed_version(record.record_kind, record.id)

    def _refuse_other_hands(self, *records: Record | None) -> None:
        """What is somebody’s own is written by nobody else: no manager, no import and no taking back; only by law."""
        for record in records:
            hand = record.own_hand if isinstance(record, MapRecord) else ""
            if hand and hand != self.event.actor and self.event.action != ERASED:
                raise RefusedError(NOT_YOURS)

    def _only_protects(self, record: Record, current: Record | None) -> bool:
        """Whether this takes out what a child’s picture showed and nothing else: whoever is in it has a say as well.

        In what is restored from a backup, what is the child’s own is shown to no more people than they chose since.
        """
        if self.event.action == PROTECTED_AGAIN and isinstance(current, OwnWords):
            return isinstance(record, OwnWords) and record == most_protective(record, current)
        if self.event.action != CONSENT_WITHDRAWN or not isinstance(record, OwnPicture):
            return False
        before = current if isinstance(current, OwnPicture) else record
        return record == before.withdrawn()

    def _keep(self, kept: Record, current: Record | None) -> None:
        """Write a record; a new one whose id is there already is a conflict, which is looked for only then."""
        try:
            self.shelf.keep(kept, current)
        except BadValueError:
            namesake = None if current else self.shelf.record(kept.record_kind, kept.id)
            if namesake is not None:
                raise ConflictError(namesake) from None
            raise

    def _remember(
        self, record: Record, current: Record | None, after: Place | None, text: str
    ) -> None:
        key = (record.record_kind, record.id)
        step = self.touched.get(key)
        if step is not None:
            step.after, step.after_text = after, text
        elif current is None:
            self.touched[key] = Touched(None, "null", after, text)
        else:
            self.touched[key] = Touched(place_of(current), current.model_dump_json(), after, text)

    def _refuse_loose_ends(self, kind: str, step: Touched, places: Places) -> None:
        if step.before and step.before != step.after and self.shelf.is_named(kind, step.before):
            raise RefusedError(STILL_NAMED)
        if step.after and not self._is_rooted(kind, step.after, places):
            raise RefusedError(NOT_KEPT)

    def _is_rooted(self, kind: str, place: Place, places: Places) -> bool:
        """Whether the people and the map that a record names are kept."""
        if kind == "standing":
            return self._has_person(place.person_id) and self.shelf.has_map(place.child_id)
        if not place.child_id:
            return kind != "relationship" or self._has_both(place)
        if kind in MAP_KINDS:
            return self.shelf.has_map(place.child_id)
        ends = {place.person_id, place.other_id or place.person_id}
        return all(place.child_id in places.after(end) for end in ends)

    def _has_both(self, place: Place) -> bool:
        return self._has_person(place.person_id) and self._has_person(place.other_id)

    def _has_person(self, person_id: str) -> bool:
        step = self.touched.get(("person", person_id))
        if step is not None:
            return step.after is not None
        return self.shelf.record("person", person_id) is not None


def _checked(record: R, version: int) -> tuple[R, str]:
    """A record at a version, checked field by field, with its JSON: nothing is kept that could not be read again."""
    model = type(record)
    try:
        kept = model.model_validate({**record.__dict__, "version": version})
        if any(abs(getattr(kept, name) or 0) > LARGEST for name in _whole_numbers(model)):
            raise BadValueError(TOO_LARGE)
        return kept, kept.model_dump_json()
    except ValidationError as error:
        raise BadValueError(_in_words(model, error)) from error
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        raise BadValueError(UNWRITABLE) from error


@cache
def _whole_numbers(model: type[Record]) -> tuple[str, ...]:
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if field.annotation in (int, int | None))


def _in_words(model: type[Record], error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"The {model.record_kind}’s {place} cannot be kept: {said}"
