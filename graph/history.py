"""History: what was changed on a map, in readable order, and taking a change back.

Written once on what every store promises. Taking back is a new entry; it never shows more than is shown now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from graph.consent import Given, pictures_kept
from graph.erasures import Erasure
from graph.errors import KithError, UndoError
from graph.journal import Change, Entry, Event
from graph.meetings import Meeting
from graph.own_pictures import OwnPicture
from graph.pictures import Picture
from graph.protection import most_protective
from graph.record import Record, Value
from graph.sensitivity import RECORD
from graph.standings import Standing
from graph.stores.protocol import Journal, Store, Writer
from graph.stores.writing import KINDS, MAP_KINDS

UNDO = "undo"
MOVED_ON = "This has been changed again since, so it cannot be taken back in one step. Change it by hand instead."
NOTHING = "There is nothing in this entry that can be taken back."
ONLY_PROTECTS = (
    "This change made something more protected, and taking back never loosens. "
    "Loosen it by hand, with a reason, if that is meant."
)
_KINDS: Mapping[str, type[Record]] = {**KINDS, **MAP_KINDS}
# What was erased by law is not taken back.
_FOR_GOOD = frozenset({Erasure.record_kind})
_PICTURES: Mapping[str, type[Given]] = {kind.record_kind: kind for kind in (Picture, OwnPicture)}
# Where a meeting has come to: it goes on while its words are put right.
_PASSING: Mapping[str, frozenset[str]] = {Meeting.record_kind: frozenset({"step", "part"})}
_UNSURE = ("unknown", "n/a", "")

R = TypeVar("R", bound=Record)


class FieldChange(Value):
    """One field, before and after, as plain JSON values; None where there was or is no record."""

    name: Annotated[str, RECORD]
    before: Annotated[Any, RECORD]
    after: Annotated[Any, RECORD]


class Step(Value):
    """One record's change: who made it, when and why, and the fields that are different."""

    entry: Annotated[Entry, RECORD]
    record_kind: Annotated[str, RECORD]
    record_id: Annotated[str, RECORD]
    fields: Annotated[tuple[FieldChange, ...], RECORD]
    was_added: Annotated[bool, RECORD] = False
    was_removed: Annotated[bool, RECORD] = False


class Undone(Value):
    """What taking back came to: how many records, and the fields that stayed because that protects more."""

    records: Annotated[int, RECORD]
    kept: Annotated[tuple[str, ...], RECORD] = ()


def history(store: Journal, child_id: str) -> Iterator[Step]:
    """What was changed on a child's map, newest first; what only came along with a standing is left out."""
    for entry in store.entries(child_id, newest_first=True):
        for change in entry.changes:
            if not change.came_along:
                yield _step(entry, change)


def is_undoable(store: Store, entry: Entry) -> bool:
    """Whether every record that an entry changed is still as it left it, and nothing has taken its place."""
    changes = _own(entry)
    return bool(changes) and all(
        _is_as_left(store, change) and not _has_another_picture(store, change) for change in changes
    )


def undo(store: Store, entry: Entry, actor: str, reason: str = "") -> Undone:
    """Put back what an entry changed, as a new entry on the same chain.

    Only while every record is still as the entry left it (UndoError otherwise). Whatever protects more stays.
    """
    event = Event(actor=actor, action=UNDO, chain=entry.chain, reason=reason)
    return _undone(store, _own(entry), event, lambda: is_undoable(store, entry))


def put_as_before(store: Store, changes: Iterable[Change], event: Event) -> Undone:
    """Put some records back as they were before, step by step: each while its words are still as they were left.

    A record that was changed and put back again holds the same words at a later version, so what it holds is asked.
    Where a meeting has come to is no word of it, and stays. UndoError as for `undo`.
    """
    mine = [change for change in changes if change.record_kind not in _FOR_GOOD]

    def is_as_left() -> bool:
        return all(_holds_the_same(store, one) for one in mine)

    return _undone(store, mine, event, is_as_left)


def _undone(
    store: Store, changes: Sequence[Change], event: Event, may_be: Callable[[], bool]
) -> Undone:
    if not changes:
        raise UndoError(NOTHING)
    kept: list[str] = []
    with store.writer(event) as writer:
        if not may_be():
            raise UndoError(MOVED_ON)
        records = sum(_put_back(store, writer, change, kept) for change in reversed(changes))
        if not records:
            raise UndoError(ONLY_PROTECTS)
    return Undone(records=records, kept=tuple(sorted(set(kept))))


def unrecorded(store: Store) -> str:
    """Nothing where every map is as its journal tells it; else a sentence that names the first that is not.

    It shows what the chains alone cannot: records changed behind the journal, or a whole journal set back.
    """
    for line in store.children():
        now = store.network(line.child_id)
        latest = next(store.entries(line.child_id, newest_first=True), None)
        try:
            told = store.network(line.child_id, known_on=latest.at) if latest else None
        except KithError:
            told = None
        if told != now:
            return f"The map of {line.child_id} is not as its journal tells it."
    return ""


def _own(entry: Entry) -> list[Change]:
    kinds = _KINDS.keys() - _FOR_GOOD
    return [
        change for change in entry.changes if not change.came_along and change.record_kind in kinds
    ]


def _step(entry: Entry, change: Change) -> Step:
    before, after = change.before or {}, change.after or {}
    names = [*before, *(name for name in after if name not in before)]
    return Step.model_construct(
        entry=entry,
        record_kind=change.record_kind,
        record_id=change.record_id,
        fields=tuple(
            FieldChange.model_construct(name=name, before=before.get(name), after=after.get(name))
            for name in names
            if name != "version" and before.get(name) != after.get(name)
        ),
        was_added=change.before is None,
        was_removed=change.after is None,
    )


def _is_as_left(store: Store, change: Change) -> bool:
    current = store.record(change.record_kind, change.record_id)
    if current is None:
        return change.after is None
    return change.after is not None and current.model_dump(mode="json") == dict(change.after)


def _holds_the_same(store: Store, change: Change) -> bool:
    current = store.record(change.record_kind, change.record_id)
    if current is None or change.after is None:
        return current is None and change.after is None
    passing = _PASSING.get(change.record_kind, frozenset()) | {"version"}
    now = current.model_dump(mode="json")
    return all(now[name] == change.after.get(name) for name in now.keys() - passing)


def _has_another_picture(store: Store, change: Change) -> bool:
    """Whether a picture would come back beside another of the same person: neither could then be answered for."""
    kind = _PICTURES.get(change.record_kind)
    if kind is None or change.before is None or change.after:
        return False
    gone = kind.model_validate(change.before)
    return bool(pictures_kept(store, gone.child_id, gone.person_id, kind))


def _put_back(store: Store, writer: Writer, change: Change, kept: list[str]) -> bool:
    """Put one record back; whether anything came of it."""
    current = store.record(change.record_kind, change.record_id)
    if change.before is None:
        if current is not None:
            writer.remove(current)
        return current is not None
    before = _record(change.record_kind, change.before)
    if current is None:
        writer.put(before.model_copy(update={"version": 0}))
        return True
    passing = _PASSING.get(change.record_kind, frozenset()) | {"version"}
    stays = {name: getattr(current, name) for name in passing}
    restored = _protected(current, before).model_copy(update=stays)
    names = [name for name in _names(before) if name not in passing]
    kept.extend(name for name in names if getattr(restored, name) != getattr(before, name))
    if restored == current:
        return False
    writer.put(restored)
    return True


def _record(kind: str, values: Mapping[str, Any]) -> Record:
    return _KINDS[kind].model_validate(values)


def _names(record: Record) -> list[str]:
    return [name for name in type(record).model_fields if name != "version"]


def _protected(current: Record, before: R) -> R:
    """A record as it was before, with whatever protects more now."""
    safe = most_protective(current, before)
    if (
        isinstance(current, Standing)
        and isinstance(before, Standing)
        and _would_say_safe(current, before)
    ):
        return safe.model_copy(update={"stance": current.stance})
    return safe


def _would_say_safe(current: Standing, before: Standing) -> bool:
    """Taking back “we do not know” must not say “safe”: unknown is a value."""
    return before.safety_stance() == "safe" and current.safety_stance() in _UNSURE
