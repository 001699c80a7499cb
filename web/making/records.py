"""The records that a plan stands for, and saving them with everybody’s places kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from graph.dates import as_partial
from graph.errors import UnknownError
from graph.network import Network
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Move, Standing
from graph.stores.protocol import Store
from graph.vocabulary import RELATIONSHIP_KINDS, VISIBILITY, more_protective
from queries.lines import Newcomer, Plan, Tie
from web.asking import NOT_HERE

RUNGS = ("discovered", "contacted", "engaged", "not_traced")
_FOUND = frozenset({"natural", "carer"})
_HIDDEN = "professionals_only"

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was chosen beside a line: who may know of it, how far we have come with them, and who told us."""

    visibility: str = "everyone"
    rung: str = RUNGS[0]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """The records of a plan, and the id of whoever it is about."""

    subject: str
    people: tuple[Person, ...]
    standings: tuple[Standing, ...]
    rows: tuple[Relationship, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """All of them, people first."""
        return (*self.people, *self.standings, *self.rows)

    def on(self, network: Network) -> Network:
        """The map as it would be."""
        people = {person.id: person for person in self.people}
        standings = {standing.person_id: standing for standing in self.standings}
        return network.changed(
            people={**network.people, **people},
            standings={**network.standings, **standings},
            relationships=(*network.relationships, *self.rows),
        )


def records_of(plan: Plan, network: Network, store: Store, on: date, confirmed: Confirmed) -> Made:
    """What a plan would write on a map that its writer sees."""
    ids = {one.key: uuid4().hex for one in plan.newcomers}
    if plan.chair:
        ids[plan.newcomers[-1].key] = network.own_id(plan.chair)
    made = [_arrival(one, ids, plan, network, store, on, confirmed) for one in plan.newcomers]
    rows = tuple(_row(tie, ids, network, on, confirmed) for tie in plan.ties)
    subject = ids.get(plan.newcomers[-1].key, "") if plan.newcomers and not plan.who else plan.who
    return Made(subject, tuple(p for p, _s in made), tuple(s for _p, s in made), rows)


def _arrival(
    one: Newcomer,
    ids: dict[str, str],
    plan: Plan,
    network: Network,
    store: Store,
    on: date,
    confirmed: Confirmed,
) -> tuple[Person, Standing]:
    person, standing = _empty(ids[one.key], network)
    if plan.chair and one is plan.newcomers[-1]:
        person, standing = _seat(plan.chair, network, store)
    is_sought = one.network_kind in _FOUND and one.entity_type == "person"
    ladder = (Move(to=confirmed.rung, on=as_partial(on)),) if is_sought else ()
    stance = (Move(to="unknown", on=as_partial(on)),) if is_sought else ()
    person_now = {"entity_type": one.entity_type}
    person_now |= {"gender": one.gender} if one.gender != "unknown" else {}
    person_now |= {"life_stage": "adult"} if one.is_adult else {}
    return person.model_copy(update=person_now), standing.model_copy(
        update={
            "known_as": one.name,
            "network_kind": one.network_kind,
            "professional_role": one.role,
            "ladder": standing.ladder or ladder,
            "stance": standing.stance or stance,
            "visibility": more_protective(standing.visibility, confirmed.visibility),
        }
    )


def _empty(person_id: str, network: Network) -> tuple[Person, Standing]:
    child_id = network.own_id(network.child_id)
    return Person(id=person_id), Standing(
        id=uuid4().hex, child_id=child_id, person_id=person_id, visibility="everyone"
    )


def _seat(chair: str, network: Network, store: Store) -> tuple[Person, Standing]:
    """An empty chair as it is kept, with everything that is known of it already; a view may have ids of its own."""
    kept, own_id = store.network(network.own_id(network.child_id)), network.own_id(chair)
    if own_id not in kept.people:
        raise UnknownError(NOT_HERE)
    return kept.people[own_id], kept.standings[own_id]


def _row(
    tie: Tie, ids: dict[str, str], network: Network, on: date, confirmed: Confirmed
) -> Relationship:
    kind = RELATIONSHIP_KINDS[tie.kind]
    known: dict[str, Any] = {"certainty": tie.certainty or "likely"}
    if confirmed.told in network.people:
        known |= {"source_id": network.own_id(confirmed.told), "source_date": as_partial(on)}
    return Relationship(
        id=uuid4().hex,
        child_id="" if kind.is_shared else network.own_id(network.child_id),
        from_id=ids.get(tie.from_id) or network.own_id(tie.from_id),
        to_id=ids.get(tie.to_id) or network.own_id(tie.to_id),
        kind=tie.kind,
        detail=tie.detail,
        status=tie.status,
        visibility=confirmed.visibility,
        **known,
    )


def least_seen(rows: tuple[Relationship, ...], network: Network) -> Standing | None:
    """Somebody whose places are kept for just those who will see some new ties; None where there are none.

    Whoever is not shown a tie must not be able to tell that one was drawn, not even by places that stay.
    """
    if not rows:
        return None
    level = "everyone"
    for row in rows:
        ends = (network.standings.get(end) for end in (row.from_id, row.to_id))
        level = more_protective(level, row.visibility)
        for standing in ends:
            level = more_protective(level, standing.visibility) if standing else level
        if RELATIONSHIP_KINDS[row.kind].sensitivity.value not in ("open", "family"):
            level = _HIDDEN
    ends_of_first = (rows[0].from_id, rows[0].to_id)
    found = next(
        (network.standings[end] for end in ends_of_first if end in network.standings), None
    )
    return found and found.model_copy(update={"visibility": level})


def is_level(text: str) -> bool:
    """Whether a text is one of the levels of who may know."""
    return text in VISIBILITY
