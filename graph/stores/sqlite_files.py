"""Encrypted stores as files: making one, and opening the one that is there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from graph.errors import LockedStoreError, RefusedError, StoreError
from graph.stores.connections import Connection, Connections
from graph.stores.keys import (
    FILE_MODE,
    Keyring,
    keys_beside,
    new_keyring,
    read_keyring,
    refuse_weak,
    settled,
    sync_folder,
    write_keyring,
)
from graph.stores.migrations import MIGRATIONS, Migration, is_behind, migrate
from graph.stores.pen import Clock, Pen, Tokens, moment_text, utc_now
from graph.stores.seals import Anchor
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_shelf import SqliteShelf

NO_STORE = "There is no store at {path}. Make one with: kith init"
ALREADY = "There is a store at {path} already. Nothing was changed."
NO_FOLDER = "There is no folder {path}. Make it first, or choose another place."
READ_ONLY = (
    "Nothing can be written in {path}. Choose another place, or ask for leave to write there."
)


def create_file(
    path: Path, key: bytes | None, now: Clock = utc_now, tokens: Tokens = secrets.token_hex
) -> None:
    """Make a new encrypted store, with two new keys wrapped beside it. RefusedError where there is one already."""
    held = refuse_weak(key)
    refuse_place(path)
    keyring = new_keyring()
    draft = path.with_name(f".{path.name}.draft")
    try:
        _make_private(draft)
        _fill(draft, keyring, Pen(keyring.journal, now, tokens))
        write_keyring(keys_beside(path), keyring, held)
        draft.replace(path)
        sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def refuse_place(path: Path) -> None:
    """Say in plain words why no store can be made here, where it cannot."""
    if path.exists() or keys_beside(path).exists():
        raise RefusedError(ALREADY.format(path=path))
    if not path.parent.is_dir():
        raise RefusedError(NO_FOLDER.format(path=path.parent))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise RefusedError(READ_ONLY.format(path=path.parent))


def open_file(
    path: Path,
    key: bytes | None,
    now: Clock = utc_now,
    tokens: Tokens = secrets.token_hex,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> SqliteStore:
    """The store in a file, brought up to date."""
    if not path.exists():
        raise StoreError(NO_STORE.format(path=path))
    keyring = _settled_keyring(path, key)
    connections = Connections(path, keyring.store)
    try:
        connection = connections.mine()
        if is_behind(connection, migrations):
            migrate(connection, moment_text(now()), migrations)
    except BaseException:
        connections.close()
        raise
    return SqliteStore(connections, Pen(keyring.journal, now, tokens))


def _settled_keyring(path: Path, key: bytes | None) -> Keyring:
    """The keys of a store; where its key was being changed when the program stopped, the one that opens it."""
    keyring = read_keyring(keys_beside(path), key)
    if not keyring.next_store:
        return keyring
    for store_key in (keyring.next_store, keyring.store):
        try:
            Connection(path, store_key).close()
        except LockedStoreError:
            continue
        return settled(keyring, store_key)
    return keyring


def _make_private(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))


def _fill(path: Path, keyring: Keyring, pen: Pen) -> None:
    connection = Connection(path, keyring.store)
    try:
        connection.row("PRAGMA journal_mode = WAL")
        migrate(connection, moment_text(pen.now()))
        with connection.change():
            SqliteShelf(connection).set_anchor(pen.anchored(Anchor()))
    finally:
        connection.close()
