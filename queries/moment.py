"""The words used in every definition (practice.md 5.0), for one network on the day it is read at.

A moment is built once and asked many times: it keeps what it has worked out. It only reads.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from graph.contacts import Contact
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
        return self.person(person_id).is_person and self.standing(person_id).network_kind in (
            "natural",
            "carer",
        )

    def is_eligible(self, person_id: str) -> bool:
        """Somebody who could be asked: natural or carer, living, not unsafe, not declined and not closed."""
        return (
            self.is_natural_or_carer(person_id)
            and self.is_living(person_id)
            and not self.silence(person_id) & _OUT
        )

    def is_important(self, person_id: str) -> bool:
        """The child says they matter, or says that they love or miss them."""
        says = self.standing(person_id).child_says_important(self.on)
        return says == "yes" or self.child_loves(person_id)

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
        return bool(self.child_home) and self.network.home_code(person_id) == self.child_home

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
        return tuple(row for row in self.network.ties[person_id] if row.joins(self.child_id))

    def to_child(self, person_id: str, *kinds: str) -> tuple[Relationship, ...]:
        """Somebody's current rows of some kinds to the child."""
        return tuple(
            row
            for row in self.current(person_id)
            if row.kind in kinds and row.from_id == person_id and row.to_id == self.child_id
        )

    def from_child(self, person_id: str, *kinds: str) -> tuple[Relationship, ...]:
        """The child's current rows of some kinds to somebody."""
        return tuple(
            row
            for row in self.current(person_id)
            if row.kind in kinds and row.from_id == self.child_id and row.to_id == person_id
        )

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
        return {
            person: tuple(
                time for time in times if time.did_happen and time.date.earliest is not None
            )
            for person, times in self.network.times.items()
        }

    def contacts(self, person_id: str, *, is_direct: bool = False) -> tuple[Contact, ...]:
        """Times together or in touch that happened; only those in the same place where `is_direct`."""
        times = self._happened.get(person_id, ())
        return tuple(time for time in times if time.is_direct) if is_direct else times

    def last_contact(self, person_id: str, *, is_direct: bool = False) -> date | None:
        """The day of the latest time together or in touch that happened."""
        days = (time.date.earliest for time in self.contacts(person_id, is_direct=is_direct))
        return max((day for day in days if day is not None), default=None)

    def contacts_within(
        self, person_id: str, days: int, *, since: int = 0, is_direct: bool = False
    ) -> tuple[Contact, ...]:
        """Times that happened from `since` to `days` days before today, both included."""
        return tuple(
            time
            for time in self.contacts(person_id, is_direct=is_direct)
            if self._is_within(time, days, since)
        )

    def times_within(self, person_id: str, days: int) -> tuple[Contact, ...]:
        """Every time written down in the last days, whether or not it happened."""
        return tuple(
            time for time in self.network.times.get(person_id, ()) if self._is_within(time, days)
        )

    def in_contact(self, person_id: str, days: int) -> bool:
        """Together or in touch in the last days."""
        return bool(self.contacts_within(person_id, days))

    def _is_within(self, time: Contact, days: int, since: int = 0) -> bool:
        day = time.date.earliest
        return day is not None and self.days_ago(days) <= day <= self.days_ago(since)

    def days_ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.on - timedelta(days=days)

    def days_since(self, day: date) -> int:
        """Whole days from a day to today."""
        return (self.on - day).days

