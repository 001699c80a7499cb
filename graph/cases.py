"""Cases: the head of one child's map."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import Record, Words
from graph.sensitivity import FAMILY, OPEN, RECORD


class Case(Record):
    """Where one child stands in law and in planning; `ref` is the workbook's case id, where there is one."""

    record_kind: ClassVar[str] = "case"

    child_id: Annotated[str, OPEN]
    ref: Annotated[str, RECORD] = ""
    title: Annotated[str, RECORD] = ""
    as_of: Annotated[When, RECORD] = UNKNOWN
    jurisdiction: Annotated[str, RECORD] = ""
    legal_status_code: Annotated[str, RECORD] = ""
    legal_status_text: Annotated[str, RECORD] = ""
    home_type_code: Annotated[str, RECORD] = ""
    home_since: Annotated[When, RECORD] = UNKNOWN
    permanence_plan: Annotated[str, RECORD] = ""
    culture_tags: Annotated[Words, FAMILY] = ()
    next_review: Annotated[When, RECORD] = UNKNOWN
    meeting_purpose: Annotated[str, RECORD] = ""
    story: Annotated[str, RECORD] = ""
