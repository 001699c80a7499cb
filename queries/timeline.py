"""The timeline: the child's homes as chapters, and who came and who was lost at each move.

Only what has a date can be told. What has none is said to be so "as recorded now".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.network import Network
from graph.record import Value
from graph.stays import Stay
from graph.vocabulary import RELATIONSHIP_KINDS
from queries.moment import Moment

AS_RECORDED_NOW = "as recorded now"
_TOLD = frozenset({"care", "professional", "couple", "kith"})


class Event(Value):
    """Something that happened on a day, as far as it is known: what, with whom, and the record it rests on."""

    on: str
    day: date
    what: str
    kind: str
    person_id: str
    fact: str


class Chapter(Value):
    """One home of the child: from, to, who lived there, whose job it was, who was seen, and who came or was lost.

    `gained` were first seen in this chapter; `lost` were seen in the chapter before and not in this one.
    """

    home_code: str
    starts: str
    ends: str
    first_day: date | None
    last_day: date | None
    is_dated: bool
    shared_with: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class Timeline(Value):
    """The chapters and the events of a child's map, the oldest first, and what cannot be dated."""

    chapters: tuple[Chapter, ...]
    events: tuple[Event, ...]
    undated: tuple[str, ...] = ()


def timeline(network: Network, moment: Moment | None = None) -> Timeline:
    """The story of one map up to the day that it is read at."""
    now = moment or Moment(network)
    events = sorted(_events(now), key=lambda event: (event.day, event.kind, event.fact))
    return Timeline(
        chapters=tuple(_chapters(now)),
        events=tuple(events),
        undated=tuple(person for person in now.others if not _has_a_date(now, person)),
    )


def _chapters(now: Moment) -> Iterator[Chapter]:
    before: frozenset[str] | None = None
    ever: set[str] = set()
    for stay in _homes(now):
        first, last = stay.start_date.earliest, stay.end_date.latest
        seen = frozenset(_seen_between(now, first, last or now.on))
        yield Chapter(
            home_code=stay.home_code,
            starts=stay.start_date.text or AS_RECORDED_NOW,
            ends=stay.end_date.text,
            first_day=first,
            last_day=last,
            is_dated=first is not None,
            shared_with=_in_order(now, _sharing(now, stay)),
            workers=_in_order(now, _working_between(now, first, last or now.on)),
            seen=_in_order(now, seen),
            gained=_in_order(now, seen - ever),
            lost=_in_order(now, (before or frozenset()) - seen),
        )
        before = seen
        ever |= seen


def _homes(now: Moment) -> list[Stay]:
    stays = [stay for stay in now.network.stays if stay.person_id == now.child_id]
    begun = [s for s in stays if s.start_date.earliest is None or s.start_date.earliest <= now.on]
    return sorted(begun, key=lambda stay: (stay.start_date.earliest or date.min, stay.id))


def _in_order(now: Moment, people: frozenset[str] | set[str]) -> tuple[str, ...]:
    return tuple(person for person in now.others if person in people)


def _sharing(now: Moment, home: Stay) -> set[str]:
    return {
        stay.person_id
        for stay in now.network.stays
        if stay.home_code
        and stay.home_code == home.home_code
        and stay.person_id != now.child_id
        and _overlap(stay, home)
    }


def _overlap(one: Stay, other: Stay) -> bool:
    starts = max(stay.start_date.earliest or date.min for stay in (one, other))
    ends = min(stay.end_date.latest or date.max for stay in (one, other))
    return starts <= ends


def _seen_between(now: Moment, first: date | None, last: date) -> Iterator[str]:
    for person in now.others:
        for time in now.contacts(person):
            day = time.date.earliest
            if day is not None and (first or date.min) <= day <= last:
                yield person
                break


def _working_between(now: Moment, first: date | None, last: date) -> set[str]:
    return {
        row.from_id
        for row in now.network.relationships
        if row.kind == "professional"
        and row.to_id == now.child_id
        and (row.start_date.earliest or date.min) <= last
        and (row.end_date.latest or date.max) >= (first or date.min)
    }


def _events(now: Moment) -> Iterator[Event]:
    for stay in _homes(now):
        if stay.start_date.earliest is not None:
            yield Event(
                on=stay.start_date.text,
                day=stay.start_date.earliest,
                what="moved home",
                kind="home",
                person_id=now.child_id,
                fact=stay.id,
            )
    yield from _tie_events(now)
    yield from _deaths(now)


def _tie_events(now: Moment) -> Iterator[Event]:
    for row in now.network.relationships:
        if row.family not in _TOLD or not row.joins(now.child_id):
            continue
        label = RELATIONSHIP_KINDS[row.kind].label
        for when, what in (
            (row.start_date, f"became {label}"),
            (row.end_date, f"was no longer {label}"),
        ):
            if when.earliest is not None and when.earliest <= now.on:
                yield Event(
                    on=when.text,
                    day=when.earliest,
                    what=what,
                    kind=row.family,
                    person_id=row.other(now.child_id),
                    fact=row.id,
                )


def _deaths(now: Moment) -> Iterator[Event]:
    for person_id in now.others:
        person = now.person(person_id)
        if person.has_died and person.dod.earliest is not None:
            yield Event(
                on=person.dod.text,
                day=person.dod.earliest,
                what="died",
                kind="death",
                person_id=person_id,
                fact=person.id,
            )


def _has_a_date(now: Moment, person_id: str) -> bool:
    rows = now.with_child(person_id)
    return bool(now.network.times.get(person_id)) or any(
        row.start_date.is_known or row.source_date.is_known for row in rows
    )
