"""The encrypted store's journal."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import JournalError, StoreError, UnknownError
from graph.journal import Entry, Event
from graph.stores.connections import Connection, Connections, journal_errors
from graph.stores.pen import Pen, entry_from
from graph.stores.rows import Row
from graph.stores.seals import BROKEN, Anchor, Line, Payload, Reader
from graph.stores.sqlite_shelf import SqliteShelf
from graph.stores.tombstones import Tombstones
from graph.stores.watermark import Watermark
from graph.stores.writing import NO_ENTRY

_OLDEST_FIRST = """
    SELECT e.number, e.chain, e.sequence, e.at, e.actor, e.action, e.changes, e.digest, e.seal,
        p.salt, p.body, p.erased
    FROM entry e LEFT JOIN payload p ON p.number = e.number
    WHERE e.chain = ? AND e.sequence > ? ORDER BY e.sequence LIMIT ?
"""
_NEWEST_FIRST = """
    SELECT e.number, e.chain, e.sequence, e.at, e.actor, e.action, e.changes, e.digest, e.seal,
        p.salt, p.body, p.erased
    FROM entry e LEFT JOIN payload p ON p.number = e.number
    WHERE e.chain = ? AND e.sequence < ? ORDER BY e.sequence DESC LIMIT ?
"""
_WHOLE = """
    SELECT e.number, e.chain, e.sequence, e.at, e.actor, e.action, e.changes, e.digest, e.seal,
        p.salt, p.body, p.erased
    FROM entry e LEFT JOIN payload p ON p.number = e.number
    WHERE e.number > ? ORDER BY e.number LIMIT ?
"""
_BEFORE_ANY, _AFTER_ANY = 0, 2**62
_BATCH = 200


class SqliteJournal:
    """Lines in the order in which they were written, in chains that show tampering."""

    def __init__(self, connections: Connections, pen: Pen, watermark: Watermark) -> None:
        """Keep the journal with a pen, over the connections of all threads."""
        self._connections = connections
        self._pen = pen
        self._watermark = watermark
        self._tombstones = Tombstones(connections.path, pen.key)

    def note(self, event: Event) -> Entry:
        """Commit an entry that changes nothing: a view, a refusal, an export, a sign-in."""
        with self._change() as shelf:
            line, payload = self._pen.write(shelf, event, {event.chain: ()})
        return entry_from(line, payload)

    def entries(self, chain: str, newest_first: bool = False) -> Iterator[Entry]:
        """The entries of a chain, in order."""
        statement = _NEWEST_FIRST if newest_first else _OLDEST_FIRST
        last = _AFTER_ANY if newest_first else _BEFORE_ANY
        while rows := self._batch(statement, (chain, last, _BATCH)):
            for row in rows:
                yield entry_from(*line_from(row))
            last = rows[-1][2]

    def chains(self) -> tuple[str, ...]:
        """Every chain: one for each child, and the system's own."""
        rows = self._batch("SELECT DISTINCT chain FROM entry ORDER BY chain", ())
        return tuple(chain for (chain,) in rows)

    def erase(self, chain: str, sequence: int, event: Event) -> None:
        """Erase by law what an entry says, and journal that; its chain holds as before."""
        with self._change() as shelf:
            rows = self._batch(_OLDEST_FIRST, (chain, sequence - 1, 1))
            if not rows or rows[0][2] != sequence:
                raise UnknownError(NO_ENTRY)
            shelf.erase_words(line_from(rows[0])[0], self._pen.key)
            self._pen.write(shelf, event, {event.chain: ()})

    def verify(self, anchored: str = "") -> str:
        """Nothing where every chain holds; else one sentence that names the first bad entry."""
        try:
            with self._reading():
                reader = Reader(self._pen.key, anchored)
                return reader.fault(self._lines(), self._anchor()) or self._words_without_line(
                    reader.number
                )
        except StoreError as error:
            return f"The journal cannot be read. {error}"

    def head(self) -> str:
        """One seal over the heads of all chains, to be anchored somewhere else."""
        with self._reading():
            anchor = self._anchor()
        if anchor is None:
            raise JournalError("The journal’s anchor is missing. Run `kith journal verify`.")
        return anchor.text

    @contextmanager
    def _change(self) -> Iterator[SqliteShelf]:
        connection = self._connections.mine()
        shelf = SqliteShelf(connection)
        with connection.change():
            yield shelf
        if shelf.written is not None:
            self._watermark.note(shelf.written)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        connection = self._connections.mine()
        with connection.snapshot():
            yield connection

    def _batch(self, statement: str, values: tuple[str | int, ...]) -> list[Row]:
        with self._reading() as connection, journal_errors():
            return connection.rows(statement, values)

    def _lines(self) -> Iterator[tuple[Line, Payload | None]]:
        last = _BEFORE_ANY
        while rows := self._batch(_WHOLE, (last, _BATCH)):
            yield from (line_from(row) for row in rows)
            last = rows[-1][0]

    def _words_without_line(self, last: int) -> str:
        rows = self._batch(
            "SELECT number FROM payload WHERE number > ? ORDER BY number LIMIT 1", (last,)
        )
        return f"{BROKEN} line {rows[0][0]} is missing." if rows else ""

    def _anchor(self) -> Anchor | None:
        rows = self._batch("SELECT number, seal, mark FROM anchor", ())
        return Anchor(*rows[0]) if len(rows) == 1 else None


def line_from(row: Row) -> tuple[Line, Payload | None]:
    salt, body, erased = row[9:]
    if salt is None:
        return Line(*row[:9]), None
    try:
        words = zlib.decompress(body).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise JournalError(f"What line {row[0]} says was changed.") from error
    return Line(*row[:9]), Payload(salt, words, erased)
