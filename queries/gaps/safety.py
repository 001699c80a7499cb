"""Safety: plans not agreed, and questions not asked yet (G24, G25)."""

from __future__ import annotations

from queries.gaps.asking import Asking, Finding, Findings

_NEEDS_A_PLAN = frozenset({"not_safe", "safe_with_support"})
_WELL_IN = frozenset({"engaged", "committed", "lifelong"})


def plan_not_agreed(ask: Asking) -> Findings:
    """G24: somebody dear or in touch with whom time is not simply safe, and no plan."""
    for person in ask.now.family_and_carers:
        standing = ask.now.standing(person)
        stance = standing.safety_stance(ask.now.on)
        if stance not in _NEEDS_A_PLAN or standing.safety_plan == "yes":
            continue
        if ask.now.is_important(person) or ask.in_contact(person, ask.limits.g24_days):
            yield Finding("urgent" if stance == "not_safe" else "high", person, (standing.id,))


def not_asked_about(ask: Asking) -> Findings:
    """G25: a grown-up in the child's life of whom nobody has recorded what is safe."""
    for person in ask.now.family_and_carers:
        standing = ask.now.standing(person)
        if standing.safety_stance(ask.now.on) != "unknown":
            continue
        is_in = standing.finding_status(ask.now.on) in _WELL_IN
        if _may_be_grown_up(ask, person) and (is_in or ask.in_contact(person, ask.limits.g25_days)):
            yield Finding("high", person, (standing.id,))


def _may_be_grown_up(ask: Asking, person_id: str) -> bool:
    """A life stage is only asked for where no birth is recorded."""
    person = ask.now.person(person_id)
    return person.is_adult(ask.now.on) or (
        person.age(ask.now.on) is None and person.life_stage == "unknown"
    )
