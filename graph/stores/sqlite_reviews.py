"""The encrypted store's kept reviews, and where each chain stands."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from graph.journal import Latest
from graph.reviews import KeptReview
from graph.stores.connections import Connection, journal_errors
from graph.stores.rows import Row
from graph.stores.sqlite_accounts import SqliteAccounts

_REVIEW = """
    SELECT child_id, view, change, rules, made_on, holds_until, body FROM review WHERE child_id = ? AND view = ?
"""
# Who has no map any more has no review either: the select then finds nothing to put.
_KEEP = """
    INSERT OR REPLACE INTO review (child_id, view, change, rules, made_on, holds_until, body)
    SELECT child_id, ?, ?, ?, ?, ?, ? FROM map_case WHERE child_id = ?
"""
_LATEST_CHANGE = """
    SELECT sequence FROM entry WHERE chain = ? AND changes > 0 ORDER BY sequence DESC LIMIT 1
"""
_LATEST_LOOK = """
    SELECT at FROM entry WHERE chain = ? AND instr(?, ' ' || action || ' ') > 0 ORDER BY sequence DESC LIMIT 1
"""
# They are read far more often than written, and any level makes names and words a quarter of their size.
_LEVEL = 1


class SqliteReviews(SqliteAccounts):
    """What was last found on each map, for each kind of viewer."""

    def kept_reviews(self, children: Iterable[str], view: str) -> tuple[KeptReview, ...]:
        """What is kept of some children for one kind of view, by child; nothing where there is no map any more."""
        with self._reading() as connection:
            found = [connection.row(_REVIEW, (child, view)) for child in sorted(set(children))]
        return tuple(_review_in(row) for row in found if row is not None)

    def keep_reviews(self, reviews: Iterable[KeptReview]) -> None:
        """Keep reviews in the place of earlier ones."""
        rows = [_values(kept) for kept in reviews]
        with self._change():
            connection = self._connections.mine()
            for row in rows:
                connection.run(_KEEP, row)

    def latest(self, chains: Iterable[str], looks: Collection[str]) -> Mapping[str, Latest]:
        """Where each of some chains stands."""
        named = f" {' '.join(looks)} "
        with self._reading() as connection, journal_errors():
            return {chain: _latest(connection, chain, named) for chain in chains}


def _latest(connection: Connection, chain: str, looks: str) -> Latest:
    change = connection.row(_LATEST_CHANGE, (chain,))
    look = connection.row(_LATEST_LOOK, (chain, looks))
    return Latest.model_construct(
        change=change[0] if change else 0,
        looked_at=datetime.fromisoformat(look[0]) if look else None,
    )


def _review_in(row: Row) -> KeptReview:
    child_id, view, change, rules, made_on, holds_until, body = row
    return KeptReview.model_construct(
        child_id=child_id,
        view=view,
        change=change,
        rules=rules,
        on=date.fromisoformat(made_on),
        until=date.fromisoformat(holds_until) if holds_until else None,
        body=zlib.decompress(body).decode(),
    )


def _values(kept: KeptReview) -> tuple[object, ...]:
    return (
        kept.view,
        kept.change,
        kept.rules,
        kept.on.isoformat(),
        kept.until.isoformat() if kept.until else None,
        zlib.compress(kept.body.encode(), _LEVEL),
        kept.child_id,
    )
