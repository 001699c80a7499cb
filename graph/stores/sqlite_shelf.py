"""The encrypted store's tables, inside one transaction."""

from __future__ import annotations

import zlib

from graph.errors import JournalError
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.stores.connections import Connection, journal_errors
from graph.stores.places import Place
from graph.stores.reading import RECORD_IN, map_record_in, relationship_in
from graph.stores.rows import Rows, map_record_values
from graph.stores.seals import Anchor, Head, Line, Payload, erasure_of
from graph.stores.statements import MAP_RECORD, STATEMENTS
from graph.stores.writing import KINDS, MAP_KINDS

_ROWS = {name: Rows(kind) for name, kind in KINDS.items()}

_SHARED_TIES = """
    SELECT id, version, child_id, ref_case, ref, from_id, to_id, kind, detail, status, start_date, end_date, quality,
        plan_every_days, plan_mode, source_type, source_id, source_date, certainty, conflict_group, visibility, words
    FROM relationship WHERE child_id = '' AND from_id = :person
    UNION
    SELECT id, version, child_id, ref_case, ref, from_id, to_id, kind, detail, status, start_date, end_date, quality,
        plan_every_days, plan_mode, source_type, source_id, source_date, certainty, conflict_group, visibility, words
    FROM relationship WHERE child_id = '' AND to_id = :person
"""
_NAMED = {
    "person": """
        SELECT 1 FROM standing WHERE person_id = :person
        UNION ALL SELECT 1 FROM relationship WHERE child_id = '' AND from_id = :person
        UNION ALL SELECT 1 FROM relationship WHERE child_id = '' AND to_id = :person
        LIMIT 1
    """,
    "standing": """
        SELECT 1 FROM contact WHERE child_id = :child AND person_id = :person
        UNION ALL SELECT 1 FROM stay WHERE child_id = :child AND person_id = :person
        UNION ALL SELECT 1 FROM detail WHERE child_id = :child AND person_id = :person
        UNION ALL SELECT 1 FROM map_case WHERE child_id = :child AND child_id = :person
        UNION ALL SELECT 1 FROM relationship WHERE child_id = :child AND :person IN (from_id, to_id)
        LIMIT 1
    """,
    "case": """
        SELECT 1 FROM standing WHERE child_id = :child
        UNION ALL SELECT 1 FROM relationship WHERE child_id = :child
        UNION ALL SELECT 1 FROM map_record WHERE child_id = :child
        LIMIT 1
    """,
}


class SqliteShelf:
    """Tables of rows; the transaction around it takes its steps back."""

    def __init__(self, connection: Connection) -> None:
        """Work on a thread's connection."""
        self._connection = connection
        self._has_removed: bool | None = None
        self.written: Anchor | None = None

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""
        if kind in MAP_KINDS:
            return map_record_in(kind, self._connection.row(MAP_RECORD.read, (kind, record_id)))
        if kind not in STATEMENTS:
            return None
        row = self._connection.row(STATEMENTS[kind].read, (record_id,))
        return None if row is None else RECORD_IN[kind](row)

    def keep(self, record: Record, before: Record | None) -> None:
        """Write a record, in the place of the one before."""
        kind = record.record_kind
        if isinstance(record, MapRecord):
            statement = MAP_RECORD.add if before is None else MAP_RECORD.change
            self._connection.run(statement, map_record_values(record))
            return
        statement = STATEMENTS[kind].add if before is None else STATEMENTS[kind].change
        self._connection.run(statement, _ROWS[kind].values(record))

    def drop(self, record: Record) -> None:
        """Take a record away and remember its version."""
        kind = record.record_kind
        self._has_removed = True
        if isinstance(record, MapRecord):
            self._connection.run(MAP_RECORD.remove, (kind, record.id))
        else:
            self._connection.run(STATEMENTS[kind].remove, (record.id,))
        self._connection.run(
            "INSERT OR REPLACE INTO removed (record_kind, record_id, version) VALUES (?, ?, ?)",
            (kind, record.id, record.version),
        )

    def removed_version(self, kind: str, record_id: str) -> int:
        """The version at which a record was taken away; 0 where it never was."""
        if self._has_removed is None:
            self._has_removed = self._connection.row("SELECT 1 FROM removed LIMIT 1") is not None
        if not self._has_removed:
            return 0
        found = self._connection.row(
            "SELECT version FROM removed WHERE record_kind = ? AND record_id = ?", (kind, record_id)
        )
        return int(found[0]) if found else 0

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The children on whose maps a person stands."""
        rows = self._connection.rows(
            "SELECT child_id FROM standing WHERE person_id = ? ORDER BY child_id", (person_id,)
        )
        return tuple(child_id for (child_id,) in rows)

    def shared_ties(self, person_id: str) -> tuple[Relationship, ...]:
        """The ties of a person that belong to no one map."""
        rows = self._connection.rows(_SHARED_TIES, {"person": person_id})
        return tuple(relationship_in(row) for row in rows)

    def has_map(self, child_id: str) -> bool:
        """Whether a child has a map."""
        return (
            self._connection.row("SELECT 1 FROM map_case WHERE child_id = ?", (child_id,))
            is not None
        )

    def is_named(self, kind: str, place: Place) -> bool:
        """Whether anything kept still names this person, standing or case."""
        if kind not in _NAMED:
            return False
        names = {"child": place.child_id, "person": place.person_id}
        return self._connection.row(_NAMED[kind], names) is not None

    def anchor(self) -> Anchor:
        """Where the whole journal ends."""
        with journal_errors():
            found = self._connection.row("SELECT number, seal, mark FROM anchor")
            last = self._connection.row("SELECT max(number) FROM entry")
        if found is None or last is None or (last[0] or 0) != found[0]:
            raise JournalError(
                "The journal does not end where it should. Run `kith journal verify`."
            )
        return Anchor(*found)

    def head(self, chain: str) -> Head:
        """Where one chain ends."""
        with journal_errors():
            found = self._connection.row(
                "SELECT sequence, seal FROM entry WHERE chain = ? ORDER BY sequence DESC LIMIT 1",
                (chain,),
            )
        return Head(*found) if found else Head()

    def append(self, line: Line, payload: Payload) -> None:
        """Write one line and what it says."""
        with journal_errors():
            self._connection.run(
                """
                INSERT INTO entry (number, chain, sequence, at, actor, action, changes, digest, seal)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                (
                    line.number,
                    line.chain,
                    line.sequence,
                    line.at,
                    line.actor,
                    line.action,
                    line.changes,
                    line.digest,
                    line.seal,
                ),
            )
            self._connection.run(
                "INSERT INTO payload (number, salt, body, erased) VALUES (?, ?, ?, ?)",
                (line.number, payload.salt, zlib.compress(payload.body.encode()), payload.erased),
            )

    def erase_words(self, line: Line, key: bytes) -> None:
        """Put the seal of an erasure in the place of what a line says."""
        with journal_errors():
            self._connection.run(
                "UPDATE payload SET salt = '', body = ?, erased = ? WHERE number = ?",
                (zlib.compress(b""), erasure_of(key, line), line.number),
            )

    def set_anchor(self, anchor: Anchor) -> None:
        """Say where the whole journal ends now."""
        with journal_errors():
            self._connection.run(
                "INSERT OR REPLACE INTO anchor (id, number, seal, mark) VALUES (1, ?, ?, ?)",
                (anchor.number, anchor.seal, anchor.mark),
            )
        self.written = anchor
