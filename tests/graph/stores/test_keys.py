"""Keys can change, and no chain breaks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import BadValueError, BusyStoreError, LockedStoreError, StoreError
from graph.journal import Event
from graph.stores import keys, open_store, rekey, rotate
from graph.stores.connections import Connection
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from tests.families import family
from tests.graph.stores.conftest import KEY, OTHER_KEY

EVENT = Event(actor="amy.worker", action="edited")


@pytest.fixture
def left(encrypted: Store, file: Path) -> Path:
    """A store with one map that nobody has open."""
    family("Amy").mother("Beth").put_into(encrypted)
    encrypted.close()
    return file


def _head(file: Path, key: bytes) -> str:
    with closing(open_store(f"sqlite:///{file}", key)) as store:
        assert isinstance(store, SqliteStore)
        assert store.verify() == store.damage() == ""
        assert len(store.children()) == 1
        return store.head()


def test_a_new_key_opens_the_same_chains_and_the_old_one_nothing(left: Path) -> None:
    before = _head(left, KEY)

    rekey(f"sqlite:///{left}", KEY, OTHER_KEY)

    assert _head(left, OTHER_KEY) == before
    with pytest.raises(LockedStoreError):
        open_store(f"sqlite:///{left}", KEY)


def test_a_store_in_use_goes_on_while_its_key_changes(encrypted: Store, file: Path) -> None:
    rekey(f"sqlite:///{file}", KEY, OTHER_KEY)

    encrypted.note(EVENT)

    assert encrypted.verify() == ""


@pytest.mark.parametrize("new_key", [None, b"short", bytes(32)])
def test_a_bad_new_key_changes_nothing(left: Path, new_key: bytes | None) -> None:
    with pytest.raises(BadValueError):
        rekey(f"sqlite:///{left}", KEY, new_key)

    assert _head(left, KEY)


def test_the_whole_store_can_be_encrypted_anew(left: Path) -> None:
    before, old_key = _head(left, KEY), keys.read_keyring(keys.keys_beside(left), KEY).store

    rotate(f"sqlite:///{left}", KEY)

    ring = keys.read_keyring(keys.keys_beside(left), KEY)
    assert ring.store != old_key
    assert ring.next_store == b""
    assert _head(left, KEY) == before
    with pytest.raises(LockedStoreError):
        Connection(left, old_key)


def test_a_store_in_use_is_not_encrypted_anew(
    encrypted: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.connections.BUSY_SECONDS", 0.05)
    encrypted.note(EVENT)

    with pytest.raises(BusyStoreError, match="Stop it first"):
        rotate(f"sqlite:///{file}", KEY)

    encrypted.note(EVENT)
    assert encrypted.verify() == ""


def test_keys_of_a_change_that_never_began_open_the_store_as_before(left: Path) -> None:
    before, beside = _head(left, KEY), keys.keys_beside(left)
    keys.write_keyring(beside, keys.read_keyring(beside, KEY).with_next(), KEY)

    assert _head(left, KEY) == before


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Only POSIX systems have SIGKILL")
def test_a_program_killed_while_it_encrypts_anew_locks_nobody_out(
    encrypted: Store, file: Path
) -> None:
    for number in range(40):
        family(f"Child {number}", notes="x" * 3000).mother("Beth", notes="y" * 3000).put_into(
            encrypted
        )
    before = encrypted.head()
    encrypted.close()
    program = (
        "import sys; from graph.stores import rotate; sys.stdout.write('go\\n'); sys.stdout.flush()\n"
        f"while True: rotate('sqlite:///{file}', bytes.fromhex('{KEY.hex()}'))"
    )

    for wait in range(8):
        run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(0.013 * wait)
        run.send_signal(signal.SIGKILL)
        run.communicate()

        with closing(open_store(f"sqlite:///{file}", KEY)) as store:
            assert store.head() == before
            assert store.verify() == ""


def test_no_key_is_shown_when_a_keyring_is_printed() -> None:
    ring = keys.new_keyring()

    assert ring.store.hex() not in repr(ring)
    assert repr(ring.store) not in repr(ring)


def test_keys_that_cannot_be_written_are_told_plainly(left: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        keys.write_at_once(left.parent / "nowhere" / "keys", b"")
