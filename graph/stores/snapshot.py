"""Snapshots: one child's rows put together as a network, in an order that the same rows always have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from graph.cases import Case
from graph.contacts import Contact
from graph.network import Network
from graph.people import Person
from graph.relationships import Relationship
from graph.sensitivity import Sensitivity
from graph.standings import Standing
from graph.stays import Stay

Named = TypeVar("Named", Relationship, Contact)


def snapshot(
    case: Case,
    people: Mapping[str, Person],
    standings: Iterable[Standing],
    relationships: Iterable[Relationship],
    contacts: Iterable[Contact],
    stays: Iterable[Stay],
) -> Network:
    """The network of one child: those who stand on the map, and the shared ties of which both ends do."""
    ordered = sorted(standings, key=lambda row: (not row.ref, row.ref, row.person_id))
    standing = {row.person_id: row for row in ordered}
    shown = [
        row
        for row in relationships
        if row.child_id or (row.from_id in standing and row.to_id in standing)
    ]
    return Network.model_construct(
        child_id=case.child_id,
        case=case,
        people={person_id: people[person_id] for person_id in standing},
        standings=standing,
        relationships=_in_order(shown),
        contacts=_in_order(contacts),
        stays=tuple(sorted(stays, key=lambda row: row.id)),
        on=None,
        shown=frozenset(Sensitivity),
        no_prompt={},
    )


def _in_order(rows: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(rows, key=lambda row: (not row.ref, row.ref, row.id)))
