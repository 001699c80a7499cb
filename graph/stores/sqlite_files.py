"""Encrypted stores as files: making one, opening the one that is there, and changing its keys."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import BusyStoreError, LockedStoreError, RefusedError, StoreError
from graph.stores.backups import back_up
from graph.stores.connections import Connection, Connections
from graph.stores.keys import (
    FILE_MODE,
    Keyring,
    keys_beside,
    new_keyring,
    read_keyring,
    refuse_weak,
    sync_folder,
    write_keyring,
)
from graph.stores.migrations import MIGRATIONS, Migration, is_behind, migrate
from graph.stores.pen import Clock, Pen, Tokens, moment_text, utc_now
from graph.stores.seals import Anchor
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_shelf import SqliteShelf
from graph.stores.watermark import Watermark, watermark_beside

NO_STORE = "There is no store at {path}. Make one with: kith init"
ALREADY = "There is a store, or the keys of one, at {path} already. Nothing was changed."
NO_FOLDER = "There is no folder {path}. Make it first, or choose another place."
READ_ONLY = (
    "Nothing can be written in {path}. Choose another place, or ask for leave to write there."
)
IN_USE = "Another program is using the store. Stop it first (kith serve, for one), then try again."


def create_file(
    path: Path,
    key: bytes | None,
    now: Clock = utc_now,
    tokens: Tokens = secrets.token_hex,
    keyring: Keyring | None = None,
) -> None:
    """Make a new encrypted store, its two keys wrapped beside it (new ones, unless they are given).

    RefusedError where there is one already.
    """
    held = refuse_weak(key)
    refuse_place(path)
    keyring = keyring or new_keyring()
    draft = path.with_name(f".{path.name}.draft")
    try:
        _make_private(draft)
        _fill(draft, keyring, Pen(keyring.journal, now, tokens))
        watermark_beside(path).unlink(missing_ok=True)
        write_keyring(keys_beside(path), keyring, held)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(READ_ONLY, path=path.parent) from error
    finally:
        draft.unlink(missing_ok=True)


def refuse_place(path: Path) -> None:
    """Say in plain words why no store can be made here, where it cannot."""
    if path.exists() or keys_beside(path).exists():
        raise RefusedError(ALREADY, path=path)
    if not path.parent.is_dir():
        raise RefusedError(NO_FOLDER, path=path.parent)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise RefusedError(READ_ONLY, path=path.parent)


def open_file(
    path: Path,
    key: bytes | None,
    now: Clock = utc_now,
    tokens: Tokens = secrets.token_hex,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> SqliteStore:
    """The store in a file, brought up to date."""
    keyring = _keyring_of(path, key)
    watermark = Watermark(path)
    noted = watermark.read()
    connections = Connections(path, keyring.store)
    try:
        connection = connections.mine()
        connection.row("PRAGMA journal_mode = WAL")
        if is_behind(connection, migrations):
            _bring_up_to_date(connection, path, moment_text(now()), migrations)
        watermark.refuse_loss(noted, connection, keyring.journal)
    except BaseException:
        connections.close()
        raise
    return SqliteStore(connections, Pen(keyring.journal, now, tokens), watermark)


def change_keys(path: Path, key: bytes | None, new_key: bytes | None) -> None:
    """Let a new key hold the store from now on; the store's two own keys stay as they are, and so does every chain."""
    held = refuse_weak(new_key)
    write_keyring(keys_beside(path), _keyring_of(path, key), held)


def change_store_key(path: Path, key: bytes) -> None:
    """Encrypt the whole store anew with a new key of its own, while nobody else uses it.

    The new key is written down beside the old one first: whenever the program stops, one of the two opens the store.
    """
    keyring = _keyring_of(path, key)
    with _alone(path, keyring.store) as connection:
        coming = keyring.with_next()
        write_keyring(keys_beside(path), coming, key)
        # A pragma takes no parameters; the key is hexadecimal digits and nothing else.
        connection.run("PRAGMA rekey = \"x'" + coming.next_store.hex() + "'\"")
    write_keyring(keys_beside(path), coming.settled_on(coming.next_store), key)
    with closing(Connection(path, coming.next_store)) as connection:
        connection.row("PRAGMA journal_mode = WAL")


def _keyring_of(path: Path, key: bytes | None) -> Keyring:
    """The keys of a store; where its key was being changed when the program stopped, the one that opens it."""
    if not path.exists():
        raise StoreError(NO_STORE, path=path)
    keyring = read_keyring(keys_beside(path), key)
    if not keyring.next_store:
        return keyring
    try:
        Connection(path, keyring.store).close()
    except LockedStoreError:
        return keyring.settled_on(keyring.next_store)
    return keyring.settled_on(keyring.store)


def _bring_up_to_date(
    connection: Connection, path: Path, moment: str, migrations: Sequence[Migration]
) -> None:
    """Every migration that is still to come, after a backup of the store as it was."""
    back_up(
        connection,
        path,
        path.with_name(f"{path.name}.before-{moment[:19].replace(':', '')}.backup"),
    )
    migrate(connection, moment, migrations)


@contextmanager
def _alone(path: Path, store_key: bytes) -> Iterator[Connection]:
    """A connection to a store that nobody else has open: only then can it leave its write-ahead file."""
    with closing(Connection(path, store_key)) as connection:
        try:
            connection.row("PRAGMA journal_mode = DELETE")
        except StoreError as error:
            raise BusyStoreError(IN_USE) from error
        yield connection


def _make_private(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))


def _fill(path: Path, keyring: Keyring, pen: Pen) -> None:
    with closing(Connection(path, keyring.store)) as connection:
        migrate(connection, moment_text(pen.now()))
        with connection.change():
            SqliteShelf(connection).set_anchor(pen.anchored(Anchor()))
