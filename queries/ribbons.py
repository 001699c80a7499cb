"""Ribbons: one person's times with the child, week by week, and the plan beside what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from graph.contacts import Contact
from graph.dates import days_before
from graph.network import Network
from graph.record import Value
from queries.moment import Moment

WEEKS = 26
_DAYS = 7


class Week(Value):
    """One week: its Monday, how many times happened, how many did not and by whose hand, and the child's ratings."""

    monday: date
    happened: int = 0
    was_together: bool = False
    missed: Mapping[str, int] = {}
    ratings: tuple[int, ...] = ()
    times: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was written down for the week."""
        return not self.times


class Missed(Value):
    """One time that was planned and did not happen, and by whose hand."""

    on: str
    how: str


class Practice(Value):
    """One plan beside what happened: how often it says, how often that would be, and how often it was."""

    plan_id: str
    every_days: int | None
    mode: str
    planned: int | None
    happened: int


class Ribbon(Value):
    """One person's weeks, the oldest first, the plans beside them, and what was called off."""

    person_id: str
    known_as: str
    weeks: tuple[Week, ...]
    plans: tuple[Practice, ...] = ()
    missed: tuple[Missed, ...] = ()

    @property
    def happened(self) -> int:
        """How many times there were in all the weeks."""
        return sum(week.happened for week in self.weeks)


def ribbon(network: Network, person_id: str, weeks: int = WEEKS) -> Ribbon:
    """One person's ribbon, ending with the week of the day that the network is read at."""
    return _ribbon(Moment(network), person_id, weeks)


def ribbons(
    network: Network, weeks: int = WEEKS, moment: Moment | None = None
) -> tuple[Ribbon, ...]:
    """A ribbon for everyone with a time or a plan in those weeks, the most times first."""
    now = moment or Moment(network)
    found = (_ribbon(now, person, weeks) for person in now.others if _has_something(now, person))
    return tuple(
        sorted(
            (one for one in found if one.plans or not all(week.is_empty for week in one.weeks)),
            key=lambda one: -one.happened,
        )
    )


def _has_something(now: Moment, person_id: str) -> bool:
    return bool(now.network.times.get(person_id) or now.plans(person_id))


def _ribbon(now: Moment, person_id: str, count: int) -> Ribbon:
    last = days_before(now.on, now.on.weekday())
    mondays = [days_before(last, _DAYS * back) for back in reversed(range(count))]
    by_week: dict[date, list[Contact]] = {}
    for time in now.network.times.get(person_id, ()):
        day = time.date.earliest
        if day is not None:
            by_week.setdefault(days_before(day, day.weekday()), []).append(time)
    return Ribbon(
        person_id=person_id,
        known_as=now.network.known_as(person_id),
        weeks=tuple(_week(monday, by_week.get(monday, [])) for monday in mondays),
        plans=_practice(now, person_id, mondays[0]),
        missed=tuple(
            Missed(on=time.date.text, how=time.happened)
            for monday in mondays
            for time in sorted(by_week.get(monday, ()), key=lambda time: (time.date.text, time.id))
            if not time.did_happen
        ),
    )


def _week(monday: date, times: list[Contact]) -> Week:
    return Week(
        monday=monday,
        happened=sum(time.did_happen for time in times),
        was_together=any(time.did_happen and time.is_direct for time in times),
        missed=dict(sorted(Counter(t.happened for t in times if not t.did_happen).items())),
        ratings=tuple(time.child_view for time in times if time.child_view is not None),
        times=tuple(time.id for time in times),
    )


def _practice(now: Moment, person_id: str, since: date) -> tuple[Practice, ...]:
    return tuple(
        Practice(
            plan_id=plan.id,
            every_days=plan.plan_every_days,
            mode=plan.plan_mode,
            planned=_planned(
                now, max(since, plan.start_date.earliest or since), plan.plan_every_days
            ),
            happened=len(now.contacts_within(person_id, now.days_since(since))),
        )
        for plan in now.plans(person_id)
    )


def _planned(now: Moment, since: date, every_days: int | None) -> int | None:
    return now.days_since(since) // every_days if every_days else None
