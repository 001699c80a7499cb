"""Replay: what was known of a map at a moment, read back from its journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from graph.cases import Case
from graph.contacts import Contact
from graph.errors import UnknownError
from graph.journal import Entry
from graph.network import Network
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.snapshot import snapshot

R = TypeVar("R", bound=Record)
_State = dict[tuple[str, str], Mapping[str, Any]]

NO_MAP = "There is no map for this child."


def known_network(entries: Iterable[Entry], moment: datetime) -> Network:
    """The network that a chain's entries tell of, up to the last one written by a moment.

    Entries are in the order in which they were written, whatever a wrong clock said: one that was written before
    another that is in time, is in time too.
    """
    state = _state_after(_until(entries, moment))
    case = next(iter(_all(state, Case)), None)
    if case is None:
        raise UnknownError(NO_MAP)
    return snapshot(
        case,
        {person.id: person for person in _all(state, Person)},
        _all(state, Standing),
        _all(state, Relationship),
        _all(state, Contact),
        _all(state, Stay),
    )


def _until(entries: Iterable[Entry], moment: datetime) -> list[Entry]:
    changing = [entry for entry in entries if entry.changes]
    in_time = [number for number, entry in enumerate(changing, start=1) if entry.at <= moment]
    return changing[: in_time[-1] if in_time else 0]


def _state_after(entries: Iterable[Entry]) -> _State:
    state: _State = {}
    for entry in entries:
        for change in entry.changes:
            key = (change.record_kind, change.record_id)
            if change.after is None:
                state.pop(key, None)
            else:
                state[key] = change.after
    return state


def _all(state: _State, kind: type[R]) -> list[R]:
    return [kind.model_validate(row) for key, row in state.items() if key[0] == kind.record_kind]
