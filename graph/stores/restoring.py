"""Restoring a backup: onto a clean place, and only once everything in it has been proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from graph.errors import KithError, LockedStoreError
from graph.stores.backups import DATABASE, KEYS, folder_beside, unpack
from graph.stores.keys import keys_beside, read_keyring, sync_folder, write_at_once
from graph.stores.seals import number_in
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_files import open_file, refuse_place
from graph.stores.tombstones import read_tombstones, tombstones_beside
from graph.stores.watermark import watermark_beside

DAMAGED_BACKUP = "The backup is damaged, and nothing was restored. Choose an older one. ({why})"

# A restored store before it takes its place, the tombstones since, and the last line its journal knows.
Finish = Callable[[SqliteStore, tuple[Mapping[str, Any], ...], int], None]


def restore_file(
    backup: Path, path: Path, key: bytes | None, finish: Finish, tombstones: Path | None = None
) -> bool:
    """Put the store of a backup in a clean place, whole and proved, or not at all.

    `finish` makes it remember what was erased and protected since, by the list that lies beside the place or was given;
    whether there was such a list.
    """
    refuse_place(path)
    with folder_beside(path) as folder:
        unpack(backup, folder)
        keyring = read_keyring(folder / KEYS, key)
        _prove(folder / DATABASE, key)
        listed = tombstones or tombstones_beside(path)
        is_listed = tombstones is not None or listed.exists()
        lines = read_tombstones(listed, keyring.journal) if is_listed else ()
        _finish(folder / DATABASE, key, lines, finish)
        watermark_beside(path).unlink(missing_ok=True)
        if is_listed and listed != tombstones_beside(path):
            write_at_once(tombstones_beside(path), listed.read_bytes())
        (folder / KEYS).replace(keys_beside(path))
        (folder / DATABASE).replace(path)
        sync_folder(path.parent)
    return is_listed


def _prove(path: Path, key: bytes | None) -> None:
    try:
        store = open_file(path, key)
        try:
            why = store.damage() or store.verify()
        finally:
            store.close()
    except KithError as error:
        raise LockedStoreError(DAMAGED_BACKUP, why=error) from error
    if why:
        raise LockedStoreError(DAMAGED_BACKUP, why=why)


def _finish(
    path: Path, key: bytes | None, lines: tuple[Mapping[str, Any], ...], finish: Finish
) -> None:
    store = open_file(path, key)
    try:
        finish(store, lines, number_in(store.head()))
    finally:
        store.close()
