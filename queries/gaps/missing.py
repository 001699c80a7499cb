"""Who is missing: parents, sides of the family, grandparents, and people not found yet (G01 to G05)."""

from __future__ import annotations

from graph.relationships import Relationship
from graph.vocabulary import PARENT_KINDS, SIBLING_KINDS
from queries.gaps.asking import Asking, Finding, Findings
from queries.moment import Moment
from queries.routes import descendants

_BORN_OR_LEGAL = frozenset({"birth_parent", "legal_parent"})
_FAMILY_ROWS = PARENT_KINDS | SIBLING_KINDS
_UNSURE = ("donor", "possible")
_TWO = 2


def parent_not_known(ask: Asking) -> Findings:
    """G01: fewer than two birth or legal parents; adoptive parents do not take their place."""
    parents = _birth_or_legal_parents(ask.now)
    if len(parents) < ask.limits.g01_min_parents:
        yield Finding("high", facts=tuple(ask.standing_id(person) for person in parents))


def nobody_on_one_side(ask: Asking) -> Findings:
    """G02: a parent of whose own family nobody is known."""
    for parent in ask.now.parents:
        if not _has_family(ask.now, parent):
            yield Finding("high", parent, (ask.standing_id(parent),))


def lopsided_map(ask: Asking) -> Findings:
    """G03: one parent's side has some people, and the other's three times as many."""
    parents = _birth_or_legal_parents(ask.now)
    if len(parents) != _TWO:
        return
    sides = {parent: _people_on_side(ask.now, parent) for parent in parents}
    small, big = sorted(parents, key=lambda parent: len(sides[parent]))
    n, m = len(sides[small]), len(sides[big])
    if 0 < n <= ask.limits.g03_small and m >= ask.limits.g03_ratio * n:
        facts = tuple(ask.standing_id(person) for person in sides[small])
        yield Finding("medium", small, facts, counts={"n": n, "m": m})


def grandparent_not_known(ask: Asking) -> Findings:
    """G04: a parent fewer than two of whose own parents are recorded."""
    for parent in ask.now.parents:
        recorded = ask.now.recorded_parents.get(parent, frozenset())
        known = [person for person in recorded if not ask.now.person(person).is_placeholder]
        missing = ask.limits.g04_need - len(known)
        if missing > 0:
            severity = "low" if known else "medium"
            yield Finding(severity, parent, (ask.standing_id(parent),), counts={"n": missing})


def few_people_found(ask: Asking) -> Findings:
    """G05: how many living family, friends and carers are known, as progress."""
    now, limits = ask.now, ask.limits
    found = len(now.family_and_carers)
    if found < limits.g05_target:
        is_few, is_some = found < limits.g05_high_under, found < limits.g05_medium_under
        severity = "high" if is_few else "medium" if is_some else "low"
        yield Finding(severity, counts={"n": found})


def _birth_or_legal_parents(now: Moment) -> tuple[str, ...]:
    recorded = {
        row.from_id
        for row in now.network.ties[now.child_id]
        if row.to_id == now.child_id and row.kind in _BORN_OR_LEGAL and not now.is_disputed(row)
    }
    return tuple(person for person in now.parents if person in recorded)


def _has_family(now: Moment, parent: str) -> bool:
    """Whether any person is joined to a parent by rows of parents, brothers and sisters, not through descendants."""
    own = descendants(now, parent) | {now.child_id}
    found, to_do = {parent}, [parent]
    while to_do:
        new = _joined(now, to_do.pop()) - own - found
        if any(now.person(person).is_person for person in new):
            return True
        found |= new
        to_do.extend(new)
    return False


def _joined(now: Moment, person_id: str) -> set[str]:
    others = {
        row.other(person_id)
        for row in now.network.ties[person_id]
        if row.kind in _FAMILY_ROWS and not now.is_disputed(row) and not _is_possible(row)
    }
    return others & now.network.people.keys()


def _is_possible(row: Relationship) -> bool:
    """A brother or sister who is only possible; for a parent there is a kind of row that says so."""
    return row.kind in SIBLING_KINDS and row.certainty == "possible"


def _people_on_side(now: Moment, parent: str) -> list[str]:
    return [person for person in now.others if _is_on_side(now, person, parent)]


def _is_on_side(now: Moment, person_id: str, parent: str) -> bool:
    kin = now.kin[person_id]
    return (
        (kin.up or 0) >= _TWO
        and kin.path[1] == parent
        and kin.kin_class not in _UNSURE
        and now.person(person_id).is_person
        and now.is_living(person_id)
    )
