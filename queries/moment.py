"""The words used in every definition, for one network on the day it is read at: no two rules mean different things.

A moment is built once and asked many times: it keeps what it has worked out. It only reads.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from graph.contacts import Contact
from graph.dates import days_before
from graph.errors import BadValueError
from graph.network import Network, Silence
from graph.people import Person
from graph.relationships import Relationship
from graph.silences import silences_of
from graph.standings import Standing
from graph.vocabulary import PARENT_KINDS
from queries.kin import Kin
from queries.kinship import kinship

T = TypeVar("T")

_NONE: frozenset[Silence] = frozenset()
_OUT = frozenset({Silence.NOT_SAFE, Silence.CLOSED})


class Moment:
    """One network on one day, answering in the words of the rules."""

    def __init__(self, network: Network) -> None:
        """Take a network that is read at a day; BadValueError for one that is not."""
        if network.on is None:
            raise BadValueError("Say on which day the map is to be read.")
        self.network = network
        self.on: date = network.on
        self.child_id = network.child_id
        self.silences: Mapping[str, frozenset[Silence]] = network.no_prompt or silences_of(network)
        self._worked_out: dict[Hashable, object] = {}

    def once(self, name: Hashable, answer: Callable[[], T]) -> T:
        """An answer that several questions share, worked out the first time."""
        if name not in self._worked_out:
            self._worked_out[name] = answer()
        return self._worked_out[name]  # type: ignore[return-value]

    # who somebody is

    def person(self, person_id: str) -> Person:
        """The person."""
        return self.network.people[person_id]

    def standing(self, person_id: str) -> Standing:
        """The person's place on this map."""
        return self.network.standings[person_id]

    @cached_property
    def kin(self) -> Mapping[str, Kin]:
        """Everyone's kin to the child."""
        return kinship(self.network)

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Everyone but the child, in the order of the map."""
        return tuple(person for person in self.network.in_order if person != self.child_id)

    def is_disputed(self, row: Relationship) -> bool:
        """Somebody says that it is not so."""
        return "disputed" in (row.status, row.certainty)

    @cached_property
    def recorded_parents(self) -> Mapping[str, frozenset[str]]:
        """Everyone's birth, legal and adoptive parents by the rows that say so; disputed ones are not."""
        found: dict[str, set[str]] = {}
        people = self.network.people
        for row in self.network.relationships:
            if row.kind in PARENT_KINDS and not self.is_disputed(row) and row.from_id in people:
                found.setdefault(row.to_id, set()).add(row.from_id)
        return {person: frozenset(parents) for person, parents in found.items()}

    @cached_property
    def recorded_children(self) -> Mapping[str, frozenset[str]]:
        """The same rows, read from the parents."""
        found: dict[str, set[str]] = {}
        for person, parents in self.recorded_parents.items():
            for parent in parents:
                found.setdefault(parent, set()).add(person)
        return {person: frozenset(children) for person, children in found.items()}

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The child's birth, legal and adoptive parents who are not placeholders, in order."""
        recorded = self.recorded_parents.get(self.child_id, frozenset())
        return tuple(
            person
            for person in self.others
            if person in recorded and not self.person(person).is_placeholder
        )

    def is_relative(self, person_id: str) -> bool:
        """Family: blood, half, legal, adoptive, step, in-law, donor or possible."""
        return self.kin[person_id].is_relative

    def is_living(self, person_id: str) -> bool:
        """Alive, or not known to be otherwise."""
        return self.person(person_id).is_living

    def is_adult(self, person_id: str) -> bool:
        """Eighteen or over, by the youngest reading."""
        return self.person(person_id).is_adult(self.on)

    def is_natural_or_carer(self, person_id: str) -> bool:
        """A real person of the family, a friend or a carer; not a professional, a pet, a placeholder or the child."""
        return person_id in self._natural_or_carer

    @cached_property
    def _natural_or_carer(self) -> frozenset[str]:
        return frozenset(
            person
            for person in self.others
            if self.person(person).is_person
            and self.standing(person).network_kind in ("natural", "carer")
        )

    @cached_property
    def family_and_carers(self) -> tuple[str, ...]:
        """Everyone living who is natural or a carer, in order."""
        return tuple(
            person
            for person in self.others
            if person in self._natural_or_carer and self.is_living(person)
        )

    def is_eligible(self, person_id: str) -> bool:
        """Somebody who could be asked: natural or carer, living, not unsafe, not declined and not closed."""
        return person_id in self._eligible

    @cached_property
    def _eligible(self) -> frozenset[str]:
        return frozenset(
            person for person in self.family_and_carers if not self.silence(person) & _OUT
        )

    def is_important(self, person_id: str) -> bool:
        """The child says they matter, or says that they love or miss them."""
        return person_id in self._important

    @cached_property
    def _important(self) -> frozenset[str]:
        return frozenset(
            person
            for person in self.others
            if self.standing(person).child_says_important(self.on) == "yes"
            or self.child_loves(person)
        )

    # what is silent

    def silence(self, person_id: str) -> frozenset[Silence]:
        """Why nobody may be prompted towards somebody, if so."""
        return self.silences.get(person_id, _NONE)

    def is_not_safe(self, person_id: str) -> bool:
        """Somebody a professional has recorded as not safe."""
        return Silence.NOT_SAFE in self.silence(person_id)

    def child_said_no(self, person_id: str) -> bool:
        """One of the child's latest own words about them is a no."""
        return Silence.SAID_NO in self.silence(person_id)

    def lives_with_danger(self, person_id: str) -> bool:
        """Shares a home with someone who is not safe or must not be contacted."""
        return Silence.LIVES_WITH in self.silence(person_id)

    # where they live

    @cached_property
    def child_home(self) -> str:
        """The code of the child's home, or nothing."""
        return self.network.home_code(self.child_id)

    def shares_home(self, person_id: str) -> bool:
        """Lives in the child's home."""
        return person_id in self._at_home

    @cached_property
    def _at_home(self) -> frozenset[str]:
        home = self.child_home
        return frozenset(
            person for person in self.others if home and self.network.home_code(person) == home
        )

    # ties and words

    @cached_property
    def _current(self) -> Mapping[str, tuple[Relationship, ...]]:
        return {
            person: tuple(row for row in rows if row.is_current(self.on))
            for person, rows in self.network.ties.items()
        }

    def current(self, person_id: str) -> tuple[Relationship, ...]:
        """Somebody's rows that are current today, at either end."""
        return self._current.get(person_id, ())

    def with_child(self, person_id: str) -> tuple[Relationship, ...]:
        """Somebody's rows with the child, either way round, whatever their status."""
        return (*self._to_child.get(person_id, ()), *self._from_child.get(person_id, ()))

    @cached_property
    def _to_child(self) -> Mapping[str, tuple[Relationship, ...]]:
        rows = self.network.ties[self.child_id]
        return _grouped((row.from_id, row) for row in rows if row.to_id == self.child_id)

    @cached_property
    def _from_child(self) -> Mapping[str, tuple[Relationship, ...]]:
        rows = self.network.ties[self.child_id]
        return _grouped((row.to_id, row) for row in rows if row.from_id == self.child_id)

    def to_child(self, person_id: str, *kinds: str) -> tuple[Relationship, ...]:
        """Somebody's current rows of some kinds to the child."""
        rows = self._current_to_child.get(person_id, ())
        return tuple(row for row in rows if row.kind in kinds)

    @cached_property
    def _current_to_child(self) -> Mapping[str, tuple[Relationship, ...]]:
        return self._current_of(self._to_child)

    def from_child(self, person_id: str, *kinds: str) -> tuple[Relationship, ...]:
        """The child's current rows of some kinds to somebody."""
        rows = self._current_from_child.get(person_id, ())
        return tuple(row for row in rows if row.kind in kinds)

    @cached_property
    def _current_from_child(self) -> Mapping[str, tuple[Relationship, ...]]:
        return self._current_of(self._from_child)

    def _current_of(
        self, rows: Mapping[str, tuple[Relationship, ...]]
    ) -> Mapping[str, tuple[Relationship, ...]]:
        return {
            person: tuple(row for row in group if row.is_current(self.on))
            for person, group in rows.items()
        }

    def child_loves(self, person_id: str) -> bool:
        """The child loves or misses them."""
        return bool(self.from_child(person_id, "loves", "misses"))

    def loves_child(self, person_id: str) -> bool:
        """Somebody has said that they love the child."""
        return bool(self.to_child(person_id, "loves"))

    def plans(self, person_id: str) -> tuple[Relationship, ...]:
        """Current family-time plans from somebody to the child."""
        return self.to_child(person_id, "family_time_plan")

    def promises(self, person_id: str) -> tuple[Relationship, ...]:
        """Current promises from somebody to the child."""
        return self.to_child(person_id, "promise")

    def is_working_professional(self, person_id: str) -> bool:
        """Has a current professional row to the child."""
        return bool(self.to_child(person_id, "professional"))

    # times together

    @cached_property
    def _happened(self) -> Mapping[str, tuple[Contact, ...]]:
        """By person, in the order of their days."""
        times = self.network.times.items()
        return {
            person: tuple(sorted((time for time in all_of if _is_dated(time)), key=_day_and_id))
            for person, all_of in times
        }

    def contacts(self, person_id: str, *, is_direct: bool = False) -> tuple[Contact, ...]:
        """Times together or in touch that happened; only those in the same place where `is_direct`."""
        times = self._happened.get(person_id, ())
        return tuple(time for time in times if time.is_direct) if is_direct else times

    def last_contact(self, person_id: str, *, is_direct: bool = False) -> date | None:
        """The day of the latest time together or in touch that happened."""
        return (self._last_direct if is_direct else self._last_of_any).get(person_id)

    @cached_property
    def _last_of_any(self) -> Mapping[str, date]:
        return {person: _day(times[-1]) for person, times in self._happened.items() if times}

    @cached_property
    def _last_direct(self) -> Mapping[str, date]:
        found = ((person, self.contacts(person, is_direct=True)) for person in self._happened)
        return {person: _day(times[-1]) for person, times in found if times}

    def contacts_within(
        self, person_id: str, days: int, *, since: int = 0, is_direct: bool = False
    ) -> tuple[Contact, ...]:
        """Times that happened from `since` to `days` days before today, both included."""
        times = self.contacts(person_id, is_direct=is_direct)
        return _between(times, self.days_ago(days), self.days_ago(since))

    def times_within(self, person_id: str, days: int) -> tuple[Contact, ...]:
        """Every time written down in the last days, whether or not it happened."""
        return _between(self.network.times.get(person_id, ()), self.days_ago(days), self.on)

    def in_contact(self, person_id: str, days: int) -> bool:
        """Together or in touch in the last days."""
        last = self.last_contact(person_id)
        return last is not None and self.days_ago(days) <= last <= self.on

    def days_ago(self, days: int) -> date:
        """The day so many days before today."""
        return days_before(self.on, days)

    def days_since(self, day: date) -> int:
        """Whole days from a day to today."""
        return (self.on - day).days


def _is_dated(time: Contact) -> bool:
    return time.did_happen and time.date.earliest is not None


def _day(time: Contact) -> date:
    return time.date.earliest or date.min


def _day_and_id(time: Contact) -> tuple[date, str]:
    return _day(time), time.id


def _between(times: Iterable[Contact], first: date, last: date) -> tuple[Contact, ...]:
    return tuple(
        time for time in times if time.date.earliest and first <= time.date.earliest <= last
    )


def _grouped(
    rows: Iterable[tuple[str, Relationship]],
) -> Mapping[str, tuple[Relationship, ...]]:
    found: dict[str, list[Relationship]] = {}
    for person, row in rows:
        found.setdefault(person, []).append(row)
    return {person: tuple(group) for person, group in found.items()}
