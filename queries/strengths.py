"""What is strong: who loves the child, what was promised and is kept, who was found, and time that is growing.

Every screen with gaps shows at least as many of these, for a family is more than what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from graph.network import Network
from graph.record import Value
from graph.relationships import Relationship
from graph.vocabulary import PROMISES
from queries.moment import Moment
from queries.sentences import sentence

WINDOW = 90
FOUND_WITHIN = 180
_ENOUGH_TIMES = 3
_GROWING_BY = 2
_GROWING = "Time with {name} is growing: {n_times} in the three months before, {m_times} in the last three."
_KEPT_WITHIN = Fraction(3, 2)


class Strength(Value):
    """One good thing that can be checked: what kind, whose, the message with its arguments, and its facts."""

    kind: str
    person_id: str
    sentence: str
    message: str
    arguments: Mapping[str, str | int] = {}
    facts: tuple[str, ...] = ()


def strengths(
    network: Network, since: date | None = None, moment: Moment | None = None
) -> tuple[Strength, ...]:
    """Every strength of a map on its day, love first; people found count from `since`, or in the last half year."""
    now = moment or Moment(network)
    found_since = since or now.days_ago(FOUND_WITHIN)
    return (
        *_love(now),
        *_promises(now),
        *_kept_plans(now),
        *_growing(now),
        *_found(now, found_since),
        *_in_touch(now),
    )


def _strength(
    now: Moment,
    kind: str,
    person_id: str,
    message: str,
    facts: tuple[str, ...],
    **more: str | int,
) -> Strength:
    arguments: dict[str, str | int] = {
        "child": now.network.known_as(now.child_id),
        "name": now.network.known_as(person_id),
        **more,
    }
    return Strength(
        kind=kind,
        person_id=person_id,
        sentence=sentence(message, arguments),
        message=message,
        arguments=arguments,
        facts=facts,
    )


def _love(now: Moment) -> Iterator[Strength]:
    for person in now.others:
        rows = now.to_child(person, "loves")
        if rows and now.person(person).is_person and now.is_living(person):
            yield _strength(now, "loves", person, "{name} loves {child}.", _ids(rows))


def _promises(now: Moment) -> Iterator[Strength]:
    for person in _welcome(now):
        for row in now.promises(person):
            promise = PROMISES.get(row.detail, row.detail)
            message = "{name} has promised {child}: {promise}."
            yield _strength(now, "promised", person, message, (row.id,), promise=promise)


def _kept_plans(now: Moment) -> Iterator[Strength]:
    """Plans whose next time is not overdue."""
    for person in _welcome(now):
        kept = tuple(row for row in now.plans(person) if _is_kept(now, person, row))
        if kept:
            message = "The plan for {child} and {name} is being kept."
            yield _strength(now, "kept", person, message, _ids(kept))


def _is_kept(now: Moment, person_id: str, row: Relationship) -> bool:
    if not row.plan_every_days:
        return False
    return now.in_contact(person_id, int(_KEPT_WITHIN * row.plan_every_days))


def _growing(now: Moment) -> Iterator[Strength]:
    """At least twice as many times in the last three months as in the three before."""
    for person in _welcome(now):
        lately = now.contacts_within(person, WINDOW)
        before = now.contacts_within(person, 2 * WINDOW, since=WINDOW + 1)
        if len(lately) >= _ENOUGH_TIMES and len(lately) >= _GROWING_BY * len(before):
            facts = tuple(time.id for time in (*before, *lately))
            yield _strength(now, "growing", person, _GROWING, facts, n=len(before), m=len(lately))


def _found(now: Moment, since: date) -> Iterator[Strength]:
    for person in _welcome(now):
        known = now.standing(person).first_known_date.earliest
        if known is not None and since <= known <= now.on:
            facts = (now.standing(person).id,)
            yield _strength(now, "found", person, "We have found {name}.", facts)


def _in_touch(now: Moment) -> Iterator[Strength]:
    for person in _welcome(now):
        times = now.contacts_within(person, WINDOW)
        if times:
            message = "{child} and {name} were in touch in the last three months."
            facts = tuple(time.id for time in times)
            yield _strength(now, "in_touch", person, message, facts)


def _welcome(now: Moment) -> Iterator[str]:
    """Living people and pets whom nothing silences: a strength never points to who must not be prompted."""
    return (
        person
        for person in now.others
        if now.standing(person).network_kind in ("natural", "carer", "pet")
        and now.is_living(person)
        and not now.silence(person)
    )


def _ids(rows: tuple[Relationship, ...]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)
