"""Attempts: one try at reaching somebody, and what is to come next."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import MapRecord
from graph.sensitivity import RECORD
from graph.vocabulary import code


class Attempt(MapRecord):
    """Who tried to reach a person, when and how, what came of it, and the next step with the day it is due."""

    record_kind: ClassVar[str] = "attempt"

    person_id: Annotated[str, RECORD]
    on: Annotated[When, RECORD] = UNKNOWN
    by: Annotated[str, RECORD] = ""
    how: Annotated[str, RECORD, code("attempt_how")] = "phone"
    outcome: Annotated[str, RECORD, code("attempt_outcome")] = "no_answer"
    next_step: Annotated[str, RECORD] = ""
    due_date: Annotated[When, RECORD] = UNKNOWN
    notes: Annotated[str, RECORD] = ""
