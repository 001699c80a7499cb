"""What every kept thing has in common: an id of our own, a version, and frozen fields."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from graph.sensitivity import OPEN, RECORD, Sensitivity


def _as_words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(";") if word.strip())
    return tuple(value) if isinstance(value, (list, tuple)) else ()


Words = Annotated[
    tuple[str, ...], BeforeValidator(_as_words), PlainSerializer(list, return_type=list[str])
]


class Value(BaseModel):
    """A frozen value: checked where it enters, trusted inside, changed only by making a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """A kept thing. `id` is random and ours; `version` counts its saves, 0 before the first."""

    record_kind: ClassVar[str]

    id: Annotated[str, OPEN]
    version: Annotated[int, RECORD] = 0


class MapRecord(Record):
    """A kept thing that belongs to one child's map and is not part of a network: a try, a decision, a meeting.

    `ends` names the fields that hold people's ids; `sensitivity` is the class of the whole record, which a viewer
    must be able to see before any field of it.
    """

    ends: ClassVar[tuple[str, ...]] = ("person_id",)

    child_id: Annotated[str, OPEN] = ""

    @property
    def sensitivity(self) -> Sensitivity:
        """The class of the record as a whole."""
        return RECORD

    @property
    def own_hand(self) -> str:
        """The one account that may ever write it; empty where whoever may change the map may change it too."""
        return ""

    def is_for(self, classes: Collection[Sensitivity]) -> bool:
        """Whether somebody who is shown these classes is shown this record."""
        return self.sensitivity in classes

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of everyone it speaks of."""
        found: list[str] = []
        for name in self.ends:
            value = getattr(self, name)
            found.extend([value] if isinstance(value, str) else value)
        return tuple(person for person in found if person)

    def without(self, person_id: str) -> Self | None:
        """What of it stays once somebody is taken out of it by law; None where it goes as a whole.

        No list becomes empty: where it names for whom something was opened, that would mean everybody.
        """
        left = self.left_of_ends(person_id)
        values = [getattr(self, name) for name in self.ends]
        return None if person_id in values or () in left.values() else self.model_copy(update=left)

    def left_of_ends(self, person_id: str) -> dict[str, object]:
        """Each field that names somebody, without them."""
        found: dict[str, object] = {}
        for name in self.ends:
            value = getattr(self, name)
            if value == person_id:
                found[name] = ""
            elif isinstance(value, tuple) and person_id in value:
                found[name] = tuple(one for one in value if one != person_id)
        return found
