"""Family finding: the ladder as a board, the tries and what is due, and who must still be told.

A move up the ladder is checked, not ticked: committed needs a promise, and lifelong needs the person's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph.attempts import Attempt
from graph.dates import days_after
from graph.network import Network, Silence
from graph.notices import Notice
from graph.record import Value
from graph.sensitivity import CHILD_PRIVATE, PROTECTED
from queries.moment import Moment

RUNGS = ("not_traced", "discovered", "contacted", "engaged", "committed", "lifelong")
SIDE_EXITS = ("declined", "do_not_contact")
DAYS_TO_TELL = 30
_OWN_WORDS = ("promise", "loves")


class Place(Value):
    """One person on a rung: since when, the last try, whether what was to come next is overdue, and a caution."""

    person_id: str
    known_as: str
    since: str
    last_try: Attempt | None = None
    is_overdue: bool = False
    caution: str = ""


class Rung(Value):
    """One rung of the ladder, or a way off it, with everyone on it."""

    name: str
    places: tuple[Place, ...]


class Reminder(Value):
    """Something that somebody said they would do next, and the day it is due."""

    person_id: str
    known_as: str
    next_step: str
    due: str
    days_late: int
    attempt_id: str


class Telling(Value):
    """One grown-up relative and the three dates that are kept apart; `due` is the last day for telling them."""

    person_id: str
    known_as: str
    kin: str
    identified: str
    located: str
    notified: str
    due: date | None
    days_late: int


def board(
    network: Network, attempts: Iterable[Attempt] = (), moment: Moment | None = None
) -> tuple[Rung, ...]:
    """Everyone on the ladder, rung by rung, and those who have left it."""
    now = moment or Moment(network)
    tries = _latest(attempts, now.on)
    places: dict[str, list[Place]] = {name: [] for name in (*RUNGS, *SIDE_EXITS)}
    for person in now.others:
        rung = now.standing(person).finding_status(now.on)
        if rung in places and now.is_natural_or_carer(person) and now.is_living(person):
            places[rung].append(_place(now, person, tries.get(person)))
    return tuple(Rung(name=name, places=tuple(found)) for name, found in places.items())


def _latest(attempts: Iterable[Attempt], on: date) -> Mapping[str, Attempt]:
    made = [one for one in attempts if one.on.earliest is None or one.on.earliest <= on]
    made.sort(key=lambda one: (one.on.earliest or date.min, one.id))
    return {one.person_id: one for one in made}


def _place(now: Moment, person: str, last: Attempt | None) -> Place:
    return Place(
        person_id=person,
        known_as=now.network.known_as(person),
        since=now.standing(person).finding_status_date(now.on).text,
        last_try=last,
        is_overdue=last is not None and not now.silence(person) and _days_late(last, now.on) > 0,
        caution=caution(now, person),
    )


def caution(now: Moment, person: str) -> str:
    """Why nobody should go ahead with somebody, for whoever may know why."""
    silent = now.silence(person)
    if silent & {Silence.NOT_SAFE, Silence.LIVES_WITH} and now.network.shows(PROTECTED):
        return "talk to your manager first"
    if Silence.SAID_NO in silent and now.network.shows(CHILD_PRIVATE):
        return "the child has said not now"
    return ""


def _days_late(attempt: Attempt, on: date) -> int:
    due = attempt.due_date.latest
    return (on - due).days if due is not None else 0


def reminders(
    network: Network, attempts: Iterable[Attempt], moment: Moment | None = None
) -> tuple[Reminder, ...]:
    """What is due by the day, the longest overdue first; never towards somebody nobody may prompt."""
    now = moment or Moment(network)
    found = [
        Reminder(
            person_id=person,
            known_as=now.network.known_as(person),
            next_step=last.next_step,
            due=last.due_date.text,
            days_late=_days_late(last, now.on),
            attempt_id=last.id,
        )
        for person, last in _latest(attempts, now.on).items()
        if person in now.network.people and not now.silence(person) and _is_due(last, now.on)
    ]
    return tuple(sorted(found, key=lambda one: (-one.days_late, now.network.key(one.person_id))))


def _is_due(attempt: Attempt, on: date) -> bool:
    due = attempt.due_date.earliest
    return bool(attempt.next_step) and due is not None and due <= on


def to_be_told(
    network: Network,
    notices: Iterable[Notice] = (),
    days: int = DAYS_TO_TELL,
    moment: Moment | None = None,
) -> tuple[Telling, ...]:
    """Grown-up relatives and whether they have been told, those still to be told first.

    The days count from the day the child left home. Nobody silenced is among them: a manager decides about those.
    """
    now = moment or Moment(network)
    by_person = {notice.person_id: notice for notice in notices}
    left_home = now.network.case.home_since.earliest
    due = days_after(left_home, days) if left_home else None
    found = [
        _telling(now, person, by_person.get(person), due)
        for person in now.others
        if now.is_relative(person)
        and now.is_adult(person)
        and now.is_eligible(person)
        and not now.silence(person)
    ]
    return tuple(
        sorted(found, key=lambda one: (bool(one.notified), now.network.key(one.person_id)))
    )


def _telling(now: Moment, person: str, notice: Notice | None, due: date | None) -> Telling:
    first_known = now.standing(person).first_known_date.text
    notified = notice.notified if notice else None
    told_on = notified.earliest if notified else None
    counted = told_on or now.on
    return Telling(
        person_id=person,
        known_as=now.network.known_as(person),
        kin=now.kin[person].term,
        identified=(notice.identified.text if notice else "") or first_known,
        located=notice.located.text if notice else "",
        notified=notified.text if notified else "",
        due=due,
        days_late=max(0, (counted - due).days) if due else 0,
    )


def why_not(network: Network, person_id: str, rung: str, moment: Moment | None = None) -> str:
    """Why somebody may not be moved to a rung yet, in one sentence; nothing where they may."""
    now = moment or Moment(network)
    name = now.network.known_as(person_id)
    if rung == "committed" and not now.promises(person_id):
        return f"Write down first what {name} has promised: committed means something definite."
    if rung == "lifelong" and not _has_own_words(now, person_id):
        return f"Write down first, in {name}’s own words, that they are there for life."
    return ""


def _has_own_words(now: Moment, person_id: str) -> bool:
    return any(
        row.source_type == "person_words" and row.source_id == person_id
        for row in now.to_child(person_id, *_OWN_WORDS)
    )
