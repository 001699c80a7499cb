"""Local rules: the thresholds that an authority has changed, for all its children or for one."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.record import MapRecord
from graph.sensitivity import RECORD


class LocalRule(MapRecord):
    """One threshold changed from its usual number, and why; `child_id` is empty where it holds for every child."""

    record_kind: ClassVar[str] = "local_rule"
    ends: ClassVar[tuple[str, ...]] = ()

    threshold: Annotated[str, RECORD]
    number: Annotated[str, RECORD]
    reason: Annotated[str, RECORD] = ""
