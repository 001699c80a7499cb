"""Lines: the table of people beside a map, which says in words what the picture says."""

from __future__ import annotations

from dataclasses import dataclass

from web.maps.band import BAND
from web.maps.details import Details, details_of
from web.maps.names import shown
from web.maps.scene import Scene
from web.maps.sizes import CIRCLES
from web.maps.wording import ring_name, side_label
from web.words import _


@dataclass(frozen=True, slots=True)
class Line:
    """One person: where they stand, on which side, and all that is told of them."""

    circle: str
    side: str
    details: Details
    person_id: str = ""


def lines(scene: Scene) -> tuple[Line, ...]:
    """Everyone but the child, from the heart outwards, by name."""
    sides = {side.key: side_label(scene.network, side) for side in scene.sides}
    order = (*CIRCLES, BAND)
    people = sorted(
        scene.layout.spots,
        key=lambda p: (
            order.index(scene.placings[p].circle),
            shown(scene.network.known_as(p)).casefold(),
        ),
    )
    return tuple(
        Line(
            _circle(scene.placings[person].circle),
            sides.get(scene.side_of(person), ""),
            details_of(scene, person),
            person,
        )
        for person in people
    )


def _circle(circle: str) -> str:
    return _("people whose job it is") if circle == BAND else ring_name(circle)
