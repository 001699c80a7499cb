"""Connections to the encrypted store: a raw key, a connection for each thread, and errors in plain words.

The database module is named here and nowhere else, because its exceptions are not those of sqlite3.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3

from graph.errors import (
    BadValueError,
    BusyStoreError,
    JournalError,
    KithError,
    LockedStoreError,
    StoreError,
)
from graph.stores.pen import UNWRITABLE
from graph.stores.rows import Row
from graph.stores.writing import NOT_KEPT, TAKEN, TOO_LARGE, UNDER_WAY

BUSY_SECONDS = 5.0
CACHE_KIB = 65536

DAMAGED = "The store is damaged, or this key does not open it. Restore it from its latest backup."
FULL = "The disk is full, so nothing was saved. Make room and try again."
BUSY = "Another program is using the store. Try again in a moment."
NOT_ENCRYPTED = (
    "The database module here cannot encrypt. Install sqlcipher3; kith keeps nothing in clear."
)
UNWRITABLE_STORE = "The store cannot be written: the file or its folder is read-only."
UNREADABLE_STORE = "The disk cannot be read or written. Nothing was saved."
NO_JOURNAL = "The journal cannot be read or written, so nothing was saved and nothing may be shown."

_TROUBLE = (sqlcipher3.Error, UnicodeEncodeError, OverflowError)
_WORDS = (
    ("locked", BusyStoreError, BUSY),
    ("busy", BusyStoreError, BUSY),
    ("is full", StoreError, FULL),
    ("readonly", StoreError, UNWRITABLE_STORE),
    ("unable to open", StoreError, UNWRITABLE_STORE),
    ("disk i/o", StoreError, UNREADABLE_STORE),
)


class Connection:
    """One thread's connection."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Open a store that is there, with a raw key."""
        try:
            self._raw = _opened(path, key)
        except sqlcipher3.Error as error:
            raise _in_words(error) from error

    def rows(self, sql: str, values: Any = ()) -> list[Row]:
        """Every row that a statement answers with."""
        try:
            found: list[Row] = self._raw.execute(sql, values).fetchall()
        except _TROUBLE as error:
            raise _in_words(error) from error
        return found

    def row(self, sql: str, values: Any = ()) -> Row | None:
        """The first row that a statement answers with."""
        try:
            found: Row | None = self._raw.execute(sql, values).fetchone()
        except _TROUBLE as error:
            raise _in_words(error) from error
        return found

    def run(self, sql: str, values: Any = ()) -> None:
        """Carry out a statement."""
        try:
            self._raw.execute(sql, values)
        except _TROUBLE as error:
            raise _in_words(error) from error

    @property
    def is_changing(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._raw.in_transaction)

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see the same state; inside a change, that of the change."""
        if self.is_changing:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self._end("COMMIT")

    @contextmanager
    def change(self) -> Iterator[None]:
        """A transaction that commits when the block ends without an error, and else leaves no trace."""
        if self.is_changing:
            raise StoreError(UNDER_WAY)
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._end("ROLLBACK")
            raise

    def _end(self, how: str) -> None:
        # A full disk or a damaged page may have ended the transaction already.
        if self.is_changing:
            self.run(how)


class Connections:
    """The connections of all threads to one store."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Remember how to open; each thread opens when it first asks."""
        self._path = path
        self._key = key
        self._mine = threading.local()
        self._all: dict[int, tuple[threading.Thread, Connection]] = {}
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._path

    def mine(self) -> Connection:
        """This thread's connection."""
        found: Connection | None = getattr(self._mine, "connection", None)
        if found is None or self._is_closed:
            found = self._opened()
        return found

    def close(self) -> None:
        """Close every thread's connection; asking again is refused."""
        with self._lock:
            self._is_closed = True
            for _, connection in self._all.values():
                connection.close()
            self._all.clear()

    def _opened(self) -> Connection:
        with self._lock:
            if self._is_closed:
                raise StoreError("The store has been closed.")
            self._close_those_of_ended_threads()
            connection = Connection(self._path, self._key)
            self._mine.connection = connection
            thread = threading.current_thread()
            self._all[id(connection)] = (thread, connection)
        return connection

    def _close_those_of_ended_threads(self) -> None:
        for number, (thread, connection) in list(self._all.items()):
            if not thread.is_alive():
                connection.close()
                del self._all[number]


def _opened(path: Path, key: bytes) -> Any:
    raw = sqlcipher3.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _set_up(raw, key)
    except BaseException:
        raw.close()
        raise
    return raw


def _set_up(raw: Any, key: bytes) -> None:
    version = raw.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise StoreError(NOT_ENCRYPTED)
    raw.execute("PRAGMA cipher_log_level = NONE")
    # A pragma takes no parameters; the key is hexadecimal digits and nothing else.
    raw.execute("PRAGMA key = \"x'" + key.hex() + "'\"")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in (
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
    ):
        raw.execute(pragma)
    raw.execute("PRAGMA cache_size = -" + str(CACHE_KIB))


@contextmanager
def journal_errors() -> Iterator[None]:
    """The journal’s own trouble: without it, there is no data either."""
    try:
        yield
    except (LockedStoreError, BadValueError) as error:
        raise JournalError(NO_JOURNAL) from error


def _in_words(error: Exception) -> KithError:
    if isinstance(error, UnicodeEncodeError):
        return BadValueError(UNWRITABLE)
    if isinstance(error, OverflowError):
        return BadValueError(TOO_LARGE)
    said = str(error).lower()
    if isinstance(error, sqlcipher3.IntegrityError):
        return BadValueError(NOT_KEPT if "foreign key" in said else TAKEN)
    for part, kind, words in _WORDS:
        if part in said:
            return kind(words)
    return LockedStoreError(DAMAGED)
