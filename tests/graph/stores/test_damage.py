"""A flipped byte anywhere fails closed: the whole truth comes back, or one plain sentence and nothing else."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import JournalError, KithError, LockedStoreError
from graph.journal import Event
from graph.stores import create_store, open_store
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from graph.stores.watermark import watermark_beside
from tests.families import family
from tests.graph.stores.conftest import KEY

FLIPS = int(os.environ.get("KITH_FLIPS", "150"))
EVENT = Event(actor="amy.worker", action="viewed")


@pytest.fixture
def left_behind(tmp_path: Path) -> Iterator[Path]:
    """The files of a store as a program that was killed leaves them: part in the write-ahead file."""
    (tmp_path / "live").mkdir()
    store = create_store(f"sqlite:///{tmp_path / 'live' / 'kith.db'}", KEY)
    for number in range(4):
        family(f"Child {number}").mother("Beth").together("Beth", "2026-05").put_into(store)
    assert isinstance(store, SqliteStore)
    store._connections.mine().run("PRAGMA wal_checkpoint")
    for number in range(4, 7):
        family(f"Child {number}").mother("Beth").put_into(store)
    shutil.copytree(tmp_path / "live", tmp_path / "left")
    yield tmp_path / "left"
    store.close()


def _told(folder: Path) -> tuple[object, ...]:
    """All that a store tells when it is read from end to end."""
    with closing(open_store(f"sqlite:///{folder / 'kith.db'}", KEY)) as store:
        return _everything(store)


def _everything(store: Store) -> tuple[object, ...]:
    fault = store.verify()
    if fault:
        raise JournalError(fault)
    lines = store.children()
    networks = tuple(store.network(line.child_id) for line in lines)
    return lines, networks, tuple(tuple(store.entries(chain)) for chain in store.chains())


def _flip(path: Path, place: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ (1 << bit)]))


@pytest.mark.parametrize("name", ["kith.db", "kith.db-wal"])
def test_a_flipped_byte_shows_the_whole_truth_or_nothing(
    left_behind: Path, tmp_path: Path, name: str
) -> None:
    chance, truth = random.Random(3), _told(shutil.copytree(left_behind, tmp_path / "whole"))
    size, wrong = (left_behind / name).stat().st_size, []

    for number in range(FLIPS):
        copy = shutil.copytree(left_behind, tmp_path / f"flip {number}")
        _flip(copy / name, chance.randrange(size), chance.randrange(8))
        try:
            if _told(copy) != truth:
                wrong.append(number)
        except KithError as error:
            assert "\n" not in str(error)
            assert isinstance(error, (LockedStoreError, JournalError))
        shutil.rmtree(copy)

    assert wrong == []


def test_a_store_cut_short_is_refused_in_plain_words(left_behind: Path) -> None:
    (left_behind / "kith.db-wal").unlink()
    whole = (left_behind / "kith.db").read_bytes()
    (left_behind / "kith.db").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(LockedStoreError):
        _told(left_behind)


def test_a_file_that_is_no_store_is_refused_in_plain_words(left_behind: Path) -> None:
    (left_behind / "kith.db-wal").unlink()
    (left_behind / "kith.db").write_bytes(b"This is a letter, not a store. " * 500)

    with pytest.raises(LockedStoreError, match="damaged"):
        _told(left_behind)


def test_changes_lost_with_the_write_ahead_file_are_missed(left_behind: Path) -> None:
    (left_behind / "kith.db-wal").unlink()

    with pytest.raises(LockedStoreError, match="Changes that were saved are missing"):
        _told(left_behind)


def test_an_older_copy_opens_once_that_is_said_to_be_meant(left_behind: Path) -> None:
    (left_behind / "kith.db-wal").unlink()
    watermark_beside(left_behind / "kith.db").unlink()

    lines, *_ = _told(left_behind)

    assert len(lines) == 4  # type: ignore[arg-type]


@pytest.mark.parametrize("note", ["", "\x00" * 96, "9" * 96, "-", "x-y", "0-"])
def test_a_watermark_that_says_nothing_locks_nobody_out(left_behind: Path, note: str) -> None:
    watermark_beside(left_behind / "kith.db").write_text(note)

    lines, *_ = _told(left_behind)

    assert len(lines) == 7  # type: ignore[arg-type]


def test_damage_in_the_pages_is_told_when_asked(encrypted: Store, file: Path) -> None:
    assert isinstance(encrypted, SqliteStore)
    for number in range(10):
        family(f"Child {number}").mother("Beth").put_into(encrypted)
    encrypted.close()
    _flip(file, file.stat().st_size - 100, 3)

    with closing(open_store(f"sqlite:///{file}", KEY)) as store:
        assert isinstance(store, SqliteStore)
        assert "damaged" in store.damage()
