"""Who on a map somebody could mean by one step from somebody else; only what is certain counts."""

from __future__ import annotations

from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import PARENT_KINDS, SIBLING_KINDS
from queries.lines.words import ACROSS, DOWN, PARTNER, UP, Step

_UNSURE = frozenset({"possible", "disputed"})


def related(network: Network, person_id: str, step: Step) -> tuple[str, ...]:
    """Everybody one such step away, by name; those of the gender said, or nobody knows of which."""
    found = _ways(network, person_id, step) - {person_id}
    wanted = (step.gender, "unknown", "nonbinary") if step.gender != "unknown" else ()
    return _by_name(
        network,
        {other for other in found if not wanted or network.people[other].gender in wanted},
    )


def parents(network: Network, person_id: str) -> tuple[str, ...]:
    """Birth, legal and adoptive parents of somebody that are recorded and not in doubt; empty chairs too."""
    return related(network, person_id, Step(UP))


def _ways(network: Network, person_id: str, step: Step) -> set[str]:
    rows = [row for row in network.ties.get(person_id, ()) if _is_certain(row)]
    if step.way == UP:
        return {r.from_id for r in rows if r.kind in PARENT_KINDS and r.to_id == person_id}
    if step.way == DOWN:
        return {r.to_id for r in rows if r.kind in PARENT_KINDS and r.from_id == person_id}
    if step.way == PARTNER:
        return {row.other(person_id) for row in rows if row.kind == "partner" and _holds(row)}
    if step.way == ACROSS:
        own = {row.other(person_id) for row in rows if row.kind in SIBLING_KINDS}
        above = _ways(network, person_id, Step(UP))
        return own.union(*(_ways(network, parent, Step(DOWN)) for parent in above))
    return {row.from_id for row in rows if _is_tie(row, step) and row.to_id == person_id}


def _is_tie(row: Relationship, step: Step) -> bool:
    return row.kind == step.kind and (not step.detail or row.detail == step.detail) and _holds(row)


def _is_certain(row: Relationship) -> bool:
    return row.certainty not in _UNSURE and row.status not in ("disputed", "retracted")


def _holds(row: Relationship) -> bool:
    return row.status == "current"


def birth_parents(network: Network, person_id: str) -> tuple[str, ...]:
    """Those of whom somebody was born, as far as they are on the map; empty chairs too."""
    rows = [row for row in network.ties.get(person_id, ()) if _is_certain(row)]
    found = {r.from_id for r in rows if r.kind == "birth_parent" and r.to_id == person_id}
    return _by_name(network, found)


def _by_name(network: Network, people: set[str]) -> tuple[str, ...]:
    """The same question for the same family, whatever ids it was given; nobody who is not on the map."""
    here = people & network.people.keys()
    return tuple(sorted(here, key=lambda one: (network.known_as(one).casefold(), network.key(one))))
