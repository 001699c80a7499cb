"""The lines of a family tree as on an earlier day: those that held by then, each in the place it has today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from graph.network import Network
from queries.family_tree import family_tree
from queries.pairs import Pair, pairs
from queries.parent_sets import ParentSet, parent_sets
from web.maps.genogram.layout import Laid
from web.maps.genogram.routes import Bundle

Held = Mapping[tuple[str, str], Mapping[str, bool]]
"""By child and way of being a parent, every parent, and whether that was over."""


def as_then(laid: Laid, network: Network) -> Laid:
    """Today’s layout with the lines of a network that is read at an earlier day."""
    sets = parent_sets(network, family_tree(network))
    couples = {pair.ends: pair for pair in pairs(network, sets)}
    lines = replace(
        laid.routes,
        bundles=list(_bundles(laid.routes.bundles, _held(sets), network)),
        couples=[
            (_facing(couples[pair.ends], pair), route)
            for pair, route in laid.routes.couples
            if pair.ends in couples
        ],
    )
    return replace(laid, routes=lines)


def _held(sets: Iterable[ParentSet]) -> Held:
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for each in sets:
        for parent in each.parents:
            ways = found.setdefault((each.child, each.kind), {})
            ways[parent] = ways.get(parent, True) and each.is_over
    return found


def _facing(then: Pair, today: Pair) -> Pair:
    return replace(then, one=today.one, other=today.other)


def _bundles(bundles: Iterable[Bundle], held: Held, network: Network) -> Iterator[Bundle]:
    for bundle in bundles:
        parents = [person for person in bundle.parents if person in network.people]
        children = [
            child
            for child in bundle.children
            if child in network.people and _holds(held, child, bundle.kind, parents)
        ]
        if children and (parents or not bundle.parents):
            over = [held[child, bundle.kind][p] for child in children for p in parents]
            yield replace(
                bundle,
                parents=tuple(parents),
                children=tuple(children),
                is_over=bool(over) and all(over),
                routes=[one for one in bundle.routes if not one.to or one.to in children],
            )


def _holds(held: Held, child: str, kind: str, parents: Iterable[str]) -> bool:
    """Brothers and sisters whose parents are not on the map hang together without a set of their own."""
    ways = held.get((child, kind), {})
    return all(parent in ways for parent in parents)
