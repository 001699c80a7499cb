"""Reviews that are kept: one child's gaps as they were found, and for how long that answer stands."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from graph.record import Value
from graph.sensitivity import OPEN, PROTECTED, RECORD


class KeptReview(Value):
    """What was found on one child's map for one kind of view, in a form that whoever keeps it reads.

    It rests on the map as it stood after the change number `change` of its chain, and on the numbers and words of
    the rules whose digest is `rules`. It holds from the day `on` until the day before `until`, or for good.
    """

    child_id: Annotated[str, OPEN]
    view: Annotated[str, RECORD]
    change: Annotated[int, RECORD]
    rules: Annotated[str, RECORD]
    on: Annotated[date, RECORD]
    until: Annotated[date | None, RECORD] = None
    body: Annotated[str, PROTECTED]

    def holds(self, on: date) -> bool:
        """Whether time alone has left it standing on a day."""
        return self.on <= on and (self.until is None or on < self.until)
