"""One rule being asked of one moment: what it finds, what it cannot tell, and until when its answer holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.dates import days_after
from graph.relationships import Relationship
from queries.gaps.thresholds import Thresholds
from queries.moment import Moment


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule's function found, before it is put into words.

    `since` is the day that its days are counted from, or to; `is_never` chooses the sentence for where there is none.
    """

    severity: str
    person_id: str = ""
    facts: tuple[str, ...] = ()
    tag: str = ""
    since: date | None = None
    is_never: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


Findings = Iterator[Finding]


class Asking:
    """A moment and the thresholds for one rule; it remembers the first day on which time alone could change it.

    Whatever depends on the day is asked through here. What a rule never got to ask cannot change its answer, so the
    earliest day noted is never later than the true one.
    """

    def __init__(self, now: Moment, limits: Thresholds) -> None:
        """Ask with a shared moment, which only reads."""
        self.now = now
        self.limits = limits
        self.untold: list[tuple[str, str]] = []
        self._first: date | None = None
        self._on_days: list[tuple[Callable[[date], object], Sequence[date]]] = []

    def note(self, day: date) -> None:
        """Remember a day on which something could change; days gone by cannot."""
        if day > self.now.on and (self._first is None or day < self._first):
            self._first = day

    def note_answer(self, answer: Callable[[date], object], days: Iterable[date]) -> None:
        """Remember an answer that could be another on any of some days."""
        self._on_days.append((answer, tuple(days)))

    def changes_on(self) -> date | None:
        """The first day on which time alone could change what was found; None where it cannot."""
        firsts = (self._first_other(answer, days) for answer, days in self._on_days)
        return min((day for day in (self._first, *firsts) if day is not None), default=None)

    def _first_other(self, answer: Callable[[date], object], days: Sequence[date]) -> date | None:
        today = answer(self.now.on)
        ahead = sorted({day for day in days if day > self.now.on})
        return next((day for day in ahead if answer(day) != today), None)

    def cannot_tell(self, why: str, person_id: str = "") -> None:
        """Say that something is not recorded, and of whom."""
        self.untold.append((why, person_id))

    def is_within(self, day: date | None, days: int) -> bool:
        """Whether a day lies at most so many days before today; a day to come does not."""
        if day is None or day > self.now.on:
            return False
        self.note(days_after(day, days + 1))
        return self.now.days_since(day) <= days

    def is_older(self, day: date, days: int) -> bool:
        """Whether a day lies more than so many days before today."""
        self.note(days_after(day, days + 1))
        return self.now.days_since(day) > days

    def in_contact(self, person_id: str, days: int) -> bool:
        """Together or in touch in the last days."""
        return self.is_within(self.now.last_contact(person_id), days)

    def is_around(self, person_id: str, days: int) -> bool:
        """In the child's home, or in touch in the last days."""
        return self.now.shares_home(person_id) or self.in_contact(person_id, days)

    def standing_id(self, person_id: str) -> str:
        """The id of a person's place on this map: the fact behind what is missing."""
        return self.now.standing(person_id).id

    def child_age(self) -> int | None:
        """The child's age in whole years; where it is not recorded, that cannot be told."""
        age = self.now.person(self.now.child_id).age(self.now.on)
        if age is None:
            self.cannot_tell("We do not know when {child} was born.")
        return age

    def eligible(self) -> Iterator[str]:
        """Everyone who could be asked, in the order of the map."""
        return (person for person in self.now.family_and_carers if self.now.is_eligible(person))

    def eligible_adults(self) -> Iterator[str]:
        """Every grown-up who could be asked, in the order of the map."""
        return (person for person in self.eligible() if self.now.is_adult(person))

    def living_apart(self) -> Iterator[str]:
        """Living family, friends and carers who are not in the child's home."""
        return (person for person in self.now.family_and_carers if not self.now.shares_home(person))


def ids(*rows: Relationship) -> tuple[str, ...]:
    """The ids of some rows, as facts."""
    return tuple(row.id for row in rows)
