"""The memory store's kept reviews, and where each chain stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from graph.journal import Latest
from graph.reviews import KeptReview
from graph.stores.memory_accounts import MemoryAccounts
from graph.stores.pen import Pen
from graph.stores.seals import Line


class MemoryReviews(MemoryAccounts):
    """What was last found on each map, for each kind of viewer."""

    def __init__(self, pen: Pen) -> None:
        """Nothing found yet."""
        super().__init__(pen)
        self._reviews: dict[tuple[str, str], KeptReview] = {}

    def kept_reviews(self, children: Iterable[str], view: str) -> tuple[KeptReview, ...]:
        """What is kept of some children for one kind of view, by child; nothing where there is no map any more."""
        with self._lock:
            asked = [child for child in sorted(set(children)) if self._shelf.has_map(child)]
            found = [self._reviews.get((child, view)) for child in asked]
        return tuple(kept for kept in found if kept is not None)

    def keep_reviews(self, reviews: Iterable[KeptReview]) -> None:
        """Keep reviews in the place of earlier ones."""
        with self._lock:
            self._reviews |= {(kept.child_id, kept.view): kept for kept in reviews}

    def latest(self, chains: Iterable[str], looks: Collection[str]) -> Mapping[str, Latest]:
        """Where each of some chains stands."""
        with self._lock:
            return {chain: self._latest(chain, looks) for chain in chains}

    def _latest(self, chain: str, looks: Collection[str]) -> Latest:
        numbers = reversed(self._shelf.chains.get(chain, []))
        lines: list[Line] = [self._shelf.lines[number - 1][0] for number in numbers]
        looked_at = next((line.at for line in lines if line.action in looks), None)
        return Latest(
            change=next((line.sequence for line in lines if line.changes), 0),
            looked_at=datetime.fromisoformat(looked_at) if looked_at else None,
        )
