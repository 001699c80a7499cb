"""Reviews that are kept: one child's gaps as they were found, and for how long that answer stands."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from graph.record import Value
from graph.sensitivity import OPEN, PROTECTED, RECORD
from graph.viewers import AUDIENCES

# The whole of what was found is kept beside its summary, and read only where some of it has to be asked again.
WHOLE = ", whole"


def every_view() -> tuple[str, ...]:
    """Every kind of view under which something may be kept."""
    kinds = [audience + allocated for audience in AUDIENCES for allocated in ("", " allocated")]
    return tuple(kind + part for kind in kinds for part in ("", WHOLE))


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
