"""One change to a Neo4j store: gathered while it is being made, then checked and sent as a whole.

While it is being made, the server is asked only about records that are changed or taken away. When it is committed,
one transaction locks the journal's end, sees that all is still as it was found, and writes in batches.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from graph.errors import BadValueError, ConflictError, JournalError
from graph.record import Record
from graph.relationships import Relationship
from graph.stores import neo4j_cypher as cypher
from graph.stores.memory_shelf import names_of
from graph.stores.neo4j_ground import Neo4jGround
from graph.stores.neo4j_records import Asking, Neo4jRecords, Step, batches
from graph.stores.places import Key, Place, place_of
from graph.stores.sealing import Sealer
from graph.stores.seals import Anchor, Head, Line, Payload
from graph.stores.writing import TAKEN

Name = tuple[str, ...]
MISPLACED_END = "The journal does not end where it should. Run `kith journal verify`."
# Up to this many removed records are asked for at once, so that an import need not ask about each of its rows.
FEW_REMOVED = 10_000


class Neo4jShelf:
    """What a change has done so far, over what the server holds."""

    def __init__(self, ask: Asking, sealer: Sealer) -> None:
        """Nothing yet; ask the server outside of any transaction."""
        self._ask = ask
        self._sealer = sealer
        self._then: dict[Key, Record | None] = {}
        self._now: dict[Key, Record | None] = {}
        self._held: dict[Name, str] = {}
        self._claims: dict[Name, str] = {}
        self._removed: dict[Key, int] = {}
        self._counted_on: dict[Key, int] = {}
        self._few_removed: dict[Key, int] | None = None
        self._ground: Neo4jGround | None = None
        self._lines: list[dict[str, Any]] = []
        self._heads: dict[str, Head] = {}
        self._anchor = Anchor()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put or taken away."""
        return not self._now

    @property
    def size(self) -> int:
        """How many records are put or taken away."""
        return len(self._now)

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""
        key = (kind, record_id)
        if key in self._now:
            return self._now[key]
        if kind == "person" and self._ground is not None:
            return self._ground.person(record_id)
        if key not in self._then:
            self._then[key] = self._found(kind, [record_id]).get(record_id)
        return self._then[key]

    def keep(self, record: Record, before: Record | None) -> None:
        """Write a record, in the place of the one before."""
        key = (record.record_kind, record.id)
        names = names_of(record)
        known = self._now if key in self._now else self._then
        is_there = before is None and known.get(key) is not None
        if is_there or any(self._held.get(name, "") not in ("", record.id) for name in names):
            raise BadValueError(TAKEN)
        let_go = names_of(before) if before else []
        for name in names:
            if name not in self._held and name not in let_go:
                self._claims.setdefault(name, record.id)
        self._held.update(dict.fromkeys(let_go, ""))
        self._held.update(dict.fromkeys(names, record.id))
        self._then.setdefault(key, None)
        self._now[key] = record

    def drop(self, record: Record) -> None:
        """Take a record away and remember its version."""
        key = (record.record_kind, record.id)
        self._held.update(dict.fromkeys(names_of(record), ""))
        self._now[key] = None
        self._removed[key] = record.version

    def removed_version(self, kind: str, record_id: str) -> int:
        """The version at which a record was taken away; 0 where it never was."""
        key = (kind, record_id)
        if key not in self._removed and key not in self._counted_on:
            self._counted_on[key] = self._removed_before(key)
        return self._removed.get(key) or self._counted_on[key]

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The children on whose maps a person stands."""
        return self._open_ground().maps_of(person_id)

    def shared_ties(self, person_id: str) -> tuple[Relationship, ...]:
        """The ties of a person that belong to no one map."""
        return self._open_ground().shared_ties(person_id)

    def has_map(self, child_id: str) -> bool:
        """Whether a child has a map."""
        return self._open_ground().has_map(child_id)

    def is_named(self, kind: str, place: Place) -> bool:
        """Whether anything kept still names this person, standing or case."""
        return self._open_ground().is_named(kind, place)

    def anchor(self) -> Anchor:
        """Where the whole journal ends."""
        return self._anchor

    def head(self, chain: str) -> Head:
        """Where one chain ends."""
        if chain not in self._heads:
            self._look_up_heads({chain})
        return self._heads[chain]

    def append(self, line: Line, payload: Payload) -> None:
        """Write one line and what it says."""
        self._lines.append(line_row(line, payload, self._sealer))
        self._heads[line.chain] = Head(line.sequence, line.seal)

    def set_anchor(self, anchor: Anchor) -> None:
        """Say where the whole journal ends now."""
        self._anchor = anchor

    def enter(self, ask: Asking, anchor: Anchor) -> None:
        """Go on inside the transaction that holds the journal's end; refuse what is no longer as it was found."""
        self._ask, self._anchor = ask, anchor
        self._lines, self._heads, self._few_removed = [], {}, None
        self._refuse_moved()
        self._refuse_taken()
        self._then = {key: self._then[key] for key in self._now}
        self._ground = Neo4jGround(ask, self._sealer, self._now)
        steps = [*self._then.values(), *self._now.values()]
        self._ground.look_up(place_of(record) for record in steps if record)
        if not self.is_empty:
            self._look_up_heads(self._ground.chains)

    def send(self, token: str) -> None:
        """Send everything, marked so that it is found again if the server's answer is lost."""
        Neo4jRecords(self._ask, self._sealer).write(
            {key: Step(self._then[key], after) for key, after in self._now.items()}
        )
        removed = [
            {"kind": kind, "id": record_id, "version": version}
            for (kind, record_id), version in self._removed.items()
        ]
        for batch in batches(removed):
            self._ask(cypher.NOTE_REMOVED, rows=batch)
        for lines in batches(self._lines):
            self._ask(cypher.WRITE_LINES, lines=[{**line, "token": token} for line in lines])
        if self._lines:
            end = self._anchor
            self._ask(cypher.SET_ANCHOR, number=end.number, seal=end.seal, mark=end.mark)

    def _found(self, kind: str, ids: Iterable[str]) -> dict[str, Record]:
        return Neo4jRecords(self._ask, self._sealer).found(kind, ids)

    def _open_ground(self) -> Neo4jGround:
        if self._ground is None:
            self._ground = Neo4jGround(self._ask, self._sealer, self._now)
        return self._ground

    def _removed_before(self, key: Key) -> int:
        if self._few_removed is None:
            rows = self._ask(cypher.HAS_REMOVED, limit=FEW_REMOVED)
            self._few_removed = {(kind, record_id): version for kind, record_id, version in rows}
        if len(self._few_removed) < FEW_REMOVED or key in self._few_removed:
            return self._few_removed.get(key, 0)
        rows = self._ask(cypher.REMOVED_VERSION, kind=key[0], id=key[1])
        return int(rows[0][0]) if rows else 0

    def _refuse_moved(self) -> None:
        by_kind: dict[str, list[str]] = {}
        for kind, record_id in self._now:
            by_kind.setdefault(kind, []).append(record_id)
        for kind, ids in by_kind.items():
            found = self._found(kind, ids)
            for record_id in ids:
                then, current = self._then[kind, record_id], found.get(record_id)
                if (current.version if current else 0) != (then.version if then else 0):
                    raise ConflictError(current)
        if any(self._removed_before(key) != version for key, version in self._counted_on.items()):
            raise ConflictError

    def _refuse_taken(self) -> None:
        by_sort: dict[str, list[Name]] = {}
        for name in self._claims:
            by_sort.setdefault(name[0], []).append(name)
        for sort, names in by_sort.items():
            for batch in batches(names):
                for name, holder in self._ask(cypher.HOLDERS[sort], names=batch):
                    if holder != self._claims[tuple(name)]:
                        raise BadValueError(TAKEN)

    def _look_up_heads(self, chains: set[str]) -> None:
        self._heads.update(dict.fromkeys(chains, Head()))
        for batch in batches(sorted(chains)):
            for chain, sequence, seal in self._ask(cypher.HEADS, chains=batch):
                self._heads[chain] = Head(sequence, seal)


def line_row(line: Line, payload: Payload, sealer: Sealer) -> dict[str, Any]:
    """One line of the journal as the properties of a node; what it says is sealed."""
    row: dict[str, Any] = {name: getattr(line, name) for name in Line.__slots__}
    if payload.erased:
        return {**row, "erased": payload.erased}
    words = zlib.compress(f"{payload.salt}\n{payload.body}".encode())
    return {**row, "sealed": sealer.seal(f"entry {line.number}", 0, words)}


def line_in(found: dict[str, Any], sealer: Sealer) -> tuple[Line, Payload | None]:
    """One line of the journal, and what it says."""
    line = Line(*(found[name] for name in Line.__slots__))
    if "sealed" not in found:
        erased = found.get("erased", "")
        return line, Payload("", "", erased) if erased else None
    try:
        words = zlib.decompress(sealer.open(f"entry {line.number}", 0, found["sealed"])).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise JournalError(f"What line {line.number} says was changed.") from error
    salt, _, body = words.partition("\n")
    return line, Payload(salt, body, found.get("erased", ""))
