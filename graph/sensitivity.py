"""How carefully a field must be kept; `graph.access` says which audience is shown which class."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache

from pydantic import BaseModel


class Sensitivity(Enum):
    """One class for each field; a field without one is shown to nobody and fails a test."""

    OPEN = "open"
    FAMILY = "family"
    RECORD = "record"
    PROTECTED = "protected"
    CHILD_PRIVATE = "child-private"


OPEN = Sensitivity.OPEN
FAMILY = Sensitivity.FAMILY
RECORD = Sensitivity.RECORD
PROTECTED = Sensitivity.PROTECTED
CHILD_PRIVATE = Sensitivity.CHILD_PRIVATE


@cache
def sensitivities(model: type[BaseModel]) -> Mapping[str, Sensitivity | None]:
    """The declared class of every field of a model; None where somebody forgot."""
    return {
        name: next((mark for mark in field.metadata if isinstance(mark, Sensitivity)), None)
        for name, field in model.model_fields.items()
    }
