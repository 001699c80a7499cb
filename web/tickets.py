"""Tickets: by what a telephone or a second screen has a seat at one meeting. They are kept beside the sessions.

A ticket begins as a code, waits once the code is used, and is in when the facilitator says so. It is nobody’s cookie:
the browser that joined has a session of its own, which is good only as long as its ticket is, and that one meeting
of its telephone, or that one room of its second screen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.accounts import Session

TICKET = "ticket"
ROOM = "room"
PHONE, SCREEN = "phone", "screen"
KINDS = (PHONE, SCREEN)
CODE, WAITING, IN = "code", "waiting", "in"
_JOINS = "joins"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A seat at the meeting of one child: for what, how far it has come, and what whoever asked for it is called.

    `of` is the meeting that a telephone belongs to, or the browser whose room a second screen shows: it is good in no
    other. `number` is by what it is known in the room, where nobody reads what was typed as its name.
    """

    name: str
    child_id: str
    kind: str
    stage: str
    of: str
    called: str = ""
    number: int = 0

    @property
    def role(self) -> str:
        """The rights of whoever holds it: none but to wait, before the facilitator has let them in."""
        return self.kind if self.stage == IN else WAITING


def as_data(child_id: str, kind: str, stage: str, **more: Any) -> str:
    """What the row of a ticket holds, or any other row that stands beside the sessions of one meeting."""
    return json.dumps({_JOINS: child_id, "kind": kind, "stage": stage, **more})


def ticket_in(row: Session) -> Ticket | None:
    """The ticket that a row holds; None where it is something else."""
    said = json.loads(row.data)
    if said.get("kind") not in KINDS or _JOINS not in said:
        return None
    return Ticket(
        name=row.token_hash,
        child_id=said[_JOINS],
        kind=said["kind"],
        stage=said["stage"],
        of=str(said.get("of", "")),
        called=str(said.get("called", "")),
        number=int(said.get("number", 0)),
    )


def is_of_a_meeting(row: Session) -> bool:
    """Whether a row is a ticket, or the session of somebody with one: such a session may lie still for long."""
    said = json.loads(row.data)
    return _JOINS in said or TICKET in said


def is_browser(row: Session) -> bool:
    """Whether a row is the session of a browser at all."""
    return _JOINS not in json.loads(row.data)


def first_screen(live: Iterable[Session], child_id: str) -> Session | None:
    """The browser in which the room of a child is open, the last touched of several."""
    open_rooms = [row for row in live if _holds(row).get(ROOM) == child_id]
    return max(open_rooms, key=lambda row: row.seen_at, default=None)


def room_of(live: Iterable[Session], ticket: Ticket) -> Session | None:
    """The very browser whose room a second screen was let into, while that room is open; no other takes its place."""
    return first_screen((row for row in live if row.token_hash == ticket.of), ticket.child_id)


def is_worked_at(live: Iterable[Session]) -> bool:
    """Whether the facilitator is signed in somewhere, in the room or on pages of their own."""
    return any(not is_of_a_meeting(row) for row in live)


def _holds(row: Session) -> Mapping[str, Any]:
    """What a session holds that did not come in by a ticket."""
    said: dict[str, Any] = json.loads(row.data)
    return {} if TICKET in said else said
