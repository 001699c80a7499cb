"""Relationships: from *is kind of* to; dated, with who said so, when and how sure."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import Record
from graph.sensitivity import FAMILY, OPEN, RECORD
from graph.vocabulary import RELATIONSHIP_KINDS, code


class Relationship(Record):
    """A tie, a statement, a plan, a promise or an order between two people.

    Kin, couple and kith ties belong to the two people (`child_id` empty) and show on every map where both stand;
    everything else belongs to one child's map. `ref_case` and `ref` are the workbook's ids, where there are any.
    """

    record_kind: ClassVar[str] = "relationship"

    child_id: Annotated[str, OPEN] = ""
    ref_case: Annotated[str, RECORD] = ""
    ref: Annotated[str, RECORD] = ""
    from_id: Annotated[str, OPEN]
    to_id: Annotated[str, OPEN]
    kind: Annotated[str, OPEN, code("relationship_kind")]
    detail: Annotated[str, OPEN] = ""
    status: Annotated[str, OPEN, code("status")] = "current"
    start_date: Annotated[When, FAMILY] = UNKNOWN
    end_date: Annotated[When, FAMILY] = UNKNOWN
    quality: Annotated[str, RECORD, code("quality")] = ""
    plan_every_days: Annotated[int | None, FAMILY] = None
    plan_mode: Annotated[str, FAMILY, code("plan_mode")] = ""
    source_type: Annotated[str, RECORD, code("source_type")] = ""
    source_id: Annotated[str, RECORD] = ""
    source_date: Annotated[When, FAMILY] = UNKNOWN
    certainty: Annotated[str, RECORD, code("certainty")] = ""
    conflict_group: Annotated[str, RECORD] = ""
    visibility: Annotated[str, RECORD, code("visibility")] = "everyone"
    words: Annotated[str, FAMILY] = ""

    @property
    def is_retracted(self) -> bool:
        """Taken back: as if it were not there, in every definition."""
        return self.status == "retracted"

    @property
    def family(self) -> str:
        """The family of its kind: kin, couple, care, kith, professional, law, statement or plan."""
        return RELATIONSHIP_KINDS[self.kind].family

    def is_current(self, on: date) -> bool:
        """Status current, not starting after the day and not ended before it."""
        return self.status == "current" and self.has_begun(on) and not self._ended(on)

    def has_begun(self, on: date) -> bool:
        """Not starting after the day; what has no day counts as if it had always been so."""
        return self.start_date.earliest is None or self.start_date.earliest <= on

    def is_over(self, on: date) -> bool:
        """Status ended, or current with its end date past: dates outrank status."""
        return self.status == "ended" or (self.status == "current" and self._ended(on))

    def other(self, person_id: str) -> str:
        """The one at the other end."""
        return self.to_id if self.from_id == person_id else self.from_id

    def joins(self, person_id: str) -> bool:
        """Whether it has this person at either end."""
        return person_id in (self.from_id, self.to_id)

    def _ended(self, on: date) -> bool:
        return self.end_date.latest is not None and self.end_date.latest < on
