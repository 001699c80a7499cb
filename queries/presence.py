"""Presence: who stands in a child’s life on the day that a network is read at, as far as dates tell.

What has no date is as recorded now: it counts as if it had always been so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.network import Network
from graph.relationships import Relationship
from queries.circles import Placing

# What somebody said of another does not tell since when they have known each other.
_TIES = frozenset({"kin", "couple", "care", "kith", "professional", "law"})


def there_on(network: Network) -> frozenset[str]:
    """Everyone who was born and known by the day: through ties that had begun, or because they were met or lived with.

    Whoever is tied to nobody is as recorded now. The child is always there.
    """
    on = network.on
    if on is None:
        return frozenset(network.people)
    born = {person for person in network.people if not _is_born_later(network, person, on)}
    met = {network.child_id, *_met(network, on)}
    begun = _reached(network, met, (row for row in network.relationships if row.has_begun(on)))
    loose = network.people.keys() - _reached(network, met, network.relationships)
    return frozenset(((begun | loose) & born) | {network.child_id})


def _is_born_later(network: Network, person_id: str, on: date) -> bool:
    born = network.people[person_id].dob.earliest
    return born is not None and born > on


def _met(network: Network, on: date) -> Iterable[str]:
    """Those whom the child had been together with, or in touch with, or who had a home on this map."""
    for contact in network.contacts:
        if contact.date.earliest is not None and contact.date.earliest <= on:
            yield contact.person_id
    for stay in network.stays:
        if stay.start_date.earliest is not None and stay.start_date.earliest <= on:
            yield stay.person_id


def _reached(network: Network, first: set[str], rows: Iterable[Relationship]) -> set[str]:
    """Everyone to whom ties lead from some people, without going through anybody whose job it is."""
    beside: dict[str, set[str]] = {}
    for row in rows:
        if row.family in _TIES:
            beside.setdefault(row.from_id, set()).add(row.to_id)
            beside.setdefault(row.to_id, set()).add(row.from_id)
    found, waiting = set(first), sorted(first)
    while waiting:
        here = waiting.pop()
        if network.standings[here].network_kind == "professional":
            continue
        new = (beside.get(here, set()) & network.people.keys()) - found
        found |= new
        waiting.extend(new)
    return found


def is_closeness_written(network: Network, placing: Placing) -> bool:
    """Whether anything by the day says how close somebody stood: that nothing does is not that they were far away."""
    met = network.times.get(placing.person_id, ())
    return bool(placing.rests_on) or any(time.did_happen for time in met)


def is_tie_written(network: Network, person_id: str) -> bool:
    """Whether a tie with the child that has a day held on the day that the network is read at."""
    on = network.on or date.max
    return any(
        row.family in _TIES
        and row.start_date.is_known
        and row.joins(network.child_id)
        and row.is_current(on)
        for row in network.ties[person_id]
    )
