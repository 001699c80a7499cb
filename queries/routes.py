"""Routes: whom the child can reach today, and through whom.

The dead do not carry a route: when a parent dies, a grandparent is reached only if somebody living joins them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graph.relationships import Relationship
from graph.vocabulary import PARENT_KINDS, SIBLING_KINDS
from queries.moment import Moment

if TYPE_CHECKING:
    import networkx

ROUTE_DAYS = 180
_JOINING = (
    PARENT_KINDS
    | SIBLING_KINDS
    | {
        "donor",
        "partner",
        "friend",
        "family_friend",
        "godparent",
        "neighbour",
        "carer_family",
    }
)


@dataclass(frozen=True)
class Routes:
    """Who is joined to whom today, and everyone the child can reach along it; the child is not one of `reached`."""

    graph: networkx.Graph[str]
    reached: frozenset[str]


def routes(now: Moment, days: int = ROUTE_DAYS) -> Routes:
    """The ROUTE graph of a moment: in contact with the child within so many days, or in the same home."""
    return now.once(("routes", days), lambda: _routes(now, days))


def _routes(now: Moment, days: int) -> Routes:
    import networkx  # where it is needed: it takes a quarter of a second to load

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from([now.child_id, *_carriers(now)])
    joined = {*_joined_by_rows(now, graph), *_joined_by_parents(now, graph)}
    graph.add_edges_from(sorted(joined))
    graph.add_edges_from(
        (now.child_id, person)
        for person in now.others
        if person in graph and (now.shares_home(person) or now.in_contact(person, days))
    )
    reached = networkx.node_connected_component(graph, now.child_id) - {now.child_id}
    return Routes(graph, frozenset(reached))


def _carriers(now: Moment) -> Iterator[str]:
    """Family, friends and carers who are alive, found, and safe enough to carry a route."""
    return (
        person
        for person in now.others
        if now.is_natural_or_carer(person)
        and now.person(person).life_status == "alive"
        and not now.is_not_safe(person)
        and now.standing(person).finding_status(now.on) != "not_traced"
    )


def _joined_by_rows(now: Moment, graph: networkx.Graph[str]) -> Iterator[tuple[str, str]]:
    for row in now.network.relationships:
        if row.kind in _JOINING and _is_between(now, graph, row) and _carries(now, row):
            yield row.from_id, row.to_id


def _is_between(now: Moment, graph: networkx.Graph[str], row: Relationship) -> bool:
    return row.from_id in graph and row.to_id in graph and not row.joins(now.child_id)


def _carries(now: Moment, row: Relationship) -> bool:
    return row.is_current(now.on) and row.quality != "cut_off" and row.certainty != "disputed"


def _joined_by_parents(now: Moment, graph: networkx.Graph[str]) -> Iterator[tuple[str, str]]:
    """Two who share a recorded parent, unless any row between them says that they are cut off."""
    apart = {
        frozenset((row.from_id, row.to_id))
        for row in now.network.relationships
        if row.quality == "cut_off"
    }
    for children in now.recorded_children.values():
        together = [child for child in children if child in graph]
        for one, other in combinations(sorted(together), 2):
            if now.child_id not in (one, other) and frozenset((one, other)) not in apart:
                yield one, other


def only_through(now: Moment, days: int = ROUTE_DAYS) -> Mapping[str, tuple[str, ...]]:
    """For each person, whom the child can reach only through them.

    A partner and descendants are left out: they come with the person.
    """
    return {
        gate: tuple(person for person in people if person not in _comes_along(now, gate))
        for gate, people in _behind(now, days).items()
    }


def gone_without(now: Moment, person_id: str) -> tuple[str, ...]:
    """Everyone whom the child could no longer reach without one person."""
    return _behind(now, ROUTE_DAYS).get(person_id, ())


def _behind(now: Moment, days: int) -> Mapping[str, tuple[str, ...]]:
    return now.once(("behind", days), lambda: _behind_each(now, days))


def _behind_each(now: Moment, days: int) -> Mapping[str, tuple[str, ...]]:
    gates = _gates(routes(now, days).graph, now.child_id)
    found: dict[str, list[str]] = {}
    for person in now.others:
        for gate in _gates_before(gates, person, now.child_id):
            found.setdefault(gate, []).append(person)
    return {gate: tuple(found[gate]) for gate in now.others if gate in found}


def _gates_before(gates: Mapping[str, str], person_id: str, child_id: str) -> Iterator[str]:
    gate = gates.get(person_id, child_id)
    while gate != child_id:
        yield gate
        gate = gates[gate]


def _gates(graph: networkx.Graph[str], child_id: str) -> Mapping[str, str]:
    """For everyone in reach, the nearest person through whom every way from the child leads, or the child.

    One walk in depth: whoever is reached from somebody, and whose people behind reach nobody met earlier, is behind
    them. networkx finds such people too, but only in a directed copy of the graph, at ten times the cost.
    """
    met, earliest = {child_id: 0}, {child_id: 0}
    came_from: dict[str, str] = {}
    way, ahead = [child_id], [iter(graph[child_id])]
    while way:
        here, there = way[-1], next(ahead[-1], None)
        if there is None:
            way.pop()
            ahead.pop()
            if way:
                earliest[way[-1]] = min(earliest[way[-1]], earliest[here])
        elif there not in met:
            met[there] = earliest[there] = len(met)
            came_from[there] = here
            way.append(there)
            ahead.append(iter(graph[there]))
        elif there != came_from.get(here):
            earliest[here] = min(earliest[here], met[there])
    gates = {child_id: child_id}
    for person, before in came_from.items():
        gates[person] = before if earliest[person] >= met[before] else gates[before]
    return gates


def _comes_along(now: Moment, person_id: str) -> frozenset[str]:
    """A person's current partners and all their descendants."""
    partners = (row.other(person_id) for row in now.current(person_id) if row.kind == "partner")
    return frozenset(partners) | descendants(now, person_id)


def descendants(now: Moment, person_id: str) -> frozenset[str]:
    """Children, grandchildren and so on, by recorded birth, law or adoption."""
    found: set[str] = set()
    to_do = [person_id]
    while to_do:
        new = now.recorded_children.get(to_do.pop(), frozenset()) - found
        found |= new
        to_do.extend(new)
    return frozenset(found)


def separate_routes(now: Moment, person_id: str) -> tuple[tuple[str, ...], ...]:
    """Ways from the child to a person that share nobody in between, the shortest first; none where there is none."""
    found = routes(now)
    if person_id not in found.reached:
        return ()
    if found.graph.has_edge(now.child_id, person_id):
        rest = found.graph.copy()
        rest.remove_edge(now.child_id, person_id)
        direct: tuple[tuple[str, ...], ...] = ((now.child_id, person_id),)
    else:
        rest, direct = found.graph, ()
    return (*direct, *_ways_around(rest, now.child_id, person_id))


def _ways_around(
    graph: networkx.Graph[str], child_id: str, person_id: str
) -> tuple[tuple[str, ...], ...]:
    import networkx

    if not networkx.has_path(graph, child_id, person_id):
        return ()
    ways = networkx.node_disjoint_paths(graph, child_id, person_id)
    return tuple(sorted((tuple(way) for way in ways), key=lambda way: (len(way), way)))


def way_to(now: Moment, person_id: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The shortest way from the child to a person, both included, past some people; nothing where there is none.

    Of two ways as short, the one whose people come first on the map.
    """
    graph = routes(now).graph
    came_from = {now.child_id: now.child_id}
    ring = [now.child_id]
    while ring and person_id not in came_from:
        ahead: dict[str, str] = {}
        for here in ring:
            for there in graph[here]:
                if there not in came_from and there not in without:
                    ahead.setdefault(there, here)
        came_from |= ahead
        ring = sorted(ahead, key=now.network.key)
    return retraced(came_from, person_id)


def retraced(came_from: Mapping[str, str], person_id: str) -> tuple[str, ...]:
    """The way to somebody, from where each was reached; who was reached from themselves comes first."""
    if person_id not in came_from:
        return ()
    way = [person_id]
    while came_from[way[-1]] != way[-1]:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))
