"""The team's list: the children a viewer may see, each with what is open, urgent, old or forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from graph.access import viewer_for
from graph.accounts import Account, Grant
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.team import ChildToday, child_today
from web.config import Config
from web.reviews import Reviewed

FILTERS: Mapping[str, str] = {
    "": "to talk about",
    "urgent": "something for this week, and nobody has decided",
    "voice": "the child’s own words are old",
    "forgotten": "nobody has looked in a month",
    "all": "everyone",
}
ORDERS: Mapping[str, str] = {
    "name": "by name",
    "review": "next review first",
    "voice": "oldest words first",
    "looked": "longest unseen first",
}
_KEYS: Mapping[str, Callable[[ChildToday], Any]] = {
    "name": lambda one: one.known_as.casefold(),
    "review": lambda one: (not one.next_review, one.next_review),
    "voice": lambda one: -(one.voice_days if one.voice_days is not None else 10**6),
    "looked": lambda one: one.looked_at.isoformat() if one.looked_at else "",
}


def children_of(store: Store, account: Account, now: datetime) -> Iterator[tuple[str, Viewer]]:
    """The children an account may see, and as whom, by name."""
    granted: dict[str, list[Grant]] = {}
    for grant in store.grants(account_id=account.id):
        granted.setdefault(grant.child_id, []).append(grant)
    for line in store.children():
        if line.child_id in granted:
            viewer = _viewer(store, account, granted[line.child_id], line.child_id, now)
            if viewer is not None:
                yield line.child_id, viewer


def _viewer(
    store: Store, account: Account, grants: list[Grant], child_id: str, now: datetime
) -> Viewer | None:
    details = store.details(child_id)
    named_for = frozenset(row.person_id for row in details if account.id in row.may_see)
    return viewer_for(account, grants, child_id, now, named_for)


def lines(found: Iterable[Reviewed], config: Config, on: date) -> Iterator[ChildToday]:
    """One line for each child."""
    for one in found:
        seen = one.latest.looked_at
        looked_at = seen.astimezone(config.zone).date() if seen else None
        yield child_today(one.summary, on, looked_at)


def chosen(found: Iterable[ChildToday], on: date, show: str, order: str) -> list[ChildToday]:
    """The lines of one filter in one order; those that are not known stand for the first."""
    picked = [one for one in found if _is_chosen(one, on, show)]
    return sorted(picked, key=_KEYS.get(order, _KEYS["name"]))


def _is_chosen(one: ChildToday, on: date, show: str) -> bool:
    reasons = {
        "urgent": bool(one.urgent),
        "voice": one.voice_is_old,
        "forgotten": one.is_forgotten(on),
        "all": True,
    }
    return reasons.get(show, any((one.urgent, one.voice_is_old, one.is_forgotten(on))))
