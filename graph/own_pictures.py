"""Own pictures: what a child themself chose to stand for somebody on their own view of the map, and who looked at it.

The child alone writes it. It is on nobody else’s map, and takes the place of no picture of the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.own_words import OwnWords
from graph.pictures import MARK, Picture
from graph.record import MapRecord, Words
from graph.sensitivity import CHILD_PRIVATE, OPEN, RECORD, Sensitivity
from graph.vocabulary import code


class OwnPicture(OwnWords):
    """A drawing or a mark for somebody, or a photograph of the child: theirs to give, and to show to whom they choose.

    `content` is a JPEG in base64, or the name of a mark; empty where consent was taken back.
    """

    record_kind: ClassVar[str] = "own_picture"

    person_id: Annotated[str, CHILD_PRIVATE]
    kind: Annotated[str, CHILD_PRIVATE, code("picture_kind")]
    content: Annotated[str, CHILD_PRIVATE] = ""

    def is_for(self, classes: Collection[Sensitivity]) -> bool:
        """Whether the child chose that somebody with these classes sees it: never one that has nothing in it."""
        return bool(self.content) and super().is_for(classes)

    def looks_needed(self, guarded: Iterable[str]) -> frozenset[str]:
        """What has to have been looked for before the family sees it, as marks that hold no ids.

        In whatever came from a file: that nobody is in it who was not asked, and nothing that the family should not be
        given. In any: where these people live, whose addresses are confidential. Marks are of this very content.
        """
        itself = () if self.kind == MARK else ("",)
        return frozenset(self._mark_of(one) for one in (*itself, *guarded))

    def was_looked_at(self, look: OwnPictureLook | None, guarded: Iterable[str]) -> bool:
        """Whether all was looked for that has to be."""
        return self.looks_needed(guarded) <= set(look.looked_for if look else ())

    def _mark_of(self, person_id: str) -> str:
        content = sha256(self.content.encode()).hexdigest()
        return sha256(f"{self.id} {content} {person_id}".encode()).hexdigest()[:32]

    def withdrawn(self) -> OwnPicture:
        """The same with nothing in it: what is left where consent was taken back."""
        return self.model_copy(update={"content": ""})

    def as_picture(self) -> Picture:
        """As it is drawn where a picture of the record would be."""
        return Picture(
            id=self.id,
            child_id=self.child_id,
            person_id=self.person_id,
            kind=self.kind,
            content=self.content,
        )


class OwnPictureLook(MapRecord):
    """That somebody who works with a child looked at a picture that the child gave, so that the family may see it.

    It is the workers’ record: nobody but the child writes the picture. `looked_for` are marks of what was looked for.
    """

    record_kind: ClassVar[str] = "own_picture_look"

    person_id: Annotated[str, OPEN]
    picture_id: Annotated[str, OPEN]
    looked_for: Annotated[Words, RECORD] = ()
    by: Annotated[str, RECORD] = ""
    on: Annotated[When, RECORD] = UNKNOWN
