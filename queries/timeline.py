"""The timeline: the child's homes as chapters, and who came and who was lost at each move.

Only what has a date can be told. What has none is said to be so "as recorded now".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from graph.dates import PartialDate
from graph.network import Network
from graph.record import Value
from graph.stays import Stay
from queries.moment import Moment

AS_RECORDED_NOW = "as recorded now"
_MOVED = "{child} moved home"
_DIED = "{name} died"
_FRIENDS = ("{name} and {child} became friends", "{name} and {child} were no longer friends")
# What is said when a tie with the child begins, and when it ends.
TOLD: Mapping[str, tuple[str, str]] = {
    "professional": ("{name} began to work with {child}", "{name} stopped working with {child}"),
    "former_professional": (
        "{name} began to work with {child}",
        "{name} stopped working with {child}",
    ),
    "foster_carer": ("{name} began to look after {child}", "{name} stopped looking after {child}"),
    "kinship_carer": ("{name} began to look after {child}", "{name} stopped looking after {child}"),
    "special_guardian": (
        "{name} became {child}’s special guardian",
        "{name} was no longer {child}’s special guardian",
    ),
    "prospective_carer": (
        "{name} was first thought of as a home for {child}",
        "{name} was no longer thought of as a home for {child}",
    ),
    "host_carer": ("{child} began to stay with {name}", "{child} no longer stayed with {name}"),
    "residential_worker": (
        "{name} began to work in {child}’s home",
        "{name} no longer worked in {child}’s home",
    ),
    "carer_family": (
        "{child} met {name} in a carer’s family",
        "{child} no longer shared a carer’s family with {name}",
    ),
    "step_parent": (
        "{name} became {child}’s step-parent",
        "{name} was no longer {child}’s step-parent",
    ),
    "partner": ("{name} and {child} became a couple", "{name} and {child} were no longer a couple"),
    "godparent": ("{name} became {child}’s godparent", "{name} was no longer {child}’s godparent"),
    "friend": _FRIENDS,
    "family_friend": (
        "{name} became a friend of {child}’s family",
        "{name} was no longer a friend of {child}’s family",
    ),
    "neighbour": (
        "{name} and {child} became neighbours",
        "{name} and {child} were no longer neighbours",
    ),
    "faith": (
        "{child} came to know {name} through faith",
        "{child} and {name} no longer shared faith",
    ),
    "school": ("{child} came to know {name} at school", "{child} no longer saw {name} at school"),
    "community": (
        "{child} came to know {name} in the community",
        "{child} no longer saw {name} in the community",
    ),
    "mentor": ("{name} became {child}’s mentor", "{name} was no longer {child}’s mentor"),
    "independent_visitor": ("{name} began to visit {child}", "{name} stopped visiting {child}"),
    "ceremonial_kin": (
        "{name} became family to {child} by ceremony",
        "{name} was no longer family to {child} by ceremony",
    ),
    "pet_of": ("{name} came to {child}", "{child} no longer had {name}"),
}


class Event(Value):
    """Something that happened on a day, as far as it is known: with whom, and the record it rests on.

    `message` is what a face translates, with the child's name and the person's; `on` is the day as it was given.
    """

    on: str
    day: date
    message: str
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

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom it names."""
        return frozenset((*self.shared_with, *self.workers, *self.seen, *self.gained, *self.lost))


class Timeline(Value):
    """The chapters and the events of a child's map, the oldest first, and who has no date at all."""

    chapters: tuple[Chapter, ...]
    events: tuple[Event, ...]
    undated: tuple[str, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom it names."""
        named = {event.person_id for event in self.events}.union(self.undated)
        return frozenset(named.union(*(chapter.people for chapter in self.chapters)))


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
        yield from _event(now, stay.start_date, _MOVED, "home", now.child_id, stay.id)
    for row in now.network.relationships:
        if row.kind in TOLD and row.joins(now.child_id):
            began, ended = TOLD[row.kind]
            person, kind = row.other(now.child_id), row.family
            yield from _event(now, row.start_date, began, kind, person, row.id)
            yield from _event(now, row.end_date, ended, kind, person, row.id)
    for person in now.others:
        yield from _event(now, now.person(person).dod, _DIED, "death", person, person)


def _event(
    now: Moment, when: PartialDate, message: str, kind: str, person_id: str, fact: str
) -> Iterator[Event]:
    """What happened by the day, if it is known when."""
    if when.earliest is not None and when.earliest <= now.on:
        yield Event(
            on=when.text,
            day=when.earliest,
            message=message,
            kind=kind,
            person_id=person_id,
            fact=fact,
        )


def _has_a_date(now: Moment, person_id: str) -> bool:
    rows = now.with_child(person_id)
    if now.network.times.get(person_id) or now.person(person_id).dod.is_known:
        return True
    return any(row.start_date.is_known or row.source_date.is_known for row in rows)
