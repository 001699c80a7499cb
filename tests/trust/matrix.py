"""Who may read what: the one table that every canary is held to, written out by hand.

Nothing here asks `graph.access`: it is what that is measured against.
"""

from __future__ import annotations

from collections.abc import Mapping

# Everybody who could look. `room` is the meeting screen, `named` the named worker of the confidential people, `night`
# an out-of-hours worker who opened the map in an emergency, `off_case` a worker with other children, `barred` a
# declared relative, `former` one whose leave has ended, `office` the system administrator, `partner` a professional
# for whom all forms of the map were named, `helper` one for whom one person was.
OUTSIDE = frozenset({"anonymous", "off_case", "barred", "former", "office", "auditor"})
# Telephones at a meeting, before they are let in and after: they may offer, and read nothing.
JOINED = frozenset({"phone", "waiting"})
# `screen` follows the meeting screen, and reads what that does.
FAMILY = frozenset({"room", "screen", "family", "child", "partner", "helper"})
ALLOCATED = frozenset({"worker", "named", "night"})
INVOLVED = frozenset({"adoption", "finder", "facilitator", "reviewer"})
VIEWERS = tuple(sorted(OUTSIDE | JOINED | FAMILY | ALLOCATED | INVOLVED | {"manager"}))

_RECORD = ALLOCATED | INVOLVED | {"manager"}
_NAMED = frozenset({"named"})
_NOBODY = frozenset[str]()

READERS: Mapping[str, frozenset[str]] = {
    # The fourteen classes of secret.
    "address_now": _NAMED,
    "address_past": _NAMED,
    "phone_email": _NAMED,
    "work_school": _NAMED,
    "new_name": _NAMED,
    "photo": _RECORD,
    "note": _RECORD,
    "allegation": _RECORD,
    "police": _NOBODY,
    "health": _NOBODY,
    "who_told_us": _NAMED,
    "adoption_link": _RECORD,
    "confidence": ALLOCATED | {"child"},
    # What a child told the family and not everyone: the family and those who work with the child.
    "to_family": (FAMILY - {"partner", "helper"}) | ALLOCATED,
    "existence": _RECORD,
    # What is no secret, so that a walk that sees nothing at all is noticed.
    "open": FAMILY | _RECORD,
    "family": FAMILY | _RECORD,
    "record": _RECORD,
    # The code of a case, by which an auditor says which map was looked at; it is nobody's name.
    "code": _RECORD | {"auditor"},
}
CONTROLS = ("open", "family", "record", "code")
CLASSES = tuple(kind for kind in READERS if kind not in CONTROLS)
# There is no field for these at all; a test looks for one.
NO_FIELD = ("police", "health")


def may_read(viewer: str, kind: str) -> bool:
    """Whether the table lets a viewer read a class of canary."""
    return viewer in READERS[kind]
