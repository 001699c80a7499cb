"""Local rules: the thresholds that an authority has changed, for all its children or for one."""

from __future__ import annotations

from typing import Annotated, ClassVar

from graph.record import Record
from graph.sensitivity import OPEN, RECORD


class LocalRule(Record):
    """One threshold changed from its usual number, and why; `child_id` is empty where it holds for every child."""

    record_kind: ClassVar[str] = "local_rule"

    child_id: Annotated[str, OPEN] = ""
    threshold: Annotated[str, RECORD]
    number: Annotated[str, RECORD]
    reason: Annotated[str, RECORD] = ""
