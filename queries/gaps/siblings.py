"""Brothers and sisters: when they were last together, and whether anyone has planned the next time (G08, G09)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from queries.gaps.asking import Asking, Finding, Findings
from queries.moment import Moment

_BY_PARENTS = frozenset({"blood", "half", "legal", "adoptive"})
_BEFORE_GROWN_UP = frozenset({"baby", "child", "young_person"})


def brothers_and_sisters(now: Moment) -> frozenset[str]:
    """By parents, full or half; by a couple or a foster home where the child says they matter."""
    return now.once("brothers and sisters", lambda: frozenset(_found(now)))


def _found(now: Moment) -> Iterator[str]:
    return (person for person in now.others if _is_brother_or_sister(now, person))


def _is_brother_or_sister(now: Moment, person_id: str) -> bool:
    kin = now.kin[person_id]
    if not now.person(person_id).is_person:
        return False
    if kin.is_sibling and kin.kin_class in _BY_PARENTS:
        return True
    return now.is_important(person_id) and (
        kin.relation == "step_sibling" or _is_in_foster_home(now, person_id)
    )


def _is_in_foster_home(now: Moment, person_id: str) -> bool:
    rows = now.with_child(person_id)
    return _is_under_age(now, person_id) and any(
        row.kind == "carer_family" and row.from_id == person_id for row in rows
    )


def _is_under_age(now: Moment, person_id: str) -> bool:
    person = now.person(person_id)
    if person.age(now.on) is None:
        return person.life_stage in _BEFORE_GROWN_UP
    return not now.is_adult(person_id)


def _living_elsewhere(ask: Asking) -> Iterator[str]:
    siblings = brothers_and_sisters(ask.now)
    return (
        person
        for person in ask.now.others
        if person in siblings and ask.now.is_living(person) and not ask.now.shares_home(person)
    )


def not_seen(ask: Asking) -> Findings:
    """G08: no time in the same place for a month; from overseas any time in touch counts."""
    for person in _living_elsewhere(ask):
        is_overseas = ask.now.network.area(person).startswith("overseas")
        last = ask.now.last_contact(person, is_direct=not is_overseas)
        if last is not None and not ask.is_older(last, ask.limits.g08_days):
            continue
        facts = tuple(
            time.id for time in ask.now.contacts(person) if last and time.date.earliest == last
        )
        yield Finding(
            _urgency(ask, person, last),
            person,
            facts or (ask.standing_id(person),),
            since=last,
            is_never=last is None,
        )


def _urgency(ask: Asking, person_id: str, last: date | None) -> str:
    if not any(time.did_happen for time in ask.now.network.times.get(person_id, ())):
        return "urgent"
    if _longer_plan_is_kept(ask, person_id):
        return "low"
    if last is not None and not ask.is_older(last, ask.limits.g08_medium_days):
        return "medium"
    return "high"


def _longer_plan_is_kept(ask: Asking, person_id: str) -> bool:
    last = ask.now.last_contact(person_id)
    spans = [
        int(ask.limits.g08_plan_factor * row.plan_every_days)
        for row in ask.now.plans(person_id)
        if row.plan_every_days and row.plan_every_days > ask.limits.g08_days
    ]
    return bool(spans) and ask.is_within(last, max(spans))


def no_plan(ask: Asking) -> Findings:
    """G09: nobody has agreed when a brother or sister and the child will next spend time together."""
    for person in _living_elsewhere(ask):
        if not ask.now.plans(person):
            yield Finding("medium", person, (ask.standing_id(person),))
