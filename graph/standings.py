"""A person's place on one child's map."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import Record, Value
from graph.sensitivity import CHILD_PRIVATE, OPEN, PROTECTED, RECORD
from graph.vocabulary import code


class Move(Value):
    """One dated step: from this day on, this is so. A day that is not known counts from the beginning."""

    to: Annotated[str, RECORD]
    on: Annotated[When, RECORD] = UNKNOWN


Moves = tuple[Move, ...]


def standing_on(moves: Moves, on: date | None) -> Move | None:
    """The latest move not after a day; the first of all where every one came later (as recorded now)."""
    if not moves:
        return None
    made = [
        move for move in moves if on is None or move.on.earliest is None or move.on.earliest <= on
    ]
    return made[-1] if made else moves[0]


class Standing(Record):
    """Where one person stands on one child's map: what the child calls them, and what is known between them.

    `ladder`, `stance` and `importance` are dated moves in the order in which they were recorded.
    `ref` is the workbook's id on this map, where there is one.
    """

    record_kind: ClassVar[str] = "standing"

    child_id: Annotated[str, OPEN]
    person_id: Annotated[str, OPEN]
    ref: Annotated[str, RECORD] = ""
    known_as: Annotated[str, OPEN] = ""
    network_kind: Annotated[str, OPEN, code("network_kind")] = "natural"
    professional_role: Annotated[str, OPEN, code("professional_role")] = ""
    role_end_date: Annotated[When, RECORD] = UNKNOWN
    ladder: Annotated[Moves, RECORD] = ()
    first_known_date: Annotated[When, RECORD] = UNKNOWN
    stance: Annotated[Moves, PROTECTED] = ()
    safety_plan: Annotated[str, PROTECTED, code("safety_plan")] = ""
    importance: Annotated[Moves, CHILD_PRIVATE] = ()
    target_days: Annotated[int | None, CHILD_PRIVATE] = None
    notes: Annotated[str, RECORD] = ""
    visibility: Annotated[str, RECORD, code("visibility")] = "everyone"

    def finding_status(self, on: date | None = None) -> str:
        """The rung of the ladder on a day (the latest where no day is given)."""
        return _to(standing_on(self.ladder, on))

    def finding_status_date(self, on: date | None = None) -> When:
        """The day on which that rung was reached."""
        move = standing_on(self.ladder, on)
        return move.on if move else UNKNOWN

    def safety_stance(self, on: date | None = None) -> str:
        """Safe, safe with support, not safe, unknown, or n/a where it is not asked or not shown."""
        return _to(standing_on(self.stance, on))

    def child_says_important(self, on: date | None = None) -> str:
        """The child's own answer: yes, no, not_asked, not_now or n/a."""
        return _to(standing_on(self.importance, on))


def _to(move: Move | None) -> str:
    return move.to if move else "n/a"
