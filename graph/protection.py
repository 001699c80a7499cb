"""What is never loosened in passing: who may see a thing, a confidential address, a stance on safety."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from graph.details import Detail
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.own_words import OwnWords
from graph.people import Person
from graph.pictures import Picture
from graph.placements import Placement
from graph.record import Record
from graph.relationships import Relationship
from graph.sharings import Sharing
from graph.standings import Standing
from graph.vocabulary import TABLES, more_protective

PROTECTIVE = ("visibility", "address_confidential", "stance", "looked_for")
_TO_FEWEST_FIRST = tuple(TABLES["shown_to"])
_CARE: Mapping[str, int] = {"safe_with_support": 1, "not_safe": 2}

R = TypeVar("R", bound=Record)


def loosened(before: Record, after: Record) -> tuple[str, ...]:
    """The fields that would protect less after a change than before it."""
    safe = most_protective(before, after)
    return tuple(
        name for name in PROTECTIVE if getattr(safe, name, None) != getattr(after, name, None)
    )


def tightened(before: Record, after: Record) -> Mapping[str, Any]:
    """The fields that protect more after a change than before it, as plain JSON values."""
    safe = most_protective(after, before)
    values = after.model_dump(mode="json")
    return {
        name: values[name]
        for name in type(after).model_fields
        if name != "version" and getattr(safe, name) != getattr(before, name)
    }


def most_protective(before: Record, after: R) -> R:
    """The record after a change, with whatever protected more before it."""
    kept: dict[str, object] = {}
    levelled = (Standing, Relationship, Placement)
    if isinstance(before, levelled) and isinstance(after, levelled):
        kept["visibility"] = more_protective(before.visibility, after.visibility)
    if isinstance(before, Person) and isinstance(after, Person):
        kept["address_confidential"] = before.address_confidential or after.address_confidential
    if isinstance(before, Standing) and isinstance(after, Standing):
        is_looser = _care(after.safety_stance()) < _care(before.safety_stance())
        kept["stance"] = before.stance if is_looser else after.stance
    if isinstance(before, Sharing) and isinstance(after, Sharing):
        kept["is_ended"] = before.is_ended or after.is_ended
        kept["ends_at"] = min(before.ends_at, after.ends_at)
    if isinstance(before, Picture) and isinstance(after, Picture):
        kept["visibility"] = more_protective(before.visibility, after.visibility)
    if isinstance(before, OwnWords) and isinstance(after, OwnWords):
        kept["shown_to"] = min(before.shown_to, after.shown_to, key=_TO_FEWEST_FIRST.index)
    if isinstance(before, Picture | OwnPicture) and isinstance(after, Picture | OwnPicture):
        # What consent was taken back from has nothing in it any more, in what is restored from a backup either.
        kept["content"] = after.content if before.content else ""
    if isinstance(before, Picture | OwnPictureLook) and isinstance(after, Picture | OwnPictureLook):
        kept["looked_for"] = tuple(one for one in after.looked_for if one in before.looked_for)
    if isinstance(before, Detail) and isinstance(after, Detail):
        kept["may_see"] = tuple(name for name in after.may_see if name in before.may_see)
    return after.model_copy(update=kept)


def _care(stance: str) -> int:
    return _CARE.get(stance, 0)
