"""Layouts: where everyone stood on one child's map, for one audience and one shape of screen."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.record import MapRecord
from graph.sensitivity import RECORD


class KeptLayout(MapRecord):
    """Places as they were last drawn, so that adding somebody moves nobody.

    It is made from that audience's view alone. `body` is JSON under kept ids; it names nobody in words.
    """

    record_kind: ClassVar[str] = "layout"
    ends: ClassVar[tuple[str, ...]] = ()

    audience: Annotated[str, RECORD]
    shape: Annotated[str, RECORD]
    body: Annotated[str, RECORD]
