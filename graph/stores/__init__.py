"""How networks are kept: three narrow promises, and the stores that keep them.

Every promise is proved by one suite of tests that runs on every store.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from graph.errors import BadValueError
from graph.stores.keys import KEY_BYTES, key_from
from graph.stores.memory import MemoryStore
from graph.stores.pen import Clock, Pen, Tokens, utc_now
from graph.stores.protocol import Store
from graph.stores.sqlite_files import create_file, open_file

__all__ = ["create_store", "key_from", "open_store"]

MEMORY = "memory:"
SQLITE = "sqlite:///"
UNKNOWN_URL = "“{url}” is not a store kith can open. Write sqlite:////folder/kith.db, or memory:"
NOT_YET = "This kith cannot open a Neo4j store yet. Write sqlite:////folder/kith.db, or memory:"
NOT_WHOLE = "Write the whole path of the store, as in sqlite:////folder/kith.db"


def open_store(
    url: str, key: bytes | None, *, now: Clock = utc_now, tokens: Tokens = secrets.token_hex
) -> Store:
    """The store at a URL, opened with the key that wraps its keys; `memory:` is a new, empty one."""
    if url == MEMORY:
        return MemoryStore(Pen(secrets.token_bytes(KEY_BYTES), now, tokens))
    return open_file(path_of(url), key, now, tokens)


def create_store(
    url: str, key: bytes | None, *, now: Clock = utc_now, tokens: Tokens = secrets.token_hex
) -> Store:
    """A new store at a URL, opened. RefusedError where there is one already."""
    if url != MEMORY:
        create_file(path_of(url), key, now, tokens)
    return open_store(url, key, now=now, tokens=tokens)


def path_of(url: str) -> Path:
    """The file that the URL of an encrypted store names."""
    if url.startswith(("neo4j:", "neo4j+s:", "bolt:")):
        raise BadValueError(NOT_YET)
    if not url.startswith(SQLITE) or len(url) == len(SQLITE):
        raise BadValueError(UNKNOWN_URL.format(url=url[:200]))
    path = Path(url.removeprefix(SQLITE))
    if not path.is_absolute():
        raise BadValueError(NOT_WHOLE)
    return path
