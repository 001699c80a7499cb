"""What was changed can be read, and taken back, and taking back never shows more than is shown now."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graph.errors import ConflictError, RefusedError, UndoError
from graph.history import history, is_undoable, put_as_before, undo, unrecorded
from graph.journal import Entry, Event
from graph.meetings import Meeting
from graph.network import Network
from graph.record import Record
from graph.standings import Move, Standing
from graph.stores.protocol import Store
from tests.families import Family, family

EVENT = Event(actor="amy.worker", action="edited", reason="A visit")


def _changed(store: Store, record: Record, **fields: Any) -> Record:
    with store.writer(EVENT) as writer:
        return writer.put(record.model_copy(update=fields))


def _latest(store: Store, child_id: str) -> Entry:
    return next(store.entries(child_id, newest_first=True))


def _put_in(store: Store, child: Family) -> Network:
    return store.network(child.put_into(store))


def test_history_tells_each_change_field_by_field_newest_first(store: Store) -> None:
    amy = _put_in(store, family("Amy"))
    _changed(store, amy.child, full_name="Amy Jones", gender="female")

    steps = list(history(store, amy.child_id))

    assert [(field.name, field.before, field.after) for field in steps[0].fields] == [
        ("full_name", "Amy", "Amy Jones"),
        ("gender", "unknown", "female"),
    ]
    assert (steps[0].entry.actor, steps[0].entry.reason) == ("amy.worker", "A visit")
    assert [(step.record_kind, step.was_added) for step in steps[1:]] == [
        ("person", True),
        ("case", True),
        ("standing", True),
    ]


def test_a_change_taken_back_is_a_new_entry(store: Store) -> None:
    amy = _put_in(store, family("Amy"))
    _changed(store, amy.child, full_name="Wrong Name")
    entry = _latest(store, amy.child_id)

    undone = undo(store, entry, "amy.worker", "A slip")

    assert undone.records == 1
    assert store.network(amy.child_id).child.full_name == "Amy"
    assert store.network(amy.child_id).child.version == 3
    latest = _latest(store, amy.child_id)
    assert (latest.action, latest.reason, latest.sequence) == ("undo", "A slip", 3)


def test_what_was_added_goes_and_what_was_removed_comes_back(store: Store) -> None:
    amy = _put_in(store, family("Amy").mother("Beth"))
    with store.writer(EVENT) as writer:
        writer.remove(amy.relationships[0])
    removal = _latest(store, amy.child_id)

    undo(store, removal, "amy.worker")

    tie = store.network(amy.child_id).relationships[0]
    assert tie == amy.relationships[0].model_copy(update={"version": 2})
    undo(store, _latest(store, amy.child_id), "amy.worker")
    assert store.network(amy.child_id).relationships == ()


def test_a_whole_import_can_be_taken_back(store: Store) -> None:
    amy = (
        family("Amy")
        .mother("Beth")
        .together("Beth", "2026-05")
        .lives("H1", "Beth")
        .detail("Beth", "phone", "1")
    )
    amy.put_into(store)

    undo(store, _latest(store, amy.child_id), "amy.worker")

    assert store.children() == ()
    assert store.record("person", amy.id("Beth")) is None
    assert store.verify() == ""


def test_nothing_is_taken_back_once_the_record_has_moved_on(store: Store) -> None:
    amy = _put_in(store, family("Amy"))
    _changed(store, amy.child, full_name="Amy Jones")
    entry = _latest(store, amy.child_id)
    assert is_undoable(store, entry)
    current = _changed(store, store.network(amy.child_id).child, gender="female")

    assert not is_undoable(store, entry)
    with pytest.raises(UndoError, match="changed again since"):
        undo(store, entry, "amy.worker")

    assert store.network(amy.child_id).child == current
    assert _latest(store, amy.child_id).action == "edited"


def test_a_view_has_nothing_to_take_back(store: Store) -> None:
    entry = store.note(Event(actor="amy.worker", action="viewed", chain="amy"))

    with pytest.raises(UndoError, match="nothing in this entry"):
        undo(store, entry, "amy.worker")


def test_nobody_who_stands_elsewhere_since_is_taken_away(store: Store) -> None:
    amy = family("Amy").mother("Beth")
    amy.put_into(store)
    dan = _put_in(store, family("Dan"))
    with store.writer(EVENT) as writer:
        writer.put(Standing(id="s", child_id=dan.child_id, person_id=amy.id("Beth")))

    with pytest.raises(RefusedError):
        undo(store, _latest(store, amy.child_id), "amy.worker")

    assert len(store.network(dan.child_id).people) == 2


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("standing", {"visibility": "everyone"}, {"visibility": "professionals_only"}),
        ("standing", {"visibility": "adults_only"}, {"visibility": "professionals_only"}),
        (
            "standing",
            {"stance": (Move(to="safe"),)},
            {"stance": (Move(to="safe"), Move(to="not_safe"))},
        ),
        ("standing", {"stance": (Move(to="safe"),)}, {"stance": (Move(to="unknown"),)}),
        ("standing", {"stance": ()}, {"stance": (Move(to="safe_with_support"),)}),
        ("relationship", {"visibility": "everyone"}, {"visibility": "adults_only"}),
        ("person", {"address_confidential": False}, {"address_confidential": True}),
        ("detail", {"may_see": ("ann", "bob")}, {"may_see": ("ann",)}),
    ],
)
def test_taking_back_never_loosens_what_protects(
    store: Store, kind: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    amy = family("Amy").mother("Beth").detail("Beth", "phone", "1")
    amy.put_into(store)
    first = next(row for row in amy.records() if row.record_kind == kind).model_copy(
        update={"version": 1}
    )
    loose = _changed(store, first, **before)
    tight = _changed(store, loose, **after)

    with pytest.raises(UndoError, match="never loosens"):
        undo(store, _latest(store, amy.child_id), "amy.worker")

    assert store.record(kind, first.id) == tight


def test_the_rest_of_a_change_is_taken_back_and_the_label_stays(store: Store) -> None:
    amy = _put_in(store, family("Amy").mother("Beth"))
    beth = amy.standings[family("Amy").id("Beth")]
    _changed(store, beth, notes="Wrong", visibility="professionals_only")

    undone = undo(store, _latest(store, amy.child_id), "amy.worker")

    now = store.record("standing", beth.id)
    assert isinstance(now, Standing)
    assert (now.notes, now.visibility) == ("", "professionals_only")
    assert undone.kept == ("visibility",)


def test_loosening_is_taken_back(store: Store) -> None:
    amy = _put_in(store, family("Amy").mother("Beth", visibility="professionals_only"))
    beth = amy.standings[family("Amy").id("Beth")]
    _changed(store, beth, visibility="everyone")

    undo(store, _latest(store, amy.child_id), "amy.worker")

    assert store.network(amy.child_id).standings[beth.person_id].visibility == "professionals_only"


def test_a_safety_flag_is_never_undone_by_a_stale_save(store: Store) -> None:
    amy = _put_in(store, family("Amy").mother("Beth"))
    stale = amy.standings[family("Amy").id("Beth")]
    chance = random.Random(9)

    for number in range(100):
        current = store.record("standing", stale.id)
        assert current is not None
        seen_by_other = current
        if chance.random() < 0.5:
            _changed(store, current, stance=(Move(to="not_safe"),), notes=f"A {number}")
            with pytest.raises(ConflictError):
                _changed(store, seen_by_other, stance=(Move(to="safe"),), notes=f"B {number}")
        else:
            _changed(store, current, notes=f"B {number}")

    standing = store.record("standing", stale.id)
    assert isinstance(standing, Standing)
    assert standing.safety_stance() == "not_safe"
    assert unrecorded(store) == store.verify() == ""


def test_steps_are_taken_back_one_after_another_while_a_meeting_goes_on(store: Store) -> None:
    """Two changes of one record: the first is taken back after the second, and where the meeting is stays."""
    amy = _put_in(store, family("Amy"))
    meeting = Meeting(id="1" * 32, child_id=amy.child_id)
    with store.writer(EVENT.model_copy(update={"chain": amy.child_id})) as writer:
        kept: Record = writer.put(meeting)
    entries = []
    for rules in ("One speaks.", "All listen."):
        kept = _changed(store, kept, rules=rules)
        entries.append(_latest(store, amy.child_id))
    _changed(store, kept, step="plan")

    for entry in reversed(entries):
        put_as_before(store, entry.changes, EVENT.model_copy(update={"action": "took_back"}))

    found = store.record(Meeting.record_kind, meeting.id)
    assert isinstance(found, Meeting)
    assert (found.rules, found.step) == ("", "plan")
    with pytest.raises(UndoError):
        put_as_before(store, entries[0].changes, EVENT)
