"""Backups of an encrypted store, taken while people work.

A backup is one file that holds the encrypted database and its keys, still wrapped: it tells nothing without KITH_KEY.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import LockedStoreError, RefusedError, StoreError
from graph.stores.connections import Connection
from graph.stores.keys import FILE_MODE, keys_beside, sync_file, sync_folder

DATABASE, KEYS = "kith.db", "kith.db.keys"

THERE_ALREADY = "There is a file {path} already. Choose another name for the backup."
CANNOT_WRITE = "The backup cannot be written to {path}: {why}. Choose another place."
CANNOT_READ = "{path} cannot be read: {why}."
NOT_A_BACKUP = "{path} is not a whole backup of a kith store. Choose another."


def back_up(connection: Connection, store: Path, path: Path) -> None:
    """Write a backup of a store to a new file, while others go on writing to the store."""
    if path.exists():
        raise RefusedError(THERE_ALREADY, path=path)
    try:
        with folder_beside(path) as folder:
            connection.run("VACUUM INTO ?", (str(folder / DATABASE),))
            shutil.copyfile(keys_beside(store), folder / KEYS)
            packed = folder / "packed"
            _pack(folder, packed)
            packed.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise StoreError(CANNOT_WRITE, path=path, why=error.strerror or error) from error


def unpack(backup: Path, folder: Path) -> None:
    """Lay the two files of a backup into a folder; LockedStoreError where the backup is not whole."""
    try:
        with zipfile.ZipFile(backup) as packed:
            for name in (DATABASE, KEYS):
                with packed.open(name) as source, (folder / name).open("xb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                (folder / name).chmod(FILE_MODE)
                sync_file(folder / name)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise LockedStoreError(NOT_A_BACKUP, path=backup) from error
    except OSError as error:
        raise StoreError(CANNOT_READ, path=backup, why=error.strerror or error) from error


@contextmanager
def folder_beside(path: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone with all that is in it when the block ends."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        yield Path(folder)


def _pack(folder: Path, packed: Path) -> None:
    with zipfile.ZipFile(packed, "x", zipfile.ZIP_STORED, allowZip64=True) as target:
        for name in (DATABASE, KEYS):
            target.write(folder / name, name)
    packed.chmod(FILE_MODE)
    sync_file(packed)
