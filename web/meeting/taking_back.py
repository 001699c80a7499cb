"""Taking back in a meeting: what its room wrote last, one step after another, and putting it back again.

Nothing is overwritten that was changed anywhere else since, and nobody is taken off the map of whom something else
is written: then it is said that it cannot be done here, in the same words whatever the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.errors import RefusedError, StoreError
from graph.history import put_as_before
from graph.journal import Change, Entry
from graph.layouts import KeptLayout
from graph.map_records import MAP_RECORDS
from graph.meetings import Meeting
from graph.network import Network
from graph.people import Person
from graph.record import Record
from graph.stores.protocol import Store
from graph.stores.writing import KINDS, MAP_KINDS
from web.asking import account, house
from web.meeting.room import hear
from web.meeting.signed import carried_on
from web.meeting.told import Told, told, told_again
from web.meeting.written import PUT_BACK, SAID, TOOK_BACK, Steps, event_of, own_changes, steps_of
from web.taps import step_called
from web.words import _
from web.words.directions import isolated


@dataclass(frozen=True, slots=True)
class Offered:
    """One step that can be made: what its form is called by, what it says, and whom it names."""

    key: str
    words: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class OneStep:
    """What can be taken back now, and what can be put back."""

    back: Offered | None = None
    again: Offered | None = None

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is named in either."""
        found = (one.people for one in (self.back, self.again) if one is not None)
        return frozenset().union(*found)


def one_step(steps: Steps, network: Network) -> OneStep:
    """What the room is offered to take back and to put back."""
    back = _offered(steps.done, network, told, "Take back: %(what)s", "Take back the last thing")
    again = _offered(steps.undone, network, told_again, "Put back: %(what)s", "Put it back")
    return OneStep(back, again)


def _offered(
    entries: tuple[Entry, ...],
    network: Network,
    telling: Callable[[Entry, Network], Told],
    words: str,
    otherwise: str,
) -> Offered | None:
    if not entries:
        return None
    what = telling(entries[-1], network)
    said = _(words) % isolated({"what": what.words}) if what.words else _(otherwise)
    return Offered(step_called(entries[-1]), said, what.people)


def take_step(kept: Meeting, key: str, *, back: bool) -> None:
    """Take back what was written last, or put back what was taken back last.

    RefusedError where something else is the last by now, or where it cannot be done here.
    """
    steps = steps_of(house().store, kept)
    entries = steps.done if back else steps.undone
    if not entries or step_called(entries[-1]) != key:
        raise RefusedError(
            _("Something else has been written since. Look at what would be taken back now.")
        )
    undo_here(kept, own_changes(entries[-1]), TOOK_BACK if back else PUT_BACK)


def undo_here(kept: Meeting, changes: Iterable[Change], action: str = SAID) -> None:
    """Put records back as they were before the room wrote them, in one step that is the room’s own."""
    mine, store = tuple(changes), house().store
    if any(_is_spoken_of(store, kept.child_id, one, mine) for one in mine):
        raise RefusedError(not_here())
    with carried_on(kept):
        try:
            put_as_before(store, mine, event_of(kept, account().id, action))
        except StoreError:
            raise
        except RefusedError as error:
            raise RefusedError(not_here()) from error
    hear(_record(one) for one in mine if one.before)


def not_here() -> str:
    """That it cannot be done here, whatever the reason: the room is not told what it may not know."""
    return _(
        "This cannot be taken back here: something else that was written stands with it, or it was changed outside "
        "this room. Take that back first, or put it right after the meeting."
    )


def _is_spoken_of(store: Store, child_id: str, change: Change, others: tuple[Change, ...]) -> bool:
    """Whether something else that is kept names somebody who would be taken off the map."""
    if change.record_kind != Person.record_kind or change.before is not None:
        return False
    mine = {(one.record_kind, one.record_id) for one in others}
    return any(
        change.record_id in one.people and (kind.record_kind, one.id) not in mine
        for kind in MAP_RECORDS
        if kind is not KeptLayout
        for one in store.kept(kind, child_id)
    )


def _record(change: Change) -> Record:
    kinds: dict[str, type[Record]] = {**KINDS, **MAP_KINDS}
    return kinds[change.record_kind].model_validate(change.before)
