"""Knowing: one source only, accounts that differ, and information grown old (G28 to G30)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from graph.relationships import Relationship
from graph.vocabulary import PARENT_KINDS
from queries.gaps.asking import Asking, Finding, Findings, ids
from queries.moment import Moment

_ONLY_A_RECORD = "record"
_NEEDS_SUPPORT = frozenset({"not_safe", "safe_with_support"})
_MAY_BE_PARENT_OR_CARER = PARENT_KINDS | {"possible_birth_parent", "prospective_carer"}
_TWO = 2


def one_source_only(ask: Asking) -> Findings:
    """G28: all that is recorded of somebody who matters for safety or parentage comes from one other person."""
    for person in ask.now.family_and_carers:
        rows = ask.now.network.ties[person]
        sources = {_source(row) for row in rows}
        if len(sources) == 1 and not sources & {_record(), (person, "")} and _weighs(ask, person):
            yield Finding("medium", person, ids(*rows))


def _record() -> tuple[str, str]:
    return ("", _ONLY_A_RECORD)


def _source(row: Relationship) -> tuple[str, str]:
    """Who says so; all records are one source, and so are all rows that name nobody."""
    return _record() if row.source_type == _ONLY_A_RECORD else (row.source_id, "")


def _weighs(ask: Asking, person_id: str) -> bool:
    """A parent or possible parent but not a donor, somebody whose safety is in question, or a carer to be."""
    if ask.now.standing(person_id).safety_stance(ask.now.on) in _NEEDS_SUPPORT:
        return True
    return any(
        row.kind in _MAY_BE_PARENT_OR_CARER and row.from_id == person_id
        for row in ask.now.with_child(person_id)
    )


def accounts_differ(ask: Asking) -> Findings:
    """G29: rows that contradict each other, once for each group of them."""
    for tag, rows in sorted(_conflicts(ask).items()):
        first = min(rows, key=lambda row: (not row.ref, row.ref, row.id))
        about = first.to_id if first.from_id == ask.now.child_id else first.from_id
        yield Finding("medium", about, ids(*rows), tag=tag)


def _conflicts(ask: Asking) -> Mapping[str, list[Relationship]]:
    groups: dict[str, list[Relationship]] = {}
    for row in ask.now.network.relationships:
        if row.conflict_group:
            groups.setdefault(row.conflict_group, []).append(row)
    return {tag: rows for tag, rows in groups.items() if len(rows) >= _TWO}


def old_information(ask: Asking) -> Findings:
    """G30: nothing about a parent or somebody important is newer than a year."""
    for person in _to_keep_up_with(ask.now):
        newest = _newest(ask.now, person)
        if newest is None:
            ask.cannot_tell("Nothing about {name} has a date.", person)
        elif ask.is_older(newest, ask.limits.g30_days):
            yield Finding("medium", person, _from_day(ask, person, newest), since=newest)


def _to_keep_up_with(now: Moment) -> Iterator[str]:
    """Living parents and important people elsewhere, who are not at work with the child."""
    return (
        person
        for person in now.others
        if (person in now.parents or now.is_important(person))
        and now.person(person).is_person
        and now.is_living(person)
        and not now.shares_home(person)
        and not now.is_working_professional(person)
    )


def _newest(now: Moment, person_id: str) -> date | None:
    days = [row.source_date.earliest for row in now.network.ties[person_id]]
    known = [day for day in (*days, now.last_contact(person_id)) if day is not None]
    return max((day for day in known if day <= now.on), default=None)


def _from_day(ask: Asking, person_id: str, day: date) -> tuple[str, ...]:
    rows = [r.id for r in ask.now.network.ties[person_id] if r.source_date.earliest == day]
    times = [time.id for time in ask.now.contacts(person_id) if time.date.earliest == day]
    return (*rows, *times)
