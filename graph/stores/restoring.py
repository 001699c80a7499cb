"""Restoring a backup: onto a clean place, and only once everything in it has been proved."""

from __future__ import annotations

from pathlib import Path

from graph.errors import KithError, LockedStoreError
from graph.stores.backups import DATABASE, KEYS, folder_beside, unpack
from graph.stores.keys import keys_beside, read_keyring, sync_folder
from graph.stores.sqlite_files import open_file, refuse_place
from graph.stores.watermark import watermark_beside

DAMAGED_BACKUP = "The backup is damaged, and nothing was restored. Choose an older one. ({why})"


def restore_file(backup: Path, path: Path, key: bytes | None) -> None:
    """Put the store of a backup in a clean place, whole and proved, or not at all."""
    refuse_place(path)
    with folder_beside(path) as folder:
        unpack(backup, folder)
        read_keyring(folder / KEYS, key)
        _prove(folder / DATABASE, key)
        watermark_beside(path).unlink(missing_ok=True)
        (folder / KEYS).replace(keys_beside(path))
        (folder / DATABASE).replace(path)
        sync_folder(path.parent)


def _prove(path: Path, key: bytes | None) -> None:
    try:
        store = open_file(path, key)
        try:
            why = store.damage() or store.verify()
        finally:
            store.close()
    except KithError as error:
        raise LockedStoreError(DAMAGED_BACKUP.format(why=error)) from error
    if why:
        raise LockedStoreError(DAMAGED_BACKUP.format(why=why))
