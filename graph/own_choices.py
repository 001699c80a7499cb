"""Own choices: what a child wants of a meeting, in their own hand, and why a worker did otherwise where one did.

The child alone writes what they chose. What holds for the room is kept by the meeting itself; where a worker changes
that, the child’s choice still stands here, and the child reads why.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from graph.dates import UNKNOWN, When
from graph.record import MapRecord, Words
from graph.sensitivity import CHILD_PRIVATE, OPEN, Sensitivity
from graph.vocabulary import code


class OwnChoice(MapRecord):
    """All that a child chose for one meeting; of the parts that are not among `said` they have said nothing yet.

    `questions` are marks of the questions and no ids. `rather_not_ids` is whom they would rather not have there;
    `left_out_ids` whom the map in the room does not show. `speaks_id` speaks for them in the room; `speaks_words` says
    more of it to their worker, and never to the room.
    """

    record_kind: ClassVar[str] = "own_choice"
    ends: ClassVar[tuple[str, ...]] = ("left_out_ids", "rather_not_ids", "speaks_id")

    meeting_id: Annotated[str, OPEN]
    said: Annotated[Words, CHILD_PRIVATE] = ()
    hope: Annotated[str, CHILD_PRIVATE] = ""
    questions: Annotated[Words, CHILD_PRIVATE] = ()
    left_out_ids: Annotated[Words, CHILD_PRIVATE] = ()
    rather_not_ids: Annotated[Words, CHILD_PRIVATE] = ()
    item_ids: Annotated[Words, CHILD_PRIVATE] = ()
    there: Annotated[str, CHILD_PRIVATE, code("own_there")] = ""
    speaks_id: Annotated[str, CHILD_PRIVATE] = ""
    speaks_words: Annotated[str, CHILD_PRIVATE] = ""
    by: Annotated[str, CHILD_PRIVATE]
    beside: Annotated[str, CHILD_PRIVATE] = ""
    on: Annotated[When, CHILD_PRIVATE] = UNKNOWN

    @property
    def own_hand(self) -> str:
        """The child’s own account."""
        return self.by

    @property
    def sensitivity(self) -> Sensitivity:
        """Private to the child."""
        return CHILD_PRIVATE

    def without(self, person_id: str) -> Self:
        """The rest of what the child chose stays, with the words about whoever was to speak for them gone too.

        Nothing tells the child that somebody was in it: they may not see that person any more.
        """
        left = self.left_of_ends(person_id)
        return self.model_copy(update=left | ({"speaks_words": ""} if "speaks_id" in left else {}))


class ChoiceChanged(MapRecord):
    """Why a worker changed something that the child had chosen for a meeting: the child reads it."""

    record_kind: ClassVar[str] = "choice_changed"
    ends: ClassVar[tuple[str, ...]] = ()

    meeting_id: Annotated[str, OPEN]
    part: Annotated[str, CHILD_PRIVATE, code("own_choice_part")]
    why: Annotated[str, CHILD_PRIVATE]
    by: Annotated[str, CHILD_PRIVATE]
    on: Annotated[When, CHILD_PRIVATE] = UNKNOWN

    @property
    def sensitivity(self) -> Sensitivity:
        """Private to the child."""
        return CHILD_PRIVATE
