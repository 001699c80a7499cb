"""All that an encrypted store holds, for copying and comparing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.stores.contents import Item, Mark
from graph.stores.reading import RECORD_IN, map_record_in
from graph.stores.rows import Rows
from graph.stores.seals import Anchor
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite_accounts import (
    ACCOUNTS,
    GRANTS,
    SAVE_ACCOUNT,
    SAVE_GRANT,
    SAVE_SESSION,
    SESSIONS,
)
from graph.stores.sqlite_journal import line_from
from graph.stores.sqlite_shelf import SqliteShelf
from graph.stores.statements import MAP_RECORD, STATEMENTS
from graph.stores.writing import MAP_KINDS

_REMOVED = "removed "
_LINES = """
    SELECT e.number, e.chain, e.sequence, e.at, e.actor, e.action, e.changes, e.digest, e.seal,
        p.salt, p.body, p.erased
    FROM entry e LEFT JOIN payload p ON p.number = e.number
    WHERE e.number > ? ORDER BY e.number LIMIT ?
"""
_MAP_RECORDS = """
    SELECT id, version, body FROM map_record WHERE kind = ? AND id > ? ORDER BY id LIMIT ?
"""
_REMOVED_ONES = """
    SELECT record_id, version FROM removed WHERE record_kind = ? AND record_id > ? ORDER BY record_id LIMIT ?
"""
_NOTE_REMOVED = "INSERT OR REPLACE INTO removed (record_kind, record_id, version) VALUES (?, ?, ?)"
_FORGET_REMOVED = "DELETE FROM removed WHERE record_kind = ? AND record_id = ?"
_ACCESS: dict[str, tuple[Rows[Any], str, str, str]] = {
    "account": (
        ACCOUNTS,
        """
        SELECT id, version, email, name, role, team, password_hash, totp_secret, recovery_hashes, last_totp_step,
            must_change_password, is_disabled, language
        FROM account WHERE id > ? ORDER BY id LIMIT ?
        """,
        SAVE_ACCOUNT,
        "DELETE FROM account WHERE id = ?",
    ),
    "grant": (
        GRANTS,
        """
        SELECT id, account_id, child_id, kind, reason, granted_by, starts_at, ends_at, is_revoked
        FROM access_grant WHERE id > ? ORDER BY id LIMIT ?
        """,
        SAVE_GRANT,
        "DELETE FROM access_grant WHERE id = ?",
    ),
    "session": (
        SESSIONS,
        """
        SELECT token_hash, account_id, created_at, seen_at, data, is_revoked
        FROM session WHERE token_hash > ? ORDER BY token_hash LIMIT ?
        """,
        SAVE_SESSION,
        "DELETE FROM session WHERE token_hash = ?",
    ),
}
_COUNTS = {
    "line": "SELECT count(*) FROM entry",
    "person": "SELECT count(*) FROM person",
    "case": "SELECT count(*) FROM map_case",
    "standing": "SELECT count(*) FROM standing",
    "relationship": "SELECT count(*) FROM relationship",
    "contact": "SELECT count(*) FROM contact",
    "stay": "SELECT count(*) FROM stay",
    "detail": "SELECT count(*) FROM detail",
    "account": "SELECT count(*) FROM account",
    "grant": "SELECT count(*) FROM access_grant",
    "session": "SELECT count(*) FROM session",
}


class SqliteContents:
    """The rows of one encrypted store."""

    def __init__(self, store: SqliteStore) -> None:
        """Walk through a store."""
        self._store = store

    @property
    def journal_key(self) -> bytes:
        """The key that the journal is sealed with."""
        return self._store._pen.key

    def page(self, part: str, after: Mark, limit: int) -> list[Item]:
        """Some rows of a part, by id, after one."""
        read = self._store._batch
        if part == "line":
            return [(row[0], line_from(row)) for row in read(_LINES, (after, limit))]
        if part.startswith(_REMOVED):
            kind = part.removeprefix(_REMOVED)
            return [(row[0], row[1]) for row in read(_REMOVED_ONES, (kind, after, limit))]
        if part in _ACCESS:
            layout, statement = _ACCESS[part][:2]
            return [(row[0], layout.model(row)) for row in read(statement, (after, limit))]
        if part in MAP_KINDS:
            rows = read(_MAP_RECORDS, (part, after, limit))
            return [(row[0], map_record_in(part, row[1:])) for row in rows]
        rows = read(_page_of(part), (after, limit))
        return [(row[0], RECORD_IN[part](row)) for row in rows]

    def count(self, part: str) -> int:
        """How many rows a part has."""
        if part in _COUNTS:
            return int(self._store._batch(_COUNTS[part], ())[0][0])
        table, kind = ("removed", part.removeprefix(_REMOVED)), part
        if part.startswith(_REMOVED):
            statement = "SELECT count(*) FROM removed WHERE record_kind = ?"
            return int(self._store._batch(statement, (table[1],))[0][0])
        statement = "SELECT count(*) FROM map_record WHERE kind = ?"
        return int(self._store._batch(statement, (kind,))[0][0])

    def lay(self, part: str, items: Sequence[Item]) -> None:
        """Write rows, in the place of those with the same ids; all of them or none."""
        with self._store._change() as shelf:
            for mark, row in items:
                self._put(shelf, part, str(mark), row)

    def clear(self, part: str, marks: Sequence[Mark]) -> None:
        """Take rows away."""
        with self._store._change():
            for mark in marks:
                self._run(*_removal_of(part, str(mark)))

    def end(self) -> Anchor | None:
        """The journal’s sealed end."""
        return self._store._anchor()

    def set_end(self, anchor: Anchor | None) -> None:
        """Say where the journal ends; None while it is being copied."""
        with self._store._change() as shelf:
            if anchor is None:
                self._run("DELETE FROM anchor", ())
            else:
                shelf.set_anchor(anchor)

    def _put(self, shelf: SqliteShelf, part: str, mark: str, row: Any) -> None:
        if part == "line":
            shelf.append(*row)
        elif part.startswith(_REMOVED):
            self._run(_NOTE_REMOVED, (part.removeprefix(_REMOVED), mark, row))
        elif part in _ACCESS:
            layout, _, save, _ = _ACCESS[part]
            self._run(save, layout.values(row))
        else:
            shelf.keep(row, shelf.record(part, mark))

    def _run(self, statement: str, values: Any) -> None:
        self._store._connections.mine().run(statement, values)


def _page_of(kind: str) -> str:
    return STATEMENTS[kind].read.replace("WHERE id = ?", "WHERE id > ? ORDER BY id LIMIT ?")


def _removal_of(part: str, mark: str) -> tuple[str, tuple[str, ...]]:
    if part.startswith(_REMOVED):
        return _FORGET_REMOVED, (part.removeprefix(_REMOVED), mark)
    if part in _ACCESS:
        return _ACCESS[part][3], (mark,)
    if part in MAP_KINDS:
        return MAP_RECORD.remove, (part, mark)
    return STATEMENTS[part].remove, (mark,)
