"""Voice: the child's own view, missing or old, and close family nobody has asked the child about (G26, G27)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.vocabulary import STATEMENT_KINDS
from queries.gaps.asking import Asking, Finding, Findings

_WATCHED = frozenset({"carer_words", "family_member", "professional_observation"})
_SPOKEN = frozenset({"child_words"})
_CLOSE = frozenset({"blood", "half", "adoptive", "legal"})


def missing_or_old(ask: Asking) -> Findings:
    """G26: no statement in the child's own words for three months; by what others saw for the very young."""
    age = ask.child_age()
    if age is None:
        return
    said = _said_by_child(ask, _SPOKEN if age >= ask.limits.g26_words_age else _WATCHED)
    if not said:
        yield Finding("urgent", facts=(ask.standing_id(ask.now.child_id),), is_never=True)
        return
    last = max(said.values())
    if ask.is_older(last, ask.limits.g26_days):
        facts = tuple(row for row, day in said.items() if day == last)
        yield Finding("high", facts=facts, since=last)


def _said_by_child(ask: Asking, sources: frozenset[str]) -> Mapping[str, date]:
    """By row, the day of every statement of the child's, whatever has become of it."""
    rows = [
        row
        for row in ask.now.network.ties[ask.now.child_id]
        if row.from_id == ask.now.child_id
        and row.kind in STATEMENT_KINDS
        and row.source_type in sources
    ]
    days = ((row.id, row.source_date.earliest) for row in rows)
    return {row: day for row, day in days if day is not None and day <= ask.now.on}


def close_family_not_asked_about(ask: Asking) -> Findings:
    """G27: living close family of whom the child was never asked whether they matter."""
    age = ask.child_age()
    if age is None or age < ask.limits.g27_age:
        return
    asked = [
        person for person in ask.now.others if _is_close(ask, person) and _is_not_asked(ask, person)
    ]
    if asked:
        facts = tuple(ask.standing_id(person) for person in asked)
        yield Finding("medium", facts=facts, counts={"n": len(asked)})


def _is_close(ask: Asking, person_id: str) -> bool:
    kin, person = ask.now.kin[person_id], ask.now.person(person_id)
    return (
        person.is_person
        and person.is_living
        and kin.kin_class in _CLOSE
        and kin.degree is not None
        and kin.degree <= ask.limits.g27_degree
    )


def _is_not_asked(ask: Asking, person_id: str) -> bool:
    return ask.now.standing(person_id).child_says_important(ask.now.on) == "not_asked"
