"""Clearances: a named person's decision that words which seem to give away a protected fact may be shown."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import MapRecord
from graph.sensitivity import PROTECTED, Sensitivity


class Clearance(MapRecord):
    """One detail and one text (by its digest): who decided, when and why. Another text needs a decision of its own."""

    record_kind: ClassVar[str] = "clearance"
    ends: ClassVar[tuple[str, ...]] = ()

    detail_id: Annotated[str, PROTECTED]
    digest: Annotated[str, PROTECTED]
    reason: Annotated[str, PROTECTED] = ""
    by: Annotated[str, PROTECTED] = ""
    on: Annotated[When, PROTECTED] = UNKNOWN

    @property
    def sensitivity(self) -> Sensitivity:
        """Protected: it says where a secret seems to stand."""
        return PROTECTED
