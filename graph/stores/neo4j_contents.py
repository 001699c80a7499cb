"""All that a Neo4j store holds, for copying and comparing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.stores import neo4j_cypher as cypher
from graph.stores.contents import Item, Mark
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_line import Ask
from graph.stores.neo4j_properties import ACCOUNTS, GRANTS, SESSIONS, Properties
from graph.stores.neo4j_records import Neo4jRecords, Step, record_in
from graph.stores.neo4j_shelf import line_row
from graph.stores.seals import Anchor
from graph.stores.writing import MAP_KINDS

_REMOVED = "removed "
_PAGES: Mapping[str, str] = {
    "person": "MATCH (n:Person) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
    "case": "MATCH (n:Case) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
    "standing": "MATCH (n:Standing) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
    "contact": "MATCH (n:Contact) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
    "stay": "MATCH (n:Stay) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
    "detail": "MATCH (n:Detail) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
    "relationship": """
        MATCH (n:Tie) WHERE n.id > $after
        WITH n ORDER BY n.id LIMIT $limit
        OPTIONAL MATCH (:Person {id: n.from_id})-[r]->(:Person {id: n.to_id}) WHERE r.id = n.id
        RETURN n.id AS id, coalesce(properties(r), properties(n)) ORDER BY id
    """,
}
_MAP_RECORDS = """
    MATCH (n:MapRecord {kind: $kind}) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit
"""
_REMOVED_ONES = """
    MATCH (n:Removed {kind: $kind}) WHERE n.id > $after RETURN n.id AS id, n.version ORDER BY id LIMIT $limit
"""
_FORGET_REMOVED = "UNWIND $ids AS id MATCH (n:Removed {kind: $kind, id: id}) DETACH DELETE n"
_COUNTS: Mapping[str, str] = {
    "line": "MATCH (n:Entry) RETURN count(n)",
    "person": "MATCH (n:Person) RETURN count(n)",
    "case": "MATCH (n:Case) RETURN count(n)",
    "standing": "MATCH (n:Standing) RETURN count(n)",
    "relationship": "MATCH (n:Tie) RETURN count(n)",
    "contact": "MATCH (n:Contact) RETURN count(n)",
    "stay": "MATCH (n:Stay) RETURN count(n)",
    "detail": "MATCH (n:Detail) RETURN count(n)",
    "account": "MATCH (n:Account) RETURN count(n)",
    "grant": "MATCH (n:Grant) RETURN count(n)",
    "session": "MATCH (n:Session) RETURN count(n)",
}
_ACCESS: Mapping[str, tuple[Properties[Any], str, str, str]] = {
    "account": (
        ACCOUNTS,
        "MATCH (n:Account) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
        cypher.SAVE_ACCOUNT,
        "UNWIND $ids AS id MATCH (n:Account {id: id}) DETACH DELETE n",
    ),
    "grant": (
        GRANTS,
        "MATCH (n:Grant) WHERE n.id > $after RETURN n.id AS id, properties(n) ORDER BY id LIMIT $limit",
        cypher.SAVE_GRANT,
        "UNWIND $ids AS id MATCH (n:Grant {id: id}) DETACH DELETE n",
    ),
    "session": (
        SESSIONS,
        """
        MATCH (n:Session) WHERE n.token_hash > $after
        RETURN n.token_hash AS id, properties(n) ORDER BY id LIMIT $limit
        """,
        cypher.SAVE_SESSION,
        "UNWIND $ids AS id MATCH (n:Session {token_hash: id}) DETACH DELETE n",
    ),
}


class Neo4jContents:
    """The rows of one Neo4j store."""

    def __init__(self, store: Neo4jStore) -> None:
        """Walk through a store."""
        self._store = store
        self._sealer = store._sealer

    @property
    def journal_key(self) -> bytes:
        """The key that the journal is sealed with."""
        return self._store._pen.key

    def page(self, part: str, after: Mark, limit: int) -> list[Item]:
        """Some rows of a part, by id, after one."""
        asked = {"after": after, "limit": limit}
        if part == "line":
            rows = self._store._asked(cypher.WHOLE, **asked)
            return [(row["number"], self._store._line_in(row)) for (row,) in rows]
        if part.startswith(_REMOVED):
            kind = part.removeprefix(_REMOVED)
            rows = self._store._asked(_REMOVED_ONES, kind=kind, **asked)
            return [(record_id, version) for record_id, version in rows]
        if part in _ACCESS:
            layout, statement = _ACCESS[part][:2]
            rows = self._store._asked(statement, **asked)
            return [(mark, layout.model(found, self._sealer)) for mark, found in rows]
        statement = _MAP_RECORDS if part in MAP_KINDS else _PAGES[part]
        rows = self._store._asked(statement, kind=part, **asked)
        return [(mark, record_in(part, found, self._sealer)) for mark, found in rows]

    def count(self, part: str) -> int:
        """How many rows a part has."""
        if part in _COUNTS:
            return int(self._store._asked(_COUNTS[part])[0][0])
        if part.startswith(_REMOVED):
            statement = "MATCH (n:Removed {kind: $kind}) RETURN count(n)"
        else:
            statement = "MATCH (n:MapRecord {kind: $kind}) RETURN count(n)"
        return int(self._store._asked(statement, kind=part.removeprefix(_REMOVED))[0][0])

    def lay(self, part: str, items: Sequence[Item]) -> None:
        """Write rows, in the place of those with the same ids; all of them or none."""

        def lay(ask: Ask) -> None:
            if part == "line":
                self._lay_lines(ask, items)
            elif part.startswith(_REMOVED):
                _lay_removed(ask, part.removeprefix(_REMOVED), items)
            elif part in _ACCESS:
                self._lay_access(ask, part, items)
            else:
                self._lay_records(ask, part, items)

        self._store._line.write(lay, len(items))

    def clear(self, part: str, marks: Sequence[Mark]) -> None:
        """Take rows away."""

        def clear(ask: Ask) -> None:
            if part.startswith(_REMOVED):
                ask(_FORGET_REMOVED, kind=part.removeprefix(_REMOVED), ids=[*marks])
            elif part in _ACCESS:
                ask(_ACCESS[part][3], ids=[*marks])
            else:
                records = Neo4jRecords(ask, self._sealer)
                found = records.found(part, map(str, marks))
                records.write({(part, key): Step(row, None) for key, row in found.items()})

        self._store._line.write(clear, len(marks))

    def end(self) -> Anchor | None:
        """The journal’s sealed end."""
        return self._store._anchor()

    def set_end(self, anchor: Anchor | None) -> None:
        """Say where the journal ends; None while it is being copied."""

        def set_end(ask: Ask) -> None:
            if anchor is None:
                ask("MATCH (a:Anchor) DETACH DELETE a")
            else:
                ask(cypher.SET_ANCHOR, number=anchor.number, seal=anchor.seal, mark=anchor.mark)

        self._store._line.write(set_end)

    def _lay_lines(self, ask: Ask, items: Sequence[Item]) -> None:
        first = items[0][1][0].number
        there = ask(cypher.WHOLE, after=first - 1, limit=1)
        if not there or there[0][0]["number"] != first:
            ask(
                cypher.WRITE_LINES,
                lines=[line_row(row[0], row[1], self._sealer) for _, row in items],
            )

    def _lay_access(self, ask: Ask, part: str, items: Sequence[Item]) -> None:
        layout, _, save, _ = _ACCESS[part]
        for _, row in items:
            ask(save, row=layout.of(row, self._sealer))

    def _lay_records(self, ask: Ask, part: str, items: Sequence[Item]) -> None:
        records = Neo4jRecords(ask, self._sealer)
        there = records.found(part, [str(mark) for mark, _ in items])
        records.write({(part, str(mark)): Step(there.get(str(mark)), row) for mark, row in items})


def _lay_removed(ask: Ask, kind: str, items: Sequence[Item]) -> None:
    rows = [{"kind": kind, "id": mark, "version": row} for mark, row in items]
    ask(cypher.NOTE_REMOVED, rows=rows)
