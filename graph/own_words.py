"""Own words: what a child says of the people in their life, in their own layer of the map.

The child alone writes it, and says who may see it. Grown-ups may answer; they change nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import MapRecord, Words
from graph.sensitivity import CHILD_PRIVATE, FAMILY, RECORD, Sensitivity
from graph.vocabulary import code


class OwnWords(MapRecord):
    """What every part of a child’s own layer has: whose it is, who sat beside them, and who may see it.

    `by` is the child’s own account; `beside` is the account of the worker they sat with, empty where they were alone.
    """

    words: Annotated[str, CHILD_PRIVATE] = ""
    shown_to: Annotated[str, CHILD_PRIVATE, code("shown_to")] = "worker"
    by: Annotated[str, CHILD_PRIVATE]
    beside: Annotated[str, CHILD_PRIVATE] = ""
    on: Annotated[When, CHILD_PRIVATE] = UNKNOWN

    @property
    def own_hand(self) -> str:
        """The child’s own account."""
        return self.by

    @property
    def sensitivity(self) -> Sensitivity:
        """Private to the child, unless they chose otherwise."""
        return FAMILY if self.shown_to == "everyone" else CHILD_PRIVATE

    def is_for(self, classes: Collection[Sensitivity]) -> bool:
        """Whether the child chose that somebody with these classes sees it: the family’s are not the record’s."""
        is_family = FAMILY in classes and RECORD not in classes
        return self.sensitivity in classes or (self.shown_to == "family" and is_family)


class OwnView(OwnWords):
    """How it is with one person: a face, words, and whether they are away for now."""

    record_kind: ClassVar[str] = "own_view"

    person_id: Annotated[str, CHILD_PRIVATE]
    face: Annotated[str, CHILD_PRIVATE, code("own_face")] = ""
    is_away: Annotated[bool, CHILD_PRIVATE] = False


class HouseItem(OwnWords):
    """One thing in one of the three houses, and whom it is about; `number` is the order in which they were said."""

    record_kind: ClassVar[str] = "house_item"
    ends: ClassVar[tuple[str, ...]] = ("people_ids",)

    house: Annotated[str, CHILD_PRIVATE, code("own_house")]
    people_ids: Annotated[Words, CHILD_PRIVATE] = ()
    number: Annotated[int, CHILD_PRIVATE] = 0


class Reply(MapRecord):
    """What a worker answered to something in a child’s own layer; it stays between the two of them.

    `number` is the order in which answers were given.
    """

    record_kind: ClassVar[str] = "reply"
    ends: ClassVar[tuple[str, ...]] = ()

    item_id: Annotated[str, CHILD_PRIVATE]
    number: Annotated[int, CHILD_PRIVATE] = 0
    words: Annotated[str, CHILD_PRIVATE]
    by: Annotated[str, CHILD_PRIVATE]
    on: Annotated[When, CHILD_PRIVATE] = UNKNOWN

    @property
    def own_hand(self) -> str:
        """The account of whoever answered."""
        return self.by

    @property
    def sensitivity(self) -> Sensitivity:
        """Private to the child."""
        return CHILD_PRIVATE
