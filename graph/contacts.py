"""Contacts: one time together or apart."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import Record
from graph.sensitivity import CHILD_PRIVATE, FAMILY, OPEN, RECORD
from graph.vocabulary import CONTACT_TYPES, code


class Contact(Record):
    """When, with whom, how, whether it happened, who cancelled, and how the child found it (1 to 5)."""

    record_kind: ClassVar[str] = "contact"

    child_id: Annotated[str, OPEN]
    person_id: Annotated[str, OPEN]
    ref: Annotated[str, RECORD] = ""
    date: Annotated[When, FAMILY] = UNKNOWN
    contact_type: Annotated[str, FAMILY, code("contact_type")] = "face_to_face"
    happened: Annotated[str, FAMILY, code("happened")] = "yes"
    supervised: Annotated[str, RECORD, code("yes_no")] = ""
    duration_min: Annotated[int | None, RECORD] = None
    child_view: Annotated[int | None, CHILD_PRIVATE] = None
    recorded_by: Annotated[str, RECORD] = ""
    notes: Annotated[str, RECORD] = ""

    @property
    def did_happen(self) -> bool:
        """Whether they were together or in touch."""
        return self.happened == "yes"

    @property
    def is_direct(self) -> bool:
        """In the same place, not by phone, screen or letter."""
        return CONTACT_TYPES[self.contact_type].is_direct
