"""What is said and agreed in a meeting: words in columns, numbers on a line, and the family’s plan.

Every one has its speaker and its time. A number is one voice’s own and is never added to another’s. Promises, words
of love and people are no records of the meeting: they are ties of the map like any other.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from graph.dates import UNKNOWN, When
from graph.meetings import OfTheRoom
from graph.record import Words
from graph.sensitivity import FAMILY, OPEN, RECORD, Sensitivity
from graph.vocabulary import code


class Note(OfTheRoom):
    """One thing said: in which column, by whom, about whom, and to which chosen gap it is an idea, if to any.

    `is_prepared`: it was written behind the room, so a second person looks at it before the room reads it.
    """

    record_kind: ClassVar[str] = "note"
    ends: ClassVar[tuple[str, ...]] = ("speaker_id", "about_ids")

    meeting_id: Annotated[str, OPEN]
    column: Annotated[str, FAMILY, code("meeting_column")]
    words: Annotated[str, FAMILY]
    speaker_id: Annotated[str, FAMILY] = ""
    about_ids: Annotated[Words, FAMILY] = ()
    gap_id: Annotated[str, FAMILY] = ""
    is_prepared: Annotated[bool, FAMILY] = False
    at: Annotated[datetime, FAMILY]


class Scale(OfTheRoom):
    """One question to be answered from 0 to 10: what the ends of the line mean, and how far would be far enough."""

    record_kind: ClassVar[str] = "scale"
    ends: ClassVar[tuple[str, ...]] = ()

    meeting_id: Annotated[str, OPEN]
    question: Annotated[str, FAMILY]
    at_nought: Annotated[str, FAMILY] = ""
    at_ten: Annotated[str, FAMILY] = ""
    goal: Annotated[int | None, FAMILY, Field(ge=0, le=10)] = None
    is_prepared: Annotated[bool, FAMILY] = False
    at: Annotated[datetime, FAMILY]


class Mark(OfTheRoom):
    """Where one voice puts itself on a line, and what makes it that high."""

    record_kind: ClassVar[str] = "mark"

    meeting_id: Annotated[str, OPEN]
    scale_id: Annotated[str, FAMILY]
    person_id: Annotated[str, FAMILY]
    number: Annotated[int, FAMILY, Field(ge=0, le=10)]
    words: Annotated[str, FAMILY] = ""
    at: Annotated[datetime, FAMILY]


class Action(OfTheRoom):
    """One line of the family’s plan: who will do what by when, how the child will know, and whether it was kept."""

    record_kind: ClassVar[str] = "action"
    ends: ClassVar[tuple[str, ...]] = ("who_ids",)

    meeting_id: Annotated[str, OPEN]
    who_ids: Annotated[Words, FAMILY] = ()
    what: Annotated[str, FAMILY]
    by_date: Annotated[When, FAMILY] = UNKNOWN
    child_knows: Annotated[str, FAMILY] = ""
    kept: Annotated[str, FAMILY, code("action_kept")] = ""
    at: Annotated[datetime, FAMILY]


class Offer(OfTheRoom):
    """What somebody in the room offered from their own phone; it is on no map before the facilitator takes it.

    `by_name` is what they call themselves, `name` whom they offer, `tie` how that person belongs to the child, or
    which promise it is; `made_id` is the tie it became.
    """

    record_kind: ClassVar[str] = "offer"
    ends: ClassVar[tuple[str, ...]] = ()

    meeting_id: Annotated[str, OPEN]
    kind: Annotated[str, FAMILY, code("offer_kind")]
    by_name: Annotated[str, FAMILY] = ""
    name: Annotated[str, FAMILY] = ""
    tie: Annotated[str, FAMILY] = ""
    words: Annotated[str, FAMILY] = ""
    state: Annotated[str, FAMILY, code("offer_state")] = "waiting"
    made_id: Annotated[str, FAMILY] = ""
    at: Annotated[datetime, FAMILY]

    @property
    def sensitivity(self) -> Sensitivity:
        """The record’s, until the facilitator has taken it: before that it is read by nobody in the room."""
        return FAMILY if self.state == "taken" else RECORD
