"""Decisions: what somebody decided about a gap.

A gap is a question, so it is answered, parked or marked as wrong; and a question can be opened again.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import MapRecord
from graph.sensitivity import RECORD
from graph.vocabulary import code


class Decision(MapRecord):
    """One decision about one gap, known by its rule, its subject and its tag; earlier ones stay as history.

    A parked gap has a reason and returns on `until`. `number` counts the decisions about the same gap, so that of two
    on one day the later one is known.
    """

    record_kind: ClassVar[str] = "decision"
    ends: ClassVar[tuple[str, ...]] = ("subject_id",)

    number: Annotated[int, RECORD] = 1
    rule: Annotated[str, RECORD]
    subject_id: Annotated[str, RECORD] = ""
    tag: Annotated[str, RECORD] = ""
    kind: Annotated[str, RECORD, code("decision_kind")]
    words: Annotated[str, RECORD] = ""
    on: Annotated[When, RECORD] = UNKNOWN
    by: Annotated[str, RECORD] = ""
    until: Annotated[When, RECORD] = UNKNOWN

    def holds(self, on: date) -> bool:
        """Whether it still stands on a day: a parked gap returns on its day, one opened again is open."""
        if self.kind == "opened_again":
            return False
        return self.kind != "parked" or self.until.earliest is None or on < self.until.earliest
