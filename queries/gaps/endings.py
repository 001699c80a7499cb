"""Endings: people about to go with a job or a home, people already lost, and too many workers (G22, G23, G35)."""

from __future__ import annotations

from graph.dates import days_before
from graph.relationships import Relationship
from queries.gaps.asking import Asking, Finding, Findings, ids

_AT_WORK = frozenset({"carer", "professional"})
_LOOKED_AFTER = frozenset(
    {"foster_carer", "kinship_carer", "host_carer", "step_parent", "residential_worker"}
)


def about_to_end(ask: Asking) -> Findings:
    """G22: somebody important whose role ends within half a year, with no promise and no plan."""
    for person in ask.now.others:
        standing = ask.now.standing(person)
        end = standing.role_end_date.earliest
        if end is None or standing.network_kind not in _AT_WORK:
            continue
        if not ask.now.person(person).is_person or not ask.now.is_important(person):
            continue
        if ask.now.promises(person) or ask.now.plans(person):
            continue
        ask.note(days_before(end, ask.limits.g22_days))
        ask.note(end)
        if 0 < (end - ask.now.on).days <= ask.limits.g22_days:
            yield Finding("high", person, (standing.id,), since=end)


def once_cared_and_lost(ask: Asking) -> Findings:
    """G23: somebody who looked after the child for half a year or more, and is no longer in touch."""
    for person in ask.eligible():
        if ask.now.shares_home(person):
            continue
        cared = _care_that_lasted(ask, person)
        if cared and not ask.in_contact(person, ask.limits.g23_quiet_days):
            severity = "high" if ask.now.is_important(person) else "medium"
            yield Finding(severity, person, ids(*cared))


def _care_that_lasted(ask: Asking, person_id: str) -> list[Relationship]:
    """Rows of care that are over and certainly lasted: from the latest start to the earliest end."""
    found = []
    for row in ask.now.with_child(person_id):
        if row.kind not in _LOOKED_AFTER or row.from_id != person_id or not row.is_over(ask.now.on):
            continue
        start, end = row.start_date.latest, row.end_date.earliest
        if start is None or end is None:
            ask.cannot_tell("We do not know how long {name} looked after {child}.", person_id)
        elif (end - start).days >= ask.limits.g23_min_days:
            found.append(row)
    return found


def many_social_workers(ask: Asking) -> Findings:
    """G35: three or more social workers in two years."""
    rows = [
        row
        for person in ask.now.others
        for row in ask.now.with_child(person)
        if row.kind == "professional"
        and row.detail == "social_worker"
        and row.to_id == ask.now.child_id
        and _is_recent(ask, row)
    ]
    count = len({row.from_id for row in rows})
    if count >= ask.limits.g35_n:
        yield Finding("medium", facts=ids(*rows), counts={"n": count})


def _is_recent(ask: Asking, row: Relationship) -> bool:
    """Not over more than so many days ago; where the end is not recorded it cannot be."""
    if not row.is_over(ask.now.on) or row.end_date.latest is None:
        return True
    return not ask.is_older(row.end_date.latest, ask.limits.g35_days)
