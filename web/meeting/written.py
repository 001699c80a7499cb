"""What the room of one meeting has written, read from the journal: its steps, and every record as the room left it.

Each line of the room names its meeting, so that nothing that was written anywhere else, or in the room of another
meeting, can be taken back here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.journal import Change, Entry, Event
from graph.meetings import Meeting
from graph.standings import Standing
from graph.stores.protocol import Store

SAID = "said_in_meeting"
TOOK_BACK, PUT_BACK = "took_back_in_meeting", "put_back_in_meeting"
ACTIONS = frozenset({SAID, TOOK_BACK, PUT_BACK})

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Steps:
    """What was written, and what of it was taken back and can be put back, the last of each at the end."""

    entries: tuple[Entry, ...]
    done: tuple[Entry, ...]
    undone: tuple[Entry, ...]

    @property
    def left(self) -> Mapping[Key, Change]:
        """Every record that the room has changed: as it was before the first time, and as the room left it."""
        found: dict[Key, Change] = {}
        for entry in self.entries:
            for one in own_changes(entry):
                key = (one.record_kind, one.record_id)
                first = found.get(key, one)
                found[key] = one.model_copy(update={"before": first.before})
        return {key: one for key, one in found.items() if not _is_as_before(one)}


def event_of(meeting: Meeting, actor: str, action: str) -> Event:
    """The line of something that the room of a meeting writes."""
    return Event(actor=actor, action=action, chain=meeting.child_id, reason=meeting.id)


def steps_of(store: Store, meeting: Meeting) -> Steps:
    """The steps of the room of a meeting; `meeting` under the ids of the store."""
    entries = tuple(reversed(tuple(_entries(store, meeting))))
    done: list[Entry] = []
    undone: list[Entry] = []
    for entry in entries:
        if entry.action == SAID:
            done.append(entry)
            undone.clear()
        elif entry.action == TOOK_BACK and done:
            done.pop()
            undone.append(entry)
        elif entry.action == PUT_BACK and undone:
            undone.pop()
            done.append(entry)
    return Steps(entries, tuple(done), tuple(undone))


def _entries(store: Store, meeting: Meeting) -> Iterator[Entry]:
    """The newest first, as far back as the meeting goes."""
    for entry in store.entries(meeting.child_id, newest_first=True):
        if meeting.began_at is None or entry.at < meeting.began_at:
            return
        if entry.action in ACTIONS and entry.reason == meeting.id and own_changes(entry):
            yield entry


def own_changes(entry: Entry) -> tuple[Change, ...]:
    """What a line changed itself."""
    return tuple(one for one in entry.changes if not one.came_along)


def came_with(standing: Standing, steps: Steps) -> tuple[Change, ...]:
    """Everything that the steps about somebody new have written: themselves, their ties, and empty chairs between."""
    name = (Standing.record_kind, standing.id)
    about = [
        {(one.record_kind, one.record_id) for one in own_changes(entry)} for entry in steps.entries
    ]
    keys = set[Key]().union(*(found for found in about if name in found))
    left = steps.left
    return tuple(change for key, change in left.items() if key in keys and change.after)


def _is_as_before(change: Change) -> bool:
    """Whether a record holds again what it held before the room."""
    before, after = change.before or {}, change.after or {}
    names = before.keys() | after.keys()
    return all(before.get(name) == after.get(name) for name in names - {"version"})
