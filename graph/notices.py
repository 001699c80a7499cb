"""Notices: whether a relative has been identified, located and notified; three dates, kept apart."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.dates import UNKNOWN, When
from graph.record import MapRecord
from graph.sensitivity import RECORD


class Notice(MapRecord):
    """What the duty to tell relatives asks to be shown: three dates for one relative of one child."""

    record_kind: ClassVar[str] = "notice"

    person_id: Annotated[str, RECORD]
    identified: Annotated[When, RECORD] = UNKNOWN
    located: Annotated[When, RECORD] = UNKNOWN
    notified: Annotated[When, RECORD] = UNKNOWN
    words: Annotated[str, RECORD] = ""
