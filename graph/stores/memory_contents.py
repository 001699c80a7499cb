"""All that a memory store holds, for copying and comparing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from graph.stores.contents import Item, Mark
from graph.stores.memory import MemoryStore
from graph.stores.seals import Anchor


class MemoryContents:
    """The rows of one memory store."""

    def __init__(self, store: MemoryStore) -> None:
        """Walk through a store."""
        self._store = store
        self._shelf = store._shelf

    @property
    def journal_key(self) -> bytes:
        """The key that the journal is sealed with."""
        return self._store._pen.key

    def page(self, part: str, after: Mark, limit: int) -> list[Item]:
        """Some rows of a part, by id, after one."""
        rows = self._rows(part)
        marks: list[Any] = sorted(rows)
        first = bisect_right(marks, after)
        return [(mark, rows[mark]) for mark in marks[first : first + limit]]

    def count(self, part: str) -> int:
        """How many rows a part has."""
        return len(self._rows(part))

    def lay(self, part: str, items: Sequence[Item]) -> None:
        """Write rows, in the place of those with the same ids; all of them or none."""
        with self._store._change():
            for mark, row in items:
                self._put(part, mark, row)

    def clear(self, part: str, marks: Sequence[Mark]) -> None:
        """Take rows away."""
        gone = set(marks)
        with self._store._change() as shelf:
            for mark, row in self._rows(part).items():
                if mark in gone and part in self._tables():
                    del self._tables()[part][str(mark)]
                elif mark in gone and part.startswith("removed "):
                    del shelf.removed[part.removeprefix("removed "), str(mark)]
                elif mark in gone:
                    shelf.take_out(row)

    def end(self) -> Anchor | None:
        """The journal’s sealed end."""
        return self._shelf.last_anchor if self._shelf.last_anchor.mark else None

    def set_end(self, anchor: Anchor | None) -> None:
        """Say where the journal ends; None while it is being copied."""
        with self._store._change() as shelf:
            shelf.set_anchor(anchor or Anchor(-1))

    def _put(self, part: str, mark: Mark, row: Any) -> None:
        if part == "line":
            self._shelf.append(*row)
        elif part in self._tables():
            self._tables()[part][str(mark)] = row
        elif part.startswith("removed "):
            self._shelf.removed[part.removeprefix("removed "), str(mark)] = row
        else:
            self._shelf.keep(row, self._shelf.record(part, str(mark)))

    def _tables(self) -> dict[str, dict[str, Any]]:
        store = self._store
        return {
            "account": store._accounts,
            "grant": store._grants,
            "session": store._sessions,
        }

    def _rows(self, part: str) -> dict[Any, Any]:
        if part == "line":
            return {line.number: (line, payload) for line, payload in self._shelf.lines}
        if part in self._tables():
            return self._tables()[part]
        if part.startswith("removed "):
            kind = part.removeprefix("removed ")
            removed = self._shelf.removed.items()
            return {key[1]: row for key, row in removed if key[0] == kind and row}
        return {key[1]: row for key, row in self._shelf.records.items() if key[0] == part}
