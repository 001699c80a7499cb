"""Who may read what: the one table that every canary is held to, written out from practice.md 4.9 by hand.

Nothing here asks `graph.access`: it is what that is measured against.
"""

from __future__ import annotations

from collections.abc import Mapping

# The columns are everybody who could look. `room` is the meeting screen, `named` the named worker of the confidential
# people, `off_case` a worker with other children, `barred` a declared relative, `former` one whose leave has ended,
# `night` an out-of-hours worker who opened the map in an emergency, `office` the system administrator.
_ROWS = """
               anonymous room family child partner worker named manager night adoption finder facilitator reviewer off_case barred former office auditor
open           .         x    x      x     x       x      x     x       x     x        x      x           x        .        .      .      .      .
family         .         x    x      x     x       x      x     x       x     x        x      x           x        .        .      .      .      .
record         .         .    .      .     .       x      x     x       x     x        x      x           x        .        .      .      .      .
address_now    .         .    .      .     .       .      x     .       .     .        .      .           .        .        .      .      .      .
address_past   .         .    .      .     .       .      x     .       .     .        .      .           .        .        .      .      .      .
phone_email    .         .    .      .     .       .      x     .       .     .        .      .           .        .        .      .      .      .
work_school    .         .    .      .     .       .      x     .       .     .        .      .           .        .        .      .      .      .
new_name       .         .    .      .     .       .      x     .       .     .        .      .           .        .        .      .      .      .
photo          .         .    .      .     .       .      .     .       .     .        .      .           .        .        .      .      .      .
note           .         .    .      .     .       x      x     x       x     x        x      x           x        .        .      .      .      .
allegation     .         .    .      .     .       x      x     x       x     x        x      x           x        .        .      .      .      .
police         .         .    .      .     .       .      .     .       .     .        .      .           .        .        .      .      .      .
health         .         .    .      .     .       .      .     .       .     .        .      .           .        .        .      .      .      .
who_told_us    .         .    .      .     .       .      x     .       .     .        .      .           .        .        .      .      .      .
adoption_link  .         .    .      .     .       x      x     x       x     x        x      x           x        .        .      .      .      .
confidence     .         .    .      x     .       x      x     .       x     .        .      .           .        .        .      .      .      .
existence      .         .    .      .     .       x      x     x       x     x        x      x           x        .        .      .      .      .
"""

CONTROLS = ("open", "family", "record")
# There is no field for these at all; a test looks for one.
NO_FIELD = ("photo", "police", "health")
# Kept, and on no page yet, for anybody: a hit anywhere means that a page came, and that this line must go.
NO_FACE = ("phone_email", "work_school", "new_name", "who_told_us")


def _table() -> Mapping[str, frozenset[str]]:
    header, *rows = [line.split() for line in _ROWS.strip().splitlines()]
    for row in rows:
        assert len(row) == len(header) + 1, row
    return {
        name: frozenset(who for who, mark in zip(header, marks, strict=True) if mark == "x")
        for name, *marks in rows
    }


READERS = _table()
VIEWERS = tuple(_ROWS.split("\n")[1].split())
CLASSES = tuple(name for name in READERS if name not in CONTROLS)


def may_read(viewer: str, kind: str) -> bool:
    """Whether the table lets a viewer read a class of canary."""
    return viewer in READERS[kind]
