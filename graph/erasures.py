"""Erasures: that somebody was erased by law from a map, so that nothing brings them back. It holds no word of them."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import MapRecord
from graph.sensitivity import RECORD


class Erasure(MapRecord):
    """One person erased from one map: their id, and a digest of the id under which a workbook would bring them in."""

    record_kind: ClassVar[str] = "erasure"
    ends: ClassVar[tuple[str, ...]] = ()

    person_id: Annotated[str, RECORD]
    ref_digest: Annotated[str, RECORD] = ""
    on: Annotated[When, RECORD] = UNKNOWN
    by: Annotated[str, RECORD] = ""

    def is_of(self, ref: str) -> bool:
        """Whether a workbook’s id is that of whoever was erased."""
        return bool(ref) and self.ref_digest == digest_of_ref(self.child_id, ref)


def digest_of_ref(child_id: str, ref: str) -> str:
    """What is kept in the place of a workbook’s id."""
    return sha256(f"{child_id} {ref}".encode()).hexdigest() if ref else ""
