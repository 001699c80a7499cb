"""Viewers: who is looking, and for which audience a view is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from graph.record import Value
from graph.sensitivity import RECORD

AUDIENCES = ("child", "family_meeting", "professionals", "manager", "print_child", "print_family")


class Viewer(Value):
    """An account in a role, looking on behalf of an audience.

    `is_allocated`: works with this child, or has been granted the protected class. `child_absent`: a meeting marked
    “child not present”. `named_for`: the confidential people whose named worker this viewer is.
    `forms` and `only`: the forms and the people named for a partner professional; None where nothing was named,
    because nothing has to be. `but`: whom a child chose to leave out of the room.
    """

    account: Annotated[str, RECORD]
    role: Annotated[str, RECORD] = ""
    audience: Annotated[str, RECORD] = "professionals"
    is_allocated: Annotated[bool, RECORD] = False
    child_absent: Annotated[bool, RECORD] = False
    named_for: Annotated[frozenset[str], RECORD] = frozenset()
    forms: Annotated[frozenset[str] | None, RECORD] = None
    only: Annotated[frozenset[str] | None, RECORD] = None
    but: Annotated[frozenset[str], RECORD] = frozenset()

    def opens(self, forms: Iterable[str]) -> bool:
        """Whether this viewer may open what belongs to some forms of the map."""
        return self.forms is None or not self.forms.isdisjoint(forms)
