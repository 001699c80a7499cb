"""Meetings: a day on which a child’s family meets, what was prepared for it, and who came.

What the room reads is the family’s; what is prepared behind it is the record’s and never reaches the room. Only what
the child chose to leave out is private to them. What is said and agreed is in `graph.meeting_words`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Self

from graph.dates import UNKNOWN, When
from graph.record import MapRecord, Words
from graph.sensitivity import CHILD_PRIVATE, FAMILY, OPEN, RECORD, Sensitivity
from graph.vocabulary import code


class OfTheRoom(MapRecord):
    """What the room of one meeting reads: the family’s, like the words of love and the promises."""

    @property
    def sensitivity(self) -> Sensitivity:
        """The family’s."""
        return FAMILY


class Meeting(OfTheRoom):
    """One meeting: its day, how far it has come, the child’s one hope, and what was agreed about the meeting itself.

    `part` counts within a step, where it has several screens: which of the four questions, which of the chosen gaps.
    It has not begun without `began_at`; once it has `ended_at`, nothing is written in it any more.
    """

    record_kind: ClassVar[str] = "meeting"
    ends: ClassVar[tuple[str, ...]] = ()

    day: Annotated[When, FAMILY] = UNKNOWN
    is_child_there: Annotated[bool, FAMILY] = True
    step: Annotated[str, FAMILY, code("meeting_step")] = "welcome"
    part: Annotated[int, FAMILY] = 0
    hope: Annotated[str, FAMILY] = ""
    rules: Annotated[str, FAMILY] = ""
    plan_words: Annotated[str, FAMILY] = ""
    review_date: Annotated[When, FAMILY] = UNKNOWN
    who_tells_child: Annotated[str, FAMILY] = ""
    began_at: Annotated[datetime | None, FAMILY] = None
    ended_at: Annotated[datetime | None, FAMILY] = None

    @property
    def is_on(self) -> bool:
        """Whether it has begun and has not ended."""
        return self.began_at is not None and self.ended_at is None


class ChosenGap(OfTheRoom):
    """One of the two or three gaps that child and facilitator chose beforehand, in the words the room reads."""

    record_kind: ClassVar[str] = "chosen_gap"
    ends: ClassVar[tuple[str, ...]] = ("subject_id",)

    meeting_id: Annotated[str, OPEN]
    number: Annotated[int, FAMILY] = 1
    rule: Annotated[str, FAMILY]
    subject_id: Annotated[str, FAMILY] = ""
    tag: Annotated[str, FAMILY] = ""
    words: Annotated[str, FAMILY] = ""


class Present(OfTheRoom):
    """Somebody who came, and when they were written down."""

    record_kind: ClassVar[str] = "present"

    meeting_id: Annotated[str, OPEN]
    person_id: Annotated[str, FAMILY]
    at: Annotated[datetime, FAMILY]


class Invitation(MapRecord):
    """One person asked to a meeting: by whom, what they answered, what they need, and how they arrive."""

    record_kind: ClassVar[str] = "invitation"

    meeting_id: Annotated[str, OPEN]
    person_id: Annotated[str, RECORD]
    by: Annotated[str, RECORD] = ""
    on: Annotated[When, RECORD] = UNKNOWN
    reply: Annotated[str, RECORD, code("meeting_reply")] = "not_asked"
    needs: Annotated[str, RECORD] = ""
    arrival: Annotated[str, RECORD] = ""


class Apart(MapRecord):
    """Two people who must not meet on the day, and how they are kept apart; why is not written here."""

    record_kind: ClassVar[str] = "apart"
    ends: ClassVar[tuple[str, ...]] = ("one_id", "other_id")

    meeting_id: Annotated[str, OPEN]
    one_id: Annotated[str, RECORD]
    other_id: Annotated[str, RECORD]
    arrangement: Annotated[str, RECORD] = ""


class MeetingCheck(MapRecord):
    """The safety check before a meeting: what somebody has looked at, and what is still to be thought of."""

    record_kind: ClassVar[str] = "meeting_check"
    ends: ClassVar[tuple[str, ...]] = ()

    meeting_id: Annotated[str, OPEN]
    looked_at: Annotated[Words, RECORD] = ()
    notes: Annotated[str, RECORD] = ""
    by: Annotated[str, RECORD] = ""
    on: Annotated[When, RECORD] = UNKNOWN


class SignOff(MapRecord):
    """A second person has looked at what the room would see; it holds for that view, known by its digest."""

    record_kind: ClassVar[str] = "sign_off"
    ends: ClassVar[tuple[str, ...]] = ()

    meeting_id: Annotated[str, OPEN]
    digest: Annotated[str, RECORD]
    reason: Annotated[str, RECORD] = ""
    by: Annotated[str, RECORD]
    second: Annotated[str, RECORD]
    at: Annotated[datetime, RECORD]


class MeetingChoice(MapRecord):
    """What the child chose for the room: whom to leave out of it, and which of their own words may be read there."""

    record_kind: ClassVar[str] = "meeting_choice"
    ends: ClassVar[tuple[str, ...]] = ("left_out_ids",)

    meeting_id: Annotated[str, OPEN]
    left_out_ids: Annotated[Words, CHILD_PRIVATE] = ()
    item_ids: Annotated[Words, CHILD_PRIVATE] = ()
    by: Annotated[str, CHILD_PRIVATE] = ""
    on: Annotated[When, CHILD_PRIVATE] = UNKNOWN

    @property
    def sensitivity(self) -> Sensitivity:
        """Private to the child."""
        return CHILD_PRIVATE

    def without(self, person_id: str) -> Self:
        """The rest of what holds for the room stays: nobody left out is what an empty list says."""
        return self.model_copy(update=self.left_of_ends(person_id))
