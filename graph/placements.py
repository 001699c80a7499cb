"""Placements: where a voice has put somebody on the map itself. The record’s own circles are worked out, and stay."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.own_words import OwnWords
from graph.record import MapRecord
from graph.sensitivity import CHILD_PRIVATE, FAMILY, RECORD, Sensitivity
from graph.vocabulary import code


class OwnPlacement(OwnWords):
    """In which circle a child has put somebody: theirs to write, and to show to whom they choose."""

    record_kind: ClassVar[str] = "own_placement"

    person_id: Annotated[str, CHILD_PRIVATE]
    circle: Annotated[str, CHILD_PRIVATE, code("own_circle")] = ""


class Placement(MapRecord):
    """In which circle somebody of the family has put somebody else, as they said it: “Granny says”.

    `voice_id` is who said it and `said_on` when; `by` is the account that wrote it down. Never the child: a child’s own
    placing is an `OwnPlacement`.
    """

    record_kind: ClassVar[str] = "placement"
    ends: ClassVar[tuple[str, ...]] = ("person_id", "voice_id")

    voice_id: Annotated[str, FAMILY]
    person_id: Annotated[str, FAMILY]
    circle: Annotated[str, FAMILY, code("own_circle")] = ""
    words: Annotated[str, FAMILY] = ""
    said_on: Annotated[When, FAMILY] = UNKNOWN
    visibility: Annotated[str, RECORD, code("visibility")] = "everyone"
    by: Annotated[str, RECORD] = ""

    @property
    def sensitivity(self) -> Sensitivity:
        """The family’s words, unless it was marked for fewer."""
        return FAMILY if self.visibility == "everyone" else RECORD
