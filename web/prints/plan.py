"""The family plan: two pages of A4, the map as agreed and what everybody will do."""

from __future__ import annotations

from web.prints import said
from web.prints.drawings import picture_drawing
from web.prints.told import Leaves, Told, leaves
from web.prints.wall import signs

ROOM_TO_WRITE = 5


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
        rows=ROOM_TO_WRITE,
    )
