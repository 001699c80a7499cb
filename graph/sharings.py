"""Sharings: the forms of one child's map that a worker named for one partner professional, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, ClassVar

from graph.record import MapRecord, Words
from graph.sensitivity import RECORD


class Sharing(MapRecord):
    """What one account may see of one map: these forms of it, and of these people; nothing else.

    No people named means everybody whom the family would see. It ends by itself, or earlier by hand.
    """

    record_kind: ClassVar[str] = "sharing"
    ends: ClassVar[tuple[str, ...]] = ("person_ids",)

    account_id: Annotated[str, RECORD]
    forms: Annotated[Words, RECORD] = ()
    person_ids: Annotated[Words, RECORD] = ()
    reason: Annotated[str, RECORD] = ""
    by: Annotated[str, RECORD] = ""
    starts_at: Annotated[datetime, RECORD]
    ends_at: Annotated[datetime, RECORD]
    is_ended: Annotated[bool, RECORD] = False

    def holds(self, now: datetime) -> bool:
        """Whether it opens anything at a moment."""
        return not self.is_ended and self.starts_at <= now < self.ends_at


def sharing_for(sharings: Iterable[Sharing], account_id: str, now: datetime) -> Sharing | None:
    """The one that holds for an account now; of several the latest, never all of them together."""
    found = [one for one in sharings if one.account_id == account_id and one.holds(now)]
    return max(found, key=lambda one: (one.starts_at, one.id), default=None)
