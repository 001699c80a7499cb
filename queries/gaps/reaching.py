"""Found, not reached: names nobody has called, hellos gone quiet, and people who are waiting (G06, G07, G32)."""

from __future__ import annotations

from graph.relationships import Relationship
from queries.gaps.asking import Asking, Finding, Findings, ids


def never_spoken_to(ask: Asking) -> Findings:
    """G06: a grown-up of the family whose name has been known for some time."""
    for person in ask.eligible():
        standing = ask.now.standing(person)
        if standing.finding_status(ask.now.on) != "discovered" or not ask.now.is_relative(person):
            continue
        known = standing.first_known_date.earliest
        if not ask.now.is_adult(person):
            _say_if_age_is_unknown(ask, person)
        elif known is None:
            ask.cannot_tell("We do not know since when we have known about {name}.", person)
        elif ask.is_older(known, ask.limits.g06_days):
            yield Finding(_nearness(ask, person), person, (standing.id,), since=known)


def _say_if_age_is_unknown(ask: Asking, person_id: str) -> None:
    person = ask.now.person(person_id)
    if person.age(ask.now.on) is None and person.life_stage == "unknown":
        ask.cannot_tell("We do not know whether {name} is grown up.", person_id)


def _nearness(ask: Asking, person_id: str) -> str:
    degree = ask.now.kin[person_id].degree
    return "high" if degree is not None and degree <= ask.limits.g06_near_degree else "medium"


def gone_quiet(ask: Asking) -> Findings:
    """G07: somebody was reached out to, and nothing has followed for some time."""
    for person in ask.eligible():
        standing = ask.now.standing(person)
        if standing.finding_status(ask.now.on) != "contacted":
            continue
        since = standing.finding_status_date(ask.now.on).earliest
        if since is None:
            ask.cannot_tell("We do not know when someone reached out to {name}.", person)
        elif ask.is_older(since, ask.limits.g07_days):
            yield Finding("medium", person, (standing.id,), since=since)


def waiting_to_hear(ask: Asking) -> Findings:
    """G32: somebody has said in their own words that they love or want to see the child, and has not been."""
    for person in ask.now.others:
        if not ask.now.person(person).is_person or not ask.now.is_living(person):
            continue
        said = _own_words(ask, person)
        if not said or ask.is_around(person, ask.limits.g32_days):
            continue
        days = [row.source_date.earliest for row in said if row.source_date.earliest is not None]
        if days:
            yield Finding("high", person, ids(*said), since=min(days))
        else:
            ask.cannot_tell("We do not know when {name} told us.", person)


def _own_words(ask: Asking, person_id: str) -> tuple[Relationship, ...]:
    return tuple(
        row
        for row in ask.now.to_child(person_id, "loves", "wants_to_see")
        if row.source_type == "person_words" and row.source_id == person_id
    )
