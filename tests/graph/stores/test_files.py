"""What an encrypted store promises about its files, its keys and how it is opened."""

from __future__ import annotations

import os
import secrets
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import BadValueError, KithError, LockedStoreError, RefusedError, StoreError
from graph.journal import Event
from graph.stores import backup, create_store, key_from, open_store
from graph.stores import connections as connections_module
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from tests.families import family
from tests.graph.stores.conftest import KEY, OTHER_KEY

EVENT = Event(actor="amy.worker", action="edited", reason="CanaryReason")
PRAGMAS = {
    "synchronous": 2,
    "foreign_keys": 1,
    "journal_mode": "wal",
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
}


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _pragmas(store: Store) -> dict[str, object]:
    assert isinstance(store, SqliteStore)
    connection = store._connections.mine()
    return {name: connection.rows(f"PRAGMA {name}")[0][0] for name in PRAGMAS}


def test_every_connection_of_every_thread_is_set_to_lose_nothing(
    encrypted: Store, reopen: Callable[[], Store]
) -> None:
    found = [_pragmas(encrypted), _pragmas(reopen())]
    thread = threading.Thread(target=lambda: found.append(_pragmas(encrypted)))
    thread.start()
    thread.join()

    assert found == [PRAGMAS] * 3


def test_nothing_readable_lies_in_any_file(encrypted: Store, tmp_path: Path) -> None:
    amy = family("CanaryAmy", notes="CanaryNotes").mother(
        "CanaryBeth", culture_tags=("CanaryCulture",)
    )
    amy.says("CanaryBeth", "loves", "CanaryAmy", "CanaryWords").detail(
        "CanaryBeth", "phone", "CanaryPhone"
    )
    amy.about(story="CanaryStory").put_into(encrypted, actor="CanaryActor")
    encrypted.note(EVENT)
    backup(encrypted, tmp_path / "backup")

    files = [path for path in tmp_path.iterdir() if path.is_file()]

    assert {"kith.db", "kith.db-wal", "kith.db.keys", "kith.db.head", "backup"} <= {
        path.name for path in files
    }
    for path in files:
        content = path.read_bytes()
        assert b"Canary" not in content
        assert "Canary".encode("utf-16-le") not in content
        assert not content.startswith(b"SQLite format")


def test_only_the_owner_can_read_any_file(file: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = create_store(_url(file), KEY)
        family("Amy").put_into(store)
        backup(store, tmp_path / "backup")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    finally:
        os.umask(before)

    assert set(modes.values()) == {0o600}
    assert len(modes) == 6


def test_a_wrong_key_opens_nothing_and_says_so_plainly(encrypted: Store, file: Path) -> None:
    with pytest.raises(LockedStoreError, match=r"^This key does not open the store\."):
        open_store(_url(file), OTHER_KEY)


def test_no_key_opens_nothing(encrypted: Store, file: Path) -> None:
    with pytest.raises(LockedStoreError, match="no key was given"):
        open_store(_url(file), None)


def test_a_store_that_is_not_there_is_not_made_by_opening_it(file: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no store at .* Make one with: kith init"):
        open_store(_url(file), KEY)

    assert not file.exists()


def test_a_store_without_its_keys_says_what_is_missing(encrypted: Store, file: Path) -> None:
    encrypted.close()
    Path(f"{file}.keys").unlink()

    with pytest.raises(LockedStoreError, match="keys beside the store is missing"):
        open_store(_url(file), KEY)


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"store": 1}', "not json", '{"store": "zz"}'])
def test_damaged_keys_are_refused_in_plain_words(encrypted: Store, file: Path, damage: str) -> None:
    encrypted.close()
    Path(f"{file}.keys").write_text(damage)

    with pytest.raises(LockedStoreError, match="file of keys beside the store is damaged"):
        open_store(_url(file), KEY)


def test_a_store_is_never_made_over_another(encrypted: Store, file: Path) -> None:
    family("Amy").put_into(encrypted)

    with pytest.raises(RefusedError, match="already"):
        create_store(_url(file), KEY)

    assert len(encrypted.children()) == 1


def test_a_store_is_never_made_over_the_keys_of_another(encrypted: Store, file: Path) -> None:
    encrypted.close()
    file.unlink()

    with pytest.raises(RefusedError, match="the keys of one"):
        create_store(_url(file), KEY)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="There is no folder"):
        create_store(_url(tmp_path / "nowhere" / "kith.db"), KEY)


@pytest.mark.parametrize(
    "key",
    [bytes(32), b"\xaa" * 32, bytes.fromhex("deadbeef" * 8), bytes.fromhex("0123456789abcdef" * 4)],
    ids=["zeros", "one digit", "one word", "digits in order"],
)
def test_a_key_that_is_easy_to_guess_makes_no_store(file: Path, key: bytes) -> None:
    with pytest.raises(BadValueError, match="too easy to guess"):
        create_store(_url(file), key)

    assert list(file.parent.iterdir()) == []


def test_no_random_key_is_taken_for_a_weak_one(file: Path) -> None:
    for _ in range(2000):
        assert len(set(secrets.token_bytes(32))) > 16


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "a" * 63, "a" * 66, "é" * 64])
def test_a_key_that_is_not_64_digits_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(BadValueError, match="64 hexadecimal digits"):
        key_from(text)


def test_a_key_may_end_with_the_line_that_an_editor_adds() -> None:
    assert key_from(KEY.hex() + "\n") == KEY


@pytest.mark.parametrize(
    "url", ["", "kith.db", "sqlite://", "sqlite:///", "postgres://x", "sqlite:///relative.db"]
)
def test_a_url_that_names_no_store_is_refused_in_plain_words(url: str) -> None:
    with pytest.raises(BadValueError, match=r"sqlite:////folder/kith\.db"):
        open_store(url, KEY)


def test_a_database_that_cannot_encrypt_is_never_used(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    monkeypatch.setattr(connections_module, "sqlcipher3", sqlite3)

    with pytest.raises(StoreError, match="cannot encrypt"):
        create_store(_url(file), KEY)

    assert list(file.parent.iterdir()) == []


def test_a_closed_store_answers_nothing(encrypted: Store) -> None:
    encrypted.close()

    with pytest.raises(StoreError, match="has been closed"):
        encrypted.children()


def test_many_threads_write_and_nothing_is_lost(encrypted: Store) -> None:
    amy = family("Amy")
    amy.put_into(encrypted)
    failures: list[KithError] = []

    def work() -> None:
        try:
            for _ in range(15):
                encrypted.note(Event(actor="amy.worker", action="viewed", chain=amy.child_id))
                encrypted.network(amy.child_id)
        except KithError as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(list(encrypted.entries(amy.child_id))) == 1 + 6 * 15
    assert encrypted.verify() == ""


def test_connections_of_threads_that_have_ended_are_closed(encrypted: Store) -> None:
    assert isinstance(encrypted, SqliteStore)
    for _ in range(5):
        thread = threading.Thread(target=encrypted.children)
        thread.start()
        thread.join()

    assert len(encrypted._connections._all) <= 2


def test_a_change_inside_a_change_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="already under way"), store.writer(EVENT):
        store.note(EVENT)

    assert store.chains() == ()
