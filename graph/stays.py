"""Stays: a person in a home, which is a code and never an address."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import Record
from graph.sensitivity import FAMILY, OPEN, RECORD


class Stay(Record):
    """One person in one home of one child's map, from and to, with a broad area at most."""

    record_kind: ClassVar[str] = "stay"

    child_id: Annotated[str, OPEN]
    person_id: Annotated[str, OPEN]
    home_code: Annotated[str, OPEN] = ""
    area: Annotated[str, RECORD] = ""
    start_date: Annotated[When, FAMILY] = UNKNOWN
    end_date: Annotated[When, FAMILY] = UNKNOWN

    def is_current(self, on: date) -> bool:
        """Begun by the day, and not over before it."""
        begun = self.start_date.earliest is None or self.start_date.earliest <= on
        return begun and not self.is_over(on)

    def is_over(self, on: date) -> bool:
        """Ended before the day."""
        return self.end_date.latest is not None and self.end_date.latest < on
