"""Copying a whole store to another, of whatever kind, and comparing two.

Both walk through two stores side by side, part by part in the order of their ids, so that a copy that was stopped goes
on where something is missing. The journal is copied line by line with its seals: the copy is made with the same
journal key, and every chain holds there as it did here. What can be made anew is left behind: failed tries to sign in,
and kept reviews. Until the last row is there, the copy has no sealed end, and takes no change.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import groupby
from operator import itemgetter

from graph.errors import BusyStoreError, LockedStoreError, RefusedError, StoreError
from graph.stores import MEMORY, SERVER, open_store, path_of
from graph.stores.contents import Contents, Item, Mark
from graph.stores.keys import new_keyring
from graph.stores.memory import MemoryStore
from graph.stores.memory_contents import MemoryContents
from graph.stores.pen import Clock, Pen, Tokens, utc_now
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_contents import SqliteContents
from graph.stores.sqlite_files import create_file
from graph.stores.writing import KINDS, MAP_KINDS

Progress = Callable[[int, int], None]

LINES = "line"
# In the order of what names what: a part names only parts before it.
RECORDS = ("person", "case", "standing", "relationship", "contact", "stay", "detail", *MAP_KINDS)
REMOVED = tuple(f"removed {kind}" for kind in (*KINDS, *MAP_KINDS))
ACCESS = ("account", "grant", "session")
PARTS = (LINES, *RECORDS, *REMOVED, *ACCESS)
BATCH = 500
MOST_TOLD = 20

OTHER_JOURNAL = (
    "The store at TO has a journal of its own, so nothing can be copied into it. "
    "Choose a place where there is no store yet."
)
STILL_CHANGING = (
    "The store at FROM was changed while it was copied. Run the same command again for the rest; "
    "it ends when nobody changes anything."
)
UNKNOWN_KIND = "This sort of store can be neither copied nor compared."
BROKEN_SOURCE = "The store at FROM cannot be copied as it is: {fault}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not the same in two stores; None where it is not there."""

    part: str
    mark: Mark
    first: Item | None
    second: Item | None

    @property
    def sentence(self) -> str:
        """What is different, without what it says."""
        if self.second is None:
            return f"{self.part} {self.mark} is only in the first store."
        if self.first is None:
            return f"{self.part} {self.mark} is only in the second store."
        return f"{self.part} {self.mark} is not the same."


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two stores: how many rows, how many are different, and the first of those in words."""

    rows: int
    different: int
    sentences: tuple[str, ...] = field(default_factory=tuple)


def copy(source: Store, target: Store, progress: Progress = lambda _done, _total: None) -> int:
    """Make a target hold what a source holds: how many rows were written. It may be stopped and run again."""
    here, there = contents_of(source), contents_of(target)
    if here.journal_key != there.journal_key or there.count(LINES) > here.count(LINES):
        raise RefusedError(OTHER_JOURNAL)
    fault, end = source.verify(), here.end()
    if fault:
        raise StoreError(BROKEN_SOURCE, fault=fault)
    written = _Copy(here, there, progress).carried_out()
    if here.end() != end:
        raise BusyStoreError(STILL_CHANGING)
    if there.end() != end:
        there.set_end(end)
    return written


def compare(
    first: Store, second: Store, progress: Progress = lambda _done, _total: None
) -> Comparison:
    """Row by row, whether two stores hold the same."""
    one, other = contents_of(first), contents_of(second)
    total = sum(one.count(part) for part in PARTS)
    rows, different = 0, 0
    told: list[str] = []
    for part in PARTS:
        for found in _side_by_side(one, other, part):
            rows += 1
            if found.first != found.second:
                different += 1
                told += [found.sentence] if len(told) < MOST_TOLD else []
            if rows % BATCH == 0:
                progress(rows, max(rows, total))
    if one.end() != other.end():
        different += 1
        told.append("The journals do not end at the same line.")
    return Comparison(rows, different, tuple(told))


def create_like(
    source: Store,
    url: str,
    key: bytes | None,
    *,
    now: Clock = utc_now,
    tokens: Tokens = secrets.token_hex,
) -> Store:
    """A new store at a URL, opened, with a key of its own and the journal key of another: a place to copy that into."""
    journal_key = contents_of(source).journal_key
    if url == MEMORY:
        return MemoryStore(Pen(journal_key, now, tokens))
    keyring = replace(new_keyring(), journal=journal_key)
    if url.startswith(SERVER):
        from graph.stores.neo4j_opening import create_server_store

        create_server_store(url, key, now, tokens, keyring)
    else:
        create_file(path_of(url), key, now, tokens, keyring)
    return open_store(url, key, now=now, tokens=tokens)


def open_or_create_like(source: Store, url: str, key: bytes | None) -> Store:
    """The store at a URL, opened; a new one to copy a source into where there is none yet."""
    try:
        return create_like(source, url, key)
    except RefusedError as refused:
        return _opened(url, key, refused)


def contents_of(store: Store) -> Contents:
    """All that a store holds, to be walked through."""
    if isinstance(store, MemoryStore):
        return MemoryContents(store)
    if isinstance(store, SqliteStore):
        return SqliteContents(store)
    from graph.stores.neo4j import Neo4jStore
    from graph.stores.neo4j_contents import Neo4jContents

    if isinstance(store, Neo4jStore):
        return Neo4jContents(store)
    raise RefusedError(UNKNOWN_KIND)


def _opened(url: str, key: bytes | None, refused: RefusedError) -> Store:
    """The store that stood in the way of a new one; what was refused before, where there is none."""
    try:
        return open_store(url, key)
    except LockedStoreError:
        raise
    except StoreError:
        raise refused from None


class _Copy:
    """One copy under way."""

    def __init__(self, here: Contents, there: Contents, progress: Progress) -> None:
        self._here = here
        self._there = there
        self._progress = progress
        self._total = sum(here.count(part) for part in PARTS)
        self._done = 0
        self._written = 0

    def carried_out(self) -> int:
        """How many rows were written or taken away."""
        for part in PARTS:
            self._bring_over(part)
        for part in reversed(PARTS):
            self._take_away(part)
        self._progress(self._total, self._total)
        return self._written

    def _bring_over(self, part: str) -> None:
        missing: list[Item] = []
        for found in _side_by_side(self._here, self._there, part):
            if found.first is None:
                continue
            if found.first != found.second:
                self._refuse_other_line(found)
                missing.append(found.first)
            self._done += 1
            if len(missing) == BATCH:
                self._lay(part, missing)
            if self._done % BATCH == 0:
                self._progress(self._done, max(self._done, self._total))
        self._lay(part, missing)

    def _lay(self, part: str, missing: list[Item]) -> None:
        if missing and not self._written:
            self._there.set_end(None)
        if missing:
            self._there.lay(part, missing)
        self._written += len(missing)
        missing.clear()

    def _take_away(self, part: str) -> None:
        extra = [
            found.mark
            for found in _side_by_side(self._here, self._there, part)
            if found.first is None
        ]
        for first in range(0, len(extra), BATCH):
            self._there.clear(part, extra[first : first + BATCH])
        self._written += len(extra)

    def _refuse_other_line(self, found: Difference) -> None:
        if found.part == LINES and found.second is not None:
            raise RefusedError(OTHER_JOURNAL)


def _side_by_side(one: Contents, other: Contents, part: str) -> Iterator[Difference]:
    """Every row of one part that either of two stores holds, in the order of their ids."""
    both = merge(_rows(one, part, 0), _rows(other, part, 1), key=itemgetter(0, 1))
    for mark, sides in groupby(both, key=itemgetter(0)):
        rows = {side: item for _, side, item in sides}
        yield Difference(part, mark, rows.get(0), rows.get(1))


def _rows(contents: Contents, part: str, side: int) -> Iterator[tuple[Mark, int, Item]]:
    after: Mark = 0 if part == LINES else ""
    while page := contents.page(part, after, BATCH):
        yield from ((item[0], side, item) for item in page)
        after = page[-1][0]
