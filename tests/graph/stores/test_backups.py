"""Restore is proved, not hoped."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import KithError, LockedStoreError, RefusedError, StoreError
from graph.history import unrecorded
from graph.journal import Event
from graph.stores import backup, create_store, open_store, rekey, restore
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from tests.families import family
from tests.graph.stores.conftest import KEY, OTHER_KEY

EVENT = Event(actor="amy.worker", action="edited")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A clean machine."""
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "kith.db"


@pytest.fixture
def packed(encrypted: Store, tmp_path: Path) -> Path:
    """A backup of a store with one map."""
    family("Amy").mother("Beth").put_into(encrypted)
    backup(encrypted, tmp_path / "backup")
    return tmp_path / "backup"


def test_a_backup_taken_under_load_restores_all_that_was_saved_before_it(
    encrypted: Store, tmp_path: Path, elsewhere: Path
) -> None:
    acknowledged: list[str] = []
    enough, stop = threading.Event(), threading.Event()

    def write() -> None:
        while not stop.is_set():
            acknowledged.append(
                family(f"Child {len(acknowledged)}").mother("Beth").put_into(encrypted)
            )
            if len(acknowledged) == 10:
                enough.set()

    writing = threading.Thread(target=write)
    writing.start()
    enough.wait(60)
    before = len(acknowledged)
    backup(encrypted, tmp_path / "backup")
    stop.set()
    writing.join()
    restore(tmp_path / "backup", f"sqlite:///{elsewhere}", KEY)

    with closing(open_store(f"sqlite:///{elsewhere}", KEY)) as restored:
        assert {line.child_id for line in restored.children()} >= set(acknowledged[:before])
        assert restored.verify() == unrecorded(restored) == ""
        assert restored.network(acknowledged[0]) == encrypted.network(acknowledged[0])


def test_a_restored_store_goes_on_as_before(packed: Path, elsewhere: Path) -> None:
    restore(packed, f"sqlite:///{elsewhere}", KEY)

    with closing(open_store(f"sqlite:///{elsewhere}", KEY)) as restored:
        family("Dan").put_into(restored)
        assert len(restored.children()) == 2
        assert restored.verify() == ""


def test_nothing_is_restored_over_a_store(packed: Path, file: Path, encrypted: Store) -> None:
    family("Dan").put_into(encrypted)

    with pytest.raises(RefusedError, match="already"):
        restore(packed, f"sqlite:///{file}", KEY)

    assert len(encrypted.children()) == 2


def test_a_backup_opens_only_with_its_key(packed: Path, elsewhere: Path) -> None:
    with pytest.raises(LockedStoreError, match="This key does not open the store"):
        restore(packed, f"sqlite:///{elsewhere}", OTHER_KEY)

    assert list(elsewhere.parent.iterdir()) == []


def test_a_backup_opens_with_the_key_it_was_made_under(
    packed: Path, encrypted: Store, file: Path, elsewhere: Path
) -> None:
    encrypted.close()
    rekey(f"sqlite:///{file}", KEY, OTHER_KEY)

    restore(packed, f"sqlite:///{elsewhere}", KEY)

    open_store(f"sqlite:///{elsewhere}", KEY).close()


@pytest.mark.parametrize("place", [0.001, 0.2, 0.5, 0.8, 0.995])
def test_a_damaged_backup_is_not_restored_at_all(
    packed: Path, elsewhere: Path, place: float
) -> None:
    content = bytearray(packed.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    packed.write_bytes(content)

    with pytest.raises(LockedStoreError) as refused:
        restore(packed, f"sqlite:///{elsewhere}", KEY)

    assert "\n" not in str(refused.value)
    assert list(elsewhere.parent.iterdir()) == []


def test_a_backup_whose_journal_was_changed_is_not_restored(
    encrypted: Store, tmp_path: Path, elsewhere: Path
) -> None:
    family("Amy").put_into(encrypted)
    assert isinstance(encrypted, SqliteStore)
    encrypted._connections.mine().run("UPDATE entry SET actor = 'somebody.else'")
    backup(encrypted, tmp_path / "backup")

    with pytest.raises(LockedStoreError, match="line 1 was changed"):
        restore(tmp_path / "backup", f"sqlite:///{elsewhere}", KEY)

    assert list(elsewhere.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"a letter", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_backup_is_refused(
    tmp_path: Path, elsewhere: Path, content: bytes
) -> None:
    (tmp_path / "letter").write_bytes(content)

    with pytest.raises(LockedStoreError, match="not a whole backup"):
        restore(tmp_path / "letter", f"sqlite:///{elsewhere}", KEY)


def test_a_backup_that_is_not_there_is_told_plainly(tmp_path: Path, elsewhere: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read: No such file"):
        restore(tmp_path / "nothing", f"sqlite:///{elsewhere}", KEY)


def test_a_backup_is_never_written_over_another_file(encrypted: Store, packed: Path) -> None:
    before = packed.read_bytes()

    with pytest.raises(RefusedError, match="already"):
        backup(encrypted, packed)

    assert packed.read_bytes() == before


def test_a_backup_into_no_folder_is_told_plainly(encrypted: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        backup(encrypted, tmp_path / "nowhere" / "backup")


def test_a_backup_that_fails_leaves_no_file(encrypted: Store, tmp_path: Path) -> None:
    family("Amy").put_into(encrypted)
    Path(tmp_path / "kith.db.keys").unlink()
    before = sorted(tmp_path.iterdir())

    with pytest.raises(KithError):
        backup(encrypted, tmp_path / "backup")

    assert sorted(tmp_path.iterdir()) == before


def test_a_store_in_memory_has_no_backup(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Only a store in a file"):
        backup(create_store("memory:", None), tmp_path / "backup")
