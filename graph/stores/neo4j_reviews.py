"""The Neo4j store's kept reviews, and where each chain stands."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from graph.journal import Latest
from graph.reviews import KeptReview
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j_accounts import Neo4jAccounts
from graph.stores.neo4j_properties import SEALED, Found
from graph.stores.neo4j_records import batches


class Neo4jReviews(Neo4jAccounts):
    """What was last found on each map, for each kind of viewer."""

    def kept_reviews(self, children: Iterable[str], view: str) -> tuple[KeptReview, ...]:
        """The kept reviews of some children for one kind of viewer; none where there is no map any more."""
        return tuple(
            self._review_in(row)
            for batch in batches(sorted(set(children)))
            for (row,) in self._asked(cypher.REVIEWS_OF, children=batch, view=view)
        )

    def keep_reviews(self, reviews: Iterable[KeptReview]) -> None:
        """Keep reviews in the place of earlier ones."""
        for batch in batches(reviews):
            rows = [self._row_of(kept) for kept in batch]
            self._line.write(lambda ask, rows=rows: ask(cypher.KEEP_REVIEWS, rows=rows))  # type: ignore[misc]

    def latest(self, chains: Iterable[str], looks: Collection[str]) -> Mapping[str, Latest]:
        """Where each of some chains stands."""
        return {
            chain: Latest.model_construct(
                change=change, looked_at=datetime.fromisoformat(looked[0]) if looked else None
            )
            for batch in batches(chains)
            for chain, change, looked in self._asked(cypher.LATEST, chains=batch, looks=[*looks])
        }

    def _row_of(self, kept: KeptReview) -> dict[str, Any]:
        words = zlib.compress(kept.body.encode())
        row: dict[str, Any] = {
            "child_id": kept.child_id,
            "view": kept.view,
            "change": kept.change,
            "rules": kept.rules,
            "made_on": kept.on.isoformat(),
            SEALED: self._sealer.seal(f"review {kept.child_id} {kept.view}", kept.change, words),
        }
        return {**row, "holds_until": kept.until.isoformat()} if kept.until else row

    def _review_in(self, found: Found) -> KeptReview:
        child_id, view, change = found["child_id"], found["view"], found["change"]
        words = self._sealer.open(f"review {child_id} {view}", change, found[SEALED])
        until = found.get("holds_until")
        return KeptReview.model_construct(
            child_id=child_id,
            view=view,
            change=change,
            rules=found["rules"],
            on=date.fromisoformat(found["made_on"]),
            until=date.fromisoformat(until) if until else None,
            body=zlib.decompress(words).decode(),
        )
