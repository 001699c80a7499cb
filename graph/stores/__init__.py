"""How networks are kept: three narrow promises, and the stores that keep them.

Every promise is proved by one suite of tests that runs on every store.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import BadValueError, RefusedError
from graph.stores.keys import KEY_BYTES, key_from
from graph.stores.memory import MemoryStore
from graph.stores.pen import Clock, Pen, Tokens, utc_now
from graph.stores.protocol import Store
from graph.stores.restoring import Finish, restore_file
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_files import change_keys, change_store_key, create_file, open_file

__all__ = [
    "backup",
    "create_store",
    "key_from",
    "open_store",
    "rekey",
    "restore",
    "rotate",
    "shown",
]

MEMORY = "memory:"
SQLITE = "sqlite:///"
# Loaded only where a store is on a server: the driver takes a third of a second to load.
SERVER = ("neo4j:", "neo4j+s:", "bolt:", "bolt+s:")
UNKNOWN_URL = (
    "“{url}” is not a store kith can open. "
    "Write sqlite:////folder/kith.db, neo4j+s://database.example:7687, or memory:"
)
NOT_A_FILE = (
    "Only a store in a file is backed up so. Copy this one into a file with: kith copy FROM TO"
)
SERVER_KEPT = "A store in a database cannot be encrypted anew where it is. Copy it to a new one with: kith copy FROM TO"
NOT_WHOLE = "Write the whole path of the store, as in sqlite:////folder/kith.db"


def open_store(
    url: str, key: bytes | None, *, now: Clock = utc_now, tokens: Tokens = secrets.token_hex
) -> Store:
    """The store at a URL, opened with the key that wraps its keys; `memory:` is a new, empty one."""
    if url == MEMORY:
        return MemoryStore(Pen(secrets.token_bytes(KEY_BYTES), now, tokens))
    if url.startswith(SERVER):
        from graph.stores.neo4j_opening import open_server_store

        return open_server_store(url, key, now, tokens)
    return open_file(path_of(url), key, now, tokens)


def create_store(
    url: str, key: bytes | None, *, now: Clock = utc_now, tokens: Tokens = secrets.token_hex
) -> Store:
    """A new store at a URL, opened. RefusedError where there is one already."""
    if url.startswith(SERVER):
        from graph.stores.neo4j_opening import create_server_store

        create_server_store(url, key, now, tokens)
    elif url != MEMORY:
        create_file(path_of(url), key, now, tokens)
    return open_store(url, key, now=now, tokens=tokens)


def backup(store: Store, path: Path) -> None:
    """Write an encrypted copy of a store to a new file, with its wrapped keys, while people go on working."""
    if not isinstance(store, SqliteStore):
        raise RefusedError(NOT_A_FILE)
    store.back_up(path)


def restore(
    path: Path,
    url: str,
    key: bytes | None,
    finish: Finish = lambda _store, _tombstones, _known: None,
    tombstones: Path | None = None,
) -> bool:
    """Put the store of a backup where there is none yet, once its pages and its journal have been proved.

    `finish` is given the store before it takes its place, with the list of tombstones that was given or lies there;
    whether there was one.
    """
    return restore_file(path, path_of(url), key, finish, tombstones)


def rekey(url: str, key: bytes | None, new_key: bytes | None) -> None:
    """Let a new key open the store from now on; the old one no longer does. No chain of the journal breaks."""
    if url.startswith(SERVER):
        from graph.stores.neo4j_opening import change_server_key

        change_server_key(url, key, new_key)
    else:
        change_keys(path_of(url), key, new_key)


def rotate(url: str, key: bytes) -> None:
    """Encrypt the whole store anew under a new random key of its own, while nobody else uses it."""
    if url.startswith(SERVER):
        raise RefusedError(SERVER_KEPT)
    change_store_key(path_of(url), key)


def shown(url: str) -> str:
    """The address of a store as it may be printed: without a name and without a password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def path_of(url: str) -> Path:
    """The file that the URL of an encrypted store names."""
    if not url.startswith(SQLITE) or len(url) == len(SQLITE):
        raise BadValueError(UNKNOWN_URL, url=url[:200])
    path = Path(url.removeprefix(SQLITE))
    if not path.is_absolute():
        raise BadValueError(NOT_WHOLE)
    return path
