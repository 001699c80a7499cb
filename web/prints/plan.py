"""The family plan: two pages of A4, the map as agreed and what everybody will do."""

from __future__ import annotations

from dataclasses import dataclass

from web.maps.names import shown
from web.prints import said
from web.prints.drawings import picture_drawing
from web.prints.told import Leaves, Told, leaves
from web.prints.wall import signs
from web.words.sayings import day, listed

ROOM_TO_WRITE = 5


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan that the family made in its last meeting."""

    who: str
    what: str
    by_when: str
    child_knows: str


def actions(told: Told) -> tuple[Planned, ...]:
    """What the family said in its last meeting that it will do."""
    return tuple(
        Planned(
            listed([shown(told.network.known_as(person)) for person in one.who_ids]),
            one.what,
            day(one.by_date),
            one.child_knows,
        )
        for one in (told.meeting.actions if told.meeting else ())
    )


def plan(told: Told) -> Leaves:
    """The map, who loves the child, the plan with room to write, promises, time together, and whom to turn to."""
    network = told.network
    return leaves(
        "plan.html",
        told,
        frozenset(network.people),
        drawing=picture_drawing(told.picture),
        signs=signs(told),
        loving=said.who_loves(network),
        promises=said.promises(network),
        plans=said.plans(network),
        actions=actions(told),
        rows=ROOM_TO_WRITE,
        again=day(told.meeting.meeting.review_date) if told.meeting else "",
    )
