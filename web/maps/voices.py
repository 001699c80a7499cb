"""Whose view: people in the rings where one voice put them. Views are never merged, and the record’s stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from queries.circles import Placing
from web.maps.band import BAND
from web.maps.display import display
from web.maps.layout import layout
from web.maps.lenses.layer import Layer
from web.maps.scene import Scene, in_order_of_map
from web.maps.seats import Seat, seats
from web.maps.sectors import sectors
from web.maps.wording import wording

SAID = "A voice of their own put them here."


def voice_scene(scene: Scene, placed: Mapping[str, str]) -> Scene:
    """A scene with those whom a voice has placed in its rings; everybody else stays where they stand."""
    network = scene.network
    said = {
        person: Placing(person_id=person, circle=circle, reason=SAID)
        for person, circle in placed.items()
        if person in scene.placings and person != network.child_id
    }
    placings = {**scene.placings, **said}
    seated = seats(network, placings, scene.sides, scene.kin)
    found = layout(
        _with_sides(seated, scene),
        sectors(scene.sides),
        wording(network, scene.sides),
        scene.layout.shape,
        scene.layout,
    )
    return replace(scene, placings=placings, layout=in_order_of_map(found, network))


def _with_sides(seated: tuple[Seat, ...], scene: Scene) -> tuple[Seat, ...]:
    """Workers have no side of their own; one who is put in a ring stands with the last of them."""
    keys = [sector.key for sector in scene.layout.sectors]
    return tuple(
        seat
        if seat.circle == BAND or seat.side in keys
        else replace(seat, side=keys[-1])
        if keys
        else replace(seat, circle=BAND)
        for seat in seated
    )


def voice_layer(
    scene: Scene, placed: Mapping[str, str], says: Mapping[str, str]
) -> tuple[Layer, Scene]:
    """What one voice’s view draws, and the places that belong to it; those not placed are drawn quietly."""
    again = voice_scene(scene, placed)
    picture = display(again)
    child = scene.network.child_id
    layer = Layer(
        ties=tuple(
            tie for tie in picture.ties if not tie.is_always or set(tie.ends) & placed.keys()
        ),
        marks={figure.person_id: figure.marks for figure in picture.figures},
        quiet=frozenset(scene.network.people) - placed.keys() - {child},
        says=says,
        picture=replace(picture, ties=()),
    )
    return layer, again
