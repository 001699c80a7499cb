"""Details: protected facts about a person, read one at a time by named workers and never part of a network."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import Record, Words
from graph.sensitivity import OPEN, PROTECTED
from graph.vocabulary import code


class Detail(Record):
    """One protected fact: an address, a phone, a school, another name, or who told us.

    `may_see` names the accounts of the workers who may read it; a restriction has a reason and a review date.
    """

    record_kind: ClassVar[str] = "detail"

    child_id: Annotated[str, OPEN]
    person_id: Annotated[str, PROTECTED]
    kind: Annotated[str, PROTECTED, code("detail_kind")]
    text: Annotated[str, PROTECTED]
    start_date: Annotated[When, PROTECTED] = UNKNOWN
    end_date: Annotated[When, PROTECTED] = UNKNOWN
    may_see: Annotated[Words, PROTECTED] = ()
    reason: Annotated[str, PROTECTED] = ""
    review_date: Annotated[When, PROTECTED] = UNKNOWN
