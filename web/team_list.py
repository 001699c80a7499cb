"""The team's list: the children a viewer may see, each with what is open, urgent, old or forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graph.access import visible_records
from graph.decisions import Decision
from graph.stores.protocol import ChildLine, Store
from graph.viewers import Viewer
from queries.gaps import review
from queries.team import ChildToday, child_today
from web.config import Config
from web.reading import network_for
from web.thresholds import thresholds_for

_LOOKS = frozenset({"opened_map", "saw_map", "saw_people", "saw_who_loves", "saw_gaps"})


def team_list(
    store: Store, config: Config, on: date, seen: Iterable[tuple[ChildLine, Viewer]]
) -> Iterator[ChildToday]:
    """One line for each child, by name."""
    for line, viewer in seen:
        network = network_for(store, line.child_id, viewer, on)
        thresholds = thresholds_for(store, line.child_id, config.thresholds)
        decisions = visible_records(store.kept(Decision, line.child_id), network)
        yield child_today(
            network,
            review(network, thresholds).gaps,
            decisions,
            last_looked_at(store, config, line.child_id),
        ).model_copy(update={"child_id": line.child_id})


def last_looked_at(store: Store, config: Config, child_id: str) -> date | None:
    """The day on which somebody last opened this child's map."""
    for entry in store.entries(child_id, newest_first=True):
        if entry.action in _LOOKS:
            return entry.at.astimezone(config.zone).date()
    return None
