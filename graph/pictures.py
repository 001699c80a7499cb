"""Pictures: what stands for somebody on one child’s map instead of their initials, and who agreed that it may."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Annotated, ClassVar, TypeAlias

from graph.dates import UNKNOWN, When
from graph.record import MapRecord, Words
from graph.sensitivity import OPEN, PROTECTED, RECORD, Sensitivity
from graph.vocabulary import code

MARK = "mark"


class Picture(MapRecord):
    """One person’s picture: a photograph, a drawing, or a mark that somebody chose for them.

    `content` is a JPEG in base64, or the name of a mark. Until somebody is written down as having agreed, only those
    who work with the child see it. `looked_for`: two people looked, and nothing in it tells where these people live,
    whose addresses are confidential. It holds marks of them and no ids; whoever is confidential only later is not among
    them.
    """

    record_kind: ClassVar[str] = "picture"

    person_id: Annotated[str, OPEN]
    kind: Annotated[str, OPEN, code("picture_kind")]
    content: Annotated[str, PROTECTED] = ""
    visibility: Annotated[str, RECORD, code("visibility")] = "professionals_only"
    agreed_by: Annotated[str, RECORD] = ""
    agreed_on: Annotated[When, RECORD] = UNKNOWN
    looked_for: Annotated[Words, RECORD] = ()
    by: Annotated[str, RECORD] = ""
    on: Annotated[When, RECORD] = UNKNOWN

    @property
    def has_consent(self) -> bool:
        """Whether it is written down who agreed, and when."""
        return bool(self.agreed_by) and self.agreed_on.is_known

    @property
    def photograph(self) -> bytes:
        """The JPEG itself, where it is a photograph or a drawing."""
        return b64decode(self.content)

    def was_looked_at_for(self, people: Iterable[str]) -> bool:
        """Whether two people looked for the places of all of these."""
        return all(self._mark_of(person) in self.looked_for for person in people)

    def looked_at_for(self, people: Iterable[str]) -> Picture:
        """The same, once two people have looked for the places of these as well."""
        marks = {self._mark_of(person) for person in people}
        return self.model_copy(update={"looked_for": tuple(sorted(marks.union(self.looked_for)))})

    def _mark_of(self, person_id: str) -> str:
        return sha256(f"{self.id} {person_id}".encode()).hexdigest()[:32]

    def withdrawn(self) -> Picture:
        """The same with nothing in it, and nobody who agreed: what is left where consent was taken back."""
        return self.model_copy(
            update={
                "content": "",
                "agreed_by": "",
                "agreed_on": UNKNOWN,
                "visibility": "professionals_only",
                "looked_for": (),
            }
        )

    @property
    def sensitivity(self) -> Sensitivity:
        """Open to everyone who sees the person, where that was chosen and agreed to; else the record’s."""
        return OPEN if self.visibility == "everyone" and self.has_consent else RECORD

    def is_for(self, classes: Collection[Sensitivity]) -> bool:
        """Whether somebody who is shown these classes is shown it: never one that has nothing in it."""
        return bool(self.content) and super().is_for(classes)


Pictures: TypeAlias = Mapping[str, Picture]
"""Pictures by the id of the person whom they show."""
