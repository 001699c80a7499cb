"""What every kept thing has in common: an id of our own, a version, and frozen fields."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from graph.sensitivity import OPEN, RECORD


def _as_words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(";") if word.strip())
    return tuple(value) if isinstance(value, (list, tuple)) else ()


Words = Annotated[
    tuple[str, ...], BeforeValidator(_as_words), PlainSerializer(list, return_type=list[str])
]


class Value(BaseModel):
    """A frozen value: checked where it enters, trusted inside, changed only by making a new one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """A kept thing. `id` is random and ours; `version` counts its saves, 0 before the first."""

    record_kind: ClassVar[str]

    id: Annotated[str, OPEN]
    version: Annotated[int, RECORD] = 0
