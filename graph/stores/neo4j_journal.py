"""The Neo4j store's changes and its journal."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph.errors import JournalError, LockedStoreError, StoreError, UnknownError
from graph.journal import Entry, Event
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j_line import Ask, Line, Rows
from graph.stores.neo4j_shelf import MISPLACED_END, Neo4jShelf, line_in
from graph.stores.pen import Pen, Written, entry_from
from graph.stores.sealing import Sealer
from graph.stores.seals import Anchor, Payload, Reader, erasure_of
from graph.stores.seals import Line as JournalLine
from graph.stores.writing import NO_ENTRY, UNDER_WAY

NO_ANCHOR = "The journal’s anchor is missing. Run `kith journal verify`."
_BATCH = 200


class Neo4jJournal:
    """Lines in the order in which they were written, in chains that show tampering."""

    def __init__(self, line: Line, sealer: Sealer, pen: Pen) -> None:
        """Keep the journal with a pen, over a line to the server."""
        self._line = line
        self._sealer = sealer
        self._pen = pen
        self._mine = threading.local()

    def note(self, event: Event) -> Entry:
        """Commit an entry that changes nothing: a view, a refusal, an export, a sign-in."""
        with self._alone() as shelf:
            return entry_from(*self._journalled(shelf, event))

    def entries(self, chain: str, newest_first: bool = False) -> Iterator[Entry]:
        """The entries of a chain, in order."""
        found = self._asked(cypher.LENGTH, chain=chain)
        length = found[0][0] if found else 0
        steps = range(0, length, _BATCH)
        for after in reversed(steps) if newest_first else steps:
            rows = self._asked(cypher.ENTRIES, chain=chain, after=after, last=after + _BATCH)
            for (row,) in reversed(rows) if newest_first else rows:
                yield entry_from(*self._line_in(row))

    def chains(self) -> tuple[str, ...]:
        """Every chain: one for each child, and the system's own."""
        return tuple(chain for (chain,) in self._asked(cypher.CHAINS))

    def erase(self, chain: str, sequence: int, event: Event) -> None:
        """Erase by law what an entry says, and journal that; its chain holds as before."""
        rows = self._asked(cypher.ENTRIES, chain=chain, after=sequence - 1, last=sequence)
        if not rows:
            raise UnknownError(NO_ENTRY)
        line, _ = self._line_in(rows[0][0])
        erased = erasure_of(self._pen.key, line)

        def erase_words(ask: Ask) -> str:
            ask(cypher.ERASE, number=line.number, erased=erased)
            return ""

        with self._alone() as shelf:
            self._journalled(shelf, event, erase_words)

    def verify(self, anchored: str = "") -> str:
        """Nothing where every chain holds; else one sentence that names the first bad entry.

        Others may write meanwhile: what they add is read too, up to an end that has stayed where it was.
        """
        reader = Reader(self._pen.key)
        try:
            while True:
                anchor, number = self._anchor(), reader.number
                reader.anchored = anchored if number == 0 else ""
                fault = reader.fault(self._lines(number, anchor), anchor)
                if fault or not self._has_grown(anchor):
                    return fault or self._fault_after(reader, anchor)
        except StoreError as error:
            return f"The journal cannot be read. {error}"

    def head(self) -> str:
        """One seal over the heads of all chains, to be anchored somewhere else."""
        anchor = self._anchor()
        if anchor is None:
            raise JournalError(NO_ANCHOR)
        return anchor.text

    @contextmanager
    def _alone(self) -> Iterator[Neo4jShelf]:
        """A shelf for one change; this thread has no other under way."""
        if getattr(self._mine, "shelf", None) is not None:
            raise StoreError(UNDER_WAY)
        self._mine.shelf = Neo4jShelf(self._asked, self._sealer)
        try:
            yield self._mine.shelf
        finally:
            self._mine.shelf = None

    def _commit(self, shelf: Neo4jShelf, write_lines: Callable[[Ask], object]) -> None:
        """Send a change. It is carried out once, however often the server's answer is lost."""
        token = secrets.token_hex(16)

        def unit(ask: Ask) -> None:
            anchor = _held_anchor(ask(cypher.BEGIN, token=token))
            if anchor is not None:
                shelf.enter(ask, anchor)
                write_lines(ask)
                shelf.send(token)

        self._line.write(unit, shelf.size)

    def _journalled(
        self, shelf: Neo4jShelf, event: Event, act: Callable[[Ask], str] | None = None
    ) -> Written:
        """Carry out an act that is no change of a record, with its line; the act gives back what the line tells."""
        written: list[Written] = []

        def write_lines(ask: Ask) -> None:
            told = act(ask) if act else ""
            changes = {event.chain: [told] if told else []}
            written.append(self._pen.write(shelf, event, changes))

        self._commit(shelf, write_lines)
        return written[-1]

    def _asked(self, query: str, **values: object) -> Rows:
        return self._line.read(lambda ask: ask(query, **values))

    def _line_in(self, row: dict[str, object]) -> tuple[JournalLine, Payload | None]:
        try:
            return line_in(row, self._sealer)
        except LockedStoreError as error:
            raise JournalError(f"What line {row['number']} says was changed.") from error

    def _lines(
        self, after: int, anchor: Anchor | None
    ) -> Iterator[tuple[JournalLine, Payload | None]]:
        """The lines after a number, up to the end that an anchor names."""
        end = anchor.number if anchor else 0
        while after < end:
            rows = self._asked(cypher.WHOLE, after=after, limit=min(_BATCH, end - after))
            if not rows:
                return
            yield from (self._line_in(row) for (row,) in rows)
            after = rows[-1][0]["number"]

    def _has_grown(self, anchor: Anchor | None) -> bool:
        return self._anchor() != anchor

    def _fault_after(self, reader: Reader, anchor: Anchor | None) -> str:
        """What stands after the sealed end, where anything does."""
        rows = self._asked(cypher.WHOLE, after=reader.number, limit=1)
        if not rows or self._has_grown(anchor):
            return ""
        return reader.fault((self._line_in(row) for (row,) in rows), anchor)

    def _anchor(self) -> Anchor | None:
        rows = self._asked(cypher.ANCHOR)
        return Anchor(*rows[0]) if len(rows) == 1 else None


def _held_anchor(rows: Rows) -> Anchor | None:
    """The anchor, which is locked now; None where this change was committed before."""
    if not rows:
        raise JournalError(NO_ANCHOR)
    number, seal, mark, is_last, has_more, is_done = rows[0]
    if is_done:
        return None
    if not is_last or has_more:
        raise JournalError(MISPLACED_END)
    return Anchor(number, seal, mark)
