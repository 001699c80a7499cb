"""The journal: one line for every change, every view and every refusal, in a keyed chain for each child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from graph.record import Value
from graph.sensitivity import RECORD

SYSTEM_CHAIN = ""
# The law takes somebody out of everything that names them, the own words of others too; no other deed does.
ERASED = "erased"
# Consent that was taken back, and what a restore remembers of it, empty the pictures that a child gave too.
CONSENT_WITHDRAWN, PROTECTED_AGAIN = "consent_withdrawn", "protected_again"


class Change(Value):
    """One record before and after, as plain JSON values; None where it was not there or is no longer.

    `came_along`: the record itself did not change, but came onto this map, or left it, with somebody's standing.
    """

    record_kind: Annotated[str, RECORD]
    record_id: Annotated[str, RECORD]
    before: Annotated[Mapping[str, Any] | None, RECORD] = None
    after: Annotated[Mapping[str, Any] | None, RECORD] = None
    came_along: Annotated[bool, RECORD] = False


class Entry(Value):
    """One line of the journal.

    `chain` is the child's id, or empty for the system's own chain; `sequence` counts within the chain, from 1, and
    `number` over the whole journal.
    `people` is the set shown, for an entry that records a view. `digest` is the salted digest of the payload and
    `seal` the keyed hash over the entry and the one before it.
    """

    chain: Annotated[str, RECORD]
    sequence: Annotated[int, RECORD]
    number: Annotated[int, RECORD] = 0
    at: Annotated[datetime, RECORD]
    actor: Annotated[str, RECORD]
    action: Annotated[str, RECORD]
    reason: Annotated[str, RECORD] = ""
    changes: Annotated[tuple[Change, ...], RECORD] = ()
    people: Annotated[tuple[str, ...], RECORD] = ()
    salt: Annotated[str, RECORD] = ""
    digest: Annotated[str, RECORD] = ""
    seal: Annotated[str, RECORD] = ""


class Latest(Value):
    """Where one chain stands: the sequence of its latest change (0 for none), and when it was last looked at."""

    change: Annotated[int, RECORD] = 0
    looked_at: Annotated[datetime | None, RECORD] = None


class Event(Value):
    """What is to be journalled: who did what, to which child's chain, and why."""

    actor: Annotated[str, RECORD]
    action: Annotated[str, RECORD]
    chain: Annotated[str, RECORD] = SYSTEM_CHAIN
    reason: Annotated[str, RECORD] = ""
    people: Annotated[tuple[str, ...], RECORD] = ()
