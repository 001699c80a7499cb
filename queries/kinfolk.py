"""Kinfolk: who belongs in a family tree of the child, with brothers and sisters, couples and every set of parents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.network import Network
from queries.family_tree import FamilyTree, Link, family_tree
from queries.pairs import Pair, pairs
from queries.parent_sets import ParentSet, parent_sets

_HUNG_UNDER = (frozenset({Link.BIRTH, Link.LEGAL}), frozenset({Link.ADOPTIVE}))


@dataclass(frozen=True, slots=True)
class Siblings:
    """Brothers and sisters with the same parents, oldest first; `parents` are those on the map, who may be none.

    `kind` is how they are parents: by birth where anybody is, else by adoption, else by care.
    """

    people: tuple[str, ...]
    kind: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kinfolk:
    """Everyone joined to the child by parents, couples and care; `others` are the rest of the map."""

    root: str
    people: tuple[str, ...]
    others: tuple[str, ...]
    siblings: tuple[Siblings, ...]
    sets: tuple[ParentSet, ...]
    pairs: tuple[Pair, ...]
    twins: tuple[tuple[str, str], ...]


def kinfolk(network: Network) -> Kinfolk:
    """The family of a map, computed from what its viewer may see."""
    tree = family_tree(network)
    sets = parent_sets(network, tree)
    couples = pairs(network, sets)
    groups = _siblings(network, tree, sets)
    joined = _joined(network.child_id, sets, couples, groups)
    return Kinfolk(
        root=network.child_id,
        people=tuple(person for person in network.in_order if person in joined),
        others=tuple(person for person in network.in_order if person not in joined),
        siblings=tuple(group for group in groups if group.people[0] in joined),
        sets=tuple(each for each in sets if each.child in joined),
        pairs=tuple(pair for pair in couples if pair.one in joined),
        twins=_twins(network, tree, joined),
    )


def _siblings(
    network: Network, tree: FamilyTree, sets: Iterable[ParentSet]
) -> tuple[Siblings, ...]:
    """Everyone with parents, by those they hang under; parents only implied by a row count, and are not drawn."""
    first: dict[str, ParentSet] = {}
    for each in sets:
        first.setdefault(each.child, each)
    groups: dict[tuple[str, frozenset[str]], list[str]] = {}
    for person in network.in_order:
        over = _hung_under(tree, person, first.get(person))
        if over is not None:
            groups.setdefault(over, []).append(person)
    return tuple(
        Siblings(
            people=tuple(_oldest_first(network, people)),
            kind=kind,
            parents=tuple(sorted(parents & network.people.keys(), key=network.key)),
        )
        for (kind, parents), people in groups.items()
    )


def _hung_under(
    tree: FamilyTree, person: str, first: ParentSet | None
) -> tuple[str, frozenset[str]] | None:
    kind = first.kind if first else "birth"
    named = frozenset(first.parents) if first else frozenset[str]()
    if kind not in ("birth", "adoptive"):
        return kind, named
    links = _HUNG_UNDER[kind == "adoptive"]
    implied = {p for p, link in tree.parents_of(person).items() if link in links}
    parents = named | (implied - tree.network.people.keys())
    return (kind, parents) if parents else None


def _oldest_first(network: Network, people: Iterable[str]) -> list[str]:
    """By birth as far as it is known; whose is not known comes last, in the order of the map."""
    return sorted(
        people,
        key=lambda person: (
            network.people[person].entity_type == "unborn",
            network.people[person].dob.earliest or date.max,
            network.key(person),
        ),
    )


def _joined(
    root: str, sets: Iterable[ParentSet], couples: Iterable[Pair], groups: Iterable[Siblings]
) -> frozenset[str]:
    near: dict[str, set[str]] = {}
    for people in (
        *((each.child, *each.parents) for each in sets),
        *((pair.one, pair.other) for pair in couples),
        *(group.people for group in groups),
    ):
        for person in people:
            near.setdefault(person, set()).update(people)
    found, waiting = {root}, [root]
    while waiting:
        new = near.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def _twins(
    network: Network, tree: FamilyTree, joined: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    found = [sorted(pair, key=network.key) for pair in tree.twins if pair <= joined]
    found.sort(key=lambda pair: [network.key(person) for person in pair])
    return tuple((one, other) for one, other in found)
