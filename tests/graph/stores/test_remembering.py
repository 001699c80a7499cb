"""What a backup cannot know holds again in what is restored from it: the erased, the closed, the protected."""

from __future__ import annotations

import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.accounts import Account, Grant, Session
from graph.consent import withdraw_consent
from graph.dates import as_partial
from graph.erasing import erase_person
from graph.errors import LockedStoreError
from graph.history import unrecorded
from graph.journal import Event
from graph.pictures import Picture
from graph.remembering import restore_and_remember
from graph.stores import backup, create_store, open_store
from graph.stores.protocol import Store
from tests.families import TODAY, Family, family
from tests.graph.stores.conftest import KEY

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
CHANGED = Event(actor="w", action="changed")
RESTORED = Event(actor="ops", action="restored_backup")


@pytest.fixture
def told(encrypted: Store, tmp_path: Path) -> Family:
    """A family, as it stood when a backup was made; after that the tests go on."""
    told = family("Amy").mother("Beth").father("Carl", stance=()).friend("Fay", ref="P4")
    told.picture("Fay", kind="photo", content="FaysFace")
    told.detail("Beth", "phone", "0113 4960000", may_see=("ann", "bob")).put_into(encrypted)
    encrypted.save_account(Account(id="kim", email="kim@example.org"), CHANGED)
    encrypted.save_grant(_leave(told), CHANGED)
    session = {
        "account_id": "kim",
        "created_at": NOW,
        "seen_at": datetime(2026, 11, 16, tzinfo=UTC),
    }
    encrypted.save_session(Session(token_hash="cookie", **session))
    backup(encrypted, tmp_path / "backup")
    return told


def _leave(told: Family, **fields: Any) -> Grant:
    known = {"id": "g", "account_id": "kim", "child_id": told.child_id, "kind": "allocated"}
    return Grant(**{**known, "starts_at": NOW, **fields})


def restored(tmp_path: Path, tombstones: Path | None = None) -> closing[Store]:
    """The backup on a clean machine, with the list of tombstones that was kept elsewhere."""
    place = tmp_path / "elsewhere"
    place.mkdir(exist_ok=True)
    url = f"sqlite:///{place / 'kith.db'}"
    kept = tombstones or tmp_path / "kith.db.tombstones"
    restore_and_remember(tmp_path / "backup", url, KEY, kept, RESTORED, NOW)
    return closing(open_store(url, KEY))


def change(store: Store, record: Any, **fields: Any) -> None:
    with store.writer(CHANGED) as writer:
        writer.put(store.record(record.record_kind, record.id).model_copy(update=fields))


def test_whoever_was_erased_since_is_not_in_what_is_restored(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    erase_person(encrypted, told.id("Fay"), CHANGED, as_partial(TODAY))

    with restored(tmp_path) as again:
        assert told.id("Fay") not in again.network(told.child_id).people
        assert again.verify() == unrecorded(again) == ""
        lines = [entry.model_dump_json() for entry in again.entries(told.child_id)]
        assert not any("Fay" in line for line in lines)


def test_a_picture_whose_consent_was_taken_back_since_is_nowhere(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    (one,) = told.pictures
    change(encrypted, one, **one.withdrawn().model_dump(exclude={"id", "version"}))

    with restored(tmp_path) as again:
        (found,) = again.kept(Picture, told.child_id)
        assert (found.content, found.visibility) == ("", "professionals_only")
        assert not any(
            "FaysFace" in line.model_dump_json() for line in again.entries(told.child_id)
        )


def test_a_picture_that_was_taken_away_before_consent_was_taken_back_is_nowhere(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    with encrypted.writer(CHANGED.model_copy(update={"chain": told.child_id})) as writer:
        writer.remove(encrypted.kept(Picture, told.child_id)[0])
    withdraw_consent(encrypted, told.child_id, told.id("Fay"), CHANGED)

    with restored(tmp_path) as again:
        assert [one.content for one in again.kept(Picture, told.child_id)] == [""]
        lines = [line.model_dump_json() for line in again.entries(told.child_id)]
        assert not any("FaysFace" in line for line in lines)
        assert again.verify() == unrecorded(again) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("visibility", "professionals_only"),
        ("stance", ({"to": "not_safe", "on": "2026-11-16"},)),
        ("stance", ({"to": "safe_with_support", "on": "2026-11-16"},)),
    ],
)
def test_who_came_to_be_protected_since_is_protected(
    field: str, value: Any, encrypted: Store, told: Family, tmp_path: Path
) -> None:
    carl = told.standings["Carl"]
    change(
        encrypted,
        type(carl).model_validate({**carl.model_dump(), field: value}),
        **{field: getattr(type(carl).model_validate({**carl.model_dump(), field: value}), field)},
    )

    with restored(tmp_path) as again:
        found = again.network(told.child_id).standings[told.id("Carl")]
        now = encrypted.network(told.child_id).standings[told.id("Carl")]
        assert getattr(found, field) == getattr(now, field)
        assert unrecorded(again) == ""


def test_an_address_and_a_details_readers_stay_as_narrow_as_they_became(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    change(encrypted, told.people["Beth"], address_confidential=True)
    change(encrypted, told.details[0], may_see=("ann",))

    with restored(tmp_path) as again:
        assert again.network(told.child_id).people[told.id("Beth")].address_confidential
        assert again.details(told.child_id)[0].may_see == ("ann",)


def test_what_was_changed_otherwise_is_as_the_backup_has_it(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    change(encrypted, told.standings["Carl"], notes="Rang.", visibility="adults_only")

    with restored(tmp_path) as again:
        assert again.network(told.child_id).standings[told.id("Carl")].notes == ""


def test_leave_that_was_ended_and_maps_that_were_closed_stay_so(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    bar = _leave(told, id="b", kind="barred", reason="Her aunt.")
    encrypted.save_grant(bar, CHANGED)
    encrypted.save_grant(_leave(told, is_revoked=True), CHANGED)

    with restored(tmp_path) as again:
        grants = {grant.id: grant for grant in again.grants(account_id="kim")}
        assert (grants["g"].is_revoked, grants["b"].kind) == (True, "barred")
        assert grants["b"].reason == ""


def test_a_bar_that_was_lifted_since_is_lifted(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    bar = _leave(told, id="b", kind="barred")
    encrypted.save_grant(bar, CHANGED)
    encrypted.save_grant(bar.model_copy(update={"is_revoked": True}), CHANGED)

    with restored(tmp_path) as again:
        assert all(grant.is_revoked for grant in again.grants(account_id="kim") if grant.id == "b")


def test_an_account_that_was_shut_stays_shut_and_nobody_is_still_signed_in(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    kim = encrypted.account("kim")
    encrypted.save_account(kim.model_copy(update={"is_disabled": True}), CHANGED)

    with restored(tmp_path) as again:
        assert again.account("kim").is_disabled
        assert again.session("cookie") is None


def test_the_list_is_for_its_owner_only_and_says_nothing_in_clear(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    change(encrypted, told.standings["Carl"], visibility="professionals_only")
    erase_person(encrypted, told.id("Fay"), CHANGED, as_partial(TODAY))
    path = tmp_path / "kith.db.tombstones"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not any(word in path.read_bytes() for word in (b"visibility", told.id("Fay").encode()))


@pytest.mark.parametrize("harm", ["changed", "of another store"])
def test_a_list_that_cannot_be_believed_restores_nothing(
    harm: str, encrypted: Store, told: Family, tmp_path: Path
) -> None:
    change(encrypted, told.standings["Carl"], visibility="professionals_only")
    path = tmp_path / "kith.db.tombstones"
    if harm == "changed":
        kept = path.read_bytes()
        path.write_bytes((b"B" if kept[:1] == b"A" else b"A") + kept[1:])
    else:
        other = create_store(f"sqlite:///{tmp_path / 'other.db'}", KEY)
        made = told.put_into(other)
        change(other, told.standings["Carl"], visibility="adults_only")
        path = tmp_path / "other.db.tombstones"
        assert made
        other.close()

    with pytest.raises(LockedStoreError):
        restored(tmp_path, path)
    assert not (tmp_path / "elsewhere" / "kith.db").exists()


def test_a_last_line_that_was_cut_off_is_passed_over(
    encrypted: Store, told: Family, tmp_path: Path
) -> None:
    change(encrypted, told.standings["Carl"], visibility="professionals_only")
    path = tmp_path / "kith.db.tombstones"
    path.write_bytes(path.read_bytes() + b"AAAA")
    change(encrypted, told.people["Beth"], address_confidential=True)
    path.write_bytes(path.read_bytes() + b"AAAA")

    with restored(tmp_path) as again:
        found = again.network(told.child_id).standings[told.id("Carl")]
        assert found.visibility == "professionals_only"
        assert again.network(told.child_id).people[told.id("Beth")].address_confidential
