"""What would change: if one person stepped back, and when every paid role has ended at eighteen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.dates import day_of_age
from graph.network import Network
from graph.people import ADULT_AGE
from graph.record import Value
from queries.moment import Moment
from queries.other_ties import CARER_KINDS
from queries.routes import ROUTE_DAYS, gone_without

CULTURE_DAYS = 60


class SteppingBack(Value):
    """What goes with one person: whom the child could no longer reach, which promises and plans, which culture."""

    person_id: str
    out_of_reach: tuple[str, ...]
    promises: tuple[str, ...]
    plans: tuple[str, ...]
    culture_tags: tuple[str, ...]


def what_if(network: Network, person_id: str, moment: Moment | None = None) -> SteppingBack:
    """What would go if somebody stepped back: people by id, promises and plans by row, culture by tag."""
    now = moment or Moment(network)
    return SteppingBack(
        person_id=person_id,
        out_of_reach=gone_without(now, person_id),
        promises=tuple(row.id for row in now.promises(person_id)),
        plans=tuple(row.id for row in now.plans(person_id)),
        culture_tags=tuple(
            tag for tag in _shared_with(now, person_id) if _is_alone_with(now, person_id, tag)
        ),
    )


def _shared_with(now: Moment, person_id: str) -> tuple[str, ...]:
    """Parts of the child's culture, faith and language that somebody carries."""
    person = now.person(person_id)
    carried = {*person.culture_tags, *person.languages}
    return tuple(sorted(set(now.network.case.culture_tags) & carried))


def _is_alone_with(now: Moment, person_id: str, tag: str) -> bool:
    """Whether no other grown-up in touch carries a tag."""
    return not any(
        tag in _shared_with(now, other) and _is_around(now, other, CULTURE_DAYS)
        for other in now.others
        if other != person_id and now.is_eligible(other) and now.is_adult(other)
    )


def _is_around(now: Moment, person_id: str, days: int) -> bool:
    return now.shares_home(person_id) or now.in_contact(person_id, days)


class AfterEighteen(Value):
    """Who is there when every paid role has ended.

    `ends_by_then` are workers whose role is known to end by the birthday, `still_paid` the other workers, `carers`
    those who look after the child now and may be asked what they want to promise, and `remains` family and friends
    who are in touch, have promised something or are here for life. `birthday` is None where no birth is recorded.
    """

    birthday: date | None
    ends_by_then: tuple[str, ...]
    still_paid: tuple[str, ...]
    carers: tuple[str, ...]
    remains: tuple[str, ...]
    promises: tuple[str, ...]


def after_eighteen(network: Network, moment: Moment | None = None) -> AfterEighteen:
    """What is left of a map when the child is an adult and nobody is paid to be there."""
    now = moment or Moment(network)
    birthday = day_of_age(now.person(now.child_id).dob, ADULT_AGE)
    workers = tuple(person for person in now.others if now.is_working_professional(person))
    ending = tuple(person for person in workers if _ends_by(now, person, birthday))
    carers = tuple(person for person in now.others if now.to_child(person, *CARER_KINDS))
    remains = tuple(_remaining(now, {*workers, *carers}))
    return AfterEighteen(
        birthday=birthday,
        ends_by_then=ending,
        still_paid=tuple(person for person in workers if person not in ending),
        carers=carers,
        remains=remains,
        promises=tuple(row.id for person in (*carers, *remains) for row in now.promises(person)),
    )


def _ends_by(now: Moment, person_id: str, day: date | None) -> bool:
    end = now.standing(person_id).role_end_date.earliest
    return end is not None and end <= (day or now.on)


def _remaining(now: Moment, paid: set[str]) -> Iterator[str]:
    for person in now.others:
        if person in paid or not now.is_eligible(person):
            continue
        is_for_life = now.standing(person).finding_status(now.on) == "lifelong"
        if is_for_life or now.promises(person) or _is_around(now, person, ROUTE_DAYS):
            yield person


class PaidShare(Value):
    """How many of the people active in a child's life are paid to be there: those people, and everyone active."""

    paid: tuple[str, ...]
    active: tuple[str, ...]


def paid_share(network: Network, days: int = 90, moment: Moment | None = None) -> PaidShare:
    """Working professionals among everyone active: in touch within so many days, or in the same home."""
    now = moment or Moment(network)
    paid = tuple(person for person in now.others if is_paid(now, person))
    active = (
        person
        for person in now.others
        if person in paid
        or (
            now.is_natural_or_carer(person)
            and now.is_living(person)
            and _is_around(now, person, days)
        )
    )
    return PaidShare(paid=paid, active=tuple(active))


def is_paid(now: Moment, person_id: str) -> bool:
    """Somebody at work with the child today."""
    return now.person(person_id).is_person and now.is_working_professional(person_id)
