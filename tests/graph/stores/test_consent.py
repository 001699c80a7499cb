"""Where consent was taken back nothing brings a picture back: not the history, not undo, and not an older backup."""

from __future__ import annotations

from typing import Any

import pytest

from graph.consent import withdraw_consent
from graph.errors import UndoError
from graph.history import is_undoable, undo, unrecorded
from graph.journal import Entry, Event
from graph.pictures import Picture
from graph.stores.protocol import Store
from tests.families import Family, family

EVENT = Event(actor="w", action="changed")


def _nan() -> Family:
    told = family("Amy").mother("Beth").mother("Nan", of="Beth")
    return told.picture("Nan", kind="photo", content="NansFirstFace").picture("Beth")


def _changed(store: Store, told: Family, *put: Picture, gone: tuple[Picture, ...] = ()) -> Entry:
    with store.writer(EVENT.model_copy(update={"chain": told.child_id})) as writer:
        for one in put:
            writer.put(one)
        for one in gone:
            writer.remove(one)
    return next(store.entries(told.child_id, newest_first=True))


def _first(store: Store, told: Family) -> Picture:
    return next(p for p in store.kept(Picture, told.child_id) if p.person_id == told.id("Nan"))


def _another(told: Family, **fields: Any) -> Picture:
    known = {"child_id": told.child_id, "person_id": told.id("Nan"), "kind": "photo"}
    return Picture(id="second", content="NansSecondFace", **known, **fields)


def _withdraw(store: Store, told: Family) -> int:
    event = Event(actor="w", action="consent_withdrawn", chain=told.child_id)
    return len(withdraw_consent(store, told.child_id, told.id("Nan"), event))


def test_every_picture_there_was_is_forgotten_and_the_others_stay(store: Store) -> None:
    told = _nan()
    child = told.put_into(store)
    taken_away = _changed(store, told, gone=(_first(store, told),))
    _changed(store, told, _another(told))

    done = _withdraw(store, told)

    lines = "".join(entry.model_dump_json() for entry in store.entries(child))
    kept = {one.person_id: one.content for one in store.kept(Picture, child) if one.content}
    assert (done, kept) == (2, {told.id("Beth"): "fish"})
    assert "NansFirstFace" not in lines
    assert "NansSecondFace" not in lines
    assert not is_undoable(store, taken_away)
    assert store.verify() == unrecorded(store) == ""


def test_what_was_taken_away_before_is_forgotten_too_and_only_once(store: Store) -> None:
    told = _nan()
    told.put_into(store)
    taken_away = _changed(store, told, gone=(_first(store, told),))

    done = [_withdraw(store, told), _withdraw(store, told)]

    assert done == [1, 0]
    with pytest.raises(UndoError):
        undo(store, taken_away, "w")


def test_a_picture_does_not_come_back_beside_another(store: Store) -> None:
    told = _nan()
    child = told.put_into(store)
    taken_away = _changed(store, told, gone=(_first(store, told),))
    given = _changed(store, told, _another(told))

    with pytest.raises(UndoError):
        undo(store, taken_away, "w")
    undo(store, given, "w")
    undo(store, taken_away, "w")

    faces = [one.content for one in store.kept(Picture, child) if one.person_id == told.id("Nan")]
    assert faces == ["NansFirstFace"]
