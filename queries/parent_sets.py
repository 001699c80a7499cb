"""Parent sets: by birth, adoption, care, a couple or donation, any number of them for one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import PARENT_KINDS
from queries.family_tree import FamilyTree, Link, is_unnamed

SET_KINDS = (
    "birth",
    "adoptive",
    "guardian",
    "kinship",
    "foster",
    "step",
    "prospective",
    "possible",
    "donor",
)
"""Every way of being a parent, the one that a person is drawn under first."""

_OF_LINK: Mapping[Link, str] = {
    Link.BIRTH: "birth",
    Link.LEGAL: "birth",
    Link.ADOPTIVE: "adoptive",
    Link.DONOR: "donor",
    Link.POSSIBLE: "possible",
}
_OF_ROW: Mapping[str, str] = {
    "special_guardian": "guardian",
    "kinship_carer": "kinship",
    "foster_carer": "foster",
    "host_carer": "foster",
    "step_parent": "step",
    "prospective_carer": "prospective",
}
_TOGETHER = frozenset({"birth", "adoptive"})
_UNSURE = frozenset({"possible", "disputed"})
_NOT_SURE_YET = frozenset({"planned", "disputed"})


@dataclass(frozen=True, slots=True)
class ParentSet:
    """Those who are a person's parents in one way; `is_over` where that has ended, as with former carers."""

    child: str
    kind: str
    parents: tuple[str, ...]
    is_over: bool = False


def parent_sets(network: Network, tree: FamilyTree) -> tuple[ParentSet, ...]:
    """Every parent set of everyone, in the order of the map; whoever is only possibly a parent is a set alone."""
    couples = {
        frozenset((r.from_id, r.to_id)) for r in network.relationships if r.kind == "partner"
    }
    return tuple(
        found for person in network.in_order for found in _sets_of(network, tree, person, couples)
    )


def _sets_of(
    network: Network, tree: FamilyTree, person: str, couples: set[frozenset[str]]
) -> Iterator[ParentSet]:
    ways: dict[tuple[str, bool], list[str]] = {}
    for parent, way in (*_by_link(network, tree, person), *_by_care(network, person)):
        people = ways.setdefault(way, [])
        if parent not in people:
            people.append(parent)
    for kind, is_over in sorted(ways, key=lambda way: (SET_KINDS.index(way[0]), way[1])):
        people = sorted(ways[kind, is_over], key=network.key)
        for parents in [people] if kind in _TOGETHER else _pairs(people, couples):
            yield ParentSet(person, kind, tuple(parents), is_over)


def _by_link(
    network: Network, tree: FamilyTree, person: str
) -> Iterator[tuple[str, tuple[str, bool]]]:
    for parent, link in tree.parents_of(person).items():
        if is_unnamed(parent):
            continue
        is_doubted = link.is_sure and _is_doubted(_parent_rows(network, parent, person))
        yield parent, ("possible" if is_doubted else _OF_LINK[link], False)


def _parent_rows(network: Network, parent: str, child: str) -> list[Relationship]:
    return [
        row
        for row in network.ties[child]
        if row.kind in PARENT_KINDS and (row.from_id, row.to_id) == (parent, child)
    ]


def _is_doubted(rows: Iterable[Relationship]) -> bool:
    said = [row.status == "disputed" or row.certainty in _UNSURE for row in rows]
    return bool(said) and all(said)


def _by_care(network: Network, person: str) -> Iterator[tuple[str, tuple[str, bool]]]:
    """Care that is, and care that was; not what has yet to begin."""
    for row in network.ties[person]:
        is_ours = row.to_id == person and row.from_id != person and row.from_id in network.people
        if row.kind not in _OF_ROW or not is_ours:
            continue
        if network.on is None or row.is_current(network.on):
            yield row.from_id, (_OF_ROW[row.kind], False)
        elif row.is_over(network.on):
            yield row.from_id, (_OF_ROW[row.kind], True)
        elif row.status in _NOT_SURE_YET:
            yield row.from_id, ("prospective", False)


def _pairs(people: list[str], couples: set[frozenset[str]]) -> Iterator[list[str]]:
    """Couples together, everybody else alone."""
    waiting = list(people)
    while waiting:
        one = waiting.pop(0)
        other = next((p for p in waiting if frozenset((one, p)) in couples), None)
        if other is None:
            yield [one]
        else:
            waiting.remove(other)
            yield [one, other]
