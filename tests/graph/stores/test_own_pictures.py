"""A picture that a child gave is written by nobody else; the law and consent taken back reach it all the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.consent import withdraw_consent
from graph.dates import as_partial
from graph.erasing import erase_person
from graph.errors import RefusedError, UndoError
from graph.history import is_undoable, undo, unrecorded
from graph.journal import CONSENT_WITHDRAWN, ERASED, Event
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.own_words import OwnView, OwnWords
from graph.remembering import restore_and_remember
from graph.stores import backup, open_store
from graph.stores.protocol import Store
from tests.families import TODAY, Family, family
from tests.graph.stores.conftest import KEY

GIVES = Event(actor="amy", action="gave_own_picture")
CONTENT = "WhatAmyDrewOfNan"
NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)


def _nan() -> Family:
    return family("Amy").mother("Beth").mother("Nan", of="Beth")


def _given(told: Family, **fields: str) -> OwnPicture:
    known = {"id": "d" * 32, "child_id": told.child_id, "person_id": told.id("Nan"), "by": "amy"}
    return OwnPicture(**{**known, "kind": "drawing", "content": CONTENT, **fields})


def _write(store: Store, told: Family, *put: OwnWords | OwnPictureLook) -> None:
    with store.writer(GIVES.model_copy(update={"chain": told.child_id})) as writer:
        for one in put:
            writer.put(one)


def _take_away(store: Store, told: Family) -> None:
    with store.writer(GIVES.model_copy(update={"chain": told.child_id})) as writer:
        writer.remove(store.kept(OwnPicture, told.child_id)[0])


def _withdraw(store: Store, told: Family) -> int:
    event = Event(actor="w", action=CONSENT_WITHDRAWN, chain=told.child_id)
    return len(withdraw_consent(store, told.child_id, told.id("Nan"), event))


def _said(store: Store, told: Family) -> str:
    return "".join(entry.model_dump_json() for entry in store.entries(told.child_id))


@pytest.mark.parametrize("action", ["changed", CONSENT_WITHDRAWN, "protected_again"])
def test_nobody_else_writes_it_whatever_they_call_it(store: Store, action: str) -> None:
    told = _nan()
    told.put_into(store)
    _write(store, told, _given(told))
    (one,) = store.kept(OwnPicture, told.child_id)
    other = Event(actor="w", action=action, chain=told.child_id)

    for changed in ({"content": "Mine"}, {"shown_to": "everyone"}, {"content": "", "by": "w"}):
        with pytest.raises(RefusedError), store.writer(other) as writer:
            writer.put(one.model_copy(update=changed))
    with pytest.raises(RefusedError), store.writer(other) as writer:
        writer.remove(one)
    assert store.kept(OwnPicture, told.child_id) == (one,)


@pytest.mark.parametrize("is_away", [False, True])
def test_consent_that_is_taken_back_empties_it_and_its_lines(store: Store, is_away: bool) -> None:
    told = _nan()
    told.put_into(store)
    _write(store, told, _given(told))
    if is_away:
        _take_away(store, told)

    done = [_withdraw(store, told), _withdraw(store, told)]

    assert done == [1, 0]
    assert [one.content for one in store.kept(OwnPicture, told.child_id)] == [""]
    assert CONTENT not in _said(store, told)
    assert store.verify() == unrecorded(store) == ""


def test_it_comes_back_only_where_nothing_has_taken_its_place(store: Store) -> None:
    told = _nan()
    told.put_into(store)
    _write(store, told, _given(told))
    _take_away(store, told)
    taken_away = next(store.entries(told.child_id, newest_first=True))
    _write(store, told, _given(told, id="e" * 32))

    assert not is_undoable(store, taken_away)
    with pytest.raises(UndoError):
        undo(store, taken_away, "amy")


def test_whoever_is_erased_is_in_no_picture_that_a_child_gave(store: Store) -> None:
    told = _nan()
    told.put_into(store)
    look = {"child_id": told.child_id, "person_id": told.id("Nan"), "picture_id": "d" * 32}
    _write(store, told, _given(told), OwnPictureLook(id="f" * 32, **look))

    erase_person(store, told.id("Nan"), Event(actor="dpo", action=ERASED), as_partial(TODAY))

    assert store.kept(OwnPicture, told.child_id) == ()
    assert store.kept(OwnPictureLook, told.child_id) == ()
    assert CONTENT not in _said(store, told)


@pytest.mark.parametrize("is_away", [False, True])
def test_no_older_backup_brings_it_or_a_look_at_it_back(
    encrypted: Store, tmp_path: Path, is_away: bool
) -> None:
    told = _nan()
    told.put_into(encrypted)
    look = {"child_id": told.child_id, "person_id": told.id("Beth"), "picture_id": "c" * 32}
    _write(encrypted, told, _given(told), OwnPictureLook(id="f" * 32, looked_for=("a",), **look))
    backup(encrypted, tmp_path / "backup")
    (looked,) = encrypted.kept(OwnPictureLook, told.child_id)
    _write(encrypted, told, looked.model_copy(update={"looked_for": ()}))
    if is_away:
        _take_away(encrypted, told)
    _withdraw(encrypted, told)

    place = tmp_path / "elsewhere.db"
    event = Event(actor="ops", action="restored_backup")
    beside = tmp_path / "kith.db.tombstones"
    restore_and_remember(tmp_path / "backup", f"sqlite:///{place}", KEY, beside, event, NOW)

    again = open_store(f"sqlite:///{place}", KEY)
    assert [one.content for one in again.kept(OwnPicture, told.child_id)] == [""]
    assert [one.looked_for for one in again.kept(OwnPictureLook, told.child_id)] == [()]
    assert CONTENT not in _said(again, told)
    assert again.verify() == unrecorded(again) == ""
    again.close()


def test_no_older_backup_shows_to_more_people_what_the_child_kept_to_fewer(
    encrypted: Store, tmp_path: Path
) -> None:
    told = _nan()
    told.put_into(encrypted)
    view = OwnView(
        id="c" * 32,
        child_id=told.child_id,
        person_id=told.id("Nan"),
        by="amy",
        words="Mine.",
        shown_to="everyone",
    )
    _write(encrypted, told, _given(told, shown_to="family"), view)
    backup(encrypted, tmp_path / "backup")
    for kind in (OwnPicture, OwnView):
        (one,) = encrypted.kept(kind, told.child_id)
        _write(encrypted, told, one.model_copy(update={"shown_to": "worker"}))

    place = tmp_path / "elsewhere.db"
    event = Event(actor="ops", action="restored_backup")
    beside = tmp_path / "kith.db.tombstones"
    restore_and_remember(tmp_path / "backup", f"sqlite:///{place}", KEY, beside, event, NOW)

    again = open_store(f"sqlite:///{place}", KEY)
    assert [one.shown_to for one in again.kept(OwnPicture, told.child_id)] == ["worker"]
    assert [(one.shown_to, one.words) for one in again.kept(OwnView, told.child_id)] == [
        ("worker", "Mine.")
    ]
    assert again.verify() == unrecorded(again) == ""
    again.close()
